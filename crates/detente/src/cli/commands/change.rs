//! `detente change`.

use change::smallest::Budget;
use change::{Place, Subject};
use model::conflict::{Check, Concept};
use report::answer::{ChangeAccount, ChangeRun, QuestionKind, VERSION};
use report::drawing::pivots;
use report::{pages, records};
use stability::Choice;

use super::deliver;
use crate::answers::changes::{Levers, Question, Request, Sourced, account, of_check, usual};
use crate::cli::args::Change;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::{actors, concepts, formula, unknown};
use crate::cli::open::{Opened, open};
use crate::cli::state::one_state;
use crate::concepts::BASIC;
use crate::study::World;

/// Sets of edits whose new answer is worked out in full.
const MOST_EXPLAINED: usize = 24;

/// Runs it.
pub fn run(host: &Host, args: &Change) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let request = Request {
        concepts: concepts(&args.under, BASIC)?,
        levers: Levers {
            actors: args.by.clone(),
            unsourced: if args.unsourced {
                Sourced::Without
            } else {
                Sourced::Whatever
            },
        },
        budget: Budget {
            size: usize::from(args.size),
            ..Budget::default()
        },
        explain: MOST_EXPLAINED,
    };
    if let Some(name) = &args.check {
        is_known(&opened, name)?;
    }
    let mut found = opened.ask_each(host, |world| one(host, args, world, &request))?;
    if args.check.is_some() {
        // A prediction of one account is asked of that account alone.
        found.answers.retain(|one| !one.questions.is_empty());
    }
    let answer = ChangeRun {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: args.model.file.clone(),
        title: opened.case.base.title.clone(),
        concepts: asked_about(&found.answers, &request.concepts),
        size: u64::from(args.size),
        levers: request.levers.in_words(),
        accounts: found.answers,
    };
    if let Some(file) = &args.drawing {
        host.deliver(&drawing(&answer)?, Some(file))?;
    }
    let extent = if args.all {
        pages::Extent::Full
    } else {
        pages::Extent::Short
    };
    let page = || pages::changes(&answer, extent);
    deliver(host, &args.output, &answer, page, || {
        records::changes(&answer)
    })?;
    Ok(Outcome::Good)
}

/// Whether an account that is asked has a check of this name or text.
fn is_known(opened: &Opened, name: &str) -> Result<(), Failure> {
    let selected = opened.selected()?;
    let checks = || selected.iter().flat_map(|conflict| &conflict.checks);
    if checks().any(|check| is_called(check, name)) {
        return Ok(());
    }
    let mut names: Vec<&str> = Vec::new();
    for check in checks() {
        if !names.contains(&check.name.as_str()) {
            names.push(&check.name);
        }
    }
    Err(unknown("check", name, &names))
}

fn is_called(check: &Check, name: &str) -> bool {
    check.name == name || check.text == name
}

/// The concepts of all answers, in the order in which they come.
fn asked_about(accounts: &[ChangeAccount], default: &[Concept]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let questions = accounts.iter().flat_map(|account| &account.questions);
    for verdict in questions.flat_map(|question| &question.verdicts) {
        if !names.contains(&verdict.concept) {
            names.push(verdict.concept.clone());
        }
    }
    if names.is_empty() {
        names = default.iter().map(|concept| concept.name()).collect();
    }
    names
}

/// What the answers of all accounts turn on.
fn drawing(answer: &ChangeRun) -> Result<String, Failure> {
    let accounts = answer.accounts.iter();
    let asked: Vec<_> = accounts
        .map(|one| (one.account.as_ref(), one.questions.as_slice()))
        .collect();
    let drawn = pivots(&asked).map(|drawing| drawing.svg);
    drawn.ok_or_else(|| {
        Failure::Usage("there is nothing to draw: no assumption may be changed here".to_owned())
    })
}

fn one(
    host: &Host,
    args: &Change,
    world: &World<'_>,
    request: &Request,
) -> Result<ChangeAccount, Failure> {
    actors(world.conflict, &args.by)?;
    let study = world.study(&host.control)?;
    let asked = match (&args.question, &args.state, &args.check) {
        (Some(text), _, _) => vec![always(host, args, world, text)?],
        (None, Some(text), _) => vec![stable(host, args, world, text)?],
        (None, None, Some(name)) => {
            let checks = world.conflict.checks.iter();
            let mut asked = Vec::new();
            for check in checks.filter(|check| is_called(check, name)) {
                asked.extend(of_check(&study, check)?);
            }
            asked
        }
        (None, None, None) => {
            let missing = "the model has no status quo; ask of a state with --state";
            let start = world.graph.status_quo();
            let start = start.ok_or_else(|| Failure::Usage(missing.to_owned()))?;
            let mut asked = usual(&study, start);
            if args.any {
                for question in &mut asked {
                    if let Subject::Always { choice, .. } = &mut question.subject {
                        *choice = Choice::AnyUndeterred;
                    }
                }
            }
            asked
        }
    };
    Ok(account(&study, &asked, request)?)
}

/// `--question`: the outcome of that name, or a formula.
fn always(host: &Host, args: &Change, world: &World<'_>, text: &str) -> Result<Question, Failure> {
    let outcomes = &world.conflict.outcomes;
    let named = outcomes.iter().find(|outcome| outcome.name == text);
    let (inside, words, label) = match named {
        Some(outcome) => (
            outcome.formula.clone(),
            outcome.text.clone(),
            outcome.label.clone(),
        ),
        None => (formula(host, world.conflict, text)?, text.to_owned(), None),
    };
    let choice = if args.any {
        Choice::AnyUndeterred
    } else {
        Choice::MostPreferred
    };
    Ok(Question {
        kind: QuestionKind::Outcome,
        name: text.to_owned(),
        label,
        text: format!("always {words}"),
        subject: Subject::Always { inside, choice },
        under: Vec::new(),
    })
}

/// `--state`: whether it is an equilibrium, or stable for some actors.
fn stable(host: &Host, args: &Change, world: &World<'_>, text: &str) -> Result<Question, Failure> {
    let state = one_state(host, world, text)?;
    let place = match text {
        "status quo" => Place::StatusQuo,
        "observed" => Place::Observed,
        _ => Place::of(&world.graph, state),
    };
    let whose = match args.stable_for.as_slice() {
        [] => None,
        names => Some(actors(world.conflict, names)?),
    };
    let claim = match &whose {
        None => "is an equilibrium".to_owned(),
        Some(_) => format!(
            "is stable for {}",
            report::answer::and_list(&args.stable_for)
        ),
    };
    let words = world.naming().state(state).in_words();
    Ok(Question {
        kind: QuestionKind::Outcome,
        name: text.to_owned(),
        label: Some(format!(
            "{words}: is it {}?",
            claim.trim_start_matches("is ")
        )),
        text: format!("{text} {claim}"),
        subject: Subject::Stable {
            place,
            actors: whose,
        },
        under: Vec::new(),
    })
}
