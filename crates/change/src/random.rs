//! Random numbers from a seed. Each draw has a stream of its own, so that draws do not depend on the
//! order in which they are made.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The random numbers of one draw.
pub(crate) fn stream(seed: u64, draw: u64) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(draw);
    random
}

/// A number below a bound, each as likely: numbers of the last, incomplete round, which would favour
/// small remainders, are drawn again.
pub(crate) fn below(bound: u64, random: &mut ChaCha8Rng) -> u64 {
    let rounds = u64::MAX - u64::MAX % bound.max(1);
    loop {
        let drawn = random.next_u64();
        if drawn < rounds {
            return drawn % bound.max(1);
        }
    }
}

/// Every order is as likely (Fisher & Yates 1938).
pub(crate) fn shuffle<T>(order: &mut [T], random: &mut ChaCha8Rng) {
    for last in (1..order.len()).rev() {
        order.swap(last, below(last as u64 + 1, random) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_three_is_drawn_about_as_often() {
        let mut random = stream(1, 0);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            let mut order = vec![1, 2, 3];
            shuffle(&mut order, &mut random);
            *seen.entry(order).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 6);
        assert!(
            seen.values().all(|count| (850..1150).contains(count)),
            "{seen:?}"
        );
    }
}
