//! From tokens to the lossless tree, by recursive descent.
//!
//! In: a text. Out: a tree whose text is the text, byte for byte, and the messages about lines
//! that do not parse. A line that does not parse is reported once and kept as an
//! [`SyntaxKind::Error`] node; parsing goes on with the next line.

mod accounts;
mod checks;
mod clauses;
mod documents;
mod events;
mod expression;
mod formula;
mod items;
mod play;
mod preferences;
mod recovery;
mod rules;
mod strays;

use rowan::{Checkpoint, GreenNode, GreenNodeBuilder};

use crate::codes;
use crate::diagnostic::{Diagnostic, FileId, Span};
use crate::kind::SyntaxKind;
use crate::lexer::{Lexeme, lex};
use crate::lines::{Break, Lines};

/// A part of a file that holds changes to what stands outside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// `account …`
    Account,
    /// `what if …`
    WhatIf,
    /// `US sees`
    View,
}

/// The line being parsed is broken, and the user has been told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Broken;

/// A step of the parser: it went well, or the line is broken.
pub(crate) type Step<T = ()> = Result<T, Broken>;

/// More messages than this are only counted.
const MESSAGES: usize = 200;

/// Parses a whole file.
pub(crate) fn parse_file(file: FileId, text: &str) -> (GreenNode, Vec<Diagnostic>) {
    let lexemes = lex(text);
    let mut parser = Parser::new(file, text, &lexemes);
    parser.builder.start_node(SyntaxKind::File.into());
    parser.items();
    parser.finish_file()
}

/// Parses one formula that stands alone.
pub(crate) fn parse_lone_formula(file: FileId, text: &str) -> (GreenNode, Vec<Diagnostic>) {
    let lexemes = lex(text);
    let mut parser = Parser::new(file, text, &lexemes);
    parser.whole = "formula";
    parser.builder.start_node(SyntaxKind::File.into());
    parser.line(SyntaxKind::Statement, Parser::formula);
    if parser.errors.is_empty() && parser.pos < parser.lines.tokens.len() {
        parser.crossed = parser.pos;
        let span = parser.span();
        parser.report(Diagnostic::error(
            codes::UNEXPECTED_WORDS,
            span,
            "expected one formula on one line, found a second line",
        ));
    }
    while parser.pos < parser.lines.tokens.len() {
        parser.crossed = parser.pos;
        parser.bump();
    }
    parser.finish_file()
}

/// The parser of one file. `line` in [`recovery`] is where errors end.
pub(crate) struct Parser<'t> {
    file: FileId,
    lexemes: &'t [Lexeme],
    lines: Lines<'t>,
    /// Index of the next token with meaning.
    pos: usize,
    /// The token before which a line end does not count (again): the first of the line being
    /// parsed, or of a clause on a line of its own.
    crossed: usize,
    /// The first token of the line being parsed.
    line_start: usize,
    /// Index of the next token of any kind to go into the tree.
    raw: usize,
    builder: GreenNodeBuilder<'static>,
    /// Number of nodes that are open.
    open: usize,
    /// Formulas within formulas at this point.
    depth: usize,
    /// Whether commas separate more than passages here.
    in_list: bool,
    inside: Option<Part>,
    /// What the text is, for messages about its end.
    whole: &'static str,
    errors: Vec<Diagnostic>,
    /// Messages beyond the first [`MESSAGES`], and where the first of them stands.
    further: usize,
    further_at: Option<Span>,
}

impl<'t> Parser<'t> {
    fn new(file: FileId, text: &'t str, lexemes: &'t [Lexeme]) -> Self {
        Parser {
            file,
            lexemes,
            lines: Lines::new(text, lexemes),
            pos: 0,
            crossed: 0,
            line_start: 0,
            raw: 0,
            builder: GreenNodeBuilder::new(),
            open: 0,
            depth: 0,
            in_list: false,
            inside: None,
            whole: "file",
            errors: Vec::new(),
            further: 0,
            further_at: None,
        }
    }

    fn finish_file(mut self) -> (GreenNode, Vec<Diagnostic>) {
        self.trivia_before(self.lexemes.len());
        self.builder.finish_node();
        self.errors.sort_by_key(|diagnostic| diagnostic.span);
        if let Some(span) = self.further_at {
            let further = self.further;
            let errors = if further == 1 { "error" } else { "errors" };
            self.errors.push(Diagnostic::error(
                codes::TOO_MANY_ERRORS,
                span,
                format!("and {further} more {errors} from here on"),
            ));
        }
        (self.builder.finish(), self.errors)
    }

