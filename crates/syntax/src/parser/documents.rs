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
        const TEXTS: [&str; 4] = ["file", "author", "outlet", "url"];
        let mut seen = Vec::new();
        loop {
            if let Some(word) = TEXTS.into_iter().find(|word| self.at_clause(word)) {
                self.once(&mut seen, word)?;
                self.text_clause("a text in quotes")?;
            } else if self.at_clause("sha256") {
                self.once(&mut seen, "sha256")?;
                self.sha256()?;
            } else if self.at_clause("date") {
                self.once(&mut seen, "date")?;
                self.start(K::Clause);
                self.bump();
                self.when()?;
                self.finish();
            } else if self.at_clause("reliability") {
                self.once(&mut seen, "reliability")?;
                self.reliability()?;
            } else if self.at_clause("voice") {
                self.voice(&mut seen)?;
            } else {
                return Ok(());
            }
        }
    }

    fn sha256(&mut self) -> Step {
        self.start(K::Clause);
        self.bump();
        let word = self.nth_word(0);
        let sound = word.len() == 64
            && word
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !sound {
            return Err(self.expected(
                codes::EXPECTED_SHA256,
                "a SHA-256 sum of 64 digits and letters from a to f",
            ));
        }
        self.name("a SHA-256 sum")?;
        self.finish();
        Ok(())
    }

    /// `voice comment lines 1 to 2, 39`
    fn voice(&mut self, seen: &mut Vec<&'static str>) -> Step {
        self.start(K::Clause);
        self.bump();
        match self.nth_word(0) {
            "boilerplate" => self.once(seen, "boilerplate")?,
            "comment" => self.once(seen, "comment")?,
            _ => return Err(self.expected_word(&["boilerplate", "comment"])),
        }
        self.name("`boilerplate` or `comment`")?;
        if !self.eat_word("lines") && !self.eat_word("line") {
            return Err(self.expected_word(&["lines"]));
        }
        self.range()?;
        while self.eat(K::Comma) {
            self.range()?;
        }
        self.finish();
        Ok(())
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
        const TEXTS: [&str; 5] = ["as", "verb", "hedge", "prefix", "suffix"];
        self.name("the name of the passage")?;
        self.text("the exact words in quotes")?;
        let mut seen = Vec::new();
        loop {
            if let Some(word) = TEXTS.into_iter().find(|word| self.at_clause(word)) {
                self.once(&mut seen, word)?;
                self.text_clause("a text in quotes")?;
            } else if self.at_clause("speaker") {
                self.once(&mut seen, "speaker")?;
                self.start(K::Clause);
                self.bump();
                self.name("an origin, `author`, `comment` or `boilerplate`")?;
                self.finish();
            } else if self.at_clause("line") {
                self.once(&mut seen, "line")?;
                self.start(K::Clause);
                self.bump();
                self.number("the number of a line")?;
                self.finish();
            } else if self.at_clause("characters") {
                self.once(&mut seen, "characters")?;
                self.characters()?;
            } else if self.at_clause("when") {
                self.once(&mut seen, "when")?;
                self.given_date()?;
            } else if self.at_clause("credibility") {
                self.once(&mut seen, "credibility")?;
                self.credibility()?;
            } else if self.at_clause("note") {
                self.once(&mut seen, "note")?;
                self.note_clause()?;
            } else {
                return Ok(());
            }
        }
    }

    /// `characters 10 to 20`
    fn characters(&mut self) -> Step {
        self.start(K::Clause);
        self.bump();
        self.number("the number of the first character, from 0")?;
        self.words(&["to"])?;
        self.number("the number of the character behind the last one")?;
        self.finish();
        Ok(())
    }

    /// `when "on Sunday" is 2025-06-15`
    fn given_date(&mut self) -> Step {
        self.start(K::Clause);
        self.bump();
        self.text("the date as the document gives it, in quotes")?;
        if self.eat_word("is") {
            self.when()?;
        }
        self.finish();
        Ok(())
    }

    pub(super) fn origin(&mut self) -> Step {
        const ORIGIN: &str = "the name of an origin";
        self.name("the name of the origin")?;
        self.optional_text()?;
        let mut seen = Vec::new();
        loop {
            if self.at_clause("anonymous") {
                self.once(&mut seen, "anonymous")?;
                self.bump();
            } else if self.at_clause("via") {
                self.once(&mut seen, "via")?;
                self.bump();
                self.names(ORIGIN)?;
            } else if self.at_clause("perhaps") {
                self.once(&mut seen, "perhaps")?;
                self.names_clause(&["perhaps"], ORIGIN)?;
            } else if self.at_clause("other") {
                self.once(&mut seen, "other")?;
                self.names_clause(&["other", "than"], ORIGIN)?;
            } else if self.at_clause("reliability") {
                self.once(&mut seen, "reliability")?;
                self.reliability()?;
            } else if self.at_clause("note") {
                self.once(&mut seen, "note")?;
                self.note_clause()?;
            } else {
                return Ok(());
            }
        }
    }

    /// `claim NAME "what is claimed" from a.b against c.d credibility 3`
    pub(super) fn claim(&mut self) -> Step {
        self.name("the name of the claim")?;
        self.optional_text()?;
        let mut seen = Vec::new();
        loop {
            if self.at_clause("from") {
                self.once(&mut seen, "from")?;
                self.passages_clause(K::From)?;
            } else if self.at_clause("against") {
                self.once(&mut seen, "against")?;
                self.passages_clause(K::Against)?;
            } else if self.at_clause("credibility") {
                self.once(&mut seen, "credibility")?;
                self.credibility()?;
            } else if self.at_clause("note") {
                self.once(&mut seen, "note")?;
                self.note_clause()?;
            } else {
                return Ok(());
            }
        }
    }

    /// `shared NAME "words" in a, b words 21 accepted "why"`
    pub(super) fn shared(&mut self) -> Step {
        self.name("the name of the shared words")?;
        self.text("the shared words in quotes")?;
        let mut seen = Vec::new();
        loop {
            if self.at_clause("in") {
                self.once(&mut seen, "in")?;
                self.names_clause(&["in"], "the name of a document")?;
            } else if self.at_clause("words") {
                self.once(&mut seen, "words")?;
                self.start(K::Clause);
                self.bump();
                self.number("the number of shared words")?;
                self.finish();
            } else if self.at_clause("accepted") || self.at_clause("rejected") {
                // One judgement, whichever it is.
                let word = if self.at_word("accepted") {
                    "accepted"
                } else {
                    "rejected"
                };
                if seen.contains(&"accepted") || seen.contains(&"rejected") {
                    return Err(self.judged_twice());
                }
                seen.push(word);
                self.text_clause("a text that says why")?;
            } else if !seen.contains(&"in") {
                return Err(self.expected_word(&["in"]));
            } else if !seen.contains(&"accepted") && !seen.contains(&"rejected") {
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
