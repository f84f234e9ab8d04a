//! Answers as JSON.

use serde::Serialize;

/// Sets an answer as indented JSON with a line feed at its end. Keys keep the order of the answer.
///
/// # Errors
/// If the answer has a value that JSON cannot hold; the answers of this crate have none.
pub fn render(answer: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(answer)?;
    text.push('\n');
    Ok(text)
}
