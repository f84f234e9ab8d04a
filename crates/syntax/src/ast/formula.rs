//! Formulas as they are written, over options, levels and states.

use super::{Name, Number, Path};
use crate::diagnostic::Span;

/// A boolean formula over options, levels and state names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What it is.
    pub kind: FormulaKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormulaKind {
    /// `true` or `false`
    Constant(bool),
    /// An option, a state name, or a pattern such as `Y-N`.
    Atom(Path),
    /// `price = high`, `price >= mid`, …
    Compare {
        /// The option.
        option: Path,
        /// How.
        operator: Comparison,
        /// With which level.
        level: Name,
    },
    /// `not F`
    Not(Box<Formula>),
    /// `F and G and …`, two or more
    And(Vec<Formula>),
    /// `F or G or …`, two or more
    Or(Vec<Formula>),
    /// `F if G`, that is F or not G
    If(Box<Formula>, Box<Formula>),
    /// `F only if G`, that is G or not F
    OnlyIf(Box<Formula>, Box<Formula>),
    /// `F unless G`, that is F or G
    Unless(Box<Formula>, Box<Formula>),
    /// `F iff G`
    Iff(Box<Formula>, Box<Formula>),
    /// `at least one of F, G`, `at most 2 of …`, `exactly one of …`
    Count {
        /// Which bound.
        bound: Bound,
        /// How many.
        count: Number,
        /// Of which.
        of: Vec<Formula>,
    },
}

/// How an option is compared with a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// The bound of a counting formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `exactly`
    Exactly,
}
