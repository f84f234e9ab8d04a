//! Sequential equilibria of games whose answers are known.

use equilibrium::Completeness;
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

/// After the first player slips to B or to C, chance decides whether the second or the third is asked, and
/// neither knows which slip it was. Only x of the second and y of the third keep the first from both; the
/// second plays x if it holds B for at least twice as likely as C, the third y if it is the other way round.
fn two_judges() -> Tree {
    tree(
        r#"EFG 2 R "judges" { "First" "Second" "Third" }
p "" 1 1 "" { "A" "B" "C" } 0
t "" 1 "" { 1, 0, 0 }
c "" 1 "" { "second" 1/2 "third" 1/2 } 0
p "" 2 1 "" { "x" "y" } 0
t "" 2 "" { 0, 1, 0 }
t "" 3 "" { 3, 0, 0 }
p "" 3 1 "" { "x" "y" } 0
t "" 4 "" { 3, 0, 2 }
t "" 5 "" { 0, 0, 0 }
c "" 2 "" { "second" 1/2 "third" 1/2 } 0
p "" 2 1 "" { "x" "y" } 0
t "" 6 "" { 0, 0, 0 }
t "" 7 "" { 3, 2, 0 }
p "" 3 1 "" { "x" "y" } 0
t "" 8 "" { 3, 0, 0 }
t "" 9 "" { 0, 0, 1 }
"#,
    )
}

/// Who knows the same must believe the same where trembles make beliefs (Kreps and Wilson 1982), but not
/// where only the rule of Bayes does (Fudenberg and Tirole 1991).
#[test]
fn beliefs_of_two_about_the_same_slip_may_differ_unless_trembles_make_them() {
    let game = two_judges();
    // The second plays x, which suits a belief in B; the third y, which suits one in C.
    let odd = "1,0,0 1,0 0,1";
    assert!(!behaviours(&solved(&game)).contains(&odd.to_owned()));
    let found = bayesian(&game);
    assert!(behaviours(&found).contains(&odd.to_owned()));
    let consistent: Vec<Option<bool>> = found
        .assessments
        .iter()
        .filter(|one| one.behaviour[0][0] == game::Rational::ONE)
        .map(|one| one.consistent)
        .collect();
    assert_eq!(consistent, [Some(false)]);
}

/// A subgame that is not reached: behaviour there is an equilibrium of it all the same.
#[test]
fn perfect_bayesian_equilibria_are_equilibria_of_subgames_that_are_not_reached() {
    // Out, or in to a game of matching coins in which the second cannot see the first's coin, but loses
    // by playing right whatever it is. Beliefs against what the first does there would save right.
    let game = tree(
        r#"EFG 2 R "subgame" { "First" "Second" }
p "" 1 1 "" { "out" "in" } 0
t "" 1 "" { 2, 0 }
p "" 1 2 "" { "heads" "tails" } 0
p "" 2 1 "" { "left" "right" } 0
t "" 2 "" { 3, 1 }
t "" 3 "" { 1, 0 }
p "" 2 1 "" { "left" "right" } 0
t "" 4 "" { 0, 0 }
t "" 5 "" { 0, 1 }
"#,
    );
    // Heads dominates tails, so the second believes in heads, plays left, and the first comes in.
    assert_eq!(behaviours(&bayesian(&game)), ["0,1 1,0 1,0"]);
}

/// Where three nodes are possible, beliefs may have to hold all three possible at once.
#[test]
fn a_belief_may_have_to_be_about_three_nodes() {
    // Each bet of the second pays where it is right, and not to bet pays 2/5: only if no node is held for
    // likelier than 2/5 it does not bet, which is what keeps the first out.
    let mut text = String::from(
        "EFG 2 R \"three\" { \"First\" \"Second\" }\np \"\" 1 1 \"\" { \"out\" \"a\" \"b\" \"c\" } 0\nt \"\" 1 \"\" { 1, 0 }\n",
    );
    let mut number = 1;
    for node in 0..3 {
        text += "p \"\" 2 1 \"\" { \"a\" \"b\" \"c\" \"none\" } 0\n";
        for bet in 0..4 {
            number += 1;
            let paid = match bet {
                3 => "0, 2/5",
                _ if bet == node => "5, 1",
                _ => "5, 0",
            };
            text += &format!("t \"\" {number} \"\" {{ {paid} }}\n");
        }
    }
    let game = tree(&text);
    assert!(behaviours(&solved(&game)).contains(&"1,0,0,0 0,0,0,1".to_owned()));
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
    let mut text = String::from(
        "EFG 2 R \"two\" { \"Sender\" \"Receiver\" }\nc \"\" 1 \"\" { \"A\" 1/2 \"B\" 1/2 } 0\n",
    );
    let mut number = 0;
    let mut end = |text: &mut String, paid: &str| {
        number += 1;
        text.push_str(&format!("t \"\" {number} \"\" {{ {paid} }}\n"));
    };
    for (set, tempting) in [(1, ["2, 1", "-3, 0"]), (2, ["-3, 0", "2, 1"])] {
        text += &format!("p \"\" 1 {set} \"\" {{ \"end\" \"m\" \"n\" }} 0\n");
        end(&mut text, "0, 0");
        for signal in [1, 2] {
            text += &format!("p \"\" 2 {signal} \"\" {{ \"x\" \"y\" }} 0\n");
            tempting.iter().for_each(|paid| end(&mut text, paid));
        }
    }
    let found = solved(&tree(&text));
    let silent = |one: &&equilibrium::sequential::Assessment| {
        // The first type, the answers to both signals, the second type.
        [0, 3]
            .iter()
            .all(|set| one.behaviour[*set][0] == game::Rational::ONE)
    };
    let silent = found
        .assessments
        .iter()
        .find(silent)
        .expect("nobody signals");
    for reply in &silent.behaviour[1..3] {
        let mixed = reply
            .iter()
            .all(|weight| weight * game::Rational::from(5) >= game::Rational::from(2));
        assert!(mixed, "{reply:?}");
    }
}

