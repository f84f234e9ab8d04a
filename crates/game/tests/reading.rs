//! What readers accept, and what they say where they do not.

use game::gambit::{MOST_PROBLEMS, read_efg, read_nfg, write_efg, write_nfg};
use game::recall::{Forgotten, forgettings, own_history};
use game::reduced::reduced;
use game::tree::{Mover, NodeId, PlayerId};

fn efg_problems(text: &str) -> Vec<String> {
    match read_efg(text.as_bytes()) {
        Ok(tree) => panic!("read: {tree:?}"),
        Err(error) => error.problems.iter().map(ToString::to_string).collect(),
    }
}

fn nfg_problems(text: &str) -> Vec<String> {
    match read_nfg(text.as_bytes()) {
        Ok(game) => panic!("read: {game:?}"),
        Err(error) => error.problems.iter().map(ToString::to_string).collect(),
    }
}

/// A card is drawn; who sees it may stop or ask a second player, who does not see it.
const CARD: &str = r#"EFG 2 R "A \"card\"" { "Ann" "Bob" }
"Only for tests"

c "deal" 1 "card" { "high" 1/3 "low" 2/3 } 0
p "" 1 1 "sees high" { "stop" "ask" } 0
t "" 1 "small" { 1, -1.0 }
p "" 2 1 "asked" { "yes" "no" } 2 "fee" { 0.10 -.1 }
t "" 3 "lost" { 2 -2 }
t "" 1
p "" 1 2 "sees low" { "stop" "ask" } 0
t "" 4 "nothing" { 0, 0 }
p "" 2 1 2
t "" 5 "won" { -2, 2 }
t "" 1 "small" { 1, -1 }
"#;

#[test]
fn a_tree_is_read_as_written() {
    let tree = read_efg(CARD.as_bytes()).expect("a game");
    assert_eq!(tree.title(), "A \"card\"");
    assert_eq!(tree.comment(), "Only for tests");
    assert_eq!(tree.nodes().len(), 11);
    assert_eq!(tree.depth(), 3);
    assert_eq!(tree.information_sets().len(), 3);
    assert_eq!(tree.players()[0].information_sets.len(), 2);
    assert_eq!(tree.information_sets()[1].members, [NodeId(3), NodeId(8)]);
    assert_eq!(tree.outcomes()[1].payoffs[0].to_string(), "0.10");
    assert!(forgettings(&tree).is_empty());
    assert!(!tree.has_perfect_information());
    assert!(tree.is_constant_sum());
    let children: Vec<u32> = tree.children(NodeId(0)).map(|child| child.0).collect();
    assert_eq!(children, [1, 6]);
    let mut written = Vec::new();
    write_efg(&tree, &mut written).expect("memory");
    let written = String::from_utf8(written).expect("text");
    assert!(
        written.starts_with("EFG 2 R \"A \\\"card\\\"\" { \"Ann\" \"Bob\" }\n\"Only for tests\"\n")
    );
    assert!(written.contains("{ 0.10, -.1 }"), "{written}");
    assert!(
        written.contains("{ \"high\" 1/3 \"low\" 2/3 } 0"),
        "{written}"
    );
}

/// Worked by hand: Ann's four plans against Bob's two, with the fee of a tenth where she asks.
#[test]
fn the_reduced_form_adds_what_is_paid_on_the_way() {
    let tree = read_efg(CARD.as_bytes()).expect("a game");
    let form = reduced(&tree).expect("small");
    let names: Vec<&str> = form.game.players()[0]
        .strategies
        .iter()
        .map(|name| &**name)
        .collect();
    assert_eq!(names, ["stop/stop", "stop/ask", "ask/stop", "ask/ask"]);
    let ann: Vec<String> = (0..8)
        .map(|cell| {
            form.game
                .payoff(cell, PlayerId(0))
                .expect("a payoff")
                .to_string()
        })
        .collect();
    // yes: 1/3·1, 1/3 + 2/3·(1/10 - 2), 1/3·(1/10 + 2), 1/10 + 2/3 - 4/3;
    // no: 1/3, 1/3 + 2/3·(11/10), 1/3·(11/10), 1/10 + 1.
    assert_eq!(
        ann,
        [
            "1/3", "-14/15", "7/10", "-17/30", "1/3", "16/15", "11/30", "11/10"
        ]
    );
}

