//! The typed tree: what a file says, with names still unresolved.
//!
//! In: the lossless tree. Out: plain owned values with spans, which the `model` crate resolves and
//! checks. Nothing here knows what a name means. Items that did not parse are absent from the tree;
//! the parser has reported them.

mod evidence;

use crate::diagnostic::Span;

pub use evidence::{
    Claim, CredibilityGrade, Document, GivenDate, Holder, Judgement, LineRange, Office, Origin,
    Passage, ReliabilityGrade, SharedWords, VoiceLines,
};

/// A name as written, bare or quoted. `text` is the decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Decoded text, without quotes or escapes.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A string literal. `text` is the decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Decoded text.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A calendar date, already checked to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// A date of which the day, or the month, may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Date),
    /// A month: year, and month from 1 to 12.
    Month(u16, u8),
    /// A year.
    Year(u16),
}

impl When {
    /// The first day that it can be.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            When::Day(date) => date,
            When::Month(year, month) => Date {
                year,
                month,
                day: 1,
            },
            When::Year(year) => Date {
                year,
                month: 1,
                day: 1,
            },
        }
    }

    /// The last day that it can be.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            When::Day(date) => date,
            When::Month(year, month) => Date {
                year,
                month,
                day: crate::literal::last_day(year, month).unwrap_or(31),
            },
            When::Year(year) => Date {
                year,
                month: 12,
                day: 31,
            },
        }
    }

    /// Whether it can be this day.
    #[must_use]
    pub fn can_be(self, date: Date) -> bool {
        (self.first_day()..=self.last_day()).contains(&date)
    }
}

/// A date that may leave the day or the month open, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhenLiteral {
    /// The date.
    pub when: When,
    /// Where it stands.
    pub span: Span,
}

/// A date with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateLiteral {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub span: Span,
}

/// A dotted name: `lead`, `Israel.lead`, `a001.window-shut`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// One or two parts.
    pub parts: Vec<Name>,
    /// Where it stands.
    pub span: Span,
}

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

/// An integer, possibly negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The value.
    pub value: i64,
    /// Where it stands.
    pub span: Span,
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
