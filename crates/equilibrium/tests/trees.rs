//! Game trees: backward induction against a reference that tries every profile, certificates in
//! two forms, and poker with three cards.

use std::collections::BTreeSet;

use equilibrium::Completeness;
use equilibrium::backward::{NoBackward, backward};
use equilibrium::behaviour::{self, from_plans};
use equilibrium::extreme::{Limits, extreme};
use equilibrium::mixed;
use game::build::TreeBuilder;
use game::gambit::read_efg;
use game::recall::forgettings;
use game::reduced::reduced;
use game::tree::{Mover, NodeId, Tree};
use game::{Natural, Number, Rational};
use proptest::prelude::*;

#[path = "../../game/tests/support/mod.rs"]
mod support;

const SHAPE: support::Shape = support::Shape {
    players: 3,
    most_nodes: 14,
    most_actions: 3,
    payoff: 2,
};

/// The same tree, but everybody sees everything.
fn in_the_open(tree: &Tree) -> Tree {
    let names = tree.players().iter().map(|player| player.name.clone());
    let mut builder = TreeBuilder::new("", names);
    for id in tree.node_ids() {
        let node = tree.node(id);
        let mover = match node.mover {
            Mover::Nobody => Mover::Nobody,
            Mover::Chance(chance) => {
                let actions = tree.chance(chance).actions.clone();
                Mover::Chance(
                    builder
                        .chance(id.0.into(), "".into(), actions)
                        .expect("probabilities"),
                )
            }
            Mover::Player(set) => {
                let set = tree.information_set(set);
                let actions = set.actions.clone();
                Mover::Player(
                    builder
                        .information_set(set.player, id.0.into(), "".into(), actions)
                        .expect("a set"),
                )
            }
        };
        let outcome = node.outcome.map(|outcome| {
            let outcome = tree.outcome(outcome);
            builder
                .outcome(outcome.number, "".into(), outcome.payoffs.clone())
                .expect("payoffs")
        });
        builder.node("".into(), mover, outcome).expect("a node");
    }
    builder.finish().expect("a tree")
}

/// All pure profiles under which no single change at any node pays, by the definition.
fn reference(tree: &Tree) -> BTreeSet<Vec<u32>> {
    let sets = tree.information_sets();
    let mut profile = vec![0u32; sets.len()];
    let mut found = BTreeSet::new();
    loop {
        if is_subgame_perfect(tree, &profile) {
            found.insert(profile.clone());
        }
        let Some(at) =
            (0..sets.len()).find(|&at| profile[at] as usize + 1 < sets[at].actions.len())
        else {
            return found;
        };
        profile[at] += 1;
        profile[..at].fill(0);
    }
}

fn is_subgame_perfect(tree: &Tree, profile: &[u32]) -> bool {
    let mut values: Vec<Vec<Rational>> = vec![Vec::new(); tree.nodes().len()];
    for id in tree.node_ids().rev() {
        let children: Vec<NodeId> = tree.children(id).collect();
        let mut value = match tree.node(id).mover {
            Mover::Nobody => vec![Rational::ZERO; tree.players().len()],
            Mover::Player(set) => {
                let player = tree.information_set(set).player.index();
                let taken = values[children[profile[set.index()] as usize].index()].clone();
                if children
                    .iter()
                    .any(|child| values[child.index()][player] > taken[player])
                {
                    return false;
                }
                taken
            }
            Mover::Chance(chance) => {
                let weights = tree
                    .chance(chance)
                    .actions
                    .iter()
                    .map(|(_, weight)| weight.value());
                let mut sum = vec![Rational::ZERO; tree.players().len()];
                for (child, weight) in children.iter().zip(weights) {
                    for (sum, value) in sum.iter_mut().zip(&values[child.index()]) {
                        *sum += value * &weight;
                    }
                }
                sum
            }
        };
        if let Some(outcome) = tree.node(id).outcome {
            for (value, payoff) in value.iter_mut().zip(&tree.outcome(outcome).payoffs) {
                *value += payoff.value();
            }
        }
        values[id.index()] = value;
    }
    true
}

