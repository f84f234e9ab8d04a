//! Some equilibria of games for two, by following paths.

use equilibrium::lemke::{Limits, lemke};
use equilibrium::lemke_howson::lemke_howson;
use report::answer::{GameArithmetic, GameCompleteness, GameSolution, GameSolver};

use super::Task;
use super::found::{Found, Told};
use super::profiles::of_mixture;
use super::sequences::{form, of_plans, steps};
use crate::error::AnswerError;

/// Equilibria at the ends of the paths of Lemke's algorithm on the sequence form.
pub(super) fn solve(task: &Task<'_>) -> Result<Found, AnswerError> {
    let form = form(task)?;
    let limits = Limits {
        // Each sequence and information set has a row, and information sets have two.
        steps: steps(task, 2 * form.size()),
        equilibria: task.most,
    };
    let goes_on = || task.control.check().is_ok();
    let found = lemke(&form, limits, &goes_on);
    task.control.check()?;
    let told = found
        .equilibria
        .iter()
        .map(|plans| of_plans(task, &form, plans))
        .collect::<Result<_, _>>()?;
    some(GameSolver::Lemke, told, task)
}

/// Equilibria at the ends of the paths of Lemke and Howson's algorithm on the table.
pub(super) fn howson(task: &Task<'_>) -> Result<Found, AnswerError> {
    let game = task.table()?.game();
    let size = game
        .players()
        .iter()
        .map(|player| player.strategies.len())
        .max();
    let limits = Limits {
        steps: steps(task, size.unwrap_or(1)),
        equilibria: task.most,
    };
    let goes_on = || task.control.check().is_ok();
    let found = lemke_howson(game, limits, &goes_on)
        .map_err(|error| AnswerError::Question(error.to_string()))?;
    task.control.check()?;
    let told = found
        .equilibria
        .iter()
        .map(|mixture| of_mixture(task, mixture, GameArithmetic::Exact))
        .collect::<Result<_, _>>()?;
    some(GameSolver::LemkeHowson, told, task)
}

fn some(solver: GameSolver, told: Vec<Told>, task: &Task<'_>) -> Result<Found, AnswerError> {
    if told.is_empty() && task.most > 0 {
        return Err(AnswerError::TooLarge(
            "the end of no path was reached; more effort may help".to_owned(),
        ));
    }
    Ok(Found::new(told, |equilibria| GameSolution {
        completeness: GameCompleteness::One,
        ..GameSolution::exact(solver, equilibria)
    }))
}
