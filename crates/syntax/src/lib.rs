//! The text of a conflict: lossless tree, error recovery, typed tree and formatter.
//!
//! In: the text of one file. Out: a [`Parse`] with a lossless tree, the typed [`ast::File`] and
//! every [`diagnostic::Diagnostic`]. Parsing never fails and never loses a byte. This room knows
//! nothing of what names mean.

pub mod ast;
pub mod diagnostic;
