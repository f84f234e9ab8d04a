//! What of an answer rests on preferences that are not known.
//!
//! In: a graph and preferences in which the order of some statements or states is open (`{ , }`) or
//! some states cannot be compared. Out: over how many of the possible orders a state is stable or an
//! equilibrium and an outcome holds ([`tally`]), and the pairs of states that are not known
//! ([`unknown_pairs`]), for the concepts of [`stability::extended::unknown`].

mod completions;
mod interval;
mod pairs;
mod sample;
mod tally;

use graph::Interrupted;
use stability::HoldsError;
use stability::extended::ExtendedError;

pub use completions::{Completions, Open, OpenKind};
pub use interval::wilson;
pub use pairs::unknown_pairs;
pub use tally::{Coverage, Questions, Share, Standing, Tally, tally};

/// How much work an answer may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Every completion is tried if there are at most this many different orders.
    pub exact_up_to: u64,
    /// Every completion is tried if different orders times states are at most this many.
    pub exact_cells: u64,
    /// The number of draws otherwise.
    pub draws: u64,
    /// The seed of the draws.
    pub seed: u64,
    /// The largest index space (see [`graph::Graph::index_len`]) that is analysed again and again.
    pub states: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            exact_up_to: 5_040,
            exact_cells: 1 << 21,
            draws: 1_000,
            seed: 1,
            states: 1 << 16,
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UncertainError {
    /// The model is too large to be analysed for many orders.
    #[error("{states} states are more than the {limit} that are analysed for many orders")]
    TooLarge {
        /// How many there are.
        states: usize,
        /// How many are analysed.
        limit: usize,
    },
    /// The host stopped the work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// A question has no answer under a concept.
    #[error(transparent)]
    Question(HoldsError),
    /// Pairs of states are too many.
    #[error(transparent)]
    Pairs(ExtendedError),
}

impl From<HoldsError> for UncertainError {
    fn from(error: HoldsError) -> Self {
        match error {
            HoldsError::Interrupted(stopped) => UncertainError::Interrupted(stopped),
            other => UncertainError::Question(other),
        }
    }
}

impl From<ExtendedError> for UncertainError {
    fn from(error: ExtendedError) -> Self {
        match error {
            ExtendedError::Interrupted(stopped) => UncertainError::Interrupted(stopped),
            other @ ExtendedError::TooLarge { .. } => UncertainError::Pairs(other),
        }
    }
}
