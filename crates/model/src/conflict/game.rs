//! The game lens of a conflict: parameters, private types, utilities, sight and the play.

use super::{ActorId, Level, OptionId};
use crate::evidence::Basis;
use crate::formula::Formula;
use syntax::diagnostic::Span;

/// Everything that only the game lens reads.
///
/// Formulas here may speak of private types: the type with number `k` has the option number
/// `options + k`, and its values are levels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GameLens {
    /// The parameters, with their values in this account.
    pub parameters: Vec<Parameter>,
    /// The private types.
    pub types: Vec<PrivateType>,
    /// What the actors are paid, by actor; none where nothing but a preference is given.
    pub utilities: Vec<Option<Utility>>,
    /// What the actors learn, by actor.
    pub sight: Vec<Sight>,
    /// The play; empty where there is none.
    pub steps: Vec<PlayStep>,
    /// Where the play stands.
    pub span: Option<Span>,
}

/// A parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterId(pub u16);

impl ParameterId {
    /// The number as an index.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A number that can be varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Identifier.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// From where to where it makes sense.
    pub range: Option<(Expression, Expression)>,
    /// Its value; none where it has to be given.
    pub value: Option<Expression>,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it is declared.
    pub span: Span,
}

/// Something that nature draws before the play and only its actor sees.
#[derive(Clone, Debug, PartialEq)]
pub struct PrivateType {
    /// Identifier, unique among its actor's options and types.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// Whose it is.
    pub actor: ActorId,
    /// Its values and how likely they are.
    pub values: Vec<TypeValue>,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it is declared.
    pub span: Span,
}

/// A value of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeValue {
    /// Its name.
    pub name: String,
    /// How likely it is.
    pub probability: Expression,
    /// Where that comes from.
    pub basis: Basis,
}

/// An expression over numbers and parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// `numerator` over `denominator`, which is positive.
    Number {
        /// Above the line.
        numerator: i64,
        /// Below the line.
        denominator: i64,
    },
    /// A parameter.
    Parameter(ParameterId),
    /// `-a`
    Negative(Box<Expression>),
    /// A sum; the flag says that a part is taken away.
    Sum(Vec<(Expression, bool)>),
    /// A product; the flag says that a part divides.
    Product(Vec<(Expression, bool)>),
}

impl Expression {
    /// A whole number.
    #[must_use]
    pub fn whole(numerator: i64) -> Self {
        Expression::Number {
            numerator,
            denominator: 1,
        }
    }
}

/// What an actor is paid: the sum of the terms whose formula holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Utility {
    /// The terms.
    pub terms: Vec<Term>,
    /// Where the block stands.
    pub span: Span,
}

/// A term of a utility.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// How much.
    pub amount: Expression,
    /// When.
    pub formula: Formula,
    /// The term in the user's words.
    pub text: String,
    /// The formula in the user's words.
    pub formula_text: String,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// What an actor learns as the play goes on, beside its own options and types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// All options, and no types of others.
    #[default]
    Everything,
    /// Only these options and types.
    These(Vec<OptionId>),
}

/// A line of a play.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayStep {
    /// What happens.
    pub kind: StepKind,
    /// When it happens; always where it is `true`.
    pub condition: Formula,
    /// The line in the user's words.
    pub text: String,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// What a line of a play says.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// Each actor decides about options of its own, all at the same time.
    Choose(Vec<(ActorId, Vec<OptionId>)>),
    /// Chance decides about an option.
    Chance {
        /// Which.
        option: OptionId,
        /// The values and how likely they are.
        levels: Vec<(Level, Expression)>,
    },
    /// Options change by themselves.
    Set(Vec<(OptionId, Level)>),
    /// The play is over.
    End,
    /// Lines that are played several times.
    Repeat {
        /// How many times.
        times: u32,
        /// When utilities are paid.
        pay: Pay,
        /// The lines.
        steps: Vec<PlayStep>,
    },
}

/// When a repeated part of a play pays utilities.
#[derive(Clone, Debug, PartialEq)]
pub enum Pay {
    /// Not by itself.
    No,
    /// After each time.
    EachTime,
    /// After each time, the first in full and each further one worth so much of the one before.
    Discounted(Expression),
}
