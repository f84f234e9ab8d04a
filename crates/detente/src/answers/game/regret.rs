//! Counterfactual regret minimisation.

use counterfactual::{
    Ending, Found as Minimised, Limits, NoMinimising, Progress, Variant, minimise,
};
use game::Rational;
use game::tree::{InformationSetId, NodeId, PlayerId, Tree};
use report::answer::{
    GameBehaviour, GameCompleteness, GameEnding, GameEquilibrium, GameIterations, GamePlay,
    GameSolution, GameSolver, GameVariant, GameWeight,
};

use super::Task;
use super::found::{Found, Profile, Told};
use super::names::{action_name, set_name};
use super::profiles::decimal;
use crate::error::AnswerError;

/// How regret is minimised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegretRequest {
    /// How regrets are kept.
    pub variant: GameVariant,
    /// Iterations at most.
    pub iterations: u64,
    /// What is close enough.
    pub exploitability: f64,
}

impl Default for RegretRequest {
    fn default() -> Self {
        RegretRequest {
            variant: GameVariant::Predictive,
            iterations: 100_000,
            exploitability: 1e-4,
        }
    }
}

/// The average play when a limit is reached or the user stops the work.
pub(super) fn solve(task: &Task<'_>) -> Result<Found, AnswerError> {
    let tree = task.tree("regret minimisation")?;
    let request = task.regret;
    let variant = match request.variant {
        GameVariant::Plus => Variant::Plus,
        GameVariant::Discounted => Variant::Discounted,
        GameVariant::Predictive => Variant::Predictive,
    };
    let limits = Limits {
        iterations: request.iterations,
        exploitability: request.exploitability,
    };
    let mut shown = f64::INFINITY;
    let mut goes_on = |at: Progress| {
        if at.exploitability == shown {
            return task.control.check().is_ok();
        }
        shown = at.exploitability;
        let line = format!(
            "minimising regret: iteration {}, exploitability {:.1e}",
            at.iterations, at.exploitability
        );
        task.control.step(&line).is_ok()
    };
    let found = minimise(tree, variant, limits, &mut goes_on).map_err(|error| match error {
        NoMinimising::NotTwo(_) | NoMinimising::Forgets(_) => {
            AnswerError::Question(error.to_string())
        }
    })?;
    let ending = match found.ending {
        Ending::Reached => GameEnding::Reached,
        Ending::Iterations => GameEnding::Iterations,
        Ending::Stopped => GameEnding::Stopped,
    };
    let told = profile(tree, &found);
    Ok(Found::new([told], |equilibria| GameSolution {
        completeness: match ending {
            GameEnding::Reached => GameCompleteness::One,
            GameEnding::Iterations | GameEnding::Stopped => GameCompleteness::Incomplete,
        },
        iterations: Some(GameIterations {
            variant: request.variant,
            iterations: found.iterations,
            ending,
            exploitability: decimal(found.certificate.exploitability()),
            constant_sum: found.is_constant_sum,
        }),
        ..GameSolution::floating(GameSolver::Cfr, equilibria)
    }))
}

fn profile(tree: &Tree, found: &Minimised) -> Told {
    let own = |player: PlayerId| tree.players()[player.index()].information_sets.iter();
    let plays = tree.player_ids().map(|player| GamePlay {
        player: tree.players()[player.index()].name.to_string(),
        payoff: decimal(found.certificate.payoffs[player.index()]),
        regret: Some(decimal(found.certificate.regrets[player.index()].max(0.0))),
        strategies: Vec::new(),
        behaviour: own(player).map(|&set| behaves(tree, set, found)).collect(),
    });
    let mut line = "NE".to_owned();
    for &set in tree.player_ids().flat_map(own) {
        for &weight in &found.behaviour[set.index()] {
            line.push(',');
            line += &decimal(weight);
        }
    }
    let fraction = |weight: &f64| Rational::try_from(*weight).unwrap_or(Rational::ZERO);
    let weights = found.behaviour.iter();
    let behaviour = weights
        .map(|own| own.iter().map(fraction).collect())
        .collect();
    Told {
        equilibrium: GameEquilibrium {
            gambit: line,
            ..GameEquilibrium::of(plays.collect())
        },
        profile: Some(Profile::whole(&behaviour)),
    }
}

fn behaves(tree: &Tree, id: InformationSetId, found: &Minimised) -> GameBehaviour {
    let set = tree.information_set(id);
    let first = set.members.first().copied().unwrap_or(NodeId(0));
    let weights = found.behaviour[id.index()].iter().enumerate();
    GameBehaviour {
        information_set: set_name(tree, id),
        actions: weights
            .filter(|(_, weight)| **weight > 0.0)
            .map(|(action, weight)| GameWeight {
                name: action_name(tree, first, action as u32),
                probability: decimal(*weight),
            })
            .collect(),
        gap: None,
        beliefs: Vec::new(),
    }
}
