//! Answers to `always`, and those of other commands.

use super::*;

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
