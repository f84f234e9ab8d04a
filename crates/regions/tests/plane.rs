//! Regions of two parameters: closed forms, and every cell against the solver.

mod common;

use std::collections::BTreeSet;
use std::convert::Infallible;

use common::{all_extreme, entry, fraction, from_the_end, square};
use game::Rational;
use game::tree::Tree;
use regions::Structure;
use regions::plane::{Cut, Plane, PlaneLimits, Window, cut, equation::equation, phases};
use regions::structure::Profile;

struct Games<G: Fn(&Rational, &Rational) -> Tree> {
    game: G,
    solve: fn(&Tree) -> Vec<Profile>,
}

impl<G: Fn(&Rational, &Rational) -> Tree> Plane for Games<G> {
    type Error = Infallible;

    fn solve(&self, x: &Rational, y: &Rational) -> Result<(Tree, Vec<Profile>), Infallible> {
        let tree = (self.game)(x, y);
        let profiles = (self.solve)(&tree);
        Ok((tree, profiles))
    }
}

impl<G: Fn(&Rational, &Rational) -> Tree> Games<G> {
    fn cut(&self, window: &Window) -> Cut {
        let found = cut(self, window.clone(), PlaneLimits::default(), &|| true)
            .unwrap_or_else(|never| match never {});
        assert!(!found.stopped && found.unfollowed.is_empty());
        self.agrees(&found);
        found
    }

    /// At many points the equilibria of the cell are those that the solver finds there.
    fn agrees(&self, found: &Cut) {
        let at = |(from, to): &(Rational, Rational), share: u64, of: u64| {
            from + (to - from) * Rational::from(share) / Rational::from(of)
        };
        let mut compared = 0;
        for first in 1..23 {
            for second in 1..29 {
                let x = at(&found.window.x, first, 23);
                let y = at(&found.window.y, second, 29);
                let Some(cell) = found.cell(&x, &y) else {
                    continue;
                };
                let there: BTreeSet<Structure> = (self.solve)(&(self.game)(&x, &y))
                    .iter()
                    .map(Structure::of)
                    .collect();
                assert_eq!(cell.structures.as_ref(), Some(&there), "at {x}, {y}");
                compared += 1;
            }
        }
        assert!(compared > 500, "{compared}");
    }
}

fn window(x: (i64, i64), y: (i64, i64)) -> Window {
    let pair = |(from, to): (i64, i64)| (Rational::from(from), Rational::from(to));
    Window {
        x: pair(x),
        y: pair(y),
    }
}

fn boundaries(found: &Cut) -> Vec<String> {
    let mut equations: Vec<String> = phases(found)
        .boundaries
        .iter()
        .map(|one| match (&one.line, one.curve.degrees().0) {
            (Some(line), 0) => format!("y = {}", line.closed_form().unwrap_or_default()),
            (Some(line), _) => format!("x = {}", line.closed_form().unwrap_or_default()),
            (None, _) => equation(&one.curve, ("x", "y")),
        })
        .collect();
    equations.sort();
    equations.dedup();
    equations
}

#[test]
fn a_threat_is_credible_on_one_side_of_a_curve() {
    // Fighting costs x², yielding y: the holder fights where x² < y, and then nobody enters; else
    // the entrant goes in, for 1 - 2y, where y < 1/2.
    let family = Games {
        game: |x: &Rational, y: &Rational| {
            entry(|end| match end {
                0 => [Rational::from(-1), -(x * x)],
                1 => [Rational::ONE - y - y, -y.clone()],
                _ => [Rational::ZERO, Rational::ONE],
            })
        },
        solve: from_the_end,
    };
    let found = family.cut(&window((0, 1), (0, 1)));
    assert_eq!(boundaries(&found), ["y = 1/2", "y = x²"]);
    let phases = phases(&found);
    assert_eq!(phases.regions.len(), 3);
    // Three boundaries meet where x² = 1/2.
    let corners: BTreeSet<String> = phases
        .boundaries
        .iter()
        .flat_map(|one| [&one.from, &one.to])
        .filter_map(|corner| {
            let y = corner.y.as_ref()?.closed_form()?;
            Some(format!("{}, {y}", corner.x.closed_form()?))
        })
        .collect();
    assert!(corners.contains("√2/2, 1/2"), "{corners:?}");
    assert!(
        corners.contains("0, 0") && corners.contains("1, 1"),
        "{corners:?}"
    );
}

#[test]
fn inspection_has_three_regions() {
    // Violating brings 1 unseen and costs 2 seen; an inspection sees with x and costs y.
    let family = Games {
        game: |x: &Rational, y: &Rational| {
            let two = Rational::from(2);
            let seen = Rational::ONE - x * Rational::from(3);
            let harm = -(&two - x * fraction(3, 2)) - y;
            square([
                [[seen, harm], [Rational::ONE, -two]],
                [
                    [Rational::ZERO, -y.clone()],
                    [Rational::ZERO, Rational::ZERO],
                ],
            ])
        },
        solve: all_extreme,
    };
    let found = family.cut(&window((0, 1), (0, 2)));
    // Never inspected above y = 3/2 x; always, and violated, left of x = 1/3.
    assert_eq!(boundaries(&found), ["x = 1/3", "x = 2/3*y"]);
    assert_eq!(phases(&found).regions.len(), 3);
}

#[test]
fn a_circle_and_a_line_cut_each_other() {
    // Fighting costs x² + y², yielding 1; going in pays x - y where it is not fought.
    let family = Games {
        game: |x: &Rational, y: &Rational| {
            entry(|end| match end {
                0 => [Rational::from(-1), -(x * x) - y * y],
                1 => [x - y, Rational::from(-1)],
                _ => [Rational::ZERO, Rational::ONE],
            })
        },
        solve: from_the_end,
    };
    let found = family.cut(&window((-2, 2), (-2, 2)));
    assert_eq!(boundaries(&found), ["x = y", "x² + y² = 1"]);
}
