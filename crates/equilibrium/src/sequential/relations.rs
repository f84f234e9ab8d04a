//! Whether positive weights exist whose products are given.

use game::Rational;

/// The highest power that is worked out.
const HIGHEST_POWER: u64 = 200;

/// Whether there are positive weights with `Π weight^power = product` in each row. In logarithms that
/// is linear: there are, exactly where rows that cancel each other have products that do so too.
///
/// Rows are powers by the number of their weight, and the product, above 0. Says no where powers above
/// 200 would have to be worked out.
pub(super) fn hold(rows: &[(Vec<(usize, Rational)>, Rational)]) -> bool {
    let weights = rows.iter().flat_map(|(powers, _)| powers);
    let columns = weights.map(|(at, _)| at + 1).max().unwrap_or(0);
    // Each row, and how often each given row went into it.
    let mut open: Vec<(Vec<Rational>, Vec<Rational>)> = rows
        .iter()
        .enumerate()
        .map(|(place, (powers, _))| {
            let mut row = vec![Rational::ZERO; columns];
            for (at, power) in powers {
                row[*at] += power;
            }
            let mut own = vec![Rational::ZERO; rows.len()];
            own[place] = Rational::ONE;
            (row, own)
        })
        .collect();
    for column in 0..columns {
        let Some(pivot) = open.iter().position(|(row, _)| !row[column].is_zero()) else {
            continue;
        };
        let (lead, from) = open.swap_remove(pivot);
        for (row, own) in &mut open {
            let factor = &row[column] / &lead[column];
            if factor.is_zero() {
                continue;
            }
            subtract(row, &lead, &factor);
            subtract(own, &from, &factor);
        }
    }
    let products: Vec<&Rational> = rows.iter().map(|(_, product)| product).collect();
    open.iter().all(|(_, own)| is_one(own, &products))
}

fn subtract(row: &mut [Rational], other: &[Rational], factor: &Rational) {
    for (one, other) in row.iter_mut().zip(other) {
        *one -= other * factor;
    }
}

/// Whether the products, each to its power, multiply to 1.
fn is_one(powers: &[Rational], products: &[&Rational]) -> bool {
    let scale = crate::program::common_denominator(powers);
    let mut value = Rational::ONE;
    for (power, product) in powers.iter().zip(products) {
        let whole = power * &scale;
        let negative = whole < Rational::ZERO;
        let size = if negative { -whole } else { whole };
        let Some(times) = (0..=HIGHEST_POWER).find(|one| Rational::from(*one) == size) else {
            return false;
        };
        for _ in 0..times {
            if negative {
                value /= *product;
            } else {
                value *= *product;
            }
        }
    }
    value == Rational::ONE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(powers: &[i64], over: i64, under: i64) -> (Vec<(usize, Rational)>, Rational) {
        let powers = powers.iter().map(|one| Rational::from(*one));
        let product = Rational::from(over) / Rational::from(under);
        (powers.enumerate().collect(), product)
    }

    #[test]
    fn what_cancels_must_multiply_to_one() {
        // a/b = 2, b/c = 3: then a/c is 6 and nothing else.
        let chain = [row(&[1, -1, 0], 2, 1), row(&[0, 1, -1], 3, 1)];
        assert!(hold(&chain));
        assert!(hold(
            &[chain.as_slice(), &[row(&[1, 0, -1], 6, 1)]].concat()
        ));
        assert!(!hold(
            &[chain.as_slice(), &[row(&[1, 0, -1], 5, 1)]].concat()
        ));
        // a²/b = 1 and a²/b = 2 do not go together; the square of a/b is not that of 2.
        assert!(!hold(&[row(&[2, -1], 1, 1), row(&[2, -1], 2, 1)]));
        assert!(hold(&[row(&[2, -2], 4, 1), row(&[1, -1], 2, 1)]));
        assert!(hold(&[]));
    }
}
