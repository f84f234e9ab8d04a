//! Where errors are reported and where they end: at the end of the line.

use super::{Broken, MESSAGES, Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind;
use crate::lexer::is_odd_control;
use crate::lines::Break;
use crate::words;

impl Parser<'_> {
    /// Parses one line as a node. If `body` fails or leaves something over, the rest of the line
    /// becomes an error node. Answers whether the line is sound.
    pub(super) fn line(&mut self, kind: SyntaxKind, body: impl FnOnce(&mut Self) -> Step) -> bool {
        self.crossed = self.pos;
        self.line_start = self.pos;
        self.depth = 0;
        self.in_list = false;
        self.start(kind);
        let open = self.open;
        let result = body(self).and_then(|()| self.line_end());
        while self.open > open {
            self.finish();
        }
        if result.is_err() {
            self.skip_line();
        }
        self.finish();
        result.is_ok()
    }

    /// Puts the rest of the line, with the clauses that hang on it, into an error node.
    pub(super) fn skip_line(&mut self) {
        self.start(SyntaxKind::Error);
        while let Some(token) = self.lines.tokens.get(self.pos) {
            let ends = match token.line {
                Break::No => false,
                Break::Soft => self.remark_follows(),
                Break::Hard => true,
            };
            if ends && self.crossed != self.pos {
                break;
            }
            self.bump();
        }
        self.finish();
    }

    /// Whether the next line is a `note` at the margin of this one: an item rather than a clause.
    fn remark_follows(&self) -> bool {
        self.lines.word(self.pos) == "note" && self.column(self.pos) <= self.column(self.line_start)
    }

    /// The line must end here.
    fn line_end(&mut self) -> Step {
        if self.at_end() {
            return Ok(());
        }
        if let Some(broken) = self.broken_token() {
            return Err(broken);
        }
        let word = self.nth_word(0);
        if words::CLAUSE_WORDS.contains(&word) {
            let message = format!("`{word}` cannot stand here");
            let mut diagnostic = Diagnostic::error(codes::STRAY_CLAUSE, self.span(), message)
                .here("the line before it takes no such clause");
            if let Some(hint) = self.hint_at_a_range() {
                diagnostic = diagnostic.hint(hint);
            }
            return Err(self.fail(diagnostic));
        }
        let found = self.found();
        let mut diagnostic = Diagnostic::error(
            codes::UNEXPECTED_WORDS,
            self.span(),
            format!("expected the end of the line, found {found}"),
        );
        if let Some(hint) = self.hint_at_end() {
            diagnostic = diagnostic.hint(hint);
        }
        Err(self.fail(diagnostic))
    }

    /// Where the range of a parameter stands, if one follows here after the value.
    fn hint_at_a_range(&self) -> Option<&'static str> {
        let is_range = self.lines.word(self.line_start) == "parameter"
            && matches!(self.nth_word(0), "to" | "in");
        is_range.then_some("a range stands before the value: `parameter p in 0..1 = 1/2`")
    }

    /// What may have been meant by a word where the line should end.
    fn hint_at_end(&self) -> Option<String> {
        let word = self.nth_word(0);
        let first = self.lines.word(self.line_start);
        if self.at(SyntaxKind::Equal) && self.nth(1) == SyntaxKind::Greater {
            return Some("did you mean `>=`?".to_owned());
        }
        if let Some(hint) = self.hint_at_a_range() {
            return Some(hint.to_owned());
        }
        let second = self.pos == self.line_start + 1;
        let of_actors = || {
            words::nearest(word, words::BLOCK_WORDS)
                .or_else(|| words::nearest(word, words::ATTITUDE_WORDS))
        };
        if second && let Some(near) = of_actors() {
            return Some(format!("did you mean `{first} {near}`?"));
        }
        if let Some(near) = words::nearest(word, words::CONNECTIVES)
            .or_else(|| words::nearest(word, words::CLAUSE_WORDS))
        {
            return Some(format!("did you mean `{near}`?"));
        }
        if second && let Some(near) = words::nearest(first, words::ITEM_WORDS) {
            return Some(format!("did you mean `{near} {word}`?"));
        }
        let before = self.pos.checked_sub(1).map_or("", |at| self.lines.word(at));
        let is_name = before.starts_with(char::is_alphabetic) && !words::is_keyword(before);
        (!word.is_empty() && is_name)
            .then(|| format!("a name of several words stands in quotes: \"{before} {word}\""))
    }

    /// Reports a control character in a comment, which could hide what a terminal shows.
    pub(super) fn check_comment(&mut self, start: u32, comment: &str) {
        let found = comment
            .char_indices()
            .find(|(_, letter)| is_odd_control(*letter));
        if let Some((at, letter)) = found {
            let from = start + u32::try_from(at).unwrap_or(0);
            let to = from + u32::try_from(letter.len_utf8()).unwrap_or(1);
            let span = self.span_of(from, to);
            self.report(
                Diagnostic::error(codes::ODD_CHARACTER, span, odd_message(letter))
                    .here("in a comment"),
            );
        }
    }

    /// Keeps a message, unless there are too many.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if self.only_counting() {
            self.further += 1;
            self.further_at.get_or_insert(diagnostic.span);
        } else {
            self.errors.push(diagnostic);
        }
    }

    /// Whether further messages are only counted, so that their words do not matter.
    pub(super) fn only_counting(&self) -> bool {
        self.errors.len() >= MESSAGES
    }

    /// Reports and breaks the line.
    pub(super) fn fail(&mut self, diagnostic: Diagnostic) -> Broken {
        self.report(diagnostic);
        Broken
    }

    /// Reports that something else was expected here. `what` is in the user's words.
    pub(super) fn expected(&mut self, code: &'static str, what: &str) -> Broken {
        self.expected_with(code, what, &[])
    }

    /// As [`Self::expected`], with hints.
    #[inline(never)]
    pub(super) fn expected_with(
        &mut self,
        code: &'static str,
        what: &str,
        hints: &[&str],
    ) -> Broken {
        if let Some(broken) = self.broken_token() {
            return broken;
        }
        let found = self.found();
        let mut diagnostic =
            Diagnostic::error(code, self.span(), format!("expected {what}, found {found}"));
        for hint in hints {
            diagnostic = diagnostic.hint(*hint);
        }
        self.fail(diagnostic)
    }

    /// Reports that one of these words was expected here, and whether it is merely misspelt.
    pub(super) fn expected_word(&mut self, options: &[&str]) -> Broken {
        let quoted: Vec<String> = options.iter().map(|word| format!("`{word}`")).collect();
        let what = one_of(&quoted);
        match words::nearest(self.nth_word(0), options) {
            Some(near) => {
                let hint = format!("did you mean `{near}`?");
                self.expected_with(codes::EXPECTED_WORD, &what, &[&hint])
            }
            None => self.expected(codes::EXPECTED_WORD, &what),
        }
    }

    /// What stands here, in the user's words.
    pub(super) fn found(&self) -> String {
        match self.kind() {
            SyntaxKind::LineEnd if self.pos >= self.lines.tokens.len() => {
                format!("the end of the {}", self.whole)
            }
            SyntaxKind::LineEnd => "the end of the line".to_owned(),
            SyntaxKind::Text => format!("the text {}", shorten(self.lines.text_of(self.pos))),
            _ => format!("`{}`", shorten(self.lines.text_of(self.pos))),
        }
    }

    /// Reports a token that is broken in itself, whatever was expected.
    #[inline(never)]
    pub(super) fn broken_token(&mut self) -> Option<Broken> {
        let text = self.lines.text_of(self.pos);
        let span = self.span();
        let diagnostic = match self.kind() {
            SyntaxKind::OpenText => Diagnostic::error(
                codes::UNTERMINATED_TEXT,
                span,
                "this text has no closing quote",
            )
            .here("opened here, and the line ends")
            .hint("a text stands on one line between straight double quotes; write a line break inside it as `\\n`"),
            SyntaxKind::CurlyText => Diagnostic::error(
                codes::CURLY_QUOTES,
                span,
                "this text stands in typographic quotes",
            )
            .hint("use straight quotes: \"…\"; typographic quotes may stand inside them"),
            SyntaxKind::Odd | SyntaxKind::Plus | SyntaxKind::Star | SyntaxKind::Slash => {
                let letter = text.chars().next().unwrap_or('\u{fffd}');
                let mut diagnostic =
                    Diagnostic::error(codes::ODD_CHARACTER, span, odd_message(letter));
                if let Some(hint) = replacement(letter) {
                    diagnostic = diagnostic.hint(hint);
                }
                diagnostic
            }
            _ => return None,
        };
        Some(self.fail(diagnostic))
    }
}

