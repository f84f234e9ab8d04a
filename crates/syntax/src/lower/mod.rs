//! From the lossless tree to the typed one.
//!
//! In: a tree of [`crate::parser`]. Out: [`ast`] values. A line with an error in it is left out;
//! the parser has reported it.

mod accounts;
mod checks;
mod documents;
mod formulas;
mod items;
mod play;
mod preferences;
mod rules;

use crate::ast;
use crate::diagnostic::{FileId, Span};
use crate::kind::{SyntaxKind as K, SyntaxNode, SyntaxToken};
use crate::literal;

/// Lowers a whole file.
pub(crate) fn file(file: FileId, tree: &SyntaxNode) -> ast::File {
    let lower = Lower { file };
    ast::File {
        items: tree
            .children()
            .filter_map(|node| lower.item_outside(&node))
            .collect(),
    }
}

/// Lowers a tree that holds one formula alone.
pub(crate) fn lone_formula(file: FileId, tree: &SyntaxNode) -> Option<ast::Formula> {
    let statement = child(tree, K::Statement)?;
    Lower { file }.formula_in(&statement)
}

/// What the functions of this room share: the file that spans belong to.
#[derive(Clone, Copy)]
struct Lower {
    file: FileId,
}

/// The first child node of a kind.
fn child(node: &SyntaxNode, kind: K) -> Option<SyntaxNode> {
    node.children().find(|child| child.kind() == kind)
}

/// All child nodes of a kind.
fn children(node: &SyntaxNode, kind: K) -> impl Iterator<Item = SyntaxNode> {
    node.children().filter(move |child| child.kind() == kind)
}

/// The tokens with meaning right under a node.
fn tokens(node: &SyntaxNode) -> impl Iterator<Item = SyntaxToken> {
    node.children_with_tokens()
        .filter_map(rowan::NodeOrToken::into_token)
        .filter(|token| !token.kind().is_trivia())
}

/// Whether a word stands right under a node.
fn has_word(node: &SyntaxNode, word: &str) -> bool {
    tokens(node).any(|token| token.kind() == K::Word && token.text() == word)
}

/// The first word right under a node.
fn first_word(node: &SyntaxNode) -> String {
    tokens(node)
        .next()
        .map(|token| token.text().to_owned())
        .unwrap_or_default()
}

/// A line, unless something in it did not parse.
fn sound(node: SyntaxNode) -> Option<SyntaxNode> {
    child(&node, K::Error).is_none().then_some(node)
}

impl Lower {
    fn span(self, node: &SyntaxNode) -> Span {
        let range = node.text_range();
        Span {
            file: self.file,
            start: range.start().into(),
            end: range.end().into(),
        }
    }

    /// A name node.
    fn name(self, node: &SyntaxNode) -> Option<ast::Name> {
        let token = tokens(node).next()?;
        let text = match token.kind() {
            K::Text => literal::decode_text(token.text()).ok()?,
            _ => token.text().to_owned(),
        };
        Some(ast::Name {
            text,
            span: self.span(node),
        })
    }

    /// The first name right under a node.
    fn name_in(self, node: &SyntaxNode) -> Option<ast::Name> {
        self.name(&child(node, K::Name)?)
    }

    /// All names right under a node.
    fn names_in(self, node: &SyntaxNode) -> Vec<ast::Name> {
        children(node, K::Name)
            .filter_map(|name| self.name(&name))
            .collect()
    }

    /// The names in the list of names under a node, none if it has no list.
    fn name_list(self, node: &SyntaxNode) -> Vec<ast::Name> {
        child(node, K::Names)
            .map(|list| self.names_in(&list))
            .unwrap_or_default()
    }

    /// The first text right under a node.
    fn text_in(self, node: &SyntaxNode) -> Option<ast::Text> {
        let node = child(node, K::Literal)?;
        let token = tokens(&node).next()?;
        Some(ast::Text {
            text: literal::decode_text(token.text()).ok()?,
            span: self.span(&node),
        })
    }

    /// The dates right under a node.
    fn dates_in(self, node: &SyntaxNode) -> Vec<ast::DateLiteral> {
        children(node, K::Date)
            .filter_map(|date| {
                Some(ast::DateLiteral {
                    date: literal::decode_date(tokens(&date).next()?.text()).ok()?,
                    span: self.span(&date),
                })
            })
            .collect()
    }

    /// The first date right under a node, which may leave the day or the month open.
    fn when_in(self, node: &SyntaxNode) -> Option<ast::WhenLiteral> {
        let date = child(node, K::Date)?;
        Some(ast::WhenLiteral {
            when: literal::decode_when(tokens(&date).next()?.text()).ok()?,
            span: self.span(&date),
        })
    }

    fn date_in(self, node: &SyntaxNode) -> Option<ast::DateLiteral> {
        self.dates_in(node).first().copied()
    }

    /// The first number right under a node; `one` is 1.
    fn number_in(self, node: &SyntaxNode) -> Option<ast::Number> {
        self.numbers_in(node).first().copied()
    }

    /// The numbers right under a node.
    fn numbers_in(self, node: &SyntaxNode) -> Vec<ast::Number> {
        children(node, K::Number)
            .filter_map(|number| {
                let value = match tokens(&number).next()?.text() {
                    "one" => 1,
                    digits => literal::decode_number(digits).ok()?,
                };
                Some(ast::Number {
                    value,
                    span: self.span(&number),
                })
            })
            .collect()
    }

    /// A path node.
    fn path(self, node: &SyntaxNode) -> Option<ast::Path> {
        let parts = self.names_in(node);
        (!parts.is_empty()).then(|| ast::Path {
            parts,
            span: self.span(node),
        })
    }

    /// All paths right under a node.
    fn paths_in(self, node: &SyntaxNode) -> Vec<ast::Path> {
        children(node, K::Path)
            .filter_map(|path| self.path(&path))
            .collect()
    }

    /// The basis that the clauses right under a node give.
    fn basis(self, node: &SyntaxNode) -> ast::Basis {
        ast::Basis {
            passages: self.passages(node, K::From),
            against: self.passages(node, K::Against),
            assumed: child(node, K::Assumed).and_then(|clause| self.text_in(&clause)),
            note: self.note(node),
            change: child(node, K::Change).map(|clause| match self.number_in(&clause) {
                Some(cost) => ast::ChangeClause::Costs(cost),
                None => ast::ChangeClause::Impossible,
            }),
        }
    }

    /// The passages of a clause right under a node.
    fn passages(self, node: &SyntaxNode, clause: K) -> Vec<ast::Path> {
        child(node, clause)
            .map(|clause| self.paths_in(&clause))
            .unwrap_or_default()
    }

    /// The note that hangs on a line.
    fn note(self, node: &SyntaxNode) -> Option<ast::Text> {
        self.text_in(&child(node, K::Note)?)
    }

    /// The assignments right under a node.
    fn assignments(self, node: &SyntaxNode) -> Vec<ast::Assignment> {
        children(node, K::Assignment)
            .filter_map(|entry| self.assignment(&entry))
            .collect()
    }

    fn assignment(self, node: &SyntaxNode) -> Option<ast::Assignment> {
        let target = self.path(&child(node, K::Path)?)?;
        let value = match self.name_in(node) {
            Some(level) => ast::Value::Level(level),
            None if has_word(node, "not") => ast::Value::No,
            None => ast::Value::Yes,
        };
        Some(ast::Assignment {
            target,
            value,
            span: self.span(node),
        })
    }
}
