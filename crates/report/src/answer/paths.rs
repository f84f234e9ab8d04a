//! Ways from the status quo.

use serde::{Deserialize, Serialize};

use super::{AccountRef, StateRef, Step};

/// One state that the conflict can come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The state.
    pub state: StateRef,
    /// A shortest legal sequence to it, or none if it cannot be reached.
    pub path: Option<Vec<Step>>,
    /// Number of all shortest sequences, if they were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ways: Option<u64>,
    /// All shortest sequences, if asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Vec<Step>>,
    /// Under which concepts it is an equilibrium.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equilibrium_under: Vec<String>,
}

/// Which states can be reached, in one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathsAnswer {
    /// Which account.
    pub account: Option<AccountRef>,
    /// Where the sequences start.
    pub from: StateRef,
    /// Whether only improvements count.
    pub by_improvements: bool,
    /// Number of states that can be reached, the start not counted.
    pub reachable: u64,
    /// Number of states asked about.
    pub asked: u64,
    /// The states asked about, soonest reached first; the list may be cut.
    pub arrivals: Vec<Arrival>,
}

/// The answer of `paths`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathsRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Per account.
    pub accounts: Vec<PathsAnswer>,
}
