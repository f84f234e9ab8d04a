//! States and moves of a conflict.
//!
//! In: a checked [`model::conflict::Conflict`]. Out: a [`Graph`] whose states are bit-packed and
//! whose moves are computed when asked for, and [`Ranks`], the only form in which preferences
//! exist here. What one move does (options changed, consequences fired, feasibility, consent) is
//! written once, in [`step`]; two stores consume it: [`dense`], where every option vector has an
//! index, and [`explicit`], for graph form and for few feasible states among many options.

mod advice;
pub mod build;
pub mod codes;
pub mod compiled;
pub mod control;
pub mod count;
pub mod dense;
pub mod explicit;
pub mod graph;
pub mod layout;
mod messages;
pub mod ranking;
pub mod state_set;
pub mod step;

pub use build::{BuildError, Built, Limits};
pub use control::{Control, Interrupted};
pub use graph::{Graph, Store};
pub use ranking::Ranks;
pub use state_set::{Rank, StateId, StateSet};
