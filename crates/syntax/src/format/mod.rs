//! The one canonical layout of a file.
//!
//! In: the text of a file without syntax errors. Out: the same words in the canonical layout.
//! Only spaces and line ends change: the words of the file, their order and its comments stay.
//!
//! [`rows`] walks the tree and cuts each line into cells, [`table`] puts the cells into columns.

mod rows;
mod table;

use crate::diagnostic::{Diagnostic, FileId};
use crate::kind::SyntaxNode;

/// Lines are broken at clauses, commas and connectives when they are longer than this.
const WIDTH: usize = 100;

/// How freely the layout breaks long lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrap {
    /// At [`WIDTH`].
    Long,
    /// Never.
    Never,
}

/// Writes a file in the canonical layout. The result parses to the same [`crate::ast::File`] but
/// for spans, and formatting it again changes nothing.
///
/// # Errors
///
/// A file with syntax errors is left alone: the answer is those errors.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let parse = crate::parse(FileId(0), text);
    if !parse.diagnostics().is_empty() {
        return Err(parse.diagnostics().to_vec());
    }
    let tree = parse.tree();
    let wrapped = lay_out(&tree, Wrap::Long);
    // A name that reads like an item could stand first on a line that was broken here. Such names
    // are rare enough to leave the lines of that file long.
    if same_lines(&tree, &wrapped) {
        Ok(wrapped)
    } else {
        Ok(lay_out(&tree, Wrap::Never))
    }
}

fn lay_out(tree: &SyntaxNode, wrap: Wrap) -> String {
    table::write(&rows::of_file(tree), wrap)
}

/// Whether a text has the same tree as the one it was laid out from, spaces apart.
fn same_lines(tree: &SyntaxNode, text: &str) -> bool {
    let shape = |tree: &SyntaxNode| {
        tree.descendants_with_tokens()
            .filter(|element| !element.kind().is_trivia())
            .map(|element| element.kind())
            .collect::<Vec<_>>()
    };
    let parse = crate::parse(FileId(0), text);
    parse.diagnostics().is_empty() && shape(tree) == shape(&parse.tree())
}
