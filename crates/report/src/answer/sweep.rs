//! What holds over many variants of a conflict, and which assumptions that follows.

use serde::{Deserialize, Serialize};

use super::{AccountRef, QuestionKind};

/// The answer of `sweep`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the model file.
    pub file: String,
    /// Title of the conflict.
    pub title: Option<String>,
    /// A hash of the model: SHA-256 over its files in canonical layout.
    pub model: String,
    /// The concepts asked about.
    pub concepts: Vec<String>,
    /// How the points were chosen.
    pub design: SweepDesign,
    /// Points, walks or pairs drawn for each account; none for a grid, which has all.
    pub runs: Option<u64>,
    /// The seed of a drawn design.
    pub seed: Option<u64>,
    /// One entry for each account, in file order.
    pub accounts: Vec<SweepAccount>,
}

/// How points were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SweepDesign {
    /// All combinations.
    Grid,
    /// A Latin hypercube.
    Latin,
    /// A Sobol sequence.
    Sobol,
    /// Pairs of points and what lies between them, for Sobol indices.
    Saltelli,
    /// Walks that change one assumption at a time, for elementary effects.
    Morris,
}

/// What one account shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepAccount {
    /// Which account; none where the file has no accounts.
    pub account: Option<AccountRef>,
    /// What varies in it.
    pub factors: Vec<SweepFactor>,
    /// How many points were looked at.
    pub points: u64,
    /// How many of them make no model: values that contradict each other, or leave no state.
    pub no_model: u64,
    /// The questions.
    pub questions: Vec<SweepQuestion>,
}

/// An assumption that varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepFactor {
    /// As named in the results: `rule:binding-veto`.
    pub name: String,
    /// In words: “rule binding-veto binds”.
    pub words: String,
    /// How many values it takes.
    pub count: u64,
    /// Its values, unless there are more than 64.
    pub values: Vec<String>,
    /// The one that the file has, if it is among them.
    pub as_written: Option<String>,
}

/// A question, with what the points answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepQuestion {
    /// What it is about.
    pub kind: QuestionKind,
    /// A short name.
    pub name: String,
    /// The question in words, if the file gives it.
    pub label: Option<String>,
    /// The formula in the user's words.
    pub formula: String,
    /// One entry a concept.
    pub verdicts: Vec<SweepVerdict>,
}

/// What the points answer under one concept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepVerdict {
    /// The concept.
    pub concept: String,
    /// At how many points it holds.
    pub held: u64,
    /// Of how many.
    pub of: u64,
    /// The share of all combinations in which it holds: at least. Exact for a grid; none for pairs
    /// and walks, whose points are not drawn apart from each other.
    pub at_least: Option<f64>,
    /// At most.
    pub at_most: Option<f64>,
    /// By factor, as in [`SweepAccount::factors`].
    pub factors: Vec<FactorShares>,
}

/// How an answer goes with one factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorShares {
    /// Which.
    pub factor: String,
    /// By value, unless there are more than 64.
    pub values: Vec<ValueShare>,
    /// Sobol indices: of a grid, exact; of pairs, estimated. None for other designs, where the
    /// answer is always the same, and where some points make no model.
    pub sobol: Option<SobolIndex>,
    /// Elementary effects, of walks.
    pub morris: Option<ElementaryEffect>,
    /// Over a weight, all else as in the file: the stretches in which the answer is the same, from
    /// below.
    pub stretches: Vec<WeightStretch>,
}

/// How often it holds with a factor at one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueShare {
    /// The value.
    pub value: String,
    /// At how many points it holds.
    pub held: u64,
    /// Of how many.
    pub of: u64,
}

/// Shares of the variance of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SobolIndex {
    /// What the factor explains by itself.
    pub first: f64,
    /// What it has a part in, by itself or with others.
    pub total: f64,
    /// Half the width of the 95 % interval of the first; 0 where it is exact.
    pub first_within: f64,
    /// Half the width of the 95 % interval of the total; 0 where it is exact.
    pub total_within: f64,
}

/// The effects of changing a factor alone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ElementaryEffect {
    /// The mean effect (μ); none where values have no order.
    pub mean: Option<f64>,
    /// The mean of the absolute effects (μ*).
    pub mean_absolute: f64,
    /// The standard deviation (σ).
    pub deviation: f64,
    /// Half the width of the 95 % interval of the mean of the absolute effects.
    pub within: f64,
}

/// A stretch of a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightStretch {
    /// Where it begins.
    pub from: i64,
    /// Whether that belongs to it.
    pub from_included: bool,
    /// Where it ends.
    pub to: i64,
    /// Whether that belongs to it.
    pub to_included: bool,
    /// Whether the outcome holds; none where there is no model.
    pub holds: Option<bool>,
}
