//! "Always φ": does an outcome hold, and why.

use graph::{StateId, StateSet};
use model::conflict::{ActorId, Concept};
use report::answer::{Assumption, Holds, Temptation};
use stability::{Answer, Choice, Deterred, Deterrent, Query, Verdict, holds as ask};

use super::assumptions;
use super::reasons::{self, WaysOut};
use crate::error::AnswerError;
use crate::study::Study;

/// Most deterred moves that an answer lists.
const MOST_LISTED: usize = 24;

/// Asks for one concept.
///
/// # Errors
/// For coalition concepts, for foresight without exactly two actors, when the host stops the work.
pub fn holds(
    study: &Study<'_>,
    start: StateId,
    outcome: &StateSet,
    concept: Concept,
    choice: Choice,
    ways_out: &WaysOut,
) -> Result<Holds, AnswerError> {
    let query = Query {
        start,
        outcome,
        concept,
        choice,
        list_at_most: MOST_LISTED,
    };
    let answer = ask(&study.analysis, query, study.control)?;
    let naming = study.naming();
    let path = match &answer.verdict {
        Verdict::Holds => Vec::new(),
        Verdict::Fails(path) => naming.path(path),
    };
    let holds = answer.verdict == Verdict::Holds;
    let reasons = if holds {
        reasons::why_it_holds(study, concept, choice, ways_out)?
    } else {
        reasons::Found::default()
    };
    Ok(Holds {
        concept: concept.name(),
        holds,
        path,
        temptations: answer
            .deterred
            .iter()
            .map(|d| temptation(study, d))
            .collect(),
        rests_on_ties: resting_on_ties(study, &answer, &reasons),
        assumptions: deciding(study, &answer, &reasons),
        reasons: reasons.reasons,
        deterred: answer.deterred_count,
        visited: answer.visited.len() as u64,
    })
}

fn temptation(study: &Study<'_>, deterred: &Deterred) -> Temptation {
    let naming = study.naming();
    let (sanction, expected) = match &deterred.by {
        Deterrent::Sanction(sanction) => (
            Some(reasons::sanction(&naming, deterred.to, sanction)),
            Vec::new(),
        ),
        Deterrent::Foresight { expected } => (
            None,
            expected.iter().map(|&state| naming.state(state)).collect(),
        ),
    };
    Temptation {
        step: naming.step(deterred.actor, deterred.from, deterred.to),
        breaks: deterred.leaves_outcome,
        sanction,
        expected,
    }
}

/// Everything that decides the answer: for a failure what makes each move of the path an
/// improvement; for an outcome that holds what shuts the way out.
fn deciding(study: &Study<'_>, answer: &Answer, found: &reasons::Found) -> Vec<Assumption> {
    let naming = study.naming();
    let mut all: Vec<Assumption> = found.assumptions.clone();
    let mut compare = |actor: ActorId, a: StateId, b: StateId| {
        let deciders = assumptions::deciding(&naming, actor, a, b);
        all.extend(deciders.into_iter().map(|decider| decider.assumption));
    };
    match &answer.verdict {
        Verdict::Fails(path) => {
            path.moves()
                .for_each(|(from, step)| compare(step.actor, from, step.to));
        }
        Verdict::Holds => {
            for deterred in answer.deterred.iter().filter(|d| d.leaves_outcome) {
                if let Deterrent::Sanction(sanction) = &deterred.by {
                    let tempted = (deterred.actor, deterred.from, deterred.to);
                    reasons::compare_sanction(tempted, sanction, &mut compare);
                }
            }
        }
    }
    assumptions::sort(&mut all);
    all
}

/// Actors whose indifference alone keeps the outcome.
fn resting_on_ties(study: &Study<'_>, answer: &Answer, found: &reasons::Found) -> Vec<String> {
    let naming = study.naming();
    let mut names: Vec<String> = match &answer.verdict {
        Verdict::Holds => found
            .indifferent
            .iter()
            .map(|&a| naming.actor(a).to_owned())
            .collect(),
        Verdict::Fails(_) => Vec::new(),
    };
    names.sort();
    names.dedup();
    names
}
