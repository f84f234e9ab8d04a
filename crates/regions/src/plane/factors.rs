//! Divisors of polynomials in two variables: what curves have in common is taken apart, so that
//! any two of them meet in single points only.

use game::{Integer, Natural, Rational};

use super::bivariate::Bivariate;
use crate::polynomial::Polynomial;

/// The common divisor of highest degree, by remainders whose contents are taken out (Collins 1967).
#[must_use]
pub fn common_divisor(one: &Bivariate, two: &Bivariate) -> Bivariate {
    if one.is_zero() {
        return two.normal();
    }
    if two.is_zero() {
        return one.normal();
    }
    let shared = one.content().common_divisor(&two.content());
    let (mut one, mut two) = (primitive(one), primitive(two));
    if one.degrees().1 < two.degrees().1 {
        std::mem::swap(&mut one, &mut two);
    }
    while !two.is_zero() {
        if two.degrees().1 == 0 {
            one = Bivariate::of_x(Polynomial::constant(Rational::ONE));
            break;
        }
        let rest = remainder(&one, &two);
        one = two;
        two = primitive(&rest);
    }
    one.scaled(&shared).normal()
}

/// Without the factor that depends on x alone.
fn primitive(of: &Bivariate) -> Bivariate {
    if of.is_zero() {
        return of.clone();
    }
    of.reduced(&of.content()).normal()
}

/// What is left of a multiple of one by a polynomial in x when it is divided by another.
fn remainder(of: &Bivariate, by: &Bivariate) -> Bivariate {
    let mut rest = of.clone();
    let degree = by.degrees().1;
    let Some(lead) = by.coefficients().last() else {
        return rest;
    };
    while !rest.is_zero() && rest.degrees().1 >= degree {
        let Some(highest) = rest.coefficients().last().cloned() else {
            break;
        };
        let shift = rest.degrees().1 - degree;
        rest = rest.scaled(lead).minus(&by.scaled(&highest).raised(shift));
    }
    rest
}

/// The quotient, where there is nothing left.
fn divided(of: &Bivariate, by: &Bivariate) -> Option<Bivariate> {
    let mut rest = of.clone();
    let degree = by.degrees().1;
    let lead = by.coefficients().last()?;
    let mut quotient = Bivariate::new(Vec::new());
    while !rest.is_zero() {
        let shift = rest.degrees().1.checked_sub(degree)?;
        let (factor, left) = rest.coefficients().last()?.divided(lead);
        if !left.is_zero() {
            return None;
        }
        let term = Bivariate::of_x(factor.scaled(&-Rational::ONE)).raised(shift);
        rest = rest.minus(&by.scaled(&factor).raised(shift));
        quotient = quotient.minus(&term);
    }
    Some(quotient)
}

/// The parts of a curve: lines of one x, lines of one y, and what depends on both, each point once.
/// What is of degree 2 in x or in y is two parts where its roots are quotients.
#[must_use]
pub fn parts(of: &Bivariate) -> Vec<Bivariate> {
    let mut found = Vec::new();
    if of.is_zero() || of.is_constant() {
        return found;
    }
    let in_x = of.content();
    let rest = of.reduced(&in_x).swapped();
    let in_y = rest.content();
    let rest = rest.reduced(&in_y).swapped();
    if in_x.degree() > 0 {
        found.push(Bivariate::of_x(in_x.square_free()).normal());
    }
    if in_y.degree() > 0 {
        found.push(Bivariate::of_y(&in_y.square_free()).normal());
    }
    if rest.is_constant() {
        return found;
    }
    let repeated = common_divisor(&rest, &rest.derivative());
    let once = divided(&rest, &repeated).unwrap_or(rest);
    let halves = quadratic(&once).or_else(|| {
        let halves = quadratic(&once.swapped())?;
        Some(halves.map(|half| half.swapped()))
    });
    match halves {
        Some(halves) => found.extend(halves.iter().map(Bivariate::normal)),
        None => found.push(once.normal()),
    }
    found
}

/// The two factors of what is of degree 2 in y and has a square as its discriminant.
fn quadratic(of: &Bivariate) -> Option<[Bivariate; 2]> {
    let [c, b, a] = of.coefficients() else {
        return None;
    };
    // a y² + b y + c has the roots (-b ± √(b² - 4ac))/2a.
    let four = Rational::from(4);
    let root = square_root(&b.times(b).minus(&a.times(c).scaled(&four)))?;
    let twice = a.scaled(&Rational::from(2));
    let factor = |sum: Polynomial| primitive(&Bivariate::new(vec![sum, twice.clone()]));
    let plus = b.minus(&root.scaled(&-Rational::ONE));
    Some([factor(plus), factor(b.minus(&root))])
}

