//! Edits in words.

use model::conflict::{Conflict, Direction, NamedStateId, PreferenceKind, States};
use model::edit::{Edit, LineChange};
use report::answer;

use crate::answers::assumptions::{assumption, passage_name};
use crate::naming::{actor_name, option_name, rank_level};

/// An edit as an answer shows it.
#[must_use]
pub fn edit(conflict: &Conflict, edit: Edit) -> answer::Edit {
    let basis = edit.basis(conflict).cloned().unwrap_or_default();
    let against = basis.against.iter();
    answer::Edit {
        what: what(conflict, edit),
        actor: edit
            .actor(conflict)
            .map(|actor| actor_name(conflict, actor).to_owned()),
        cost: edit.cost(conflict).map_or(1, u64::from),
        assumption: assumption(changed(conflict, edit), &basis, &conflict.evidence),
        passages_for: against
            .filter_map(|&passage| passage_name(&conflict.evidence, passage))
            .collect(),
    }
}

/// What an edit does.
#[must_use]
pub fn what(conflict: &Conflict, edit: Edit) -> String {
    match edit {
        Edit::Line { actor, at, change } => {
            let who = actor_name(conflict, actor);
            let line = line(conflict, edit, at);
            match change {
                LineChange::Drop => format!("{who} no longer cares for “{line}”"),
                LineChange::Reverse => format!("{who} prefers the opposite of “{line}”"),
                LineChange::SwapWithNext => {
                    let next = self::line(conflict, edit, at + 1);
                    format!("{who} puts “{next}” above “{line}”")
                }
                LineChange::PutFirst => format!("{who} puts “{line}” first"),
            }
        }
        Edit::Unbind(id) | Edit::Bind(id) => {
            let Some(rule) = conflict.rules.get(id.index()) else {
                return String::new();
            };
            let verb = match edit {
                Edit::Unbind(_) => "no longer binds",
                _ => "becomes binding",
            };
            format!("rule {} {verb} ({})", rule.name, rule.text)
        }
        Edit::Direction { option, direction } => {
            let Some(option) = conflict.options.get(option.index()) else {
                return String::new();
            };
            let name = option_name(conflict, option);
            match (direction, option.is_binary()) {
                (Direction::Up, true) => format!("{name} can no longer be dropped"),
                (Direction::Up, false) => format!("{name} can no longer be lowered"),
                (Direction::Down, true) => format!("{name} can no longer be taken up"),
                (Direction::Down, false) => format!("{name} can no longer be raised"),
                (Direction::Both | Direction::Fixed, _) => format!("{name} becomes reversible"),
            }
        }
        Edit::Return { actor, from, to } => format!(
            "{} can go back from {} to {}",
            actor_name(conflict, actor),
            state(conflict, from),
            state(conflict, to)
        ),
        Edit::NoReturn { actor, from, to } => format!(
            "{} can no longer go from {} to {}",
            actor_name(conflict, actor),
            state(conflict, from),
            state(conflict, to)
        ),
        Edit::Happens(_) => format!("{} happens", changed(conflict, edit)),
        Edit::DoesNotHappen(_) => format!("{} does not happen", changed(conflict, edit)),
    }
}

/// The assumption that an edit changes, under the name that other answers give it.
#[must_use]
pub fn changed(conflict: &Conflict, edit: Edit) -> String {
    match edit {
        Edit::Line { actor, at, .. } => {
            let who = actor_name(conflict, actor);
            match conflict.preferences.get(actor.index()).map(|p| &p.kind) {
                Some(PreferenceKind::Ranking(_)) => format!("{who}'s ranking"),
                _ => format!("{who} prefers: {}", line(conflict, edit, at)),
            }
        }
        Edit::Unbind(id) | Edit::Bind(id) => conflict
            .rules
            .get(id.index())
            .map(|rule| format!("rule {}", rule.name))
            .unwrap_or_default(),
        Edit::Direction { option, .. } => conflict
            .options
            .get(option.index())
            .map(|option| format!("option {}", option_name(conflict, option)))
            .unwrap_or_default(),
        Edit::Return { actor, from, to } | Edit::NoReturn { actor, from, to } => format!(
            "{}'s moves between {} and {}",
            actor_name(conflict, actor),
            state(conflict, from.min(to)),
            state(conflict, from.max(to))
        ),
        Edit::Happens(event) | Edit::DoesNotHappen(event) => conflict
            .events
            .get(event)
            .map(|event| format!("event {}", event.name))
            .unwrap_or_default(),
    }
}

/// A line of the preference that an edit changes, in the user's words.
fn line(conflict: &Conflict, edit: Edit, at: usize) -> String {
    let kind = edit
        .actor(conflict)
        .and_then(|actor| conflict.preferences.get(actor.index()))
        .map(|preference| &preference.kind);
    let found = match kind {
        Some(PreferenceKind::Statements(lines)) => lines.get(at).map(|line| line.text.clone()),
        Some(PreferenceKind::Weights(lines)) => lines
            .get(at)
            .map(|line| format!("{} for {}", line.weight, line.text)),
        Some(PreferenceKind::Ranking(levels)) => {
            levels.get(at).map(|level| rank_level(conflict, level))
        }
        Some(PreferenceKind::Indifferent) | None => None,
    };
    found.unwrap_or_default()
}

fn state(conflict: &Conflict, id: NamedStateId) -> String {
    match &conflict.states {
        States::Listed { states, .. } => states.get(id.index()).map(|state| state.name.clone()),
        States::FromOptions { merged } => merged.get(id.index()).map(|state| state.name.clone()),
    }
    .unwrap_or_default()
}
