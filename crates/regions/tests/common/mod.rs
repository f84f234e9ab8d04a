//! Small games that several tests vary.

#![allow(dead_code, reason = "not every test uses every game")]

use equilibrium::backward::backward;
use equilibrium::behaviour::from_plans;
use equilibrium::extreme::{Limits, extreme_while};
use game::reduced::reduced;
use game::tree::{Mover, PlayerId, Tree};
use game::{Number, Rational, TreeBuilder};
use regions::structure::Profile;

pub fn fraction(over: i64, under: i64) -> Rational {
    Rational::from(over) / Rational::from(under)
}

/// All equilibria in every subgame, solved from the end.
pub fn from_the_end(tree: &Tree) -> Vec<Profile> {
    let found = backward(tree, 100).expect("perfect information");
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
    found.profiles.iter().map(profile).collect()
}

/// All extreme equilibria.
pub fn all_extreme(tree: &Tree) -> Vec<Profile> {
    let form = reduced(tree).expect("small");
    let found = extreme_while(&form.game, Limits::default(), &|| true).expect("two");
    let profile = |mixed: &Vec<Vec<Rational>>| -> Profile {
        from_plans(tree, &form.plans, mixed)
            .into_iter()
            .map(Some)
            .collect()
    };
    found.equilibria.iter().map(profile).collect()
}

/// A tree in which the first may go in, and the second may then fight.
pub fn entry(payoffs: impl Fn(usize) -> [Rational; 2]) -> Tree {
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

/// Both choose one of two at the same time.
pub fn square(payoffs: [[[Rational; 2]; 2]; 2]) -> Tree {
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
