//! The small moves that an actor could make from where the conflict stands: one option each, of
//! those that can be changed back.

use graph::{Graph, StateId};
use indexmap::IndexMap;
use model::conflict::{ActorId, Concept, Conflict, Direction, Level, OptionId};
use report::answer::consequences_in_words;

use super::outlook::{Keys, Outlook, is_irreversible, outlook};
use crate::answers::assumptions;
use crate::answers::questions::Asked;
use crate::error::AnswerError;
use crate::naming::{change, options};
use crate::study::Study;

/// Most such moves that are tried.
const MOST_TRIED: usize = 256;

/// What a small move means to its mover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Neither gain nor loss.
    Free,
    /// A gain.
    Gain,
    /// A loss, and the statement by which it is one.
    Loss(Option<String>),
}

/// A small move in one account.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What it means to its mover.
    pub standing: Standing,
    /// What follows in this account.
    pub outlook: Outlook,
}

/// The small moves of all actors, by what they are in words: `US drops enable`. None where there
/// are too many to try.
///
/// # Errors
/// When the host stops the work, or as [`outlook`].
pub fn trials(
    study: &Study<'_>,
    start: StateId,
    concepts: &[Concept],
    asked: &[Asked],
    keys: &mut Keys,
) -> Result<Option<IndexMap<String, Trial>>, AnswerError> {
    let Some(small) = small_moves(study, start) else {
        return Ok(None);
    };
    let mut found = IndexMap::new();
    for (actor, what, at_once, end) in small {
        study.control.check()?;
        let mut predicted = outlook(study, end, concepts, asked, keys)?;
        predicted.at_once = at_once;
        predicted.irreversible_at_once = is_irreversible(study, actor, start, end);
        let trial = Trial {
            standing: standing(study, actor, start, end),
            outlook: predicted,
        };
        found.insert(what, trial);
    }
    Ok(Some(found))
}

fn standing(study: &Study<'_>, actor: ActorId, from: StateId, to: StateId) -> Standing {
    if study.prefers(actor, to, from) {
        return Standing::Gain;
    }
    if !study.prefers(actor, from, to) {
        return Standing::Free;
    }
    let deciding = assumptions::deciding(&study.naming(), actor, from, to);
    Standing::Loss(deciding.into_iter().next().and_then(|decider| decider.text))
}

/// Mover, the move in words, its consequences in words, and where it ends.
type Small = (ActorId, String, String, StateId);

/// Changes of one option; where states have no options, single arcs. None if there are too many.
fn small_moves(study: &Study<'_>, start: StateId) -> Option<Vec<Small>> {
    let (graph, naming) = (study.graph(), study.naming());
    let levels = study
        .conflict
        .options
        .iter()
        .map(|o| usize::from(o.level_count()));
    if levels.sum::<usize>() > MOST_TRIED {
        return None;
    }
    let mut found = Vec::new();
    for actor in graph.actors() {
        let mut ends = Vec::new();
        graph.moves(actor, start, &mut ends);
        if study.conflict.options.is_empty() {
            let named = |&end: &StateId| {
                let words = naming.step(actor, start, end).in_words();
                (actor, words, String::new(), end)
            };
            found.extend(ends.iter().map(named));
            if found.len() > MOST_TRIED {
                return None;
            }
            continue;
        }
        for (id, option) in options(study.conflict) {
            if option.owner != Some(actor) || option.direction != Direction::Both {
                continue;
            }
            let Some(before) = graph.level(start, id) else {
                continue;
            };
            for after in (0..option.level_count()).map(Level) {
                if after == before {
                    continue;
                }
                let Some(end) = end_of(graph, study.conflict, start, (id, after), &ends) else {
                    continue;
                };
                let own = change(study.conflict, option, before, after);
                let words = format!("{} {}", naming.actor(actor), own.in_words());
                let brought = brought(graph, study.conflict, start, end, id);
                found.push((actor, words, brought, end));
            }
        }
    }
    Some(found)
}

/// Where the change of one option ends, once consequences have fired, if the move is open.
fn end_of(
    graph: &Graph,
    conflict: &Conflict,
    start: StateId,
    (changed, after): (OptionId, Level),
    ends: &[StateId],
) -> Option<StateId> {
    let level = |id| {
        if id == changed {
            Some(after)
        } else {
            graph.level(start, id)
        }
    };
    let levels: Option<Vec<Level>> = options(conflict).map(|(id, _)| level(id)).collect();
    let layout = &graph.step().layout;
    let graph::step::Settled::At(code) = graph.step().settle(layout.pack(&levels?)) else {
        return None;
    };
    let is_there = |end: &StateId| {
        options(conflict).all(|(id, _)| graph.level(*end, id) == Some(layout.field(id).get(code)))
    };
    ends.iter().copied().find(is_there)
}

/// What else a move changes, in words.
fn brought(
    graph: &Graph,
    conflict: &Conflict,
    start: StateId,
    end: StateId,
    own: OptionId,
) -> String {
    let changes: Vec<_> = options(conflict)
        .filter(|(id, _)| *id != own)
        .filter_map(|(id, option)| {
            let (before, after) = (graph.level(start, id)?, graph.level(end, id)?);
            (before != after).then(|| change(conflict, option, before, after))
        })
        .collect();
    consequences_in_words(&changes)
}
