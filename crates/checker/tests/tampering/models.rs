//! What depends on the model and the form of an answer.

use super::tables::tables;
use super::*;

/// Rules count: without B's talks there is no permit, and protest ends the talks in the same move.
#[test]
fn consequences_consent_and_directions_decide_what_is_a_move() {
    let certificate = |account: &str, actor: &str, state: &str, to: &str| {
        json!({"account": {"name": account}, "certificates": [{"actor": actor, "state": state,
            "concept": "nash", "stable": false, "improvements": [{"to": to}]}]})
    };
    let why = |answer: &Value| {
        let found = findings(WALL, answer);
        found
            .wrong
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(why(&certificate("soft", "A", "NNY", "YNY")), none);
    assert_eq!(
        why(&certificate("soft", "A", "NNN", "YNN")),
        ["NNN is not stable for A under nash: A cannot move from NNN to YNN"],
        "no talks, no consent"
    );
    assert_eq!(
        why(&certificate("soft", "A", "NYY", "YYY")),
        ["NYY is not stable for A under nash: the model has no state NYY"],
        "protest ends talks"
    );
    assert_eq!(
        why(&certificate("hard", "B", "NNY", "NYN")),
        none,
        "protest, and talks end"
    );
    assert_eq!(
        why(&certificate("soft", "B", "NNY", "NYN")),
        ["NNY is not stable for B under nash: B does not prefer NYN to NNY"],
        "in the other account B prefers talks"
    );
    assert_eq!(
        why(&certificate("soft", "A", "YNY", "NNY")),
        ["YNY is not stable for A under nash: A cannot move from YNY to NNY"],
        "a wall stays built"
    );
}

#[test]
fn answers_for_several_accounts_are_checked_one_by_one() {
    let nash = |of_b: &[&str], equilibria: &[&str]| {
        json!({"nash": {"stable": {"A": ["YNN", "YYN", "YNY", "NNN", "NYN"], "B": of_b},
            "equilibria": equilibria}})
    };
    let soft = json!({"account": {"name": "soft"},
        "concepts": nash(&["NNY", "YNY"], &["YNY"])});
    let hard = json!({"account": {"name": "hard"},
        "concepts": nash(&["NYN", "YYN"], &["NYN", "YYN"])});
    let mut answer = json!({"version": 1, "accounts": [soft, hard]});
    let found = findings(WALL, &answer);
    assert!(found.is_sound(), "{:?}", found.wrong);
    answer["accounts"][1]["concepts"] = nash(&["NYN"], &["NYN"]);
    let wrong: Vec<String> = findings(WALL, &answer)
        .wrong
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        wrong,
        [
            "account hard: the states stable for B under nash: 1 state is left out: YYN",
            "account hard: the equilibria under nash: 1 state is left out: YYN"
        ]
    );
}

#[test]
fn what_is_no_answer_is_refused() {
    let refused = |model: &str, text: &str| {
        verify(&case(model), text, Limits::default()).expect_err("refused")
    };
    assert!(matches!(
        refused(NEIGHBOURS, "\u{0}\u{1}"),
        VerifyError::Form(_)
    ));
    assert!(matches!(
        refused(NEIGHBOURS, &"[".repeat(100_000)),
        VerifyError::Form(_)
    ));
    assert!(matches!(
        refused(NEIGHBOURS, "[1, 2]"),
        VerifyError::Form(_)
    ));
    assert_eq!(refused(NEIGHBOURS, "{}"), VerifyError::Nothing);
    assert_eq!(
        refused(NEIGHBOURS, r#"{"version": 2}"#),
        VerifyError::Version(2)
    );
    assert_eq!(
        refused(WALL, &tables().to_string()),
        VerifyError::WhichAccount
    );
    let other = r#"{"account": {"name": "mild"}}"#;
    assert_eq!(
        refused(WALL, other),
        VerifyError::NoSuchAccount("mild".to_owned())
    );
    let limits = Limits {
        vectors: 4,
        ..Limits::default()
    };
    let answer = r#"{"account": {"name": "soft"}, "actors": ["A", "B"]}"#;
    let error = verify(&case(WALL), answer, limits).expect_err("too large");
    assert_eq!(
        error.to_string(),
        "8 vectors of option values are more than the 4 that are re-checked"
    );
}

#[test]
fn what_is_too_large_to_search_is_listed_as_unchecked() {
    let limits = Limits {
        states: 3,
        ..Limits::default()
    };
    let mut answer = tables();
    answer["certificates"] = with_sanction("gmr", &SHORT, true)["certificates"].clone();
    let found = verify(&case(NEIGHBOURS), &answer.to_string(), limits).expect("an answer");
    assert!(found.is_sound());
    assert_eq!(
        found.unchecked.len(),
        1,
        "the tables: {:?}",
        found.unchecked
    );
    assert_eq!(
        found.checked, 4,
        "actors, states, status quo and the certificate"
    );
}
