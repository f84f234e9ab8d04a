//! Sequential equilibria of games whose answers are known.

use equilibrium::Completeness;
use equilibrium::sequential::{Limits, Sequential, sequential};
use game::gambit::read_efg;
use game::tree::Tree;

fn tree(text: &str) -> Tree {
    read_efg(text.as_bytes()).expect("a game")
}

fn solved(tree: &Tree) -> Sequential {
    sequential(tree, Limits::default(), &|| true).expect("solved")
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

#[test]
fn idle_threats_are_not_believed() {
    // Selten's chain store of one market: to fight is a threat that would not be carried out.
    let found = solved(&tree(
        r#"EFG 2 R "entry" { "Entrant" "Holder" }
p "" 1 1 "" { "in" "out" } 0
p "" 2 1 "" { "fight" "yield" } 0
t "" 1 "" { -1, -1 }
t "" 2 "" { 1, 1 }
t "" 3 "" { 0, 2 }
"#,
    ));
    assert_eq!(found.completeness, Completeness::Complete);
    assert_eq!(behaviours(&found), ["1,0 0,1"]);
}

#[test]
fn seltens_horse_has_one_kind_of_sequential_equilibrium() {
    // Selten (1975): of (C, c, R) and (D, c, L) only the first is sequential.
    let found = solved(&tree(
        r#"EFG 2 R "horse" { "1" "2" "3" }
p "" 1 1 "" { "C" "D" } 0
p "" 2 1 "" { "c" "d" } 0
t "" 1 "" { 1, 1, 1 }
p "" 3 1 "" { "L" "R" } 0
t "" 2 "" { 4, 4, 0 }
t "" 3 "" { 0, 0, 1 }
p "" 3 1 "" { "L" "R" } 0
t "" 4 "" { 3, 3, 2 }
t "" 5 "" { 0, 0, 0 }
"#,
    ));
    assert_eq!(behaviours(&found), ["1,0 1,0 0,1"]);
}

/// Beer and quiche (Cho and Kreps 1987) with the weak type's likelihood.
fn beer(weak: &str, strong: &str) -> Tree {
    tree(&format!(
        r#"EFG 2 R "beer" {{ "Sender" "Receiver" }}
c "" 1 "" {{ "strong" {strong} "weak" {weak} }} 0
p "" 1 1 "" {{ "beer" "quiche" }} 0
p "" 2 1 "" {{ "fight" "not" }} 0
t "" 1 "" {{ 1, 0 }}
t "" 2 "" {{ 3, 1 }}
p "" 2 2 "" {{ "fight" "not" }} 0
t "" 3 "" {{ 0, 0 }}
t "" 4 "" {{ 2, 1 }}
p "" 1 2 "" {{ "beer" "quiche" }} 0
p "" 2 1 "" {{ "fight" "not" }} 0
t "" 5 "" {{ 0, 1 }}
t "" 6 "" {{ 2, 0 }}
p "" 2 2 "" {{ "fight" "not" }} 0
t "" 7 "" {{ 1, 1 }}
t "" 8 "" {{ 3, 0 }}
"#
    ))
}

#[test]
fn both_kinds_of_pooling_are_sequential() {
    // With few weak senders both pool: on beer, or on quiche. Beliefs off the path that support it
    // hold the other breakfast for a sign of weakness.
    let game = beer("1/10", "9/10");
    let found = solved(&game);
    // Information sets in the order of appearance: strong, after beer, after quiche, weak.
    assert_eq!(behaviours(&found), ["0,1 1,0 0,1 0,1", "1,0 0,1 1,0 1,0"]);
    for one in &found.assessments {
        for belief in &one.beliefs {
            let sum = belief
                .iter()
                .fold(game::Rational::ZERO, |sum, weight| sum + weight);
            assert_eq!(sum, game::Rational::ONE);
        }
    }
}

#[test]
fn partly_pooling_behaviour_is_found_exactly() {
    // With many weak senders, a weak one bluffs so often that the receiver is indifferent after
    // beer: 1/4 = 3/4 x, x = 1/3; and the receiver fights so often that a weak sender is
    // indifferent: 2 (1 - y) = 1, y = 1/2.
    let found = solved(&beer("3/4", "1/4"));
    assert_eq!(found.completeness, Completeness::Complete);
    assert_eq!(behaviours(&found), ["1,0 1/2,1/2 1,0 1/3,2/3"]);
}

#[test]
fn beliefs_about_what_the_mover_did_not_know_follow_chance() {
    // The first mover knows no more than the second: after its slip the second believes what
    // chance says, 9 to 1, and so takes the left action although the right one is better at the
    // unlikely node.
    let found = solved(&tree(
        r#"EFG 2 R "slip" { "A" "B" }
c "" 1 "" { "likely" 9/10 "unlikely" 1/10 } 0
p "" 1 1 "" { "stay" "slip" } 0
t "" 1 "" { 2, 0 }
p "" 2 1 "" { "left" "right" } 0
t "" 2 "" { 1, 1 }
t "" 3 "" { 3, 0 }
p "" 1 1 "" { "stay" "slip" } 0
t "" 1 "" { 2, 0 }
p "" 2 1 "" { "left" "right" } 0
t "" 4 "" { 1, 0 }
t "" 5 "" { 3, 1 }
"#,
    ));
    assert_eq!(behaviours(&found), ["1,0 1,0"]);
    assert_eq!(found.assessments[0].beliefs[1][0].to_string(), "9/10");
}

/// A signalling game with two types, two messages and two replies, and random payoffs.
fn signalling(payoffs: &[i64]) -> Tree {
    let mut text = String::from(
        "EFG 2 R \"random\" { \"Sender\" \"Receiver\" }\nc \"\" 1 \"\" { \"a\" 2/5 \"b\" 3/5 } 0\n",
    );
    let mut next = payoffs.iter();
    let mut number = 0;
    for kind in 1..=2 {
        text += &format!("p \"\" 1 {kind} \"\" {{ \"left\" \"right\" }} 0\n");
        for message in 1..=2 {
            text += &format!("p \"\" 2 {message} \"\" {{ \"up\" \"down\" }} 0\n");
            for _ in 0..2 {
                number += 1;
                let mut pay = || next.next().expect("enough payoffs");
                text += &format!("t \"\" {number} \"\" {{ {}, {} }}\n", pay(), pay());
            }
        }
    }
    tree(&text)
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
                proptest::prop_assert_eq!(regret.as_ref(), Some(&game::Rational::ZERO));
            }
            for (set, belief) in game.information_sets().iter().zip(&one.beliefs) {
                let mean = |action: usize| {
                    set.members.iter().zip(belief).fold(game::Rational::ZERO, |sum, (node, weight)| {
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
fn value(
    tree: &Tree,
    behaviour: &[Vec<game::Rational>],
    node: game::tree::NodeId,
) -> Vec<game::Rational> {
    use game::tree::Mover;
    let here = tree.node(node);
    let mut paid: Vec<game::Rational> = match here.outcome {
        Some(outcome) => tree
            .outcome(outcome)
            .payoffs
            .iter()
            .map(|one| one.value())
            .collect(),
        None => vec![game::Rational::ZERO; tree.players().len()],
    };
    for (action, child) in tree.children(node).enumerate() {
        let weight = match here.mover {
            Mover::Nobody => game::Rational::ZERO,
            Mover::Chance(chance) => tree.chance(chance).actions[action].1.value(),
            Mover::Player(set) => behaviour[set.index()][action].clone(),
        };
        for (sum, one) in paid.iter_mut().zip(value(tree, behaviour, child)) {
            *sum += one * &weight;
        }
    }
    paid
}
