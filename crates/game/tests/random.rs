//! Random games survive writing and reading, and random bytes end in a message.

use game::gambit::{read_efg, read_nfg, write_efg, write_nfg};
use game::recall::{forgettings, own_history};
use game::reduced::reduced;
use game::strategic::{Payoffs, Strategic, StrategicPlayer};
use game::tree::{Mover, Outcome, Tree};
use game::{Number, Rational};
use proptest::prelude::*;

mod support;

const SHAPE: support::Shape = support::Shape {
    players: 3,
    most_nodes: 60,
    most_actions: 3,
    payoff: 9,
};

fn numbers() -> impl Strategy<Value = Number> {
    prop_oneof![
        any::<i64>().prop_map(Number::from),
        (any::<i64>(), 1..=i64::MAX)
            .prop_map(|(over, under)| Number::from(Rational::from(over) / Rational::from(under))),
        "-?[0-9]{1,30}\\.[0-9]{0,30}".prop_map(|text| Number::parse(&text).expect("a decimal")),
        "-?[0-9]{1,3}e-?[0-9]{1,2}".prop_map(|text| Number::parse(&text).expect("a decimal")),
    ]
}

fn games() -> impl Strategy<Value = Strategic> {
    prop::collection::vec(1usize..4, 1..4).prop_flat_map(|sizes| {
        let players = sizes.len();
        let cells: usize = sizes.iter().product();
        let listed = prop::collection::vec(numbers(), cells * players).prop_map(Payoffs::Listed);
        let outcomes = prop::collection::vec(prop::collection::vec(numbers(), players), 1..5);
        let named =
            (outcomes, prop::collection::vec(0u32..5, cells)).prop_map(|(payoffs, cells)| {
                let count = payoffs.len() as u32;
                let outcome = |(number, payoffs)| Outcome {
                    number,
                    name: "\\\"".into(),
                    payoffs,
                };
                Payoffs::Outcomes {
                    outcomes: (1..).zip(payoffs).map(outcome).collect(),
                    cells: cells
                        .into_iter()
                        .map(|cell| (cell < count).then_some(cell))
                        .collect(),
                }
            });
        (Just(sizes), "\\PC{0,5}", prop_oneof![listed, named]).prop_map(|(sizes, name, payoffs)| {
            let player = |&size: &usize| StrategicPlayer {
                name: name.as_str().into(),
                strategies: (0..size).map(|at| format!("{name}{at}").into()).collect(),
            };
            let players = sizes.iter().map(player).collect();
            Strategic::new(name.as_str(), "", players, payoffs).expect("a table that fits")
        })
    })
}

fn written(tree: &Tree) -> Vec<u8> {
    let mut to = Vec::new();
    write_efg(tree, &mut to).expect("memory");
    to
}

proptest! {
    #[test]
    fn trees_survive_writing_and_reading(tree in support::trees(SHAPE)) {
        let text = written(&tree);
        let again = read_efg(&text[..]).expect("what was written");
        prop_assert_eq!(&tree, &again);
        prop_assert_eq!(text, written(&again));
    }

    #[test]
    fn strategic_games_survive_writing_and_reading(game in games()) {
        let mut text = Vec::new();
        write_nfg(&game, &mut text).expect("memory");
        let again = read_nfg(&text[..]).expect("what was written");
        prop_assert_eq!(&game, &again);
        let mut twice = Vec::new();
        write_nfg(&again, &mut twice).expect("memory");
        prop_assert_eq!(text, twice);
    }

    /// Whatever a file says, it becomes a game or at least one message.
    #[test]
    fn damaged_files_end_in_messages(tree in support::trees(SHAPE), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut text = written(&tree);
        let at = at.index(text.len());
        text[at] = byte;
        match read_efg(&text[..]) {
            Ok(_) => {}
            Err(error) => prop_assert!(!error.problems.is_empty()),
        }
        if let Err(error) = read_efg(&text[..at]) {
            prop_assert!(!error.problems.is_empty());
        }
    }

    /// The definition, pair by pair.
    #[test]
    fn recall_is_perfect_where_all_histories_agree(tree in support::trees(SHAPE)) {
        let found = forgettings(&tree);
        for player in tree.player_ids() {
            let forgets = tree.information_sets().iter().filter(|set| set.player == player).any(|set| {
                set.members.iter().any(|&one| set.members.iter().any(|&two| own_history(&tree, one) != own_history(&tree, two)))
            });
            prop_assert_eq!(forgets, found.iter().any(|one| one.player == player));
        }
    }

    /// Following the plans of a cell through the tree pays what the table says.
    #[test]
    fn the_reduced_form_pays_what_the_tree_pays(tree in support::trees(SHAPE)) {
        let Ok(form) = reduced(&tree) else { return Ok(()); };
        for cell in (0..form.game.cell_count()).step_by(1 + form.game.cell_count() / 50) {
            let plans = form.game.strategies(cell);
            let paid = follow(&tree, &|set| {
                let player = tree.information_set(set).player.index();
                let place = tree.players()[player].information_sets.iter().position(|one| *one == set);
                form.plans[player][plans[player]][place.expect("an own set")]
            });
            for (player, paid) in tree.player_ids().zip(paid) {
                prop_assert_eq!(form.game.payoff(cell, player).map(Number::value), Some(paid));
            }
        }
    }
}

/// Expected payoffs by walking down all branches that plans and chance leave open.
fn follow(
    tree: &Tree,
    plan: &dyn Fn(game::tree::InformationSetId) -> Option<u32>,
) -> Vec<Rational> {
    let mut total = vec![Rational::ZERO; tree.players().len()];
    let mut open = vec![(game::tree::NodeId(0), Rational::ONE)];
    while let Some((at, weight)) = open.pop() {
        let node = tree.node(at);
        if let Some(outcome) = node.outcome {
            for (sum, payoff) in total.iter_mut().zip(&tree.outcome(outcome).payoffs) {
                *sum += payoff.value() * &weight;
            }
        }
        for (action, child) in tree.children(at).enumerate() {
            match node.mover {
                Mover::Nobody => {}
                Mover::Chance(chance) => open.push((
                    child,
                    &weight * tree.chance(chance).actions[action].1.value(),
                )),
                Mover::Player(set) => {
                    let taken = plan(set).expect("a plan decides where it leads");
                    if taken as usize == action {
                        open.push((child, weight.clone()));
                    }
                }
            }
        }
    }
    total
}
