//! How sanctions are computed: one number per actor, state and kind of sanction.
//!
//! For complete rankings every concept asks the same question of a state s₁ that actor i has moved
//! to: how badly can the others make i end? The **sanction value** of s₁ is the least rank for i
//! that a legal sequence of the others from s₁ can reach (with a reply: the least over s₂ of the
//! better of s₂ and i's best move from s₂), or the rank of s₁ itself if that is lower. An
//! improvement from s to s₁ is deterred exactly when the sanction value of s₁ is at most the rank
//! of s, and s is stable exactly when no move of i leads to a sanction value above the rank of s.
//!
//! - [`own_best`]: the best that i can reach by one move of its own, for any values.
//! - [`free`]: sanction values where all options are free; a reduction along the others' axes.
//! - [`search`]: sanction values in every other case, by a backward search in ascending value over
//!   (state, last mover), in which each pair is visited once.
//! - [`blocks`], [`scan`], [`arcs`]: who can move to a state, from the dense and explicit stores.

mod arcs;
mod blocks;
mod extract;
mod free;
mod own_best;
mod scan;
mod search;

use graph::{Control, Graph, Interrupted, Ranks, StateId, Store};
use model::conflict::ActorId;

use crate::concepts::{Reply, Sanction, Sanctioners};
pub(crate) use own_best::own_best;

/// What the searches of all actors share: the moves of each actor, sorted by its own ranks.
pub(crate) struct Engine<'a> {
    graph: &'a Graph,
    ranks: &'a Ranks,
    blocks: Option<blocks::Blocks>,
}

impl<'a> Engine<'a> {
    /// Prepares the shared tables. Memory: 8 bytes per actor and index in a dense store.
    pub(crate) fn new(
        graph: &'a Graph,
        ranks: &'a Ranks,
        control: &Control,
    ) -> Result<Self, Interrupted> {
        let blocks = match graph.store() {
            Store::Dense(dense) if !graph.step().has_guards() => {
                control.step("sorting each actor's moves")?;
                blocks::Blocks::new(dense, ranks)
            }
            _ => None,
        };
        Ok(Engine {
            graph,
            ranks,
            blocks,
        })
    }

    /// The sanction value of every state for an actor. `judged` holds, for every state in which a
    /// sanction may end, how good it is for the actor (its rank, or the best reply from it).
    pub(crate) fn sanction_values(
        &self,
        actor: ActorId,
        sanction: Sanction,
        judged: &[u32],
        control: &Control,
    ) -> Result<Vec<u32>, Interrupted> {
        let own = self.ranks.of_actor(actor);
        if sanction.by == Sanctioners::AnyMoves && self.graph.is_free() {
            return Ok(free::least_over_others(self.graph, actor, judged, own));
        }
        let others: Vec<ActorId> = self
            .graph
            .actors()
            .filter(|other| *other != actor)
            .collect();
        let query = search::Query {
            judged,
            own,
            others: &others,
            succession: !self.graph.moves_are_transitive(),
            control,
        };
        match (self.graph.store(), &self.blocks) {
            (Store::Dense(dense), Some(blocks)) => {
                query.run(blocks.sources(dense, self.ranks, sanction.by))
            }
            (Store::Dense(dense), None) => {
                query.run(scan::ScanSources::new(dense, self.ranks, sanction.by))
            }
            (Store::Explicit(explicit), _) => {
                query.run(arcs::ArcSources::new(explicit, self.ranks, sanction.by))
            }
        }
    }
}

/// Calls back with every state that can move to a given one.
pub(crate) trait Sources {
    /// Calls `mark` with states from which `mover` has a move to `to` of the wanted kind. States
    /// already given for this mover may be left out: the search has no use for them.
    fn drain(&mut self, mover: ActorId, to: StateId, mark: &mut impl FnMut(StateId));
}

/// How the focal actor judges the end of a sanction.
pub(crate) fn judged<'a>(reply: Reply, ranks: &'a [u32], best_reply: &'a [u32]) -> &'a [u32] {
    match reply {
        Reply::None => ranks,
        Reply::OneMove => best_reply,
    }
}
