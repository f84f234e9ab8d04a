//! Random completions. Each draw has a stream of its own, so that draws do not depend on the order
//! in which they are made.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The random numbers of one draw.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    pub(super) fn new(seed: u64, draw: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(draw);
        Draw(random)
    }

    /// A number below `bound`, each equally likely.
    fn below(&mut self, bound: u64) -> u64 {
        // Numbers of the last, incomplete round would favour small remainders.
        let rounds = u64::MAX - u64::MAX % bound.max(1);
        loop {
            let number = self.0.next_u64();
            if number < rounds {
                return number % bound.max(1);
            }
        }
    }

    /// An order of so many things (Fisher and Yates).
    pub(super) fn permutation(&mut self, things: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..things).collect();
        for at in (1..things).rev() {
            order.swap(at, self.below(at as u64 + 1) as usize);
        }
        order
    }
}
