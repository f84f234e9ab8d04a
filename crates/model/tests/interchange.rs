//! The JSON conflict form: what the published conflicts say, and the way to text and back.

use model::conflict::{Case, Conflict, Direction, PreferenceKind, States};
use model::formula::Formula;
use model::interchange::{from_json, to_conflict_text, to_json};
use model::{MemoryLoader, load};
use syntax::diagnostic::{FileId, Severity};

const PUBLISHED: [(&str, &str); 6] = [
    ("chicken", include_str!("data/chicken.json")),
    ("cuban_missile", include_str!("data/cuban_missile.json")),
    ("elmira_12state", include_str!("data/elmira_12state.json")),
    ("elmira_9state", include_str!("data/elmira_9state.json")),
    (
        "prisoners_dilemma",
        include_str!("data/prisoners_dilemma.json"),
    ),
    ("syria_iraq_1975", include_str!("data/syria_iraq_1975.json")),
];

fn read(name: &str, text: &str) -> Case {
    let read = from_json(FileId(0), text);
    assert!(
        read.diagnostics.is_empty(),
        "{name}: {:?}",
        read.diagnostics
    );
    read.case.unwrap_or_else(|| panic!("{name} has no case"))
}

fn load_text(name: &str, text: &str) -> Case {
    let mut loader = MemoryLoader::new().with("case.conflict", text);
    let checked = load("case.conflict", &mut loader);
    let errors = checked
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error);
    assert_eq!(
        errors.count(),
        0,
        "{name}: {:?}\n{text}",
        checked.diagnostics
    );
    checked.case.unwrap_or_else(|| panic!("{name} has no case"))
}

/// What a conflict means, without places and labels.
fn meaning(conflict: &Conflict) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for option in &conflict.options {
        let owner = option
            .owner
            .map(|owner| &conflict.actors[owner.index()].name);
        writeln!(text, "{:?} {owner:?} {:?}", option.name, option.direction).unwrap();
    }
    match &conflict.states {
        States::FromOptions { merged } => assert!(merged.is_empty()),
        States::Listed { states, moves } => {
            for state in states {
                writeln!(text, "{:?} {:?}", state.name, state.pattern).unwrap();
            }
            writeln!(text, "{moves:?}").unwrap();
        }
    }
    for rule in &conflict.rules {
        writeln!(text, "{:?} {:?}", rule.strength, rule.body).unwrap();
    }
    for (actor, preference) in conflict.actors.iter().zip(&conflict.preferences) {
        writeln!(text, "{:?}", actor.name).unwrap();
        if let PreferenceKind::Ranking(levels) = &preference.kind {
            for level in levels {
                writeln!(text, "  {:?} {}", level.select, level.rest).unwrap();
            }
        }
    }
    writeln!(text, "{:?} {:?}", conflict.title, conflict.status_quo).unwrap();
    text
}

#[test]
fn published_conflicts_come_back_from_text() {
    for (name, json) in PUBLISHED {
        let case = read(name, json);
        let text = to_conflict_text(&case);
        let again = load_text(name, &text);
        assert_eq!(meaning(&case.base), meaning(&again.base), "{name}\n{text}");
    }
}

#[test]
fn published_conflicts_come_back_from_json() {
    for (name, json) in PUBLISHED {
        let case = read(name, json);
        let written = to_json(&case.base, None).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(
            meaning(&case.base),
            meaning(&read(name, &written).base),
            "{name}"
        );
    }
}

