//! Methods on the sequence form, against the table, and against known answers where these are at
//! hand.

use std::path::{Path, PathBuf};

use equilibrium::behaviour::certificate;
use equilibrium::extreme::{Limits, extreme};
use equilibrium::lemke::{Limits as PathLimits, lemke};
use equilibrium::lemke_howson::lemke_howson;
use equilibrium::mixed;
use equilibrium::sequence_form::{NoSequenceForm, SequenceForm};
use equilibrium::zero_sum::{NotSolved, zero_sum};
use game::gambit::read_efg;
use game::reduced::reduced;
use game::strategic::{Payoffs, Strategic};
use game::tree::{PlayerId, Tree};
use game::{Number, Rational};
use proptest::prelude::*;
use serde_json::Value;

#[path = "../../game/tests/support/mod.rs"]
mod support;

const SHAPE: support::Shape = support::Shape {
    players: 2,
    most_nodes: 30,
    most_actions: 3,
    payoff: 2,
};

const STEPS: u64 = 10_000;

/// The same game with payoffs in another unit and from another zero.
fn moved(form: &SequenceForm, factor: &Rational, shift: &Rational) -> SequenceForm {
    let mut moved = form.clone();
    for cell in &mut moved.cells {
        for paid in &mut cell.payoffs {
            *paid = &*paid * factor + shift * &cell.chance;
        }
    }
    moved
}

/// The same game, where the second player loses what the first wins.
fn opposed(mut form: SequenceForm) -> SequenceForm {
    for cell in &mut form.cells {
        cell.payoffs[1] = -cell.payoffs[0].clone();
    }
    form
}

/// The table of the tree, where the second player loses what the first wins.
fn opposed_table(tree: &Tree) -> Strategic {
    let game = reduced(tree).expect("a small game").game;
    let first = |cell| {
        game.payoff(cell, PlayerId(0))
            .map_or(Rational::ZERO, Number::value)
    };
    let listed = (0..game.cell_count())
        .flat_map(|cell| [first(cell), -first(cell)])
        .map(Number::from);
    let payoffs = Payoffs::Listed(listed.collect());
    Strategic::new("", "", game.players().to_vec(), payoffs).expect("the same table")
}

fn units() -> impl Strategy<Value = (Rational, Rational)> {
    let billion = Rational::from(1_000_000_000);
    let tiny = Rational::ONE / &billion;
    let unit = prop::sample::select(vec![
        Rational::ONE,
        billion,
        tiny,
        Rational::from(7) / Rational::from(3),
    ]);
    (unit, any::<i32>().prop_map(Rational::from))
}

proptest! {
    /// Optimal plans leave no regret; their value is the one that all equilibria of the table have;
    /// and no unit of payoffs changes that.
    #[test]
    fn optimal_plans_reach_the_value_of_the_table(tree in support::trees(SHAPE), (factor, shift) in units()) {
        let Ok(form) = SequenceForm::of_tree(&tree) else { return Ok(()); };
        let form = opposed(form);
        let found = zero_sum(&form, STEPS, &|| true).expect("payoffs sum to 0");
        prop_assert!(form.is_equilibrium(&found.plans));
        let game = opposed_table(&tree);
        prop_assume!(game.cell_count() <= 400);
        let limits = Limits { equilibria: 1, ..Limits::default() };
        for mixture in extreme(&game, limits).expect("two players").equilibria {
            let certificate = mixed::certificate(&game, &mixture);
            prop_assert_eq!(&certificate.payoffs[0], &found.value);
        }
        let on_table = zero_sum(&SequenceForm::of_table(&game).expect("two players"), STEPS, &|| true);
        prop_assert_eq!(&on_table.expect("payoffs sum to 0").value, &found.value);
        let other = zero_sum(&moved(&form, &factor, &shift), STEPS, &|| true).expect("a constant sum");
        prop_assert_eq!(other.value, found.value * factor + shift);
        prop_assert!(form.is_equilibrium(&other.plans));
    }
}

const PATHS: PathLimits = PathLimits {
    steps: 20_000,
    equilibria: 100,
};

proptest! {
    /// Every path ends at an equilibrium, ties or not, whatever the unit of payoffs.
    #[test]
    fn paths_end_at_equilibria(tree in support::trees(SHAPE), (factor, shift) in units()) {
        let Ok(form) = SequenceForm::of_tree(&tree) else { return Ok(()); };
        let found = lemke(&form, PATHS, &|| true);
        prop_assert!(found.all_starts);
        prop_assert!(!found.equilibria.is_empty());
        for plans in &found.equilibria {
            let profile = form.behaviour(tree.information_sets().len(), plans);
            let certificate = certificate(&tree, &profile);
            prop_assert!(certificate.regrets.iter().flatten().all(Rational::is_zero));
            prop_assert!(certificate.gaps.iter().flatten().all(Rational::is_zero));
        }
        let other = lemke(&moved(&form, &factor, &shift), PATHS, &|| true);
        prop_assert!(other.all_starts);
        prop_assert!(!other.equilibria.is_empty());
        prop_assert!(other.equilibria.iter().all(|plans| form.is_equilibrium(plans)));
    }

    /// Dropping labels finds extreme equilibria only, and an odd number of paths' ends where no
    /// ties are: at least one equilibrium each time.
    #[test]
    fn dropped_labels_lead_to_equilibria(tree in support::trees(SHAPE)) {
        prop_assume!(tree.players().len() == 2);
        let Ok(form) = reduced(&tree) else { return Ok(()); };
        prop_assume!(form.game.cell_count() <= 100);
        let found = lemke_howson(&form.game, PATHS, &|| true).expect("two players");
        prop_assert!(!found.equilibria.is_empty());
        let all = extreme(&form.game, Limits::default()).expect("two players").equilibria;
        for mixture in &found.equilibria {
            prop_assert!(mixed::certificate(&form.game, mixture).is_equilibrium());
            prop_assert!(all.contains(mixture));
        }
    }
}

