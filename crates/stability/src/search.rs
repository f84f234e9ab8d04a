//! Breadth-first search over legal sequences: no actor moves twice in succession.
//!
//! A node is a state with its last mover. A state needs at most two nodes: after the first, which
//! every actor but its mover continues, a later arrival by another mover adds only the
//! continuations of the first one's mover. So a search costs at most two visits and one listing of
//! each actor's moves for each state, whatever the number of actors, and still finds shortest
//! sequences.

use graph::{Control, Graph, Interrupted, Ranks, StateId};
use model::conflict::ActorId;
use rustc_hash::FxHashMap;

use crate::path::{Path, Step};

/// In models of up to so many indices, moves that change fewer options are tried first, so that of
/// equally short sequences the plainest is found.
const PLAINEST_FIRST: usize = 1 << 16;

/// Which moves a sequence is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moving {
    /// Any moves.
    Anyhow,
    /// Only moves that improve on the state they leave, for their mover.
    ByImprovements,
}

/// Where the search finds the first node of a state.
pub(crate) trait FirstNodes {
    fn get(&self, state: StateId) -> Option<u32>;
    fn set(&mut self, state: StateId, node: u32);
}

/// For searches that reach few of many states.
pub(crate) type Sparse = FxHashMap<StateId, u32>;

/// For searches that may reach everything: one entry for each index.
pub(crate) struct Dense(Vec<u32>);

impl FirstNodes for Sparse {
    fn get(&self, state: StateId) -> Option<u32> {
        self.get(&state).copied()
    }

    fn set(&mut self, state: StateId, node: u32) {
        self.insert(state, node);
    }
}

impl Dense {
    pub(crate) fn new(index_len: usize) -> Self {
        Dense(vec![u32::MAX; index_len])
    }
}

impl FirstNodes for Dense {
    fn get(&self, state: StateId) -> Option<u32> {
        self.0
            .get(state.index())
            .copied()
            .filter(|node| *node != u32::MAX)
    }

    fn set(&mut self, state: StateId, node: u32) {
        if let Some(entry) = self.0.get_mut(state.index()) {
            *entry = node;
        }
    }
}

/// What a search walks on.
pub(crate) trait Ground {
    /// The ends of an actor's moves from a state, in the order in which they are to be tried.
    fn moves(&self, mover: ActorId, from: StateId, ends: &mut Vec<StateId>);

    /// Whether a move improves on the state that it leaves, for its mover.
    fn improves(&self, mover: ActorId, from: StateId, to: StateId) -> bool;

    /// Whether the host wants the work to go on.
    fn check(&self) -> Result<(), Interrupted>;
}

/// A graph with its ranks.
#[derive(Clone, Copy)]
pub(crate) struct Arena<'a> {
    pub graph: &'a Graph,
    pub ranks: &'a Ranks,
    pub control: &'a Control,
}

impl Ground for Arena<'_> {
    fn moves(&self, mover: ActorId, from: StateId, ends: &mut Vec<StateId>) {
        self.graph.moves(mover, from, ends);
        if self.graph.index_len() <= PLAINEST_FIRST {
            ends.sort_by_key(|end| self.graph.differing_options(from, *end));
        }
    }

    fn improves(&self, mover: ActorId, from: StateId, to: StateId) -> bool {
        self.ranks.prefers(mover, to, from)
    }

    fn check(&self) -> Result<(), Interrupted> {
        self.control.check()
    }
}

#[derive(Clone, Copy)]
struct Node {
    state: StateId,
    /// Who moved here, and from which node; none at the start.
    arrival: Option<(ActorId, u32)>,
    step: u32,
    /// Whether this is the second node of its state.
    second: bool,
    /// Whether its state has a second node.
    has_second: bool,
}

/// A search in progress.
pub(crate) struct Search<G, F> {
    ground: G,
    movers: Vec<ActorId>,
    moving: Moving,
    nodes: Vec<Node>,
    first: F,
    expanded: usize,
    told: usize,
    /// Room for the ends of one actor's moves.
    ends: Vec<StateId>,
}

