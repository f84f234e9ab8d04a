//! Checks saved answers without trusting the engine that gave them.
//!
//! In: a checked model (`model::conflict::Case`) and the JSON of an answer. Out: [`Findings`]: how
//! many claims were checked, which are wrong and why, and what could not be checked. Nothing here
//! shares code with the engine but the model itself: states are found by trying every vector of
//! option values ([`world`]), and stability is evaluated as the definitions read, over sets
//! ([`definitions`]). So it is slow, and small enough to be read in one sitting.
//!
//! The form of answers is documented in [`answer`]. Answers about games are checked in `games`, against
//! the text of the game file: see [`verify_game`] and [`verify_play`].

mod always;
pub mod answer;
mod certificates;
pub mod definitions;
mod finding;
mod games;
mod order;
mod page;
mod step;
mod tables;
mod verify;
pub mod world;

pub use finding::{Findings, Wrong};
pub use games::{Compiled, Parameters, verify_game, verify_play};
pub use verify::{VerifyError, verify};
