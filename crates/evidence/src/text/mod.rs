//! From the bytes of a document to its text.
//!
//! In: bytes, and the [`Kind`] that the file's name and its first bytes tell. Out: an [`Extract`].
//! Whatever the bytes are, memory and time are bounded, and a parser that gives up becomes a
//! message. Without the features `html` and `pdf`, such documents give a message too.

mod decode;
#[cfg(feature = "html")]
mod html;
mod kind;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;

use std::ops::Range;
use std::thread;

pub use kind::Kind;

/// Most bytes of text that a document may give.
pub const MOST_TEXT: usize = 16 << 20;

/// The stack of the thread that reads a document, in bytes.
const STACK: usize = 128 << 20;

/// The text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The text. Of plain text and Markdown this is the whole file.
    pub text: String,
    /// What a reader sees of the text, where that is not all: pieces in order, each with the byte
    /// of the text where it begins. A line feed is a break between blocks.
    pub seen: Option<Vec<(usize, String)>>,
    /// The stretches of the text that are its matter, in bytes, in order; none for all of it.
    pub main: Option<Vec<Range<usize>>>,
    /// What had to be assumed, a few words each.
    pub remarks: Vec<String>,
}

/// The text of a document. Linear in the bytes, except for the pages of a PDF file, which may draw
/// the same text again and again; what they may draw is bounded.
///
/// # Errors
/// Says why there is no text to be had.
pub fn extract(kind: Kind, bytes: &[u8]) -> Result<Extract, String> {
    // A parser goes into what is nested, and may panic on a strange file. Neither must take the
    // rest of the work with it.
    let extract = thread::scope(|scope| {
        let reading = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || by_kind(kind, bytes))
            .map_err(|why| format!("no thread to read it in: {why}"))?;
        reading
            .join()
            .unwrap_or_else(|_| Err(format!("this {} cannot be made sense of", kind.name())))
    })?;
    if extract.text.len() > MOST_TEXT {
        return Err(format!("its text is larger than {} MiB", MOST_TEXT >> 20));
    }
    Ok(extract)
}

fn by_kind(kind: Kind, bytes: &[u8]) -> Result<Extract, String> {
    if kind != Kind::Pdf && bytes.len() > MOST_TEXT {
        return Err(format!("it is larger than {} MiB", MOST_TEXT >> 20));
    }
    match kind {
        Kind::Plain => decode::decode(bytes, None),
        Kind::Markdown => decode::decode(bytes, None).map(markdown::mark),
        #[cfg(feature = "html")]
        Kind::Html => html::extract(bytes),
        #[cfg(not(feature = "html"))]
        Kind::Html => Err("this program was built without the means to read web pages".to_owned()),
        #[cfg(feature = "pdf")]
        Kind::Pdf => pdf::extract(bytes),
        #[cfg(not(feature = "pdf"))]
        Kind::Pdf => Err("this program was built without the means to read PDF files".to_owned()),
    }
}
