//! Whether an outcome holds and why, and why a state is stable or not.

use serde::{Deserialize, Serialize};

use super::{AccountRef, Assumption, Change, StateRef, Step};

/// A sequence of moves by the others that takes the gain away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sanction {
    /// The others' moves, in order.
    pub steps: Vec<Step>,
    /// Whether every one of these moves is an improvement for the one who makes it.
    pub credible: bool,
    /// The best that the deterred actor could still do afterwards, no better than staying.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_answer: Option<StateRef>,
}

/// An improvement that an actor could take, and what keeps it from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Temptation {
    /// The improvement.
    pub step: Step,
    /// Whether the move itself would break the outcome asked about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub breaks: bool,
    /// What deters it; none where nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sanction: Option<Sanction>,
    /// With limited or non-myopic foresight: where the actor expects the move to end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<StateRef>,
}

/// Why an outcome holds: what shuts the ways out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Reason {
    /// No legal sequence of any moves breaks the outcome.
    Impossible,
    /// A rule closes the move that would break the outcome at once.
    Closed {
        /// Who would make it.
        actor: String,
        /// What it would change.
        change: Change,
        /// Names of the rules.
        rules: Vec<String>,
    },
    /// The shortest way out, and the first of its moves that is not made.
    WayOut {
        /// The moves.
        path: Vec<Step>,
        /// Which of them is not made, counted from 0.
        stops_at: usize,
        /// Why not.
        because: Block,
    },
}

/// Why a move on the way out is not made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "block")]
pub enum Block {
    /// The mover likes the result less.
    Worse {
        /// The statement by which it does, if its preference is a list.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        statement: Option<String>,
    },
    /// The mover is indifferent.
    Indifferent,
    /// The mover is tempted and deterred.
    Deterred {
        /// By what.
        sanction: Sanction,
    },
    /// The mover is tempted and expects nothing better from it in the end.
    Foreseen {
        /// Where it expects the move to end.
        expected: Vec<StateRef>,
    },
    /// The mover would gain, but does something else that it likes better.
    PrefersOther {
        /// What it does instead.
        step: Step,
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
    /// How many deterred moves there are, listed or not.
    pub deterred: u64,
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
    /// Which improvements actors take: `most-preferred` or `any-undeterred`.
    pub choice: String,
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
