//! Tables of stability.

use super::*;

pub(super) fn tables() -> Value {
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
