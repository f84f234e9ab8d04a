//! How an answer turns: the path that appears, what keeps the outcome now, the improvement that
//! nothing deters any more.

use change::Subject;
use graph::{Control, StateId};
use model::conflict::{ActorId, Concept, Conflict};
use model::edit::{Edit, edited};
use report::answer::{Step, Turn};
use stability::concepts::is_basic;
use stability::explain;

use super::Question;
use crate::answers::holds::holds;
use crate::answers::reasons::ways_out;
use crate::error::AnswerError;
use crate::study::{Study, World};

/// The turns by name only.
#[must_use]
pub fn named(turns: &[(Concept, bool)]) -> Vec<Turn> {
    let turns = turns.iter();
    turns
        .map(|(concept, holds)| Turn {
            concept: concept.name(),
            holds: *holds,
            answer: None,
            leaves: None,
        })
        .collect()
}

/// The turns, the first of them in full: the edited conflict is analysed and asked again.
///
/// # Errors
/// When the host stops the work.
pub fn explained(
    conflict: &Conflict,
    question: &Question,
    edits: &[Edit],
    turns: &[(Concept, bool)],
    control: &Control,
) -> Result<Vec<Turn>, AnswerError> {
    let mut named = named(turns);
    let Some(changed) = edited(conflict, edits) else {
        return Ok(named);
    };
    let world = World::build(&changed, &graph::Limits::default(), control)?;
    let study = world.study(control)?;
    let (Some(first), Some((concept, _))) = (named.first_mut(), turns.first()) else {
        return Ok(named);
    };
    match &question.subject {
        Subject::Always { inside, choice } => {
            let Some(start) = study.graph().status_quo() else {
                return Ok(named);
            };
            let outcome = study.graph().select(inside);
            let ways = ways_out(&study, start, inside, &outcome)?;
            let mut answer = holds(&study, start, &outcome, *concept, *choice, &ways)?;
            let unbound = unbound(conflict, edits);
            for step in &mut answer.path {
                step.advice_broken
                    .retain(|rule| !unbound.contains(&rule.as_str()));
            }
            first.answer = Some(Box::new(answer));
        }
        Subject::Stable { place, actors } => {
            if let Some(state) = place.find(study.graph()).filter(|_| !first.holds) {
                let actors = actors.clone();
                let all = || study.graph().actors().collect();
                let actors: Vec<ActorId> = actors.unwrap_or_else(all);
                first.leaves = way_out(&study, *concept, &actors, state)?;
            }
        }
    }
    Ok(named)
}

/// The rules that edits unbind: that a path breaks them is what the edits are for.
fn unbound<'c>(conflict: &'c Conflict, edits: &[Edit]) -> Vec<&'c str> {
    let rules = edits.iter().filter_map(|edit| match edit {
        Edit::Unbind(rule) => conflict.rules.get(rule.index()),
        _ => None,
    });
    rules.map(|rule| rule.name.as_str()).collect()
}

/// The best improvement from a state that nothing deters, of the first actor that has one.
fn way_out(
    study: &Study<'_>,
    concept: Concept,
    actors: &[ActorId],
    state: StateId,
) -> Result<Option<Step>, AnswerError> {
    if !is_basic(concept) {
        return Ok(None);
    }
    for &actor in actors {
        if study.analysis.stable(concept, actor).contains(state) {
            continue;
        }
        let explanation = explain(&study.analysis, concept, actor, state, study.control)?;
        let best = explanation.unsanctioned().max_by_key(|&end| {
            (
                study.analysis.ranks.rank(actor, end),
                std::cmp::Reverse(end),
            )
        });
        if let Some(end) = best {
            return Ok(Some(study.naming().step(actor, state, end)));
        }
    }
    Ok(None)
}
