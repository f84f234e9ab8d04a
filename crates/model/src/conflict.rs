//! The checked conflict: every name resolved, every account's changes applied.
//!
//! One [`Conflict`] is what one account says; a [`Case`] is the base and all accounts of a file.
//! Later rooms read these values and never text.

mod check;
mod game;
mod ids;
mod preference;

use std::sync::Arc;

use syntax::diagnostic::Span;

use crate::evidence::{Basis, Evidence, When};
use crate::formula::Formula;

pub use check::{Check, CheckBody, Concept, StateSelection};
pub use game::{
    Expression, GameLens, Parameter, ParameterId, Pay, PlayStep, PrivateType, Sight, StepKind,
    Term, TypeValue, Utility,
};
pub use ids::{ActorId, Level, NamedStateId, OptionId, RuleId};
pub use preference::{
    Adjustment, CannotCompare, Preference, PreferenceKind, RankLevel, Statement, Weight,
};
pub use syntax::ast::{AdjustmentKind, AttitudeKind, Date, Direction, Strength};

/// A file with its base model and its accounts.
#[derive(Clone, Debug)]
pub struct Case {
    /// What stands outside all accounts.
    pub base: Conflict,
    /// Each account with its changes applied to the base, in file order. May be empty.
    pub accounts: Vec<Conflict>,
    /// The counterfactual questions, in file order.
    pub what_ifs: Vec<WhatIf>,
    /// The conflict as actors see it, where that differs, in file order; at most one an actor.
    pub views: Vec<View>,
}

/// The conflict as one actor sees it.
#[derive(Clone, Debug)]
pub struct View {
    /// Who sees it so.
    pub actor: ActorId,
    /// Label.
    pub label: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
    /// What is different, in the user's words.
    pub changes: Vec<String>,
    /// One entry for each conflict of [`Case::analysed`], in that order: the conflict as the actor
    /// sees it, or none where that has no place for the changes.
    pub conflicts: Vec<Option<Conflict>>,
    /// Where its header stands.
    pub span: Span,
}

/// A counterfactual question with the changes made to every account.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// Identifier.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
    /// Its changes in the user's words: `set not enable`.
    pub changes: Vec<String>,
    /// One entry for each conflict of [`Case::analysed`], in that order: the conflict with the
    /// changes made, or none where it has no place for them.
    pub conflicts: Vec<Option<Conflict>>,
    /// Where its header stands.
    pub span: Span,
}

impl Case {
    /// What is analysed by default: all accounts, or the base where there are none.
    #[must_use]
    pub fn analysed(&self) -> &[Conflict] {
        if self.accounts.is_empty() {
            std::slice::from_ref(&self.base)
        } else {
            &self.accounts
        }
    }

    /// Every conflict of the file: the base, the accounts, and what each `what if` block makes of
    /// those that are analysed.
    pub fn conflicts(&self) -> impl Iterator<Item = &Conflict> {
        let supposed = self.what_ifs.iter().flat_map(|block| &block.conflicts);
        std::iter::once(&self.base)
            .chain(&self.accounts)
            .chain(supposed.flatten())
    }
}

/// One conflict as one account sees it.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Title, if given.
    pub title: Option<String>,
    /// The date up to which events count.
    pub as_of: Option<Date>,
    /// The account, or none for the base.
    pub account: Option<AccountInfo>,
    /// Remarks carried through.
    pub notes: Vec<String>,
    /// The actors.
    pub actors: Vec<Actor>,
    /// The options of all actors and of nature, in file order.
    pub options: Vec<OptionDef>,
    /// How states and moves are given.
    pub states: States,
    /// The rules, in the order in which consequences fire.
    pub rules: Vec<Rule>,
    /// One entry for each actor, in actor order.
    pub preferences: Vec<Preference>,
    /// What is said of actors' attitudes, in order of actors. Of all others an actor disregards
    /// each, and it favours itself.
    pub attitudes: Vec<Attitude>,
    /// Where the conflict stands, events that happened included (consequences not yet fired).
    pub status_quo: Start,
    /// Where it stands before any event.
    pub before_events: Start,
    /// What a `what if` block sets after the events.
    pub set_after_events: Vec<(OptionId, Level)>,
    /// The basis of the status quo.
    pub status_quo_basis: Basis,
    /// The place of the status quo item, if there is one.
    pub status_quo_span: Option<Span>,
    /// The outcome to be explained; none means the status quo.
    pub observed: Option<Start>,
    /// All events, happened or not.
    pub events: Vec<Event>,
    /// The outcomes asked about.
    pub outcomes: Vec<Outcome>,
    /// The checks.
    pub checks: Vec<Check>,
    /// What only the game lens reads.
    pub game: GameLens,
    /// Documents, origins and offices, shared by all accounts.
    pub evidence: Arc<Evidence>,
}

