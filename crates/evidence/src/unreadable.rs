//! Texts of other programs that cannot be read: where, and why.
//!
//! In: a text that a reference manager or an annotation tool wrote. Out: its JSON, or an
//! [`Unreadable`].

use serde_json::Value;

/// Largest text that is read, in bytes.
const LARGEST: usize = 16 << 20;

/// Why a text of another program cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What was expected and found.
    pub message: String,
}

impl Unreadable {
    /// At a byte of the text.
    pub(crate) fn at(text: &str, byte: usize, message: impl Into<String>) -> Unreadable {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Unreadable {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
            message: message.into(),
        }
    }

    /// At the start of the text: the whole is wrong.
    pub(crate) fn at_start(message: impl Into<String>) -> Unreadable {
        Unreadable::at("", 0, message)
    }
}

impl From<serde_json::Error> for Unreadable {
    fn from(error: serde_json::Error) -> Unreadable {
        let text = error.to_string();
        // The message ends with its place, which is said already.
        let why = text.split(" at line ").next().unwrap_or(&text);
        Unreadable {
            line: error.line().max(1),
            column: error.column().max(1),
            message: format!("this is not JSON: {why}"),
        }
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Unreadable {
            line,
            column,
            message,
        } = self;
        write!(out, "line {line}, column {column}: {message}")
    }
}

impl std::error::Error for Unreadable {}

/// Refuses a text of more than 16 MiB; `what` it holds, for the message.
pub(crate) fn too_large(text: &str, what: &str) -> Result<(), Unreadable> {
    if text.len() > LARGEST {
        let most = LARGEST >> 20;
        return Err(Unreadable::at_start(format!(
            "more than {most} MiB of {what}"
        )));
    }
    Ok(())
}

/// The JSON of a text of at most 16 MiB; `what` it holds, for the message. Linear in the text.
pub(crate) fn json(text: &str, what: &str) -> Result<Value, Unreadable> {
    too_large(text, what)?;
    Ok(serde_json::from_str(text)?)
}
