//! Thresholds of games whose closed forms are known.

mod common;

use std::convert::Infallible;

use common::{all_extreme, entry, fraction, from_the_end, square};
use game::Rational;
use game::tree::Tree;
use regions::structure::Profile;
use regions::{Family, Limits, Regions, Root, find};

/// Solved from the end.
struct Backward<G: Fn(&Rational) -> Tree>(G);

impl<G: Fn(&Rational) -> Tree> Family for Backward<G> {
    type Error = Infallible;

    fn solve(&self, value: &Rational) -> Result<(Tree, Vec<Profile>), Infallible> {
        let tree = (self.0)(value);
        let profiles = from_the_end(&tree);
        Ok((tree, profiles))
    }
}

/// All extreme equilibria.
struct Extreme<G: Fn(&Rational) -> Tree>(G);

impl<G: Fn(&Rational) -> Tree> Family for Extreme<G> {
    type Error = Infallible;

    fn solve(&self, value: &Rational) -> Result<(Tree, Vec<Profile>), Infallible> {
        let tree = (self.0)(value);
        let profiles = all_extreme(&tree);
        Ok((tree, profiles))
    }
}

fn ends(found: &Regions) -> Vec<String> {
    found
        .regions
        .iter()
        .map(|region| region.to.closed_form().unwrap_or_else(|| "?".to_owned()))
        .collect()
}

#[test]
fn a_threat_becomes_credible_where_fighting_pays() {
    // The holder fights where its cost t is below 1/3; then nobody enters.
    let family = Backward(|t: &Rational| {
        entry(|end| match end {
            0 => [Rational::from(-1), -t.clone()],
            1 => [Rational::ONE, fraction(-1, 3)],
            _ => [Rational::ZERO, Rational::ONE],
        })
    });
    let found = find(
        &family,
        &Rational::ZERO,
        &Rational::ONE,
        Limits::default(),
        &|| true,
    )
    .unwrap_or_else(|never| match never {});
    assert_eq!(ends(&found), ["1/3", "1"]);
    assert!(!found.stopped && found.unfollowed.is_empty());
}

#[test]
fn thresholds_can_be_irrational() {
    // Fighting costs t², yielding 1 - t: they are equal at (√5 - 1)/2.
    let family = Backward(|t: &Rational| {
        entry(|end| match end {
            0 => [Rational::from(-1), -(t * t)],
            1 => [Rational::ONE, t - Rational::ONE],
            _ => [Rational::ZERO, Rational::ONE],
        })
    });
    let found = find(
        &family,
        &Rational::ZERO,
        &Rational::ONE,
        Limits::default(),
        &|| true,
    )
    .unwrap_or_else(|never| match never {});
    assert_eq!(ends(&found), ["(-1 + √5)/2", "1"]);
    let Root::Irrational { .. } = &found.regions[0].to else {
        panic!("it is not rational");
    };
}

#[test]
fn mixed_equilibria_are_followed_to_where_they_end() {
    // Inspection: cheating pays t uncaught and costs 1 caught; an inspection costs 1/4. Between 0
    // and 1 both mix; for t below 0 nobody cheats. An inspector who loses t² uncaught stops
    // inspecting where t² < 1/4, so that everybody cheats between 0 and 1/2.
    let family = Extreme(|t: &Rational| {
        let cost = fraction(1, 4);
        square([
            [[Rational::from(-1), -cost.clone()], [t.clone(), -(t * t)]],
            [[Rational::ZERO, -cost], [Rational::ZERO, Rational::ZERO]],
        ])
    });
    let from = Rational::from(-1);
    let found = find(&family, &from, &Rational::ONE, Limits::default(), &|| true)
        .unwrap_or_else(|never| match never {});
    assert_eq!(ends(&found), ["0", "1/2", "1"]);
    let mixes: Vec<bool> = found
        .regions
        .iter()
        .map(|region| region.structures.iter().any(regions::Structure::mixes))
        .collect();
    assert_eq!(mixes, [false, false, true]);
}
