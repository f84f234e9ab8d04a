//! A set of ordered pairs of states for each actor.

use graph::{Graph, StateId};
use model::conflict::ActorId;

use super::{ExtendedError, admit};

/// Ordered pairs of states, actor by actor. Memory: one bit a pair and actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs {
    states: usize,
    by_actor: Vec<Vec<u64>>,
}

impl Pairs {
    /// No pairs.
    ///
    /// # Errors
    /// If the model is too large.
    pub fn none(graph: &Graph) -> Result<Self, ExtendedError> {
        admit(graph)?;
        Ok(Pairs {
            states: graph.index_len(),
            by_actor: vec![Vec::new(); graph.actor_count()],
        })
    }

    /// Adds a pair. States that are not of the graph are ignored.
    pub fn insert(&mut self, actor: ActorId, left: StateId, right: StateId) {
        let Some(at) = self.place(left, right) else {
            return;
        };
        let states = self.states;
        if let Some(bits) = self.by_actor.get_mut(actor.index()) {
            if bits.is_empty() {
                bits.resize((states * states).div_ceil(64), 0);
            }
            if let Some(word) = bits.get_mut(at / 64) {
                *word |= 1 << (at % 64);
            }
        }
    }

    /// Adds a pair in both orders.
    pub fn insert_both(&mut self, actor: ActorId, left: StateId, right: StateId) {
        self.insert(actor, left, right);
        self.insert(actor, right, left);
    }

    /// Whether the pair is among them.
    #[must_use]
    pub fn contains(&self, actor: ActorId, left: StateId, right: StateId) -> bool {
        let bits = self.by_actor.get(actor.index());
        let word = self
            .place(left, right)
            .and_then(|at| Some(bits?.get(at / 64)? >> (at % 64) & 1));
        word == Some(1)
    }

    /// Number of ordered pairs of an actor.
    #[must_use]
    pub fn count(&self, actor: ActorId) -> u64 {
        let bits = self.by_actor.get(actor.index());
        bits.into_iter()
            .flatten()
            .map(|word| u64::from(word.count_ones()))
            .sum()
    }

    /// Whether no actor has any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_actor.iter().flatten().all(|word| *word == 0)
    }

    fn place(&self, left: StateId, right: StateId) -> Option<usize> {
        let inside = left.index() < self.states && right.index() < self.states;
        inside.then(|| left.index() * self.states + right.index())
    }
}
