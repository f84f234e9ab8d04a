//! Lines that begin no item: what they may have been, and which lines go with them.

use super::Parser;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;
use crate::words;

impl Parser<'_> {
    /// Whether the line here is neither an item nor a block, not even an incomplete one.
    pub(super) fn begins_nothing(&self) -> bool {
        let word = self.lines.word(self.pos);
        let item = words::ITEM_WORDS.contains(&word);
        !item && !self.lines.starts_item(self.pos)
    }

    pub(super) fn stray_line(&mut self) {
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

    pub(super) fn unknown_item(&mut self) {
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
        if self.only_counting() {
            return Diagnostic::error(codes::UNKNOWN_ITEM, span, "");
        }
        if words::PLAY_WORDS.contains(&word) && word != "end" || self.lines.starts_choice(self.pos)
        {
            return Diagnostic::error(
                codes::STRAY_LINE,
                span,
                "this line of a play does not belong to anything",
            )
            .hint("the lines of a play stand directly under `play`");
        }
        if word == "end" {
            return Diagnostic::error(
                codes::END_WITHOUT_ACCOUNT,
                span,
                "this `end` closes nothing",
            )
            .hint("only an `account` and a `what if` are closed with `end`");
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
        if words::CONNECTIVES.contains(&word) {
            return diagnostic.hint(words::goes_on(word));
        }
        let block = self
            .ends_before(self.pos + 2)
            .then(|| words::nearest(self.nth_word(1), words::BLOCK_WORDS))
            .flatten()
            .or_else(|| words::nearest(self.nth_word(1), words::ATTITUDE_WORDS));
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
}
