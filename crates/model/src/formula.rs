//! Resolved formulas and their meaning.

use crate::conflict::{Level, NamedStateId, OptionId};

/// A set of levels of one option, as bits: bit `l` is level `l`. At most 64 levels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LevelSet(pub u64);

impl LevelSet {
    /// The set with one level.
    #[must_use]
    pub fn one(level: Level) -> Self {
        LevelSet(1_u64.checked_shl(u32::from(level.0)).unwrap_or(0))
    }

    /// Whether the set has this level.
    #[must_use]
    pub fn contains(self, level: Level) -> bool {
        self.0.checked_shr(u32::from(level.0)).unwrap_or(0) & 1 == 1
    }
}

/// A formula over options and named states. `if`, `only if` and `unless` are reduced to `or`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Formula {
    /// Always true or always false.
    Constant(bool),
    /// The option's value is in the set. For a yes/no option `lead` is `{1}`.
    Option(OptionId, LevelSet),
    /// The state is this named one.
    State(NamedStateId),
    /// Not.
    Not(Box<Formula>),
    /// All of them (true when empty).
    And(Vec<Formula>),
    /// At least one of them (false when empty).
    Or(Vec<Formula>),
    /// Both or neither.
    Iff(Box<Formula>, Box<Formula>),
    /// The number of true ones is between `least` and `most`, both included.
    Count {
        /// Lower bound.
        least: u32,
        /// Upper bound.
        most: u32,
        /// Of which.
        of: Vec<Formula>,
    },
}

impl Formula {
    /// The formula's negation.
    #[must_use]
    pub fn negated(self) -> Formula {
        match self {
            Formula::Constant(value) => Formula::Constant(!value),
            Formula::Not(inner) => *inner,
            other => Formula::Not(Box::new(other)),
        }
    }

    /// Truth at a state given by its option values and, where it has one, its name.
    /// Cost: linear in the size of the formula.
    pub fn holds(&self, level: &impl Fn(OptionId) -> Level, state: Option<NamedStateId>) -> bool {
        match self {
            Formula::Constant(value) => *value,
            Formula::Option(option, set) => set.contains(level(*option)),
            Formula::State(named) => state == Some(*named),
            Formula::Not(inner) => !inner.holds(level, state),
            Formula::And(parts) => parts.iter().all(|part| part.holds(level, state)),
            Formula::Or(parts) => parts.iter().any(|part| part.holds(level, state)),
            Formula::Iff(left, right) => left.holds(level, state) == right.holds(level, state),
            Formula::Count { least, most, of } => {
                let count = of.iter().filter(|part| part.holds(level, state)).count();
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                (*least..=*most).contains(&count)
            }
        }
    }

    /// Calls `visit` with every option that the formula mentions, in order, with repetitions.
    pub fn for_each_option(&self, visit: &mut impl FnMut(OptionId)) {
        match self {
            Formula::Constant(_) | Formula::State(_) => {}
            Formula::Option(option, _) => visit(*option),
            Formula::Not(inner) => inner.for_each_option(visit),
            Formula::And(parts) | Formula::Or(parts) | Formula::Count { of: parts, .. } => {
                for part in parts {
                    part.for_each_option(visit);
                }
            }
            Formula::Iff(left, right) => {
                left.for_each_option(visit);
                right.for_each_option(visit);
            }
        }
    }
}
