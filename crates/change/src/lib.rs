//! What would change an answer, and how much of it rests on what is not known.
//!
//! In: a checked [`model::conflict::Conflict`] and a question. Out: typed answers without text.
//! Solution concepts are not written again here: every question is put to the `stability` crate.
