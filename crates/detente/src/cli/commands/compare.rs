//! `detente compare`.

use report::{pages, records};

use super::deliver;
use crate::answers::compare::{Request, compare, supposable};
use crate::cli::args::Compare;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::{concepts, unknown};
use crate::cli::open::{Opened, open};
use crate::concepts::BASIC;
use crate::naming;

/// Runs it.
pub fn run(host: &Host, args: &Compare) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let accounts = opened.selected()?;
    let supposable = supposable(&opened.case, &accounts);
    named("event or `what if` block", &args.what_if, &supposable)?;
    let pair = pair(&opened, args)?;
    // What the states show is said first, and shown even if the comparison fails.
    let asked = opened.ask_each(host, |world| {
        let outcomes = world.conflict.outcomes.iter();
        Ok(outcomes.map(|outcome| outcome.name.clone()).collect())
    })?;
    let outcomes: Vec<Vec<String>> = asked.answers;
    if outcomes.iter().all(|names| !names.is_empty()) {
        named("outcome", &args.question, &outcomes.concat())?;
    }
    let request = Request {
        file: args.model.file.clone(),
        warnings: asked.warnings,
        concepts: concepts(&args.under, BASIC)?,
        questions: args.question.clone(),
        suppositions: args.what_if.clone(),
        pair,
    };
    let answer = compare(&opened.case, &accounts, &request, &host.control)?;
    if answer.questions.is_empty() {
        return Err(unknown("question", &args.question.join(", "), &[]));
    }
    let depth = if args.explain {
        pages::Depth::Explained
    } else {
        pages::Depth::Answer
    };
    let page = || pages::compare(&answer, depth);
    deliver(host, &args.output, &answer, page, || {
        records::compare(&answer)
    })?;
    Ok(Outcome::Good)
}

/// Every name that was asked for is known.
fn named(kind: &str, asked: &[String], known: &[String]) -> Result<(), Failure> {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    match asked.iter().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(unknown(kind, name, &known)),
        None => Ok(()),
    }
}

/// The two accounts of `--pair`.
fn pair(opened: &Opened, args: &Compare) -> Result<Option<(String, String)>, Failure> {
    if args.pair.is_empty() {
        return Ok(None);
    }
    let selected = opened.selected()?;
    let accounts = selected.iter().map(|conflict| naming::account(conflict));
    let known: Vec<String> = accounts
        .map(|account| account.map_or_else(|| "base".to_owned(), |a| a.name))
        .collect();
    named("account", &args.pair, &known)?;
    match args.pair.as_slice() {
        [first, second] if first != second => Ok(Some((first.clone(), second.clone()))),
        _ => Err(Failure::Usage(
            "--pair takes two different accounts, as in --pair a,b".to_owned(),
        )),
    }
}
