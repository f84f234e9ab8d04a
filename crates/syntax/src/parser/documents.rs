//! Documents with their passages, origins, offices, claims, shared words.

use super::{Broken, Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;

impl Parser<'_> {
    pub(super) fn document(&mut self) {
        self.start(K::Document);
        self.line(K::Header, |p| {
            p.bump();
            p.name("the name of the document")?;
            p.optional_text()?;
            p.document_clauses()
        });
        self.block_lines("passage", K::Passage, Self::passage);
        self.finish();
    }

    fn document_clauses(&mut self) -> Step {
        let mut seen = Vec::new();
        loop {
            self.clauses(
                &mut seen,
                &[
                    ("file", Self::text_clause),
                    ("author", Self::text_clause),
                    ("outlet", Self::text_clause),
                    ("url", Self::text_clause),
                    ("sha256", Self::sha256),
                    ("date", |p| p.clause(K::Clause, Self::when)),
                    ("reliability", Self::reliability),
                ],
            )?;
            if !self.at_clause("voice") {
                return Ok(());
            }
            self.voice(&mut seen)?;
        }
    }

    fn sha256(&mut self) -> Step {
        self.clause(K::Clause, |p| {
            let word = p.nth_word(0);
            let sound = word.len() == 64
                && word
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            if !sound {
                return Err(p.expected(
                    codes::EXPECTED_SHA256,
                    "a SHA-256 sum of 64 digits and letters from a to f",
                ));
            }
            p.name("a SHA-256 sum")
        })
    }

    /// `voice comment lines 1 to 2, 39`
    fn voice(&mut self, seen: &mut Vec<&'static str>) -> Step {
        self.clause(K::Clause, |p| {
            match p.nth_word(0) {
                "boilerplate" => p.once(seen, "boilerplate")?,
                "comment" => p.once(seen, "comment")?,
                _ => return Err(p.expected_word(&["boilerplate", "comment"])),
            }
            p.name("`boilerplate` or `comment`")?;
            if !p.eat_word("lines") && !p.eat_word("line") {
                return Err(p.expected_word(&["lines"]));
            }
            p.range()?;
            while p.eat(K::Comma) {
                p.range()?;
            }
            Ok(())
        })
    }

    /// `39` or `1 to 2`
    fn range(&mut self) -> Step {
        self.node(K::Range, |p| {
            p.number("the number of a line")?;
            if p.eat_word("to") {
                p.number("the number of the last line")?;
            }
            Ok(())
        })
    }

    fn passage(&mut self) -> Step {
        self.name("the name of the passage")?;
        self.text("the exact words in quotes")?;
        self.clauses(
            &mut Vec::new(),
            &[
                ("as", Self::text_clause),
                ("verb", Self::text_clause),
                ("hedge", Self::text_clause),
                ("prefix", Self::text_clause),
                ("suffix", Self::text_clause),
                ("speaker", |p| {
                    p.clause(K::Clause, |p| {
                        p.name("an origin, `author`, `comment` or `boilerplate`")
                    })
                }),
                ("line", |p| {
                    p.clause(K::Clause, |p| p.number("the number of a line"))
                }),
                ("characters", Self::characters),
                ("when", Self::given_date),
                ("credibility", Self::credibility),
                ("note", Self::note_clause),
            ],
        )
    }

    /// `characters 10 to 20`
    fn characters(&mut self) -> Step {
        self.clause(K::Clause, |p| {
            p.number("the number of the first character, from 0")?;
            p.words(&["to"])?;
            p.number("the number of the character behind the last one")
        })
    }

    /// `when "on Sunday" is 2025-06-15`
    fn given_date(&mut self) -> Step {
        self.clause(K::Clause, |p| {
            p.text("the date as the document gives it, in quotes")?;
            if p.eat_word("is") {
                p.when()?;
            }
            Ok(())
        })
    }

    pub(super) fn origin(&mut self) -> Step {
        const ORIGIN: &str = "the name of an origin";
        self.name("the name of the origin")?;
        self.optional_text()?;
        self.clauses(
            &mut Vec::new(),
            &[
                ("anonymous", |p| p.words(&["anonymous"])),
                ("via", |p| {
                    p.bump();
                    p.names(ORIGIN)
                }),
                ("perhaps", |p| p.names_clause(&["perhaps"], ORIGIN)),
                ("other", |p| p.names_clause(&["other", "than"], ORIGIN)),
                ("reliability", Self::reliability),
                ("note", Self::note_clause),
            ],
        )
    }

    /// `claim NAME "what is claimed" from a.b against c.d credibility 3`
    pub(super) fn claim(&mut self) -> Step {
        self.name("the name of the claim")?;
        self.optional_text()?;
        self.clauses(
            &mut Vec::new(),
            &[
                ("from", |p| p.passages_clause(K::From)),
                ("against", |p| p.passages_clause(K::Against)),
                ("credibility", Self::credibility),
                ("note", Self::note_clause),
            ],
        )
    }

    /// `shared NAME "words" in a, b words 21 accepted "why"`
    pub(super) fn shared(&mut self) -> Step {
        self.name("the name of the shared words")?;
        self.text("the shared words in quotes")?;
        let mut seen = Vec::new();
        let mut judged = false;
        loop {
            self.clauses(
                &mut seen,
                &[
                    ("in", |p| p.names_clause(&["in"], "the name of a document")),
                    ("words", |p| {
                        p.clause(K::Clause, |p| p.number("the number of shared words"))
                    }),
                ],
            )?;
            // One judgement, whichever it is.
            if self.at_clause("accepted") || self.at_clause("rejected") {
                if judged {
                    return Err(self.judged_twice());
                }
                judged = true;
                self.clause(K::Clause, |p| p.text("a text that says why"))?;
            } else if !seen.contains(&"in") {
                return Err(self.expected_word(&["in"]));
            } else if !judged {
                return Err(self.expected_word(&["accepted", "rejected"]));
            } else {
                return Ok(());
            }
        }
    }

    fn judged_twice(&mut self) -> Broken {
        let message = "these shared words are judged a second time";
        let diagnostic = Diagnostic::error(codes::REPEATED_CLAUSE, self.span(), message)
            .hint("they are either `accepted` or `rejected`");
        self.fail(diagnostic)
    }

    pub(super) fn office(&mut self) {
        self.start(K::Office);
        self.line(K::Header, |p| {
            p.bump();
            p.text("the name of the office in quotes")?;
            p.words(&["of"])?;
            p.name("the name of an actor")
        });
        self.block_lines("held", K::Holder, |p| {
            p.words(&["by"])?;
            p.text("the name of a person in quotes")?;
            if !p.at_clause("from") {
                return Err(p.expected_word(&["from"]));
            }
            p.bump();
            p.date()?;
            if p.eat_word("until") {
                p.date()?;
            }
            Ok(())
        });
        self.finish();
    }
}
