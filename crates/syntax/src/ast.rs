//! The typed tree: what a file says, with names still unresolved.
//!
//! In: the lossless tree. Out: plain owned values with spans, which the `model` crate resolves and
//! checks. Nothing here knows what a name means. Items that did not parse are absent from the tree;
//! the parser has reported them.

mod check;
mod evidence;
mod formula;
mod literal;
mod play;
mod preference;

use crate::diagnostic::Span;

pub use check::{Check, CheckBody, StateRef};
pub use evidence::{
    Claim, CredibilityGrade, Document, GivenDate, Holder, Judgement, LineRange, Office, Origin,
    Passage, ReliabilityGrade, SharedWords, VoiceLines,
};
pub use formula::{Bound, Comparison, Formula, FormulaKind};
pub use literal::{Date, DateLiteral, Name, Number, Path, Text, When, WhenLiteral};
pub use play::{
    Chance, Choose, Condition, Expression, ExpressionKind, Observed, Observes, Parameter, Pay,
    Play, PlayStep, PrivateType, Product, Repeat, SetStep, Term, TypeValue, Utility,
};
pub use preference::{
    Adjustment, AdjustmentKind, CannotCompare, Position, Preference, PreferenceBody,
    PreferenceLine, RankLine, Revision, Statement, StatementRef, Weight,
};

/// One file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Items in file order.
    pub items: Vec<Item>,
}

/// A top-level item, or an item inside an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// `conflict "title"`
    Title(Text),
    /// `as of 2025-06-16`
    AsOf(DateLiteral),
    /// `include "path.conflict"`
    Include(Text),
    /// `note "…"`, a remark that is carried through
    Note(Text),
    /// `document a001 "title" …`
    Document(Document),
    /// `origin one-official "…" via reuters`
    Origin(Origin),
    /// `office "President" of US …`
    Office(Office),
    /// `actor Israel …` with its options; `nature` is an actor with no name
    Actor(Actor),
    /// `state s1 "label" is YN-` or `… merges FORMULA`
    State(State),
    /// `MoE, Uniroyal moves` with arcs
    Moves(Moves),
    /// `rule …`
    Rule(Rule),
    /// `status quo …`
    StatusQuo(Assignments),
    /// `observed …`
    Observed(Assignments),
    /// `US prefers|weighs|ranks|revises|adjusts`
    Preference(Preference),
    /// `US cannot compare F with G`
    CannotCompare(CannotCompare),
    /// `US favours Israel, US`
    Attitude(Attitude),
    /// `event x "…" on DATE: set …`
    Event(Event),
    /// `event x happened` or `event x did not happen`
    EventState(EventState),
    /// `outcome restraint "…": FORMULA`
    Outcome(Outcome),
    /// `check …`
    Check(Check),
    /// `claim veto "…" from …`
    Claim(Claim),
    /// `shared threshold "…" in a, b accepted "…"`
    Shared(SharedWords),
    /// `account B1 "…" …` with its own items
    Account(Account),
    /// `what if killed "…" …` with its own items
    WhatIf(WhatIf),
    /// `US sees "…"` with its own items
    View(View),
    /// `parameter p "label" in 0..1 = 1/2`
    Parameter(Parameter),
    /// `type resolve of US …`
    Type(PrivateType),
    /// `utility of US …`
    Utility(Utility),
    /// `US observes a, b`
    Observes(Observes),
    /// `play …`
    Play(Play),
    /// `set not enable` inside a `what if`
    Set(Assignments),
    /// `drop rule r` inside an account
    DropRule(Name),
    /// `replace rule r …` inside an account
    ReplaceRule(Rule),
    /// `weaken rule r to advisory` inside an account
    WeakenRule(WeakenRule),
}

/// Where an assumption comes from: `from a.b, c.d`, `assumed "why"`, both, or neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Passages named after `from`.
    pub passages: Vec<Path>,
    /// Passages named after `against`.
    pub against: Vec<Path>,
    /// Text after `assumed`.
    pub assumed: Option<Text>,
    /// Text after `note`.
    pub note: Option<Text>,
    /// What it takes to change it: `change costs 3`, `change impossible`.
    pub change: Option<ChangeClause>,
}

