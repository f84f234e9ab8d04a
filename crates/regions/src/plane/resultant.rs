//! Where two curves meet: the resultant, a polynomial in x.

use game::Rational;

use super::bivariate::Bivariate;
use crate::polynomial::Polynomial;

/// A polynomial in x that is 0 wherever both have a common y, or both lose their highest power of
/// y: the determinant of Sylvester's matrix, from its values at enough places. It is 0 everywhere
/// only where they have a common factor that depends on y.
///
/// Cost: the degree of the answer times the cube of both degrees in y.
#[must_use]
pub fn resultant(one: &Bivariate, two: &Bivariate) -> Polynomial {
    let ((x_one, y_one), (x_two, y_two)) = (one.degrees(), two.degrees());
    let degree = x_one * y_two + x_two * y_one;
    let places: Vec<Rational> = (0..=degree as i64)
        .map(|place| {
            Rational::from(if place % 2 == 0 {
                place / 2
            } else {
                -(place + 1) / 2
            })
        })
        .collect();
    let values: Vec<Rational> = places
        .iter()
        .map(|x| determinant(sylvester(&one.at_x(x), y_one, &two.at_x(x), y_two)))
        .collect();
    interpolated(&places, &values)
}

/// Where a curve turns back, crosses itself or goes to infinity in y: the resultant with its
/// derivative.
#[must_use]
pub fn discriminant(curve: &Bivariate) -> Polynomial {
    resultant(curve, &curve.derivative())
}

/// Sylvester's matrix of two polynomials that are taken to have these degrees.
fn sylvester(
    one: &Polynomial,
    degree_one: usize,
    two: &Polynomial,
    degree_two: usize,
) -> Vec<Vec<Rational>> {
    let size = degree_one + degree_two;
    let row = |of: &Polynomial, degree: usize, shift: usize| {
        let mut row = vec![Rational::ZERO; size];
        for (power, coefficient) in of.coefficients().iter().enumerate() {
            row[shift + degree - power] = coefficient.clone();
        }
        row
    };
    let ones = (0..degree_two).map(|shift| row(one, degree_one, shift));
    let twos = (0..degree_one).map(|shift| row(two, degree_two, shift));
    ones.chain(twos).collect()
}

fn determinant(mut rows: Vec<Vec<Rational>>) -> Rational {
    let mut product = Rational::ONE;
    for column in 0..rows.len() {
        let Some(found) = (column..rows.len()).find(|row| !rows[*row][column].is_zero()) else {
            return Rational::ZERO;
        };
        if found != column {
            rows.swap(found, column);
            product = -product;
        }
        let pivot = rows[column].clone();
        product *= &pivot[column];
        for row in &mut rows[column + 1..] {
            if row[column].is_zero() {
                continue;
            }
            let factor = &row[column] / &pivot[column];
            for (entry, one) in row.iter_mut().zip(&pivot).skip(column) {
                *entry -= &factor * one;
            }
        }
    }
    product
}

/// The polynomial with these values, by Newton's divided differences.
fn interpolated(places: &[Rational], values: &[Rational]) -> Polynomial {
    let mut differences = values.to_vec();
    for step in 1..places.len() {
        for place in (step..places.len()).rev() {
            differences[place] = (&differences[place] - &differences[place - 1])
                / (&places[place] - &places[place - step]);
        }
    }
    let mut answer = Polynomial::new(Vec::new());
    for (place, difference) in places.iter().zip(&differences).rev() {
        let factor = Polynomial::new(vec![-place.clone(), Rational::ONE]);
        let constant = Polynomial::constant(-difference.clone());
        answer = answer.times(&factor).minus(&constant);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(coefficients: &[&[i64]]) -> Bivariate {
        let list = |one: &&[i64]| Polynomial::new(one.iter().map(|c| Rational::from(*c)).collect());
        Bivariate::new(coefficients.iter().map(list).collect())
    }

    fn polynomial(coefficients: &[i64]) -> Polynomial {
        Polynomial::new(coefficients.iter().map(|c| Rational::from(*c)).collect())
    }

    #[test]
    fn the_unit_circle_meets_the_diagonal() {
        let circle = curve(&[&[-1, 0, 1], &[], &[1]]);
        let diagonal = curve(&[&[0, -1], &[1]]);
        assert_eq!(resultant(&circle, &diagonal), polynomial(&[-1, 0, 2]));
        // It turns back at -1 and 1.
        let turns = discriminant(&circle).monic();
        assert_eq!(turns, polynomial(&[-1, 0, 1]));
        // x y - 1 goes to infinity at 0.
        assert_eq!(discriminant(&curve(&[&[-1], &[0, 1]])), polynomial(&[0, 1]));
        // Curves with a common part: everywhere 0.
        assert!(resultant(&circle.times(&diagonal), &diagonal).is_zero());
    }
}
