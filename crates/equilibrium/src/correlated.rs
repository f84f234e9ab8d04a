//! Correlated equilibria of games for any number of players, exactly.
//!
//! A device draws a cell of the table and tells each player its own strategy there. The draw is a
//! correlated equilibrium where nobody gains by playing another strategy than it is told (Aumann
//! 1974), and a coarse one where nobody gains by playing one strategy whatever it would be told
//! (Moulin and Vial 1978). Both are linear conditions on the probabilities of the cells. Every
//! equilibrium is one of each, so there always is one, and a linear program finds the one that is
//! best for a goal.

use std::ops::ControlFlow;

use game::strategic::Strategic;
use game::tree::PlayerId;
use game::{Number, Rational};

use crate::program::{Program, Row, solve};

/// Entries that a linear program may have.
pub const MOST_ENTRIES: usize = 1 << 22;

/// What a player may do in place of what it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deviations {
    /// Play another strategy once it knows what it is told: correlated equilibria.
    Told,
    /// Decide for one strategy before: coarse correlated equilibria.
    Before,
}

/// What is made large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// What all players are paid together.
    Total,
    /// What one player is paid.
    Highest(PlayerId),
    /// What one player is not paid.
    Lowest(PlayerId),
}

/// What a draw pays, and what each player could gain.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Certificate {
    /// The expected payoff of each player.
    pub payoffs: Vec<Rational>,
    /// For each player, how much more its best deviations would pay; 0 where none pays more.
    pub gains: Vec<Rational>,
}

/// Why no draw was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// The program has too many entries.
    #[error("the linear program would have more than {MOST_ENTRIES} entries")]
    TooLarge,
    /// It was broken off.
    #[error("the limit of {0} steps of the simplex method was reached")]
    Limit(u64),
}

/// The probability of each cell in a correlated equilibrium that is best for the goal.
///
/// One linear program with a column for each cell, and a row for each two strategies of a player,
/// or for each strategy where deviations come before; at most `steps` steps of the simplex method.
///
/// # Errors
/// The program is too large, or the limit was reached.
pub fn correlated(
    game: &Strategic,
    deviations: Deviations,
    goal: Goal,
    steps: u64,
    goes_on: &dyn Fn() -> bool,
) -> Result<Vec<Rational>, NotFound> {
    let size = |strategies: usize| match deviations {
        Deviations::Told => strategies * (strategies - 1),
        Deviations::Before => strategies,
    };
    let counts = game.players().iter().map(|player| player.strategies.len());
    let rows = 1 + counts.map(size).sum::<usize>();
    if rows.saturating_mul(game.cell_count()) > MOST_ENTRIES {
        return Err(NotFound::TooLarge);
    }
    let program = program(game, deviations, goal);
    let mut left = steps;
    let mut step = || match left.checked_sub(1) {
        Some(rest) if goes_on() => {
            left = rest;
            ControlFlow::Continue(())
        }
        _ => ControlFlow::Break(()),
    };
    let found = solve(&program, &mut step).ok_or(NotFound::Limit(steps))?;
    Ok(found.point)
}

/// What a draw pays, and the gain of every player from its best deviations, by the definition.
pub fn certificate(game: &Strategic, deviations: Deviations, weights: &[Rational]) -> Certificate {
    let mut answer = Certificate {
        payoffs: Vec::new(),
        gains: Vec::new(),
    };
    for (player, own) in game.players().iter().enumerate() {
        let strategies = own.strategies.len();
        // What each strategy would pay, summed over the cells in which each one is told.
        let mut pays = vec![vec![Rational::ZERO; strategies]; strategies];
        for (cell, weight) in weights.iter().enumerate() {
            if weight.is_zero() {
                continue;
            }
            let told = game.strategies(cell);
            for (other, sum) in pays[told[player]].iter_mut().enumerate() {
                let mut instead = told.clone();
                instead[player] = other;
                *sum += weight * payoff(game, game.cell(&instead), player);
            }
        }
        let obeyed = (0..strategies).fold(Rational::ZERO, |sum, told| sum + &pays[told][told]);
        let best = |sums: &[Rational]| sums.iter().max().cloned().unwrap_or(Rational::ZERO);
        let most = match deviations {
            Deviations::Told => game::number::sum(pays.iter().map(|sums| best(sums))),
            Deviations::Before => {
                let before = (0..strategies)
                    .map(|other| game::number::sum(pays.iter().map(|sums| sums[other].clone())));
                best(&before.collect::<Vec<_>>())
            }
        };
        answer.gains.push((most - &obeyed).max(Rational::ZERO));
        answer.payoffs.push(obeyed);
    }
    answer
}

fn payoff(game: &Strategic, cell: usize, player: usize) -> Rational {
    game.payoff(cell, PlayerId(player as u32))
        .map_or(Rational::ZERO, Number::value)
}

fn program(game: &Strategic, deviations: Deviations, goal: Goal) -> Program {
    let cells = game.cell_count();
    let mut rows = vec![Row {
        entries: (0..cells).map(|cell| (cell, Rational::ONE)).collect(),
        bound: Rational::ONE,
    }];
    for (player, own) in game.players().iter().enumerate() {
        let strategies = own.strategies.len();
        // One row for each strategy that is told, or one for all, and each strategy in its place.
        let told_apart = match deviations {
            Deviations::Told => strategies,
            Deviations::Before => 1,
        };
        let mut gains: Vec<Vec<(usize, Rational)>> = vec![Vec::new(); told_apart * strategies];
        for cell in 0..cells {
            let told = game.strategies(cell);
            let paid = payoff(game, cell, player);
            for other in (0..strategies).filter(|&other| other != told[player]) {
                let mut instead = told.clone();
                instead[player] = other;
                let gain = payoff(game, game.cell(&instead), player) - &paid;
                if !gain.is_zero() {
                    let row = told[player] % told_apart * strategies + other;
                    gains[row].push((cell, gain));
                }
            }
        }
        let binding = gains.into_iter().filter(|entries| !entries.is_empty());
        rows.extend(binding.map(|entries| Row {
            entries,
            bound: Rational::ZERO,
        }));
    }
    // A goal above 0 in every cell is best where the probabilities sum to 1.
    let wanted = |cell| match goal {
        Goal::Total => {
            let players = 0..game.players().len();
            game::number::sum(players.map(|player| payoff(game, cell, player)))
        }
        Goal::Highest(player) => payoff(game, cell, player.index()),
        Goal::Lowest(player) => -payoff(game, cell, player.index()),
    };
    let wanted: Vec<Rational> = (0..cells).map(wanted).collect();
    let least = wanted.iter().min().cloned().unwrap_or(Rational::ZERO);
    Program {
        rows,
        goal: wanted
            .into_iter()
            .map(|paid| paid - &least + Rational::ONE)
            .collect(),
    }
}