    // Looking ahead.

    /// Whether the line ends before the token at `index`.
    fn ends_before(&self, index: usize) -> bool {
        match self.lines.tokens.get(index) {
            None => true,
            Some(token) => token.line != Break::No && index != self.crossed,
        }
    }

    fn at_end(&self) -> bool {
        self.ends_before(self.pos)
    }

    /// The kind of the token `ahead` tokens further on this line.
    fn nth(&self, ahead: usize) -> SyntaxKind {
        if (self.pos..=self.pos + ahead).any(|index| self.ends_before(index)) {
            return SyntaxKind::LineEnd;
        }
        self.lines
            .tokens
            .get(self.pos + ahead)
            .map_or(SyntaxKind::LineEnd, |token| token.kind)
    }

    /// The bare word `ahead` tokens further on this line, or nothing.
    fn nth_word(&self, ahead: usize) -> &'t str {
        match self.nth(ahead) {
            SyntaxKind::Word => self.lines.text_of(self.pos + ahead),
            _ => "",
        }
    }

    fn kind(&self) -> SyntaxKind {
        self.nth(0)
    }

    fn at(&self, kind: SyntaxKind) -> bool {
        self.kind() == kind
    }

    fn at_word(&self, word: &str) -> bool {
        self.nth_word(0) == word
    }

    fn at_words(&self, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(ahead, word)| self.nth_word(ahead) == *word)
    }

    /// Where the next token stands; just behind the last one at the end of a line.
    fn span(&self) -> Span {
        let (start, end) = match self.lines.tokens.get(self.pos) {
            Some(token) if !self.at_end() => (token.start, token.end),
            _ => return self.span_before(),
        };
        self.span_of(start, end)
    }

    /// The empty span just behind the token before the next one.
    fn span_before(&self) -> Span {
        let end = self
            .pos
            .checked_sub(1)
            .and_then(|before| self.lines.tokens.get(before))
            .map_or(0, |token| token.end);
        self.span_of(end, end)
    }

    fn span_of(&self, start: u32, end: u32) -> Span {
        Span {
            file: self.file,
            start,
            end,
        }
    }

    // Building.

    /// Puts what carries no meaning and stands before `raw` into the tree.
    fn trivia_before(&mut self, raw: usize) {
        while self.raw < raw {
            let Some(lexeme) = self.lexemes.get(self.raw) else {
                return;
            };
            let text = self
                .lines
                .text
                .get(lexeme.start as usize..lexeme.end as usize)
                .unwrap_or("");
            self.builder.token(lexeme.kind.into(), text);
            self.raw += 1;
            if lexeme.kind == SyntaxKind::Comment {
                self.check_comment(lexeme.start, text);
            }
        }
    }

    /// Puts the spaces before the next token into the tree, so that a node can start at it.
    fn trivia(&mut self) {
        if let Some(token) = self.lines.tokens.get(self.pos) {
            let raw = token.raw;
            if !self.at_end() {
                self.trivia_before(raw);
            }
        }
    }

    fn start(&mut self, kind: SyntaxKind) {
        self.trivia();
        self.builder.start_node(kind.into());
        self.open += 1;
    }

    fn checkpoint(&mut self) -> Checkpoint {
        self.trivia();
        self.builder.checkpoint()
    }

    fn start_at(&mut self, checkpoint: Checkpoint, kind: SyntaxKind) {
        self.builder.start_node_at(checkpoint, kind.into());
        self.open += 1;
    }

    fn finish(&mut self) {
        self.builder.finish_node();
        self.open -= 1;
    }

    /// Puts the next token into the tree.
    fn bump(&mut self) {
        if let Some(token) = self.lines.tokens.get(self.pos) {
            let raw = token.raw;
            self.trivia_before(raw + 1);
            self.pos += 1;
        }
    }

    fn eat(&mut self, kind: SyntaxKind) -> bool {
        let there = self.at(kind);
        if there {
            self.bump();
        }
        there
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let there = self.at_word(word);
        if there {
            self.bump();
        }
        there
    }

    /// Takes these words or reports that they are missing.
    fn words(&mut self, words: &[&str]) -> Step {
        for word in words {
            if !self.eat_word(word) {
                return Err(self.expected_word(&[word]));
            }
        }
        Ok(())
    }

    /// Wraps `body` in a node.
    fn node(&mut self, kind: SyntaxKind, body: impl FnOnce(&mut Self) -> Step) -> Step {
        self.start(kind);
        body(self)?;
        self.finish();
        Ok(())
    }
}