proptest! {
    #[test]
    fn backward_induction_finds_all_and_counts_all(tree in support::trees(SHAPE)) {
        let tree = in_the_open(&tree);
        let profiles: u64 = tree.information_sets().iter().map(|set| set.actions.len() as u64).product();
        prop_assume!(profiles <= 3_000);
        let expected = reference(&tree);
        let found = backward(&tree, 5_000).expect("perfect information");
        prop_assert_eq!(&found.count, &Natural::from(expected.len()));
        prop_assert_eq!(found.profiles.into_iter().collect::<BTreeSet<_>>(), expected);
        prop_assert_eq!(found.completeness, Completeness::Complete);
        let few = backward(&tree, 2).expect("perfect information");
        prop_assert_eq!(few.profiles.len() as u64, 2.min(u64::try_from(found.count).expect("few")));
    }

    /// A plan is a behaviour: both certificates say the same of it.
    #[test]
    fn both_forms_agree_on_payoffs_and_regrets(tree in support::trees(SHAPE), which in any::<prop::sample::Index>(), mix in any::<prop::sample::Index>()) {
        prop_assume!(forgettings(&tree).is_empty());
        let Ok(form) = reduced(&tree) else { return Ok(()); };
        let plans = form.game.strategies(which.index(form.game.cell_count()));
        let others = form.game.strategies(mix.index(form.game.cell_count()));
        // Each player takes one plan with 1/3 and another with 2/3.
        let third = Rational::ONE / Rational::from(3);
        let mixture: mixed::Mixed = form.plans.iter().zip(plans.iter().zip(&others)).map(|(all, (&one, &two))| {
            let mut weights = vec![Rational::ZERO; all.len()];
            weights[one] += &third;
            weights[two] += &third + &third;
            weights
        }).collect();
        let one = mixed::certificate(&form.game, &mixture);
        let two = behaviour::certificate(&tree, &from_plans(&tree, &form.plans, &mixture));
        prop_assert_eq!(one.payoffs, two.payoffs);
        prop_assert_eq!(one.regrets.into_iter().map(Some).collect::<Vec<_>>(), two.regrets);
    }
}

#[test]
fn hidden_moves_are_declined() {
    let text = "EFG 2 R \"\" { \"A\" \"B\" }\np \"\" 1 1 \"\" { \"a\" \"b\" } 0\np \"\" 2 1 \"\" { \"c\" } 0\nt \"\" 0\np \"\" 2 1 0\nt \"\" 0\n";
    let tree = read_efg(text.as_bytes()).expect("a game");
    assert_eq!(backward(&tree, 1), Err(NoBackward::ImperfectInformation));
}

/// A hundred moves without any consequence: 2¹⁰⁰ equilibria are counted, three listed.
#[test]
fn ties_are_counted_without_being_listed() {
    let mut text = "EFG 2 R \"\" { \"A\" }\n".to_owned();
    for number in 0..100 {
        text += &format!("p \"\" 1 {number} \"\" {{ \"a\" \"b\" }} 0\nt \"\" 0\n");
    }
    text += "t \"\" 0\n";
    let found =
        backward(&read_efg(text.as_bytes()).expect("a game"), 3).expect("perfect information");
    assert_eq!(found.count, Natural::ONE << 100);
    assert_eq!(found.profiles.len(), 3);
    assert_eq!(found.completeness, Completeness::Incomplete);
}

