//! A true answer passes, and each way of bending it is caught and named.

use checker::world::Limits;
use checker::{Findings, VerifyError, verify};
use model::conflict::Case;
use model::{MemoryLoader, load};
use serde_json::{Value, json};

/// A improves from s1 to s2. B and C can answer with s3 and s4, which is worse for A than s1 and
/// an improvement for both, but from s4 A can escape to s5. B can go on to s6, against its own
/// interest, where A has no way out. So s1 is stable for A under gmr, smr and seq, and not under
/// nash and sseq.
const NEIGHBOURS: &str = r#"conflict "Three neighbours"
actor A
actor B
actor C
state s1
state s2
state s3
state s4
state s5
state s6
status quo s1
A moves
  s1 <-> s2
  s4 -> s5
B moves
  s2 -> s3
  s3 -> s6
  s4 -> s6
C moves
  s3 -> s4
A ranks
  s5
  s2
  s3
  s1
  s6
  s4
B ranks
  s3
  s2
  s4
  s6
  s1
  s5
C ranks
  s4
  s3
  rest
outcome calm "nobody loses": not s5
"#;

/// A one-way option, a forced consequence, consent and two accounts.
const WALL: &str = r#"conflict "A wall"
actor A
  option build irreversible
actor B
  option protest
  option talks
rule clash   protest ends talks
rule permit  build needs consent of B by talks
status quo talks
A prefers
  build
B prefers
  not build
  talks
account soft
account hard
  B prefers
    protest
    not build
"#;

