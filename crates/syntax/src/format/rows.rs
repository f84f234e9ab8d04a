//! From the tree to rows: each line of the language cut into cells.

use crate::kind::{SyntaxElement, SyntaxKind as K, SyntaxNode, SyntaxToken};
use crate::words;

/// One thing to write, top to bottom.
#[derive(Debug)]
pub(super) enum Entry {
    /// A line of the language.
    Row(Row),
    /// A comment on a line of its own.
    Comment {
        /// The comment.
        text: String,
        /// Where it stands, in letters from the margin.
        column: usize,
    },
    /// One or more blank lines.
    Blank,
}

/// A line of the language.
#[derive(Debug)]
pub(super) struct Row {
    /// Letters from the margin.
    pub indent: usize,
    /// Rows of one kind that follow each other share their columns.
    pub kind: K,
    /// The cells, or the lines as they stand if there are comments between their words.
    pub body: Body,
    /// The comment behind it.
    pub comment: Option<String>,
}

/// What is in a row.
#[derive(Debug)]
pub(super) enum Body {
    /// Cells for columns; an empty one is skipped but keeps its column.
    Cells(Vec<Cell>),
    /// A line that comments run through: its physical lines, each with its comment.
    Fixed(Vec<(Cell, Option<String>)>),
}

/// The words of one column.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// The words, in order.
    pub words: Vec<Word>,
    /// How it may move to a line of its own.
    pub place: Place,
    /// Brackets open behind the last word.
    depth: usize,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// In the row.
    #[default]
    Row,
    /// In the row one space behind the cell before it, rather than two.
    Near,
    /// A clause: in the row, or on a line of its own if the row is too long.
    Clause,
    /// A clause that always starts a line.
    OwnLine,
}

/// A word with the space before it and the possible line end behind it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its text.
    pub text: String,
    /// Whether a space stands before it.
    pub spaced: bool,
    /// If the line can be broken before it, inside how many brackets that is.
    pub break_depth: Option<usize>,
}

impl Cell {
    /// Width in letters.
    pub fn width(&self) -> usize {
        self.words
            .iter()
            .enumerate()
            .map(|(at, word)| word.text.chars().count() + usize::from(word.spaced && at > 0))
            .sum()
    }

