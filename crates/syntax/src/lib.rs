//! The text of a conflict: lossless tree, error recovery, typed tree and formatter.
//!
//! In: the text of one file. Out: a [`Parse`] with a lossless tree, the typed [`ast::File`] and
//! every [`diagnostic::Diagnostic`]. Parsing never fails and never loses a byte. This room knows
//! nothing of what names mean.
//!
//! ```
//! use syntax::diagnostic::FileId;
//!
//! let text = "actor US\n  option veto\nrule norm  always veto orr talks\n";
//! let parse = syntax::parse(FileId(0), text);
//! assert_eq!(parse.tree().text().to_string(), text);
//! assert_eq!(parse.file().items.len(), 1);
//! assert_eq!(parse.diagnostics()[0].hints, ["did you mean `or`?"]);
//!
//! let text = "rule   norm always veto or\n    talks";
//! assert_eq!(syntax::format(text).unwrap(), "rule norm  always veto or talks\n");
//! ```

pub mod ast;
pub mod codes;
pub mod diagnostic;
mod format;
mod kind;
mod lexer;
mod lines;
mod literal;
mod lower;
mod parser;
mod print;
mod words;

use rowan::GreenNode;

use diagnostic::{Diagnostic, FileId, Span};

pub use format::format;
pub use kind::{ConflictLanguage, SyntaxElement, SyntaxKind, SyntaxNode, SyntaxToken};
pub use literal::is_pattern;
pub use print::{print_formula, quote_name, quote_text};

/// Longest file that is read, in bytes. Spans count bytes in 32 bits, and a conflict that people
/// can check is a thousand times smaller.
pub const LONGEST_FILE: usize = 64 * 1024 * 1024;

/// A parsed file: its tree, what it says, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Parse {
    green: GreenNode,
    file: ast::File,
    diagnostics: Vec<Diagnostic>,
}

impl Parse {
    /// What is wrong with the text, in the order of the text. At most one message a line and about
    /// two hundred altogether; a last one counts the others.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The lossless tree: its text is the text of the file, byte for byte.
    #[must_use]
    pub fn tree(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green.clone())
    }

    /// What the file says. Lines that did not parse are absent.
    #[must_use]
    pub fn file(&self) -> &ast::File {
        &self.file
    }
}

/// Parses the text of a file. Time and memory are linear in the length of the text. A file longer
/// than [`LONGEST_FILE`], and one that is no text, gives one message and a tree of one token.
#[must_use]
pub fn parse(file: FileId, text: &str) -> Parse {
    if let Some(diagnostic) = unreadable(file, text) {
        return Parse {
            green: one_token(text),
            file: ast::File::default(),
            diagnostics: vec![diagnostic],
        };
    }
    let (green, diagnostics) = parser::parse_file(file, text);
    let tree = SyntaxNode::new_root(green.clone());
    Parse {
        file: lower::file(file, &tree),
        green,
        diagnostics,
    }
}

/// Parses one formula, for example one typed on a command line.
///
/// # Errors
///
/// Answers what is wrong with the text, with spans in it.
///
/// ```
/// use syntax::diagnostic::FileId;
///
/// let formula = syntax::parse_formula(FileId(0), "(not a) and ((b if c))").unwrap();
/// assert_eq!(syntax::print_formula(&formula), "not a and (b if c)");
/// ```
pub fn parse_formula(file: FileId, text: &str) -> Result<ast::Formula, Vec<Diagnostic>> {
    if let Some(diagnostic) = unreadable(file, text) {
        return Err(vec![diagnostic]);
    }
    let (green, diagnostics) = parser::parse_lone_formula(file, text);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    lower::lone_formula(file, &SyntaxNode::new_root(green)).ok_or_else(|| {
        let span = Span {
            file,
            ..Span::default()
        };
        vec![Diagnostic::error(
            codes::EXPECTED_FORMULA,
            span,
            "expected a formula",
        )]
    })
}

/// Why a text is not read at all, if it is not.
fn unreadable(file: FileId, text: &str) -> Option<Diagnostic> {
    let span = Span {
        file,
        ..Span::default()
    };
    if text.len() > LONGEST_FILE {
        let message = format!(
            "this file has {} bytes; at most {LONGEST_FILE} are read",
            text.len()
        );
        return Some(Diagnostic::error(codes::FILE_TOO_LARGE, span, message));
    }
    lexer::is_binary(text).then(|| {
        Diagnostic::error(codes::NOT_TEXT, span, "this file is not text")
            .hint("a conflict is a plain-text file in UTF-8")
    })
}

/// The tree of a text that is not read. What does not fit in a tree is left out of it.
fn one_token(text: &str) -> GreenNode {
    let mut builder = rowan::GreenNodeBuilder::new();
    builder.start_node(SyntaxKind::File.into());
    if u32::try_from(text.len()).is_ok() {
        builder.token(SyntaxKind::Odd.into(), text);
    }
    builder.finish_node();
    builder.finish()
}

/// Reads a date written `2025-06-16`; none where it is not one or the calendar does not have it.
#[must_use]
pub fn parse_date(text: &str) -> Option<ast::Date> {
    literal::decode_date(text).ok()
}
