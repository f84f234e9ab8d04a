//! Small exact fractions, for the values of expressions that a model is checked with.

use crate::conflict::{Expression, ParameterId};

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fraction {
    pub(crate) numerator: i128,
    pub(crate) denominator: i128,
}

impl Fraction {
    const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };
    const ONE: Self = Self {
        numerator: 1,
        denominator: 1,
    };

    fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let common = common_divisor(numerator, denominator);
        let sign = denominator.signum();
        (denominator != 0).then(|| Self {
            numerator: numerator / common * sign,
            denominator: denominator / common * sign,
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(
            left.checked_add(right)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(
            self.numerator.checked_mul(other.numerator)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    fn negated(self) -> Self {
        Self {
            numerator: -self.numerator,
            denominator: self.denominator,
        }
    }

    /// The value of an expression; none where a parameter has no value, something is divided by
    /// 0, or the numbers grow beyond 128 bits.
    pub(crate) fn of(
        expression: &Expression,
        parameter: &impl Fn(ParameterId) -> Option<Fraction>,
    ) -> Option<Self> {
        match expression {
            Expression::Number {
                numerator,
                denominator,
            } => Self::new(i128::from(*numerator), i128::from(*denominator)),
            Expression::Parameter(id) => parameter(*id),
            Expression::Negative(inner) => Some(Self::of(inner, parameter)?.negated()),
            Expression::Sum(parts) => parts.iter().try_fold(Self::ZERO, |sum, (part, less)| {
                let value = Self::of(part, parameter)?;
                sum.plus(if *less { value.negated() } else { value })
            }),
            Expression::Product(parts) => {
                parts.iter().try_fold(Self::ONE, |product, (part, over)| {
                    let value = Self::of(part, parameter)?;
                    product.times(if *over {
                        Self::new(value.denominator, value.numerator)?
                    } else {
                        value
                    })
                })
            }
        }
    }
}

/// The greatest common divisor, at least 1.
pub(crate) fn common_divisor(left: i128, right: i128) -> i128 {
    let (mut left, mut right) = (left.unsigned_abs(), right.unsigned_abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    i128::try_from(left).unwrap_or(1).max(1)
}
