//! Sequential and perfect Bayesian equilibria: behaviour that is optimal everywhere, given beliefs.

use equilibrium::Completeness;
use equilibrium::sequential::{Assessment, Demand, Limits, NoSequential, assessments};
use game::tree::Tree;
use report::answer::{GameArithmetic, GameSolution, GameSolver};

use super::Task;
use super::found::{Found, Told};
use super::profiles::{complete, of_behaviour};
use crate::error::AnswerError;

/// Looks for them.
pub(super) fn solve(task: &Task<'_>, solver: GameSolver) -> Result<Found, AnswerError> {
    let (demand, what) = match solver {
        GameSolver::PerfectBayesian => (Demand::Bayes, "perfect Bayesian"),
        _ => (Demand::Trembles, "sequential"),
    };
    let tree = task.tree(&format!("looking for {what} equilibria"))?;
    let limits = Limits {
        equilibria: task.most,
        supports: Limits::default().supports.saturating_mul(task.effort),
    };
    let goes_on = || task.control.check().is_ok();
    let found = assessments(tree, demand, limits, &goes_on).map_err(|error| match error {
        NoSequential::Forgets(_) => AnswerError::Question(error.to_string()),
        NoSequential::TooLarge(_) => AnswerError::TooLarge(error.to_string()),
    })?;
    task.control.check()?;
    let told = found.assessments.iter().map(|one| {
        let mut told = believed(tree, one);
        if demand == Demand::Bayes {
            told.equilibrium.purposes.push(besides(one).to_owned());
        }
        told
    });
    let whole = found.completeness == Completeness::Complete;
    Ok(Found::new(told, |equilibria| GameSolution {
        count: whole.then(|| found.assessments.len().to_string()),
        completeness: complete(found.completeness),
        ..GameSolution::exact(solver, equilibria)
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

/// Whether a perfect Bayesian equilibrium is more than that.
fn besides(one: &Assessment) -> &'static str {
    match one.consistent {
        Some(true) => "also sequential",
        Some(false) => "not sequential: no trembles lead to beliefs that support it",
        None => "whether it is also sequential is not known",
    }
}
