//! Optimal play where payoffs sum to a constant.

use equilibrium::zero_sum::{NotSolved, zero_sum};
use report::answer::{GameCompleteness, GameSolution, GameSolver};

use super::Task;
use super::found::Found;
use super::sequences::{form, of_plans, steps};
use crate::error::AnswerError;

/// One pair of optimal plans.
pub(super) fn solve(task: &Task<'_>) -> Result<Found, AnswerError> {
    let form = form(task)?;
    let goes_on = || task.control.check().is_ok();
    let found = zero_sum(&form, steps(task, form.size()), &goes_on);
    task.control.check()?;
    let found = found.map_err(|error| match error {
        NotSolved::NotConstantSum => AnswerError::Question(error.to_string()),
        NotSolved::Limit(_) => AnswerError::TooLarge(error.to_string()),
    })?;
    let told = of_plans(task, &form, &found.plans)?;
    Ok(Found::new([told], |equilibria| GameSolution {
        completeness: GameCompleteness::One,
        ..GameSolution::exact(GameSolver::ZeroSum, equilibria)
    }))
}
