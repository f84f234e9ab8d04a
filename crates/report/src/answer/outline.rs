//! What a model consists of: actors, options, rules, wishes. Nothing here is computed.

use serde::{Deserialize, Serialize};

use super::AccountRef;

/// The parts of a model, accounts laid over each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The actors with their options; nature last, where it has options.
    pub actors: Vec<OutlineActor>,
    /// The rules.
    pub rules: Vec<OutlineRule>,
    /// What actors want.
    pub preferences: Vec<OutlinePreference>,
    /// The accounts.
    pub accounts: Vec<OutlineAccount>,
    /// The events of the file, happened or not.
    pub events: Vec<OutlineEvent>,
}

/// An actor with its options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineActor {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Whether it is nature, which decides nothing.
    pub nature: bool,
    /// Its options.
    pub options: Vec<OutlineOption>,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineOption {
    /// Its name, with its owner's where two actors have options of that name.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Names of its levels from lowest to highest; empty for yes/no.
    pub levels: Vec<String>,
    /// Which way its owner can change it.
    pub turns: Turns,
    /// Its value at the status quo: `Y`, `N` or a level. None where accounts differ or nothing is
    /// said.
    pub now: Option<String>,
}

/// Which way an option can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turns {
    /// Both ways.
    Freely,
    /// Once taken it stays.
    OnlyUp,
    /// Once dropped it stays so.
    OnlyDown,
    /// No actor changes it.
    Never,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineRule {
    /// Its name.
    pub name: String,
    /// The rule in the user's words.
    pub text: String,
    /// `binding`, `costly` or `advisory`.
    pub strength: String,
    /// What it does.
    pub kind: RuleKind,
    /// The options that its condition names.
    pub conditions: Vec<String>,
    /// The options that it shuts, drops or sets.
    pub affects: Vec<String>,
    /// Names of the accounts that have it; empty where all do.
    pub accounts: Vec<String>,
}

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleKind {
    /// One thing shuts out another: `lead forbidden while veto`.
    Shuts,
    /// One thing needs another: `lead requires strikes`.
    Needs,
    /// One thing ends another: `strikes end talks`.
    Ends,
    /// One thing brings another about.
    Brings,
    /// A move needs someone's consent.
    Consent,
    /// No move from here to there.
    NoMove,
    /// Things bound to each other in another way.
    Binds,
}

/// What an actor wants, in one or more accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlinePreference {
    /// Name of the actor.
    pub actor: String,
    /// How it is given.
    pub form: PreferenceForm,
    /// Statements, most important first; weights; adjustments.
    pub statements: Vec<String>,
    /// Names of the accounts in which it is so; empty where all agree.
    pub accounts: Vec<String>,
}

/// How a preference is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PreferenceForm {
    /// Statements, most important first.
    Statements,
    /// Weighted statements.
    Weights,
    /// A ranking of states.
    Ranking,
    /// Nothing is said.
    Indifferent,
}

/// An account and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineAccount {
    /// Which account.
    pub account: AccountRef,
    /// Passages and documents that it rests on.
    pub from: Vec<String>,
    /// What the analyst assumes.
    pub assumed: Option<String>,
    /// Remark.
    pub note: Option<String>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineEvent {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// When.
    pub date: Option<String>,
    /// What it sets, in words.
    pub sets: String,
    /// Whether it has happened in some account.
    pub happened: bool,
}
