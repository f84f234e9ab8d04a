//! Where the others' answers to a move of one actor can end: R_{N∖i}(s₁) and R⁺_{N∖i}(s₁).
//!
//! In: a graph, ranks, an actor and where it has moved to. Out: [`Responses`]. Whether an answer
//! hurts is a matter of the actor's own preference; see [`crate::concepts::Sanction::hurts`].

use graph::{Control, Graph, Interrupted, Ranks, StateId};
use model::conflict::ActorId;

use crate::concepts::Sanctioners;
use crate::path::Step;
use crate::search::{Arena, Moving, Search, Sparse};

/// The ends of all legal sequences of the others from where one actor has moved to.
pub struct Responses<'a> {
    search: Search<Arena<'a>, Sparse>,
    ends: Vec<StateId>,
}

impl<'a> Responses<'a> {
    /// Searches the others' sequences from `to`, by any moves (R_{N∖i}) or by improvements only
    /// (R⁺_{N∖i}); none if more than `most` states are reached.
    ///
    /// Cost: each other's moves are listed at most once for each state reached.
    ///
    /// # Errors
    /// When the host stops the work.
    pub fn search(
        (graph, ranks): (&'a Graph, &'a Ranks),
        actor: ActorId,
        to: StateId,
        by: Sanctioners,
        most: usize,
        control: &'a Control,
    ) -> Result<Option<Self>, Interrupted> {
        let arena = Arena {
            graph,
            ranks,
            control,
        };
        let others = graph.actors().filter(|other| *other != actor).collect();
        let moving = match by {
            Sanctioners::AnyMoves => Moving::Anyhow,
            Sanctioners::Improvements => Moving::ByImprovements,
        };
        let mut search = Search::new(arena, others, moving, to, Sparse::default());
        let mut ends = Vec::new();
        while let Some((state, step)) = search.next_state()? {
            if step > 0 {
                ends.push(state);
            }
            if ends.len() > most {
                return Ok(None);
            }
        }
        Ok(Some(Responses { search, ends }))
    }

    /// The ends, nearest first, without the start. The others may be able to come back to the
    /// start, but an answer that ends there hurts the actor no more than its own move did.
    #[must_use]
    pub fn ends(&self) -> &[StateId] {
        &self.ends
    }

    /// A shortest sequence to one of the ends; empty for any other state.
    #[must_use]
    pub fn steps_to(&self, end: StateId) -> Vec<Step> {
        let path = self.search.path_to(end);
        path.map(|path| path.steps).unwrap_or_default()
    }
}
