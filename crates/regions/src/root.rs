//! Roots of polynomials, exactly: rational, or alone between two rational numbers.

use std::cmp::Ordering;

use game::{Integer, Natural, Rational};

use crate::polynomial::{Polynomial, gcd};

/// A root of a polynomial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// A rational number.
    Rational(Rational),
    /// The only root of a polynomial without rational roots between two places.
    Irrational {
        /// The polynomial, square free and without rational roots.
        of: Polynomial,
        /// Just below it.
        below: Rational,
        /// Just above it.
        above: Rational,
    },
}

impl Root {
    /// A rational number at most this far from the root: the root itself where it is rational.
    #[must_use]
    pub fn near(&self, most: &Rational) -> Rational {
        match self {
            Root::Rational(value) => value.clone(),
            Root::Irrational { of, below, above } => {
                let (mut below, mut above) = (below.clone(), above.clone());
                while &above - &below > *most {
                    halve(of, &mut below, &mut above);
                }
                below
            }
        }
    }

    /// Which of two roots is the smaller.
    #[must_use]
    pub fn compare(&self, other: &Root) -> Ordering {
        match (self, other) {
            (Root::Rational(one), Root::Rational(two)) => one.cmp(two),
            (Root::Rational(_), Root::Irrational { .. }) => other.compare(self).reverse(),
            (Root::Irrational { of, below, above }, Root::Rational(value)) => {
                if value <= below {
                    Ordering::Greater
                } else if value >= above || of.at(value).sign() != of.at(below).sign() {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
            (
                Root::Irrational { of, below, above },
                Root::Irrational {
                    of: other_of,
                    below: other_below,
                    above: other_above,
                },
            ) => {
                let mut common = None;
                let mut tried = 0;
                let (mut below, mut above) = (below.clone(), above.clone());
                let (mut others_below, mut others_above) =
                    (other_below.clone(), other_above.clone());
                loop {
                    if above <= others_below {
                        return Ordering::Less;
                    }
                    if others_above <= below {
                        return Ordering::Greater;
                    }
                    // Most are told apart before it has to be known what they share.
                    tried += 1;
                    if tried > 8 {
                        let common = common.get_or_insert_with(|| of.common_divisor(other_of));
                        let from = below.clone().max(others_below.clone());
                        let to = above.clone().min(others_above.clone());
                        if common.degree() > 0 && common.at(&from).sign() != common.at(&to).sign() {
                            return Ordering::Equal;
                        }
                    }
                    halve(of, &mut below, &mut above);
                    halve(other_of, &mut others_below, &mut others_above);
                }
            }
        }
    }

    /// The root in closed form where it is rational or a square root is enough: `(3 - √5)/2`.
    #[must_use]
    pub fn closed_form(&self) -> Option<String> {
        let (of, below, above) = match self {
            Root::Rational(value) => return Some(value.to_string()),
            Root::Irrational { of, below, above } => (of, below, above),
        };
        let [constant, linear, _] = of.coefficients() else {
            return None;
        };
        // x² + bx + c has the roots (-b ± √(b² - 4c))/2.
        let discriminant = linear * linear - constant * Rational::from(4);
        let middle = -(linear / Rational::from(2));
        let sign = if *below >= middle {
            '+'
        } else if *above <= middle {
            '-'
        } else if of.at(&middle).sign() == of.at(below).sign() {
            '+'
        } else {
            '-'
        };
        // √(n/d) = √(n d)/d.
        let (over, under) = (discriminant.numerator(), discriminant.denominator());
        let inside = Natural::try_from(over.clone()).ok()? * under.clone();
        let (outside, inside) = without_squares(inside);
        let factor =
            Rational::from_parts(Integer::from(outside), under.clone()) / Rational::from(2);
        let common = factor.denominator().clone() * middle.denominator().clone();
        let scaled = |value: Rational| value * Rational::from(common.clone());
        let (left, right) = (scaled(middle), scaled(factor));
        // Both are whole now; what they and the denominator share is taken out.
        let shared = gcd(&gcd(&magnitude(&left), &magnitude(&right)), &common);
        let by = Rational::from(shared.clone());
        let (left, right, common) = (left / &by, right / &by, common / shared);
        let root = if right == Rational::ONE {
            format!("√{inside}")
        } else {
            format!("{right}√{inside}")
        };
        let sum = match (left.is_zero(), sign) {
            (true, '+') => root,
            (true, _) => format!("-{root}"),
            (false, sign) => format!("{left} {sign} {root}"),
        };
        Some(if common == Natural::ONE {
            sum
        } else if left.is_zero() {
            format!("{sum}/{common}")
        } else {
            format!("({sum})/{common}")
        })
    }
}

fn magnitude(value: &Rational) -> Natural {
    Natural::try_from(if value < &Rational::ZERO {
        -value.numerator().clone()
    } else {
        value.numerator().clone()
    })
    .unwrap_or(Natural::ONE)
}

/// `n` as a square times what is left: the root of the square, and the rest. Only small squares are
/// looked for.
fn without_squares(mut inside: Natural) -> (Natural, Natural) {
    let mut outside = Natural::ONE;
    for factor in 2u32..1_000 {
        let factor = Natural::from(factor);
        let square = &factor * &factor;
        if square > inside {
            break;
        }
        while (&inside % &square).is_zero() {
            inside /= &square;
            outside *= &factor;
        }
    }
    (outside, inside)
}

/// Halves the stretch around a root of odd order. Neither end is a root.
fn halve(of: &Polynomial, below: &mut Rational, above: &mut Rational) {
    Signs::of(of).halve(below, above);
}

/// A polynomial made for asking only where it is positive, negative or 0: with whole coefficients.
struct Signs(Vec<Integer>);

impl Signs {
    fn of(polynomial: &Polynomial) -> Self {
        Signs(polynomial.whole())
    }

    /// The sign at a place, as that of the value times a power of the denominator.
    fn at(&self, place: &Rational) -> Ordering {
        let (over, under) = (
            place.numerator(),
            Integer::from(place.denominator().clone()),
        );
        let mut power = Integer::ONE;
        let mut value = Integer::ZERO;
        for coefficient in self.0.iter().rev() {
            value = value * over + coefficient * &power;
            power *= &under;
        }
        value.cmp(&Integer::ZERO)
    }

    fn halve(&self, below: &mut Rational, above: &mut Rational) {
        let middle = (&*below + &*above) / Rational::from(2);
        if self.at(&middle) == self.at(below) {
            *below = middle;
        } else {
            *above = middle;
        }
    }
}

/// The roots of a polynomial between two places, both included, in order, each once.
pub(crate) fn roots(polynomial: &Polynomial, from: &Rational, to: &Rational) -> Vec<Root> {
    if polynomial.degree() == 0 {
        return Vec::new();
    }
    let mut rest = polynomial.square_free();
    let mut roots: Vec<Root> = Vec::new();
    if sturm(&rest).between(from, to) == 0 && !polynomial.at(from).is_zero() {
        return roots;
    }
    for rational in rational_roots(&rest) {
        let factor = Polynomial::new(vec![-rational.clone(), Rational::ONE]);
        rest = rest.divided(&factor).0;
        if rational >= *from && rational <= *to {
            roots.push(Root::Rational(rational));
        }
    }
    if rest.degree() > 0 {
        let alone = isolate(&sturm(&rest), from.clone(), to.clone());
        roots.extend(alone.into_iter().map(|(below, above)| Root::Irrational {
            of: rest.clone(),
            below,
            above,
        }));
    }
    roots.sort_by(Root::compare);
    roots
}

/// How many roots a polynomial has above one place and up to another, each once.
#[must_use]
pub fn count(polynomial: &Polynomial, from: &Rational, to: &Rational) -> usize {
    if polynomial.degree() == 0 {
        return 0;
    }
    sturm(&polynomial.square_free()).between(from, to)
}

/// The rational roots of a square-free polynomial.
///
/// A rational root p/q of a polynomial with whole coefficients has q as a divisor of the highest
/// one, so the root times that one is whole: it is found by isolating real roots closely enough.
fn rational_roots(polynomial: &Polynomial) -> Vec<Rational> {
    let signs = Signs::of(polynomial);
    let positive = |value: &Integer| {
        Rational::from(if *value < Integer::ZERO {
            -value.clone()
        } else {
            value.clone()
        })
    };
    let lead = signs.0.last().map_or(Rational::ONE, positive);
    // All roots lie within 1 + the largest coefficient over the highest one.
    let largest = signs.0.iter().map(positive).max().unwrap_or(Rational::ONE);
    let bound = largest / &lead + Rational::from(2);
    // Roots times `lead` that are whole are at least 1 apart, so a half tells them apart.
    let width = Rational::ONE / (&lead * Rational::from(2));
    let mut found = Vec::new();
    for (mut below, mut above) in isolate(&sturm(polynomial), -bound.clone(), bound) {
        // The root is in (below, above], and `below` is no root.
        let candidate = loop {
            if signs.at(&above).is_eq() {
                break Some(above);
            }
            if signs.at(&below).is_eq() {
                // A root of its own stretch; this one is above it.
                let middle = (&below + &above) / Rational::from(2);
                if count(polynomial, &below, &middle) == 0 {
                    below = middle;
                } else {
                    above = middle;
                }
                continue;
            }
            let guess = simplest(&below, &above);
            if signs.at(&guess).is_eq() {
                break Some(guess);
            }
            if &above - &below <= width {
                let whole = Rational::from((&above * &lead).floor()) / &lead;
                break (whole > below && signs.at(&whole).is_eq()).then_some(whole);
            }
            for _ in 0..8 {
                signs.halve_to(&mut below, &mut above);
            }
        };
        found.extend(candidate);
    }
    found.sort();
    found.dedup();
    found
}

impl Signs {
    /// Halves a stretch whose lower end is no root, keeping the root in it or at its upper end.
    fn halve_to(&self, below: &mut Rational, above: &mut Rational) {
        if self.at(above).is_eq() {
            return;
        }
        self.halve(below, above);
    }
}

/// Sturm's chain of a square-free polynomial.
struct Sturm(Vec<Signs>);

impl Sturm {
    /// How many roots there are above one place and up to another.
    fn between(&self, from: &Rational, to: &Rational) -> usize {
        self.changes(from).saturating_sub(self.changes(to))
    }

    /// How often the signs of the chain change at a place.
    fn changes(&self, place: &Rational) -> usize {
        let signs = self.0.iter().map(|one| one.at(place));
        let signs: Vec<Ordering> = signs.filter(|sign| sign.is_ne()).collect();
        signs.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }
}

fn sturm(polynomial: &Polynomial) -> Sturm {
    let mut chain = vec![polynomial.clone(), polynomial.derivative()];
    while let [.., one, two] = chain.as_slice() {
        if two.is_zero() {
            chain.pop();
            break;
        }
        let rest = one.divided(two).1;
        if rest.is_zero() {
            break;
        }
        // Scaling by what is positive keeps the signs and the numbers small.
        let next = rest.whole().into_iter().map(|one| -Rational::from(one));
        chain.push(Polynomial::new(next.collect()));
    }
    Sturm(chain.iter().map(Signs::of).collect())
}

/// Stretches with one root each, above their lower end and up to their upper one.
fn isolate(chain: &Sturm, from: Rational, to: Rational) -> Vec<(Rational, Rational)> {
    let mut alone = Vec::new();
    let (first, last) = (chain.changes(&from), chain.changes(&to));
    let mut open = vec![(from, first, to, last)];
    while let Some((from, before, to, after)) = open.pop() {
        match before.saturating_sub(after) {
            0 => {}
            1 => alone.push((from, to)),
            _ => {
                let middle = (&from + &to) / Rational::from(2);
                let between = chain.changes(&middle);
                open.push((middle.clone(), between, to, after));
                open.push((from, before, middle, between));
            }
        }
    }
    alone
}

/// The rational number with the smallest denominator strictly between two different roots.
#[must_use]
pub fn simplest_between(one: &Root, two: &Root) -> Rational {
    let mut tolerance = Rational::ONE;
    let (mut low, mut high);
    loop {
        low = match one {
            Root::Rational(value) => value.clone(),
            Root::Irrational { .. } => one.near(&tolerance) + &tolerance,
        };
        high = two.near(&tolerance);
        if low < high {
            break;
        }
        tolerance /= Rational::from(4);
    }
    simplest(&low, &high)
}

/// The simplest rational number strictly between two numbers, by continued fractions.
pub(crate) fn simplest(low: &Rational, high: &Rational) -> Rational {
    if *low < Rational::ZERO {
        return if *high > Rational::ZERO {
            Rational::ZERO
        } else {
            -simplest(&-high.clone(), &-low.clone())
        };
    }
    let whole = Rational::from(low.floor());
    let next = &whole + Rational::ONE;
    if next < *high {
        return next;
    }
    // Both lie between `whole` and `whole + 1`.
    let (low, high) = (low - &whole, high - &whole);
    if low.is_zero() {
        // The simplest number below 1/n is 1/(n + 1).
        let over = Rational::from((Rational::ONE / high).floor()) + Rational::ONE;
        return whole + Rational::ONE / over;
    }
    whole + Rational::ONE / simplest(&(Rational::ONE / high), &(Rational::ONE / low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polynomial(coefficients: &[i64]) -> Polynomial {
        Polynomial::new(
            coefficients
                .iter()
                .map(|one| Rational::from(*one))
                .collect(),
        )
    }

    fn roots(coefficients: &[i64]) -> Vec<String> {
        polynomial(coefficients)
            .roots(&Rational::from(-10), &Rational::from(10))
            .iter()
            .map(|root| root.closed_form().unwrap_or_else(|| "?".to_owned()))
            .collect()
    }

    #[test]
    fn roots_have_closed_forms() {
        assert_eq!(roots(&[-1, 2]), ["1/2"]);
        assert_eq!(roots(&[1, -3, 1]), ["(3 - √5)/2", "(3 + √5)/2"]);
        assert_eq!(roots(&[-2, 0, 1]), ["-√2", "√2"]);
        assert_eq!(roots(&[-8, 0, 1]), ["-2√2", "2√2"]);
        assert_eq!(roots(&[-1, 0, 2]), ["-√2/2", "√2/2"]);
        // (2x - 1)(3x + 2)(x - 1)², each root once
        assert_eq!(roots(&[-2, 5, 2, -11, 6]), ["-2/3", "1/2", "1"]);
        assert_eq!(roots(&[1, 0, 1]), Vec::<String>::new());
        assert_eq!(roots(&[5]), Vec::<String>::new());
        // x³ - 2 has no closed form with square roots.
        assert_eq!(roots(&[-2, 0, 0, 1]), ["?"]);
    }

    #[test]
    fn roots_are_in_order_and_each_is_one() {
        // (x - 1)(x² - 2)(x² - 3): 1, ±√2, ±√3
        let product = polynomial(&[-6, 6, 5, -5, -1, 1]);
        let from = Rational::from(-5);
        let found = product.roots(&from, &Rational::from(5));
        let near: Vec<i64> = found
            .iter()
            .map(|root| {
                let thousandth = Rational::ONE / Rational::from(100_000);
                let near = root.near(&thousandth) * Rational::from(1_000);
                i64::try_from(near.floor()).expect("small")
            })
            .collect();
        assert_eq!(near, [-1733, -1415, 1000, 1414, 1732]);
        assert_eq!(product.roots(&Rational::ZERO, &Rational::ONE).len(), 1);
    }

    fn fraction(over: i64, under: i64) -> Rational {
        Rational::from(over) / Rational::from(under)
    }

    #[test]
    fn the_simplest_number_between_two() {
        for (low, high, expected) in [
            (fraction(0, 1), fraction(1, 1), fraction(1, 2)),
            (fraction(0, 1), fraction(1, 3), fraction(1, 4)),
            (fraction(1, 3), fraction(1, 2), fraction(2, 5)),
            (fraction(5, 2), fraction(9, 2), fraction(3, 1)),
            (fraction(-1, 2), fraction(1, 2), fraction(0, 1)),
            (fraction(-1, 2), fraction(-1, 3), fraction(-2, 5)),
            (fraction(3, 1), fraction(4, 1), fraction(7, 2)),
        ] {
            assert_eq!(simplest(&low, &high), expected, "{low} {high}");
        }
    }
}
