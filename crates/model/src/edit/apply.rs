//! A conflict with edits made.

use super::{Edit, LineChange};
use crate::conflict::{
    Conflict, Event, Level, PreferenceKind, RankLevel, Start, Statement, States, Strength,
};
use crate::evidence::When;
use crate::formula::Formula;
use crate::listed::{level_in, state_with};

/// The conflict with all edits of a set made. The edits must be edits of this conflict and go with
/// one another ([`Edit::goes_with`]); their order does not matter. Where the status quo is left
/// without a listed state by an event, the result is none.
/// Cost: a copy of the conflict.
#[must_use]
pub fn edited(conflict: &Conflict, edits: &[Edit]) -> Option<Conflict> {
    let mut changed = conflict.clone();
    for edit in edits {
        match *edit {
            Edit::Line { .. } => {}
            Edit::Unbind(rule) => set_strength(&mut changed, rule.index(), Strength::Advisory),
            Edit::Bind(rule) => set_strength(&mut changed, rule.index(), Strength::Binding),
            Edit::Direction { option, direction } => {
                if let Some(option) = changed.options.get_mut(option.index()) {
                    option.direction = direction;
                }
            }
            Edit::Return { actor, from, to } => {
                change_arcs(&mut changed, actor.index(), |arcs| {
                    if let Err(place) = arcs.binary_search(&(from, to)) {
                        arcs.insert(place, (from, to));
                    }
                });
            }
            Edit::NoReturn { actor, from, to } => {
                change_arcs(&mut changed, actor.index(), |arcs| {
                    arcs.retain(|arc| *arc != (from, to));
                });
            }
            Edit::Happens(event) => set_happened(&mut changed, event, true),
            Edit::DoesNotHappen(event) => set_happened(&mut changed, event, false),
        }
    }
    for (actor, preference) in changed.preferences.iter_mut().enumerate() {
        let own: Vec<(usize, LineChange)> = edits
            .iter()
            .filter_map(|edit| match *edit {
                Edit::Line {
                    actor: whose,
                    at,
                    change,
                } if whose.index() == actor => Some((at, change)),
                _ => None,
            })
            .collect();
        if !own.is_empty() {
            change_lines(&mut preference.kind, &own);
        }
    }
    if edits
        .iter()
        .any(|edit| matches!(edit, Edit::Happens(_) | Edit::DoesNotHappen(_)))
    {
        changed.status_quo = restarted(&changed)?;
    }
    Some(changed)
}

fn set_strength(conflict: &mut Conflict, rule: usize, strength: Strength) {
    if let Some(rule) = conflict.rules.get_mut(rule) {
        rule.strength = strength;
    }
}

fn set_happened(conflict: &mut Conflict, event: usize, happened: bool) {
    if let Some(event) = conflict.events.get_mut(event) {
        event.happened = happened;
    }
}

type Arcs = Vec<(crate::conflict::NamedStateId, crate::conflict::NamedStateId)>;

fn change_arcs(conflict: &mut Conflict, actor: usize, change: impl FnOnce(&mut Arcs)) {
    if let States::Listed {
        moves: Some(moves), ..
    } = &mut conflict.states
        && let Some(arcs) = moves.get_mut(actor)
    {
        change(arcs);
    }
}

fn change_lines(kind: &mut PreferenceKind, edits: &[(usize, LineChange)]) {
    match kind {
        PreferenceKind::Indifferent => {}
        PreferenceKind::Statements(lines) => {
            reverse(edits, lines, |line: &mut Statement| &mut line.formula);
            *lines = placed(lines, edits);
        }
        PreferenceKind::Weights(lines) => {
            reverse(edits, lines, |line| &mut line.formula);
            *lines = placed(lines, edits);
        }
        PreferenceKind::Ranking(lines) => {
            let new: Vec<RankLevel> = placed(lines, edits);
            *lines = new;
        }
    }
}

/// Negates the formulas of reversed lines.
fn reverse<L>(
    edits: &[(usize, LineChange)],
    lines: &mut [L],
    formula: impl Fn(&mut L) -> &mut Formula,
) {
    for (at, change) in edits {
        if *change == LineChange::Reverse
            && let Some(line) = lines.get_mut(*at)
        {
            let formula = formula(line);
            *formula = Formula::Not(Box::new(formula.clone()));
        }
    }
}

/// The lines in their new order, without those dropped.
fn placed<L: Clone>(lines: &[L], edits: &[(usize, LineChange)]) -> Vec<L> {
    new_order(lines.len(), edits)
        .into_iter()
        .filter_map(|at| lines.get(at).cloned())
        .collect()
}

/// The places of `count` lines after edits: which old line stands at each new place.
#[must_use]
pub fn new_order(count: usize, edits: &[(usize, LineChange)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for (at, change) in edits {
        if *change == LineChange::SwapWithNext && at + 1 < count {
            order.swap(*at, at + 1);
        }
    }
    for (at, change) in edits {
        match change {
            LineChange::Drop => order.retain(|line| line != at),
            LineChange::PutFirst => {
                order.retain(|line| line != at);
                order.insert(0, *at);
            }
            LineChange::Reverse | LineChange::SwapWithNext => {}
        }
    }
    order
}

/// Where a conflict stands after the events that have happened in it: in the order of their dates,
/// those without a date last, in file order, and then what is set after them. None where no listed
/// state has these options.
#[must_use]
pub fn restarted(conflict: &Conflict) -> Option<Start> {
    let listed = match &conflict.states {
        States::Listed { states, .. } => Some(states),
        States::FromOptions { .. } => None,
    };
    let mut values: Vec<Level> = match &conflict.before_events {
        Start::Unknown => return Some(Start::Unknown),
        Start::Options(values) => values.clone(),
        Start::Named(id) => {
            let state = listed?.get(id.index())?;
            let options = (0_u16..).map(crate::conflict::OptionId);
            let options = options.take(conflict.options.len());
            options.map(|option| level_in(state, option)).collect()
        }
    };
    let before = values.clone();
    let mut order: Vec<&Event> = conflict.events.iter().filter(|e| e.happened).collect();
    order.sort_by_key(|event| (event.date.is_none(), event.date.map(When::last_day)));
    let sets = order.iter().flat_map(|event| &event.sets);
    for (option, level) in sets.chain(&conflict.set_after_events) {
        if let Some(value) = values.get_mut(option.index()) {
            *value = *level;
        }
    }
    if values == before {
        return Some(conflict.before_events.clone());
    }
    match listed {
        Some(states) => state_with(states, &values).map(Start::Named),
        None => Some(Start::Options(values)),
    }
}
