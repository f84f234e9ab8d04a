//! What became of a file's checks.

use serde::{Deserialize, Serialize};

use super::{AccountRef, Step};

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckOutcome {
    /// What it claims is so.
    Passed,
    /// What it claims is not so.
    Failed,
    /// It was expected to fail, and does.
    FailedAsExpected,
    /// It was expected to fail, and does not.
    PassedUnexpectedly,
    /// It cannot be answered, for example because the formula selects two states.
    Unanswerable,
}

impl CheckOutcome {
    /// Whether the file is as it should be.
    #[must_use]
    pub fn is_good(self) -> bool {
        matches!(self, CheckOutcome::Passed | CheckOutcome::FailedAsExpected)
    }

    /// In words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            CheckOutcome::Passed => "passed",
            CheckOutcome::Failed => "failed",
            CheckOutcome::FailedAsExpected => "failed, as expected",
            CheckOutcome::PassedUnexpectedly => "passed, but was expected to fail",
            CheckOutcome::Unanswerable => "cannot be answered",
        }
    }
}

/// One check in one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    /// Its name, or its text.
    pub name: String,
    /// How it came out.
    pub outcome: CheckOutcome,
    /// What was found instead, one clause each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<String>,
    /// The moves that show it, if moves do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Step>,
    /// Where the check stands: `file:line`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// The checks of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAccount {
    /// Which account.
    pub account: Option<AccountRef>,
    /// In file order.
    pub checks: Vec<CheckResult>,
}

/// The answer of `check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Name of the model file.
    pub file: String,
    /// Number of warnings that the model gave.
    pub warnings: u64,
    /// Per account.
    pub accounts: Vec<CheckAccount>,
}

impl CheckRun {
    /// Whether all checks came out as they should.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.results().all(|result| result.outcome.is_good())
    }

    /// All results.
    pub fn results(&self) -> impl Iterator<Item = &CheckResult> {
        self.accounts.iter().flat_map(|account| &account.checks)
    }
}
