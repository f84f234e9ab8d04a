//! `detente change`.

use change::smallest::Budget;
use change::{Place, Subject};
use report::answer::{ChangeAccount, ChangeRun, QuestionKind, VERSION};
use report::{pages, records};
use stability::Choice;

use super::deliver;
use crate::answers::changes::{Levers, Question, Request, Sourced, account, usual};
use crate::cli::args::Change;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::{actors, concepts, formula};
use crate::cli::open::open;
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
    let found = opened.ask_each(host, |world| one(host, args, world, &request))?;
    let answer = ChangeRun {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: args.model.file.clone(),
        title: opened.case.base.title.clone(),
        concepts: request.concepts.iter().map(|c| c.name()).collect(),
        size: u64::from(args.size),
        levers: request.levers.in_words(),
        accounts: found.answers,
    };
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

fn one(
    host: &Host,
    args: &Change,
    world: &World<'_>,
    request: &Request,
) -> Result<ChangeAccount, Failure> {
    actors(world.conflict, &args.by)?;
    let asked = match (&args.question, &args.state) {
        (Some(text), _) => vec![always(host, args, world, text)?],
        (None, Some(text)) => vec![stable(host, args, world, text)?],
        (None, None) => {
            let missing = "the model has no status quo; ask of a state with --state";
            let start = world.graph.status_quo();
            let start = start.ok_or_else(|| Failure::Usage(missing.to_owned()))?;
            let study = world.study(&host.control)?;
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
    Ok(account(world.conflict, &asked, request, &host.control)?)
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
    })
}
