//! A boundary in words, as somebody would write it: `p = gain/(gain + war)`.

use std::fmt::Write as _;

use game::Rational;

use super::bivariate::Bivariate;
use crate::interpolation::Quotient;
use crate::polynomial::Polynomial;

/// The equation of a curve, solved for one of both where it has degree 1 in it, rather for the one
/// whose value needs no division, rather for the first.
#[must_use]
pub fn equation(curve: &Bivariate, (x, y): (&str, &str)) -> String {
    let curve = curve.normal();
    let for_x = solved(&curve.swapped());
    let for_y = solved(&curve);
    let whole = |one: &Option<Quotient>| one.as_ref().is_some_and(|one| one.under.degree() == 0);
    match (for_x, for_y) {
        (one, Some(two)) if one.is_none() || (!whole(&one) && two.under.degree() == 0) => {
            format!("{y} = {}", quotient(&two, x))
        }
        (Some(one), _) => format!("{x} = {}", quotient(&one, y)),
        _ => implicit(&curve, (x, y)),
    }
}

/// Solved for y, where that has degree 1.
fn solved(curve: &Bivariate) -> Option<Quotient> {
    let [constant, linear] = curve.coefficients() else {
        return None;
    };
    Some(Quotient {
        over: constant.scaled(&-Rational::ONE),
        under: linear.clone(),
    })
}

/// A quotient in words, with whole coefficients.
#[must_use]
pub fn quotient(of: &Quotient, name: &str) -> String {
    let pair = Bivariate::new(vec![of.over.clone(), of.under.clone()]).normal();
    let [over, under] = pair.coefficients() else {
        return "0".to_owned();
    };
    let shared = over.common_divisor(under);
    let pair = pair.reduced(&shared).normal();
    let [over, under] = pair.coefficients() else {
        return "0".to_owned();
    };
    let sign = if prefers_minus(over, under) {
        -Rational::ONE
    } else {
        Rational::ONE
    };
    let (mut over, mut under) = (over.scaled(&sign), under.scaled(&sign));
    // Numbers alone: 1 - p/2 rather than (2 - p)/2.
    if under.degree() == 0 && !under.is_zero() {
        over = over.divided(&under).0;
        under = Polynomial::constant(Rational::ONE);
    }
    let above = polynomial(&over, name);
    if under == Polynomial::constant(Rational::ONE) {
        return above;
    }
    let many = |of: &Polynomial| {
        of.coefficients()
            .iter()
            .filter(|one| !one.is_zero())
            .count()
            > 1
    };
    let above = if many(&over) {
        format!("({above})")
    } else {
        above
    };
    let below = polynomial(&under, name);
    let simple = !many(&under)
        && (under.degree() == 0 || under.coefficients().last() == Some(&Rational::ONE));
    if simple {
        format!("{above}/{below}")
    } else {
        format!("{above}/({below})")
    }
}

/// Whether both are better written with the other sign.
fn prefers_minus(over: &Polynomial, under: &Polynomial) -> bool {
    let negative = |of: &Polynomial| {
        let signs = of.coefficients().iter();
        signs
            .map(|one| one.cmp(&Rational::ZERO) as i32)
            .sum::<i32>()
    };
    match (negative(over) + negative(under)).cmp(&0) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => false,
        std::cmp::Ordering::Equal => under
            .coefficients()
            .last()
            .is_some_and(|one| *one < Rational::ZERO),
    }
}

/// A polynomial in words: `1 - 3/2*p + p²`.
#[must_use]
pub fn polynomial(of: &Polynomial, name: &str) -> String {
    let terms = of.coefficients().iter().enumerate();
    sum(terms
        .map(|(power, one)| (one.clone(), vec![(name, power)]))
        .collect())
}

/// What is positive on the one side, what is negative on the other.
fn implicit(curve: &Bivariate, (x, y): (&str, &str)) -> String {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (second, part) in curve.coefficients().iter().enumerate() {
        for (first, one) in part.coefficients().iter().enumerate() {
            let powers = vec![(x, first), (y, second)];
            if *one > Rational::ZERO {
                left.push((one.clone(), powers));
            } else {
                right.push((-one.clone(), powers));
            }
        }
    }
    format!("{} = {}", sum(left), sum(right))
}

/// Terms added up, one that is positive first.
fn sum(mut terms: Vec<(Rational, Vec<(&str, usize)>)>) -> String {
    terms.retain(|(factor, _)| !factor.is_zero());
    if let Some(positive) = terms
        .iter()
        .position(|(factor, _)| *factor > Rational::ZERO)
    {
        let first = terms.remove(positive);
        terms.insert(0, first);
    }
    let mut text = String::new();
    for (factor, powers) in terms {
        let negative = factor < Rational::ZERO;
        let size = if negative { -factor } else { factor };
        text.push_str(match (text.is_empty(), negative) {
            (true, true) => "-",
            (true, false) => "",
            (false, true) => " - ",
            (false, false) => " + ",
        });
        let product = product(&powers);
        let _ = match (product.is_empty(), size == Rational::ONE) {
            (true, _) => write!(text, "{size}"),
            (false, true) => write!(text, "{product}"),
            (false, false) => write!(text, "{size}*{product}"),
        };
    }
    if text.is_empty() {
        "0".to_owned()
    } else {
        text
    }
}

fn product(powers: &[(&str, usize)]) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let powers = powers.iter().filter(|(_, power)| *power > 0);
    let factors = powers.map(|(name, power)| {
        if *power == 1 {
            return (*name).to_owned();
        }
        let digits = power.to_string();
        let raised = digits
            .bytes()
            .map(|digit| RAISED[usize::from(digit - b'0') % 10]);
        format!("{name}{}", raised.collect::<String>())
    });
    factors.collect::<Vec<_>>().join("*")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(coefficients: &[&[i64]]) -> Bivariate {
        let list = |one: &&[i64]| Polynomial::new(one.iter().map(|c| Rational::from(*c)).collect());
        Bivariate::new(coefficients.iter().map(list).collect())
    }

    #[test]
    fn equations_are_solved_for_what_is_simple() {
        let names = ("p", "gain");
        // p (gain + 2) - gain
        let threshold = curve(&[&[0, 2], &[-1, 1]]);
        assert_eq!(equation(&threshold, names), "p = gain/(2 + gain)");
        // gain - p² + 1
        let parabola = curve(&[&[1, 0, -1], &[1]]);
        assert_eq!(equation(&parabola, names), "gain = p² - 1");
        // 2 p - 2 gain + 1
        assert_eq!(equation(&curve(&[&[1, 2], &[-2]]), names), "p = gain - 1/2");
        let circle = curve(&[&[-1, 0, 1], &[], &[1]]);
        assert_eq!(equation(&circle, names), "p² + gain² = 1");
        let mixed = curve(&[&[-1, 0, 2], &[], &[0, 3]]);
        assert_eq!(equation(&mixed, names), "2*p² + 3*p*gain² = 1");
    }
}
