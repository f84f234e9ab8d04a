//! What would change an answer: the smallest sets of edits that break or repair it, and the
//! assumptions that it depends on.

use serde::{Deserialize, Serialize};

use super::{AccountRef, Assumption, Block, Holds, QuestionKind, Step};

/// The answer of `change`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the model file.
    pub file: String,
    /// Title of the conflict.
    pub title: Option<String>,
    /// The concepts asked about, in the order in which verdicts stand.
    pub concepts: Vec<String>,
    /// The largest number of edits in a set that was asked for.
    pub size: u64,
    /// Which edits were allowed, in words; none for all of the model.
    pub levers: Option<String>,
    /// One entry for each account, in file order.
    pub accounts: Vec<ChangeAccount>,
}

/// What would change the answers of one account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeAccount {
    /// Which account; none where the file has no accounts.
    pub account: Option<AccountRef>,
    /// The number of edits that were allowed.
    pub edits: u64,
    /// One entry for each question.
    pub questions: Vec<ChangeQuestion>,
}

/// What would change the answer to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeQuestion {
    /// What it is about.
    pub kind: QuestionKind,
    /// A short name.
    pub name: String,
    /// The question in words, if the file gives it.
    pub label: Option<String>,
    /// What is claimed, in the user's words.
    pub claim: String,
    /// The answer as it stands, per concept, and how far changes were searched.
    pub verdicts: Vec<ChangeVerdict>,
    /// The minimal sets of edits that turn an answer, cheapest first.
    pub changes: Vec<ChangeSet>,
    /// How the answer depends on each assumption, most first.
    pub assumptions: Vec<PivotalAssumption>,
}

/// The answer under one concept, and how far changes were searched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeVerdict {
    /// The concept.
    pub concept: String,
    /// Whether the claim is true as the conflict stands.
    pub holds: bool,
    /// For an outcome that does not hold as the conflict stands: the shortest way out. Empty if the
    /// status quo is already outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Step>,
    /// All minimal sets of at most so many edits are listed.
    pub complete_to: u64,
    /// Whether there are none beyond those listed, of whatever size.
    pub none_beyond: bool,
    /// How many sets of edits were tried.
    pub tried: u64,
    /// What the answer owes to assumptions without a passage.
    pub without_sources: WithoutSources,
}

/// What an answer owes to assumptions that no passage states or supports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithoutSources {
    /// How many such assumptions there are that can be given up.
    pub count: u64,
    /// The answer stays the same when all of these are given up together.
    pub survives: Vec<String>,
    /// With any one of these given up as well, it does not.
    pub needs: Vec<String>,
}

/// A minimal set of edits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeSet {
    /// The edits.
    pub edits: Vec<Edit>,
    /// The sum of their costs.
    pub cost: u64,
    /// Under which concepts the set turns the answer, and what the answer becomes.
    pub turns: Vec<Turn>,
}

/// An edit in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is done: `rule supply no longer binds`.
    pub what: String,
    /// Whose preference, option or move it changes, if one actor's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// What it costs.
    pub cost: u64,
    /// The assumption that it changes; what it comes from speaks against the edit.
    pub assumption: Assumption,
    /// The passages that speak against the assumption, and so for the edit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages_for: Vec<String>,
}

/// How a set of edits turns the answer under a concept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// The concept.
    pub concept: String,
    /// Whether the claim is true after the edits.
    pub holds: bool,
    /// For an outcome: the new answer, with the path that has appeared or what now keeps it. Given
    /// for the first concept under which the set turns the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Box<Holds>>,
    /// For a state: the improvement that nothing deters any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves: Option<Step>,
    /// The moves that make the difference. Where the answer breaks: those of the path that appears
    /// which are not made as the conflict stands. Where it is restored: those of the path that
    /// disappears, or the improvements from the state, which are not made any more. Given for the
    /// first concept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<TurnedMove>,
}

/// A move that edits bring about, or stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnedMove {
    /// The move.
    pub step: Step,
    /// Why it is not made: before the edits where they bring it about, after them where they stop
    /// it. A sanction given here is gone after the edits, or appears with them. None where the move
    /// is not possible.
    pub because: Option<Block>,
}

/// An assumption and how the answer depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PivotalAssumption {
    /// The assumption.
    pub assumption: Assumption,
    /// One entry for each concept.
    pub dependence: Vec<Dependence>,
}

/// How an answer depends on an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dependence {
    /// Changing it alone turns the answer.
    Alone,
    /// Changing it turns the answer together with other changes.
    WithOthers,
    /// No minimal set of the size searched changes it.
    NotFound,
    /// No set of changes needs it, of whatever size.
    Never,
}
