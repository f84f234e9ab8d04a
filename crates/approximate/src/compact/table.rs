//! A strategic game in floating-point numbers.

use game::strategic::Strategic;
use game::tree::PlayerId;
use game::{Number, Rational};

use super::{Agent, Scale};
use crate::dense::Matrix;

/// The payoffs of a table. The first player's strategy changes fastest from cell to cell.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// For each cell, what each player is paid.
    paid: Vec<f64>,
}

/// What each player is paid in each cell, exactly.
pub(super) fn cells(game: &Strategic) -> Vec<Vec<Rational>> {
    let players = game.players().len() as u32;
    let payoff = |cell, player| {
        game.payoff(cell, PlayerId(player))
            .map_or(Rational::ZERO, Number::value)
    };
    (0..game.cell_count())
        .map(|cell| (0..players).map(|player| payoff(cell, player)).collect())
        .collect()
}

impl Table {
    pub(super) fn new(agents: &[Agent], cells: &[Vec<Rational>], scale: &Scale) -> Self {
        let mut paid = Vec::with_capacity(cells.len() * agents.len());
        for cell in cells {
            let scaled = cell.iter().enumerate();
            paid.extend(scaled.map(|(player, payoff)| scale.scaled(player, payoff)));
        }
        Self { paid }
    }

    pub(super) fn worth(&self, agents: &[Agent], chances: &[f64]) -> Vec<f64> {
        let players = agents.len();
        let mut worth = vec![0.0; chances.len()];
        self.walk(agents, |cell, played| {
            let (before, after) = products(played, chances);
            for player in 0..players {
                let weight = before[player] * after[player + 1];
                if weight != 0.0 {
                    worth[played[player]] += weight * self.paid[cell * players + player];
                }
            }
        });
        worth
    }

    pub(super) fn worth_and_slopes(&self, agents: &[Agent], chances: &[f64]) -> (Vec<f64>, Matrix) {
        let players = agents.len();
        let mut worth = vec![0.0; chances.len()];
        let mut slopes = Matrix::zero(chances.len());
        self.walk(agents, |cell, played| {
            let (before, after) = products(played, chances);
            for player in 0..players {
                // The probability of an action changes as its logarithm does, in proportion.
                let share = before[player] * after[player + 1] * self.paid[cell * players + player];
                if share == 0.0 {
                    continue;
                }
                let own = played[player];
                worth[own] += share;
                let row = slopes.row_mut(own);
                for (other, &taken) in played.iter().enumerate() {
                    if other != player {
                        row[taken] += share;
                    }
                }
            }
        });
        (worth, slopes)
    }

    /// What each strategy pays, and how that changes with each probability itself, also where it is 0.
    pub(super) fn worth_and_rates(&self, agents: &[Agent], chances: &[f64]) -> (Vec<f64>, Matrix) {
        let players = agents.len();
        let mut worth = vec![0.0; chances.len()];
        let mut rates = Matrix::zero(chances.len());
        self.walk(agents, |cell, played| {
            let unplayed = played.iter().filter(|&&taken| chances[taken] == 0.0);
            if unplayed.count() > 2 {
                // Nobody's payoff changes with what one player does here.
                return;
            }
            let likely = |one: usize, two: usize| -> f64 {
                let mut product = 1.0;
                for (other, &taken) in played.iter().enumerate() {
                    if other != one && other != two {
                        product *= chances[taken];
                    }
                }
                product
            };
            for player in 0..players {
                let paid = self.paid[cell * players + player];
                if paid == 0.0 {
                    continue;
                }
                worth[played[player]] += paid * likely(player, player);
                let row = rates.row_mut(played[player]);
                for (other, &taken) in played.iter().enumerate() {
                    if other != player {
                        row[taken] += paid * likely(player, other);
                    }
                }
            }
        });
        (worth, rates)
    }

    pub(super) fn payoffs(&self, agents: &[Agent], chances: &[f64]) -> Vec<f64> {
        let players = agents.len();
        let mut payoffs = vec![0.0; players];
        self.walk(agents, |cell, played| {
            let weight: f64 = played.iter().map(|&taken| chances[taken]).product();
            for (player, payoff) in payoffs.iter_mut().enumerate() {
                *payoff += weight * self.paid[cell * players + player];
            }
        });
        payoffs
    }

    pub(super) fn differences(
        &self,
        agents: &[Agent],
        player: usize,
        one: usize,
        other: usize,
        supports: &[Vec<usize>],
    ) -> Vec<f64> {
        let mut steps = Vec::with_capacity(agents.len());
        let mut step = agents.len();
        for agent in agents {
            steps.push(step);
            step *= agent.actions.len();
        }
        let offset =
            |player: usize, action: usize| (action - agents[player].actions.start) * steps[player];
        let mut cells = vec![player];
        for (moving, support) in supports.iter().enumerate() {
            if moving != player {
                let slower = support.iter().map(|&action| offset(moving, action));
                cells = slower
                    .flat_map(|more| cells.iter().map(move |cell| cell + more))
                    .collect();
            }
        }
        let (one, other) = (offset(player, one), offset(player, other));
        let cells = cells.into_iter();
        cells
            .map(|cell| self.paid[cell + one] - self.paid[cell + other])
            .collect()
    }

    /// Visits every cell with the places of the strategies played there.
    fn walk(&self, agents: &[Agent], mut visit: impl FnMut(usize, &[usize])) {
        let mut played: Vec<usize> = agents.iter().map(|agent| agent.actions.start).collect();
        for cell in 0..self.paid.len() / agents.len().max(1) {
            visit(cell, &played);
            for (taken, agent) in played.iter_mut().zip(agents) {
                *taken += 1;
                if *taken < agent.actions.end {
                    break;
                }
                *taken = agent.actions.start;
            }
        }
    }
}

/// The probabilities that all players before each one, and all from each one on, play their parts.
fn products(played: &[usize], chances: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mut before = Vec::with_capacity(played.len() + 1);
    let mut product = 1.0;
    for &taken in played {
        before.push(product);
        product *= chances[taken];
    }
    let mut after = vec![1.0; played.len() + 1];
    for (place, &taken) in played.iter().enumerate().rev() {
        after[place] = after[place + 1] * chances[taken];
    }
    (before, after)
}
