//! How much each factor has to do with an answer.
//!
//! In: answers as numbers (1 where an outcome holds, 0 where not) at the points of a plan. Out:
//! Sobol indices, exact over a grid and estimated from pairs, or elementary effects from walks.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use super::Kind;

/// Sobol indices of a factor: shares of the variance of the answer (Sobol 1993; Homma & Saltelli
/// 1996). All values of a factor are equally likely and factors are independent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// First order: what the factor explains by itself.
    pub first: f64,
    /// Total: what it has a part in, by itself or with others.
    pub total: f64,
    /// Half the width of the 95 % interval of the first; 0 where it is exact.
    pub first_within: f64,
    /// Half the width of the 95 % interval of the total; 0 where it is exact.
    pub total_within: f64,
}

/// Elementary effects of a factor (Morris 1991; the mean of absolute values: Campolongo, Cariboni &
/// Saltelli 2007).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The mean effect of going from the lowest to the highest value; none where values have no
    /// order.
    pub mean: Option<f64>,
    /// The mean of the absolute effects: how much the factor matters.
    pub mean_absolute: f64,
    /// The standard deviation of the effects: how much that depends on the other factors.
    pub deviation: f64,
    /// Half the width of the 95 % interval of the mean of the absolute effects.
    pub within: f64,
}

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;
/// How often estimates are drawn again for their intervals.
const RESAMPLES: usize = 200;

/// The Sobol indices of each factor over a full grid, the last factor fastest: exact, but for
/// rounding. None where all answers are the same, or some are missing.
/// Cost: linear in points times factors.
#[must_use]
pub fn of_grid(levels: &[u64], answers: &[f64]) -> Option<Vec<Index>> {
    let count: u64 = levels.iter().product();
    if count != answers.len() as u64 || answers.is_empty() {
        return None;
    }
    let variance = variance(answers)?;
    let mut stride = answers.len();
    let mut found = Vec::with_capacity(levels.len());
    for &levels in levels {
        let levels = usize::try_from(levels).ok()?;
        let outer = stride;
        stride /= levels;
        // By value of this factor: the sum of the answers.
        let mut sums = vec![0.0; levels];
        // The mean, over all others, of the variance that is left to this factor.
        let mut left = 0.0;
        for block in answers.chunks(outer) {
            for other in 0..stride {
                let line = block.iter().skip(other).step_by(stride);
                let (mut sum, mut squares) = (0.0, 0.0);
                for (value, answer) in line.enumerate() {
                    sum += answer;
                    squares += answer * answer;
                    if let Some(place) = sums.get_mut(value) {
                        *place += answer;
                    }
                }
                let mean = sum / levels as f64;
                left += squares / levels as f64 - mean * mean;
            }
        }
        let each = answers.len() as f64 / levels as f64;
        let means: Vec<f64> = sums.iter().map(|sum| sum / each).collect();
        let others = answers.len() as f64 / levels as f64;
        found.push(Index {
            first: population_variance(&means) / variance,
            total: left / others / variance,
            first_within: 0.0,
            total_within: 0.0,
        });
    }
    Some(found)
}

/// The Sobol indices of each factor from the points of a plan of pairs: for each pair A, then A with
/// B's value of each factor, then B. First order after Saltelli et al. (2010), table 2 (b); total
/// after Jansen (1999), (f) there; answers are centred first. The intervals come from drawing the
/// pairs anew, with replacement (Archer, Saltelli & Sobol 1997). None where all answers of A and B
/// are the same.
/// Cost: linear in points, times 200 for the intervals.
#[must_use]
pub fn of_pairs(factors: usize, answers: &[f64], seed: u64) -> Option<Vec<Index>> {
    let pairs: Vec<&[f64]> = answers.chunks_exact(factors + 2).collect();
    let all: Vec<usize> = (0..pairs.len()).collect();
    let found = estimates(factors, &pairs, &all)?;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut again: Vec<Vec<(f64, f64)>> = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let drawn: Vec<usize> = all
            .iter()
            .map(|_| (random.next_u64() % pairs.len().max(1) as u64) as usize)
            .collect();
        again.extend(estimates(factors, &pairs, &drawn));
    }
    let spread = |factor: usize, of: fn(&(f64, f64)) -> f64| {
        let values: Vec<f64> = again.iter().filter_map(|e| e.get(factor).map(of)).collect();
        Z * population_variance(&values).sqrt()
    };
    let numbered = found.iter().enumerate();
    Some(
        numbered
            .map(|(factor, &(first, total))| Index {
                first,
                total,
                first_within: spread(factor, |e| e.0),
                total_within: spread(factor, |e| e.1),
            })
            .collect(),
    )
}

