//! A quotient of polynomials in two variables from its values.

use game::Rational;

use super::bivariate::Bivariate;
use crate::interpolation::kernel;
use crate::polynomial::Polynomial;

/// The degrees of a quotient in one variable: above the line and below.
pub type Degrees = (usize, usize);

/// A quotient of polynomials in two variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Above the line.
    pub over: Bivariate,
    /// Below the line; never 0 everywhere.
    pub under: Bivariate,
}

/// Values that have to agree with a quotient before it is taken for the function.
const CONFIRMING: usize = 3;

/// How many values are needed for these degrees in x and in y.
#[must_use]
pub fn needed(x: Degrees, y: Degrees) -> usize {
    (x.0 + 1) * (y.0 + 1) + (x.1 + 1) * (y.1 + 1) - 1 + CONFIRMING
}

/// The quotient with these degrees in x and in y that has these values, confirmed by at least three
/// of them that it did not need. Nothing where there is none, or there are too few values.
///
/// Cost: the sixth power of the degree.
#[must_use]
pub fn fitted(
    points: &[(Rational, Rational)],
    values: &[Rational],
    x: Degrees,
    y: Degrees,
) -> Option<Surface> {
    if points.len() < needed(x, y) {
        return None;
    }
    let above = terms(x.0, y.0);
    let below = terms(x.1, y.1);
    let unknowns = above.len() + below.len();
    // p(x, y) - v q(x, y) = 0 at every point.
    let mut rows: Vec<Vec<Rational>> = points
        .iter()
        .zip(values)
        .take(unknowns - 1)
        .map(|(point, value)| {
            let over = above.iter().map(|term| term_at(*term, point));
            let under = below.iter().map(|term| -(term_at(*term, point) * value));
            over.chain(under).collect()
        })
        .collect();
    let solution = kernel(&mut rows, unknowns)?;
    let (over, under) = solution.split_at(above.len());
    let surface = Surface {
        over: bivariate(over, x.0),
        under: bivariate(under, x.1),
    };
    let fits = !surface.under.is_zero()
        && points.iter().zip(values).all(|((x, y), value)| {
            let below = surface.under.at(x, y);
            !below.is_zero() && surface.over.at(x, y) == value * below
        });
    fits.then_some(surface)
}

/// The powers of x and y up to these degrees.
fn terms(x: usize, y: usize) -> Vec<(usize, usize)> {
    (0..=y)
        .flat_map(|second| (0..=x).map(move |first| (first, second)))
        .collect()
}

fn term_at((first, second): (usize, usize), (x, y): &(Rational, Rational)) -> Rational {
    x.pow(first as isize) * y.pow(second as isize)
}

/// Coefficients in the order of [`terms`].
fn bivariate(coefficients: &[Rational], x: usize) -> Bivariate {
    Bivariate::new(
        coefficients
            .chunks(x + 1)
            .map(|one| Polynomial::new(one.to_vec()))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_found_again() {
        // (x y - 2)/(x + y² + 1)
        let function =
            |x: &Rational, y: &Rational| (x * y - Rational::from(2)) / (x + y * y + Rational::ONE);
        let (in_x, in_y) = ((1, 1), (1, 2));
        let points: Vec<(Rational, Rational)> = (0..needed(in_x, in_y) as i64)
            .map(|n| {
                (
                    Rational::from(n * 7 % 11 + 1),
                    Rational::from(n * 5 % 13 + n),
                )
            })
            .collect();
        let values: Vec<Rational> = points.iter().map(|(x, y)| function(x, y)).collect();
        let found = fitted(&points, &values, in_x, in_y).expect("found");
        let (x, y) = (Rational::from(100), Rational::from(-7));
        assert_eq!(
            found.over.at(&x, &y) / found.under.at(&x, &y),
            function(&x, &y)
        );
        assert_eq!(fitted(&points, &values, (1, 0), (1, 1)), None);
    }
}
