//! Sequential and perfect Bayesian equilibria: games whose answers are known, and random ones whose answers
//! can be worked out by hand.

mod judges;
mod known;
mod signals;
mod written;

use equilibrium::sequential::{Demand, Limits, Sequential, assessments, sequential};
use game::gambit::read_efg;
use game::tree::Tree;

fn tree(text: &str) -> Tree {
    read_efg(text.as_bytes()).expect("a game")
}

fn solved(tree: &Tree) -> Sequential {
    sequential(tree, Limits::default(), &|| true).expect("solved")
}

fn bayesian(tree: &Tree) -> Sequential {
    assessments(tree, Demand::Bayes, Limits::default(), &|| true).expect("solved")
}

/// Each equilibrium as its behaviour, information sets in order.
fn behaviours(found: &Sequential) -> Vec<String> {
    let mut all: Vec<String> = found
        .assessments
        .iter()
        .map(|one| {
            let sets: Vec<String> = one
                .behaviour
                .iter()
                .map(|weights| {
                    let numbers: Vec<String> = weights.iter().map(ToString::to_string).collect();
                    numbers.join(",")
                })
                .collect();
            sets.join(" ")
        })
        .collect();
    all.sort();
    all
}