#[test]
fn plans_leave_open_what_they_make_unreachable() {
    let text = "EFG 2 R \"\" { \"A\" }\np \"\" 1 1 \"\" { \"out\" \"in\" } 0\nt \"\" 0\n\
                p \"\" 1 2 \"\" { \"l\" \"r\" } 0\nt \"\" 0\nt \"\" 0\n";
    let form = reduced(&read_efg(text.as_bytes()).expect("a game")).expect("small");
    let names: Vec<&str> = form.game.players()[0]
        .strategies
        .iter()
        .map(|name| &**name)
        .collect();
    assert_eq!(names, ["out/*", "in/l", "in/r"]);
}

#[test]
fn all_problems_come_together_with_their_places() {
    let text = r#"EFG 2 R "Broken" { "A" "B" }
c "" 1 "" { "x" 0.3 "y" 0.6 } 0
p "" 3 1 "" { "l" "r" } 0
t "" 1 "" { 1, 2, 3 }
t "" 2 "" { 1 1/0 }
p "" 1 1 "" { "l" } oh
t "" 7
t "" 0 "" { 1 2 }
"#;
    assert_eq!(
        efg_problems(text),
        [
            "2:6: the probabilities sum to 9/10, not to 1",
            "3:6: there is no player 3: the game has 2",
            "4:6: an outcome needs one payoff for each of the 2 players, and has 3",
            "5:15: expected a payoff, or `}`, found `1/0`: a fraction with denominator 0",
            "6:21: expected the number of an outcome, 0 where nothing is paid, found `oh`",
            "7:6: outcome 7 is used before it is described",
            "8:6: outcome 0 means that nothing is paid; it has no name and no payoffs",
        ]
    );
}

#[test]
fn a_set_or_outcome_keeps_its_description() {
    let head = "EFG 2 R \"\" { \"A\" }\np \"\" 1 1 \"x\" { \"a\" \"b\" } 0\n";
    let other =
        format!("{head}p \"\" 1 1 \"x\" {{ \"a\" \"c\" }} 0\nt \"\" 0\nt \"\" 0\nt \"\" 0\n");
    assert_eq!(
        efg_problems(&other),
        [
            "3:8: information set 1 was described before with the name \"x\" and the actions \
          [\"a\", \"b\"], here with the name \"x\" and the actions [\"a\", \"c\"]"
        ]
    );
    let paid = format!("{head}t \"\" 1 \"\" {{ 1 }}\nt \"\" 1 \"\" {{ 2 }}\n");
    assert_eq!(
        efg_problems(&paid),
        [
            "4:6: outcome 1 was described before with the name \"\" and the payoffs 1, here with \
          the name \"\" and the payoffs 2"
        ]
    );
}

#[test]
fn missing_and_surplus_nodes_are_found() {
    let head = "EFG 2 R \"\" { \"A\" }\np \"\" 1 1 \"\" { \"a\" \"b\" } 0\nt \"\" 0\n";
    assert_eq!(
        efg_problems(head),
        ["4:1: the tree is not complete: 1 actions lead nowhere"]
    );
    let surplus = format!("{head}t \"\" 0\nt \"\" 0\n");
    assert_eq!(
        efg_problems(&surplus),
        ["5:1: the tree is complete before this node"]
    );
    assert_eq!(
        efg_problems("EFG 2 R \"\" { }"),
        ["1:15: the tree is not complete: it has no node"]
    );
}

