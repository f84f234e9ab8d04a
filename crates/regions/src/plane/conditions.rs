//! The curves on which a structure's conditions may change their sign, from games around a point.

use game::{Rational, Tree};

use super::bivariate::Bivariate;
use super::fit::{Degrees, fitted, needed};
use crate::conditions::conditions;
use crate::interpolation::quotient;
use crate::structure::{Profile, Structure};

/// A game and its equilibria; nothing where no more may be solved.
pub type Solved = Option<(Tree, Vec<Profile>)>;

/// The values of all conditions at a point; nothing where the structure does not hold.
type Row = Option<Vec<Rational>>;

/// Most values on a line that are calculated to find the degrees.
const MOST_ON_A_LINE: usize = 29;
/// Most values that are calculated for one quotient.
const MOST_POINTS: usize = 160;

/// A box around a point in which values are calculated.
pub struct Around<'p> {
    /// Its middle.
    pub middle: (&'p Rational, &'p Rational),
    /// How far it goes to each side.
    pub reach: (Rational, Rational),
}

impl Around<'_> {
    /// A point of the box: shares of the way from the middle to the sides.
    fn point(&self, x: &Rational, y: &Rational) -> (Rational, Rational) {
        (
            self.middle.0 + &self.reach.0 * x,
            self.middle.1 + &self.reach.1 * y,
        )
    }
}

/// The numerators and denominators of all conditions of a structure. Nothing where it does not hold
/// all over the box, or the conditions are no quotients of small degree there.
///
/// # Errors
/// As the solver.
pub fn curves<E>(
    structure: &Structure,
    around: &Around<'_>,
    solve: &mut dyn FnMut(&Rational, &Rational) -> Result<Solved, E>,
) -> Result<Option<Vec<Bivariate>>, E> {
    let mut row = |x: &Rational, y: &Rational| -> Result<Row, E> {
        let (x, y) = around.point(x, y);
        let Some((tree, profiles)) = solve(&x, &y)? else {
            return Ok(None);
        };
        let same = profiles.iter().find(|one| Structure::of(one) == *structure);
        Ok(same.map(|profile| conditions(&tree, profile)))
    };
    // Lines beside the middle, where degrees are less likely to be lower by accident.
    let aside = Rational::ONE / Rational::from(13);
    let Some(in_x) = degrees(&mut |at| row(at, &aside))? else {
        return Ok(None);
    };
    let Some(in_y) = degrees(&mut |at| row(&aside, at))? else {
        return Ok(None);
    };
    if in_x.len() != in_y.len() {
        return Ok(None);
    }
    let both = || in_x.iter().zip(&in_y);
    let wanted = both().map(|(x, y)| needed(*x, *y)).max().unwrap_or(0);
    if wanted > MOST_POINTS {
        return Ok(None);
    }
    let mut points: Vec<(Rational, Rational)> = Vec::new();
    let mut rows: Vec<Vec<Rational>> = Vec::new();
    for number in 1..=wanted as u64 {
        let share = |value: u64, of: u64| {
            Rational::from((value % of) as i64 - (of / 2) as i64) / Rational::from(of)
        };
        let x = share(7 * number * number + 3 * number, 211);
        let y = share(number * number * number + 5 * number, 223);
        match row(&x, &y)? {
            Some(values) if values.len() == in_x.len() => rows.push(values),
            _ => return Ok(None),
        }
        points.push(around.point(&x, &y));
    }
    let mut curves = Vec::new();
    for (condition, (x, y)) in both().enumerate() {
        let values: Vec<Rational> = rows.iter().map(|row| row[condition].clone()).collect();
        let Some(surface) = fitted(&points, &values, *x, *y) else {
            return Ok(None);
        };
        curves.extend([surface.over, surface.under]);
    }
    Ok(Some(curves))
}

/// The degrees of each condition along a line.
fn degrees<E>(row: &mut dyn FnMut(&Rational) -> Result<Row, E>) -> Result<Option<Vec<Degrees>>, E> {
    let mut places: Vec<Rational> = Vec::new();
    let mut rows: Vec<Vec<Rational>> = Vec::new();
    while places.len() < MOST_ON_A_LINE {
        let number = places.len() as i64;
        let half = (number + 1) / 2 * if number % 2 == 0 { 1 } else { -1 };
        let at = Rational::from(half) / Rational::from(MOST_ON_A_LINE as u64 + 1);
        let Some(values) = row(&at)? else {
            return Ok(None);
        };
        if rows
            .first()
            .is_some_and(|first| first.len() != values.len())
        {
            return Ok(None);
        }
        places.push(at);
        rows.push(values);
        if places.len() >= 5 && places.len() % 4 == 1 {
            let conditions = rows.first().map_or(0, Vec::len);
            let found: Option<Vec<Degrees>> = (0..conditions)
                .map(|condition| {
                    let values: Vec<Rational> =
                        rows.iter().map(|row| row[condition].clone()).collect();
                    let found = quotient(&places, &values)?;
                    Some((found.over.degree(), found.under.degree()))
                })
                .collect();
            if found.is_some() {
                return Ok(found);
            }
        }
    }
    Ok(None)
}
