//! `detente verify`.

use checker::world::{Limits, WorldError};
use checker::{Findings, VerifyError, verify};

use crate::cli::args::Verify;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::open;
use crate::disk::read_text;
use crate::fingerprint::fingerprint;

/// Most lines of each kind that are shown.
const MOST_SHOWN: usize = 20;

/// Runs it.
pub fn run(host: &Host, args: &Verify) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    opened.tell(host);
    let answer = read_text(&args.answer)
        .map_err(|why| Failure::InputOutput(format!("cannot read `{}`: {why}", args.answer)))?;
    host.control.step("checking the answer")?;
    let findings = verify(&opened.case, &answer, Limits::default())
        .map_err(|error| failure(&args.answer, &error))?;
    let another =
        hash_of(&answer).is_some_and(|hash| hash != fingerprint(&opened.sources, &opened.options));
    host.print(&in_words(&args.answer, &findings, another))?;
    Ok(if findings.is_sound() && findings.checked > 0 {
        Outcome::Good
    } else {
        Outcome::Failed
    })
}

/// The hash of the model that an answer was made from, if it says.
fn hash_of(answer: &str) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_str(answer).ok()?;
    let part = answer.get("accounts").and_then(|accounts| accounts.get(0));
    let hash = part.unwrap_or(&answer).get("model_sha256")?;
    hash.as_str().map(str::to_owned)
}

fn failure(answer: &str, error: &VerifyError) -> Failure {
    let message = format!("cannot verify `{answer}`: {error}");
    match error {
        VerifyError::World(WorldError::TooLarge { .. }) => Failure::TooLarge(message),
        _ => Failure::Usage(message),
    }
}

fn in_words(answer: &str, findings: &Findings, another: bool) -> String {
    let mut text = String::new();
    for wrong in findings.wrong.iter().take(MOST_SHOWN) {
        text.push_str(&format!("wrong: {wrong}\n"));
    }
    for unchecked in findings.unchecked.iter().take(MOST_SHOWN) {
        text.push_str(&format!("not checked: {unchecked}\n"));
    }
    if another {
        text.push_str(
            "note: the answer was made from another model, or another version of this one\n",
        );
    }
    let claims = |count: u64| match count {
        1 => "1 claim".to_owned(),
        count => format!("{count} claims"),
    };
    text.push_str(&format!("{answer}: {} checked", claims(findings.checked)));
    text.push_str(&match findings.wrong.len() {
        0 => ", none is wrong".to_owned(),
        1 => ", 1 is wrong".to_owned(),
        count => format!(", {count} are wrong"),
    });
    if !findings.unchecked.is_empty() {
        text.push_str(&format!("; {} not checked", findings.unchecked.len()));
    }
    text.push('\n');
    text
}
