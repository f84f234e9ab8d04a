//! Which combinations of values a sweep looks at.
//!
//! Randomness comes from a seed: each point, or block of points, has a stream of its own.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::RngCore;

use super::Kind;
use crate::random::{below, shuffle, stream};

/// How points are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// All combinations, the last factor fastest.
    Grid,
    /// So many points, of which every factor's values take equal shares (McKay, Beckman & Conover
    /// 1979, "A comparison of three methods for selecting values of input variables").
    Latin,
    /// So many points of a Sobol sequence, Owen-scrambled (Burley 2020, "Practical hash-based Owen
    /// scrambling"): evenly spread in few factors together.
    Sobol,
    /// So many times a pair of points A and B, and for each factor A with B's value of it: from
    /// these come Sobol indices (Saltelli et al. 2010, "Variance based sensitivity analysis of
    /// model output").
    Saltelli,
    /// So many walks in which each factor changes once, in random order: from these come
    /// elementary effects (Morris 1991, "Factorial sampling plans for preliminary computational
    /// experiments").
    Morris,
}

/// Most points of a plan.
pub const MOST_POINTS: u64 = 1_000_000;
/// Most factors of a sampled plan: the dimensions that the Sobol sequence has for A and B.
const MOST_FACTORS: usize = 128;
/// The length of one scrambled sequence.
const SEQUENCE: u64 = 1 << 16;

/// Why there is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Too many points.
    #[error("there are {0} combinations, and a sweep looks at 1,000,000 points at most")]
    TooMany(u128),
    /// Too many factors.
    #[error("{0} assumptions vary, and a sampled design takes 128 at most")]
    TooManyFactors(usize),
    /// Nothing varies, or a factor has no values.
    #[error("nothing varies")]
    Nothing,
}

/// The points of a sweep. A point is a value for each factor, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    design: Design,
    levels: Vec<u64>,
    kinds: Vec<Kind>,
    seed: u64,
    /// Points, or walks, or pairs.
    runs: u64,
    /// Latin: by factor, which stratum each point is in.
    strata: Vec<Vec<u32>>,
}

impl Plan {
    /// A plan for factors of so many values each. `runs` says how many points, pairs or walks; a
    /// grid has all.
    ///
    /// # Errors
    /// If there are too many points or factors, or none.
    pub fn new(
        design: Design,
        factors: &[(u64, Kind)],
        runs: u64,
        seed: u64,
    ) -> Result<Plan, PlanError> {
        let (levels, kinds): (Vec<u64>, Vec<Kind>) = factors.iter().copied().unzip();
        if levels.is_empty() || levels.contains(&0) || runs == 0 {
            return Err(PlanError::Nothing);
        }
        if design != Design::Grid && levels.len() > MOST_FACTORS {
            return Err(PlanError::TooManyFactors(levels.len()));
        }
        let mut plan = Plan {
            design,
            levels,
            kinds,
            seed,
            runs,
            strata: Vec::new(),
        };
        if design == Design::Grid {
            let all = plan.levels.iter().try_fold(1_u128, |product, levels| {
                product.checked_mul((*levels).into())
            });
            let all = all.unwrap_or(u128::MAX);
            plan.runs = u64::try_from(all).unwrap_or(u64::MAX);
        }
        let points = u128::from(plan.runs) * u128::from(plan.block());
        if points > u128::from(MOST_POINTS) {
            return Err(PlanError::TooMany(points));
        }
        if design == Design::Latin {
            plan.strata = (0..plan.levels.len())
                .map(|factor| shuffled(runs, seed, factor as u64))
                .collect();
        }
        Ok(plan)
    }

    /// How points are chosen.
    #[must_use]
    pub fn design(&self) -> Design {
        self.design
    }

