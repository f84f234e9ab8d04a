//! Items: which one a line begins, and those about the file, documents, actors and states.

use super::{Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;
use crate::lines::Break;
use crate::literal;
use crate::words;

impl Parser<'_> {
    /// All items up to the end of the file.
    pub(super) fn items(&mut self) {
        while self.pos < self.lines.tokens.len() {
            self.crossed = self.pos;
            if self.at_account() {
                self.account();
            } else {
                self.item();
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
    fn block_lines(&mut self, word: &str, kind: K, body: impl Fn(&mut Self) -> Step) {
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

    // Documents, origins, offices.

    fn document(&mut self) {
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

    fn origin(&mut self) -> Step {
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

    fn office(&mut self) {
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

    // Actors and states.

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

    // Lines that begin no item.

    /// Whether the line here is neither an item nor a block, not even an incomplete one.
    fn begins_nothing(&self) -> bool {
        let word = self.lines.word(self.pos);
        let item = words::ITEM_WORDS.contains(&word) || words::RESERVED_WORDS.contains(&word);
        !item && !self.lines.starts_item(self.pos)
    }

    fn stray_line(&mut self) {
        let (word, owner) = match self.nth_word(0) {
            "option" => ("option", "an `actor` or `nature`"),
            "passage" => ("passage", "a `document`"),
            _ => ("held by", "an `office`"),
        };
        self.line(K::Error, |p| {
            let diagnostic = Diagnostic::error(
                codes::STRAY_LINE,
                p.span(),
                format!("this `{word}` does not belong to anything"),
            )
            .hint(format!("lines with `{word}` stand directly under {owner}"));
            Err(p.fail(diagnostic))
        });
        self.skip_alike(word);
    }

    /// Skips further lines of the same kind: one message tells it all.
    fn skip_alike(&mut self, word: &str) {
        let first = word.split(' ').next().unwrap_or(word);
        while self.lines.word(self.pos) == first && self.lines.starts_item(self.pos) {
            self.crossed = self.pos;
            self.skip_line();
        }
    }

    fn unknown_item(&mut self) {
        let column = self.column(self.pos);
        self.line(K::Error, |p| {
            if let Some(broken) = p.broken_token() {
                return Err(broken);
            }
            let diagnostic = p.describe_unknown();
            Err(p.fail(diagnostic))
        });
        self.skip_indented(column);
    }

    fn describe_unknown(&self) -> Diagnostic {
        let word = self.nth_word(0);
        let span = self.span();
        if words::RESERVED_WORDS.contains(&word) {
            return Diagnostic::error(
                codes::RESERVED_WORD,
                span,
                format!("`{word}` is reserved for the game lens"),
            )
            .hint("to use it as a name, write it in quotes");
        }
        if word == "end" {
            return Diagnostic::error(
                codes::END_WITHOUT_ACCOUNT,
                span,
                "this `end` closes no account",
            )
            .hint("only an `account` is closed with `end`");
        }
        if words::CLAUSE_WORDS.contains(&word) && word != "note" {
            let diagnostic = Diagnostic::error(
                codes::STRAY_CLAUSE,
                span,
                format!("`{word}` cannot stand here"),
            );
            return if self.ends_before(self.pos + 1) {
                diagnostic.here("nothing follows it on its line")
            } else {
                diagnostic.here("the line before it takes no such clause")
            };
        }
        let found = self.found();
        let diagnostic = Diagnostic::error(
            codes::UNKNOWN_ITEM,
            span,
            format!("expected an item such as `actor`, `rule` or `check`, found {found}"),
        );
        let block = self
            .ends_before(self.pos + 2)
            .then(|| words::nearest(self.nth_word(1), words::BLOCK_WORDS))
            .flatten();
        match (block, words::nearest(word, words::ITEM_WORDS)) {
            (Some(near), _) => diagnostic.hint(format!("did you mean `{word} {near}`?")),
            (None, Some(near)) => diagnostic.hint(format!("did you mean `{near}`?")),
            (None, None) => diagnostic,
        }
    }

    /// Skips the lines that are indented deeper than a line that could not be read: they belong
    /// to it, and messages about them would mislead.
    fn skip_indented(&mut self, column: usize) {
        while self.pos < self.lines.tokens.len() && self.column(self.pos) > column {
            let own = matches!(self.lines.word(self.pos), "option" | "passage" | "held");
            if self.lines.starts_item(self.pos) && !own {
                return;
            }
            self.crossed = self.pos;
            self.skip_line();
        }
    }

    /// How far the physical line of a token is indented, in bytes.
    pub(super) fn column(&self, index: usize) -> usize {
        let Some(token) = self.lines.tokens.get(index) else {
            return 0;
        };
        match token
            .raw
            .checked_sub(1)
            .and_then(|raw| self.lexemes.get(raw))
        {
            Some(before) if before.kind == K::Space && token.first => {
                (before.end - before.start) as usize
            }
            _ => 0,
        }
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