/// The first should stop; after a slip to one of several actions chance asks one of the judges who confuse it
/// with another. A judge may bet on the one (1 if right), on the other (1 if right), or not (`safe` for sure).
fn judges(slips: usize, confusing: &[(usize, usize)], safe: &str) -> Tree {
    let actions: Vec<String> = (0..slips).map(|slip| format!("\"{slip}\"")).collect();
    let players: Vec<String> = (0..confusing.len())
        .map(|judge| format!("\"J{judge}\""))
        .collect();
    let nobody = ", 0".repeat(confusing.len());
    let mut text = format!(
        "EFG 2 R \"judges\" {{ \"First\" {} }}\np \"\" 1 1 \"\" {{ \"stop\" {} }} 0\nt \"\" 1 \"\" {{ 1{nobody} }}\n",
        players.join(" "),
        actions.join(" "),
    );
    let mut number = 1;
    for slip in 0..slips {
        let asked: Vec<usize> = (0..confusing.len())
            .filter(|judge| confusing[*judge].0 == slip || confusing[*judge].1 == slip)
            .collect();
        let chances: Vec<String> = asked
            .iter()
            .map(|judge| format!("\"{judge}\" 1/{}", asked.len()))
            .collect();
        text += &format!("c \"\" {} \"\" {{ {} }} 0\n", slip + 1, chances.join(" "));
        for judge in asked {
            text += &format!(
                "p \"\" {} 1 \"\" {{ \"one\" \"other\" \"safe\" }} 0\n",
                judge + 2
            );
            for bet in 0..3 {
                number += 1;
                let right = if bet == 0 {
                    confusing[judge].0
                } else {
                    confusing[judge].1
                };
                let paid = match bet {
                    2 => safe,
                    _ if right == slip => "1",
                    _ => "0",
                };
                let before = ", 0".repeat(judge);
                let after = ", 0".repeat(confusing.len() - judge - 1);
                text += &format!("t \"\" {number} \"\" {{ 0{before}, {paid}{after} }}\n");
            }
        }
    }
    tree(&text)
}

/// What two judges believe about 0 against 1 and 1 against 2 binds the third, who compares 0 and 2 (Kreps and
/// Wilson 1982, lemma A1).
#[test]
fn beliefs_at_three_sets_may_contradict_each_other() {
    let found = solved(&judges(3, &[(0, 1), (1, 2), (0, 2)], "9/10"));
    let all = behaviours(&found);
    // In the tree the third judge comes before the second.
    let done = |[first, second, third]: [&str; 3]| format!("1,0,0,0 {first} {third} {second}");
    let (one, other, safe) = ("1,0,0", "0,1,0", "0,0,1");
    assert!(all.contains(&done([safe, safe, safe])));
    assert!(all.contains(&done([one, one, one])));
    assert!(all.contains(&done([safe, one, one])));
    // 0 before 1, 1 before 2, 2 before 0: no order is that.
    assert!(!all.contains(&done([one, one, other])));
    // 0 and 1 nearly alike, 2 far likelier than 1, and yet 0 far likelier than 2.
    assert!(!all.contains(&done([safe, other, one])));
}

/// Four slips, each far less likely than the one before.
#[test]
fn slips_may_need_as_many_ranks_as_there_are() {
    let found = solved(&judges(4, &[(0, 1), (1, 2), (2, 3)], "999/1000"));
    let all = behaviours(&found);
    assert!(all.contains(&"1,0,0,0,0 1,0,0 1,0,0 1,0,0".to_owned()));
    assert_eq!(found.completeness, Completeness::Complete);
}

/// Two types, three signals, two replies.
fn three_signals(payoffs: &[i64]) -> Tree {
    let mut text = String::from(
        "EFG 2 R \"three\" { \"Sender\" \"Receiver\" }\nc \"\" 1 \"\" { \"A\" 1/2 \"B\" 1/2 } 0\n",
    );
    let mut rest = payoffs.chunks(2);
    let mut number = 0;
    for kind in 1..=2 {
        text += &format!("p \"\" 1 {kind} \"\" {{ \"a\" \"b\" \"c\" }} 0\n");
        for signal in 1..=3 {
            text += &format!("p \"\" 2 {signal} \"\" {{ \"x\" \"y\" }} 0\n");
            for _ in 0..2 {
                let paid = rest.next().expect("24 payoffs");
                number += 1;
                text += &format!("t \"\" {number} \"\" {{ {}, {} }}\n", paid[0], paid[1]);
            }
        }
    }
    tree(&text)
}

/// Whether both types sending one signal, answered by one reply, is sequential: worked out by hand, signal by
/// signal. Others are answered so that neither type gains, by what some belief makes best.
fn pools(payoffs: &[i64], signal: usize, reply: usize) -> bool {
    use game::Rational;
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
        let one = game::Rational::ONE;
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
