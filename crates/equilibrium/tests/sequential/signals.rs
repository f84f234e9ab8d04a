//! Games in which one who knows its type sends a signal that another answers.

use equilibrium::Completeness;
use equilibrium::sequential::Assessment;
use game::Rational;
use game::tree::{Mover, NodeId, Tree};

use crate::written::Written;
use crate::{bayesian, solved};

/// A signalling game with two types, two messages and two replies, and random payoffs.
fn signalling(payoffs: &[i64]) -> Tree {
    let mut game = Written::new(&["Sender", "Receiver"]);
    game.chance(&[("a", "2/5"), ("b", "3/5")]);
    let mut paid = payoffs.chunks(2);
    for kind in 1..=2 {
        game.asks(1, kind, &["left", "right"]);
        for message in 1..=2 {
            game.asks(2, message, &["up", "down"]);
            paid.by_ref().take(2).for_each(|paid| game.pays(paid));
        }
    }
    game.read()
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(150))]

    /// Kreps and Wilson: there always is a sequential equilibrium, and each is a Nash equilibrium in
    /// which nobody gains at any information set, given what is believed there.
    #[test]
    fn there_is_one_and_nobody_gains(payoffs in proptest::collection::vec(-9i64..10, 16)) {
        let game = signalling(&payoffs);
        let found = solved(&game);
        proptest::prop_assert!(
            !found.assessments.is_empty() || found.completeness == Completeness::Incomplete
        );
        for one in &found.assessments {
            let proof = equilibrium::behaviour::certificate(&game, &one.behaviour);
            for regret in &proof.regrets {
                proptest::prop_assert_eq!(regret.as_ref(), Some(&Rational::ZERO));
            }
            for (set, belief) in game.information_sets().iter().zip(&one.beliefs) {
                let mean = |action: usize| {
                    set.members.iter().zip(belief).fold(Rational::ZERO, |sum, (node, weight)| {
                        let child = game.children(*node).nth(action).expect("an action");
                        sum + weight * value(&game, &one.behaviour, child)[set.player.index()].clone()
                    })
                };
                let done = &one.behaviour[game.information_sets().iter().position(|other| other == set).expect("there")];
                let best = (0..done.len()).map(mean).max().expect("an action");
                for (action, weight) in done.iter().enumerate() {
                    proptest::prop_assert!(weight.is_zero() || mean(action) == best);
                }
            }
        }
    }
}

/// What is paid from a node on, by the definition.
fn value(tree: &Tree, behaviour: &[Vec<Rational>], node: NodeId) -> Vec<Rational> {
    let here = tree.node(node);
    let mut paid: Vec<Rational> = match here.outcome {
        Some(outcome) => tree
            .outcome(outcome)
            .payoffs
            .iter()
            .map(|one| one.value())
            .collect(),
        None => vec![Rational::ZERO; tree.players().len()],
    };
    for (action, child) in tree.children(node).enumerate() {
        let weight = match here.mover {
            Mover::Nobody => Rational::ZERO,
            Mover::Chance(chance) => tree.chance(chance).actions[action].1.value(),
            Mover::Player(set) => behaviour[set.index()][action].clone(),
        };
        for (sum, one) in paid.iter_mut().zip(value(tree, behaviour, child)) {
            *sum += one * &weight;
        }
    }
    paid
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(100))]

    /// Trembles make beliefs that keep to the rule of Bayes; and those suffice for an equilibrium.
    #[test]
    fn every_sequential_equilibrium_is_perfect_bayesian_and_each_of_these_is_nash(
        payoffs in proptest::collection::vec(-9i64..10, 16),
    ) {
        let game = signalling(&payoffs);
        let (sequential, bayesian) = (solved(&game), bayesian(&game));
        let paid = |one: &equilibrium::sequential::Assessment| {
            equilibrium::behaviour::certificate(&game, &one.behaviour).payoffs
        };
        for one in &sequential.assessments {
            let found = bayesian.assessments.iter().any(|other| {
                other.consistent == Some(true) && paid(other) == paid(one)
            });
            proptest::prop_assert!(found);
        }
        for one in &bayesian.assessments {
            let proof = equilibrium::behaviour::certificate(&game, &one.behaviour);
            for regret in &proof.regrets {
                proptest::prop_assert_eq!(regret.as_ref(), Some(&game::Rational::ZERO));
            }
        }
    }
}

