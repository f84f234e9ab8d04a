//! Patterns such as `YN-`: one sign for each option.

use crate::conflict::{Level, OptionId};
use crate::formula::{Formula, LevelSet};

/// A pattern's values, none where it leaves an option open.
pub(crate) type Pattern = Vec<Option<Level>>;

/// The letter of a pattern.
pub(crate) fn letter(level: Option<Level>) -> char {
    match level {
        None => '-',
        Some(Level(0)) => 'N',
        Some(_) => 'Y',
    }
}

/// The states that a pattern matches.
pub(crate) fn pattern_formula(pattern: &[Option<Level>]) -> Formula {
    let parts = (0_u16..).map(OptionId).zip(pattern);
    let mut parts: Vec<Formula> = parts
        .filter_map(|(option, value)| match value {
            None => None,
            Some(Level(0)) => Some(Formula::Option(option, LevelSet::one(Level(1))).negated()),
            Some(level) => Some(Formula::Option(option, LevelSet::one(*level))),
        })
        .collect();
    match (parts.len(), parts.pop()) {
        (0, _) | (_, None) => Formula::Constant(true),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            Formula::And(parts)
        }
    }
}
