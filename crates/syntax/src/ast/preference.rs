//! What an actor prefers, as it is written: lists, weights, rankings, and edits of them.

use super::{Basis, Formula, Name, Number};
use crate::diagnostic::Span;

/// One actor's preference block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// Whose.
    pub actor: Name,
    /// The block.
    pub body: PreferenceBody,
}

/// The ways to say what an actor prefers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreferenceBody {
    /// `X prefers`: statements, most important first.
    Prefers(Vec<PreferenceLine>),
    /// `X weighs`: `3 for F` lines.
    Weighs(Vec<Weight>),
    /// `X ranks`: levels of states, best first.
    Ranks(Vec<RankLine>),
    /// `X revises` (inside an account): edits of the list that the account starts from.
    Revises(Vec<Revision>),
    /// `X adjusts`: edits of the resulting order of states.
    Adjusts(Vec<Adjustment>),
}

/// A line of `X prefers`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly every line is the large variant"
)]
pub enum PreferenceLine {
    /// One statement.
    Statement(Statement),
    /// `{F, G}`: statements whose mutual order is not known.
    Unordered(Vec<Statement>),
}

/// `name: strongly F from …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Optional name.
    pub name: Option<Name>,
    /// Whether states that differ here first are *much* preferred.
    pub strongly: bool,
    /// The formula.
    pub formula: Formula,
    /// Where it comes from.
    pub basis: Basis,
}

/// `3 for F`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Weight, any sign.
    pub weight: Number,
    /// The formula.
    pub formula: Formula,
    /// Where it comes from.
    pub basis: Basis,
}

/// A line of `X ranks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RankLine {
    /// States that are level with each other: one formula, or `[a, b]`.
    Level {
        /// Each selects states by name, pattern or formula.
        states: Vec<Formula>,
        /// Where it comes from.
        basis: Basis,
    },
    /// `{a, b}`: states whose mutual order is not known.
    Unordered {
        /// Each selects states.
        states: Vec<Formula>,
        /// Where it comes from.
        basis: Basis,
    },
    /// `gap`: everything above is *much* preferred to everything below.
    Gap(Span),
    /// `rest`: all states not named elsewhere in the block, level with each other.
    Rest(Span),
}

/// A line of `X revises`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revision {
    /// `drop F`
    Drop(StatementRef),
    /// `add F first|last|before G|after G`
    Add(Statement, Position),
    /// `replace F with G`
    Replace(StatementRef, Statement),
    /// `move F first|last|before G|after G`
    Move(StatementRef, Position),
}

/// A statement of an earlier list: by its name, or by the same formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRef {
    /// The formula as written; a single-part atom may be a statement's name.
    pub formula: Formula,
}

/// Where a statement goes in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// `first`
    First,
    /// `last`
    Last,
    /// `before F`
    Before(StatementRef),
    /// `after F`
    After(StatementRef),
}

/// A line of `X adjusts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// What is done.
    pub kind: AdjustmentKind,
    /// The states that move.
    pub states: Formula,
    /// The states they move relative to.
    pub reference: Formula,
    /// Where it comes from.
    pub basis: Basis,
}

/// What an adjustment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdjustmentKind {
    /// `put F above G`
    Above,
    /// `put F below G`
    Below,
    /// `put F level with G`
    LevelWith,
}

/// `US cannot compare F with G`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotCompare {
    /// Whose preference is unknown.
    pub actor: Name,
    /// States on one side.
    pub left: Formula,
    /// States on the other.
    pub right: Formula,
    /// Where it comes from.
    pub basis: Basis,
}
