//! Some equilibria for any number of players, from several starts.

use approximate::newton::newton;
use approximate::several::Limits;
use approximate::simplicial::simplicial;
use report::answer::{GameCompleteness, GameSolution, GameSolver};

use super::Task;
use super::found::Found;
use super::profiles::of_refined;
use crate::error::AnswerError;

/// Those that the global Newton method or simplicial subdivision finds, of a tree among its reduced
/// strategies.
pub(super) fn solve(task: &Task<'_>, solver: GameSolver) -> Result<Found, AnswerError> {
    let usual = Limits::default();
    let limits = Limits {
        starts: usual.starts.saturating_mul(task.effort),
        steps: usual.steps.saturating_mul(task.effort),
        equilibria: task.most,
    };
    let game = task.table()?.game();
    let goes_on = || task.control.check().is_ok();
    let found = match solver {
        GameSolver::Simplicial => simplicial(game, limits, &goes_on),
        _ => newton(game, limits, &goes_on),
    };
    let found = found.map_err(|error| AnswerError::TooLarge(error.to_string()))?;
    task.control.check()?;
    if found.equilibria.is_empty() && task.most > 0 {
        return Err(AnswerError::TooLarge(
            "no start led to an equilibrium; more effort may help".to_owned(),
        ));
    }
    of_refined(task, &found.equilibria, |arithmetic, equilibria| {
        GameSolution {
            arithmetic,
            completeness: GameCompleteness::One,
            ..GameSolution::exact(solver, equilibria)
        }
    })
}
