//! Correlated equilibria that bound what each player is paid.

use equilibrium::correlated::{Deviations, Goal, NotFound, certificate, correlated};
use game::Rational;
use game::strategic::Strategic;
use game::tree::PlayerId;
use report::answer::{
    GameArithmetic, GameCell, GameCompleteness, GameEquilibrium, GamePlay, GameSolution, GameSolver,
};

use super::Task;
use super::found::{Found, Told};
use super::profiles::number;
use super::sequences::steps;
use crate::error::AnswerError;

/// The correlated equilibria that pay most in total, and most and least to each player.
pub(super) fn solve(task: &Task<'_>, solver: GameSolver) -> Result<Found, AnswerError> {
    let game = task.table()?.game();
    let deviations = match solver {
        GameSolver::CoarseCorrelated => Deviations::Before,
        _ => Deviations::Told,
    };
    let goes_on = || task.control.check().is_ok();
    let mut found: Vec<(Vec<Rational>, Vec<String>)> = Vec::new();
    for (goal, said) in goals(game) {
        let steps = steps(task, game.cell_count());
        let weights = correlated(game, deviations, goal, steps, &goes_on);
        task.control.check()?;
        let weights =
            weights.map_err(|error: NotFound| AnswerError::TooLarge(error.to_string()))?;
        match found.iter_mut().find(|(other, _)| *other == weights) {
            Some((_, purposes)) => purposes.push(said),
            None => found.push((weights, vec![said])),
        }
    }
    let told = found
        .into_iter()
        .take(task.most)
        .map(|(weights, purposes)| drawn(game, deviations, &weights, purposes));
    Ok(Found::new(told, |equilibria| GameSolution {
        completeness: GameCompleteness::One,
        ..GameSolution::exact(solver, equilibria)
    }))
}

fn goals(game: &Strategic) -> Vec<(Goal, String)> {
    let mut goals = vec![(Goal::Total, "the most for all together".to_owned())];
    for (index, player) in game.players().iter().enumerate() {
        let id = PlayerId(index as u32);
        goals.push((Goal::Highest(id), format!("the most for {}", player.name)));
        goals.push((Goal::Lowest(id), format!("the least for {}", player.name)));
    }
    goals
}

fn drawn(
    game: &Strategic,
    deviations: Deviations,
    weights: &[Rational],
    purposes: Vec<String>,
) -> Told {
    let exact = |value: &Rational| number(value, GameArithmetic::Exact);
    let certificate = certificate(game, deviations, weights);
    let named = |cell: usize| {
        let strategies = game.strategies(cell);
        let players = game.players().iter().zip(strategies);
        players
            .map(|(player, strategy)| player.strategies[strategy].to_string())
            .collect()
    };
    let cells = weights.iter().enumerate();
    let plays = game
        .players()
        .iter()
        .enumerate()
        .map(|(index, player)| GamePlay {
            player: player.name.to_string(),
            payoff: exact(&certificate.payoffs[index]),
            regret: Some(exact(&certificate.gains[index])),
            strategies: Vec::new(),
            behaviour: Vec::new(),
        });
    Told {
        equilibrium: GameEquilibrium {
            purposes,
            draw: cells
                .filter(|(_, weight)| !weight.is_zero())
                .map(|(cell, weight)| GameCell {
                    strategies: named(cell),
                    probability: exact(weight),
                })
                .collect(),
            ..GameEquilibrium::of(plays.collect())
        },
        profile: None,
    }
}
