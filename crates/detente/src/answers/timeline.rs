//! Which outcomes held when: the same rules with the events known by each date.
//!
//! In: a model, read anew for each date. Out: a [`Timeline`]. Nothing is carried over from one date
//! to the next: each moment is the model as of that date, asked the same questions.

use std::collections::BTreeSet;

use graph::Control;
use model::conflict::{Case, Concept, Conflict, Date, Event};
use model::evidence::When;
use model::{LoadOptions, Loader};
use report::answer::{
    Holds, Moment, MomentAccount, MomentQuestion, Timeline, VERSION, sequence_in_words,
};
use stability::Choice;
use syntax::diagnostic::Severity;

use super::compare::by_concept;
use super::holds;
use super::questions::questions;
use super::reasons::WaysOut;
use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::naming;
use crate::study::World;

/// Most dates that are worked out; the model is read once for each.
const MOST_DATES: usize = 400;
/// Before every event.
const FIRST: Date = Date {
    year: 1,
    month: 1,
    day: 1,
};

/// What to ask.
#[derive(Clone, Debug)]
pub struct Request {
    /// Under which concepts.
    pub concepts: Vec<Concept>,
    /// Names of the accounts; all where none. `base` is the conflict without any.
    pub accounts: Vec<String>,
}

impl Default for Request {
    /// All accounts under the five basic concepts.
    fn default() -> Self {
        Request {
            concepts: BASIC.to_vec(),
            accounts: Vec::new(),
        }
    }
}

/// What held before the first dated event, and from the date of each, up to the date of the model.
///
/// Cost: the model is read and its accounts are analysed once for each date.
///
/// # Errors
/// If the model has errors, if it has too many dates or is too large, if a concept does not fit
/// it, or when the host stops the work.
pub fn timeline(
    entry: &str,
    options: &LoadOptions,
    loader: &mut dyn Loader,
    request: &Request,
    control: &Control,
) -> Result<Timeline, AnswerError> {
    let last = load(entry, options, loader)?;
    let until = last.base.as_of;
    let dates = dates(&last, until);
    if dates.len() > MOST_DATES {
        return Err(AnswerError::TooLarge(format!(
            "there are events on {} dates, and at most {MOST_DATES} are worked out; ask for an \
             earlier part with --as-of",
            dates.len()
        )));
    }
    let mut remarks = Vec::new();
    let mut moments = Vec::new();
    let mut asked = vec![None];
    asked.extend(dates.iter().map(|date| Some(*date)));
    for date in asked {
        let words = date.map_or_else(|| "the beginning".to_owned(), model::date_text);
        control.step(&format!("asking as of {words}"))?;
        let then = LoadOptions {
            as_of: Some(date.unwrap_or(FIRST)),
            ..options.clone()
        };
        let case = load(entry, &then, loader)?;
        if date.is_none() {
            throughout(&case, &mut remarks);
        }
        let moment = Moment {
            date: date.map(model::date_text),
            events: date.map(|date| happened(&case, date)).unwrap_or_default(),
            offices: date.map(|date| offices(&case, date)).unwrap_or_default(),
            accounts: accounts(&case, request, &words, &mut remarks, control)?,
        };
        // An event that no account lets happen changes nothing.
        if date.is_none() || !moment.events.is_empty() {
            moments.push(moment);
        }
    }
    add_offices(&last, &dates, until, &mut moments);
    nowhere(&last, until, &mut remarks);
    if dates.is_empty() {
        remarks.push("No event has a date by then, so there is one moment only.".to_owned());
    }
    Ok(Timeline {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: entry.to_owned(),
        title: last.base.title.clone(),
        concepts: request.concepts.iter().map(|c| c.name()).collect(),
        moments,
        remarks,
    })
}

