//! Polynomials with rational coefficients, and their roots, exactly.

use std::cmp::Ordering;

use game::{Integer, Natural, Rational};

/// A polynomial: the coefficient of each power, from the constant on. No zero stands last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Polynomial(Vec<Rational>);

impl Polynomial {
    /// The polynomial with these coefficients, the constant first.
    #[must_use]
    pub fn new(mut coefficients: Vec<Rational>) -> Self {
        while coefficients.last().is_some_and(Rational::is_zero) {
            coefficients.pop();
        }
        Polynomial(coefficients)
    }

    /// Whether it is 0 everywhere.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// The highest power; 0 for a constant.
    #[must_use]
    pub fn degree(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// The coefficients, the constant first.
    #[must_use]
    pub fn coefficients(&self) -> &[Rational] {
        &self.0
    }

    /// The value at a place.
    #[must_use]
    pub fn at(&self, place: &Rational) -> Rational {
        self.0
            .iter()
            .rev()
            .fold(Rational::ZERO, |value, coefficient| {
                value * place + coefficient
            })
    }

    fn derivative(&self) -> Self {
        Polynomial::new(
            self.0
                .iter()
                .enumerate()
                .skip(1)
                .map(|(power, coefficient)| coefficient * Rational::from(power as u64))
                .collect(),
        )
    }

    /// What is left when this is divided by another, which is not 0.
    fn divided(&self, by: &Polynomial) -> (Polynomial, Polynomial) {
        let mut rest = self.0.clone();
        let Some(lead) = by.0.last() else {
            return (Polynomial::new(Vec::new()), self.clone());
        };
        let length = (rest.len() + 1).saturating_sub(by.0.len());
        let mut quotient = vec![Rational::ZERO; length];
        for shift in (0..length).rev() {
            let factor = &rest[shift + by.0.len() - 1] / lead;
            for (place, coefficient) in by.0.iter().enumerate() {
                rest[shift + place] -= &factor * coefficient;
            }
            quotient[shift] = factor;
        }
        (Polynomial::new(quotient), Polynomial::new(rest))
    }

    fn common_divisor(&self, other: &Polynomial) -> Polynomial {
        let (mut one, mut two) = (self.clone(), other.clone());
        while !two.is_zero() {
            let rest = one.divided(&two).1;
            one = two;
            two = rest.monic();
        }
        one.monic()
    }

    /// Divided by its highest coefficient.
    fn monic(&self) -> Polynomial {
        match self.0.last() {
            Some(lead) => Polynomial(self.0.iter().map(|one| one / lead).collect()),
            None => self.clone(),
        }
    }

    /// The same roots, each once.
    #[must_use]
    pub fn square_free(&self) -> Polynomial {
        let common = self.common_divisor(&self.derivative());
        self.divided(&common).0.monic()
    }

    /// The roots between two places, both included, in order, each once. The polynomial is not 0.
    /// Cost: polynomial in the degree and the digits.
    #[must_use]
    pub fn roots(&self, from: &Rational, to: &Rational) -> Vec<Root> {
        if self.degree() == 0 {
            return Vec::new();
        }
        let mut rest = self.square_free();
        let mut roots: Vec<Root> = Vec::new();
        for rational in rational_roots(&rest) {
            let factor = Polynomial::new(vec![-rational.clone(), Rational::ONE]);
            rest = rest.divided(&factor).0;
            if rational >= *from && rational <= *to {
                roots.push(Root::Rational(rational));
            }
        }
        if rest.degree() > 0 {
            let chain = sturm(&rest);
            isolate(&rest, &chain, from.clone(), to.clone(), &mut roots);
        }
        roots.sort_by(Root::compare);
        roots
    }
}

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
                let common = of.common_divisor(other_of);
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
                    let from = below.clone().max(others_below.clone());
                    let to = above.clone().min(others_above.clone());
                    if common.degree() > 0 && common.at(&from).sign() != common.at(&to).sign() {
                        return Ordering::Equal;
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

fn gcd(one: &Natural, two: &Natural) -> Natural {
    let (mut one, mut two) = (one.clone(), two.clone());
    while !two.is_zero() {
        let rest = &one % &two;
        one = two;
        two = rest;
    }
    one
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
    let middle = (&*below + &*above) / Rational::from(2);
    if of.at(&middle).sign() == of.at(below).sign() {
        *below = middle;
    } else {
        *above = middle;
    }
}

/// The rational roots of a square-free polynomial.
///
/// A rational root p/q of a polynomial with whole coefficients has q as a divisor of the highest
/// one, so the root times that one is whole: it is found by isolating real roots closely enough.
fn rational_roots(polynomial: &Polynomial) -> Vec<Rational> {
    let common = polynomial.0.iter().fold(Natural::ONE, |all, one| {
        let under = one.denominator();
        all.clone() / gcd(&all, under) * under
    });
    let lead = polynomial.0.last().map_or(Rational::ONE, |lead| {
        let whole = lead * Rational::from(common);
        if whole < Rational::ZERO {
            -whole
        } else {
            whole
        }
    });
    // All roots lie within 1 + the largest coefficient over the highest one.
    let size = |value: &Rational| {
        if value < &Rational::ZERO {
            -value.clone()
        } else {
            value.clone()
        }
    };
    let highest = polynomial.0.last().map_or(Rational::ONE, size);
    let bound = polynomial
        .0
        .iter()
        .map(|one| size(one) / &highest)
        .max()
        .unwrap_or(Rational::ZERO)
        + Rational::from(2);
    let chain = sturm(polynomial);
    let mut found = Vec::new();
    let mut open = vec![(-bound.clone(), bound)];
    // Roots times `lead` that are whole are at least 1 apart, so a half tells them apart.
    let width = Rational::ONE / (&lead * Rational::from(2));
    while let Some((from, to)) = open.pop() {
        // Roots in (from, to].
        if changes(&chain, &from) == changes(&chain, &to) {
            continue;
        }
        if &to - &from > width {
            let middle = (&from + &to) / Rational::from(2);
            open.push((middle.clone(), to));
            open.push((from, middle));
            continue;
        }
        let candidate = Rational::from((&to * &lead).floor()) / &lead;
        if candidate > from && polynomial.at(&candidate).is_zero() {
            found.push(candidate);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Sturm's chain of a square-free polynomial.
fn sturm(polynomial: &Polynomial) -> Vec<Polynomial> {
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
        let lead = rest.0.last().map_or(Rational::ONE, |lead| {
            if lead < &Rational::ZERO {
                -lead.clone()
            } else {
                lead.clone()
            }
        });
        let next = rest.0.iter().map(|one| -(one / &lead)).collect();
        chain.push(Polynomial::new(next));
    }
    chain
}

/// How often the signs of a chain change at a place.
fn changes(chain: &[Polynomial], place: &Rational) -> usize {
    let mut count = 0;
    let mut last: Option<bool> = None;
    for polynomial in chain {
        let value = polynomial.at(place);
        if value.is_zero() {
            continue;
        }
        let negative = value < Rational::ZERO;
        if last.is_some_and(|last| last != negative) {
            count += 1;
        }
        last = Some(negative);
    }
    count
}

/// Adds the roots between two places, each with a stretch of its own. The polynomial has no
/// rational root, so no place that is tried is one.
fn isolate(
    polynomial: &Polynomial,
    chain: &[Polynomial],
    from: Rational,
    to: Rational,
    into: &mut Vec<Root>,
) {
    let mut open = vec![(from, to)];
    while let Some((from, to)) = open.pop() {
        match changes(chain, &from).saturating_sub(changes(chain, &to)) {
            0 => {}
            1 => into.push(Root::Irrational {
                of: polynomial.clone(),
                below: from,
                above: to,
            }),
            _ => {
                let middle = (&from + &to) / Rational::from(2);
                open.push((middle.clone(), to));
                open.push((from, middle));
            }
        }
    }
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
}
