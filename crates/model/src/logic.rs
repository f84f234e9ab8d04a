//! What can be said of a formula by itself: its canonical form, and whether it is always or never
//! true over its own options.

use crate::conflict::{Level, OptionDef, OptionId};
use crate::formula::{Formula, LevelSet};
use crate::limits;

/// A form in which formulas that differ only in order, repetition, nesting of the same operator or
/// placing of `not` are equal. Two equal canonical forms mean the same; the converse need not hold.
/// Cost: n log n in the size of the formula.
pub(crate) fn canonical(formula: &Formula, options: &[OptionDef]) -> Formula {
    Canonical { options }.of(formula, Sign::Plain)
}

/// The canonical form of the negation.
pub(crate) fn canonical_negation(formula: &Formula, options: &[OptionDef]) -> Formula {
    Canonical { options }.of(formula, Sign::Negated)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plain,
    Negated,
}

impl Sign {
    fn flipped(self) -> Sign {
        match self {
            Sign::Plain => Sign::Negated,
            Sign::Negated => Sign::Plain,
        }
    }
}

struct Canonical<'o> {
    options: &'o [OptionDef],
}

impl Canonical<'_> {
    fn of(&self, formula: &Formula, sign: Sign) -> Formula {
        let plain = sign == Sign::Plain;
        match formula {
            Formula::Constant(value) => Formula::Constant(*value == plain),
            Formula::Option(option, set) => Formula::Option(
                *option,
                if plain {
                    *set
                } else {
                    LevelSet(!set.0 & all_levels(self.options, *option).0)
                },
            ),
            Formula::State(_) if plain => formula.clone(),
            Formula::State(_) => Formula::Not(Box::new(formula.clone())),
            Formula::Not(inner) => self.of(inner, sign.flipped()),
            Formula::And(parts) => self.all(parts, sign, plain),
            Formula::Or(parts) => self.all(parts, sign, !plain),
            Formula::Iff(left, right) => {
                // The sign goes to one side, so that `not (a iff b)` and `not a iff b` agree.
                let mut sides = [self.of(left, Sign::Plain), self.of(right, Sign::Plain)];
                sides.sort();
                let [left, right] = sides;
                let both = Formula::Iff(Box::new(left), Box::new(right));
                if plain {
                    both
                } else {
                    Formula::Not(Box::new(both))
                }
            }
            Formula::Count { least, most, of } => {
                let mut of: Vec<Formula> = of.iter().map(|f| self.of(f, Sign::Plain)).collect();
                of.sort();
                let count = Formula::Count {
                    least: *least,
                    most: *most,
                    of,
                };
                if plain {
                    count
                } else {
                    Formula::Not(Box::new(count))
                }
            }
        }
    }

    /// A conjunction (or else a disjunction), flattened, sorted and without repetitions.
    fn all(&self, parts: &[Formula], sign: Sign, conjunction: bool) -> Formula {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match (self.of(part, sign), conjunction) {
                (Formula::And(inner), true) | (Formula::Or(inner), false) => flat.extend(inner),
                (other, _) => flat.push(other),
            }
        }
        flat.sort();
        flat.dedup();
        if flat.len() == 1
            && let Some(only) = flat.pop()
        {
            return only;
        }
        if conjunction {
            Formula::And(flat)
        } else {
            Formula::Or(flat)
        }
    }
}

/// All levels of an option.
pub(crate) fn all_levels(options: &[OptionDef], option: OptionId) -> LevelSet {
    let count = options
        .get(option.index())
        .map_or(2, OptionDef::level_count);
    LevelSet(
        u64::MAX
            .checked_shr(64 - u32::from(count.clamp(1, 64)))
            .unwrap_or(u64::MAX),
    )
}

/// What trying all values of a formula's own options shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// True under all of them.
    Always,
    /// False under all of them.
    Never,
    /// True under some.
    Sometimes,
    /// Not tried: too many combinations, or the formula names states.
    Unknown,
}

/// Tries formulas, within a common bound on the work.
pub(crate) struct Logic<'o> {
    options: &'o [OptionDef],
    values: Vec<Level>,
    steps: u64,
}

impl<'o> Logic<'o> {
    /// For formulas over these options.
    pub(crate) fn new(options: &'o [OptionDef]) -> Self {
        Logic {
            options,
            values: vec![Level(0); options.len()],
            steps: 0,
        }
    }

    /// Whether the formula is always or never true. At most 65,536 combinations of values of its
    /// own options are tried, and all calls together are bounded.
    pub(crate) fn verdict(&mut self, formula: &Formula) -> Verdict {
        let mut own = Vec::new();
        formula.for_each_option(&mut |option| own.push(option));
        let size = size(formula);
        own.sort_unstable();
        own.dedup();
        let mut combinations: u64 = 1;
        for option in &own {
            combinations = combinations.saturating_mul(u64::from(self.count(*option)));
        }
        if combinations > limits::COMBINATIONS || names_state(formula) {
            return Verdict::Unknown;
        }
        self.try_all(formula, &own, size)
    }

    fn count(&self, option: OptionId) -> u8 {
        self.options
            .get(option.index())
            .map_or(2, OptionDef::level_count)
    }

    fn try_all(&mut self, formula: &Formula, own: &[OptionId], size: u64) -> Verdict {
        for option in own {
            self.set(*option, Level(0));
        }
        let (mut held, mut failed) = (false, false);
        loop {
            self.steps = self.steps.saturating_add(size);
            if self.steps > limits::LOGIC_STEPS {
                return Verdict::Unknown;
            }
            let values = &self.values;
            let level = |option: OptionId| values.get(option.index()).copied().unwrap_or_default();
            if formula.holds(&level, None) {
                held = true;
            } else {
                failed = true;
            }
            if held && failed {
                return Verdict::Sometimes;
            }
            if !self.advance(own) {
                return if held {
                    Verdict::Always
                } else {
                    Verdict::Never
                };
            }
        }
    }

    fn set(&mut self, option: OptionId, level: Level) {
        if let Some(value) = self.values.get_mut(option.index()) {
            *value = level;
        }
    }

    /// The next combination, like an odometer; false after the last.
    fn advance(&mut self, own: &[OptionId]) -> bool {
        for option in own {
            let current = self.values.get(option.index()).copied().unwrap_or_default();
            if current.0 + 1 < self.count(*option) {
                self.set(*option, Level(current.0 + 1));
                return true;
            }
            self.set(*option, Level(0));
        }
        false
    }
}

/// Number of nodes.
fn size(formula: &Formula) -> u64 {
    1 + match formula {
        Formula::Constant(_) | Formula::Option(..) | Formula::State(_) => 0,
        Formula::Not(inner) => size(inner),
        Formula::And(parts) | Formula::Or(parts) | Formula::Count { of: parts, .. } => {
            parts.iter().map(size).sum()
        }
        Formula::Iff(left, right) => size(left) + size(right),
    }
}

/// Whether the formula names a state.
pub(crate) fn names_state(formula: &Formula) -> bool {
    match formula {
        Formula::State(_) => true,
        Formula::Constant(_) | Formula::Option(..) => false,
        Formula::Not(inner) => names_state(inner),
        Formula::And(parts) | Formula::Or(parts) | Formula::Count { of: parts, .. } => {
            parts.iter().any(names_state)
        }
        Formula::Iff(left, right) => names_state(left) || names_state(right),
    }
}
