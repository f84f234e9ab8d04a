//! Sequential equilibria: behaviour that is optimal everywhere, given beliefs.

use equilibrium::Completeness;
use equilibrium::sequential::{Assessment, Limits, NoSequential, sequential};
use game::tree::Tree;
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
    let told = found.assessments.iter().map(|one| believed(tree, one));
    let whole = found.completeness == Completeness::Complete;
    Ok(Found::new(told, |equilibria| GameSolution {
        count: whole.then(|| found.assessments.len().to_string()),
        completeness: complete(found.completeness),
        ..GameSolution::exact(GameSolver::Sequential, equilibria)
    }))
}

/// What is done, with what is believed at each information set.
fn believed(tree: &Tree, assessment: &Assessment) -> Told {
    let mut told = of_behaviour(tree, &assessment.behaviour, GameArithmetic::Exact);
    for (player, play) in tree.players().iter().zip(&mut told.equilibrium.players) {
        for (set, at) in player.information_sets.iter().zip(&mut play.behaviour) {
            let beliefs = assessment.beliefs[set.index()].iter();
            at.beliefs = beliefs.map(ToString::to_string).collect();
        }
    }
    if let Some(profile) = &mut told.profile {
        profile.beliefs = Some(assessment.beliefs.clone());
    }
    told
}
