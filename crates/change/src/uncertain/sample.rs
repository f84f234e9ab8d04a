//! Random completions.

use rand_chacha::ChaCha8Rng;

use crate::random::{shuffle, stream};

/// The random numbers of one draw.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    pub(super) fn new(seed: u64, draw: u64) -> Self {
        Draw(stream(seed, draw))
    }

    /// An order of so many things.
    pub(super) fn permutation(&mut self, things: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..things).collect();
        shuffle(&mut order, &mut self.0);
        order
    }
}
