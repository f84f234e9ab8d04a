//! How an answer turns: the path that appears, what keeps the outcome now, the improvement that
//! nothing deters any more; and the moves that make the difference, with the sanction that is gone
//! or appears.

use change::{Place, Subject};
use graph::{Graph, StateId};
use model::conflict::{ActorId, Concept, Conflict};
use model::edit::{Edit, edited};
use report::answer::{Step, Turn, TurnedMove};
use stability::concepts::is_basic;
use stability::{Choice, Query, Verdict, explain};

use super::Question;
use crate::answers::holds::holds;
use crate::answers::reasons::{barrier, ways_out};
use crate::error::AnswerError;
use crate::study::{Study, World};

/// Most moves named of a state that many actors would leave.
const MOST_MOVES: usize = 8;

/// A move by its actor, its start and its end.
type Move = (ActorId, StateId, StateId);

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
            moves: Vec::new(),
        })
        .collect()
}

/// The turns, the first of them in full: the edited conflict is analysed and asked again.
///
/// # Errors
/// When the host stops the work.
pub fn explained(
    before: &Study<'_>,
    question: &Question,
    edits: &[Edit],
    turns: &[(Concept, bool)],
) -> Result<Vec<Turn>, AnswerError> {
    let mut named = named(turns);
    let Some(changed) = edited(before.conflict, edits) else {
        return Ok(named);
    };
    let world = World::build(&changed, &graph::Limits::default(), before.control)?;
    let after = world.study(before.control)?;
    let (Some(first), Some((concept, _))) = (named.first_mut(), turns.first()) else {
        return Ok(named);
    };
    let unbound = unbound(before.conflict, edits);
    match &question.subject {
        Subject::Always { inside, choice } => {
            let Some(start) = after.graph().status_quo() else {
                return Ok(named);
            };
            let outcome = after.graph().select(inside);
            let ways = ways_out(&after, start, inside, &outcome)?;
            let mut answer = holds(&after, start, &outcome, *concept, *choice, &ways)?;
            answer
                .path
                .iter_mut()
                .for_each(|step| forget(step, &unbound));
            let (from, to) = if first.holds {
                (before, &after)
            } else {
                (&after, before)
            };
            let moves = path_out(from, question, *concept)?;
            first.moves = not_made((from, to), &moves, *concept, *choice)?;
            first.answer = Some(Box::new(answer));
        }
        Subject::Stable { place, actors } if is_basic(*concept) => {
            let of_all = || after.graph().actors().collect();
            let actors: Vec<ActorId> = actors.clone().unwrap_or_else(of_all);
            let (from, to) = if first.holds {
                (before, &after)
            } else {
                (&after, before)
            };
            if let Some(state) = place.find(from.graph()) {
                let mut moves = undeterred(from, *concept, &actors, state)?;
                if !first.holds {
                    moves.truncate(1);
                    first.leaves = moves.first().map(|best| step(from, *best));
                }
                first.moves = not_made((from, to), &moves, *concept, Choice::AnyUndeterred)?;
            }
        }
        Subject::Stable { .. } => {}
    }
    for moved in &mut first.moves {
        forget(&mut moved.step, &unbound);
    }
    Ok(named)
}

/// The moves of the shortest way out of an outcome; none where it holds, where there is no status
/// quo, or under concepts that do not say.
///
/// # Errors
/// When the host stops the work.
pub fn path_out(
    study: &Study<'_>,
    question: &Question,
    concept: Concept,
) -> Result<Vec<(ActorId, StateId, StateId)>, AnswerError> {
    let Subject::Always { inside, choice } = &question.subject else {
        return Ok(Vec::new());
    };
    let Some(start) = study.graph().status_quo() else {
        return Ok(Vec::new());
    };
    let query = Query {
        start,
        outcome: &study.graph().select(inside),
        concept,
        choice: *choice,
        list_at_most: 0,
    };
    Ok(
        match stability::holds(&study.analysis, query, study.control)?.verdict {
            Verdict::Holds => Vec::new(),
            Verdict::Fails(path) => path
                .moves()
                .map(|(from, step)| (step.actor, from, step.to))
                .collect(),
        },
    )
}

/// A move as a reader sees it.
#[must_use]
pub fn step(study: &Study<'_>, (actor, from, to): Move) -> Step {
    study.naming().step(actor, from, to)
}

/// Of moves that are made in one conflict, those that are not made in the other, and why not there.
fn not_made(
    (made, other): (&Study<'_>, &Study<'_>),
    moves: &[Move],
    concept: Concept,
    choice: Choice,
) -> Result<Vec<TurnedMove>, AnswerError> {
    let mut found = Vec::new();
    for &(actor, from, to) in moves {
        let because = match there((made.graph(), other.graph()), (actor, from, to)) {
            None => None,
            Some(there) => match barrier(other, concept, choice, there)? {
                None => continue,
                because => because,
            },
        };
        found.push(TurnedMove {
            step: step(made, (actor, from, to)),
            because,
        });
    }
    Ok(found)
}

/// A move of one graph in another; none where it is not possible there.
fn there((here, other): (&Graph, &Graph), (actor, from, to): Move) -> Option<Move> {
    let from = Place::of(here, from).find(other)?;
    let to = Place::of(here, to).find(other)?;
    let mut ends = Vec::new();
    other.moves(actor, from, &mut ends);
    ends.contains(&to).then_some((actor, from, to))
}

/// The rules that edits unbind: that a path breaks them is what the edits are for.
fn unbound<'c>(conflict: &'c Conflict, edits: &[Edit]) -> Vec<&'c str> {
    let rules = edits.iter().filter_map(|edit| match edit {
        Edit::Unbind(rule) => conflict.rules.get(rule.index()),
        _ => None,
    });
    rules.map(|rule| rule.name.as_str()).collect()
}

fn forget(step: &mut Step, unbound: &[&str]) {
    step.advice_broken
        .retain(|rule| !unbound.contains(&rule.as_str()));
}

/// The improvements from a state that nothing deters, actor by actor, best first.
fn undeterred(
    study: &Study<'_>,
    concept: Concept,
    actors: &[ActorId],
    state: StateId,
) -> Result<Vec<Move>, AnswerError> {
    let mut moves = Vec::new();
    for &actor in actors {
        if study.analysis.stable(concept, actor).contains(state) {
            continue;
        }
        let explanation = explain(&study.analysis, concept, actor, state, study.control)?;
        let mut ends: Vec<StateId> = explanation.unsanctioned().collect();
        ends.sort_by_key(|&end| {
            let rank = study.analysis.ranks.rank(actor, end);
            (std::cmp::Reverse(rank), end)
        });
        moves.extend(ends.into_iter().map(|end| (actor, state, end)));
    }
    moves.truncate(MOST_MOVES);
    Ok(moves)
}
