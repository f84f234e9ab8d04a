//! How well rival accounts explain what was observed, by quantal responses at fitted rationality.

use serde::{Deserialize, Serialize};

/// The answer of `play --fit`. Numbers are decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the file.
    pub file: String,
    /// Title of the conflict.
    pub title: Option<String>,
    /// What was observed.
    pub histories: Vec<FitHistory>,
    /// How many observations there are.
    pub nobs: u64,
    /// One entry for each account.
    pub accounts: Vec<FitAccount>,
}

/// A history and how often it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitHistory {
    /// Its moves in words.
    pub history: String,
    /// How often it came.
    pub count: u64,
}

/// One account's fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitAccount {
    /// Its name; nothing where the file has no accounts.
    pub account: Option<String>,
    /// What was found; nothing where its play does not allow what was observed.
    pub fit: Option<Fitted>,
    /// Why there is none.
    pub why_not: Option<String>,
}

/// Rationality fitted to what was observed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fitted {
    /// Where the fit is.
    pub edge: FitEdge,
    /// The rationality λ, per unit of the account's payoffs; nothing where more of it always explains
    /// as much or more.
    pub rationality: Option<String>,
    /// Its standard error; nothing at an edge.
    pub std_error: Option<String>,
    /// Where the 95 % interval by the likelihood ratio begins.
    pub conf_low: String,
    /// Where it ends; nothing where it has no end.
    pub conf_high: Option<String>,
    /// The largest difference between two payoffs of one player.
    pub payoff_range: String,
    /// The natural logarithm of the likelihood.
    pub log_likelihood: String,
    /// The same at λ = 0, where all actions are equally likely.
    pub log_likelihood_at_zero: String,
    /// Akaike's criterion, with one parameter.
    pub aic: String,
    /// The Bayesian criterion, with one parameter.
    pub bic: String,
    /// How many times less likely what was observed is than under the account that explains it best,
    /// each at its own λ; 1 for that one.
    pub times_less_likely: String,
    /// The logarithm of the likelihood at the λ of each account of the answer, in their order; nothing
    /// where that account has no fit, or the branch does not come there.
    pub log_likelihood_at: Vec<Option<String>>,
}

/// Where a fit lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FitEdge {
    /// Between both edges.
    Inside,
    /// At λ = 0: chance explains it best.
    Zero,
    /// At no finite λ: perfect rationality explains it best.
    Unbounded,
}
