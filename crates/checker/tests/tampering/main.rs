//! A true answer passes, and each way of bending it is caught and named.

mod always;
mod certificates;
mod models;
mod page;
mod tables;

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
