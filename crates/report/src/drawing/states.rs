//! States and moves as one drawing of a report.

use super::ink::slug;
use super::svg::{description, drawn};
use super::{Sketch, TooMany};
use crate::answer::{Drawing, and_list};

/// The drawing of a sketch, for the accounts that it is so in; for all where none is named.
///
/// # Errors
/// [`TooMany`] if there are more than [`super::MOST_STATES`] states.
pub fn state_map(sketch: &Sketch, accounts: &[String]) -> Result<Drawing, TooMany> {
    let (name, among) = match accounts.first() {
        None => ("states".to_owned(), String::new()),
        Some(first) => (
            format!("states-{}", slug(first)),
            format!(" in {}", and_list(accounts)),
        ),
    };
    Ok(Drawing {
        svg: drawn(sketch, &format!("drawing-{name}"))?,
        name,
        caption: format!(
            "The states and the moves between them{among}. The thick border is the status quo; \
             double borders are equilibria."
        ),
        description: description(sketch),
    })
}