/// First and total index of each factor from some of the pairs.
fn estimates(factors: usize, pairs: &[&[f64]], drawn: &[usize]) -> Option<Vec<(f64, f64)>> {
    let rows = || drawn.iter().filter_map(|number| pairs.get(*number));
    let ends: Vec<f64> = rows()
        .filter_map(|row| Some([*row.first()?, *row.last()?]))
        .flatten()
        .collect();
    let all: Vec<f64> = rows().flat_map(|row| row.iter().copied()).collect();
    let mean = mean(&all);
    let variance = variance(&ends)?;
    let count = drawn.len() as f64;
    let of_factor = |factor: usize| {
        let (mut first, mut total) = (0.0, 0.0);
        for row in rows() {
            let (Some(a), Some(mixed), Some(b)) = (row.first(), row.get(factor + 1), row.last())
            else {
                continue;
            };
            first += (b - mean) * (mixed - a);
            total += (a - mixed) * (a - mixed);
        }
        (first / count / variance, total / (2.0 * count) / variance)
    };
    Some((0..factors).map(of_factor).collect())
}

/// One step of a walk: which factor changed, how far (a share of its range, signed), and by how
/// much the answer changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Which factor.
    pub factor: usize,
    /// The share of its range that it went, from −1 to 1.
    pub went: f64,
    /// The change of the answer.
    pub change: f64,
}

/// The elementary effects of factors from steps of walks; none for a factor without steps.
#[must_use]
pub fn of_walks(kinds: &[Kind], steps: &[Step]) -> Vec<Option<Effect>> {
    let of_factor = |(factor, kind): (usize, &Kind)| {
        let own = steps.iter().filter(|step| step.factor == factor);
        let effects: Vec<f64> = own
            .map(|step| match kind {
                Kind::Ordered => step.change / step.went,
                Kind::Nominal => step.change,
            })
            .collect();
        let count = effects.len() as f64;
        let absolute: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
        let deviation =
            |values: &[f64]| (population_variance(values) * count / (count - 1.0)).sqrt();
        match effects.len() {
            0 | 1 => None,
            _ => Some(Effect {
                mean: (*kind == Kind::Ordered).then(|| mean(&effects)),
                mean_absolute: mean(&absolute),
                deviation: deviation(&effects),
                within: Z * deviation(&absolute) / count.sqrt(),
            }),
        }
    };
    kinds.iter().enumerate().map(of_factor).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn population_variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum::<f64>()
        / values.len() as f64
}

