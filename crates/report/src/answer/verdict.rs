//! Whether an outcome holds and why, and why a state is stable or not.

use serde::{Deserialize, Serialize};

use super::{AccountRef, Assumption, StateRef, Step};

/// A sequence of moves by the others that takes the gain away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sanction {
    /// The others' moves, in order.
    pub steps: Vec<Step>,
    /// Whether every one of these moves is an improvement for the one who makes it.
    pub credible: bool,
}

/// An improvement that an actor could take, and what keeps it from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Temptation {
    /// The improvement.
    pub step: Step,
    /// What deters it; none where nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sanction: Option<Sanction>,
}

/// Why an outcome holds although actors differ: what shuts the way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Reason {
    /// No actor that moves can do better at any state that the conflict comes to.
    NobodyTempted,
    /// A rule closes the move that would break the outcome.
    Closed {
        /// Who would make it.
        actor: String,
        /// What it would do: `take up lead`.
        action: String,
        /// Names of the rules.
        rules: Vec<String>,
    },
    /// The actor could break the outcome in one move and does not want to.
    Unwilling {
        /// Who.
        actor: String,
        /// The move.
        step: Step,
        /// The statement by which it prefers to stay, if its preference is a list of statements.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<String>,
    },
    /// Sanctions deter every move out.
    Deterred,
    /// Moves are made, but they end where the outcome holds.
    EndsElsewhere {
        /// Where the conflict comes to rest, if it does.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rest: Vec<StateRef>,
    },
}

/// Whether "always φ" holds under one concept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Holds {
    /// The concept: `nash`, `seq`, …
    pub concept: String,
    /// Whether it holds.
    pub holds: bool,
    /// The shortest way out, if it does not hold. Empty if the status quo is already outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Step>,
    /// The tempting moves that lie on the way or out of it, with what deters each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub temptations: Vec<Temptation>,
    /// Why it holds, most telling first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Number of states that the conflict can come to by undeterred moves.
    pub visited: u64,
    /// Whether the answer rests on an actor being indifferent: who, if so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on_ties: Vec<String>,
    /// The assumptions that decide the answer, worst sourced first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Assumption>,
}

impl Holds {
    /// Whether all sanctions that the answer rests on are credible.
    #[must_use]
    pub fn is_credible(&self) -> bool {
        self.temptations
            .iter()
            .filter_map(|temptation| temptation.sanction.as_ref())
            .all(|sanction| sanction.credible)
    }
}

/// The answer of `holds`: one formula, each account, each concept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoldsRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// The formula, in the user's words.
    pub formula: String,
    /// Where it was asked from.
    pub from: Option<StateRef>,
    /// Per account.
    pub accounts: Vec<HoldsAccount>,
}

/// The verdicts of one account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoldsAccount {
    /// Which account.
    pub account: Option<AccountRef>,
    /// One verdict a concept.
    pub verdicts: Vec<Holds>,
}

/// Why a state is stable or unstable for one actor under one concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "verdict")]
pub enum StandingReason {
    /// No improvement at all.
    NoImprovement,
    /// Every improvement is deterred.
    Deterred {
        /// Each improvement with its sanction.
        by: Vec<Temptation>,
    },
    /// At least one improvement that nothing deters.
    Leaves {
        /// Those improvements, best first.
        to: Vec<Step>,
    },
}

/// Why one state is, or is not, stable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// For whom.
    pub actor: String,
    /// Under which concept.
    pub concept: String,
    /// Whether it is stable.
    pub stable: bool,
    /// Why.
    #[serde(flatten)]
    pub reason: StandingReason,
}

/// The answer of `explain`: one state, each account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExplanationRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Per account.
    pub accounts: Vec<ExplanationAccount>,
}

/// The explanations of one account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExplanationAccount {
    /// Which account.
    pub account: Option<AccountRef>,
    /// The state explained.
    pub state: StateRef,
    /// Per actor and concept.
    pub explanations: Vec<Explanation>,
}