/// Which account a conflict is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountInfo {
    /// Identifier.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// What it rests on.
    pub basis: Basis,
    /// Where its header stands.
    pub span: Span,
}

/// An actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Identifier.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionDef {
    /// Identifier, unique among its owner's options.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// Its owner; none for an option of nature.
    pub owner: Option<ActorId>,
    /// Level names from lowest to highest; empty for a yes/no option.
    pub levels: Vec<String>,
    /// Which changes its owner can make.
    pub direction: Direction,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it is declared.
    pub span: Span,
}

impl OptionDef {
    /// Number of values: 2 for a yes/no option.
    #[must_use]
    pub fn level_count(&self) -> u8 {
        if self.levels.is_empty() {
            2
        } else {
            // Checked when the model was built: at most 64 levels.
            self.levels.len() as u8
        }
    }

    /// Whether the option is yes/no.
    #[must_use]
    pub fn is_binary(&self) -> bool {
        self.levels.is_empty()
    }

    /// `Y`, `N`, or the level's name.
    #[must_use]
    pub fn level_name(&self, level: Level) -> &str {
        match (self.levels.is_empty(), level.0) {
            (true, 0) => "N",
            (true, _) => "Y",
            (false, l) => self.levels.get(usize::from(l)).map_or("?", String::as_str),
        }
    }
}

/// A value for every option, indexed by [`OptionId`].
pub type Assignment = Vec<Level>;

/// How states are given.
#[derive(Clone, Debug, PartialEq)]
pub enum States {
    /// All option vectors that the rules allow. `merged` makes one state of each formula's states.
    FromOptions {
        /// Merged states, in file order; empty in most models.
        merged: Vec<MergedState>,
    },
    /// Exactly these states.
    Listed {
        /// The states, in file order.
        states: Vec<ListedState>,
        /// Per actor the arcs (from, to), sorted, without repetition or loops; none where moves
        /// follow from the options.
        moves: Option<Vec<Vec<(NamedStateId, NamedStateId)>>>,
    },
}

/// A state that merges all option vectors of a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedState {
    /// Identifier.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// What it merges.
    pub formula: Formula,
    /// Where it is declared.
    pub span: Span,
}

/// A state listed by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedState {
    /// Identifier, as typed.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// The value of each option, none where the state leaves it open. Empty where there are no
    /// options. In formulas, an option that a state leaves open counts as at its lowest value.
    pub pattern: Vec<Option<Level>>,
    /// Where it is declared.
    pub span: Span,
}

/// A rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Identifier.
    pub name: String,
    /// How strongly it binds. Only binding rules shape states and moves.
    pub strength: Strength,
    /// What it says.
    pub body: RuleBody,
    /// The rule in the user's words, without name and basis: `lead forbidden while veto`.
    pub text: String,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// What a rule says, reduced to four forms.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleBody {
    /// Every state satisfies the formula.
    Constraint(Formula),
    /// When the trigger holds after a move, the options take these values in the same move.
    Consequence {
        /// The trigger.
        trigger: Formula,
        /// What is set, in order.
        sets: Vec<(OptionId, Level)>,
    },
    /// A move from a state without `what` to one with it is open only where `by` holds before.
    Consent {
        /// What needs consent.
        what: Formula,
        /// Whose consent.
        of: ActorId,
        /// How consent shows, before the move.
        by: Formula,
    },
    /// No move from a state of `from` to a state of `to`.
    NoMove {
        /// Where it starts.
        from: Formula,
        /// Where it ends.
        to: Formula,
        /// Whose moves; none for everybody's.
        by: Option<Vec<ActorId>>,
    },
}

/// What one actor makes of another's lot, or of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attitude {
    /// Whose attitude.
    pub actor: ActorId,
    /// Toward whom.
    pub towards: ActorId,
    /// Which one.
    pub kind: AttitudeKind,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// A place to start from: a value for every option, or a named state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// A value for every option.
    Options(Assignment),
    /// A named state (graph form).
    Named(NamedStateId),
    /// The model says nothing (graph form without a status quo).
    Unknown,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Identifier.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// When. It counts as happened by its date once the whole day, month or year is not after the
    /// model's date.
    pub date: Option<When>,
    /// What it sets.
    pub sets: Vec<(OptionId, Level)>,
    /// Whether it has happened in this account.
    pub happened: bool,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// An outcome asked about: "always this, under each foresight?"
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Identifier.
    pub name: String,
    /// The question or a short description.
    pub label: Option<String>,
    /// The states in which it holds.
    pub formula: Formula,
    /// The formula in the user's words.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
