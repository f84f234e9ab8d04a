//! The play of a conflict as a game in extensive form.
//!
//! In: a checked [`model::conflict::Conflict`] with a `play`, and values of its parameters. Out: a
//! [`game::Tree`] in which every node knows the state of the conflict that it stands for. What a
//! move does is the [`graph::step::Step`] that the graph lens uses: both lenses know the same
//! states and the same moves.
//!
//! - [`values`]: the values of parameters and expressions, exactly.
//! - [`program`]: the play as a list of single steps, its repetitions written out.
//! - [`machine`]: what can happen next at a position of the play.
//! - [`payoffs`]: what each actor is paid.
//! - [`count`]: how large the tree will be, before it is built.
//! - [`build`]: the tree, with what each actor knows where it moves.

pub mod build;
pub mod codes;
pub mod count;
pub mod machine;
pub mod payoffs;
pub mod program;
pub mod values;

pub use build::{Limits, Played, play};
