//! Accounts side by side: what each says of the same questions, and what would tell them apart.

use serde::{Deserialize, Serialize};

use super::{AccountRef, Assumption, AssumptionSummary, Holds, QuestionKind, StateRef};

/// The answer of `compare`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
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
    /// The concepts asked about, in the order in which verdicts stand.
    pub concepts: Vec<String>,
    /// The accounts, in file order.
    pub accounts: Vec<Accounted>,
    /// What is supposed, the columns of the matrix; the first is the conflict as it stands.
    pub suppositions: Vec<Supposition>,
    /// One matrix a question.
    pub questions: Vec<ComparedQuestion>,
    /// Groups of accounts that no observation tells apart as the conflict stands.
    pub alike: Vec<Alike>,
    /// For each pair of accounts, what would tell them apart.
    pub separations: Vec<Separation>,
    /// Few things that together tell apart all pairs that anything tells apart, in the same order.
    pub divides: Vec<Divide>,
    /// Assumptions that every account makes.
    pub shared: Vec<SharedAssumption>,
    /// Remarks on how the answer was found.
    pub remarks: Vec<String>,
}

/// One account: does it explain what was observed, and what does it rest on?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accounted {
    /// Which account; none where the file has no accounts.
    pub account: Option<AccountRef>,
    /// Number of feasible states.
    pub states: u64,
    /// The outcome to be explained.
    pub observed: Option<StateRef>,
    /// Whether the account explains it, per concept.
    pub explained: Vec<Explained>,
    /// How its assumptions are sourced.
    pub assumptions: AssumptionSummary,
    /// Assumptions that this account alone makes, worst sourced first.
    pub own: Vec<Assumption>,
}

/// Whether an account explains the observed outcome under a concept: the undeterred moves from
/// the status quo lead to it, and it is an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// The concept.
    pub concept: String,
    /// Whether undeterred moves from the status quo lead to it (or it is the status quo).
    pub reached: bool,
    /// Whether it is an equilibrium.
    pub equilibrium: bool,
}

impl Explained {
    /// Whether the account explains the outcome under this concept.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        self.reached && self.equilibrium
    }
}

/// What a column of the matrix supposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supposition {
    /// What it is.
    pub kind: SuppositionKind,
    /// Its name in the file; `as it stands` for the first.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// What it changes, in the user's words.
    pub changes: Vec<String>,
    /// Whether it takes an irreversible option of some actor.
    pub irreversible: bool,
}

/// What is supposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuppositionKind {
    /// Nothing: the conflict as it stands.
    AsItStands,
    /// An event of the file that has not happened.
    Event,
    /// A `what if` block.
    WhatIf,
}

/// One question: accounts down, suppositions across.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedQuestion {
    /// What it is about.
    pub kind: QuestionKind,
    /// A short name.
    pub name: String,
    /// The question in words, if the file gives it.
    pub label: Option<String>,
    /// The formula in the user's words.
    pub formula: String,
    /// One row an account, in the order of [`Comparison::accounts`].
    pub rows: Vec<Row>,
}

/// One account's row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Which account.
    pub account: Option<AccountRef>,
    /// One cell a supposition, in the order of [`Comparison::suppositions`].
    pub cells: Vec<Supposed>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "cell")]
pub enum Supposed {
    /// The question arises; one verdict a concept, with its reasons.
    Asked {
        /// One verdict a concept, in the order of [`Comparison::concepts`].
        verdicts: Vec<Holds>,
    },
    /// The question does not arise in this account, and why.
    DoesNotArise {
        /// Why.
        why: String,
    },
}

/// Accounts between which nothing that the conflict shows as it stands decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// Names of the accounts, at least two.
    pub accounts: Vec<String>,
    /// The concepts under which they are alike; all where not one is missing.
    pub concepts: Vec<String>,
}

/// What would tell two accounts apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Separation {
    /// Name of one account.
    pub first: String,
    /// Name of the other.
    pub second: String,
    /// What would tell them apart: what shows before any irreversible act first, then the cheapest.
    pub by: Vec<Separator>,
    /// How many more there are than are listed.
    pub more: u64,
}

/// One thing that would tell two accounts apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Separator {
    /// What it is.
    pub kind: SeparatorKind,
    /// What would have to be seen, to happen or to be changed, in words.
    pub what: String,
    /// Whether the difference shows before any irreversible act.
    pub before_irreversible: bool,
    /// Whether no move fits both accounts where they part; else one of them merely leaves room for
    /// more, and only what the other rules out would tell.
    pub certain: bool,
    /// The concepts under which the accounts then differ.
    pub concepts: Vec<String>,
    /// What follows in the first account, in words.
    pub in_first: String,
    /// What follows in the second account, in words.
    pub in_second: String,
    /// Whether a question of the file is answered differently, not only the moves on the way.
    pub verdict_differs: bool,
}

/// One thing that tells accounts apart, with what each says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divide {
    /// What it is.
    pub kind: SeparatorKind,
    /// What would have to be seen, to happen or to be changed, in words.
    pub what: String,
    /// Whether the differences that it was chosen for show before any irreversible act.
    pub before_irreversible: bool,
    /// Whether no move fits both accounts of the pairs that it was chosen for.
    pub certain: bool,
    /// Accounts that say the same of it, together.
    pub groups: Vec<DivideGroup>,
    /// How many pairs it tells apart that nothing listed before it does.
    pub tells_apart: u64,
}

/// Accounts that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DivideGroup {
    /// Names of the accounts.
    pub accounts: Vec<String>,
    /// What follows in them, in words.
    pub follows: String,
}

/// The ways of telling accounts apart, cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeparatorKind {
    /// What the accounts predict as the conflict stands: it is enough to watch.
    Observation,
    /// A move that an actor could make from where the conflict stands, once seen.
    Move,
    /// An event of the file.
    Event,
    /// A `what if` block of the file.
    WhatIf,
    /// A rule dropped, or made advisory.
    Rule,
}

/// An assumption that every account makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedAssumption {
    /// The assumption, as the first account has it.
    pub assumption: Assumption,
    /// Whether the accounts source it differently.
    pub sourced_differently: bool,
}
