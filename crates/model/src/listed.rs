//! Checks on states that are listed by name: no two of them overlap, and a ranking names them all.
//! These look at the list itself; nothing is enumerated.

use std::collections::BTreeMap;

use syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::conflict::{
    Conflict, Level, ListedState, NamedStateId, PreferenceKind, RankLevel, States,
};
use crate::formula::Formula;
use crate::limits;
use crate::names;
use crate::sink::{Sink, nowhere};

/// The values of a listed state, with its open options at their lowest.
pub(crate) fn level_in(state: &ListedState, option: crate::conflict::OptionId) -> Level {
    let value = state.pattern.get(option.index()).copied().flatten();
    value.unwrap_or_default()
}

/// Reports listed states that share option vectors: an error where moves follow from the options,
/// because a move would not know where it leads; a warning where moves are typed.
pub(crate) fn check_states(sink: &mut Sink, conflict: &Conflict) {
    let States::Listed { states, moves } = &conflict.states else {
        return;
    };
    if conflict.options.is_empty() || states.iter().all(is_bare) {
        return;
    }
    let mut report = |first: &ListedState, second: &ListedState| {
        let message = format!(
            "states `{}` and `{}` share option values",
            first.name, second.name
        );
        let diagnostic = if moves.is_none() {
            Diagnostic::error(codes::OVERLAPPING_STATES, second.span, message)
        } else {
            Diagnostic::warning(codes::OVERLAPPING_STATES, second.span, message)
        };
        sink.push(diagnostic.label(first.span, "the other state"));
    };
    let mut closed: BTreeMap<&[Option<Level>], &ListedState> = BTreeMap::new();
    let mut open = Vec::new();
    for state in states.iter().filter(|state| !is_bare(state)) {
        if state.pattern.contains(&None) {
            open.push(state);
        } else if let Some(first) = closed.get(state.pattern.as_slice()) {
            report(first, state);
        } else {
            closed.insert(&state.pattern, state);
        }
    }
    let mut steps = 0_usize;
    for (index, state) in open.iter().enumerate() {
        let others = open
            .iter()
            .skip(index + 1)
            .copied()
            .chain(closed.values().copied());
        for other in others {
            steps += 1;
            if steps > limits::OVERLAP_STEPS / conflict.options.len().max(1) {
                return;
            }
            if overlap(state, other) {
                let in_order = state.span <= other.span;
                let (first, second) = if in_order {
                    (*state, other)
                } else {
                    (other, *state)
                };
                report(first, second);
            }
        }
    }
}

fn is_bare(state: &ListedState) -> bool {
    state.pattern.iter().all(Option::is_none)
}

fn overlap(left: &ListedState, right: &ListedState) -> bool {
    let mut pairs = left.pattern.iter().zip(&right.pattern);
    pairs.all(|(a, b)| a.is_none() || b.is_none() || a == b)
}

/// Reports rankings that do not name every listed state.
pub(crate) fn check_rankings(sink: &mut Sink, conflict: &Conflict) {
    let States::Listed { states, .. } = &conflict.states else {
        return;
    };
    for (actor, preference) in conflict.actors.iter().zip(&conflict.preferences) {
        let PreferenceKind::Ranking(levels) = &preference.kind else {
            continue;
        };
        if levels.iter().any(|level| level.rest) {
            continue;
        }
        let missing = unranked(levels, states);
        if !missing.is_empty() {
            let message = format!(
                "the ranking of `{}` leaves out {}",
                actor.name,
                names::listed(&missing, 8)
            );
            let span = preference.span.unwrap_or_else(nowhere);
            sink.push(
                Diagnostic::error(codes::RANKING_INCOMPLETE, span, message).hint(
                    "a ranking covers every state; in a .conflict file, `rest` takes all others",
                ),
            );
        }
    }
}

/// Names of the states that no level selects; none where looking would take too long (the graph's
/// own check of the ranking then speaks).
fn unranked<'s>(levels: &[RankLevel], states: &'s [ListedState]) -> Vec<&'s str> {
    let mut free = vec![true; states.len()];
    let mut formulas = Vec::new();
    for formula in levels.iter().flat_map(|level| &level.select) {
        match formula {
            Formula::State(state) => {
                if let Some(slot) = free.get_mut(state.index()) {
                    *slot = false;
                }
            }
            other => formulas.push(other),
        }
    }
    if formulas.len().saturating_mul(states.len()) > limits::OVERLAP_STEPS {
        return Vec::new();
    }
    let ids = (0_u32..).map(NamedStateId).zip(states);
    ids.zip(free)
        .filter(|((id, state), free)| {
            let level = |option| level_in(state, option);
            *free
                && !formulas
                    .iter()
                    .any(|formula| formula.holds(&level, Some(*id)))
        })
        .map(|((_, state), _)| state.name.as_str())
        .collect()
}

/// The one listed state that has these values, if there is exactly one.
pub(crate) fn state_with(states: &[ListedState], values: &[Level]) -> Option<NamedStateId> {
    let mut matching = (0_u32..)
        .map(NamedStateId)
        .zip(states)
        .filter(|(_, state)| {
            let mut pairs = state.pattern.iter().zip(values);
            pairs.all(|(open, value)| open.is_none_or(|level| level == *value))
        });
    let (found, _) = matching.next()?;
    matching.next().is_none().then_some(found)
}
