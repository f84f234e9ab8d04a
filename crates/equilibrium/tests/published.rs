//! Known answers for a large collection of games, where it is at hand.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use equilibrium::Completeness;
use equilibrium::behaviour::{self, Behaviour};
use equilibrium::extreme::{Limits, extreme};
use equilibrium::mixed::{Mixed, certificate};
use equilibrium::pure::pure;
use game::gambit::{read_efg, read_nfg};
use game::reduced::reduced;
use game::{Number, Rational, Strategic};
use serde_json::Value;

/// The collection is other people's work and no part of the project.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/games")
}

fn strategic(path: &Path) -> Strategic {
    let bytes = std::fs::read(path).expect("a file");
    if path.extension().is_some_and(|end| end == "nfg") {
        return read_nfg(&bytes[..]).expect("a game");
    }
    reduced(&read_efg(&bytes[..]).expect("a game"))
        .expect("a small game")
        .game
}

/// The answers of one kind: each file, how many there are, and which, where they are kept.
fn answers(kind: &str) -> Vec<(String, u64, Option<BTreeSet<Mixed>>)> {
    let Ok(text) = std::fs::read_to_string(folder().join("expected.json")) else {
        eprintln!("skipped: no games at ../shared/games");
        return Vec::new();
    };
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let files = all["answers"].as_object().expect("answers");
    let found = files.iter().filter_map(|(file, answers)| {
        let answer = answers.get(kind)?;
        let count = answer["count"].as_u64().expect("a count");
        Some((file.clone(), count, answer.get("profiles").map(profiles)))
    });
    found.collect()
}

fn profiles(list: &Value) -> BTreeSet<Mixed> {
    let numbers = |list: &Value| -> Vec<Rational> {
        let number = |one: &Value| {
            Number::parse(one.as_str().expect("a text"))
                .expect("a number")
                .value()
        };
        list.as_array()
            .expect("a list")
            .iter()
            .map(number)
            .collect()
    };
    let profile = |one: &Value| {
        assert_eq!(one["kind"], "strategy");
        one["p"]
            .as_array()
            .expect("players")
            .iter()
            .map(numbers)
            .collect()
    };
    list.as_array()
        .expect("a list")
        .iter()
        .map(profile)
        .collect()
}

#[test]
fn all_pure_equilibria_are_found() {
    for (file, count, expected) in answers("pure_equilibria") {
        let game = strategic(&folder().join(&file));
        let found = pure(&game, 100_000);
        assert_eq!(found.count, count, "{file}");
        assert_eq!(found.completeness, Completeness::Complete, "{file}");
        let sizes: Vec<usize> = game
            .players()
            .iter()
            .map(|player| player.strategies.len())
            .collect();
        let mixed = |strategies: &Vec<usize>| -> Mixed {
            let one = |(&size, &played): (&usize, &usize)| {
                (0..size)
                    .map(|at| Rational::from(u8::from(at == played)))
                    .collect()
            };
            sizes.iter().zip(strategies).map(one).collect()
        };
        let found: BTreeSet<Mixed> = found.profiles.iter().map(mixed).collect();
        for profile in &found {
            assert!(certificate(&game, profile).is_equilibrium(), "{file}");
        }
        if let Some(expected) = expected {
            assert_eq!(found, expected, "{file}");
        }
    }
}

/// Answers that are kept without their profiles and count some equilibria twice: how many of the
/// listed ones differ.
const REPEATED: &[(&str, u64)] = &[("contrib/games/work3.efg", 450)];

#[test]
fn all_extreme_equilibria_are_found() {
    let mut wrong = Vec::new();
    for (file, count, expected) in answers("extreme_equilibria") {
        let game = strategic(&folder().join(&file));
        let found = extreme(&game, Limits::default()).expect("two players");
        assert_eq!(found.completeness, Completeness::Complete, "{file}");
        for profile in &found.equilibria {
            assert!(certificate(&game, profile).is_equilibrium(), "{file}");
        }
        let listed = found.equilibria.len() as u64;
        let found: BTreeSet<Mixed> = found.equilibria.into_iter().collect();
        assert_eq!(
            found.len() as u64,
            listed,
            "{file}: an equilibrium is listed twice"
        );
        let differ = REPEATED
            .iter()
            .find(|(repeated, _)| *repeated == file)
            .map(|(_, differ)| *differ);
        let right = match expected {
            Some(expected) => found == expected,
            None => listed == differ.unwrap_or(count),
        };
        if !right {
            wrong.push(format!("{file}: {listed} of {count}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Equilibria that others computed from the tree itself leave nobody anything to gain by our
/// count, at any information set that can be reached.
#[test]
fn known_behaviour_has_no_regret() {
    for kind in ["sequence_form_equilibria", "zero_sum_equilibrium"] {
        for (file, profiles) in behaviours(kind) {
            let bytes = std::fs::read(folder().join(&file)).expect("a file");
            let Ok(tree) = read_efg(&bytes[..]) else {
                continue;
            };
            for profile in profiles {
                // By player in the file; ours by appearance in the tree.
                let mut ordered: Behaviour = vec![Vec::new(); tree.information_sets().len()];
                for (player, sets) in tree.players().iter().zip(profile) {
                    for (set, weights) in player.information_sets.iter().zip(sets) {
                        ordered[set.index()] = weights;
                    }
                }
                let found = behaviour::certificate(&tree, &ordered);
                assert!(
                    found.regrets.iter().flatten().all(Rational::is_zero),
                    "{file}: {found:?}"
                );
            }
        }
    }
}

type ByPlayer = Vec<Vec<Vec<Rational>>>;

fn behaviours(kind: &str) -> Vec<(String, Vec<ByPlayer>)> {
    let Ok(text) = std::fs::read_to_string(folder().join("expected.json")) else {
        return Vec::new();
    };
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let number = |one: &Value| {
        Number::parse(one.as_str().expect("a text"))
            .expect("a number")
            .value()
    };
    let list = |list: &Value| list.as_array().expect("a list").clone();
    let player = |sets: &Value| -> Vec<Vec<Rational>> {
        list(sets)
            .iter()
            .map(|set| list(set).iter().map(number).collect())
            .collect()
    };
    let answer = |(file, answers): (&String, &Value)| {
        let profiles = answers.get(kind)?.get("profiles")?.as_array()?;
        let behaviours = profiles.iter().filter(|one| one["kind"] == "behavior");
        Some((
            file.clone(),
            behaviours
                .map(|one| list(&one["p"]).iter().map(player).collect())
                .collect(),
        ))
    };
    all["answers"]
        .as_object()
        .expect("answers")
        .iter()
        .filter_map(answer)
        .collect()
}
