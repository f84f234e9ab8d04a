//! Extreme equilibria of games for two.

use equilibrium::extreme::{Limits, extreme_while};
use equilibrium::mixed::Mixed;
use equilibrium::{Completeness, components};
use report::answer::{GameArithmetic, GameComponent, GameSolution, GameSolver};

use super::Task;
use super::found::Found;
use super::profiles::{complete, of_mixture};
use crate::error::AnswerError;

/// All extreme equilibria and how they hang together, of a tree those of its reduced strategies.
pub(super) fn solve(task: &Task<'_>) -> Result<Found, AnswerError> {
    let limits = Limits {
        equilibria: task.most,
        work: Limits::default().work.saturating_mul(task.effort),
    };
    let goes_on = || task.control.check().is_ok();
    let found = extreme_while(task.table()?.game(), limits, &goes_on)
        .map_err(|error| AnswerError::Question(error.to_string()))?;
    task.control.check()?;
    let whole = found.completeness == Completeness::Complete;
    let components = if whole {
        connected(&found.equilibria)
    } else {
        Vec::new()
    };
    let told = found
        .equilibria
        .iter()
        .map(|one| of_mixture(task, one, GameArithmetic::Exact))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Found::new(told, |equilibria| GameSolution {
        completeness: complete(found.completeness),
        count: whole.then(|| found.equilibria.len().to_string()),
        components,
        ..GameSolution::exact(GameSolver::Extreme, equilibria)
    }))
}

fn connected(equilibria: &[Mixed]) -> Vec<GameComponent> {
    let (found, completeness) = components::components(equilibria);
    if completeness == Completeness::Incomplete {
        return Vec::new();
    }
    let component = |component: &components::Component| GameComponent {
        equilibria: component
            .extreme
            .iter()
            .map(|&place| place as u64 + 1)
            .collect(),
        subsets: component
            .subsets
            .iter()
            .map(|subset| {
                let inside = component.extreme.iter().filter(|&&place| {
                    subset.first.contains(&equilibria[place][0])
                        && subset.second.contains(&equilibria[place][1])
                });
                inside.map(|&place| place as u64 + 1).collect()
            })
            .collect(),
    };
    found.iter().map(component).collect()
}