#[test]
fn elmira_says_what_the_file_says() {
    let conflict = read("elmira", PUBLISHED[3].1).base;
    assert_eq!(conflict.actors.len(), 3);
    let directions: Vec<Direction> = conflict.options.iter().map(|o| o.direction).collect();
    assert_eq!(
        directions,
        [
            Direction::Up,
            Direction::Down,
            Direction::Both,
            Direction::Up,
            Direction::Both
        ]
    );
    let States::Listed { states, moves } = &conflict.states else {
        panic!("states are listed");
    };
    assert_eq!(states.len(), 9);
    assert_eq!(states[8].pattern.iter().flatten().count(), 1);
    let moves = moves.as_ref().expect("moves are typed");
    let counts: Vec<usize> = moves.iter().map(Vec::len).collect();
    assert_eq!(counts, [4, 12, 8]);
    let PreferenceKind::Ranking(levels) = &conflict.preferences[0].kind else {
        panic!("a ranking");
    };
    let Formula::State(best) = levels[0].select[0] else {
        panic!("a state");
    };
    assert_eq!(states[best.index()].name, "7");
}

#[test]
fn tied_states_share_a_level() {
    let conflict = read("elmira", PUBLISHED[2].1).base;
    let PreferenceKind::Ranking(levels) = &conflict.preferences[0].kind else {
        panic!("a ranking");
    };
    assert_eq!(levels.len(), 9);
    assert_eq!(levels[8].select.len(), 4);
}

#[test]
fn without_states_the_options_make_them() {
    let json = r#"{"decision_makers":["A","B"],
        "options":[{"name":"x","dm":"A"},{"name":"y","dm":"B","direction":"back"},
                   {"name":"z","dm":"A","direction":"fwd"}],
        "infeasible":["YY-"],
        "preferences_most_to_least":{"A":["Y--",["NN-","NY-"]],"B":["-Y-","-N-"]}}"#;
    let case = read("option form", json);
    assert_eq!(case.base.states, States::FromOptions { merged: Vec::new() });
    assert_eq!(case.base.rules.len(), 1);
    let again = load_text("option form", &to_conflict_text(&case));
    assert_eq!(again.base.rules.len(), 1);
    // The text brings the options of A together.
    let names: Vec<&str> = again.base.options.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["x", "z", "y"]);
}

fn messages(json: &str) -> Vec<String> {
    let read = from_json(FileId(0), json);
    assert!(read.case.is_none());
    read.diagnostics.into_iter().map(|d| d.message).collect()
}

#[test]
fn every_error_is_told_with_its_path() {
    let json = r#"{"decision_makers":["US","Iran"],
        "options":[{"name":"x","dm":"US"},{"name":"y","dm":"Iram"}],
        "states":[{"id":1,"yn":"NN"},{"id":"1","yn":"NY"},{"id":3.5}],
        "moves":{"US":{"1":[17,1]},"Iraq":{}},
        "preferences_most_to_least":{"US":[1,1],"Iran":[[]]}}"#;
    let messages = messages(json);
    for expected in [
        "`options[1].dm`: no actor `Iram`",
        "`states[1]`: there is a state 1 already",
        "`states[2].id`: expected a state's id, which is a whole number or a text, found a number",
        "`moves.US.\"1\"[0]`: no state 17",
        "`moves.US.\"1\"[1]`: a move from a state to itself is no move",
        "`moves.Iraq`: no actor `Iraq`",
        "`preferences_most_to_least.US[1]`: state 1 is ranked already",
        "`preferences_most_to_least.Iran[0]`: an empty list of tied states",
    ] {
        assert!(
            messages.iter().any(|m| m == expected),
            "{expected}\n{messages:#?}"
        );
    }
}

#[test]
fn a_ranking_that_leaves_states_out_names_them() {
    let json = r#"{"decision_makers":["A"],"states":[{"id":1},{"id":2},{"id":"x"}],
        "moves":{"A":{"1":[2]}},"preferences_most_to_least":{"A":[2]}}"#;
    assert_eq!(messages(json), ["the ranking of `A` leaves out `1`, `x`"]);
}

