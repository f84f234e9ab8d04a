//! `detente verify`.

use checker::world::{Limits, WorldError};
use checker::{Compiled, Findings, Parameters, VerifyError, verify, verify_game, verify_play};
use model::conflict::Conflict;
use play::Limits as PlayLimits;

use super::play::values;
use crate::answers::play::{PlayFailure, written};
use crate::cli::args::Verify;
use crate::cli::failure::{Failure, Outcome, of_build};
use crate::cli::host::Host;
use crate::cli::open::open;
use crate::disk::read_text;
use crate::fingerprint::fingerprint;
use crate::study::World;

/// Most lines of each kind that are shown.
const MOST_SHOWN: usize = 20;

/// Runs it.
pub fn run(host: &Host, args: &Verify) -> Result<Outcome, Failure> {
    let file = &args.model.file;
    if file.ends_with(".efg") || file.ends_with(".nfg") {
        return of_game(host, file, &args.answer);
    }
    let opened = open(host, &args.model)?;
    opened.tell(host);
    let answer = read(&args.answer)?;
    host.control.step("checking the answer")?;
    let findings = if is_play(&answer) {
        let compile = |conflict: &Conflict, parameters: &Parameters| {
            compiled(host, conflict, parameters).map_err(|failure| match failure.message() {
                Some(why) => why.to_owned(),
                None => "it was not built".to_owned(),
            })
        };
        verify_play(&opened.case, &answer, Limits::default(), &compile)
    } else {
        verify(&opened.case, &answer, Limits::default())
    };
    let findings = findings.map_err(|error| failure(&args.answer, &error))?;
    let another =
        hash_of(&answer).is_some_and(|hash| hash != fingerprint(&opened.sources, &opened.options));
    told(host, &args.answer, &findings, another)
}

/// Checks an answer about a game of a file.
fn of_game(host: &Host, file: &str, answer: &str) -> Result<Outcome, Failure> {
    let (game, told_of) = (read(file)?, read(answer)?);
    host.control.step("checking the answer")?;
    let findings = verify_game(&game, &told_of).map_err(|error| failure(answer, &error))?;
    told(host, answer, &findings, false)
}

fn read(path: &str) -> Result<String, Failure> {
    read_text(path).map_err(|why| Failure::InputOutput(format!("cannot read `{path}`: {why}")))
}

fn told(host: &Host, answer: &str, findings: &Findings, another: bool) -> Result<Outcome, Failure> {
    host.print(&in_words(answer, findings, another))?;
    Ok(if findings.is_sound() && findings.checked > 0 {
        Outcome::Good
    } else {
        Outcome::Failed
    })
}

/// Whether an answer is one of `play`.
fn is_play(answer: &str) -> bool {
    let answer: Option<serde_json::Value> = serde_json::from_str(answer).ok();
    let first = answer
        .as_ref()
        .and_then(|answer| answer.get("accounts")?.get(0));
    first.is_some_and(|account| account.get("game").is_some())
}

/// The game of an account, as text.
fn compiled(
    host: &Host,
    conflict: &Conflict,
    parameters: &Parameters,
) -> Result<Compiled, Failure> {
    let sets: Vec<String> = parameters
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let values = values(conflict, &sets)?;
    let world = World::build(conflict, &graph::Limits::default(), &host.control)
        .map_err(|error| of_build(error).1)?;
    let study = world.study(&host.control)?;
    let written =
        written(&study, &values, PlayLimits::default()).map_err(|failure| match failure {
            PlayFailure::Answer(error) => Failure::from(error),
            PlayFailure::Model(diagnostic) => Failure::Usage(diagnostic.message),
        })?;
    Ok(Compiled {
        game: written.game,
        states: written.states,
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