/// `a`, `a or b`, `a, b or c`
pub(super) fn one_of(options: &[String]) -> String {
    match options {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// At most forty letters of a text.
fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// An odd character, so that the user can find it even if it does not show.
fn odd_message(letter: char) -> String {
    let code = u32::from(letter);
    let name = match letter {
        '\0' => "a NUL byte",
        '\u{a0}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{feff}' => "a byte order mark inside the text",
        '\r' => "a carriage return without a line feed",
        '\u{fffd}' => return "this character could not be read".to_owned(),
        _ if letter.is_control() => "a control character",
        _ if letter.is_whitespace() => "this kind of space",
        _ => return format!("the language does not use `{letter}` (U+{code:04X}) here"),
    };
    format!("the language does not use {name} (U+{code:04X})")
}

/// What was probably meant.
fn replacement(letter: char) -> Option<&'static str> {
    Some(match letter {
        '→' => "write `->`",
        '↔' => "write `<->`",
        '≥' => "write `>=`",
        '≤' => "write `<=`",
        '≠' => "write `!=`",
        '∧' | '&' => "write `and`",
        '∨' | '|' => "write `or`",
        '¬' | '!' | '~' => "write `not`",
        '–' | '—' | '−' | '‐' | '‑' => "write `-`",
        '\'' | '‘' | '’' | '`' => "a text stands between straight double quotes: \"…\"",
        ';' => "items and lines end at the end of the line",
        '/' => "a comment begins with `#`",
        '，' | '、' | '،' => "write `,`",
        '：' => "write `:`",
        '\u{fffd}' => "save the file as UTF-8",
        '\r' => "save the file with line feeds at the ends of its lines",
        letter if letter.is_whitespace() => "use an ordinary space",
        _ => return None,
    })
}
