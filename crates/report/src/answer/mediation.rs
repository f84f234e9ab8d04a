//! From where the conflict stands to an outcome that the actors could agree on.

use serde::{Deserialize, Serialize};

use super::{AccountRef, Assumption, StateRef, Step};

/// The answer of `mediate`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediationRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the model file.
    pub file: String,
    /// Title of the conflict.
    pub title: Option<String>,
    /// The concepts asked about.
    pub concepts: Vec<String>,
    /// One entry for each account, in file order.
    pub accounts: Vec<MediationAccount>,
}

/// What a mediator could do in one account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediationAccount {
    /// Which account; none where the file has no accounts.
    pub account: Option<AccountRef>,
    /// Where the conflict stands.
    pub now: StateRef,
    /// Where it comes to rest if nothing is done.
    pub rests: Vec<Resting>,
    /// Outcomes that are better than where it stands for somebody and worse for nobody, and stable
    /// once agreed: those stable under most concepts first.
    pub agreements: Vec<Agreement>,
    /// How many such outcomes there are, listed or not.
    pub agreements_total: u64,
    /// Single steps that make the conflict come to rest elsewhere: first those that help (see
    /// [`MediationAccount::helps`]).
    pub ways: Vec<Way>,
    /// How many steps were tried.
    pub tried: u64,
}

impl MediationAccount {
    /// Whether a step helps: after it the conflict can come to rest at something better for
    /// somebody and worse for nobody, or stays where it stands and would not have.
    #[must_use]
    pub fn helps(&self, way: &Way) -> bool {
        let stays = self.rests.iter().any(|rest| rest.state == self.now);
        let mut rests = way.rests.iter();
        rests.any(|rest| rest.is_better() || (!stays && rest.state == self.now))
    }
}

/// A state at which a conflict comes to rest, compared with where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resting {
    /// The state.
    pub state: StateRef,
    /// Under which concepts undeterred moves lead there.
    pub under: Vec<String>,
    /// Who is better off, and what it gains.
    pub better: Vec<Share>,
    /// Who is worse off, and what it loses.
    pub worse: Vec<Share>,
    /// Who gives something up without being worse off.
    pub concessions: Vec<Share>,
}

impl Resting {
    /// Whether somebody is better off and nobody worse.
    #[must_use]
    pub fn is_better(&self) -> bool {
        !self.better.is_empty() && self.worse.is_empty()
    }
}

/// What an actor gains or gives up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Who.
    pub actor: String,
    /// What it cares for and has now, but not then.
    pub gives_up: Vec<String>,
    /// What it cares for and has then, but not now.
    pub gains: Vec<String>,
}

/// An outcome that could be agreed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// The outcome, with who is better off; `under` are the concepts under which it is stable.
    pub outcome: Resting,
    /// The shortest legal sequence of moves that leads there; none if there is none, or in very
    /// large models.
    pub path: Option<Vec<Step>>,
    /// Whether every move of it is an improvement for its mover.
    pub by_improvements: bool,
}

/// A single step that changes where the conflict comes to rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// What kind of step.
    pub kind: WayKind,
    /// The step in words.
    pub what: String,
    /// Who makes it, if one actor does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The assumption that it changes; none for a move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumption: Option<Assumption>,
    /// Where the conflict then comes to rest.
    pub rests: Vec<Resting>,
}

/// What kind of step a mediator could bring about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WayKind {
    /// One actor's move, be it at a loss at first.
    Move,
    /// A rule becomes binding.
    Guarantee,
    /// A choice can no longer be undone, or no longer be made.
    Commitment,
    /// An event happens or is made known.
    Information,
}
