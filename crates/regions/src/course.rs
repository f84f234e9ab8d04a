//! How a quantity goes on over a stretch of a parameter: whether it rises, falls or turns.

use std::cmp::Ordering;

use game::Rational;

use crate::interpolation::{Quotient, quotient};
use crate::root::{Root, simplest_between};

/// A quantity over a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// As a function of the parameter.
    pub function: Quotient,
    /// Which way it goes, before the first of the turns.
    pub direction: Ordering,
    /// Where it turns from rising to falling or back, in order.
    pub turns: Vec<Root>,
}

impl Course {
    /// The course of a function between two places, where it has no pole. Exact: the signs of the
    /// derivative between its roots. Cost: that of finding these.
    #[must_use]
    pub fn of(function: Quotient, from: &Root, to: &Root) -> Self {
        let slope = function.slope();
        let mut course = Course {
            function,
            direction: Ordering::Equal,
            turns: Vec::new(),
        };
        if slope.is_zero() {
            return course;
        }
        // Roots strictly inside.
        let hair = Rational::ONE / Rational::from(1_000_000);
        let (low, high) = (from.near(&hair) - &hair, to.near(&hair) + &hair);
        let mut ends = vec![from.clone()];
        ends.extend(
            slope
                .roots(&low, &high)
                .into_iter()
                .filter(|root| from.compare(root).is_lt() && root.compare(to).is_lt()),
        );
        ends.push(to.clone());
        let mut last = Ordering::Equal;
        for pair in ends.windows(2) {
            let sign = slope
                .at(&simplest_between(&pair[0], &pair[1]))
                .cmp(&Rational::ZERO);
            if last == Ordering::Equal {
                course.direction = sign;
            } else if sign != last {
                course.turns.push(pair[0].clone());
            }
            last = sign;
        }
        course
    }

    /// The value and the derivative at a place.
    #[must_use]
    pub fn at(&self, place: &Rational) -> Option<(Rational, Rational)> {
        let under = self.function.under.at(place);
        if under.is_zero() {
            return None;
        }
        let slope = self.function.slope().at(place) / (&under * &under);
        Some((self.function.over.at(place) / under, slope))
    }
}

/// Places inside a stretch at which quantities are calculated, the best first: they alternate
/// around one of them, and none comes close to the ends.
pub fn places(from: &Root, to: &Root, middle: &Rational) -> impl Iterator<Item = Rational> {
    let hair = Rational::ONE / Rational::from(1_000_000_000);
    let mut tolerance = hair;
    let (low, high) = loop {
        let low = from.near(&tolerance) + &tolerance;
        let high = to.near(&tolerance) - &tolerance;
        if low < *middle && *middle < high {
            break (low, high);
        }
        tolerance /= Rational::from(1_000);
    };
    let middle = middle.clone();
    (0u64..).map(move |number| {
        // 0, then 1/3, 2/5, 3/7, … of the way up and down.
        let step = number.div_ceil(2);
        let share = Rational::from(step) / Rational::from(2 * step + 1) * Rational::from(3)
            / Rational::from(2);
        if number % 2 == 0 {
            &middle - (&middle - &low) * share
        } else {
            &middle + (&high - &middle) * share
        }
    })
}

/// The functions that have these values, one for each column; nothing where one of them needs more.
#[must_use]
pub fn functions(places: &[Rational], rows: &[Vec<Rational>]) -> Option<Vec<Quotient>> {
    let columns = rows.first()?.len();
    if rows.iter().any(|row| row.len() != columns) {
        return None;
    }
    (0..columns)
        .map(|column| {
            let values: Vec<Rational> = rows.iter().map(|row| row[column].clone()).collect();
            quotient(places, &values)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polynomial::Polynomial;

    fn polynomial(coefficients: &[i64]) -> Polynomial {
        Polynomial::new(coefficients.iter().map(|c| Rational::from(*c)).collect())
    }

    fn course(over: &[i64], under: &[i64], from: i64, to: i64) -> Course {
        let function = Quotient {
            over: polynomial(over),
            under: polynomial(under),
        };
        let end = |at: i64| Root::Rational(Rational::from(at));
        Course::of(function, &end(from), &end(to))
    }

    #[test]
    fn directions_and_turns_are_exact() {
        assert_eq!(course(&[3], &[1], 0, 1).direction, Ordering::Equal);
        // 1/(1 + x) falls.
        let falls = course(&[1], &[1, 1], 0, 5);
        assert_eq!((falls.direction, falls.turns.len()), (Ordering::Less, 0));
        // x³ rises, also through 0 where it stands for a moment.
        let rises = course(&[0, 0, 0, 1], &[1], -1, 1);
        assert_eq!((rises.direction, rises.turns.len()), (Ordering::Greater, 0));
        // x/(x² + 2) turns at √2.
        let turns = course(&[0, 1], &[2, 0, 1], 0, 5);
        assert_eq!(turns.direction, Ordering::Greater);
        assert_eq!(turns.turns.len(), 1);
        assert_eq!(turns.turns[0].closed_form().as_deref(), Some("√2"));
        let (value, slope) = turns.at(&Rational::from(2)).expect("no pole");
        assert_eq!(
            (value.to_string(), slope.to_string()),
            ("1/3".into(), "-1/18".into())
        );
    }

    #[test]
    fn places_stay_inside() {
        let end = |at: i64| Root::Rational(Rational::from(at));
        let middle = Rational::ONE / Rational::from(2);
        let found: Vec<Rational> = places(&end(0), &end(1), &middle).take(60).collect();
        let different: std::collections::BTreeSet<&Rational> = found.iter().collect();
        assert_eq!(different.len(), found.len());
        assert!(
            found
                .iter()
                .all(|one| *one > Rational::ZERO && *one < Rational::ONE)
        );
    }
}
