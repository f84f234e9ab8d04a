//! Polynomials with rational coefficients.

use game::number::common_multiple;
use game::{Gcd, Integer, Natural, Rational};

use crate::root::{Root, roots};

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

    /// The derivative.
    #[must_use]
    pub fn derivative(&self) -> Self {
        Polynomial::new(
            self.0
                .iter()
                .enumerate()
                .skip(1)
                .map(|(power, coefficient)| coefficient * Rational::from(power as u64))
                .collect(),
        )
    }

    /// The quotient and what is left when this is divided by another, which is not 0.
    #[must_use]
    pub fn divided(&self, by: &Polynomial) -> (Polynomial, Polynomial) {
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

    /// The common divisor of highest degree, its highest coefficient 1; 0 where both are 0.
    #[must_use]
    pub fn common_divisor(&self, other: &Polynomial) -> Polynomial {
        let (mut one, mut two) = (self.clone(), other.clone());
        while !two.is_zero() {
            let rest = one.divided(&two).1;
            one = two;
            two = rest.monic();
        }
        one.monic()
    }

    /// Divided by its highest coefficient.
    #[must_use]
    pub fn monic(&self) -> Polynomial {
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

    /// The polynomial that is everywhere this number.
    #[must_use]
    pub fn constant(value: Rational) -> Self {
        Polynomial::new(vec![value])
    }

    /// The product with another.
    #[must_use]
    pub fn times(&self, other: &Polynomial) -> Polynomial {
        if self.is_zero() || other.is_zero() {
            return Polynomial::new(Vec::new());
        }
        let mut product = vec![Rational::ZERO; self.0.len() + other.0.len() - 1];
        for (place, one) in self.0.iter().enumerate() {
            for (shift, two) in other.0.iter().enumerate() {
                product[place + shift] += one * two;
            }
        }
        Polynomial::new(product)
    }

    /// This less another.
    #[must_use]
    pub fn minus(&self, other: &Polynomial) -> Polynomial {
        let length = self.0.len().max(other.0.len());
        let at = |list: &[Rational], place: usize| list.get(place).cloned().unwrap_or_default();
        Polynomial::new(
            (0..length)
                .map(|place| at(&self.0, place) - at(&other.0, place))
                .collect(),
        )
    }

    /// This multiplied by a number.
    #[must_use]
    pub fn scaled(&self, by: &Rational) -> Polynomial {
        Polynomial::new(self.0.iter().map(|one| one * by).collect())
    }

    /// Whole coefficients without a common factor: this multiplied by a positive number.
    #[must_use]
    pub fn whole(&self) -> Vec<Integer> {
        let common = self.0.iter().fold(Natural::ONE, |all, one| {
            common_multiple(all, one.denominator())
        });
        let common = Rational::from(common);
        let whole: Vec<Integer> = self
            .0
            .iter()
            .map(|one| (one * &common).numerator().clone())
            .collect();
        let shared = whole
            .iter()
            .filter_map(|one| size(one).ok())
            .fold(Natural::ZERO, |all, one| gcd(&all, &one));
        if shared.is_zero() {
            return whole;
        }
        let shared = Integer::from(shared);
        whole.into_iter().map(|one| one / &shared).collect()
    }

    /// The roots between two places, both included, in order, each once. The polynomial is not 0.
    /// Cost: polynomial in the degree and the digits.
    #[must_use]
    pub fn roots(&self, from: &Rational, to: &Rational) -> Vec<Root> {
        roots(self, from, to)
    }
}

/// The number without its sign.
fn size(value: &Integer) -> Result<Natural, ()> {
    let positive = if *value < Integer::ZERO {
        -value.clone()
    } else {
        value.clone()
    };
    Natural::try_from(positive).map_err(|_| ())
}

/// The greatest common divisor, that of 0 and a number being the number.
pub(crate) fn gcd(one: &Natural, two: &Natural) -> Natural {
    if one.is_zero() {
        two.clone()
    } else {
        one.gcd(two)
    }
}
