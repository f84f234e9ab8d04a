//! Items: which one a line begins, and those about the file, actors and states.

use super::{Parser, Step};
use crate::codes;
use crate::kind::SyntaxKind as K;
use crate::lines::Break;
use crate::literal;
use crate::words;

impl Parser<'_> {
    /// All items up to the end of the file.
    pub(super) fn items(&mut self) {
        while self.pos < self.lines.tokens.len() {
            self.crossed = self.pos;
            match self.at_part() {
                Some(part) => self.part(part),
                None => self.item(),
            }
        }
    }

    /// One item. It takes at least one token.
    pub(super) fn item(&mut self) {
        self.crossed = self.pos;
        let misplaced = self.misplaced();
        let messages = self.errors.len() + self.further;
        self.item_here();
        if let Some(diagnostic) = misplaced
            && messages == self.errors.len() + self.further
        {
            self.report(diagnostic);
        }
    }

    fn item_here(&mut self) {
        if self.actor_block() {
            return;
        }
        match self.nth_word(0) {
            "conflict" => self.simple(K::Title, |p| p.text("the title in quotes")),
            "as" if self.nth_word(1) == "of" => self.simple(K::AsOf, |p| {
                p.words(&["of"])?;
                p.date()
            }),
            "include" => self.simple(K::Include, |p| p.text("the path of a file in quotes")),
            "note" => self.simple(K::NoteItem, |p| p.text("the text of the note")),
            "document" => self.document(),
            "origin" => self.simple(K::Origin, Self::origin),
            "office" => self.office(),
            "actor" => self.actor(),
            "nature" => self.actor(),
            "state" => self.simple(K::State, Self::state),
            "rule" | "advisory" | "costly" => {
                self.line(K::Rule, Self::rule);
            }
            "drop" | "replace" | "weaken" if self.nth_word(1) == "rule" => self.rule_edit(),
            "status" | "observed" => self.starting_point(),
            "event" => self.event(),
            "outcome" => self.simple(K::Outcome, Self::outcome),
            "claim" => self.simple(K::Claim, Self::claim),
            "shared" => self.simple(K::Shared, Self::shared),
            "parameter" => self.simple(K::Parameter, Self::parameter),
            "type" => self.private_type(),
            "utility" => self.utility(),
            "play" if self.ends_before(self.pos + 1) => self.play(),
            "set" => self.simple(K::Set, |p| p.assignments("the name of an option")),
            "what" => self.unfinished_what_if(),
            "check" => self.simple(K::Check, Self::check),
            "option" | "passage" | "held" => self.stray_line(),
            _ => self.unknown_item(),
        }
    }

    /// An item of one line, whose first word is known.
    pub(super) fn simple(&mut self, kind: K, body: impl FnOnce(&mut Self) -> Step) {
        self.line(kind, |p| {
            p.bump();
            body(p)
        });
    }

    /// The lines of a block that begin with a word. A line that cannot be read does not end it.
    pub(super) fn block_lines(&mut self, word: &str, kind: K, body: impl Fn(&mut Self) -> Step) {
        while self.pos < self.lines.tokens.len() {
            if self.lines.word(self.pos) == word && !self.lines.starts_actor_block(self.pos) {
                self.line(kind, |p| {
                    p.bump();
                    body(p)
                });
            } else if self.begins_nothing() {
                self.unknown_item();
            } else {
                return;
            }
        }
    }

    fn actor(&mut self) {
        self.start(K::Actor);
        let nature = self.at_word("nature");
        self.line(K::Header, |p| {
            p.bump();
            if !nature {
                p.name("the name of the actor")?;
            }
            p.optional_text()
        });
        self.block_lines("option", K::OptionLine, Self::option_line);
        self.finish();
    }

    fn option_line(&mut self) -> Step {
        self.name("the name of the option")?;
        self.optional_text()?;
        let mut seen = Vec::new();
        loop {
            match self.nth_word(0) {
                "levels" => {
                    self.once(&mut seen, "levels")?;
                    self.start(K::Levels);
                    self.bump();
                    self.names("the name of a level")?;
                    self.finish();
                }
                "irreversible" | "fixed" => {
                    self.once(&mut seen, "irreversible")?;
                    self.start(K::Direction);
                    if !self.eat_word("fixed") {
                        self.bump();
                        if self.eat_word("once") {
                            self.words(&["dropped"])?;
                        }
                    }
                    self.finish();
                }
                _ => break,
            }
        }
        self.basis()?;
        if !self.at_end()
            && let Some(near) =
                words::nearest(self.nth_word(0), &["levels", "irreversible", "fixed"])
        {
            return Err(self.expected_word(&[near]));
        }
        Ok(())
    }

    fn state(&mut self) -> Step {
        self.name("the name of the state")?;
        self.optional_text()?;
        if self.eat_word("is") {
            let text = self.lines.text_of(self.pos);
            if self.at_end() || !literal::is_pattern(text) {
                return Err(self.expected(
                    codes::EXPECTED_PATTERN,
                    "a pattern of `Y`, `N` and `-`, one sign for each option",
                ));
            }
            self.name_or_pattern("a pattern")?;
        } else if self.eat_word("merges") {
            self.formula()?;
        } else if let Some(near) = words::nearest(self.nth_word(0), &["merges"]) {
            return Err(self.expected_word(&[near]));
        }
        Ok(())
    }

    /// Whether a further line of a block begins here: anything that is not an item.
    pub(super) fn at_block_line(&self) -> bool {
        self.lines
            .tokens
            .get(self.pos)
            .is_some_and(|token| token.line != Break::No)
            && !self.lines.starts_item(self.pos)
    }
}