/// The polynomial whose square this is.
fn square_root(of: &Polynomial) -> Option<Polynomial> {
    if of.is_zero() {
        return None;
    }
    let degree = of.degree();
    if !degree.is_multiple_of(2) {
        return None;
    }
    let lead = rational_root(of.coefficients().last()?)?;
    // From the highest coefficient down: each is the only unknown of one equation.
    let half = degree / 2;
    let mut root = vec![Rational::ZERO; half + 1];
    root[half] = lead.clone();
    for place in (0..half).rev() {
        let known = (place + 1..half).fold(Rational::ZERO, |sum, one| {
            sum + &root[one] * &root[half + place - one]
        });
        let wanted = of.coefficients()[half + place].clone() - known;
        root[place] = wanted / (&lead * Rational::from(2));
    }
    let root = Polynomial::new(root);
    (root.times(&root) == *of).then_some(root)
}

fn rational_root(of: &Rational) -> Option<Rational> {
    if *of < Rational::ZERO {
        return None;
    }
    let over = whole_root(&Natural::try_from(of.numerator().clone()).ok()?)?;
    let under = whole_root(of.denominator())?;
    Some(Rational::from_parts(Integer::from(over), under))
}

/// The whole square root, by Newton's steps from above.
fn whole_root(of: &Natural) -> Option<Natural> {
    if of.is_zero() {
        return Some(Natural::ZERO);
    }
    let mut root = Natural::from(10u8).pow(of.to_string().len() / 2 + 1);
    loop {
        let next: Natural = (&root + of / &root) >> 1;
        if next >= root {
            break;
        }
        root = next;
    }
    (&root * &root == *of).then_some(root)
}

/// Curves without common parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis(Vec<Bivariate>);

impl Basis {
    /// The curves.
    #[must_use]
    pub fn curves(&self) -> &[Bivariate] {
        &self.0
    }

    /// Adds what is new of a curve, and takes curves apart that have something in common with it.
    pub fn add(&mut self, curve: &Bivariate) {
        for part in parts(curve) {
            self.insert(part);
        }
    }

    fn insert(&mut self, mut part: Bivariate) {
        let mut place = 0;
        while place < self.0.len() {
            if part.is_constant() || self.0[place] == part {
                return;
            }
            let shared = common_divisor(&self.0[place], &part);
            if !shared.is_constant() {
                let own = divided(&self.0[place], &shared).unwrap_or_else(|| self.0[place].clone());
                if !own.is_constant() {
                    self.0[place] = shared.clone();
                    self.0.push(own.normal());
                }
                part = divided(&part, &shared).unwrap_or(part).normal();
            }
            place += 1;
        }
        if !part.is_constant() {
            self.0.push(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Coefficients of the powers of y, each a list for the powers of x.
    fn curve(coefficients: &[&[i64]]) -> Bivariate {
        let list = |one: &&[i64]| Polynomial::new(one.iter().map(|c| Rational::from(*c)).collect());
        Bivariate::new(coefficients.iter().map(list).collect())
    }

    #[test]
    fn common_factors_are_found_and_taken_apart() {
        // x + y - 1 and x y - 2
        let line = curve(&[&[-1, 1], &[1]]);
        let hyperbola = curve(&[&[-2], &[0, 1]]);
        let circle = curve(&[&[-1, 0, 1], &[], &[1]]);
        let shared = common_divisor(&line.times(&hyperbola), &line.times(&circle));
        assert_eq!(shared, line.normal());
        assert!(common_divisor(&circle, &hyperbola).is_constant());
        let mut basis = Basis::default();
        basis.add(&circle.times(&line).times(&line));
        basis.add(&line.times(&hyperbola));
        assert_eq!(basis.curves().len(), 3);
        for one in [line, hyperbola, circle] {
            assert!(basis.curves().contains(&one.normal()), "{one:?}");
        }
    }

    #[test]
    fn lines_and_quadratics_are_taken_apart() {
        // (2x - 1)(y - 3)(y - x)(x y - 2)
        let factors = [
            curve(&[&[-1, 2]]),
            curve(&[&[-3], &[1]]),
            curve(&[&[0, -1], &[1]]),
            curve(&[&[-2], &[0, 1]]),
        ];
        let one = Bivariate::of_x(Polynomial::constant(Rational::ONE));
        let product = factors.iter().fold(one, |all, one| all.times(one));
        let found = parts(&product);
        assert_eq!(found.len(), 4);
        for factor in &factors {
            assert!(found.contains(&factor.normal()), "{factor:?}");
        }
        // A circle stays whole.
        assert_eq!(parts(&curve(&[&[-1, 0, 1], &[], &[1]])).len(), 1);
    }
}
