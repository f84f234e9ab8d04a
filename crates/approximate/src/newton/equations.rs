//! What holds on a curve as long as everybody plays the same strategies.
//!
//! The unknowns are the probability of each strategy that is played, each player's value and the weight
//! of bonuses; the equations, that what is played pays the value, and that probabilities sum to 1. One is
//! left open: what is held when Newton's method solves them.

use crate::compact::Compact;
use crate::dense::{Factors, Matrix, norm};

/// Newton's method has come close enough when it corrects no more than this, relatively: the error that
/// is left is about its square.
const CLOSE: f64 = 1e-6;

/// A place on the curve.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The probability of each strategy.
    pub(super) chances: Vec<f64>,
    /// What each player is paid, bonus included.
    pub(super) values: Vec<f64>,
    /// By how much bonuses are multiplied.
    pub(super) weight: f64,
    /// Which strategy is on the verge of being played, or of being played no more.
    pub(super) verge: Option<usize>,
}

/// What is held while Newton's method solves the equations.
pub(super) enum Held<'h> {
    /// Steps at right angles to a direction.
    Across(&'h [f64]),
    /// The weight.
    Weight(f64),
    /// Something that must not be below 0, at 0: the probability of a strategy that is played, or how
    /// much less a strategy pays that is not.
    Verge(usize),
}

/// A game with bonuses, and the strategies that are played.
pub(super) struct Support<'a> {
    pub(super) game: &'a Compact,
    bonus: Vec<f64>,
    /// The strategies of each player that are played.
    lists: Vec<Vec<usize>>,
    /// Whether each strategy is.
    done: Vec<bool>,
}

impl<'a> Support<'a> {
    /// Everybody plays one strategy.
    pub(super) fn pure(game: &'a Compact, bonus: Vec<f64>, played: &[usize]) -> Self {
        let mut done = vec![false; bonus.len()];
        for &action in played {
            done[action] = true;
        }
        Self {
            game,
            bonus,
            lists: played.iter().map(|&action| vec![action]).collect(),
            done,
        }
    }

    pub(super) fn is_played(&self, action: usize) -> bool {
        self.done[action]
    }

    pub(super) fn is_pure(&self) -> bool {
        self.lists.iter().all(|list| list.len() == 1)
    }

    fn mixing(&self) -> usize {
        self.lists.iter().filter(|list| list.len() > 1).count()
    }

    /// Whether mixtures and the weight follow a straight line: what each player who mixes is paid depends
    /// on the mixture of one other at most.
    pub(super) fn is_straight(&self) -> bool {
        self.lists.len() <= 2 || self.mixing() <= 2
    }

    /// Whether all that must not be below 0 changes in proportion along a straight curve. What the others
    /// are paid where two mix does not, but with squares.
    pub(super) fn is_linear(&self) -> bool {
        self.lists.len() <= 2 || self.mixing() <= 1
    }

    /// Which strategies are played.
    pub(super) fn done(&self) -> &[bool] {
        &self.done
    }

    /// A strategy is played from here on, or is played no more.
    pub(super) fn change(&mut self, action: usize) {
        let owner = self.owner(action);
        let list = &mut self.lists[owner];
        match list.binary_search(&action) {
            Ok(place) => {
                list.remove(place);
            }
            Err(place) => list.insert(place, action),
        }
        self.done[action] = !self.done[action];
    }

    fn owner(&self, action: usize) -> usize {
        let agents = self.game.agents();
        agents.partition_point(|agent| agent.actions.end <= action)
    }

