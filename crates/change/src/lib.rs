//! What would change an answer, and how much of it rests on what is not known.
//!
//! In: a checked [`model::conflict::Conflict`] and a question. Out: typed answers without text.
//! Solution concepts are not written again here: every question is put to the `stability` crate.
//!
//! - [`smallest`]: the smallest sets of edits that turn an answer.
//! - [`pivotal`]: on which assumptions an answer depends alone, with others, or never.
//! - [`uncertain`]: what holds over all orders that preferences leave open.
//! - [`sweep`]: what holds over many variants, and how much each assumption has to do with it.
//! - [`inverse`]: the orders of one actor under which a state is an equilibrium.

pub mod inverse;
pub mod pivotal;
pub mod question;
mod random;
pub mod smallest;
pub mod sweep;
pub mod uncertain;

pub use question::{Claim, Place, Subject};
