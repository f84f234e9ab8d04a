//! How much of an answer rests on what is not known of preferences, and what follows where a
//! preference says more than an order.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{AccountRef, Assumption, StateRef};

/// The answer of `uncertain`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Uncertainty {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the model file.
    pub file: String,
    /// Title of the conflict.
    pub title: Option<String>,
    /// The date up to which events count.
    pub as_of: Option<String>,
    /// Number of warnings that the model gave.
    pub warnings: u64,
    /// The concepts asked about, in the order in which shares stand.
    pub concepts: Vec<String>,
    /// One part an account.
    pub accounts: Vec<UncertainAccount>,
}

/// What one account leaves open, and what follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UncertainAccount {
    /// Which account; none where the file has no accounts.
    pub account: Option<AccountRef>,
    /// Number of feasible states.
    pub states: u64,
    /// Where the conflict stands.
    pub status_quo: Option<StateRef>,
    /// What is not known of preferences.
    pub open: Vec<OpenPreference>,
    /// What holds over the orders that are possible, where some order is open.
    pub completions: Option<OverCompletions>,
    /// Stability under unknown preference, where some pairs of states are not known.
    pub unknown: Option<UnderUnknown>,
    /// Strong and weak stability, where some preference is strong.
    pub strength: Option<ByStrength>,
    /// Relational stability, where the file says something of attitudes.
    pub attitudes: Option<WithAttitudes>,
    /// The hypergame, where some actor sees the conflict in its own way.
    pub views: Option<AsSeen>,
    /// Remarks on how the answer was found.
    pub remarks: Vec<String>,
}

/// The kinds of what is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenForm {
    /// The order of some statements.
    Statements,
    /// The order of the states of one level.
    States,
    /// How the states of two kinds compare.
    CannotCompare,
}

/// Something that is not known of an actor's preference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPreference {
    /// Whose.
    pub actor: String,
    /// What kind of thing is not known.
    pub form: OpenForm,
    /// What is not in order, in the user's words; states by their identifiers.
    pub among: Vec<String>,
    /// Where each part comes from.
    pub rests_on: Vec<Assumption>,
}

/// What holds over the completions of what is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverCompletions {
    /// Number of completions; none where it is beyond 64 bits.
    pub completions: Option<u64>,
    /// Whether each was tried.
    pub exact: bool,
    /// Number of random completions, where not each was tried.
    pub draws: Option<u64>,
    /// The seed of the draws.
    pub seed: Option<u64>,
    /// The states that are an equilibrium in some completion under some concept; the status quo
    /// first, then those that are in more.
    pub equilibria: Vec<StateShares>,
    /// How often the status quo is stable for each actor.
    pub status_quo: Vec<ActorShares>,
    /// How often each outcome holds.
    pub outcomes: Vec<OutcomeShares>,
}

/// What a share says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareVerdict {
    /// In every completion.
    Necessarily,
    /// In some, and in others not.
    Possibly,
    /// In none.
    Never,
    /// In every draw.
    InEveryDraw,
    /// In no draw.
    InNoDraw,
}

/// How often something holds under a concept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConceptShare {
    /// The concept.
    pub concept: String,
    /// What the share says.
    pub verdict: ShareVerdict,
    /// In how many of the completions that were looked at.
    pub count: u64,
    /// How many were looked at.
    pub of: u64,
    /// The least share of all completions: exact, or with 95 % confidence.
    pub at_least: f64,
    /// The greatest.
    pub at_most: f64,
}

/// How often a state is an equilibrium.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateShares {
    /// The state.
    pub state: StateRef,
    /// One share a concept.
    pub shares: Vec<ConceptShare>,
}

/// How often a state is stable for an actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActorShares {
    /// The actor.
    pub actor: String,
    /// One share a concept.
    pub shares: Vec<ConceptShare>,
}

/// How often an outcome holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeShares {
    /// A short name.
    pub name: String,
    /// The question in words, if the file gives it.
    pub label: Option<String>,
    /// The formula in the user's words.
    pub formula: String,
    /// One share a concept.
    pub shares: Vec<ConceptShare>,
}

/// Stability under unknown preference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderUnknown {
    /// For each actor the number of pairs of states of which it is not known which one it prefers;
    /// actors without any are left out.
    pub pairs: IndexMap<String, u64>,
    /// The states that are an equilibrium under some index and concept.
    pub equilibria: Vec<UnknownRow>,
}

/// Under which indices a state is an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownRow {
    /// The state.
    pub state: StateRef,
    /// For each concept the indices: `a`, `b`, `c`, `d`.
    pub indices: IndexMap<String, Vec<String>>,
}

/// Strong and weak stability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByStrength {
    /// The actors with a preference of which some is strong.
    pub graded: Vec<String>,
    /// The equilibria.
    pub equilibria: Vec<StrengthRow>,
}

/// How strong an equilibrium is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StrengthVerdict {
    /// Strongly stable for every actor.
    Strong,
    /// Stable for every actor, and for some not strongly.
    Weak,
}

/// How strong an equilibrium is under each concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrengthRow {
    /// The state.
    pub state: StateRef,
    /// For each concept under which it is an equilibrium.
    pub standing: IndexMap<String, StrengthVerdict>,
    /// For each concept the actors for whom it is not strongly stable.
    pub weak_for: IndexMap<String, Vec<String>>,
}

/// Equilibria when actors care for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithAttitudes {
    /// What the file says.
    pub attitudes: Vec<AttitudeLine>,
    /// States that are an equilibrium with attitudes or without.
    pub equilibria: Vec<ShiftedRow>,
}

/// What one actor makes of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttitudeLine {
    /// Whose attitude, which, and toward whom: `US favours Israel`.
    pub attitude: String,
    /// Where it comes from.
    pub rests_on: Assumption,
}

/// Under which concepts a state is an equilibrium, and under which it would be without what is
/// looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftedRow {
    /// The state.
    pub state: StateRef,
    /// The concepts under which it is an equilibrium.
    pub concepts: Vec<String>,
    /// The concepts under which it is one in the usual reading.
    pub usual: Vec<String>,
}

/// The conflict when each actor judges by its own view of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsSeen {
    /// Who sees it differently, and how.
    pub views: Vec<SeenBy>,
    /// States that are an equilibrium of the hypergame, or would be one if all saw the conflict as
    /// the account has it.
    pub equilibria: Vec<ShiftedRow>,
    /// States that are stable, under some concept, for all actors that see them, and that some actor
    /// does not see.
    pub not_judged: Vec<NotJudged>,
}

/// How one actor sees the conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenBy {
    /// Who.
    pub actor: String,
    /// The label of the view.
    pub label: Option<String>,
    /// What is different, in the user's words.
    pub changes: Vec<String>,
    /// Whether the account has a place for the changes; if not, the actor sees the account as it is.
    pub fits: bool,
    /// Number of states of the account that the actor does not see.
    pub unseen: u64,
    /// Number of states that it sees and that are not in the account.
    pub imagined: u64,
    /// Where the view comes from.
    pub rests_on: Assumption,
}

/// A state that some actor cannot judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotJudged {
    /// The state.
    pub state: StateRef,
    /// Who does not see it.
    pub unseen_by: Vec<String>,
    /// The concepts under which it is stable for all others.
    pub concepts: Vec<String>,
}