#[test]
fn noise_is_refused_in_bounded_time() {
    for noise in [
        "[".repeat(10 << 20),
        "{\"a\":".repeat(1 << 20),
        "\0".repeat(10 << 20),
    ] {
        assert_eq!(messages(&noise).len(), 1);
    }
    let states = vec![r#"{"id":1}"#; 300_000].join(",");
    let many = format!(r#"{{"decision_makers":["A"],"states":[{states}]}}"#);
    assert!(messages(&many).len() <= 201);
}

/// Attitudes and a view over two listed states.
const SEEN: &str = r#"{"decision_makers":["A","B C"],
    "options":[{"name":"x","dm":"A"}],
    "states":[{"id":1,"yn":"N"},{"id":2,"yn":"Y"}],
    "moves":{"A":{"1":[2],"2":[1]}},
    "preferences_most_to_least":{"A":[1,2],"B C":[2,1]},
    "attitudes":{"B C":{"favours":["A"],"disregards":["B C"]}},
    "views":[{"actor":"B C","label":"A that would move",
        "preferences_most_to_least":{"A":[2,1]},
        "attitudes":{"A":{"opposes":["B C"]}}}]}"#;

/// Attitudes and views, without places.
fn seen(case: &Case) -> String {
    let attitudes = |conflict: &Conflict| {
        let all = conflict.attitudes.iter();
        let all = all.map(|one| (one.actor, one.kind, one.towards));
        format!("{:?}", all.collect::<Vec<_>>())
    };
    let mut text = attitudes(&case.base);
    for view in &case.views {
        let conflict = view.conflicts[0].as_ref().expect("it suits the conflict");
        text.push_str(&format!("\n{:?} {:?}\n", view.actor, view.label));
        text.push_str(&meaning(conflict));
        text.push_str(&attitudes(conflict));
    }
    text
}

#[test]
fn attitudes_and_views_are_read_and_come_back_from_text() {
    let case = read("seen", SEEN);
    assert_eq!(case.base.attitudes.len(), 2);
    let view = &case.views[0];
    assert_eq!(view.label.as_deref(), Some("A that would move"));
    assert_eq!(view.changes, ["A ranks otherwise", "A opposes \"B C\""]);
    let conflict = view.conflicts[0].as_ref().expect("it suits the conflict");
    assert_ne!(meaning(conflict), meaning(&case.base));
    assert_eq!(conflict.attitudes.len(), 3);
    let text = to_conflict_text(&case);
    let again = load_text("seen", &text);
    assert_eq!(meaning(&case.base), meaning(&again.base), "{text}");
    assert_eq!(seen(&case), seen(&again), "{text}");
}

#[test]
fn what_is_wrong_in_attitudes_and_views_is_told_with_its_path() {
    let with = |key: &str, value: &str| {
        let start = SEEN.find("\"attitudes\"").expect("it has attitudes");
        format!("{}\"{key}\":{value}}}", &SEEN[..start])
    };
    let wrong = [
        (
            "attitudes",
            r#"{"A":{"likes":["B C"]}}"#,
            "attitudes.A.likes",
        ),
        (
            "attitudes",
            r#"{"A":{"favours":["D"]}}"#,
            "attitudes.A.favours[0]",
        ),
        (
            "attitudes",
            r#"{"A":{"favours":["A"],"opposes":["A"]}}"#,
            "attitudes.A.opposes[0]",
        ),
        ("attitudes", "[]", "attitudes"),
        ("views", "{}", "views"),
        ("views", "[3]", "views[0]"),
        ("views", r#"[{"label":"x"}]"#, "views[0].actor"),
        ("views", r#"[{"actor":"A"},{"actor":"A"}]"#, "views[1]"),
        (
            "views",
            r#"[{"actor":"A","preferences_most_to_least":{"A":[7]}}]"#,
            "views[0].preferences_most_to_least.A[0]",
        ),
    ];
    for (key, value, place) in wrong {
        let told = messages(&with(key, value));
        assert!(
            told.iter().any(|one| one.contains(&format!("`{place}`"))),
            "{value}: {told:?}"
        );
    }
    let short = with(
        "views",
        r#"[{"actor":"A","preferences_most_to_least":{"A":[1]}}]"#,
    );
    let told = messages(&short);
    assert!(
        told[0].contains("the ranking of `A` leaves out"),
        "{told:?}"
    );
}
