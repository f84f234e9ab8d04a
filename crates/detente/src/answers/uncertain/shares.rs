//! What holds over the orders that are possible.

use change::uncertain::{Bounds, Completions, Coverage, Questions, Share, Standing, Tally, tally};
use graph::{StateId, StateSet};
use model::conflict::Concept;
use report::answer::{
    ActorShares, ConceptShare, OutcomeShares, OverCompletions, ShareVerdict, StateShares,
};

use super::{Request, sort};
use crate::answers::questions::questions;
use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::study::Study;

/// Draws for the remark on a page that is about something else.
const FEW_DRAWS: u64 = 100;

pub(super) fn over_completions(
    study: &Study<'_>,
    completions: &Completions<'_>,
    request: &Request,
) -> Result<OverCompletions, AnswerError> {
    let (graph, naming) = (study.graph(), study.naming());
    let asked = graph
        .status_quo()
        .map(|start| questions(study, start))
        .unwrap_or_default();
    let outcomes: Vec<StateSet> = asked.iter().map(|asked| asked.inside.clone()).collect();
    let questions = Questions {
        concepts: &request.concepts,
        start: graph.status_quo(),
        outcomes: &outcomes,
    };
    let tally = tally(completions, &questions, &request.bounds, study.control)?;
    let shares = |of: &dyn Fn(Concept) -> Share| -> Vec<ConceptShare> {
        let concepts = request.concepts.iter();
        concepts
            .map(|concept| named(concept.name(), of(*concept)))
            .collect()
    };
    let mut equilibria: Vec<StateShares> = possible(study, &tally, &request.concepts)
        .map(|state| StateShares {
            state: naming.state(state),
            shares: shares(&|concept| tally.equilibrium(concept, state)),
        })
        .collect();
    let now = graph.status_quo().map(|state| naming.state(state));
    sort(&mut equilibria, now.as_ref(), |row| {
        (&row.state, row.shares.iter().map(|share| share.count).sum())
    });
    let standing = |state: StateId| {
        let actors = graph.actors().map(|actor| ActorShares {
            actor: naming.actor(actor).to_owned(),
            shares: shares(&|concept| tally.stable(concept, actor, state)),
        });
        actors.collect()
    };
    let (draws, seed) = match tally.coverage() {
        Coverage::All(_) => (None, None),
        Coverage::Drawn { draws, seed } => (Some(draws), Some(seed)),
    };
    Ok(OverCompletions {
        completions: completions.count(),
        exact: draws.is_none(),
        draws,
        seed,
        equilibria,
        status_quo: graph.status_quo().map(standing).unwrap_or_default(),
        outcomes: asked
            .iter()
            .enumerate()
            .map(|(at, asked)| OutcomeShares {
                name: asked.name.clone(),
                label: asked.label.clone(),
                formula: asked.text.clone(),
                shares: shares(&|concept| tally.outcome(concept, at)),
            })
            .collect(),
    })
}

/// The states that are an equilibrium in some completion that was looked at.
fn possible<'a>(
    study: &'a Study<'_>,
    tally: &'a Tally,
    concepts: &'a [Concept],
) -> impl Iterator<Item = StateId> + 'a {
    study.graph().states().filter(move |state| {
        let mut concepts = concepts.iter();
        concepts.any(|concept| tally.equilibrium(*concept, *state).count > 0)
    })
}

fn named(concept: String, share: Share) -> ConceptShare {
    let (at_least, at_most) = share.interval();
    ConceptShare {
        concept,
        verdict: match share.standing() {
            Standing::Necessarily => ShareVerdict::Necessarily,
            Standing::Possibly => ShareVerdict::Possibly,
            Standing::Never => ShareVerdict::Never,
            Standing::InEveryDraw => ShareVerdict::InEveryDraw,
            Standing::InNoDraw => ShareVerdict::InNoDraw,
        },
        count: share.count,
        of: share.of(),
        at_least,
        at_most,
    }
}

/// One sentence for a page that reads orders as they are written: how much of it is so in any order.
/// None where no order is open.
///
/// # Errors
/// When the host stops the work.
pub fn headline(study: &Study<'_>) -> Result<Option<String>, AnswerError> {
    let completions = Completions::of(study.graph(), study.conflict);
    if completions.open().is_empty() {
        return Ok(None);
    }
    let bounds = Bounds {
        draws: FEW_DRAWS,
        exact_up_to: FEW_DRAWS,
        ..Bounds::default()
    };
    let questions = Questions {
        concepts: &BASIC,
        start: None,
        outcomes: &[],
    };
    let read = "What stands in `{ , }` is read here in the order written";
    let tally = match tally(&completions, &questions, &bounds, study.control) {
        Ok(tally) => tally,
        Err(error) => {
            return match AnswerError::from(error) {
                AnswerError::TooLarge(_) => Ok(Some(format!("{read}."))),
                other => Err(other),
            };
        }
    };
    let (mut always, mut sometimes) = (0, 0);
    for state in possible(study, &tally, &BASIC) {
        let mut shares = BASIC
            .iter()
            .map(|concept| tally.equilibrium(*concept, state));
        match shares.all(|share| matches!(share.count, 0) || share.count == share.of()) {
            true => always += 1,
            false => sometimes += 1,
        }
    }
    let of = match tally.coverage() {
        Coverage::All(count) => format!("in all {count} possible orders"),
        Coverage::Drawn { draws, .. } => format!("in all of {draws} random orders"),
    };
    let said = match (always, sometimes) {
        (0, 0) => format!("no state is an equilibrium {of}"),
        (_, 0) => format!("the equilibria are the same {of}"),
        _ => format!("{always} equilibria are the same {of}, and {sometimes} depend on the order"),
    };
    Ok(Some(format!("{read}; {said}: see `detente uncertain`.")))
}
