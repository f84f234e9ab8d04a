//! States, ranks and sets of states.

use std::fmt;

/// A state as an index into arrays of length [`crate::Graph::index_len`]. In a dense store the
/// index is the bit-packed option vector itself, so that not every index is a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u32);

impl StateId {
    /// The index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The state with this index, which must fit 32 bits; all stores keep to that.
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        StateId(index as u32)
    }
}

/// A place in one actor's order of states: higher is better, equal is indifferent. Ranks of states
/// start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(pub u32);

/// A set of state indices, as bits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct StateSet {
    len: usize,
    words: Vec<u64>,
}

impl StateSet {
    /// The empty set over indices `0..len`.
    #[must_use]
    pub fn new(len: usize) -> Self {
        StateSet {
            len,
            words: vec![0; len.div_ceil(64)],
        }
    }

    /// The set with these 64-bit words; bits at or above `len` are cleared.
    #[must_use]
    pub fn from_words(len: usize, mut words: Vec<u64>) -> Self {
        words.resize(len.div_ceil(64), 0);
        if !len.is_multiple_of(64)
            && let Some(last) = words.last_mut()
        {
            *last &= (1_u64 << (len % 64)) - 1;
        }
        StateSet { len, words }
    }

    /// The number of indices the set ranges over.
    #[must_use]
    pub fn universe(&self) -> usize {
        self.len
    }

    /// The words, 64 indices each.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Adds a state. Returns whether it was new. Out of range is ignored.
    pub fn insert(&mut self, state: StateId) -> bool {
        let bit = 1_u64 << (state.0 % 64);
        match self.words.get_mut(state.index() / 64) {
            Some(word) if state.index() < self.len => {
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            _ => false,
        }
    }

    /// Takes a state out.
    pub fn remove(&mut self, state: StateId) {
        if let Some(word) = self.words.get_mut(state.index() / 64) {
            *word &= !(1_u64 << (state.0 % 64));
        }
    }

    /// Whether the state is in the set.
    #[must_use]
    pub fn contains(&self, state: StateId) -> bool {
        self.words
            .get(state.index() / 64)
            .is_some_and(|word| word >> (state.0 % 64) & 1 == 1)
    }

    /// Number of states in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// Whether the set has no state.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The states in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = StateId> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    StateId::from_index(at * 64 + bit as usize)
                })
            })
        })
    }

    /// Keeps only states that are also in `other`.
    pub fn intersect_with(&mut self, other: &StateSet) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word &= with;
        }
    }

    /// Adds all states of `other`.
    pub fn union_with(&mut self, other: &StateSet) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word |= with;
        }
    }

    /// Takes out all states of `other`.
    pub fn subtract(&mut self, other: &StateSet) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word &= !with;
        }
    }

    /// Whether every state of the set is in `other`.
    #[must_use]
    pub fn is_subset(&self, other: &StateSet) -> bool {
        self.words
            .iter()
            .zip(&other.words)
            .all(|(word, with)| word & !with == 0)
    }
}

impl fmt::Debug for StateSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|s| s.0)).finish()
    }
}
