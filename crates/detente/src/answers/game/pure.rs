//! Pure equilibria.

use equilibrium::mixed::Mixed;
use equilibrium::pure::pure;
use game::Rational;
use report::answer::{GameArithmetic, GameSolution, GameSolver};

use super::Task;
use super::found::Found;
use super::profiles::{complete, of_mixture};
use crate::error::AnswerError;

/// All pure equilibria, of a tree those of its reduced strategies.
pub(super) fn solve(task: &Task<'_>) -> Result<Found, AnswerError> {
    let game = task.table()?.game();
    let found = pure(game, task.most);
    let mixture = |strategies: &Vec<usize>| -> Mixed {
        let players = game.players().iter().zip(strategies);
        let weights = players.map(|(player, &played)| {
            (0..player.strategies.len())
                .map(|one| Rational::from(u8::from(one == played)))
                .collect()
        });
        weights.collect()
    };
    let told = found
        .profiles
        .iter()
        .map(|one| of_mixture(task, &mixture(one), GameArithmetic::Exact))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Found::new(told, |equilibria| GameSolution {
        completeness: complete(found.completeness),
        count: Some(found.count.to_string()),
        ..GameSolution::exact(GameSolver::Pure, equilibria)
    }))
}
