//! Equilibria by their supports.

use approximate::support::{Limits, NoSupports, supports};
use equilibrium::Completeness;
use report::answer::{GameSolution, GameSolver};

use super::Task;
use super::found::Found;
use super::profiles::{complete, of_refined};
use crate::error::AnswerError;

/// All equilibria where these are isolated, of a tree those of its reduced strategies.
pub(super) fn solve(task: &Task<'_>) -> Result<Found, AnswerError> {
    let limits = Limits {
        equilibria: task.most,
        ..Limits::default()
    };
    let goes_on = || task.control.check().is_ok();
    let found = supports(task.table()?.game(), limits, &goes_on).map_err(|error| match error {
        NoSupports::TooLarge(_) | NoSupports::TooMany => AnswerError::TooLarge(error.to_string()),
    })?;
    task.control.check()?;
    let whole = found.completeness == Completeness::Complete;
    of_refined(task, &found.equilibria, |arithmetic, equilibria| {
        GameSolution {
            arithmetic,
            completeness: complete(found.completeness),
            count: whole.then(|| equilibria.len().to_string()),
            ..GameSolution::exact(GameSolver::Support, equilibria)
        }
    })
}