    fn played(&self) -> impl Iterator<Item = usize> + '_ {
        self.lists.iter().flatten().copied()
    }

    pub(super) fn unknowns(&self, place: &Place) -> Vec<f64> {
        let chances = self.played().map(|action| place.chances[action]);
        let rest = place.values.iter().copied();
        chances.chain(rest).chain([place.weight]).collect()
    }

    /// Moves a place by so much of each unknown.
    pub(super) fn shift(&self, place: &mut Place, step: &[f64], length: f64) {
        let mut steps = step.iter();
        for (action, step) in self.played().zip(steps.by_ref()) {
            place.chances[action] += length * step;
        }
        for (value, step) in place.values.iter_mut().zip(steps.by_ref()) {
            *value += length * step;
        }
        place.weight += length * steps.next().copied().unwrap_or(0.0);
    }

    /// Sets values to what is paid. That of a player who does not mix is not straight where two others do.
    pub(super) fn value(&self, place: &mut Place) {
        let worth = self.game.worth_of_chances(&place.chances);
        for (value, list) in place.values.iter_mut().zip(&self.lists) {
            if let Some(&action) = list.first() {
                *value = worth[action] + place.weight * self.bonus[action];
            }
        }
    }

    /// Newton's method, with something held. The factors are those of the last step.
    pub(super) fn correct(&self, mut place: Place, held: &Held<'_>) -> Option<(Place, Factors)> {
        let mut before = f64::INFINITY;
        for _ in 0..10 {
            let (mut left, mut matrix) = self.equations(&place);
            left.push(self.hold(&mut matrix, &place, held));
            let factors = matrix.factor()?;
            let step = factors.solve(&left);
            self.shift(&mut place, &step, -1.0);
            let length = norm(&step) / (1.0 + 1e-4 * place.weight.abs());
            if !length.is_finite() || length > 1e3 * before {
                return None;
            }
            if length <= CLOSE {
                return Some((place, factors));
            }
            before = length;
        }
        None
    }

    /// The direction of the curve where something changes, so that it comes to be above 0.
    pub(super) fn direction(&self, place: &Place, held: &Held<'_>) -> Option<Vec<f64>> {
        let (_, mut matrix) = self.equations(place);
        self.hold(&mut matrix, place, held);
        let tangent = forward(&matrix.factor()?);
        tangent
            .iter()
            .all(|rate| rate.is_finite())
            .then_some(tangent)
    }

    /// What is left of each equation, and how these change with the unknowns; the last row is open.
    fn equations(&self, place: &Place) -> (Vec<f64>, Matrix) {
        let count: usize = self.lists.iter().map(Vec::len).sum();
        let players = self.lists.len();
        let size = count + players + 1;
        let mut matrix = Matrix::zero(size);
        let mut left = self.game.rates(&place.chances, &self.lists, &mut matrix);
        left.reserve_exact(players + 1);
        let mut start = 0;
        for (player, list) in self.lists.iter().enumerate() {
            let mut sum = -1.0;
            for (row, &action) in (start..).zip(list) {
                left[row] += place.weight * self.bonus[action] - place.values[player];
                let entries = matrix.row_mut(row);
                entries[count + player] = -1.0;
                entries[size - 1] = self.bonus[action];
                sum += place.chances[action];
            }
            matrix.row_mut(count + player)[start..start + list.len()].fill(1.0);
            left.push(sum);
            start += list.len();
        }
        (left, matrix)
    }

    /// Writes the last row of the equations, and says what is left of it.
    fn hold(&self, matrix: &mut Matrix, place: &Place, held: &Held<'_>) -> f64 {
        let size = matrix.size;
        let row = matrix.row_mut(size - 1);
        match *held {
            Held::Across(tangent) => {
                row.copy_from_slice(tangent);
                0.0
            }
            Held::Weight(weight) => {
                row[size - 1] = 1.0;
                place.weight - weight
            }
            Held::Verge(action) if self.done[action] => {
                let column = self.played().position(|other| other == action);
                row[column.unwrap_or(0)] = 1.0;
                place.chances[action]
            }
            Held::Verge(action) => {
                let owner = self.owner(action);
                let rates = self.rates_of(action, place);
                let worth = rates.last().copied().unwrap_or(0.0);
                for (entry, rate) in row.iter_mut().zip(&rates[..rates.len() - 1]) {
                    *entry = -rate;
                }
                row[size - 1 - self.lists.len() + owner] = 1.0;
                row[size - 1] = -self.bonus[action];
                place.values[owner] - worth - place.weight * self.bonus[action]
            }
        }
    }

    /// How what a strategy pays changes with the probability of each that is played, and last, what it
    /// pays.
    fn rates_of(&self, action: usize, place: &Place) -> Vec<f64> {
        let owner = self.owner(action);
        let mut lists = self.lists.clone();
        let own = std::mem::replace(&mut lists[owner], vec![action]);
        let before: usize = lists[..owner].iter().map(Vec::len).sum();
        let mut matrix = Matrix::zero(lists.iter().map(Vec::len).sum());
        let worth = self.game.rates(&place.chances, &lists, &mut matrix);
        let row = matrix.row(before);
        let mut rates = row[..before].to_vec();
        rates.extend(own.iter().map(|_| 0.0));
        rates.extend(&row[before + 1..]);
        rates.push(worth.get(before).copied().unwrap_or(0.0));
        rates
    }

    /// What must not be below 0, for each strategy, and how fast it changes along a direction: the
    /// probability of one that is played, or how much less one pays that is not.
    pub(super) fn gaps(&self, place: &Place, direction: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut moved = vec![0.0; self.done.len()];
        for (action, rate) in self.played().zip(direction) {
            moved[action] = *rate;
        }
        let (worth, change) = self.game.worth_along(&place.chances, &moved);
        let (mut gaps, mut rates) = (place.chances.clone(), moved);
        let count = direction.len() - self.lists.len() - 1;
        let faster = direction[direction.len() - 1];
        for (player, agent) in self.game.agents().iter().enumerate() {
            let (value, up) = (place.values[player], direction[count + player]);
            for action in agent.actions.clone().filter(|&action| !self.done[action]) {
                gaps[action] = value - worth[action] - place.weight * self.bonus[action];
                rates[action] = up - change[action] - faster * self.bonus[action];
            }
        }
        (gaps, rates)
    }
}

/// The direction of the curve on the side that the held row points to.
pub(super) fn forward(factors: &Factors) -> Vec<f64> {
    let size = factors.size();
    let mut held = vec![0.0; size];
    held[size - 1] = 1.0;
    let mut tangent = factors.solve(&held);
    scale(&mut tangent);
    tangent
}

pub(super) fn scale(direction: &mut [f64]) {
    let length = norm(direction);
    direction.iter_mut().for_each(|rate| *rate /= length);
}
