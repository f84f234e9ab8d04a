//! Backward induction.

use equilibrium::backward::{NoBackward, backward};
use game::Rational;
use report::answer::{GameArithmetic, GameSolution, GameSolver};

use super::Task;
use super::found::Found;
use super::profiles::{complete, of_behaviour};
use crate::error::AnswerError;

/// All pure equilibria of every subgame.
pub(super) fn solve(task: &Task<'_>) -> Result<Found, AnswerError> {
    let tree = task.tree("backward induction")?;
    let found = backward(tree, task.most).map_err(|error| match error {
        NoBackward::ImperfectInformation => AnswerError::Question(error.to_string()),
        NoBackward::TooLarge | NoBackward::TooManyPayoffs => {
            AnswerError::TooLarge(error.to_string())
        }
    })?;
    let equilibrium = |actions: &Vec<u32>| {
        let weights = tree
            .information_sets()
            .iter()
            .zip(actions)
            .map(|(set, &taken)| {
                (0..set.actions.len() as u32)
                    .map(|action| Rational::from(u8::from(action == taken)))
                    .collect()
            });
        of_behaviour(tree, &weights.collect(), GameArithmetic::Exact)
    };
    let told = found.profiles.iter().map(equilibrium);
    Ok(Found::new(told, |equilibria| GameSolution {
        completeness: complete(found.completeness),
        count: Some(found.count.to_string()),
        ..GameSolution::exact(GameSolver::Backward, equilibria)
    }))
}
