//! Resolved formulas in the words of the language.

use syntax::quote_name;

use crate::conflict::{Conflict, Level, NamedStateId, OptionId, States};
use crate::formula::{Formula, LevelSet};
use crate::logic::all_levels;
use crate::names::key;

/// A resolved formula as text that reads back to the same meaning in this conflict. Options whose
/// name several owners have are written `Owner.option`. Linear in the formula, times the number of
/// options for each option named.
#[must_use]
pub fn formula_text(conflict: &Conflict, formula: &Formula) -> String {
    match formula {
        Formula::Constant(value) => value.to_string(),
        Formula::Option(option, set) => option_text(conflict, *option, *set),
        Formula::State(state) => state_name(conflict, *state),
        Formula::Not(inner) => format!("not {}", part(conflict, inner)),
        Formula::And(parts) => joined(conflict, parts, "and", "true"),
        Formula::Or(parts) => joined(conflict, parts, "or", "false"),
        Formula::Iff(left, right) => {
            format!("{} iff {}", part(conflict, left), part(conflict, right))
        }
        Formula::Count { least, most, of } => count_text(conflict, *least, *most, of),
    }
}

/// A formula as part of a larger one: in brackets unless it is a single thing.
pub(crate) fn part(conflict: &Conflict, formula: &Formula) -> String {
    let text = formula_text(conflict, formula);
    let single = match formula {
        Formula::Constant(_) | Formula::State(_) => true,
        Formula::Option(..) => !text.contains(' '),
        _ => false,
    };
    if single { text } else { format!("({text})") }
}

fn joined(conflict: &Conflict, parts: &[Formula], word: &str, empty: &str) -> String {
    match parts {
        [] => empty.to_owned(),
        [only] => formula_text(conflict, only),
        several => {
            let texts: Vec<String> = several.iter().map(|each| part(conflict, each)).collect();
            texts.join(&format!(" {word} "))
        }
    }
}

fn count_text(conflict: &Conflict, least: u32, most: u32, of: &[Formula]) -> String {
    let texts: Vec<String> = of.iter().map(|each| part(conflict, each)).collect();
    let of = texts.join(", ");
    if of.is_empty() {
        return (least == 0).to_string();
    }
    match (least, most) {
        (0, u32::MAX) => "true".to_owned(),
        (0, most) => format!("at most {most} of {of}"),
        (least, u32::MAX) => format!("at least {least} of {of}"),
        (least, most) if least == most => format!("exactly {least} of {of}"),
        (least, most) => format!("(at least {least} of {of}) and (at most {most} of {of})"),
    }
}

/// The option as the language names it: bare where that is enough.
pub(crate) fn option_name(conflict: &Conflict, id: OptionId) -> String {
    let Some(option) = conflict.options.get(id.index()) else {
        return "false".to_owned();
    };
    let name = quote_name(&option.name);
    let wanted = key(&option.name);
    let same = conflict
        .options
        .iter()
        .filter(|other| key(&other.name) == wanted)
        .count();
    let is_state =
        (0..named_states(conflict)).any(|state| key(raw_state_name(conflict, state)) == wanted);
    if same < 2 && !is_state {
        return name;
    }
    let owner = option
        .owner
        .and_then(|owner| conflict.actors.get(owner.index()));
    let owner = owner.map_or_else(|| "nature".to_owned(), |owner| quote_name(&owner.name));
    format!("{owner}.{name}")
}

fn named_states(conflict: &Conflict) -> usize {
    match &conflict.states {
        States::FromOptions { merged } => merged.len(),
        States::Listed { states, .. } => states.len(),
    }
}

fn raw_state_name(conflict: &Conflict, state: usize) -> &str {
    let name = match &conflict.states {
        States::FromOptions { merged } => merged.get(state).map(|state| state.name.as_str()),
        States::Listed { states, .. } => states.get(state).map(|state| state.name.as_str()),
    };
    name.unwrap_or("")
}

/// The state's name as the language writes it.
pub(crate) fn state_name(conflict: &Conflict, state: NamedStateId) -> String {
    quote_name(raw_state_name(conflict, state.index()))
}

fn option_text(conflict: &Conflict, id: OptionId, set: LevelSet) -> String {
    let name = option_name(conflict, id);
    let all = all_levels(&conflict.options, id);
    let Some(option) = conflict.options.get(id.index()) else {
        return "false".to_owned();
    };
    let set = LevelSet(set.0 & all.0);
    if set.0 == 0 || set == all {
        return (set == all).to_string();
    }
    if option.is_binary() {
        return if set == LevelSet::one(Level(1)) {
            name
        } else {
            format!("not {name}")
        };
    }
    let compared = |operator: &str, level: Level| {
        format!("{name} {operator} {}", quote_name(option.level_name(level)))
    };
    let (chosen, others): (Vec<Level>, Vec<Level>) = (0..option.level_count())
        .map(Level)
        .partition(|level| set.contains(*level));
    match (chosen.as_slice(), others.as_slice()) {
        ([only], _) => compared("=", *only),
        (_, [only]) => compared("!=", *only),
        ([lowest, .., highest], [other, ..]) if lowest.0 == 0 && highest < other => {
            compared("<=", *highest)
        }
        ([lowest, ..], [.., other]) if other < lowest => compared(">=", *lowest),
        (several, _) => {
            let each = several
                .iter()
                .map(|level| format!("({})", compared("=", *level)));
            each.collect::<Vec<_>>().join(" or ")
        }
    }
}