    fn push(&mut self, token: &SyntaxToken, before: Option<&SyntaxToken>) {
        let breakable = before.is_some_and(goes_on_after) && !begins_item(token);
        self.words.push(Word {
            text: token.text().to_owned(),
            spaced: spaced(before.map(|token| token.kind()), token.kind())
                && !before.is_some_and(|before| is_sign(before, token)),
            break_depth: breakable.then_some(self.depth),
        });
        match token.kind() {
            K::RoundOpen | K::SquareOpen | K::CurlyOpen => self.depth += 1,
            K::RoundClose | K::SquareClose | K::CurlyClose => {
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
    }
}

/// All entries of a file.
pub(super) fn of_file(tree: &SyntaxNode) -> Vec<Entry> {
    let mut walk = Walk::default();
    walk.container(tree, 0);
    walk.entries
}

#[derive(Default)]
struct Walk {
    entries: Vec<Entry>,
    /// Line ends since the last word or comment.
    newlines: usize,
    /// Letters since the last line end.
    column: usize,
}

impl Walk {
    /// A node whose children are lines or further containers.
    fn container(&mut self, node: &SyntaxNode, indent: usize) {
        let inner = if node.kind() == K::File {
            indent
        } else {
            indent + 2
        };
        for element in node.children_with_tokens() {
            match element {
                SyntaxElement::Token(token) => self.trivia(&token),
                SyntaxElement::Node(child) => match child.kind() {
                    K::Document
                    | K::Office
                    | K::Actor
                    | K::Moves
                    | K::Preference
                    | K::Account
                    | K::WhatIf
                    | K::View
                    | K::Type
                    | K::Utility
                    | K::Play
                    | K::Repeat => {
                        self.container(&child, inner);
                    }
                    K::Header | K::End => self.line(&child, indent),
                    _ => self.line(&child, inner),
                },
            }
        }
    }

    fn trivia(&mut self, token: &SyntaxToken) {
        match token.kind() {
            K::Newline => {
                self.newlines += 1;
                self.column = 0;
            }
            K::Comment => self.comment(token.text().trim_end().to_owned()),
            _ => self.column += token.text().chars().count(),
        }
    }

    fn comment(&mut self, text: String) {
        if self.newlines == 0
            && let Some(Entry::Row(row)) = self.entries.last_mut()
            && row.comment.is_none()
        {
            row.comment = Some(text);
            return;
        }
        self.blank();
        self.entries.push(Entry::Comment {
            text,
            column: self.column,
        });
    }

    /// Keeps one blank line where there were any, but none at the start.
    fn blank(&mut self) {
        if self.newlines > 1 && !self.entries.is_empty() {
            self.entries.push(Entry::Blank);
        }
        self.newlines = 0;
    }

    fn line(&mut self, node: &SyntaxNode, indent: usize) {
        self.blank();
        let body = if has_comment(node) {
            fixed(node)
        } else {
            Body::Cells(cells(node))
        };
        self.entries.push(Entry::Row(Row {
            indent,
            kind: node.kind(),
            body,
            comment: None,
        }));
    }
}

fn has_comment(node: &SyntaxNode) -> bool {
    node.descendants_with_tokens()
        .any(|element| element.kind() == K::Comment)
}

/// The physical lines of a line with comments in it.
fn fixed(node: &SyntaxNode) -> Body {
    let mut lines = Vec::new();
    let mut cell = Cell::default();
    let mut comment = None;
    let mut before: Option<SyntaxToken> = None;
    for token in all_tokens(node) {
        match token.kind() {
            K::Newline => {
                if !cell.words.is_empty() || comment.is_some() {
                    lines.push((std::mem::take(&mut cell), comment.take()));
                }
            }
            K::Comment => comment = Some(token.text().trim_end().to_owned()),
            K::Space => {}
            _ => {
                cell.push(&token, before.as_ref());
                before = Some(token);
            }
        }
    }
    lines.push((cell, comment));
    Body::Fixed(lines)
}

fn all_tokens(node: &SyntaxNode) -> impl Iterator<Item = SyntaxToken> {
    node.descendants_with_tokens()
        .filter_map(rowan::NodeOrToken::into_token)
}

/// The cells of a line without comments in it.
fn cells(node: &SyntaxNode) -> Vec<Cell> {
    let mut cells = vec![Cell::default()];
    let mut before: Option<SyntaxToken> = None;
    for element in node.children_with_tokens() {
        if element.kind().is_trivia() {
            continue;
        }
        if let Some((column, place)) = column(node, &element, cells.len()) {
            cells.resize_with(column.max(cells.len()), Cell::default);
            cells.push(Cell {
                place,
                ..Cell::default()
            });
        }
        let Some(cell) = cells.last_mut() else { break };
        let tokens: Vec<SyntaxToken> = match element {
            SyntaxElement::Token(token) => vec![token],
            SyntaxElement::Node(child) => all_tokens(&child)
                .filter(|token| !token.kind().is_trivia())
                .collect(),
        };
        for token in tokens {
            cell.push(&token, before.as_ref());
            before = Some(token);
        }
    }
    cells
}

/// If a part of a line begins a new column: which one, and how it is placed. `next` is the number
/// of columns so far.
fn column(line: &SyntaxNode, part: &SyntaxElement, next: usize) -> Option<(usize, Place)> {
    let first_header = line
        .parent()
        .is_some_and(|parent| parent.kind() == K::Document);
    match (line.kind(), part.kind()) {
        (K::Header, K::Clause) if first_header => Some((next, Place::OwnLine)),
        (K::Passage, K::Clause) if next == 1 => Some((next, Place::OwnLine)),
        (K::Passage, K::Note) => Some((next, Place::OwnLine)),
        (K::OptionLine, K::Literal) => Some((1, Place::Near)),
        (K::OptionLine, K::Levels | K::Direction) => (next <= 2).then_some((2, Place::Row)),
        (K::OptionLine, K::From | K::Against | K::Assumed | K::Note | K::Change) => {
            Some((next.max(3), Place::Clause))
        }
        (K::Origin | K::Outcome | K::Event | K::Claim | K::Shared, K::Literal) => {
            Some((1, Place::Near))
        }
        (K::Origin, K::Word) if text_of(part) == "anonymous" => Some((next.max(2), Place::Near)),
        (K::Origin, K::Word) if text_of(part) == "via" => Some((next.max(3), Place::Near)),
        (
            K::Origin | K::Claim | K::Shared,
            K::Clause | K::From | K::Against | K::Note | K::Change,
        ) => Some((next.max(4), Place::Clause)),
        (K::Parameter, K::Literal) => Some((1, Place::Near)),
        (K::Parameter, K::Range) => Some((2, Place::Near)),
        (K::Parameter, K::Equal) => Some((3, Place::Near)),
        (K::TypeLine, kind) if kind.is_expression() => Some((1, Place::Near)),
        (K::State, K::Literal) => Some((1, Place::Near)),
        (K::State, K::Word) if matches!(text_of(part), "is" | "merges") => Some((2, Place::Row)),
        (K::Rule | K::ReplaceRule, kind) if is_rule_body(kind) => Some((1, Place::Row)),
        (_, K::From | K::Against | K::Assumed | K::Note | K::Change | K::Clause) => {
            Some((next, Place::Clause))
        }
        _ => None,
    }
}

/// The text of a token, empty for a node.
fn text_of(part: &SyntaxElement) -> &str {
    part.as_token().map_or("", |token| token.text())
}

fn is_rule_body(kind: K) -> bool {
    matches!(
        kind,
        K::Forbidden
            | K::Requires
            | K::Always
            | K::Never
            | K::Counted
            | K::StopWithout
            | K::Ends
            | K::WhenThen
            | K::Consent
            | K::NoMove
            | K::OneWay
    )
}

/// Whether the first token is the sign of what the second begins. Before what could be read with
/// it as a pattern or a number, a space stays.
fn is_sign(before: &SyntaxToken, token: &SyntaxToken) -> bool {
    let negative = before
        .parent()
        .is_some_and(|parent| parent.kind() == K::Negative);
    let reads_apart = !token
        .text()
        .starts_with(|first: char| matches!(first, 'Y' | 'N' | '-') || first.is_ascii_digit());
    negative && before.kind() == K::Pattern && reads_apart
}

/// Whether a space stands between two tokens.
fn spaced(before: Option<K>, kind: K) -> bool {
    let tight_after = matches!(
        before,
        None | Some(K::RoundOpen | K::SquareOpen | K::CurlyOpen | K::Dot | K::Slash)
    );
    let tight_before = matches!(
        kind,
        K::Comma | K::Colon | K::Dot | K::Slash | K::RoundClose | K::SquareClose | K::CurlyClose
    );
    !tight_after && !tight_before
}

/// Whether a line goes on after this token.
fn goes_on_after(token: &SyntaxToken) -> bool {
    match token.kind() {
        K::Comma | K::Colon => true,
        K::Word => matches!(token.text(), "and" | "or" | "if" | "iff" | "unless"),
        _ => false,
    }
}

/// Whether a line that starts with this token could be taken for an item or a clause.
fn begins_item(token: &SyntaxToken) -> bool {
    token.kind() == K::Word
        && words::is_keyword(token.text())
        && !matches!(token.text(), "not" | "at" | "exactly")
}
