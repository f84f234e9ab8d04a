//! Rationality fitted to histories of which a part is hidden.

mod support;

use approximate::fit::{
    Evidence, Fit, History, Interval, NoFit, fit_evidence, interval, standard_error,
};
use approximate::logit::{Limits, Point, Reach, principal};
use approximate::{Compact, Source};
use game::gambit::read_efg;
use game::tree::{Mover, NodeId, Tree};
use support::poker;

fn tree(text: &str) -> Tree {
    read_efg(text.as_bytes()).expect("a game")
}

/// A sender of two types, and a receiver who sees what it does.
fn signal() -> Tree {
    tree(
        r#"EFG 2 R "signal" { "Sender" "Receiver" }
c "" 1 "" { "strong" 2/5 "weak" 3/5 } 0
p "" 1 1 "" { "beer" "quiche" } 0
p "" 2 1 "" { "fight" "not" } 0
t "" 1 "" { 1, 0 }
t "" 2 "" { 3, 1 }
p "" 2 2 "" { "fight" "not" } 0
t "" 3 "" { 0, 0 }
t "" 4 "" { 2, 1 }
p "" 1 2 "" { "beer" "quiche" } 0
p "" 2 1 "" { "fight" "not" } 0
t "" 5 "" { 0, 1 }
t "" 6 "" { 2, 0 }
p "" 2 2 "" { "fight" "not" } 0
t "" 7 "" { 1, 1 }
t "" 8 "" { 3, 0 }
"#,
    )
}

/// One who gets 1 more for the first action.
fn choice() -> Tree {
    tree(
        "EFG 2 R \"choice\" { \"One\" }\np \"\" 1 1 \"\" { \"good\" \"bad\" } 0\nt \"\" 1 \"\" { 1 }\nt \"\" 2 \"\" { 0 }\n",
    )
}

fn at(tree: &Tree, rationality: f64) -> Point {
    let reach = Reach::Rationality(rationality);
    let branch = principal(Source::Tree(tree), reach, Limits::default(), &|| true);
    branch
        .expect("small")
        .points
        .last()
        .expect("a point")
        .clone()
}

/// How likely a node is, by multiplying along its way.
fn likely(tree: &Tree, compact: &Compact, logs: &[f64], node: NodeId) -> f64 {
    tree.path(node)
        .into_iter()
        .map(|(at, action)| match tree.node(at).mover {
            Mover::Nobody => unreachable!("an end has no actions"),
            Mover::Chance(chance) => {
                let weight = tree.chance(chance).actions[action as usize].1.value();
                weight.to_f64().value()
            }
            Mover::Player(set) => {
                let own = &compact.agents()[set.index()].actions;
                logs[own.start + action as usize].exp()
            }
        })
        .product()
}

fn fitted(tree: &Tree, histories: &[History]) -> (Compact, Evidence, Fit, Interval) {
    let compact = Compact::of_tree(tree).expect("small");
    let evidence = Evidence::of_histories(tree, &compact, histories).expect("possible");
    let fit = fit_evidence(&compact, &evidence, Limits::default(), &|| true).expect("a fit");
    let between = interval(&compact, &evidence, &fit, Limits::default(), &|| true).expect("one");
    (compact, evidence, fit, between)
}

fn history(nodes: &[u32], count: f64) -> History {
    History {
        nodes: nodes.iter().copied().map(NodeId).collect(),
        count,
    }
}

#[test]
fn a_history_is_as_likely_as_all_ways_to_it() {
    for game in [signal(), poker(3)] {
        let compact = Compact::of_tree(&game).expect("small");
        let point = at(&game, 0.7);
        // All pairs of nodes of which none comes after the other.
        for one in game.node_ids().step_by(3) {
            for two in game.node_ids().skip(1).step_by(5) {
                let after = |one: NodeId, two: NodeId| game.subtree(one).contains(&two.0);
                if after(one, two) || after(two, one) {
                    continue;
                }
                let histories = [history(&[one.0, two.0], 3.0)];
                let evidence = Evidence::of_histories(&game, &compact, &histories);
                let found = evidence.expect("possible").log_likelihood(&point.logs);
                let sum = likely(&game, &compact, &point.logs, one)
                    + likely(&game, &compact, &point.logs, two);
                assert!((found - 3.0 * sum.ln()).abs() < 1e-9, "{one:?} {two:?}");
            }
        }
    }
}