fn load(entry: &str, options: &LoadOptions, loader: &mut dyn Loader) -> Result<Case, AnswerError> {
    let checked = model::load_with(entry, options, loader);
    checked.case.ok_or_else(|| {
        let mut errors = checked.diagnostics.iter();
        let first = errors.find(|d| d.severity == Severity::Error);
        AnswerError::Question(first.map_or_else(
            || "the model has errors".to_owned(),
            |error| error.message.clone(),
        ))
    })
}

fn conflicts(case: &Case) -> impl Iterator<Item = &Conflict> {
    std::iter::once(&case.base).chain(&case.accounts)
}

/// The days by which events have happened, up to the date of the model: for a month or a year its
/// last day.
fn dates(case: &Case, until: Option<Date>) -> BTreeSet<Date> {
    let events = conflicts(case).flat_map(|conflict| &conflict.events);
    let dates = events.filter_map(|event| event.date.map(When::last_day));
    dates
        .filter(|date| until.is_none_or(|until| *date <= until))
        .collect()
}

/// The events of a date that happened in at least one account, in words.
fn happened(case: &Case, date: Date) -> Vec<String> {
    let mut found = Vec::new();
    for conflict in case.analysed() {
        for event in &conflict.events {
            let words = in_words(event);
            let then = event.date.map(When::last_day) == Some(date);
            if event.happened && then && !found.contains(&words) {
                found.push(words);
            }
        }
    }
    found
}

fn in_words(event: &Event) -> String {
    let words = event.label.clone().unwrap_or_else(|| event.name.clone());
    match event.date {
        Some(when @ (When::Month(..) | When::Year(_))) => {
            format!("{words} (some day in {})", model::when_text(when))
        }
        _ => words,
    }
}

/// Who takes or leaves office on a date, in words.
fn offices(case: &Case, date: Date) -> Vec<String> {
    let mut found = Vec::new();
    for office in &case.base.evidence.offices {
        let of = naming::actor_name(&case.base, office.actor);
        let title = &office.title;
        for holder in &office.holders {
            let person = &holder.person;
            if holder.until == Some(date) {
                found.push(format!("{person} is no longer {title} of {of}"));
            }
            if holder.from == date {
                found.push(format!("{person} is {title} of {of}"));
            }
        }
    }
    found
}

/// Adds moments for changes of office between the first event and the last date, without answers:
/// no rule depends on who holds an office.
fn add_offices(
    case: &Case,
    dates: &BTreeSet<Date>,
    until: Option<Date>,
    moments: &mut Vec<Moment>,
) {
    let (Some(first), Some(last)) = (dates.first(), until.or(dates.last().copied())) else {
        return;
    };
    let terms = case.base.evidence.offices.iter().flat_map(|o| &o.holders);
    let changes: BTreeSet<Date> = terms
        .flat_map(|holder| [Some(holder.from), holder.until])
        .flatten()
        .filter(|date| first < date && *date <= last && !dates.contains(date))
        .collect();
    moments.extend(changes.into_iter().map(|date| Moment {
        date: Some(model::date_text(date)),
        events: Vec::new(),
        offices: offices(case, date),
        accounts: Vec::new(),
    }));
    // Dates as text are in the order of time; the time before the first stays first.
    moments.sort_by(|a, b| a.date.cmp(&b.date));
}

/// Says which events count from the beginning, whatever their date, and in which accounts.
fn throughout(first: &Case, remarks: &mut Vec<String>) {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for conflict in first.analysed() {
        let account = conflict
            .account
            .as_ref()
            .map_or("base", |a| a.name.as_str());
        for event in conflict.events.iter().filter(|event| event.happened) {
            match found.iter_mut().find(|(name, _)| *name == event.name) {
                Some((_, accounts)) => accounts.push(account),
                None => found.push((&event.name, vec![account])),
            }
        }
    }
    for (event, accounts) in found {
        remarks.push(if accounts.len() == first.analysed().len() {
            format!("`{event}` is said to have happened, and counts from the beginning.")
        } else {
            let accounts = accounts.join(", ");
            format!(
                "`{event}` is said to have happened, and counts from the beginning in {accounts}."
            )
        });
    }
}

