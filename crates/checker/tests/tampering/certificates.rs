//! Certificates: single claims with their sanctions.

use super::*;

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