#[test]
fn first_lines_say_what_is_expected() {
    assert_eq!(
        efg_problems(""),
        ["1:1: expected `EFG`, the first word of a game tree, found the end of the file"]
    );
    assert_eq!(
        efg_problems("NFG 1 R"),
        ["1:1: expected `EFG`, the first word of a game tree, found `NFG`"]
    );
    assert_eq!(
        efg_problems("EFG 1 R"),
        ["1:5: expected `2`, the version of the format, found `1`"]
    );
    assert_eq!(
        nfg_problems("NFG 1 R \"x"),
        [
            "1:9: the quoted text that begins here does not end",
            "1:11: expected the players in braces, as in `{ \"A\" \"B\" }`, found the end of the file",
        ]
    );
    assert!(read_efg(&b"\xEF\xBB\xBFEFG 2 R \"\" { }\nt \"\" 0"[..]).is_ok());
    let latin = read_efg(&b"EFG 2 R \"caf\xE9\" { }\nt \"\" 0"[..]).expect_err("no UTF-8");
    assert_eq!(
        latin.to_string(),
        "1:9: this is not UTF-8 text; save the file as UTF-8"
    );
}

#[test]
fn both_kinds_of_tables_are_read() {
    let listed = "NFG 1 R \"\" { \"A\" \"B\" } { 2 2 } \"note\"\n1 1 0 2 2 0 1/2 .5\n";
    let game = read_nfg(listed.as_bytes()).expect("a game");
    assert_eq!(game.comment(), "note");
    assert_eq!(game.players()[1].strategies, ["1".into(), "2".into()]);
    // The second cell is A's second strategy against B's first.
    let cell = game.cell(&[1, 0]);
    assert_eq!(
        game.payoff(cell, PlayerId(1))
            .map(ToString::to_string)
            .as_deref(),
        Some("2")
    );
    assert_eq!(game.strategies(cell), [1, 0]);
    let named = "NFG 1 R \"\" { \"A\" \"B\" } { { \"u\" \"d\" } { \"l\" \"r\" } }\n\
                 { { \"win\" 1, 0 } { \"lose\" 0, 1 } } 1 2 2 0";
    let game = read_nfg(named.as_bytes()).expect("a game");
    assert_eq!(game.payoff(3, PlayerId(0)), None);
    let mut written = Vec::new();
    write_nfg(&game, &mut written).expect("memory");
    assert_eq!(read_nfg(&written[..]).expect("a game"), game);
}

#[test]
fn tables_that_do_not_fit_are_refused() {
    let head = "NFG 1 R \"\" { \"A\" \"B\" } ";
    let check = |rest: &str, expected: &[&str]| {
        assert_eq!(nfg_problems(&format!("{head}{rest}")), expected)
    };
    check("{ 2 2 } 1 2 3", &["1:32: payoffs: expected 8, found 3"]);
    check(
        "{ 2 }",
        &["1:24: lists of strategies, one for each player: expected 2, found 1"],
    );
    check("{ 0 2 } 1", &["1:24: player 1 has no strategy"]);
    check(
        "{ 1000000000 2 } 1",
        &["1:26: more than 1048576 strategies"],
    );
    check(
        "{ 1000000 9999999999 }",
        &["1:34: more than 1048576 strategies"],
    );
    check(
        "{ 1 2 } { { \"\" 1 } { \"\" 1 2 } } 1 3 x",
        &[
            "1:34: payoffs: expected 2, found 1",
            "1:58: there is no outcome 3",
            "1:60: expected the number of an outcome, or the end of the file, found `x`",
        ],
    );
    let many = format!(
        "NFG 1 R \"\" {{ {} }} {{ {} }} 1",
        "\"x\" ".repeat(50),
        "2 ".repeat(50)
    );
    assert!(nfg_problems(&many)[0].ends_with("the table would have more than 2^40 cells"));
}

