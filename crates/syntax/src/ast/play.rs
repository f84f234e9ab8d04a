//! The game lens as it is written: parameters, types, utilities, what actors observe, the play.

use super::{Assignment, Basis, Formula, Name, Number, Path, Text};
use crate::diagnostic::Span;

/// An expression over numbers and parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpressionKind {
    /// A number: `numerator` over `denominator`, a power of ten.
    Number {
        /// The digits.
        numerator: i64,
        /// 1, or 10 for each digit behind the point.
        denominator: i64,
    },
    /// A parameter.
    Name(Name),
    /// `-a`
    Negative(Box<Expression>),
    /// `a + b - c`: each with whether it is taken away.
    Sum(Vec<(Expression, bool)>),
    /// `a * b/c`
    Product(Vec<Product>),
}

/// A factor or a divisor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Product {
    /// A factor.
    Times(Expression),
    /// A divisor.
    Over(Expression),
}

/// `parameter NAME "label" in LEAST..MOST = VALUE`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Identifier.
    pub name: Name,
    /// Label.
    pub label: Option<Text>,
    /// From where to where it makes sense.
    pub range: Option<(Expression, Expression)>,
    /// Its value where nothing else is said.
    pub value: Option<Expression>,
    /// Where it comes from.
    pub basis: Basis,
}

/// `type NAME of ACTOR "label"` with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateType {
    /// Identifier.
    pub name: Name,
    /// Whose type it is, and who alone sees it unless others `observe` it.
    pub actor: Name,
    /// Label.
    pub label: Option<Text>,
    /// Its values, in order.
    pub values: Vec<TypeValue>,
    /// Where it comes from.
    pub basis: Basis,
}

/// `firm 1/3`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeValue {
    /// The name of the value.
    pub name: Name,
    /// How likely it is.
    pub probability: Expression,
    /// Where that comes from.
    pub basis: Basis,
}

/// `utility of ACTOR` with its terms, which are added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utility {
    /// Whose.
    pub actor: Name,
    /// The terms.
    pub terms: Vec<Term>,
}

/// `-cost if widen`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// How much.
    pub amount: Expression,
    /// When it counts; always where nothing is said.
    pub condition: Option<Condition>,
    /// Where it comes from.
    pub basis: Basis,
    /// The term without its basis.
    pub span: Span,
}

/// `if F` or `unless F`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The formula.
    pub formula: Formula,
    /// Whether it is `unless`.
    pub unless: bool,
}

/// `ACTOR observes a, b`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observes {
    /// Who observes.
    pub actor: Name,
    /// What.
    pub what: Observed,
    /// Where it comes from.
    pub basis: Basis,
}

/// What an actor learns of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observed {
    /// All options, and no types of others.
    Everything,
    /// Only these options and types, beside its own. Empty for `nothing`.
    These(Vec<Path>),
}

/// `play` with its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Play {
    /// The steps, in order.
    pub steps: Vec<PlayStep>,
    /// The header.
    pub span: Span,
}

/// A line of a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlayStep {
    /// `X, Y choose a, b if F`
    Choose(Choose),
    /// `chance a 1/3 if F`
    Chance(Chance),
    /// `set a, not b if F`
    Set(SetStep),
    /// `ends if F`
    Ends(Condition),
    /// `repeat 3 times` with its lines
    Repeat(Repeat),
}

/// Actors decide about options, at the same time where there are several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choose {
    /// Who.
    pub actors: Vec<Name>,
    /// About which options.
    pub options: Vec<Path>,
    /// When; always where nothing is said.
    pub condition: Option<Condition>,
    /// Where it comes from.
    pub basis: Basis,
    /// The line without its basis.
    pub span: Span,
}

/// Chance decides about an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The option.
    pub option: Path,
    /// How likely a yes/no option becomes yes.
    pub probability: Option<Expression>,
    /// How likely each level is, where levels are named.
    pub levels: Vec<(Name, Expression)>,
    /// When; always where nothing is said.
    pub condition: Option<Condition>,
    /// Where it comes from.
    pub basis: Basis,
    /// The line without its basis.
    pub span: Span,
}

/// Options change by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetStep {
    /// What becomes so.
    pub sets: Vec<Assignment>,
    /// When; always where nothing is said.
    pub condition: Option<Condition>,
    /// Where it comes from.
    pub basis: Basis,
    /// The line without its basis.
    pub span: Span,
}

/// Lines that are played several times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// How many times.
    pub times: Number,
    /// Whether utilities are paid after each time.
    pub pay: Pay,
    /// The lines.
    pub steps: Vec<PlayStep>,
}

/// When a repeated part of a play pays utilities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pay {
    /// Not by itself.
    No,
    /// After each time.
    EachTime,
    /// After each time, the first in full and each further one worth so much of the one before.
    Discounted(Expression),
}