impl<G: Ground, F: FirstNodes> Search<G, F> {
    pub(crate) fn new(
        ground: G,
        movers: Vec<ActorId>,
        moving: Moving,
        start: StateId,
        mut first: F,
    ) -> Self {
        first.set(start, 0);
        let root = Node {
            state: start,
            arrival: None,
            step: 0,
            second: false,
            has_second: false,
        };
        Search {
            ground,
            movers,
            moving,
            nodes: vec![root],
            first,
            expanded: 0,
            told: 0,
            ends: Vec::new(),
        }
    }

    /// The next state reached for the first time, with its distance; the start comes first.
    pub(crate) fn next_state(&mut self) -> Result<Option<(StateId, u32)>, Interrupted> {
        loop {
            while let Some(node) = self.nodes.get(self.told) {
                self.told += 1;
                if !node.second {
                    return Ok(Some((node.state, node.step)));
                }
            }
            if self.expanded == self.nodes.len() {
                return Ok(None);
            }
            self.expand()?;
        }
    }

    /// The path by which a state was first reached, if it was.
    pub(crate) fn path_to(&self, state: StateId) -> Option<Path> {
        let mut node = self.node(self.first.get(state)?)?;
        let mut steps = Vec::with_capacity(node.step as usize);
        while let Some((actor, from)) = node.arrival {
            steps.push(Step {
                actor,
                to: node.state,
            });
            node = self.node(from)?;
        }
        steps.reverse();
        Some(Path {
            start: node.state,
            steps,
        })
    }

    /// The distance of a state that was reached.
    pub(crate) fn distance(&self, state: StateId) -> Option<u32> {
        Some(self.node(self.first.get(state)?)?.step)
    }

    fn node(&self, at: u32) -> Option<Node> {
        self.nodes.get(at as usize).copied()
    }

    /// Continues the next node by the movers that may.
    fn expand(&mut self) -> Result<(), Interrupted> {
        let at = self.expanded as u32;
        let Some(node) = self.node(at) else {
            return Ok(());
        };
        self.expanded += 1;
        if at.is_multiple_of(1024) {
            self.ground.check()?;
        }
        let first_mover = self
            .first
            .get(node.state)
            .and_then(|first| self.node(first)?.arrival);
        let mut ends = std::mem::take(&mut self.ends);
        for place in 0..self.movers.len() {
            let Some(&mover) = self.movers.get(place) else {
                continue;
            };
            let open = match (node.second, node.arrival) {
                (false, last) => last.is_none_or(|(last, _)| last != mover),
                (true, _) => first_mover.is_some_and(|(first, _)| first == mover),
            };
            if open {
                self.ground.moves(mover, node.state, &mut ends);
                for end in &ends {
                    if self.may_take(mover, node.state, *end) {
                        self.arrive(*end, (mover, at), node.step + 1);
                    }
                }
            }
        }
        self.ends = ends;
        Ok(())
    }

    fn may_take(&self, mover: ActorId, from: StateId, to: StateId) -> bool {
        match self.moving {
            Moving::Anyhow => true,
            Moving::ByImprovements => self.ground.improves(mover, from, to),
        }
    }

    fn arrive(&mut self, state: StateId, arrival: (ActorId, u32), step: u32) {
        let second = match self.first.get(state) {
            None => {
                self.first.set(state, self.nodes.len() as u32);
                false
            }
            Some(first) => {
                let Some(first) = self.nodes.get_mut(first as usize) else {
                    return;
                };
                // After the start everybody has continued; after the same mover nothing is new.
                let nothing_new = first.arrival.is_none_or(|(mover, _)| mover == arrival.0);
                if nothing_new || first.has_second {
                    return;
                }
                first.has_second = true;
                true
            }
        };
        self.nodes.push(Node {
            state,
            arrival: Some(arrival),
            step,
            second,
            has_second: false,
        });
    }
}
