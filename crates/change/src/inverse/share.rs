//! How many of all orders: exact shares and counts.

use num_bigint::BigUint;

/// The most states for which the number of orders is written out.
const MOST_COUNTED: usize = 50;
/// The most digits of a fraction that is written out.
const MOST_DIGITS: usize = 60;

/// An exact share of all orders, between 0 and 1, in lowest terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    numerator: BigUint,
    denominator: BigUint,
}

impl Share {
    /// The share of `part` in `whole`, which must not be 0.
    pub(super) fn new(part: BigUint, whole: BigUint) -> Self {
        let divisor = greatest_common_divisor(part.clone(), whole.clone());
        Share {
            numerator: part / &divisor,
            denominator: whole / divisor,
        }
    }

    /// No order.
    #[must_use]
    pub fn none() -> Self {
        Share::new(BigUint::ZERO, BigUint::from(1_u8))
    }

    /// Every order.
    #[must_use]
    pub fn all() -> Self {
        Share::new(BigUint::from(1_u8), BigUint::from(1_u8))
    }

    /// Whether it is no order.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.numerator == BigUint::ZERO
    }

    /// Whether it is every order.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.numerator == self.denominator
    }

    /// The number, rounded.
    #[must_use]
    pub fn value(&self) -> f64 {
        const PARTS: u64 = 1_000_000_000_000_000;
        let parts = &self.numerator * BigUint::from(PARTS) / &self.denominator;
        u64::try_from(parts).map_or(1.0, |parts| parts as f64 / PARTS as f64)
    }

    /// `8/15`; none where it is too long to be read.
    #[must_use]
    pub fn fraction(&self) -> Option<String> {
        let fraction = format!("{}/{}", self.numerator, self.denominator);
        (fraction.len() <= MOST_DIGITS).then_some(fraction)
    }

    /// How many of the orders of `states` states these are, in digits; none beyond 50 states.
    #[must_use]
    pub fn count(&self, states: usize) -> Option<String> {
        let all = (states <= MOST_COUNTED).then(|| factorial(states))?;
        Some((all * &self.numerator / &self.denominator).to_string())
    }
}

/// The number of strict orders of so many states, in digits; none beyond 50 states.
#[must_use]
pub fn orders(states: usize) -> Option<String> {
    Share::all().count(states)
}

/// n!
pub(super) fn factorial(n: usize) -> BigUint {
    (1..=n).map(BigUint::from).product()
}

fn greatest_common_divisor(mut a: BigUint, mut b: BigUint) -> BigUint {
    while b != BigUint::ZERO {
        (a, b) = (b.clone(), a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_in_lowest_terms_and_count_orders() {
        let share = Share::new(BigUint::from(384_u32), BigUint::from(720_u32));
        assert_eq!(share.fraction().as_deref(), Some("8/15"));
        assert_eq!(share.count(6).as_deref(), Some("384"));
        assert_eq!(orders(6).as_deref(), Some("720"));
        assert!((share.value() - 8.0 / 15.0).abs() < 1e-12);
        assert!(Share::none().is_none() && Share::all().is_all());
        assert_eq!(orders(51), None);
    }
}
