//! `detente holds`.

use model::formula::Formula;
use report::answer::{HoldsAccount, HoldsRun, VERSION};
use report::{pages, records};
use stability::Choice;

use super::deliver;
use crate::answers::holds::holds;
use crate::answers::reasons::ways_out;
use crate::cli::args::Holds;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::{concepts, formula};
use crate::cli::open::open;
use crate::cli::state::one_state;
use crate::concepts::BASIC;
use crate::study::World;

/// Runs it.
pub fn run(host: &Host, args: &Holds) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let mut answer = HoldsRun {
        version: VERSION,
        formula: args.formula.clone(),
        from: None,
        choice: if args.any {
            "any-undeterred".to_owned()
        } else {
            "most-preferred".to_owned()
        },
        accounts: Vec::new(),
    };
    let found = opened.ask_each(host, |world| {
        let (asked, text) = question(host, world, &args.formula)?;
        answer.formula = text;
        one(host, args, world, &asked, &mut answer.from)
    })?;
    answer.accounts = found.answers;
    let page = || pages::holds(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::holds(&answer)
    })?;
    Ok(Outcome::Good)
}

/// The outcome of that name, or the formula itself.
fn question(host: &Host, world: &World<'_>, text: &str) -> Result<(Formula, String), Failure> {
    let outcomes = &world.conflict.outcomes;
    match outcomes.iter().find(|outcome| outcome.name == text) {
        Some(outcome) => Ok((outcome.formula.clone(), outcome.text.clone())),
        None => Ok((formula(host, world.conflict, text)?, text.to_owned())),
    }
}

fn one(
    host: &Host,
    args: &Holds,
    world: &World<'_>,
    asked: &Formula,
    from: &mut Option<report::answer::StateRef>,
) -> Result<HoldsAccount, Failure> {
    let start = one_state(host, world, &args.from)?;
    from.get_or_insert_with(|| world.naming().state(start));
    let study = world.study(&host.control)?;
    let inside = study.graph().select(asked);
    let ways = ways_out(&study, start, asked, &inside)?;
    let choice = if args.any {
        Choice::AnyUndeterred
    } else {
        Choice::MostPreferred
    };
    let mut verdicts = Vec::new();
    for concept in concepts(&args.under, BASIC)? {
        verdicts.push(holds(&study, start, &inside, concept, choice, &ways)?);
    }
    Ok(HoldsAccount {
        account: study.account(),
        verdicts,
    })
}
