//! A rational function from its values.

use game::Rational;

use crate::polynomial::Polynomial;

/// A quotient of polynomials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotient {
    /// Above the line.
    pub over: Polynomial,
    /// Below the line; never 0 everywhere.
    pub under: Polynomial,
}

impl Quotient {
    /// What has the sign of the derivative: the derivative times the square of what is below the
    /// line.
    #[must_use]
    pub fn slope(&self) -> Polynomial {
        let rising = self.over.derivative().times(&self.under);
        rising.minus(&self.over.times(&self.under.derivative()))
    }
}

/// Values that have to agree with a quotient before it is taken for the function.
const CONFIRMING: usize = 3;

/// The quotient of lowest degree that has these values at these places, confirmed by at least three
/// of them that it did not need. Nothing where there are too few values for that.
///
/// The sum of degrees grows by one at a time, with the degree below the line as small as the values
/// allow. Cost: the fifth power of the degree.
#[must_use]
pub fn quotient(places: &[Rational], values: &[Rational]) -> Option<Quotient> {
    let most = places.len().checked_sub(1 + CONFIRMING)?;
    for sum in 0..=most {
        for under in 0..=sum {
            if let Some(found) = fitted(places, values, sum - under, under) {
                return Some(found);
            }
        }
    }
    None
}

/// The quotient with these degrees that has all the values.
fn fitted(places: &[Rational], values: &[Rational], over: usize, under: usize) -> Option<Quotient> {
    // p(x) - v q(x) = 0 with q's constant coefficient or highest one not 0: solved for a vector in
    // the kernel of the matrix of the first equations.
    let unknowns = over + under + 2;
    let mut rows: Vec<Vec<Rational>> = places
        .iter()
        .zip(values)
        .take(unknowns - 1)
        .map(|(place, value)| row(place, value, over, under))
        .collect();
    let solution = kernel(&mut rows, unknowns)?;
    let (above, below) = solution.split_at(over + 1);
    let over = Polynomial::new(above.to_vec());
    let under = Polynomial::new(below.to_vec());
    if under.is_zero() {
        return None;
    }
    let fits = places.iter().zip(values).all(|(place, value)| {
        let below = under.at(place);
        !below.is_zero() && over.at(place) == value * below
    });
    fits.then_some(Quotient { over, under })
}

fn row(place: &Rational, value: &Rational, over: usize, under: usize) -> Vec<Rational> {
    let mut row = Vec::with_capacity(over + under + 2);
    let mut power = Rational::ONE;
    for _ in 0..=over {
        row.push(power.clone());
        power *= place;
    }
    let mut power = -value.clone();
    for _ in 0..=under {
        row.push(power.clone());
        power *= place;
    }
    row
}

/// A vector, not 0, that all rows are 0 with; nothing where there is none.
pub(crate) fn kernel(rows: &mut [Vec<Rational>], unknowns: usize) -> Option<Vec<Rational>> {
    let mut pivots: Vec<usize> = Vec::new();
    let mut next = 0;
    for column in 0..unknowns {
        let Some(found) = (next..rows.len()).find(|row| !rows[*row][column].is_zero()) else {
            continue;
        };
        rows.swap(next, found);
        let pivot = rows[next][column].clone();
        for entry in &mut rows[next] {
            *entry /= &pivot;
        }
        let own = rows[next].clone();
        for (place, row) in rows.iter_mut().enumerate() {
            if place != next && !row[column].is_zero() {
                let factor = row[column].clone();
                for (entry, one) in row.iter_mut().zip(&own) {
                    *entry -= &factor * one;
                }
            }
        }
        pivots.push(column);
        next += 1;
    }
    let free = (0..unknowns)
        .rev()
        .find(|column| !pivots.contains(column))?;
    let mut solution = vec![Rational::ZERO; unknowns];
    solution[free] = Rational::ONE;
    for (row, column) in pivots.iter().enumerate() {
        solution[*column] = -rows[row][free].clone();
    }
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_found_again() {
        let places: Vec<Rational> = (1..12).map(Rational::from).collect();
        let function = |x: &Rational| (x * x - Rational::from(3)) / (x + Rational::from(2));
        let values: Vec<Rational> = places.iter().map(function).collect();
        let found = quotient(&places, &values).expect("found");
        let place = Rational::from(100);
        assert_eq!(
            found.over.at(&place) / found.under.at(&place),
            function(&place)
        );
        assert_eq!((found.over.degree(), found.under.degree()), (2, 1));
        let constant = vec![Rational::from(7); places.len()];
        assert_eq!(
            quotient(&places, &constant).map(|one| one.over.degree()),
            Some(0)
        );
        let zero = vec![Rational::ZERO; places.len()];
        assert!(quotient(&places, &zero).is_some_and(|one| one.over.is_zero()));
        assert_eq!(quotient(&places[..3], &values[..3]), None);
    }
}
