//! Polynomials in two variables with rational coefficients.

use game::Rational;

use crate::polynomial::Polynomial;

/// A polynomial in x and y: for each power of y, from the constant on, a polynomial in x. No zero
/// stands last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bivariate(Vec<Polynomial>);

impl Bivariate {
    /// The polynomial with these coefficients of the powers of y, the constant first.
    #[must_use]
    pub fn new(mut coefficients: Vec<Polynomial>) -> Self {
        while coefficients.last().is_some_and(Polynomial::is_zero) {
            coefficients.pop();
        }
        Bivariate(coefficients)
    }

    /// The same in x alone.
    #[must_use]
    pub fn of_x(polynomial: Polynomial) -> Self {
        Bivariate::new(vec![polynomial])
    }

    /// The same in y alone.
    #[must_use]
    pub fn of_y(polynomial: &Polynomial) -> Self {
        Bivariate::of_x(polynomial.clone()).swapped()
    }

    /// Whether it is 0 everywhere.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// The highest powers of x and of y.
    #[must_use]
    pub fn degrees(&self) -> (usize, usize) {
        let x = self.0.iter().map(Polynomial::degree).max().unwrap_or(0);
        (x, self.0.len().saturating_sub(1))
    }

    /// Whether it is a number, the same everywhere.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.degrees() == (0, 0)
    }

    /// The coefficients of the powers of y, the constant first.
    #[must_use]
    pub fn coefficients(&self) -> &[Polynomial] {
        &self.0
    }

    /// The polynomial in y on the line of one x.
    #[must_use]
    pub fn at_x(&self, x: &Rational) -> Polynomial {
        Polynomial::new(self.0.iter().map(|one| one.at(x)).collect())
    }

    /// The polynomial in x on the line of one y.
    #[must_use]
    pub fn at_y(&self, y: &Rational) -> Polynomial {
        let zero = Polynomial::new(Vec::new());
        self.0
            .iter()
            .rev()
            .fold(zero, |sum, one| one.minus(&sum.scaled(&-y.clone())))
    }

    /// The value at a point.
    #[must_use]
    pub fn at(&self, x: &Rational, y: &Rational) -> Rational {
        self.at_x(x).at(y)
    }

    /// With x and y in each other's place.
    #[must_use]
    pub fn swapped(&self) -> Self {
        let (x, _) = self.degrees();
        let at = |power: usize| {
            self.0
                .iter()
                .map(|one| one.coefficients().get(power).cloned().unwrap_or_default())
                .collect()
        };
        Bivariate::new((0..=x).map(|power| Polynomial::new(at(power))).collect())
    }

    /// The derivative by y.
    #[must_use]
    pub fn derivative(&self) -> Self {
        let parts = (0u64..).zip(&self.0).skip(1);
        Bivariate::new(
            parts
                .map(|(power, one)| one.scaled(&Rational::from(power)))
                .collect(),
        )
    }

    /// The product with another.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let zero = Polynomial::new(Vec::new());
        let mut product = vec![zero; self.0.len() + other.0.len()];
        for (place, one) in self.0.iter().enumerate() {
            for (shift, two) in other.0.iter().enumerate() {
                let sum = &mut product[place + shift];
                *sum = one.times(two).minus(&sum.scaled(&-Rational::ONE));
            }
        }
        Bivariate::new(product)
    }

    /// This less another.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let zero = Polynomial::new(Vec::new());
        let length = self.0.len().max(other.0.len());
        let at = |list: &[Polynomial], place: usize| {
            list.get(place).cloned().unwrap_or_else(|| zero.clone())
        };
        Bivariate::new(
            (0..length)
                .map(|place| at(&self.0, place).minus(&at(&other.0, place)))
                .collect(),
        )
    }

    /// This multiplied by a polynomial in x.
    #[must_use]
    pub fn scaled(&self, by: &Polynomial) -> Self {
        Bivariate::new(self.0.iter().map(|one| one.times(by)).collect())
    }

    /// The quotient by a polynomial in x that divides every coefficient.
    #[must_use]
    pub fn reduced(&self, by: &Polynomial) -> Self {
        Bivariate::new(self.0.iter().map(|one| one.divided(by).0).collect())
    }

    /// The common divisor of the coefficients, a polynomial in x.
    #[must_use]
    pub fn content(&self) -> Polynomial {
        let zero = Polynomial::new(Vec::new());
        self.0.iter().fold(zero, |all, one| all.common_divisor(one))
    }

    /// This times a power of y.
    pub(super) fn raised(&self, power: usize) -> Self {
        let zero = Polynomial::new(Vec::new());
        let mut list = vec![zero; power];
        list.extend(self.0.iter().cloned());
        Bivariate::new(list)
    }

    /// The same up to a factor that is a number: whole coefficients that share nothing, the
    /// highest in y and then in x positive.
    #[must_use]
    pub fn normal(&self) -> Self {
        let all = self.0.iter().flat_map(Polynomial::coefficients);
        let flat = Polynomial::new(all.cloned().collect());
        let whole = flat.whole();
        let (Some(was), Some(is)) = (flat.coefficients().last(), whole.last()) else {
            return self.clone();
        };
        let factor = Rational::from(is.clone()) / was;
        let positive = if Rational::from(is.clone()) < Rational::ZERO {
            -factor
        } else {
            factor
        };
        Bivariate(self.0.iter().map(|one| one.scaled(&positive)).collect())
    }
}