    /// Points, or walks, or pairs.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.runs
    }

    /// How many values each factor takes.
    #[must_use]
    pub fn levels(&self) -> &[u64] {
        &self.levels
    }

    /// How many points belong together: those of a walk, or of a pair.
    #[must_use]
    pub fn block(&self) -> u64 {
        let factors = self.levels.len() as u64;
        match self.design {
            Design::Grid | Design::Latin | Design::Sobol => 1,
            Design::Saltelli => factors + 2,
            Design::Morris => factors + 1,
        }
    }

    /// How many points there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.runs * self.block()
    }

    /// Whether there are none; there always are some.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The values of a point. Cost: linear in the factors; for a walk, quadratic.
    #[must_use]
    pub fn point(&self, number: u64) -> Vec<u64> {
        match self.design {
            Design::Grid => self.combination(number),
            Design::Latin => self.by_share(|factor| {
                let stratum = self.strata.get(factor).and_then(|s| s.get(number as usize));
                let inside = self.fine(number, factor);
                (f64::from(stratum.copied().unwrap_or(0)) + inside) / self.runs as f64
            }),
            Design::Sobol => self.by_share(|factor| self.sobol(number, factor)),
            Design::Saltelli => self.saltelli(number),
            Design::Morris => self
                .walk(number / self.block())
                .point(number % self.block()),
        }
    }

    /// The walk of a Morris plan with this number.
    #[must_use]
    pub fn walk(&self, number: u64) -> Walk {
        let mut random = stream(self.seed, number);
        let mut order: Vec<usize> = (0..self.levels.len()).collect();
        shuffle(&mut order, &mut random);
        let mut ends = Vec::with_capacity(order.len());
        for (levels, kind) in self.levels.iter().zip(&self.kinds) {
            ends.push(step(*levels, *kind, &mut random));
        }
        Walk { order, ends }
    }

    fn combination(&self, number: u64) -> Vec<u64> {
        let mut rest = number;
        let mut values: Vec<u64> = self
            .levels
            .iter()
            .rev()
            .map(|levels| {
                let value = rest % levels;
                rest /= levels;
                value
            })
            .collect();
        values.reverse();
        values
    }

    /// The value of each factor from a share of 0 to 1.
    fn by_share(&self, share: impl Fn(usize) -> f64) -> Vec<u64> {
        let numbered = self.levels.iter().enumerate();
        numbered
            .map(|(factor, levels)| ((share(factor) * *levels as f64) as u64).min(levels - 1))
            .collect()
    }

    /// A pair's points in order: A, then A with B's value of each factor, then B.
    fn saltelli(&self, number: u64) -> Vec<u64> {
        let (pair, place) = (number / self.block(), number % self.block());
        let factors = self.levels.len();
        self.by_share(|factor| {
            let from_b = place == factors as u64 + 1 || place == factor as u64 + 1;
            self.sobol(pair, if from_b { factors + factor } else { factor })
        })
    }

    /// A coordinate of the scrambled sequence, with finer digits drawn at random: the sequence has
    /// 24 binary digits.
    fn sobol(&self, number: u64, dimension: usize) -> f64 {
        let mut seed = stream(self.seed, number / SEQUENCE);
        let within = (number % SEQUENCE) as u32;
        let coarse = sobol_burley::sample(within, dimension as u32, seed.next_u32());
        f64::from(coarse) + self.fine(number, dimension) / f64::from(1 << 24)
    }

    /// A number of 0 to 1 for one point and dimension.
    fn fine(&self, number: u64, dimension: usize) -> f64 {
        let mut random = stream(self.seed ^ 0x9E37_79B9_7F4A_7C15, number);
        random.set_word_pos(dimension as u128 * 2);
        (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A walk: from one value of each factor to another, one factor after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    order: Vec<usize>,
    /// By factor: where it starts and ends.
    ends: Vec<(u64, u64)>,
}

impl Walk {
    /// The values after so many steps.
    #[must_use]
    pub fn point(&self, steps: u64) -> Vec<u64> {
        let mut values: Vec<u64> = self.ends.iter().map(|(start, _)| *start).collect();
        for factor in self.order.iter().take(steps as usize) {
            if let (Some(value), Some((_, end))) = (values.get_mut(*factor), self.ends.get(*factor))
            {
                *value = *end;
            }
        }
        values
    }

    /// Each step: which factor changes, and from which value to which.
    pub fn steps(&self) -> impl Iterator<Item = (usize, u64, u64)> + '_ {
        self.order.iter().filter_map(|factor| {
            let (start, end) = self.ends.get(*factor)?;
            Some((*factor, *start, *end))
        })
    }
}

