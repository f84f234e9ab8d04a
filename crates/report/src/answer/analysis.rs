//! The page that an analyst wants first.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::PlayedSummary;
use super::checks::CheckAccount;
use super::{AccountRef, ActorRef, ChangeQuestion, Holds, StateRef, Step};

/// Everything that `analyze` found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
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
    /// One page an account; one without a name where there are no accounts.
    pub accounts: Vec<AccountPage>,
}

/// What was found in one account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountPage {
    /// Which account.
    pub account: Option<AccountRef>,
    /// The actors.
    pub actors: Vec<ActorRef>,
    /// Number of options.
    pub options: u64,
    /// Number of feasible states.
    pub states: u64,
    /// Where the conflict stands.
    pub status_quo: Option<StateRef>,
    /// The outcome to be explained, where it is not the status quo.
    pub observed: Option<StateRef>,
    /// Events that have happened.
    pub events: Vec<String>,
    /// The questions, with an answer for each foresight.
    pub questions: Vec<Question>,
    /// Whether the status quo is an equilibrium, per concept.
    pub standing: Vec<Standing>,
    /// The equilibria under at least one concept, those under most concepts first.
    pub equilibria: Vec<EquilibriumRow>,
    /// Number of all equilibria under at least one concept; the list may be cut.
    pub equilibria_total: u64,
    /// Number of equilibria under each concept.
    pub equilibria_by_concept: IndexMap<String, u64>,
    /// Number of them that no sequence of moves leads to from the status quo.
    pub equilibria_unreachable: u64,
    /// Whether reachability was searched (it is not in very large models).
    pub equilibria_searched: bool,
    /// Per question, the shortest ways to break the outcome if improvements alone are taken.
    pub escalation: Vec<Escalation>,
    /// Per question, the smallest sets of edits that turn the answer; empty in very large models.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeQuestion>,
    /// Indifference that matters.
    pub ties: Vec<Tie>,
    /// Where the play ends; nothing where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub played: Option<PlayedSummary>,
    /// How the account is sourced.
    pub assumptions: AssumptionSummary,
    /// What became of the checks.
    pub checks: CheckAccount,
    /// Remarks on how the answer was found.
    pub remarks: Vec<String>,
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// An `outcome` of the file.
    Outcome,
    /// An irreversible option not yet taken: is it never taken?
    NeverTaken,
    /// Does the conflict stay at the status quo?
    StatusQuo,
}

/// "Always φ?", with an answer for each foresight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What it is about.
    pub kind: QuestionKind,
    /// A short name.
    pub name: String,
    /// The question in words, if the file gives it.
    pub label: Option<String>,
    /// The formula in the user's words.
    pub formula: String,
    /// One verdict a concept.
    pub verdicts: Vec<Holds>,
}

/// Whether the status quo is an equilibrium under a concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The concept.
    pub concept: String,
    /// Whether it is.
    pub equilibrium: bool,
    /// For each actor that would leave, its best undeterred improvement.
    pub leaves: Vec<Step>,
}

/// An equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EquilibriumRow {
    /// The state.
    pub state: StateRef,
    /// The concepts under which it is one.
    pub concepts: Vec<String>,
    /// Moves needed to get there from the status quo; none if it cannot be reached.
    pub moves: Option<u32>,
    /// Moves needed if only improvements are taken; none if improvements do not lead there.
    pub improvements: Option<u32>,
    /// Actors that could leave without loss, being indifferent.
    pub rests_on_ties: Vec<String>,
    /// Whether it is the status quo.
    pub is_status_quo: bool,
}

/// How an outcome breaks if everyone takes whatever improves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Name of the question.
    pub question: String,
    /// The shortest sequence of improvements that breaks it, if there is one.
    pub by_improvements: Option<Vec<Step>>,
    /// The shortest legal sequence of any moves that breaks it, if there is one.
    pub by_any_moves: Option<Vec<Step>>,
}

/// An actor that is indifferent where it matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// Who.
    pub actor: String,
    /// What it could do without loss.
    pub step: Step,
    /// How many other such moves it has.
    pub others: u64,
}

/// One assumption of the model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Assumption {
    /// `stated`, `supported`, `assumed` or `unsourced`.
    pub grade: String,
    /// What it is: `rule binding-veto`, `Israel prefers: lead`.
    pub what: String,
    /// The analyst's words on what is assumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// Passages that speak for it: `a001.window-shut`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
}

/// How many assumptions of each grade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssumptionSummary {
    /// A passage states it.
    pub stated: u64,
    /// A passage supports the content; rank or strength is assumed.
    pub supported: u64,
    /// The analyst's assumption.
    pub assumed: u64,
    /// Nothing is said.
    pub unsourced: u64,
    /// Those assumed and unsourced.
    pub weak: Vec<Assumption>,
}

impl AssumptionSummary {
    /// All assumptions.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.stated + self.supported + self.assumed + self.unsourced
    }
}
