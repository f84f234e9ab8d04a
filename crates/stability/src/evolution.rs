//! What can be reached from a start, in how many steps, and how.
//!
//! In: a graph, ranks and a start. Out: an [`Evolution`]: the reached states with their distance
//! over legal sequences (no actor moves twice in succession), by any moves or by improvements
//! only. There is no depth limit: a state that is not reached cannot be reached.

use graph::{Control, Graph, Interrupted, Ranks, StateId, StateSet};

use crate::path::Path;
use crate::search::{Arena, Dense, Search};
use crate::shortest::ShortestPaths;

pub use crate::search::Moving;

/// A finished search from one start.
pub struct Evolution<'a> {
    search: Search<Arena<'a>, Dense>,
    arena: Arena<'a>,
    start: StateId,
    moving: Moving,
    reached: StateSet,
    by_step: Vec<Vec<StateId>>,
}

impl<'a> Evolution<'a> {
    /// Searches everything that can be reached from `start`.
    ///
    /// Cost: each actor's moves are listed at most once for each state reached; memory at most
    /// two nodes of 20 bytes for each state reached and 4 bytes for each index.
    ///
    /// # Errors
    /// When the host stops the work.
    pub fn search(
        graph: &'a Graph,
        ranks: &'a Ranks,
        start: StateId,
        moving: Moving,
        control: &'a Control,
    ) -> Result<Self, Interrupted> {
        let arena = Arena {
            graph,
            ranks,
            control,
        };
        let movers = graph.actors().collect();
        let first = Dense::new(graph.index_len());
        let mut search = Search::new(arena, movers, moving, start, first);
        let mut reached = StateSet::new(graph.index_len());
        let mut by_step: Vec<Vec<StateId>> = Vec::new();
        while let Some((state, step)) = search.next_state()? {
            reached.insert(state);
            by_step.resize_with(by_step.len().max(step as usize + 1), Vec::new);
            if let Some(layer) = by_step.get_mut(step as usize) {
                layer.push(state);
            }
        }
        by_step.iter_mut().for_each(|layer| layer.sort_unstable());
        Ok(Evolution {
            search,
            arena,
            start,
            moving,
            reached,
            by_step,
        })
    }

    /// Where it starts.
    #[must_use]
    pub fn start(&self) -> StateId {
        self.start
    }

    /// By which moves.
    #[must_use]
    pub fn moving(&self) -> Moving {
        self.moving
    }

    /// All states that can be reached, the start included.
    #[must_use]
    pub fn reached(&self) -> &StateSet {
        &self.reached
    }

    /// The states whose shortest sequence has 0, 1, 2, … moves, each layer ascending.
    #[must_use]
    pub fn by_step(&self) -> &[Vec<StateId>] {
        &self.by_step
    }

    /// The number of moves of the shortest legal sequence to a state; none if there is none.
    #[must_use]
    pub fn distance(&self, state: StateId) -> Option<u32> {
        self.search.distance(state)
    }

    /// One shortest legal sequence to a state, always the same; none if there is none.
    #[must_use]
    pub fn shortest_path(&self, state: StateId) -> Option<Path> {
        self.search.path_to(state)
    }

    /// All shortest legal sequences to a state; none if there is none.
    ///
    /// Cost: lists the moves of all states nearer than the target once.
    ///
    /// # Errors
    /// When the host stops the work.
    pub fn shortest_paths(&self, state: StateId) -> Result<Option<ShortestPaths>, Interrupted> {
        match self.distance(state) {
            None => Ok(None),
            Some(steps) => {
                ShortestPaths::find(self.arena, self.start, self.moving, state, steps).map(Some)
            }
        }
    }

    /// The states of a set (the equilibria of a concept, say) that can be reached, with the step
    /// at which each first appears; soonest first, then ascending.
    #[must_use]
    pub fn appearances(&self, states: &StateSet) -> Vec<(u32, StateId)> {
        let layers = self.by_step.iter().zip(0_u32..);
        layers
            .flat_map(|(layer, step)| layer.iter().map(move |state| (step, *state)))
            .filter(|(_, state)| states.contains(*state))
            .collect()
    }

    /// The states of a set that cannot be reached.
    #[must_use]
    pub fn unreachable(&self, states: &StateSet) -> StateSet {
        let mut left = states.clone();
        left.subtract(&self.reached);
        left
    }
}
