//! Formulas compiled to bit masks: for one code at a time, or for 64 consecutive codes at once.

use model::formula::{Formula, LevelSet};

use crate::layout::{Code, Field, Layout};

/// A formula over codes. Named states are not options: they compile to false.
#[derive(Clone, Debug)]
pub enum Compiled {
    /// Always this.
    Constant(bool),
    /// The masked bits equal the value.
    Bits {
        /// Which bits.
        mask: Code,
        /// Their value.
        value: Code,
    },
    /// A many-valued option has a level of the set.
    Levels(Field, LevelSet),
    /// Not.
    Not(Box<Compiled>),
    /// All.
    And(Vec<Compiled>),
    /// Any.
    Or(Vec<Compiled>),
    /// Both or neither.
    Iff(Box<Compiled>, Box<Compiled>),
    /// Between `least` and `most` are true.
    Count {
        /// Lower bound.
        least: u32,
        /// Upper bound.
        most: u32,
        /// Of which.
        of: Vec<Compiled>,
    },
}

/// The low six bits of a code, one column each over the 64 codes of a word.
const COLUMNS: [u64; 6] = [
    0xAAAA_AAAA_AAAA_AAAA,
    0xCCCC_CCCC_CCCC_CCCC,
    0xF0F0_F0F0_F0F0_F0F0,
    0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000,
    0xFFFF_FFFF_0000_0000,
];

/// The column of one bit over the codes `64 * word ..`.
fn column(bit: u32, word: u64) -> u64 {
    match COLUMNS.get(bit as usize) {
        Some(column) => *column,
        None if word >> (bit - 6) & 1 == 1 => u64::MAX,
        None => 0,
    }
}

impl Compiled {
    /// Compiles a formula for a layout. Cost: linear in the formula.
    #[must_use]
    pub fn new(formula: &Formula, layout: &Layout) -> Self {
        let all = |parts: &[Formula]| parts.iter().map(|p| Compiled::new(p, layout)).collect();
        match formula {
            Formula::Constant(value) => Compiled::Constant(*value),
            Formula::State(_) => Compiled::Constant(false),
            Formula::Option(option, set) => Compiled::option(layout.field(*option), *set),
            Formula::Not(inner) => Compiled::Not(Box::new(Compiled::new(inner, layout))),
            Formula::And(parts) => Compiled::And(all(parts)),
            Formula::Or(parts) => Compiled::Or(all(parts)),
            Formula::Iff(left, right) => Compiled::Iff(
                Box::new(Compiled::new(left, layout)),
                Box::new(Compiled::new(right, layout)),
            ),
            Formula::Count { least, most, of } => Compiled::Count {
                least: *least,
                most: *most,
                of: all(of),
            },
        }
    }

    fn option(field: Field, set: LevelSet) -> Self {
        if field.width != 1 {
            return Compiled::Levels(field, set);
        }
        match set.0 & 3 {
            0 => Compiled::Constant(false),
            3 => Compiled::Constant(true),
            one => Compiled::Bits {
                mask: field.mask(),
                value: if one == 2 { field.mask() } else { 0 },
            },
        }
    }

    /// Truth at one code.
    #[must_use]
    pub fn holds(&self, code: Code) -> bool {
        match self {
            Compiled::Constant(value) => *value,
            Compiled::Bits { mask, value } => code & mask == *value,
            Compiled::Levels(field, set) => set.contains(field.get(code)),
            Compiled::Not(inner) => !inner.holds(code),
            Compiled::And(parts) => parts.iter().all(|part| part.holds(code)),
            Compiled::Or(parts) => parts.iter().any(|part| part.holds(code)),
            Compiled::Iff(left, right) => left.holds(code) == right.holds(code),
            Compiled::Count { least, most, of } => {
                let count = of.iter().filter(|part| part.holds(code)).count() as u32;
                (*least..=*most).contains(&count)
            }
        }
    }

    /// Truth at the 64 codes `64 * word ..`, one bit each. Only for layouts of at most 64 bits.
    #[must_use]
    pub fn word(&self, word: u64) -> u64 {
        match self {
            Compiled::Constant(value) => {
                if *value {
                    u64::MAX
                } else {
                    0
                }
            }
            Compiled::Bits { mask, value } => bits_word(*mask, *value, word),
            Compiled::Levels(field, set) => (0..field.levels)
                .filter(|level| set.0 >> level & 1 == 1)
                .fold(0, |any, level| {
                    any | bits_word(field.mask(), Code::from(level) << field.offset, word)
                }),
            Compiled::Not(inner) => !inner.word(word),
            Compiled::And(parts) => parts.iter().fold(u64::MAX, |all, p| all & p.word(word)),
            Compiled::Or(parts) => parts.iter().fold(0, |any, part| any | part.word(word)),
            Compiled::Iff(left, right) => !(left.word(word) ^ right.word(word)),
            Compiled::Count { least, most, of } => count_word(*least, *most, of, word),
        }
    }
}

fn bits_word(mask: Code, value: Code, word: u64) -> u64 {
    let mut all = u64::MAX;
    let mut rest = mask;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        let column = column(bit, word);
        all &= if value >> bit & 1 == 1 {
            column
        } else {
            !column
        };
        rest &= rest - 1;
    }
    all
}

fn count_word(least: u32, most: u32, of: &[Compiled], word: u64) -> u64 {
    let columns: Vec<u64> = of.iter().map(|part| part.word(word)).collect();
    (0..64).fold(0, |result, bit| {
        let count = columns.iter().filter(|c| *c >> bit & 1 == 1).count() as u32;
        result | u64::from((least..=most).contains(&count)) << bit
    })
}