#[test]
fn hostile_files_end_in_bounded_time_and_memory() {
    let head = "EFG 2 R \"\" { \"A\" }\n";
    let deep = format!(
        "{head}{}t \"\" 0",
        "p \"\" 1 1 \"\" { \"a\" } 0\n".repeat(200_000)
    );
    let tree = read_efg(deep.as_bytes()).expect("a deep game");
    assert_eq!(tree.depth(), 200_000);
    assert_eq!(forgettings(&tree)[0].what, Forgotten::BeingHere);
    assert_eq!(tree.clone(), tree);
    let noise = format!("{head}{}", "p p p { { { ".repeat(10_000));
    assert_eq!(efg_problems(&noise).len(), MOST_PROBLEMS);
    let long = format!("{head}t \"{}\" 0", "x".repeat(3 << 20));
    assert_eq!(
        efg_problems(&long),
        ["2:3: a text of more than 1048576 bytes"]
    );
    let word = format!("{head}t \"\" 1 \"\" {{ {} }}", "9".repeat(10_000));
    assert!(
        efg_problems(&word)
            .iter()
            .any(|one| one.contains("more than"))
    );
}

/// Each of the three ways to forget, with the two nodes that show it.
#[test]
fn who_forgets_what_is_shown_by_two_histories() {
    let absent = "EFG 2 R \"\" { \"A\" }\np \"\" 1 1 \"\" { \"exit\" \"on\" } 0\nt \"\" 0\np \"\" 1 1 0\nt \"\" 0\nt \"\" 0";
    let action = "EFG 2 R \"\" { \"A\" }\np \"\" 1 1 \"\" { \"l\" \"r\" } 0\np \"\" 1 2 \"\" { \"x\" } 0\nt \"\" 0\np \"\" 1 2 0\nt \"\" 0";
    let knowledge = "EFG 2 R \"\" { \"A\" }\nc \"\" 1 \"\" { \"u\" .5 \"d\" .5 } 0\n\
                     p \"\" 1 1 \"\" { \"a\" } 0\np \"\" 1 3 \"\" { \"x\" } 0\nt \"\" 0\n\
                     p \"\" 1 2 \"\" { \"a\" } 0\np \"\" 1 3 0\nt \"\" 0";
    for (text, what, nodes) in [
        (absent, Forgotten::BeingHere, (0, 2)),
        (action, Forgotten::Action, (1, 3)),
        (knowledge, Forgotten::Knowledge, (2, 5)),
    ] {
        let tree = read_efg(text.as_bytes()).expect("a game");
        let found = forgettings(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].what, what);
        assert_eq!(found[0].nodes, (NodeId(nodes.0), NodeId(nodes.1)));
        assert_ne!(
            own_history(&tree, found[0].nodes.0),
            own_history(&tree, found[0].nodes.1)
        );
        assert!(matches!(
            tree.node(found[0].nodes.1).mover,
            Mover::Player(_)
        ));
    }
}

/// A chain of many moves has few plans, but each is as long as the chain.
#[test]
fn reduced_forms_that_are_too_large_are_declined_at_once() {
    let head = "EFG 2 R \"\" { \"A\" }\n";
    let chain = |length: usize| {
        let step = |number| format!("p \"\" 1 {number} \"\" {{ \"out\" \"on\" }} 0\nt \"\" 0\n");
        let text = format!(
            "{head}{}t \"\" 0",
            (0..length).map(step).collect::<String>()
        );
        read_efg(text.as_bytes()).expect("a game")
    };
    assert_eq!(reduced(&chain(50)).expect("small").plans[0].len(), 51);
    assert!(reduced(&chain(100_000)).is_err());
    let wide = (0..40).map(|number| format!("p \"\" 1 {number} \"\" {{ \"a\" \"b\" }} 0\n"));
    let deal = format!(
        "c \"\" 1 \"\" {{ {}}} 0\n",
        (0..40)
            .map(|at| format!("\"{at}\" 1/40 "))
            .collect::<String>()
    );
    let text: String = wide
        .map(|set| format!("{set}t \"\" 0\nt \"\" 0\n"))
        .collect();
    let tree = read_efg(format!("{head}{deal}{text}").as_bytes()).expect("a game");
    assert!(reduced(&tree).is_err(), "2^40 plans");
}
