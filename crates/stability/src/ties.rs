//! What a prediction rests on: indifference, and whether it can be reached at all.

use graph::{Graph, Ranks, StateId};
use model::conflict::ActorId;

/// An actor that could leave a state for another that is as good for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Who is indifferent.
    pub actor: ActorId,
    /// The states it can move to that are exactly as good for it, ascending.
    pub to: Vec<StateId>,
}

/// The actors that are indifferent between a state and one that they can move to. A prediction of
/// such a state rests on their staying without a reason to.
///
/// Cost: one listing of each actor's moves.
#[must_use]
pub fn ties(graph: &Graph, ranks: &Ranks, state: StateId) -> Vec<Tie> {
    let mut ends = Vec::new();
    let ties = graph.actors().filter_map(|actor| {
        graph.moves(actor, state, &mut ends);
        ends.retain(|end| ranks.rank(actor, *end) == ranks.rank(actor, state));
        (!ends.is_empty()).then(|| Tie {
            actor,
            to: ends.clone(),
        })
    });
    ties.collect()
}
