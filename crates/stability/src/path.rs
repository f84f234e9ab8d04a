//! Sequences of moves.

use graph::StateId;
use model::conflict::ActorId;

/// One move of a sequence; it starts where the sequence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// Who moves.
    pub actor: ActorId,
    /// Where to.
    pub to: StateId,
}

/// A sequence of moves from a state. It may be empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// Where it starts.
    pub start: StateId,
    /// The moves in order.
    pub steps: Vec<Step>,
}

impl Path {
    /// Where it ends.
    #[must_use]
    pub fn end(&self) -> StateId {
        self.steps.last().map_or(self.start, |step| step.to)
    }

    /// Each move with the state that it leaves.
    pub fn moves(&self) -> impl Iterator<Item = (StateId, Step)> + '_ {
        let from = std::iter::once(self.start).chain(self.steps.iter().map(|step| step.to));
        from.zip(self.steps.iter().copied())
    }
}