#[test]
fn what_does_not_fit_is_declined() {
    let read = |text: &str| read_efg(text.as_bytes()).expect("a game");
    let three = read("EFG 2 R \"\" { \"A\" \"B\" \"C\" }\nt \"\" 0\n");
    assert!(matches!(
        SequenceForm::of_tree(&three),
        Err(NoSequenceForm::NotForTwo(3))
    ));
    let forgetful = read(
        "EFG 2 R \"\" { \"A\" \"B\" }\np \"\" 1 1 \"\" { \"a\" \"b\" } 0\np \"\" 1 2 \"\" { \"c\" } 0\nt \"\" 0\np \"\" 1 2 0\nt \"\" 0\n",
    );
    assert!(matches!(
        SequenceForm::of_tree(&forgetful),
        Err(NoSequenceForm::Forgets(_))
    ));
    let both_win = read(
        "EFG 2 R \"\" { \"A\" \"B\" }\np \"\" 1 1 \"\" { \"a\" \"b\" } 0\nt \"\" 1 \"\" { 1, 1 }\nt \"\" 0\n",
    );
    let form = SequenceForm::of_tree(&both_win).expect("perfect recall");
    assert_eq!(
        zero_sum(&form, STEPS, &|| true),
        Err(NotSolved::NotConstantSum)
    );
    let stopped = zero_sum(&opposed(form), STEPS, &|| false);
    assert_eq!(stopped, Err(NotSolved::Limit(STEPS)));
}

/// The collection is other people's work and no part of the project.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/games")
}

/// The files with answers of a kind, and their trees.
fn known(kind: &str) -> Vec<(String, Tree, Value)> {
    let Ok(text) = std::fs::read_to_string(folder().join("expected.json")) else {
        return Vec::new();
    };
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let files = all["answers"].as_object().expect("answers");
    let trees = files.iter().filter(|(file, _)| file.ends_with(".efg"));
    trees
        .filter_map(|(file, answers)| {
            let answer = answers.get(kind)?.clone();
            let bytes = std::fs::read(folder().join(file)).expect("a file");
            Some((file.clone(), read_efg(&bytes[..]).expect("a game"), answer))
        })
        .collect()
}

/// What the first player of a known profile is paid, by our count.
fn known_values(tree: &Tree, answer: &Value) -> Vec<Rational> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let weight = |one: &Value| {
        Number::parse(one.as_str().expect("a text"))
            .expect("a number")
            .value()
    };
    let profiles = list(&answer["profiles"]);
    let values = profiles.iter().map(|profile| {
        let mut behaviour = vec![Vec::new(); tree.information_sets().len()];
        for (player, sets) in tree.players().iter().zip(list(&profile["p"])) {
            for (set, weights) in player.information_sets.iter().zip(list(&sets)) {
                behaviour[set.index()] = list(&weights).iter().map(weight).collect();
            }
        }
        certificate(tree, &behaviour).payoffs[0].clone()
    });
    values.collect()
}

#[test]
fn known_games_with_a_constant_sum_have_their_value() {
    for (file, tree, answer) in known("zero_sum_equilibrium") {
        let form = SequenceForm::of_tree(&tree).expect("two players who remember");
        let found = zero_sum(&form, STEPS, &|| true).expect("a constant sum");
        for value in known_values(&tree, &answer) {
            assert_eq!(found.value, value, "{file}");
        }
        let profile = form.behaviour(tree.information_sets().len(), &found.plans);
        let certificate = certificate(&tree, &profile);
        assert!(
            certificate.regrets.iter().flatten().all(Rational::is_zero),
            "{file}"
        );
        // Off the own way, too, actions are best where the other lets the set be reached.
        assert!(
            certificate.gaps.iter().flatten().all(Rational::is_zero),
            "{file}"
        );
    }
}

/// Where another program follows such a path, so do we, to an equilibrium that need not be the same.
#[test]
fn known_games_have_an_equilibrium_at_the_end_of_each_path() {
    for (file, tree, _) in known("sequence_form_equilibria") {
        let form = SequenceForm::of_tree(&tree).expect("two players who remember");
        let found = lemke(
            &form,
            PathLimits {
                steps: 4_000,
                equilibria: 1,
            },
            &|| true,
        );
        assert!(!found.equilibria.is_empty(), "{file}");
        for plans in &found.equilibria {
            let profile = form.behaviour(tree.information_sets().len(), plans);
            let certificate = certificate(&tree, &profile);
            assert!(
                certificate.regrets.iter().flatten().all(Rational::is_zero),
                "{file}"
            );
        }
    }
}
