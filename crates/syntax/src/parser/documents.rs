//! Documents with their passages, origins, offices.

use super::{Parser, Step};
use crate::codes;
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
                self.date()?;
                self.finish();
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

    fn passage(&mut self) -> Step {
        const TEXTS: [&str; 3] = ["as", "verb", "hedge"];
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
            } else if self.at_clause("note") {
                self.once(&mut seen, "note")?;
                self.note_clause()?;
            } else {
                return Ok(());
            }
        }
    }

    pub(super) fn origin(&mut self) -> Step {
        self.name("the name of the origin")?;
        self.optional_text()?;
        if self.at_clause("via") {
            self.bump();
            self.names("the name of an origin")?;
        }
        if self.at_clause("note") {
            self.note_clause()?;
        }
        Ok(())
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
