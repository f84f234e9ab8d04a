//! The smallest sets of edits that turn an answer (definitions: method page, "Changing the model").
//!
//! In: a conflict, a claim, and the edits that may be made. Out: every minimal set of edits up to a
//! size after which the claim is true where it was false, or false where it was true.
//!
//! The search is a hitting-set tree (Reiter 1987, "A theory of diagnosis from first principles").
//! Each evaluation of the claim also says which edits could make a difference to that very answer:
//! those that touch a move or a comparison of states on which the answer rests. A set that turns
//! the answer and contains the edits made so far must contain one of them besides; so only these
//! branches are followed, and what an edit cannot touch is never computed. Every minimal set is
//! reached along its own proper subsets, none of which turns the answer.
//!
//! - [`edit_set`]: sets of edits, and notes of what an answer rests on.
//! - `order`: how an actor compares two states after edits.
//! - `world`: states and moves after edits that shape them.
//! - `variant`: a conflict with a set of edits, as facts that can be asked.
//! - `search`: the tree.

pub mod edit_set;
pub(crate) mod evaluate;
mod moves;
mod order;
mod search;
mod variant;
mod world;

pub use self::evaluate::Ground;
pub use self::search::{Budget, Found, Searcher, Turning, Until, search};

use graph::{BuildError, Interrupted};
use model::conflict::Concept;
use stability::{CoalitionError, ForesightError};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// Under a coalition concept, what always holds is not defined.
    #[error(
        "`always … under {}` is not defined: it follows moves of single actors, and the concept \
         speaks of coalitions; ask whether a state is stable instead",
        .0.name()
    )]
    Coalitional(Concept),
    /// Foresight could not be analysed.
    #[error(transparent)]
    Foresight(ForesightError),
    /// Coalitions could not be analysed.
    #[error(transparent)]
    Coalitions(CoalitionError),
    /// The claim speaks of a state that the conflict does not have.
    #[error("the conflict has no such state")]
    NoState,
    /// The states of the conflict cannot be found.
    #[error("the states of the conflict cannot be found")]
    Build(BuildError),
    /// The host stopped the work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}
