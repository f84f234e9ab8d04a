//! The page of an analysis.

use super::*;

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