fn case(text: &str) -> Case {
    let mut loader = MemoryLoader::new().with("a.conflict", text);
    let checked = load("a.conflict", &mut loader);
    checked
        .case
        .unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

fn findings(model: &str, answer: &Value) -> Findings {
    verify(&case(model), &answer.to_string(), Limits::default()).expect("an answer")
}

/// Asserts that nothing is wrong with an answer about the neighbours.
fn sound(answer: &Value) {
    let found = findings(NEIGHBOURS, answer);
    assert!(found.is_sound(), "{:?}", found.wrong);
    assert!(found.checked > 0);
}

/// Asserts that exactly one claim about the neighbours is wrong, for this reason.
#[track_caller]
fn caught(answer: &Value, why: &str) {
    let found = findings(NEIGHBOURS, answer);
    let whys: Vec<&str> = found.wrong.iter().map(|wrong| wrong.why.as_str()).collect();
    assert_eq!(whys, [why]);
}

fn steps(steps: &[(&str, &str)]) -> Value {
    steps
        .iter()
        .map(|(actor, to)| json!({"actor": actor, "to": to}))
        .collect()
}

/// A certificate for A at s1 with a sanction against s2.
fn with_sanction(concept: &str, path: &[(&str, &str)], credible: bool) -> Value {
    let sanction = json!({"steps": steps(path), "credible": credible});
    certificate(concept, true, &json!([{"to": "s2", "sanction": sanction}]))
}

fn certificate(concept: &str, stable: bool, improvements: &Value) -> Value {
    json!({"certificates": [{"actor": "A", "state": "s1", "concept": concept, "stable": stable,
        "improvements": improvements}]})
}

const SHORT: [(&str, &str); 2] = [("B", "s3"), ("C", "s4")];
const LONG: [(&str, &str); 3] = [("B", "s3"), ("C", "s4"), ("B", "s6")];

#[test]
fn true_certificates_pass() {
    sound(&with_sanction("gmr", &SHORT, true));
    sound(&with_sanction("gmr", &LONG, false));
    sound(&with_sanction("smr", &LONG, false));
    sound(&with_sanction("seq", &SHORT, true));
    sound(&certificate("nash", false, &json!([{"to": "s2"}])));
    sound(&certificate("sseq", false, &json!([{"to": "s2"}])));
}

#[test]
fn sanctions_must_be_legal_sequences() {
    caught(
        &with_sanction("gmr", &[("C", "s4")], true),
        "C cannot move from s2 to s4",
    );
    caught(
        &with_sanction("gmr", &[("B", "s3"), ("B", "s6")], false),
        "B moves twice in succession",
    );
    caught(
        &with_sanction("gmr", &[("A", "s1")], false),
        "A takes part in the sanction against itself",
    );
    caught(
        &with_sanction("gmr", &[], true),
        "the sanction after s2 has no moves",
    );
    caught(
        &with_sanction("gmr", &[("D", "s3")], true),
        "the model has no actor D",
    );
    caught(
        &with_sanction("gmr", &[("B", "s9")], true),
        "the model has no state s9",
    );
}

#[test]
fn sanctions_must_end_where_the_concept_asks() {
    caught(
        &with_sanction("gmr", &[("B", "s3")], true),
        "the sanction ends at s3, which A prefers to s1",
    );
    caught(
        &with_sanction("smr", &SHORT, true),
        "after the sanction A can move on to s5, which it prefers to s1",
    );
    caught(
        &with_sanction("seq", &LONG, true),
        "B does not prefer s6 to s4, which its own improvements must be",
    );
    caught(
        &with_sanction("nash", &SHORT, true),
        "under nash no sanction deters",
    );
}

#[test]
fn what_is_said_of_a_sanction_must_be_true() {
    caught(
        &with_sanction("gmr", &SHORT, false),
        "the sanction after s2 is made of improvements",
    );
    caught(
        &with_sanction("smr", &LONG, true),
        "the sanction after s2 is not made of improvements",
    );
    let mut answer = with_sanction("gmr", &SHORT, true);
    let sanction = &mut answer["certificates"][0]["improvements"][0]["sanction"];
    sanction["best_answer"] = json!("s6");
    caught(&answer, "A cannot move from s4 to s6");
    answer["certificates"][0]["improvements"][0]["sanction"]["best_answer"] = json!("s5");
    sound(&answer);
}

#[test]
fn improvements_must_be_improvements_and_all_of_them() {
    let to = |to: &str| json!([{"to": to}]);
    caught(
        &certificate("nash", false, &to("s3")),
        "A cannot move from s1 to s3",
    );
    caught(
        &certificate("nash", true, &json!([])),
        "the improvement to s2 is left out",
    );
    caught(
        &certificate("nash", true, &to("s2")),
        "an improvement has no sanction",
    );
    caught(
        &certificate("nash", false, &json!([])),
        "no improvement is shown that nothing deters",
    );
    let twice = json!([{"to": "s2"}, {"to": "s2"}]);
    caught(
        &certificate("nash", false, &twice),
        "the improvement to s2 is listed twice",
    );
    let mut backwards = certificate("nash", false, &to("s1"));
    backwards["certificates"][0]["state"] = json!("s2");
    caught(&backwards, "A does not prefer s1 to s2");
}

#[test]
fn a_sanction_that_exists_cannot_be_denied() {
    for concept in ["gmr", "smr", "seq"] {
        caught(
            &certificate(concept, false, &json!([{"to": "s2"}])),
            "the improvement to s2 has a sanction after all",
        );
    }
}

#[test]
fn names_must_be_known() {
    let mut answer = with_sanction("gmr", &SHORT, true);
    answer["certificates"][0]["concept"] = json!("nosh");
    caught(&answer, "`nosh` is not one of nash, gmr, smr, seq, sseq");
    answer["certificates"][0]["concept"] = json!("gmr");
    answer["certificates"][0]["actor"] = json!("D");
    caught(&answer, "the model has no actor D");
}

fn tables() -> Value {
    let all = ["s1", "s2", "s3", "s4", "s5", "s6"];
    json!({
        "version": 1,
        "actors": ["A", "B", "C"],
        "states": all.map(|id| json!({"id": id, "label": ""})),
        "status_quo": "s1",
        "concepts": {
            "nash": {
                "stable": {
                    "A": ["s2", "s3", "s5", "s6"],
                    "B": ["s1", "s3", "s4", "s5", "s6"],
                    "C": ["s1", "s2", "s4", "s5", "s6"]
                },
                "equilibria": ["s5", "s6"]
            },
            "gmr": {
                "stable": {
                    "A": ["s1", "s2", "s3", "s5", "s6"],
                    "B": ["s1", "s2", "s3", "s4", "s5", "s6"],
                    "C": ["s1", "s2", "s3", "s4", "s5", "s6"]
                },
                "equilibria": ["s1", "s2", "s3", "s5", "s6"]
            }
        },
        "coalitions": [
            {"members": ["A", "B"], "stable": {"cnash": ["s2", "s3", "s4", "s5", "s6"]}}
        ]
    })
}

#[test]
fn true_tables_pass() {
    sound(&tables());
}

#[test]
fn tables_may_leave_an_actor_out_everywhere() {
    let mut answer = tables();
    for concept in ["nash", "gmr"] {
        let stable = answer["concepts"][concept]["stable"].as_object_mut();
        stable.expect("an object").remove("C");
    }
    sound(&answer);
}

#[test]
fn tables_must_list_exactly_the_stable_states() {
    let mut answer = tables();
    answer["concepts"]["nash"]["stable"]["A"] = json!(["s1", "s2", "s3", "s5", "s6"]);
    caught(
        &answer,
        "s1 does not belong: A can improve to s2 undeterred",
    );
    let mut answer = tables();
    answer["concepts"]["gmr"]["stable"]["A"] = json!(["s2", "s3", "s5", "s6"]);
    caught(&answer, "1 state is left out: s1");
    let mut answer = tables();
    answer["concepts"]["nash"]["equilibria"] = json!(["s5"]);
    caught(&answer, "1 state is left out: s6");
    let mut answer = tables();
    answer["concepts"]["nash"]["equilibria"] = json!(["s1", "s5", "s6"]);
    caught(
        &answer,
        "s1 does not belong: it is not stable for every actor",
    );
    let mut answer = tables();
    let stable = answer["concepts"]["nash"]["stable"]
        .as_object_mut()
        .expect("an object");
    stable.remove("B");
    caught(&answer, "they are not given");
    let mut answer = tables();
    answer["coalitions"][0]["stable"]["cnash"] = json!(["s2"]);
    caught(&answer, "4 states are left out: s3, s4, s5, s6");
    let mut answer = tables();
    answer["coalitions"][0]["stable"]["cnash"] = json!(["s1", "s2", "s3", "s4", "s5", "s6"]);
    caught(
        &answer,
        "s1 does not belong: A+B can improve together, undeterred",
    );
    let mut answer = tables();
    answer["concepts"]["l2"] = json!({"stable": {}, "equilibria": []});
    caught(&answer, "it is defined for two actors, and there are 3");
}

#[test]
fn tables_must_be_about_this_model() {
    let mut answer = tables();
    answer["actors"] = json!(["A", "C", "B"]);
    caught(&answer, "the model's actors are A, B, C");
    let mut answer = tables();
    answer["states"].as_array_mut().expect("a list").pop();
    caught(&answer, "1 state is left out: s6");
    let mut answer = tables();
    answer["status_quo"] = json!("s2");
    caught(&answer, "it is s1");
    let mut answer = tables();
    answer["filter"] = json!("not s6");
    caught(&answer, "1 state is listed too many: s6");
}

/// "Always calm" from s1: under nash A takes s2, B s3, C s4, A s5; under seq A is deterred.
fn always(concept: &str, holds: bool, path: &[(&str, &str)]) -> Value {
    json!({"holds": [{
        "outcome": "calm", "inside": ["s1", "s2", "s3", "s4", "s6"], "from": "s1",
        "concept": concept, "choice": "most-preferred", "holds": holds, "path": steps(path)}]})
}

const WAY_OUT: [(&str, &str); 4] = [("A", "s2"), ("B", "s3"), ("C", "s4"), ("A", "s5")];

fn deterred() -> Value {
    let mut answer = always("seq", true, &[]);
    answer["holds"][0]["visited"] = json!(["s1"]);
    answer["holds"][0]["deterred"] = json!([{"from": "s1", "actor": "A", "to": "s2",
        "sanction": {"steps": steps(&SHORT), "credible": true}}]);
    answer
}

#[test]
fn true_answers_to_always_pass() {
    sound(&always("nash", false, &WAY_OUT));
    sound(&deterred());
    let mut counted = always("seq", true, &[]);
    counted["holds"][0]["visited"] = json!(1);
    counted["holds"][0]["deterred"] = json!(1);
    sound(&counted);
}

#[test]
fn answers_to_always_must_be_right() {
    caught(
        &always("nash", true, &[]),
        "undeterred moves lead to s5, outside it",
    );
    caught(
        &always("seq", false, &WAY_OUT),
        "no sequence of undeterred moves leads out of it",
    );
    caught(
        &always("cnash", true, &[]),
        "`cnash` is not one of nash, gmr, smr, seq, sseq",
    );
    caught(&always("nm", true, &[]), "`nm` is defined for two actors");
}

#[test]
fn ways_out_must_be_taken_shortest_and_lead_out() {
    caught(
        &always("nash", false, &WAY_OUT[..3]),
        "the path ends at s4, where it is true",
    );
    caught(
        &always("nash", false, &[("A", "s2"), ("B", "s3"), ("B", "s6")]),
        "B does not take the move from s3 to s6",
    );
    caught(
        &always("nash", false, &[("B", "s3")]),
        "B cannot move from s1 to s3",
    );
    let mut answer = always("nash", false, &WAY_OUT);
    answer["holds"][0]["inside"] = json!(["s1", "s2", "s3", "s6"]);
    caught(&answer, "where it is true is given wrongly at s4");
    answer["holds"][0]
        .as_object_mut()
        .expect("an object")
        .remove("outcome");
    caught(&answer, "the shortest way out has 3 moves");
}

#[test]
fn what_is_said_of_deterred_moves_must_be_true() {
    let change = |key: &str, value: Value| {
        let mut answer = deterred();
        answer["holds"][0]["deterred"][0][key] = value;
        answer
    };
    caught(&change("from", json!("s2")), "s2 is not visited");
    caught(&change("to", json!("s3")), "A cannot move from s1 to s3");
    caught(
        &change("sanction", Value::Null),
        "nothing is said to deter the move of A from s1 to s2",
    );
    let sanction = json!({"steps": steps(&LONG), "credible": false});
    caught(
        &change("sanction", sanction),
        "B does not prefer s6 to s4, which its own improvements must be",
    );
    let mut answer = deterred();
    answer["holds"][0]["visited"] = json!(["s1", "s2"]);
    caught(&answer, "the visited states are s1");
    answer["holds"][0]["visited"] = json!(3);
    caught(&answer, "1 states are visited, not 3");
    answer["holds"][0]["visited"] = json!(1);
    answer["holds"][0]["deterred"] = json!(2);
    caught(&answer, "1 moves are deterred, not 2");
}

/// The answers of the commands `holds` and `explain`, with states as objects and steps that say
/// where they start.
#[test]
fn answers_of_other_commands_are_checked() {
    let step = |actor: &str, from: &str, to: &str| json!({"actor": actor, "from": {"id": from}, "to": {"id": to}, "improvement": true});
    let sanction = json!({"credible": true,
        "steps": [step("B", "s2", "s3"), step("C", "s3", "s4")]});
    let temptation = json!({"step": step("A", "s1", "s2"), "sanction": sanction});
    let mut holds = json!({"version": 1, "formula": "not s5", "from": {"id": "s1"}, "accounts": [
        {"account": null, "verdicts": [{"concept": "seq", "holds": true, "visited": 1,
            "deterred": 1, "temptations": [temptation]}]}]});
    sound(&holds);
    holds["formula"] = json!("not s1");
    caught(&holds, "undeterred moves lead to s1, outside it");
    let mut explain = json!({"version": 1, "accounts": [{"state": {"id": "s1"}, "explanations": [
        {"actor": "A", "concept": "seq", "stable": true, "verdict": "deterred",
            "by": [temptation]},
        {"actor": "A", "concept": "nash", "stable": false, "verdict": "leaves",
            "to": [step("A", "s1", "s2")]},
        {"actor": "B", "concept": "nash", "stable": true, "verdict": "no-improvement"}]}]});
    sound(&explain);
    explain["accounts"][0]["explanations"][2]["stable"] = json!(false);
    caught(&explain, "no improvement is shown that nothing deters");
    explain["accounts"][0]["explanations"][2]["stable"] = json!(true);
    explain["accounts"][0]["explanations"][1]["to"][0]["from"]["id"] = json!("s3");
    caught(&explain, "the move to s2 is not this actor's from here");
    explain["accounts"][0]["explanations"][1]["to"][0] = step("A", "s1", "s2");
    let sanction = &mut explain["accounts"][0]["explanations"][0]["by"][0]["sanction"];
    sanction["steps"][1]["from"]["id"] = json!("s2");
    caught(&explain, "a step starts at s2, not at s3");
}

/// The answer of `analyze`: questions, the standing of the status quo, equilibria, escalation.
fn page() -> Value {
    let step = |actor: &str, from: &str, to: &str| json!({"actor": actor, "from": {"id": from}, "to": {"id": to}, "improvement": true});
    let path = [
        step("A", "s1", "s2"),
        step("B", "s2", "s3"),
        step("C", "s3", "s4"),
        step("A", "s4", "s5"),
    ];
    json!({"version": 1, "accounts": [{
        "actors": [{"name": "A"}, {"name": "B"}, {"name": "C", "label": "third"}],
        "states": 6,
        "status_quo": {"id": "s1"},
        "questions": [{"name": "calm", "formula": "not s5", "verdicts": [
            {"concept": "nash", "holds": false, "path": path},
            {"concept": "seq", "holds": true}]}],
        "standing": [{"concept": "nash", "equilibrium": false, "leaves": []},
            {"concept": "gmr", "equilibrium": true, "leaves": []}],
        "equilibria": [
            {"state": {"id": "s5"}, "concepts": ["nash", "gmr"], "moves": 4, "improvements": 4},
            {"state": {"id": "s6"}, "concepts": ["nash", "gmr"], "moves": 4,
                "improvements": null}],
        "equilibria_by_concept": {"nash": 2, "gmr": 5},
        "escalation": [{"question": "calm", "by_improvements": path, "by_any_moves": path}]
    }]})
}

#[test]
fn the_page_of_an_analysis_is_checked() {
    sound(&page());
    let change = |pointer: &str, value: Value| {
        let mut answer = page();
        *answer.pointer_mut(pointer).expect("it is there") = value;
        answer
    };
    let (two, three) = (json!(2), json!(3));
    caught(
        &change("/accounts/0/states", json!(7)),
        "there are 6, not 7",
    );
    caught(
        &change("/accounts/0/standing/0/equilibrium", json!(true)),
        "it is not one",
    );
    caught(
        &change("/accounts/0/standing/1/equilibrium", json!(false)),
        "it is one",
    );
    caught(
        &change("/accounts/0/equilibria_by_concept/nash", three),
        "there are 2",
    );
    caught(
        &change("/accounts/0/equilibria/0/moves", two),
        "by any moves it is 4 steps away",
    );
    caught(
        &change("/accounts/0/equilibria/1/improvements", json!(4)),
        "by improvements it is out of reach",
    );
    caught(
        &change("/accounts/0/equilibria/0/concepts", json!(["nash"])),
        "it is one under gmr, too",
    );
    caught(
        &change("/accounts/0/equilibria/0/state/id", json!("s2")),
        "it is none under nash",
    );
    caught(
        &change("/accounts/0/escalation/0/by_improvements", Value::Null),
        "a shortest sequence has 4 moves",
    );
    caught(
        &change("/accounts/0/escalation/0/by_any_moves/1/to/id", json!("s6")),
        "B cannot move from s2 to s6",
    );
    caught(
        &change("/accounts/0/escalation/0/question", json!("peace")),
        "there is no such question",
    );
}

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