/// Poker with three cards (Kuhn 1950): each antes 1; pass or bet 1; then pass or bet, and after a
/// pass and a bet the first may still pass or bet.
fn kuhn() -> Tree {
    let mut builder = TreeBuilder::new("Poker with three cards", ["First".into(), "Second".into()]);
    let deals: Vec<(usize, usize)> = (0..3)
        .flat_map(|one| (0..3).map(move |two| (one, two)))
        .filter(|(one, two)| one != two)
        .collect();
    let sixth = Number::parse("1/6").expect("a number");
    let actions = deals
        .iter()
        .map(|(one, two)| (format!("{one}{two}").into(), sixth.clone()))
        .collect();
    let deal = builder
        .chance(1, "deal".into(), actions)
        .expect("probabilities");
    builder
        .node("".into(), Mover::Chance(deal), None)
        .expect("a node");
    let mut number = 0;
    for (one, two) in deals {
        let set = |builder: &mut TreeBuilder, player: i64, number: usize| {
            let player = builder.player(player).expect("a player");
            let actions = vec!["pass".into(), "bet".into()];
            let set = builder
                .information_set(player, number as i64, "".into(), actions)
                .expect("a set");
            builder
                .node("".into(), Mover::Player(set), None)
                .expect("a node");
        };
        let mut end = |builder: &mut TreeBuilder, first: i64| {
            number += 1;
            let payoffs = vec![Number::from(first), Number::from(-first)];
            let outcome = builder
                .outcome(number, "".into(), payoffs)
                .expect("payoffs");
            builder
                .node("".into(), Mover::Nobody, Some(outcome))
                .expect("a node");
        };
        let shown = |stake: i64| if one > two { stake } else { -stake };
        set(&mut builder, 1, one + 1);
        set(&mut builder, 2, two + 1);
        end(&mut builder, shown(1));
        set(&mut builder, 1, one + 4);
        end(&mut builder, -1);
        end(&mut builder, shown(2));
        set(&mut builder, 2, two + 4);
        end(&mut builder, 1);
        end(&mut builder, shown(2));
    }
    builder.finish().expect("a tree")
}

/// The equilibria of the book: the first player bets the lowest card with some α up to 1/3, the
/// highest with 3α, and bets the middle one only as an answer, with α + 1/3; the second player has
/// one way to play. The first loses 1/18.
#[test]
fn poker_with_three_cards_is_solved_completely() {
    let tree = kuhn();
    let form = reduced(&tree).expect("a small game");
    assert_eq!((form.plans[0].len(), form.plans[1].len()), (27, 64));
    let found = extreme(&form.game, Limits::default()).expect("two players");
    assert_eq!(found.completeness, Completeness::Complete);
    assert!(!found.equilibria.is_empty());
    let fraction = |text: &str| Number::parse(text).expect("a number").value();
    let bet = |profile: &behaviour::Behaviour, player: i64, number: i64| {
        let sets = tree.information_sets();
        let place = sets
            .iter()
            .position(|set| i64::from(set.player.0) + 1 == player && set.number == number);
        profile[place.expect("a set")][1].clone()
    };
    let mut alphas = BTreeSet::new();
    for mixture in &found.equilibria {
        let certificate = mixed::certificate(&form.game, mixture);
        assert!(certificate.is_equilibrium());
        assert_eq!(certificate.payoffs, [fraction("-1/18"), fraction("1/18")]);
        let profile = from_plans(&tree, &form.plans, mixture);
        let alpha = bet(&profile, 1, 1);
        assert!(alpha <= fraction("1/3"));
        assert_eq!(bet(&profile, 1, 2), Rational::ZERO);
        assert_eq!(bet(&profile, 1, 3), &alpha * Rational::from(3));
        assert_eq!(bet(&profile, 1, 4), Rational::ZERO);
        assert_eq!(bet(&profile, 1, 5), &alpha + fraction("1/3"));
        let second: Vec<Rational> = (1..=6).map(|number| bet(&profile, 2, number)).collect();
        assert_eq!(second, ["1/3", "0", "1", "0", "1/3", "1"].map(fraction));
        alphas.insert(alpha);
    }
    assert_eq!(alphas.first(), Some(&Rational::ZERO));
    assert_eq!(alphas.last(), Some(&fraction("1/3")));
    let constant = tree.is_constant_sum();
    assert!(constant);
}
