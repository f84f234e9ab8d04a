//! Equations in unknown probabilities, each unknown at most to the first power in each term.

use std::collections::BTreeMap;

use game::Rational;

/// A sum of products of different unknowns: the coefficient of each product, none of them 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Multilinear(BTreeMap<Vec<u16>, Rational>);

/// Most unknowns over whose corners bounds are looked for.
const MOST_CORNERS: usize = 10;

impl Multilinear {
    pub(super) fn zero() -> Self {
        Self::default()
    }

    pub(super) fn constant(value: Rational) -> Self {
        Multilinear(BTreeMap::from([(Vec::new(), value)])).trimmed()
    }

    pub(super) fn unknown(number: u16) -> Self {
        Multilinear(BTreeMap::from([(vec![number], Rational::ONE)]))
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// The most unknowns in one product.
    pub(super) fn degree(&self) -> usize {
        self.0.keys().map(Vec::len).max().unwrap_or(0)
    }

    /// The constant, and the coefficient of each of these unknowns by itself.
    pub(super) fn linear(&self, unknowns: &[u16]) -> Vec<Rational> {
        let coefficient = |product: &[u16]| self.0.get(product).cloned().unwrap_or(Rational::ZERO);
        let slopes = unknowns.iter().map(|one| coefficient(&[*one]));
        std::iter::once(coefficient(&[])).chain(slopes).collect()
    }

    fn trimmed(mut self) -> Self {
        self.0.retain(|_, coefficient| !coefficient.is_zero());
        self
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut sum = self.0.clone();
        for (product, coefficient) in &other.0 {
            *sum.entry(product.clone()).or_insert(Rational::ZERO) += coefficient;
        }
        Multilinear(sum).trimmed()
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        let mut sum = self.0.clone();
        for (product, coefficient) in &other.0 {
            *sum.entry(product.clone()).or_insert(Rational::ZERO) -= coefficient;
        }
        Multilinear(sum).trimmed()
    }

    /// The product. Where both have an unknown in common, they come from different nodes of one
    /// information set, and no play passes both: such terms do not arise.
    pub(super) fn times(&self, other: &Self) -> Self {
        let mut terms: BTreeMap<Vec<u16>, Rational> = BTreeMap::new();
        for (one, left) in &self.0 {
            for (two, right) in &other.0 {
                let mut product: Vec<u16> = one.iter().chain(two).copied().collect();
                product.sort_unstable();
                product.dedup();
                *terms.entry(product).or_insert(Rational::ZERO) += left * right;
            }
        }
        Multilinear(terms).trimmed()
    }

    /// The value where all unknowns are known.
    pub(super) fn at(&self, values: &[Rational]) -> Rational {
        self.0
            .iter()
            .fold(Rational::ZERO, |sum, (product, coefficient)| {
                let term = product.iter().fold(coefficient.clone(), |term, one| {
                    term * &values[usize::from(*one)]
                });
                sum + term
            })
    }

    fn unknowns(&self) -> Vec<u16> {
        let mut found: Vec<u16> = self.0.keys().flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// With the unknowns of which the value is known put in.
    pub(super) fn with_known(&self, values: &[Option<Rational>]) -> Self {
        let known = (0u16..).zip(values);
        known.fold(self.clone(), |sum, (number, value)| match value {
            Some(value) => sum.with(number, value),
            None => sum,
        })
    }

    fn with(&self, number: u16, value: &Rational) -> Self {
        let mut terms: BTreeMap<Vec<u16>, Rational> = BTreeMap::new();
        for (product, coefficient) in &self.0 {
            let rest: Vec<u16> = product
                .iter()
                .copied()
                .filter(|one| *one != number)
                .collect();
            let coefficient = if rest.len() < product.len() {
                coefficient * value
            } else {
                coefficient.clone()
            };
            *terms.entry(rest).or_insert(Rational::ZERO) += coefficient;
        }
        Multilinear(terms).trimmed()
    }

    /// Without the unknowns that every term has: they are not 0.
    fn without_common(&self) -> Self {
        let mut common: Option<Vec<u16>> = None;
        for product in self.0.keys() {
            common = Some(match common {
                None => product.clone(),
                Some(before) => before
                    .into_iter()
                    .filter(|one| product.contains(one))
                    .collect(),
            });
        }
        let common = common.unwrap_or_default();
        let rest = |product: &Vec<u16>| {
            product
                .iter()
                .copied()
                .filter(|one| !common.contains(one))
                .collect()
        };
        Multilinear(
            self.0
                .iter()
                .map(|(product, coefficient)| (rest(product), coefficient.clone()))
                .collect(),
        )
    }

    /// Whether it cannot be 0 with all unknowns strictly between 0 and 1: its extremes are at
    /// corners, and if it is 0 at one of these only, it is 0 nowhere inside.
    fn is_never_zero(&self) -> bool {
        self.signs().is_some_and(|(above, below)| above != below)
    }

    /// Whether it is above 0 with all unknowns strictly between 0 and 1.
    pub(super) fn is_positive_inside(&self) -> bool {
        self.signs() == Some((true, false))
    }

    /// Whether it is above 0, and below 0, at some corner; nothing where there are too many of these.
    fn signs(&self) -> Option<(bool, bool)> {
        let unknowns = self.unknowns();
        if unknowns.len() > MOST_CORNERS {
            return None;
        }
        let (mut above, mut below) = (false, false);
        for corner in 0u32..1 << unknowns.len() {
            let value = self
                .0
                .iter()
                .fold(Rational::ZERO, |sum, (product, coefficient)| {
                    let there = product.iter().all(|one| {
                        let place = unknowns.iter().position(|other| other == one);
                        place.is_some_and(|place| corner >> place & 1 == 1)
                    });
                    if there { sum + coefficient } else { sum }
                });
            above |= value > Rational::ZERO;
            below |= value < Rational::ZERO;
        }
        Some((above, below))
    }
}

/// What became of equations.
pub(super) enum Solved {
    /// The value of each unknown, strictly between 0 and 1; nothing for one that is left open.
    Values(Vec<Option<Rational>>),
    /// No values solve them.
    Nothing,
    /// They could not be solved one after the other.
    Open,
}

/// The same equations with products taken out of each other, those of most unknowns first, so that
/// what is linear becomes plain.
fn eliminated(equations: &[Multilinear]) -> Vec<Multilinear> {
    let mut rows: Vec<Multilinear> = equations.to_vec();
    let mut products: Vec<Vec<u16>> = rows.iter().flat_map(|row| row.0.keys().cloned()).collect();
    products.sort_by(|one, two| (two.len(), two).cmp(&(one.len(), one)));
    products.dedup();
    let mut next = 0;
    for product in products.iter().filter(|product| !product.is_empty()) {
        let Some(found) = (next..rows.len()).find(|row| rows[*row].0.contains_key(product)) else {
            continue;
        };
        rows.swap(next, found);
        let pivot = rows[next].clone();
        let lead = pivot.0[product].clone();
        for (place, row) in rows.iter_mut().enumerate() {
            if place != next
                && let Some(coefficient) = row.0.get(product)
            {
                let factor = Multilinear::constant(coefficient / &lead);
                *row = row.minus(&pivot.times(&factor));
            }
        }
        next += 1;
    }
    rows.retain(|row| !row.0.is_empty());
    rows.iter().map(Multilinear::without_common).collect()
}

/// Solves equations whose unknowns lie strictly between 0 and 1, one unknown at a time.
pub(super) fn solve(equations: &[Multilinear], unknowns: u16) -> Solved {
    let mut open: Vec<Multilinear> = equations.iter().map(Multilinear::without_common).collect();
    let mut values: Vec<Option<Rational>> = vec![None; usize::from(unknowns)];
    loop {
        open.retain(|equation| !equation.0.is_empty());
        if open.iter().any(Multilinear::is_never_zero) {
            return Solved::Nothing;
        }
        let single = open.iter().find_map(|equation| match *equation.unknowns() {
            [only] => Some((only, equation.clone())),
            _ => None,
        });
        let Some((number, equation)) = single else {
            let simpler = eliminated(&open);
            if simpler == open {
                break;
            }
            open = simpler;
            continue;
        };
        let coefficient =
            |product: &[u16]| equation.0.get(product).cloned().unwrap_or(Rational::ZERO);
        let (constant, slope) = (coefficient(&[]), coefficient(&[number]));
        let value = -(constant / slope);
        if value <= Rational::ZERO || value >= Rational::ONE {
            return Solved::Nothing;
        }
        open = open
            .iter()
            .map(|equation| equation.with(number, &value).without_common())
            .collect();
        values[usize::from(number)] = Some(value);
    }
    if open.is_empty() {
        return Solved::Values(values);
    }
    Solved::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(over: i64, under: i64) -> Rational {
        Rational::from(over) / Rational::from(under)
    }

    #[test]
    fn equations_are_solved_one_after_the_other() {
        let (x, y) = (Multilinear::unknown(0), Multilinear::unknown(1));
        let one = Multilinear::constant(Rational::ONE);
        let two = Multilinear::constant(Rational::from(2));
        // 2x = 1 and x y = (1 - x)/3
        let third = Multilinear::constant(fraction(1, 3));
        let first = two.times(&x).minus(&one);
        let second = x.times(&y).minus(&third.times(&one.minus(&x)));
        let Solved::Values(values) = solve(&[second, first], 2) else {
            panic!("they can be solved");
        };
        assert_eq!(values, [Some(fraction(1, 2)), Some(fraction(1, 3))]);
        // x + 1 is never 0; x y + x neither, but for x = 0.
        assert!(matches!(solve(&[x.plus(&one)], 1), Solved::Nothing));
        assert!(matches!(solve(&[x.times(&y).plus(&x)], 2), Solved::Nothing));
        assert!(matches!(solve(&[x.minus(&y)], 2), Solved::Open));
        // Two lines cross: x + y = 1/2, x - y = 1/6.
        let lines = [
            x.plus(&y).minus(&Multilinear::constant(fraction(1, 2))),
            x.minus(&y).minus(&Multilinear::constant(fraction(1, 6))),
        ];
        let Solved::Values(values) = solve(&lines, 2) else {
            panic!("they cross");
        };
        assert_eq!(values, [Some(fraction(1, 3)), Some(fraction(1, 6))]);
    }
}