/// Says which events are in no moment: those without a date, and those of a later date.
fn nowhere(last: &Case, until: Option<Date>, remarks: &mut Vec<String>) {
    let (mut undated, mut later): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for event in last.analysed().iter().flat_map(|conflict| &conflict.events) {
        let list = match event.date.map(When::last_day) {
            None => &mut undated,
            Some(date) if until.is_some_and(|until| date > until) => &mut later,
            Some(_) => continue,
        };
        if !event.happened && !list.contains(&event.name.as_str()) {
            list.push(&event.name);
        }
    }
    if !undated.is_empty() {
        remarks.push(format!(
            "Without a date, and so at no moment: {}.",
            undated.join(", ")
        ));
    }
    if let Some(until) = until.filter(|_| !later.is_empty()) {
        remarks.push(format!(
            "Later than {}, and so at no moment: {}.",
            model::date_text(until),
            later.join(", ")
        ));
    }
}

fn accounts(
    case: &Case,
    request: &Request,
    words: &str,
    remarks: &mut Vec<String>,
    control: &Control,
) -> Result<Vec<MomentAccount>, AnswerError> {
    let mut found = Vec::new();
    for conflict in selected(case, &request.accounts) {
        control.check()?;
        match World::build(conflict, &graph::Limits::default(), control) {
            Ok(world) => found.push(account(&world, request, control)?),
            Err(graph::BuildError::Model(diagnostics)) => {
                let why = diagnostics.first().map_or("", |d| d.message.as_str());
                let name = conflict
                    .account
                    .as_ref()
                    .map_or("base", |a| a.name.as_str());
                remarks.push(format!("As of {words}, `{name}` has no answer: {why}."));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(found)
}

fn selected<'c>(case: &'c Case, names: &[String]) -> Vec<&'c Conflict> {
    if names.is_empty() {
        return case.analysed().iter().collect();
    }
    let named = |name: &String| {
        let is_named = |c: &&Conflict| c.account.as_ref().is_some_and(|a| a.name == *name);
        let account = case.accounts.iter().find(is_named);
        account.or_else(|| (name == "base").then_some(&case.base))
    };
    names.iter().filter_map(named).collect()
}

fn account(
    world: &World<'_>,
    request: &Request,
    control: &Control,
) -> Result<MomentAccount, AnswerError> {
    let study = world.study(control)?;
    let mut found = MomentAccount {
        account: study.account(),
        standing: None,
        questions: Vec::new(),
    };
    let Some(start) = study.graph().status_quo() else {
        return Ok(found);
    };
    found.standing = Some(study.naming().state(start).in_words());
    for asked in questions(&study, start) {
        let (choice, ways) = (Choice::MostPreferred, WaysOut::default());
        let mut verdicts = Vec::with_capacity(request.concepts.len());
        for &concept in &request.concepts {
            let inside = &asked.inside;
            verdicts.push(holds::holds(&study, start, inside, concept, choice, &ways)?);
        }
        found.questions.push(MomentQuestion {
            name: asked.name,
            holds: verdicts.iter().map(|verdict| verdict.holds).collect(),
            why: why(request, &verdicts),
        });
    }
    Ok(found)
}

/// Why it failed, in words.
fn why(request: &Request, verdicts: &[Holds]) -> String {
    let failing = verdicts
        .iter()
        .zip(&request.concepts)
        .filter(|(v, _)| !v.holds);
    let (texts, concepts): (Vec<String>, Vec<Concept>) = failing
        .map(|(verdict, concept)| {
            let path = sequence_in_words(&verdict.path);
            let text = if path.is_empty() {
                "it is not so to begin with".to_owned()
            } else {
                path
            };
            (text, *concept)
        })
        .unzip();
    if texts.is_empty() {
        return String::new();
    }
    by_concept(&concepts, &texts)
}
