//! From the bytes of a document to its text.
//!
//! In: bytes, and the [`Kind`] that the file's name and its first bytes tell. Out: an [`Extract`].

use std::ops::Range;

/// What a document's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Plain,
    /// Markdown (CommonMark).
    Markdown,
    /// A web page.
    Html,
    /// A PDF file.
    Pdf,
}

impl Kind {
    /// What a file is, by its name and its first bytes.
    #[must_use]
    pub fn of(_file: &str, _bytes: &[u8]) -> Kind {
        Kind::Plain
    }
}

/// The text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The text. Of plain text and Markdown this is the whole file.
    pub text: String,
    /// The stretches of the text that a reader sees, in bytes, in order; none for all of it.
    pub seen: Option<Vec<Range<usize>>>,
    /// The stretches of the text that are its matter, in bytes, in order; none for all of it.
    pub main: Option<Vec<Range<usize>>>,
    /// What had to be assumed, one sentence each.
    pub remarks: Vec<String>,
}

/// The text of a document. Linear in the bytes.
///
/// # Errors
/// Says why there is no text to be had.
pub fn extract(_kind: Kind, bytes: &[u8]) -> Result<Extract, String> {
    Ok(Extract {
        text: String::from_utf8_lossy(bytes).into_owned(),
        ..Extract::default()
    })
}
