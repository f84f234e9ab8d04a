//! Sequential equilibria: behaviour that is optimal everywhere, given beliefs.

use equilibrium::Completeness;
use equilibrium::sequential::{Limits, NoSequential, sequential};
use report::answer::{GameArithmetic, GameSolution, GameSolver};

use super::Task;
use super::found::{Found, Told};
use super::profiles::{complete, of_behaviour};
use crate::error::AnswerError;

/// Looks for them.
pub(super) fn solve(task: &Task<'_>) -> Result<Found, AnswerError> {
    let tree = task.tree("looking for sequential equilibria")?;
    let limits = Limits {
        equilibria: task.most,
        supports: Limits::default().supports.saturating_mul(task.effort),
    };
    let goes_on = || task.control.check().is_ok();
    let found = sequential(tree, limits, &goes_on).map_err(|error| match error {
        NoSequential::Forgets(_) => AnswerError::Question(error.to_string()),
        NoSequential::TooLarge(_) => AnswerError::TooLarge(error.to_string()),
    })?;
    task.control.check()?;
    let told = found.assessments.iter().map(|one| {
        let mut told: Told = of_behaviour(tree, &one.behaviour, GameArithmetic::Exact);
        if let Some(profile) = &mut told.profile {
            profile.beliefs = Some(one.beliefs.clone());
        }
        told
    });
    let whole = found.completeness == Completeness::Complete;
    Ok(Found::new(told, |equilibria| GameSolution {
        count: whole.then(|| found.assessments.len().to_string()),
        completeness: complete(found.completeness),
        ..GameSolution::exact(GameSolver::Sequential, equilibria)
    }))
}