/// The variance; none where there is none.
fn variance(values: &[f64]) -> Option<f64> {
    let variance = population_variance(values);
    (variance > 1e-12).then_some(variance)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::super::{Design, Plan};
    use super::*;

    fn close(found: f64, expected: f64, by: f64) -> bool {
        (found - expected).abs() <= by
    }

    /// x + 2y over x, y in {0, 1}: variance 1/4 + 1; and x·y: by hand.
    #[test]
    fn a_grid_gives_the_indices_worked_out_by_hand() {
        let sum = of_grid(&[2, 2], &[0.0, 2.0, 1.0, 3.0]).expect("it varies");
        assert!(close(sum[0].first, 0.2, 1e-12) && close(sum[0].total, 0.2, 1e-12));
        assert!(close(sum[1].first, 0.8, 1e-12) && close(sum[1].total, 0.8, 1e-12));
        // Both: mean 1/4, variance 3/16. Means by x: 0 and 1/2, variance 1/16: a third. What is
        // left to x, given y: 0 and 1/4, mean 1/8: two thirds.
        let both = of_grid(&[2, 2], &[0.0, 0.0, 0.0, 1.0]).expect("it varies");
        for index in both {
            assert!(close(index.first, 1.0 / 3.0, 1e-12));
            assert!(close(index.total, 2.0 / 3.0, 1e-12));
        }
        assert_eq!(of_grid(&[2, 2], &[1.0; 4]), None);
        assert_eq!(of_grid(&[2, 3], &[1.0; 4]), None);
    }

    /// First orders sum to at most 1, totals to at least 1, and no first exceeds its total.
    #[test]
    fn of_random_tables_the_sums_are_on_their_sides_of_one() {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        for _ in 0..500 {
            let answers: Vec<f64> = (0..24).map(|_| f64::from(random.next_u32() & 1)).collect();
            let Some(found) = of_grid(&[2, 3, 4], &answers) else {
                continue;
            };
            let first: f64 = found.iter().map(|index| index.first).sum();
            let total: f64 = found.iter().map(|index| index.total).sum();
            assert!(first <= 1.0 + 1e-9 && total >= 1.0 - 1e-9);
            assert!(found.iter().all(|i| i.first <= i.total + 1e-9));
        }
    }

    /// The function of Ishigami and Homma (1990), a = 7, b = 0.1, with its known indices.
    #[test]
    fn pairs_estimate_the_indices_of_ishigamis_function() {
        let levels = [1_u64 << 20; 3];
        let factors = levels.map(|levels| (levels, Kind::Ordered));
        let plan = Plan::new(Design::Saltelli, &factors, 4096, 1).expect("it can be planned");
        let answers: Vec<f64> = (0..plan.len())
            .map(|number| {
                let point = plan.point(number);
                let x: Vec<f64> = point
                    .iter()
                    .map(|v| ((*v as f64 + 0.5) / (1_u64 << 20) as f64 * 2.0 - 1.0) * PI)
                    .collect();
                x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
            })
            .collect();
        let found = of_pairs(3, &answers, 1).expect("it varies");
        for (index, (first, total)) in
            found
                .iter()
                .zip([(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)])
        {
            assert!(close(index.first, first, 0.02), "{index:?} {first}");
            assert!(close(index.total, total, 0.02), "{index:?} {total}");
            assert!(index.total_within < 0.1);
        }
    }

    /// The same answers through SALib 1.6.0 (`SALib.analyze.sobol`, which centres and scales alike).
    #[test]
    fn pairs_agree_with_the_reference_program_on_the_same_answers() {
        let answers = [
            1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0,
            0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0,
        ];
        let found = of_pairs(2, &answers, 1).expect("it varies");
        let expected = REFERENCE;
        for (index, (first, total)) in found.iter().zip(expected) {
            assert!(close(index.first, first, 1e-9), "{index:?} {first}");
            assert!(close(index.total, total, 1e-9), "{index:?} {total}");
        }
    }

    /// Printed by `SALib.analyze.sobol.analyze({"num_vars": 2, …}, answers,
    /// calc_second_order=False)`.
    const REFERENCE: [(f64, f64); 2] = [
        (-0.628_571_428_571_428_4, 0.685_714_285_714_285_5),
        (-0.742_857_142_857_142_7, 0.685_714_285_714_285_5),
    ];

    /// Of a linear function each effect is its slope, and effects do not spread; of a product they do.
    #[test]
    fn effects_of_linear_functions_are_their_slopes() {
        let factors = [(4, Kind::Ordered), (2, Kind::Ordered), (3, Kind::Nominal)];
        let plan = Plan::new(Design::Morris, &factors, 50, 9).expect("it can be planned");
        let mut steps = Vec::new();
        let answer = |p: &[u64]| {
            3.0 * p[0] as f64 / 3.0 - 2.0 * p[1] as f64 + if p[2] == 1 { 5.0 } else { 0.0 }
        };
        for number in 0..plan.runs() {
            let walk = plan.walk(number);
            for (step, (factor, start, end)) in (0..).zip(walk.steps()) {
                let range = (factors[factor].0 - 1) as f64;
                steps.push(Step {
                    factor,
                    went: (end as f64 - start as f64) / range,
                    change: answer(&walk.point(step + 1)) - answer(&walk.point(step)),
                });
            }
        }
        let kinds: Vec<Kind> = factors.iter().map(|(_, kind)| *kind).collect();
        let found = of_walks(&kinds, &steps);
        let first = found[0].expect("it has steps");
        assert!(close(first.mean.expect("ordered"), 3.0, 1e-9) && first.deviation < 1e-9);
        let second = found[1].expect("it has steps");
        assert!(close(second.mean.expect("ordered"), -2.0, 1e-9));
        assert!(close(second.mean_absolute, 2.0, 1e-9));
        let third = found[2].expect("it has steps");
        assert!(third.mean.is_none() && third.mean_absolute > 1.0 && third.deviation > 1.0);
    }
}
