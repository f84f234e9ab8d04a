//! What a model says of its own answers.

use syntax::diagnostic::Span;

use super::{ActorId, Expression, ParameterId};
use crate::formula::Formula;

/// A solution concept by name. What each means is in the `stability` crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// Nash stability (R).
    Nash,
    /// General metarationality.
    Gmr,
    /// Symmetric metarationality.
    Smr,
    /// Sequential stability.
    Seq,
    /// Symmetric sequential stability.
    Sseq,
    /// Limited-move stability with this horizon (two actors).
    Limited(u16),
    /// Non-myopic stability (two actors).
    NonMyopic,
    /// Coalitional Nash.
    CoalitionNash,
    /// Coalitional general metarationality.
    CoalitionGmr,
    /// Coalitional symmetric metarationality.
    CoalitionSmr,
    /// Coalitional sequential stability.
    CoalitionSeq,
}

/// A check.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its name, or its text.
    pub name: String,
    /// What it says, in one layout: `status quo is equilibrium under nash`.
    pub text: String,
    /// Whether it is expected to fail.
    pub expected_to_fail: bool,
    /// What it asks.
    pub body: CheckBody,
    /// Where it stands.
    pub span: Span,
}

/// What a check asks.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckBody {
    /// Every state selected is (or is not) an equilibrium under each concept.
    Equilibrium {
        /// Which.
        state: StateSelection,
        /// What is claimed.
        holds: bool,
        /// Under which concepts.
        under: Vec<Concept>,
    },
    /// Every state selected is (or is not) stable for each actor under each concept.
    Stable {
        /// Which.
        state: StateSelection,
        /// What is claimed.
        holds: bool,
        /// For whom.
        actors: Vec<ActorId>,
        /// Under which concepts.
        under: Vec<Concept>,
    },
    /// The equilibria under each concept are exactly these.
    Equilibria {
        /// Under which concepts.
        under: Vec<Concept>,
        /// Which states.
        states: Vec<StateSelection>,
    },
    /// The state can (or cannot) be reached from the status quo.
    Reachable {
        /// Which.
        state: StateSelection,
        /// What is claimed.
        holds: bool,
        /// Only by improvements.
        by_improvements: bool,
    },
    /// The outcome holds (or does not hold) under each concept.
    Always {
        /// What is claimed.
        holds: bool,
        /// The outcome.
        formula: Formula,
        /// Under which concepts.
        under: Vec<Concept>,
        /// Any undeterred improvement instead of the most preferred ones.
        any_improvement: bool,
    },
    /// How the play ends, in each equilibrium of the game or in one.
    PlayEnds {
        /// In one rather than in each.
        some: bool,
        /// What holds at the end.
        formula: Formula,
        /// With which probability.
        probability: Expression,
        /// Values of parameters.
        values: Vec<(ParameterId, Expression)>,
    },
    /// The number of feasible states.
    StateCount(u64),
}

/// Which state a check speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum StateSelection {
    /// The status quo.
    StatusQuo,
    /// The observed outcome.
    Observed,
    /// The states that satisfy a formula; the check fails with a message unless exactly one does.
    Formula(Formula),
}