#[test]
fn the_rationality_that_made_histories_is_found_again() {
    // Only what is done is seen, not the type. Nodes 3, 4 and 10, 11 follow beer, 6, 7 and 13, 14 quiche.
    let game = signal();
    let seen: [[u32; 2]; 4] = [[3, 10], [4, 11], [6, 13], [7, 14]];
    for rationality in [0.3, 1.1, 2.5] {
        let compact = Compact::of_tree(&game).expect("small");
        let logs = at(&game, rationality).logs;
        let histories: Vec<History> = seen
            .iter()
            .map(|nodes| {
                let share = |node: &u32| likely(&game, &compact, &logs, NodeId(*node));
                history(nodes, 1e4 * nodes.iter().map(share).sum::<f64>())
            })
            .collect();
        let (compact, evidence, fit, between) = fitted(&game, &histories);
        let found = fit.point.rationality;
        assert!(
            (found - rationality).abs() < 1e-4,
            "{found} for {rationality}"
        );
        let high = between.high.expect("it has an end");
        assert!(between.low < rationality && rationality < high);
        // With much data the interval is that of a normal distribution.
        let error = standard_error(&compact, &evidence, &fit).expect("it bends");
        let half = (high - between.low) / 2.0;
        assert!(
            (half / (1.959_964 * error) - 1.0).abs() < 0.05,
            "{half} {error}"
        );
    }
}

#[test]
fn a_choice_has_the_fit_of_logistic_regression() {
    // 3 of 4 choose what pays 1 more: exp(λ) = 3. The slope's information is n p (1 - p).
    let game = choice();
    let (compact, evidence, fit, between) =
        fitted(&game, &[history(&[1], 30.0), history(&[2], 10.0)]);
    assert!((fit.point.rationality - 3f64.ln()).abs() < 1e-8);
    let expected = 30.0 * 0.75f64.ln() + 10.0 * 0.25f64.ln();
    assert!((fit.log_likelihood - expected).abs() < 1e-9);
    let error = standard_error(&compact, &evidence, &fit).expect("it bends");
    assert!(
        (error - (40.0f64 * 0.75 * 0.25).sqrt().recip()).abs() < 1e-5,
        "{error}"
    );
    // At both ends of the interval the likelihood has fallen by half of 3.8415.
    for end in [between.low, between.high.expect("an end")] {
        let good = 1.0 / (1.0 + (-end).exp());
        let there = 30.0 * good.ln() + 10.0 * (1.0 - good).ln();
        assert!(
            (expected - there - 1.920_729_410_347_062).abs() < 1e-6,
            "{end}"
        );
    }
}

#[test]
fn one_observation_fits_at_the_edge() {
    let game = choice();
    let (compact, evidence, fit, between) = fitted(&game, &[history(&[1], 1.0)]);
    assert!(fit.unbounded);
    assert_eq!(between.high, None);
    assert_eq!(standard_error(&compact, &evidence, &fit), None);
    let (compact, evidence, fit, between) = fitted(&game, &[history(&[2], 1.0)]);
    assert!(!fit.unbounded);
    assert_eq!(fit.point.rationality, 0.0);
    assert_eq!(between.low, 0.0);
    assert!(between.high.expect("an end") > 0.0);
    assert_eq!(standard_error(&compact, &evidence, &fit), None);
}

#[test]
fn what_is_no_evidence_is_refused() {
    let game = signal();
    let compact = Compact::of_tree(&game).expect("small");
    let of = |histories: &[History]| Evidence::of_histories(&game, &compact, histories).err();
    assert_eq!(of(&[history(&[3], -1.0)]), Some(NoFit::Negative));
    assert_eq!(
        of(&[history(&[3], 1.0), history(&[], 1.0)]),
        Some(NoFit::Impossible(1))
    );
}
