//! Integers for exact pivoting: machine words first, and wider ones where those overflow.

use std::cmp::Ordering;

use game::{Integer, Rational};

/// A number grew out of its type; the work is begun again with a wider one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overflow;

/// What the entries of a dictionary can do.
pub(crate) trait Entry: Clone + PartialEq {
    fn from_integer(value: &Integer) -> Result<Self, Overflow>;
    fn to_integer(&self) -> Integer;
    fn sign(&self) -> Ordering;
    fn negated(&self) -> Result<Self, Overflow>;
    fn minus(&self, other: &Self) -> Result<Self, Overflow>;
    /// `(self · p − a · b) / by`, where the division leaves no rest.
    fn pivoted(&self, p: &Self, a: &Self, b: &Self, by: &Self) -> Result<Self, Overflow>;
    /// How `self · p` compares with `a · b`.
    fn compare_products(&self, p: &Self, a: &Self, b: &Self) -> Result<Ordering, Overflow>;

    fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }

    fn over(&self, under: &Self) -> Rational {
        Rational::from(self.to_integer()) / Rational::from(under.to_integer())
    }
}

impl Entry for i64 {
    fn from_integer(value: &Integer) -> Result<Self, Overflow> {
        i64::try_from(value).map_err(|_| Overflow)
    }

    fn to_integer(&self) -> Integer {
        Integer::from(*self)
    }

    fn sign(&self) -> Ordering {
        self.cmp(&0)
    }

    fn negated(&self) -> Result<Self, Overflow> {
        self.checked_neg().ok_or(Overflow)
    }

    fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        self.checked_sub(*other).ok_or(Overflow)
    }

    fn pivoted(&self, p: &Self, a: &Self, b: &Self, by: &Self) -> Result<Self, Overflow> {
        if let (Some(one), Some(two)) = (self.checked_mul(*p), a.checked_mul(*b))
            && let Some(difference) = one.checked_sub(two)
        {
            // Nearly always, and several times faster than dividing what is wider.
            return difference.checked_div(*by).ok_or(Overflow);
        }
        let wide = |one: &i64, two: &i64| i128::from(*one) * i128::from(*two);
        let difference = wide(self, p).checked_sub(wide(a, b)).ok_or(Overflow)?;
        i64::try_from(difference / i128::from(*by)).map_err(|_| Overflow)
    }

    fn compare_products(&self, p: &Self, a: &Self, b: &Self) -> Result<Ordering, Overflow> {
        let wide = |one: &i64, two: &i64| i128::from(*one) * i128::from(*two);
        Ok(wide(self, p).cmp(&wide(a, b)))
    }
}

impl Entry for i128 {
    fn from_integer(value: &Integer) -> Result<Self, Overflow> {
        i128::try_from(value).map_err(|_| Overflow)
    }

    fn to_integer(&self) -> Integer {
        Integer::from(*self)
    }

    fn sign(&self) -> Ordering {
        self.cmp(&0)
    }

    fn negated(&self) -> Result<Self, Overflow> {
        self.checked_neg().ok_or(Overflow)
    }

    fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        self.checked_sub(*other).ok_or(Overflow)
    }

    fn pivoted(&self, p: &Self, a: &Self, b: &Self, by: &Self) -> Result<Self, Overflow> {
        let one = self.checked_mul(*p).ok_or(Overflow)?;
        let two = a.checked_mul(*b).ok_or(Overflow)?;
        Ok(one.checked_sub(two).ok_or(Overflow)? / by)
    }

    fn compare_products(&self, p: &Self, a: &Self, b: &Self) -> Result<Ordering, Overflow> {
        let one = self.checked_mul(*p).ok_or(Overflow)?;
        Ok(one.cmp(&a.checked_mul(*b).ok_or(Overflow)?))
    }
}

impl Entry for Integer {
    fn from_integer(value: &Integer) -> Result<Self, Overflow> {
        Ok(value.clone())
    }

    fn to_integer(&self) -> Integer {
        self.clone()
    }

    fn sign(&self) -> Ordering {
        self.cmp(&Integer::ZERO)
    }

    fn negated(&self) -> Result<Self, Overflow> {
        Ok(-self)
    }

    fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(self - other)
    }

    fn pivoted(&self, p: &Self, a: &Self, b: &Self, by: &Self) -> Result<Self, Overflow> {
        Ok((self * p - a * b) / by)
    }

    fn compare_products(&self, p: &Self, a: &Self, b: &Self) -> Result<Ordering, Overflow> {
        Ok((self * p).cmp(&(a * b)))
    }
}
