//! Documents with their passages, origins, offices, claims, shared words.

use super::{Lower, child, children, first_word, has_word, tokens};
use crate::ast;
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    pub(super) fn document(self, node: &SyntaxNode) -> Option<ast::Document> {
        let header = self.header(node)?;
        Some(ast::Document {
            name: self.name_in(&header)?,
            title: self.text_in(&header),
            file: self.text_clause(&header, "file"),
            sha256: clause(&header, "sha256").and_then(|clause| self.name_in(&clause)),
            date: clause(&header, "date").and_then(|clause| self.when_in(&clause)),
            author: self.text_clause(&header, "author"),
            outlet: self.text_clause(&header, "outlet"),
            url: self.text_clause(&header, "url"),
            reliability: self.reliability(&header),
            voices: clauses(&header, "voice")
                .filter_map(|clause| self.voice(&clause))
                .collect(),
            passages: self
                .lines(node, K::Passage)
                .filter_map(|line| self.passage(&line))
                .collect(),
        })
    }

    fn voice(self, clause: &SyntaxNode) -> Option<ast::VoiceLines> {
        let ranges = children(clause, K::Range).filter_map(|range| {
            let mut numbers = self.numbers_in(&range).into_iter();
            Some(ast::LineRange {
                first: numbers.next()?,
                last: numbers.next(),
                span: self.span(&range),
            })
        });
        Some(ast::VoiceLines {
            voice: self.name_in(clause)?,
            lines: ranges.collect(),
        })
    }

    fn passage(self, node: &SyntaxNode) -> Option<ast::Passage> {
        Some(ast::Passage {
            name: self.name_in(node)?,
            words: self.text_in(node)?,
            speaker: clause(node, "speaker").and_then(|clause| self.name_in(&clause)),
            speaker_as_given: self.text_clause(node, "as"),
            verb: self.text_clause(node, "verb"),
            hedge: self.text_clause(node, "hedge"),
            line: clause(node, "line").and_then(|clause| self.number_in(&clause)),
            prefix: self.text_clause(node, "prefix"),
            suffix: self.text_clause(node, "suffix"),
            characters: clause(node, "characters").and_then(|clause| {
                let mut numbers = self.numbers_in(&clause).into_iter();
                numbers.next().zip(numbers.next())
            }),
            when: clause(node, "when").and_then(|clause| {
                Some(ast::GivenDate {
                    words: self.text_in(&clause)?,
                    resolved: self.when_in(&clause),
                })
            }),
            credibility: self.credibility(node),
            note: self.note(node),
        })
    }

    fn text_clause(self, node: &SyntaxNode, word: &str) -> Option<ast::Text> {
        self.text_in(&clause(node, word)?)
    }

    fn reliability(self, node: &SyntaxNode) -> Option<ast::ReliabilityGrade> {
        let grade = child(&clause(node, "reliability")?, K::Grade)?;
        Some(ast::ReliabilityGrade {
            letter: tokens(&grade).next()?.text().chars().next()?,
            span: self.span(&grade),
        })
    }

    fn credibility(self, node: &SyntaxNode) -> Option<ast::CredibilityGrade> {
        let grade = child(&clause(node, "credibility")?, K::Grade)?;
        Some(ast::CredibilityGrade {
            digit: tokens(&grade).next()?.text().parse().ok()?,
            span: self.span(&grade),
        })
    }

    pub(super) fn origin(self, node: &SyntaxNode) -> Option<ast::Origin> {
        Some(ast::Origin {
            name: self.name_in(node)?,
            label: self.text_in(node),
            anonymous: has_word(node, "anonymous"),
            via: self.name_list(node),
            perhaps: self.names_clause(node, "perhaps"),
            other_than: self.names_clause(node, "other"),
            reliability: self.reliability(node),
            note: self.note(node),
        })
    }

    fn names_clause(self, node: &SyntaxNode, word: &str) -> Vec<ast::Name> {
        clause(node, word)
            .map(|clause| self.name_list(&clause))
            .unwrap_or_default()
    }

    pub(super) fn office(self, node: &SyntaxNode) -> Option<ast::Office> {
        let header = self.header(node)?;
        Some(ast::Office {
            title: self.text_in(&header)?,
            actor: self.name_in(&header)?,
            holders: self
                .lines(node, K::Holder)
                .filter_map(|line| self.holder(&line))
                .collect(),
        })
    }

    fn holder(self, node: &SyntaxNode) -> Option<ast::Holder> {
        let mut dates = self.dates_in(node).into_iter();
        Some(ast::Holder {
            person: self.text_in(node)?,
            from: dates.next()?,
            until: dates.next(),
        })
    }

    pub(super) fn claim(self, node: &SyntaxNode) -> Option<ast::Claim> {
        Some(ast::Claim {
            name: self.name_in(node)?,
            label: self.text_in(node),
            passages: self.passages(node, K::From),
            against: self.passages(node, K::Against),
            credibility: self.credibility(node),
            note: self.note(node),
        })
    }

    pub(super) fn shared(self, node: &SyntaxNode) -> Option<ast::SharedWords> {
        let judgement = match self.text_clause(node, "accepted") {
            Some(why) => ast::Judgement::Accepted(why),
            None => ast::Judgement::Rejected(self.text_clause(node, "rejected")?),
        };
        Some(ast::SharedWords {
            name: self.name_in(node)?,
            words: self.text_in(node)?,
            documents: self.names_clause(node, "in"),
            length: clause(node, "words").and_then(|clause| self.number_in(&clause)),
            judgement,
        })
    }
}

/// The clauses of a line that begin with a word.
fn clauses(node: &SyntaxNode, word: &'static str) -> impl Iterator<Item = SyntaxNode> {
    children(node, K::Clause).filter(move |clause| first_word(clause) == word)
}

/// The clause of a line that begins with a word.
pub(super) fn clause(node: &SyntaxNode, word: &str) -> Option<SyntaxNode> {
    children(node, K::Clause).find(|clause| first_word(clause) == word)
}
