//! Where the smallest number of a stretch stands.
//!
//! In: numbers. Out: [`Minima`], which answers for any stretch.

/// Numbers in one block.
const BLOCK: usize = 32;

/// Answers where the smallest number of a stretch stands, after preparation linear in the numbers.
pub(super) struct Minima<'n> {
    numbers: &'n [u32],
    /// `levels[k][b]` is where the smallest number of the 2^k blocks from block b on stands.
    levels: Vec<Vec<u32>>,
}

impl<'n> Minima<'n> {
    /// Prepares. Linear.
    pub(super) fn new(numbers: &'n [u32]) -> Self {
        let blocks = numbers.chunks(BLOCK).enumerate().map(|(block, chunk)| {
            let smallest = (0..).zip(chunk).min_by_key(|(_, number)| **number);
            (block * BLOCK) as u32 + smallest.map_or(0, |(at, _)| at)
        });
        let mut minima = Minima {
            numbers,
            levels: vec![blocks.collect()],
        };
        loop {
            let half = 1 << (minima.levels.len() - 1);
            let below = minima.levels.last().map_or(&[][..], Vec::as_slice);
            if below.len() <= half {
                break;
            }
            let pairs = below.iter().zip(&below[half..]);
            let level = pairs
                .map(|(one, other)| minima.smaller(*one, *other))
                .collect();
            minima.levels.push(level);
        }
        minima
    }

    fn smaller(&self, one: u32, other: u32) -> u32 {
        if self.numbers[other as usize] < self.numbers[one as usize] {
            other
        } else {
            one
        }
    }

    /// Where the smallest number from `first` to `last` stands, both included, `first` being no
    /// larger than `last` and `last` within the numbers. Constant time.
    pub(super) fn at(&self, first: u32, last: u32) -> u32 {
        let (left, right) = (first as usize / BLOCK, last as usize / BLOCK);
        if left == right {
            return self.scan(first, last);
        }
        let left_end = ((left + 1) * BLOCK - 1) as u32;
        let right_start = (right * BLOCK) as u32;
        let mut best = self.smaller(self.scan(first, left_end), self.scan(right_start, last));
        let between = right - left - 1;
        if between > 0 {
            let level = between.ilog2() as usize;
            let row = &self.levels[level];
            best = self.smaller(best, row[left + 1]);
            best = self.smaller(best, row[right - (1 << level)]);
        }
        best
    }

    fn scan(&self, first: u32, last: u32) -> u32 {
        (first..=last).fold(first, |best, at| self.smaller(best, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_smallest_is_found(
            numbers in prop::collection::vec(0_u32..50, 1..400),
            one in any::<prop::sample::Index>(),
            other in any::<prop::sample::Index>(),
        ) {
            let (one, other) = (one.index(numbers.len()), other.index(numbers.len()));
            let (first, last) = (one.min(other), one.max(other));
            let at = Minima::new(&numbers).at(first as u32, last as u32) as usize;
            prop_assert!((first..=last).contains(&at));
            prop_assert_eq!(Some(&numbers[at]), numbers[first..=last].iter().min());
        }
    }
}
