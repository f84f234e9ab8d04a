//! Thresholds of games whose closed forms are known.

use std::convert::Infallible;

use equilibrium::backward::backward;
use equilibrium::behaviour::from_plans;
use equilibrium::extreme::{Limits as ExtremeLimits, extreme_while};
use game::reduced::reduced;
use game::tree::{Mover, PlayerId, Tree};
use game::{Number, Rational, TreeBuilder};
use regions::structure::Profile;
use regions::{Family, Limits, Regions, Root, find};

fn fraction(over: i64, under: i64) -> Rational {
    Rational::from(over) / Rational::from(under)
}

/// Solved from the end.
struct Backward<G: Fn(&Rational) -> Tree>(G);

impl<G: Fn(&Rational) -> Tree> Family for Backward<G> {
    type Error = Infallible;

    fn solve(&self, value: &Rational) -> Result<(Tree, Vec<Profile>), Infallible> {
        let tree = (self.0)(value);
        let found = backward(&tree, 100).expect("perfect information");
        let profile = |actions: &Vec<u32>| -> Profile {
            tree.information_sets()
                .iter()
                .zip(actions)
                .map(|(set, taken)| {
                    let weights = (0..set.actions.len() as u32)
                        .map(|action| Rational::from(u8::from(action == *taken)));
                    Some(weights.collect())
                })
                .collect()
        };
        let profiles = found.profiles.iter().map(profile).collect();
        Ok((tree, profiles))
    }
}

/// All extreme equilibria.
struct Extreme<G: Fn(&Rational) -> Tree>(G);

impl<G: Fn(&Rational) -> Tree> Family for Extreme<G> {
    type Error = Infallible;

    fn solve(&self, value: &Rational) -> Result<(Tree, Vec<Profile>), Infallible> {
        let tree = (self.0)(value);
        let form = reduced(&tree).expect("small");
        let found = extreme_while(&form.game, ExtremeLimits::default(), &|| true).expect("two");
        let profile = |mixed: &Vec<Vec<Rational>>| -> Profile {
            from_plans(&tree, &form.plans, mixed)
                .into_iter()
                .map(Some)
                .collect()
        };
        let profiles = found.equilibria.iter().map(profile).collect();
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

/// A tree in which the first may go in, and the second may then fight.
fn entry(payoffs: impl Fn(usize) -> [Rational; 2]) -> Tree {
    let mut tree = TreeBuilder::new("entry", ["Entrant".into(), "Holder".into()]);
    let names = |list: [&str; 2]| list.map(Into::into).to_vec();
    let first = tree
        .information_set(PlayerId(0), 1, "".into(), names(["in", "out"]))
        .expect("fine");
    let second = tree
        .information_set(PlayerId(1), 1, "".into(), names(["fight", "yield"]))
        .expect("fine");
    tree.node("".into(), Mover::Player(first), None)
        .expect("fine");
    tree.node("".into(), Mover::Player(second), None)
        .expect("fine");
    for end in 0..3 {
        let payoffs = payoffs(end).map(Number::from).to_vec();
        let outcome = tree
            .outcome(end as i64 + 1, "".into(), payoffs)
            .expect("fine");
        tree.node("".into(), Mover::Nobody, Some(outcome))
            .expect("fine");
    }
    tree.finish().expect("a tree")
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

/// Both choose one of two at the same time.
fn square(payoffs: [[[Rational; 2]; 2]; 2]) -> Tree {
    let mut tree = TreeBuilder::new("square", ["Row".into(), "Column".into()]);
    let names = |list: [&str; 2]| list.map(Into::into).to_vec();
    let first = tree
        .information_set(PlayerId(0), 1, "".into(), names(["up", "down"]))
        .expect("fine");
    let second = tree
        .information_set(PlayerId(1), 1, "".into(), names(["left", "right"]))
        .expect("fine");
    tree.node("".into(), Mover::Player(first), None)
        .expect("fine");
    for (place, row) in payoffs.into_iter().enumerate() {
        tree.node("".into(), Mover::Player(second), None)
            .expect("fine");
        for (column, payoffs) in row.into_iter().enumerate() {
            let number = (2 * place + column) as i64 + 1;
            let outcome = tree
                .outcome(number, "".into(), payoffs.map(Number::from).to_vec())
                .expect("fine");
            tree.node("".into(), Mover::Nobody, Some(outcome))
                .expect("fine");
        }
    }
    tree.finish().expect("a tree")
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