/// Two types may end the game or send one of two signals, which are answered by x or y. Either type is kept
/// from a signal only by an answer that mixes, so that behaviour must mix at both sets where nobody gets.
#[test]
fn two_threats_off_the_path_may_both_have_to_be_uncertain() {
    let mut game = Written::new(&["Sender", "Receiver"]);
    game.chance(&[("A", "1/2"), ("B", "1/2")]);
    for (set, tempting) in [(1, [[2, 1], [-3, 0]]), (2, [[-3, 0], [2, 1]])] {
        game.asks(1, set, &["end", "m", "n"]);
        game.pays(&[0, 0]);
        for signal in [1, 2] {
            game.asks(2, signal, &["x", "y"]);
            tempting.iter().for_each(|paid| game.pays(paid));
        }
    }
    let found = solved(&game.read());
    let silent = |one: &&Assessment| {
        // The first type, the answers to both signals, the second type.
        [0, 3]
            .iter()
            .all(|set| one.behaviour[*set][0] == Rational::ONE)
    };
    let silent = found
        .assessments
        .iter()
        .find(silent)
        .expect("nobody signals");
    for reply in &silent.behaviour[1..3] {
        let mixed = reply
            .iter()
            .all(|weight| weight * Rational::from(5) >= Rational::from(2));
        assert!(mixed, "{reply:?}");
    }
}

/// Two types, three signals, two replies.
fn three_signals(payoffs: &[i64]) -> Tree {
    let mut game = Written::new(&["Sender", "Receiver"]);
    game.chance(&[("A", "1/2"), ("B", "1/2")]);
    let mut paid = payoffs.chunks(2);
    for kind in 1..=2 {
        game.asks(1, kind, &["a", "b", "c"]);
        for signal in 1..=3 {
            game.asks(2, signal, &["x", "y"]);
            paid.by_ref().take(2).for_each(|paid| game.pays(paid));
        }
    }
    game.read()
}

/// Whether both types sending one signal, answered by one reply, is sequential: worked out by hand, signal by
/// signal. Others are answered so that neither type gains, by what some belief makes best.
fn pools(payoffs: &[i64], signal: usize, reply: usize) -> bool {
    let paid = |kind: usize, signal: usize, reply: usize| {
        let at = ((kind * 3 + signal) * 2 + reply) * 2;
        (payoffs[at], payoffs[at + 1])
    };
    let prefers = |kind: usize, signal: usize| paid(kind, signal, 0).1 - paid(kind, signal, 1).1;
    let mean = prefers(0, signal) + prefers(1, signal);
    if if reply == 0 { mean < 0 } else { mean > 0 } {
        return false;
    }
    (0..3).filter(|other| *other != signal).all(|other| {
        let (one, two) = (prefers(0, other), prefers(1, other));
        let (x, y) = (one.max(two) >= 0, one.min(two) <= 0);
        let (mut low, mut high) = (Rational::ZERO, Rational::ONE);
        for kind in 0..2 {
            // y + q (x - y) is at most what the signal pays.
            let (most, least) = (paid(kind, other, 0).0, paid(kind, other, 1).0);
            let room = Rational::from(paid(kind, signal, reply).0 - least);
            let slope = Rational::from(most - least);
            if slope.is_zero() {
                if room < Rational::ZERO {
                    return false;
                }
            } else if slope > Rational::ZERO {
                high = high.min(room / slope);
            } else {
                low = low.max(room / slope);
            }
        }
        match (x, y) {
            (true, true) => low <= high,
            (true, false) => low <= high && high == Rational::ONE,
            _ => low <= high && low == Rational::ZERO,
        }
    })
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(60))]

    /// Whatever must be believed or mixed after the two signals that nobody sends.
    #[test]
    fn all_pooling_is_found(payoffs in proptest::collection::vec(-4i64..5, 24)) {
        let found = solved(&three_signals(&payoffs));
        let one = Rational::ONE;
        for signal in 0..3 {
            for reply in 0..2 {
                let listed = found.assessments.iter().any(|other| {
                    // The first type, the answers to the three signals, the second type.
                    let sent = [0, 4].iter().all(|set| other.behaviour[*set][signal] == one);
                    sent && other.behaviour[1 + signal][reply] == one
                });
                proptest::prop_assert_eq!(listed, pools(&payoffs, signal, reply));
            }
        }
    }
}