/// From which value to which a factor goes: half its range up or down, or to any other value where
/// they have no order.
fn step(levels: u64, kind: Kind, random: &mut ChaCha8Rng) -> (u64, u64) {
    if levels < 2 {
        return (0, 0);
    }
    match kind {
        Kind::Ordered => {
            let jump = levels / 2;
            let low = below(levels - jump, random);
            if below(2, random) == 0 {
                (low, low + jump)
            } else {
                (low + jump, low)
            }
        }
        Kind::Nominal => {
            let start = below(levels, random);
            let other = below(levels - 1, random);
            (start, if other < start { other } else { other + 1 })
        }
    }
}

/// The numbers below `count` in random order.
fn shuffled(count: u64, seed: u64, number: u64) -> Vec<u32> {
    let mut random = stream(seed, number);
    let mut order: Vec<u32> = (0..count as u32).collect();
    shuffle(&mut order, &mut random);
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const FACTORS: [(u64, Kind); 3] = [(2, Kind::Ordered), (3, Kind::Nominal), (4, Kind::Ordered)];

    fn points(design: Design, runs: u64) -> Vec<Vec<u64>> {
        let plan = Plan::new(design, &FACTORS, runs, 5).expect("it can be planned");
        (0..plan.len()).map(|number| plan.point(number)).collect()
    }

    #[test]
    fn every_value_is_one_of_its_factor() {
        for design in [
            Design::Grid,
            Design::Latin,
            Design::Sobol,
            Design::Saltelli,
            Design::Morris,
        ] {
            for point in points(design, 48) {
                assert_eq!(point.len(), 3);
                assert!(
                    point
                        .iter()
                        .zip(FACTORS)
                        .all(|(v, (levels, _))| *v < levels)
                );
            }
        }
    }

    #[test]
    fn a_grid_has_every_combination_once() {
        let all = points(Design::Grid, 1);
        let distinct: BTreeSet<&Vec<u64>> = all.iter().collect();
        assert_eq!((all.len(), distinct.len()), (24, 24));
        assert_eq!(all.get(1), Some(&vec![0, 0, 1]));
    }

    #[test]
    fn in_a_latin_hypercube_every_value_has_an_equal_share() {
        let all = points(Design::Latin, 48);
        for (factor, (levels, _)) in FACTORS.iter().enumerate() {
            for value in 0..*levels {
                let count = all.iter().filter(|p| p.get(factor) == Some(&value)).count();
                assert_eq!(count as u64, 48 / levels, "factor {factor}");
            }
        }
    }

    #[test]
    fn a_sobol_sequence_spreads_pairs_of_factors_evenly() {
        // Of 2^k points each of the 2 × 4 boxes of the first and the last factor holds its share.
        let all = points(Design::Sobol, 64);
        for first in 0..2 {
            for last in 0..4 {
                let inside = |p: &&Vec<u64>| p.first() == Some(&first) && p.get(2) == Some(&last);
                let count = all.iter().filter(inside).count();
                assert!((6..=10).contains(&count), "{first} {last}: {count}");
            }
        }
    }

    #[test]
    fn a_pair_differs_in_one_factor_at_a_time() {
        for pair in points(Design::Saltelli, 30).chunks(5) {
            let [a, mixed @ .., b] = pair else {
                panic!("five points a pair")
            };
            for (factor, point) in mixed.iter().enumerate() {
                let mut expected = a.clone();
                expected[factor] = b[factor];
                assert_eq!(point, &expected);
            }
        }
    }

    #[test]
    fn a_walk_changes_each_factor_once() {
        for walk in points(Design::Morris, 30).chunks(4) {
            let mut changed = BTreeSet::new();
            for pair in walk.windows(2) {
                let [before, after] = pair else { continue };
                let differing: Vec<usize> = (0..3).filter(|f| before[*f] != after[*f]).collect();
                assert_eq!(differing.len(), 1);
                changed.extend(differing);
            }
            assert_eq!(changed.len(), 3);
        }
    }

    #[test]
    fn what_is_too_large_is_refused_with_its_size() {
        let many = [(1000, Kind::Ordered); 3];
        assert_eq!(
            Plan::new(Design::Grid, &many, 1, 1),
            Err(PlanError::TooMany(1_000_000_000))
        );
        assert_eq!(Plan::new(Design::Sobol, &[], 1, 1), Err(PlanError::Nothing));
        let wide = [(2, Kind::Ordered); 129];
        assert_eq!(
            Plan::new(Design::Morris, &wide, 1, 1),
            Err(PlanError::TooManyFactors(129))
        );
    }
}