/// `change costs 3` or `change impossible`: what it takes to change an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeClause {
    /// So much.
    Costs(Number),
    /// It is not open to change.
    Impossible,
}

/// `actor ID "label"` with options; `nature` has `name == None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Identifier, or none for `nature`, whose options nobody moves.
    pub name: Option<Name>,
    /// The header, for messages.
    pub span: Span,
    /// Label.
    pub label: Option<Text>,
    /// Options in order.
    pub options: Vec<OptionItem>,
}

/// `option ID "label" levels a, b, c irreversible once dropped`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionItem {
    /// Identifier, unique among its actor's options.
    pub name: Name,
    /// Label.
    pub label: Option<Text>,
    /// Named levels from lowest to highest; empty for a yes/no option.
    pub levels: Vec<Name>,
    /// Which changes can be undone.
    pub direction: Direction,
    /// Where a document supports it, if said.
    pub basis: Basis,
}

/// Which changes of an option its owner can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Both ways.
    Both,
    /// `irreversible`: once taken (or raised) it stays.
    Up,
    /// `irreversible once dropped`: once dropped (or lowered) it stays so.
    Down,
    /// `fixed`: no actor changes it; events and consequences may.
    Fixed,
}

/// `state ID "label" is PATTERN` or `state ID "label" merges FORMULA`, or without either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Identifier.
    pub name: Name,
    /// Label.
    pub label: Option<Text>,
    /// What the state is in terms of options.
    pub meaning: StateMeaning,
}

/// How a named state relates to the options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateMeaning {
    /// Only a name: graph form without options.
    Bare,
    /// `is YN-Y`: the option vectors that match, coalesced into one state.
    Pattern(Name),
    /// `merges FORMULA`: all states that satisfy it are one.
    Merges(Formula),
}

/// `A, B moves` and its arcs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves {
    /// The actors that can make each of these moves (more than one: common moves).
    pub actors: Vec<Name>,
    /// The arcs.
    pub arcs: Vec<Arc>,
}

/// `s1 -> s2, s3` or `s1 <-> s2`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Source state.
    pub from: Name,
    /// Target states.
    pub to: Vec<Name>,
    /// Whether the arcs run back too.
    pub both_ways: bool,
}

/// A rule with its strength.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Identifier.
    pub name: Name,
    /// How strong it is.
    pub strength: Strength,
    /// What it says.
    pub body: RuleBody,
    /// Where it comes from.
    pub basis: Basis,
    /// The whole rule without its basis.
    pub span: Span,
}

/// How strongly a rule binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// It cannot be broken.
    Binding,
    /// It can be broken, and whoever it restrains would rather not.
    Costly,
    /// It can be broken freely; the answer says where it is.
    Advisory,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleBody {
    /// `F forbidden while G`: never both.
    Forbidden {
        /// What is forbidden.
        what: Formula,
        /// While this holds.
        while_: Formula,
    },
    /// `F requires G`
    Requires {
        /// What needs it.
        what: Formula,
        /// What is needed.
        needs: Formula,
    },
    /// `always F`
    Always(Formula),
    /// `never F`
    Never(Formula),
    /// `a, b stop without G`: forced consequence, when `G` fails, each option is dropped.
    StopWithout {
        /// Options that are dropped.
        options: Vec<Path>,
        /// What they depend on.
        without: Formula,
    },
    /// `F ends a, b`: forced consequence, when `F` holds, each option is dropped.
    Ends {
        /// The trigger.
        when: Formula,
        /// Options that are dropped.
        options: Vec<Path>,
    },
    /// `when F then a, not b, c = high`: forced consequence.
    WhenThen {
        /// The trigger.
        when: Formula,
        /// What becomes so.
        then: Vec<Assignment>,
    },
    /// `F needs consent of US by G`: a move that makes `F` true is open only where `G` holds.
    Consent {
        /// What needs consent.
        what: Formula,
        /// Whose consent.
        of: Name,
        /// How consent shows.
        by: Formula,
    },
    /// `no move from F to G by A, B`
    NoMove {
        /// Where the move starts.
        from: Formula,
        /// Where it ends.
        to: Formula,
        /// Whose moves; empty for everybody's.
        by: Vec<Name>,
    },
    /// `one way from F to G by A, B`: no move back from `G` to `F`.
    OneWay {
        /// Where the way starts.
        from: Formula,
        /// Where it ends.
        to: Formula,
        /// Whose moves; empty for everybody's.
        by: Vec<Name>,
    },
}

