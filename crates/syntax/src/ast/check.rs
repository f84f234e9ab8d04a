//! Checks as they are written.

use super::{Expression, Formula, Name, Number, Text};
use crate::diagnostic::Span;

/// `check "name" expected to fail: BODY`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Optional name.
    pub name: Option<Text>,
    /// Whether the check is expected to fail.
    pub expected_to_fail: bool,
    /// What is checked.
    pub body: CheckBody,
    /// The whole item.
    pub span: Span,
}

/// What a check asks. Concepts are names such as `nash`, `seq`, `l3`; `model` resolves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckBody {
    /// `STATE is [not] equilibrium under nash, seq`
    Equilibrium {
        /// Which state.
        state: StateRef,
        /// True for `is not`.
        negated: bool,
        /// Under which concepts.
        under: Vec<Name>,
    },
    /// `STATE is [not] stable for US under nash`
    Stable {
        /// Which state.
        state: StateRef,
        /// True for `is not`.
        negated: bool,
        /// For which actors.
        actors: Vec<Name>,
        /// Under which concepts.
        under: Vec<Name>,
    },
    /// `equilibria under nash are s1, s2` (`are none` for an empty list)
    Equilibria {
        /// Under which concepts.
        under: Vec<Name>,
        /// Exactly these states.
        states: Vec<StateRef>,
    },
    /// `STATE is [not] reachable [by improvements]`, from the status quo
    Reachable {
        /// Which states.
        state: StateRef,
        /// True for `is not`.
        negated: bool,
        /// Only by improvements.
        by_improvements: bool,
    },
    /// `[not] always F under seq [by any improvement]`
    Always {
        /// True for `not always`.
        negated: bool,
        /// The outcome.
        formula: Formula,
        /// Under which concepts.
        under: Vec<Name>,
        /// Any undeterred improvement, not only the most preferred.
        any_improvement: bool,
    },
    /// `[some] play ends with F with probability E where p = E`
    PlayEnds {
        /// In some equilibrium rather than in all.
        some: bool,
        /// What holds at the end.
        formula: Formula,
        /// With which probability; 1 where nothing is said.
        probability: Option<Expression>,
        /// Values of parameters.
        values: Vec<(Name, Expression)>,
    },
    /// `56 states`
    StateCount(Number),
}

/// A state in a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateRef {
    /// `status quo`
    StatusQuo(Span),
    /// `observed`
    Observed(Span),
    /// A name, a pattern, or a formula that selects exactly one state.
    Formula(Formula),
}
