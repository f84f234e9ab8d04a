//! Games from the literature, and the smallest ones that show one thing each.

use equilibrium::Completeness;
use game::tree::Tree;

use crate::{bayesian, behaviours, solved, tree};

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
