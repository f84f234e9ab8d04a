//! What an actor prefers.

use syntax::diagnostic::Span;

use super::RuleId;
use crate::evidence::Basis;
use crate::formula::Formula;

/// What one actor prefers.
#[derive(Clone, Debug, PartialEq)]
pub struct Preference {
    /// The main block.
    pub kind: PreferenceKind,
    /// Edits of the order, in file order.
    pub adjustments: Vec<Adjustment>,
    /// Pairs of state sets that the actor cannot compare (not used by the analyses of stability).
    pub unknown: Vec<CannotCompare>,
    /// Where the main block stands.
    pub span: Option<Span>,
}

/// The main block of a preference.
#[derive(Clone, Debug, PartialEq)]
pub enum PreferenceKind {
    /// No block: indifferent between all states.
    Indifferent,
    /// Prioritised statements, most important first.
    Statements(Vec<Statement>),
    /// Weighted statements: the higher sum is better.
    Weights(Vec<Weight>),
    /// Levels of states, best first.
    Ranking(Vec<RankLevel>),
}

/// A prioritised statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Whether states that differ here first are much preferred.
    pub strongly: bool,
    /// Statements with the same number have an unknown mutual order.
    pub unordered_group: Option<u32>,
    /// The costly rule that it was made from, if any.
    pub from_rule: Option<RuleId>,
    /// The formula.
    pub formula: Formula,
    /// The formula in the user's words.
    pub text: String,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// A weighted statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// Weight; the sum over all weights fits an `i64`, which is checked.
    pub weight: i64,
    /// The formula.
    pub formula: Formula,
    /// The formula in the user's words.
    pub text: String,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// One level of a direct ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct RankLevel {
    /// Which states: all not ranked on a better level that satisfy one of these formulas. For
    /// `rest`, all states that no other level selects, and this is empty.
    pub select: Vec<Formula>,
    /// Whether this is `rest`.
    pub rest: bool,
    /// Whether the mutual order of the level's states is unknown rather than tied.
    pub unordered: bool,
    /// Whether everything here and above is much preferred to everything below.
    pub gap_below: bool,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// An edit of an order of states.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjustment {
    /// What is done.
    pub kind: syntax::ast::AdjustmentKind,
    /// The states that move.
    pub states: Formula,
    /// The states that they move relative to.
    pub reference: Formula,
    /// The adjustment in the user's words.
    pub text: String,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// Two sets of states whose order is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct CannotCompare {
    /// One side.
    pub left: Formula,
    /// The other.
    pub right: Formula,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}