/// `status quo a, not b, c = high`, a pattern, a state name, or `none`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignments {
    /// What is set; everything else is at its lowest level. Empty for `none`.
    pub entries: Vec<Assignment>,
    /// The whole item.
    pub span: Span,
    /// Where it comes from.
    pub basis: Basis,
}

/// One entry of an assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// An option, a state name, or a pattern.
    pub target: Path,
    /// Which value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// The value an option is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `a`
    Yes,
    /// `not a`
    No,
    /// `a = level`
    Level(Name),
}

/// `US favours Israel, US`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attitude {
    /// Whose attitude.
    pub actor: Name,
    /// Which one.
    pub kind: AttitudeKind,
    /// Toward whom.
    pub towards: Vec<Name>,
    /// Where it comes from.
    pub basis: Basis,
}

/// What one actor makes of another's lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttitudeKind {
    /// It wants what the other prefers.
    Favours,
    /// It does not care.
    Disregards,
    /// It wants what the other does not prefer.
    Opposes,
}

impl AttitudeKind {
    /// The verb in the language.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            AttitudeKind::Favours => "favours",
            AttitudeKind::Disregards => "disregards",
            AttitudeKind::Opposes => "opposes",
        }
    }
}

/// `US sees "label" from a.b` with the changes that make the conflict as it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Who sees it so.
    pub actor: Name,
    /// Label.
    pub label: Option<Text>,
    /// Where it comes from.
    pub basis: Basis,
    /// The changes.
    pub items: Vec<Item>,
}

/// `event ID "label" on DATE: set a, not b`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Identifier.
    pub name: Name,
    /// Label.
    pub label: Option<Text>,
    /// When it happened; it counts as happened once all of that day, month or year is over.
    pub date: Option<WhenLiteral>,
    /// What it sets.
    pub sets: Vec<Assignment>,
    /// Where it comes from.
    pub basis: Basis,
}

/// `event ID happened` or `event ID did not happen`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventState {
    /// The event.
    pub name: Name,
    /// Whether it happened.
    pub happened: bool,
    /// The whole item.
    pub span: Span,
}

/// `outcome ID "question": FORMULA`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Identifier.
    pub name: Name,
    /// Label.
    pub label: Option<Text>,
    /// The states in which it holds.
    pub formula: Formula,
}

/// `account ID "label" extends OTHER from … ` and its items, up to `end`, the next `account` or
/// the end of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub name: Name,
    /// Label.
    pub label: Option<Text>,
    /// The account whose edits it starts from.
    pub extends: Option<Name>,
    /// The documents or passages it rests on (documents are one-part paths).
    pub basis: Basis,
    /// Its items.
    pub items: Vec<Item>,
}

/// `what if ID "label" from …` and its items, up to `end`, the next `what if` or `account`, or the
/// end of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// Identifier.
    pub name: Name,
    /// Label.
    pub label: Option<Text>,
    /// Where it comes from.
    pub basis: Basis,
    /// Its changes.
    pub items: Vec<Item>,
}

/// `weaken rule r to advisory`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeakenRule {
    /// Which rule.
    pub name: Name,
    /// To which strength.
    pub strength: Strength,
    /// Where it comes from.
    pub basis: Basis,
}
