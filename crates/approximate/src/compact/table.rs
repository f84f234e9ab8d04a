//! A strategic game in floating-point numbers.

use std::iter::StepBy;
use std::ops::Range;
use std::slice::Iter;

use game::strategic::{Strategic, cells_within};
use game::tree::PlayerId;
use game::{Number, Rational};
use smallvec::SmallVec;

use super::{Agent, Scale};
use crate::dense::Matrix;

/// So many players need no memory of their own while cells are visited.
const FEW: usize = 6;

/// The payoffs of a table. The first player's strategy changes fastest from cell to cell.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// For each cell, what each player is paid.
    paid: Vec<f64>,
}

/// What each player is paid in each cell, exactly, one cell after the other.
pub(super) fn cells(game: &Strategic) -> Vec<Rational> {
    let players = game.players().len() as u32;
    let mut paid = Vec::with_capacity(game.cell_count() * game.players().len());
    for cell in 0..game.cell_count() {
        paid.extend((0..players).map(|player| {
            let payoff = game.payoff(cell, PlayerId(player));
            payoff.map_or(Rational::ZERO, Number::value)
        }));
    }
    paid
}

impl Table {
    pub(super) fn new(agents: &[Agent], cells: &[Rational], scale: &Scale) -> Self {
        let players = (0..agents.len()).cycle();
        let paid = players
            .zip(cells)
            .map(|(player, paid)| scale.scaled(player, paid));
        Self {
            paid: paid.collect(),
        }
    }

    pub(super) fn worth(&self, agents: &[Agent], chances: &[f64]) -> Vec<f64> {
        let lists = listed(agents, |action| chances[action] != 0.0);
        let mut worth = vec![0.0; chances.len()];
        for player in 0..agents.len() {
            self.against(agents, player, &lists, |played, own, paid| {
                let weight: f64 = others(played, player).map(|taken| chances[taken]).product();
                for (own, paid) in worth[own].iter_mut().zip(paid) {
                    *own += weight * paid;
                }
            });
        }
        worth
    }

    /// What each strategy pays, and how fast that changes where probabilities change at these rates.
    pub(super) fn worth_along(
        &self,
        agents: &[Agent],
        chances: &[f64],
        rates: &[f64],
    ) -> (Vec<f64>, Vec<f64>) {
        let lists = listed(agents, |action| {
            chances[action] != 0.0 || rates[action] != 0.0
        });
        let (mut worth, mut change) = (vec![0.0; chances.len()], vec![0.0; chances.len()]);
        for player in 0..agents.len() {
            self.against(agents, player, &lists, |played, own, paid| {
                let (mut weight, mut rate) = (1.0, 0.0);
                for taken in others(played, player) {
                    rate = rate * chances[taken] + weight * rates[taken];
                    weight *= chances[taken];
                }
                for (own, paid) in own.zip(paid) {
                    worth[own] += weight * paid;
                    change[own] += rate * paid;
                }
            });
        }
        (worth, change)
    }

    /// What each of the listed strategies pays where only these are played, and how that changes with
    /// each of their probabilities, also where it is 0: added to the first rows and columns of a matrix.
    pub(super) fn rates(
        &self,
        agents: &[Agent],
        chances: &[f64],
        lists: &[Vec<usize>],
        matrix: &mut Matrix,
    ) -> Vec<f64> {
        let players = agents.len();
        let mut places = vec![0; chances.len()];
        let count = lists.iter().flatten().zip(0..).map(|(&action, place)| {
            places[action] = place;
        });
        let mut worth = vec![0.0; count.count()];
        let lists = slices(lists);
        let mut after = vec![1.0; players + 1];
        self.within(agents, &lists, |cell, played| {
            let paid = &self.paid[cell * players..(cell + 1) * players];
            for (player, &taken) in played.iter().enumerate().rev() {
                after[player] = after[player + 1] * chances[taken];
            }
            let mut before = 1.0;
            for one in 0..players {
                let row = places[played[one]];
                worth[row] += before * after[one + 1] * paid[one];
                let mut between = before;
                for other in one + 1..players {
                    let likely = between * after[other + 1];
                    let column = places[played[other]];
                    matrix.row_mut(row)[column] += likely * paid[one];
                    matrix.row_mut(column)[row] += likely * paid[other];
                    between *= chances[played[other]];
                }
                before *= chances[played[one]];
            }
        });
        worth
    }

    /// What each strategy pays, and how that changes with the logarithm of each probability.
    pub(super) fn worth_and_slopes(&self, agents: &[Agent], chances: &[f64]) -> (Vec<f64>, Matrix) {
        let mut slopes = Matrix::zero(chances.len());
        let worth = self.rates(agents, chances, &listed(agents, |_| true), &mut slopes);
        // A probability changes as its logarithm does, in proportion.
        for row in 0..chances.len() {
            for (slope, chance) in slopes.row_mut(row).iter_mut().zip(chances) {
                *slope *= chance;
            }
        }
        (worth, slopes)
    }

    pub(super) fn payoffs(&self, agents: &[Agent], chances: &[f64]) -> Vec<f64> {
        let players = agents.len();
        let lists = listed(agents, |action| chances[action] != 0.0);
        let lists = slices(&lists);
        let mut payoffs = vec![0.0; players];
        self.within(agents, &lists, |cell, played| {
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
        let steps: Vec<usize> = steps(agents).map(|step| step * agents.len()).collect();
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

    /// Visits each combination of the listed strategies of all but one player: what is played, with the
    /// player's first strategy, the places of all its strategies, and what these are paid.
    fn against<'t>(
        &'t self,
        agents: &[Agent],
        player: usize,
        lists: &[Vec<usize>],
        mut visit: impl FnMut(&[usize], Range<usize>, StepBy<Iter<'t, f64>>),
    ) {
        let players = agents.len();
        let own = agents[player].actions.clone();
        let first = [own.start];
        let mut lists = slices(lists);
        lists[player] = &first;
        let step = steps(agents).nth(player).unwrap_or(1);
        self.within(agents, &lists, |cell, played| {
            let paid = self.paid[cell * players + player..].iter();
            visit(played, own.clone(), paid.step_by(step * players));
        });
    }

    /// Visits every cell in which listed strategies are played, with the places of these.
    fn within(&self, agents: &[Agent], lists: &[&[usize]], visit: impl FnMut(usize, &[usize])) {
        let ranges = agents.iter().map(|agent| agent.actions.clone());
        let ranges: SmallVec<[Range<usize>; FEW]> = ranges.collect();
        cells_within(&ranges, lists, visit);
    }
}

/// How many cells lie between one strategy of each player and the next.
fn steps(agents: &[Agent]) -> impl Iterator<Item = usize> + '_ {
    agents.iter().scan(1, |step, agent| {
        let own = *step;
        *step *= agent.actions.len();
        Some(own)
    })
}

/// The strategies of each player that are listed.
fn listed(agents: &[Agent], is_listed: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let own = agents.iter().map(|agent| agent.actions.clone());
    own.map(|own| {
        let mut list = Vec::with_capacity(own.len());
        list.extend(own.filter(|&action| is_listed(action)));
        list
    })
    .collect()
}

fn slices(lists: &[Vec<usize>]) -> SmallVec<[&[usize]; FEW]> {
    lists.iter().map(Vec::as_slice).collect()
}

/// What all but one player play.
fn others(played: &[usize], player: usize) -> impl Iterator<Item = usize> + '_ {
    let all = played.iter().enumerate();
    all.filter(move |(other, _)| *other != player)
        .map(|(_, &taken)| taken)
}
