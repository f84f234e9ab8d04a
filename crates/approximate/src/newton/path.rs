//! A curve of equilibria of games with bonuses, support by support.
//!
//! As long as everybody plays the same strategies, the curve solves smooth equations: what is played pays
//! the same. It is followed by steps along its tangent and Newton's method back to it. Where a strategy is
//! played no more, or one that is not played pays as much, the step ends, and new equations hold.

use crate::compact::Compact;
use crate::dense::{Factors, Matrix, dot, norm};

/// Steps shorter than this get nowhere.
const SHORTEST: f64 = 1e-12;

/// How much a probability may change in one step.
const CHANGE: f64 = 0.2;

/// How much the direction may turn in one step, as a cosine.
const TURN: f64 = 0.95;

/// Newton's method has come close enough when it corrects no more than this, relatively.
const CLOSE: f64 = 1e-8;

/// What counts as below 0.
const BELOW: f64 = 1e-11;

/// What counts as below 0 where something else is exactly 0.
const ROUGHLY: f64 = 1e-8;

/// Places closer than this are one.
const SAME: f64 = 1e-9;

/// Weight below which a curve is not followed.
const LOWEST: f64 = -1e5;

/// The curve cannot be followed farther.
pub(super) struct Stuck;

/// A place on the curve.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The probability of each strategy.
    chances: Vec<f64>,
    /// What each player is paid, bonus included.
    values: Vec<f64>,
    /// By how much bonuses are multiplied.
    pub(super) weight: f64,
    /// Which strategy is on the verge of being played, or of being played no more.
    verge: Option<usize>,
}

/// A curve, and where it has been followed to.
pub(super) struct Path<'a> {
    game: &'a Compact,
    bonus: Vec<f64>,
    /// Which strategies are played.
    done: Vec<bool>,
    pub(super) place: Place,
    /// The direction of the curve: a rate for each strategy that is played, each player's value and
    /// the weight.
    tangent: Vec<f64>,
    step: f64,
    /// Where supports have changed: what was played, what changed, and the place.
    turns: Vec<(Vec<bool>, usize, Vec<f64>)>,
    /// Where the curve begins and ends.
    ends: [f64; 2],
}

/// What is held while Newton's method solves the equations.
enum Held<'h> {
    /// Steps at right angles to a direction.
    Across(&'h [f64]),
    /// The weight.
    Weight(f64),
    /// Something that must not be below 0, at 0: the probability of a strategy that is played, or how
    /// much less a strategy pays that is not.
    Verge(usize),
}

impl<'a> Path<'a> {
    /// The beginning: everybody plays the strategy with the largest bonus.
    pub(super) fn new(game: &'a Compact, bonus: Vec<f64>) -> Self {
        let mut done = vec![false; bonus.len()];
        let mut gaps = [f64::INFINITY; 2];
        for agent in game.agents() {
            let mut order: Vec<usize> = agent.actions.clone().collect();
            order.sort_by(|&one, &two| bonus[two].total_cmp(&bonus[one]));
            if let Some(&first) = order.first() {
                done[first] = true;
            }
            if let [first, second, ..] = order[..] {
                gaps[0] = gaps[0].min(bonus[first] - bonus[second]);
            }
            if let [.., second, first] = order[..] {
                gaps[1] = gaps[1].min(bonus[second] - bonus[first]);
            }
        }
        // Payoffs differ by at most 1.
        let [high, low] = gaps.map(|gap| 2.0 / gap.clamp(1e-12, 1.0));
        let chances: Vec<f64> = done.iter().map(|done| f64::from(u8::from(*done))).collect();
        let worth = game.worth_of_chances(&chances);
        let values = game.agents().iter().map(|agent| {
            let paid = agent.actions.clone().filter(|&action| done[action]);
            paid.map(|action| worth[action] + high * bonus[action])
                .sum()
        });
        let place = Place {
            values: values.collect(),
            chances,
            weight: high,
            verge: None,
        };
        // Where nothing changes but the weight, values change as bonuses say.
        let mut tangent = vec![0.0; done.iter().filter(|done| **done).count()];
        tangent.extend(game.agents().iter().map(|agent| {
            let played = agent.actions.clone().filter(|&action| done[action]);
            -played.map(|action| bonus[action]).sum::<f64>()
        }));
        tangent.push(-1.0);
        scale(&mut tangent);
        Self {
            game,
            bonus,
            done,
            place,
            tangent,
            step: 0.1,
            turns: Vec::new(),
            ends: [-low, high],
        }
    }

    /// Whether the weight is so far from 0 that the curve changes no more.
    pub(super) fn is_over(&self) -> bool {
        let weight = self.place.weight;
        let pure = self.game.agents().len() == self.done.iter().filter(|done| **done).count();
        weight < LOWEST || (pure && weight < self.ends[0]) || weight > 1.01 * self.ends[1]
    }

    /// The end of the next step, which is as long as is safe, and ends where supports change.
    pub(super) fn advance(&mut self) -> Result<Place, Stuck> {
        loop {
            if self.step < SHORTEST * (1.0 + self.place.weight.abs()) {
                return Err(Stuck);
            }
            if let Some(place) = self.try_step() {
                return Ok(place);
            }
            self.step /= 2.0;
        }
    }

    fn try_step(&self) -> Option<Place> {
        let (ahead, factors) = self.along(self.step)?;
        let change = self
            .place
            .chances
            .iter()
            .zip(&ahead.chances)
            .map(|(one, two)| (one - two).abs())
            .fold(0.0, f64::max);
        if change > CHANGE || dot(&forward(&factors), &self.tangent) < TURN {
            return None;
        }
        if self.lowest(&ahead).is_none_or(|(_, low)| low >= -BELOW) {
            return Some(ahead);
        }
        self.verge(ahead)
    }

    /// The first place on the way to another one at which supports change.
    fn verge(&self, beyond: Place) -> Option<Place> {
        let (mut low, mut high, mut there) = (0.0, self.step, beyond);
        for _ in 0..60 {
            let (which, _) = self.lowest(&there)?;
            if let Some((mut verge, _)) = self.correct(there.clone(), &Held::Verge(which)) {
                let length = self.length(&verge);
                let within = length > -1e-6 * self.step && length < high * (1.0 + 1e-6);
                if within && self.lowest(&verge).is_none_or(|(_, low)| low >= -ROUGHLY) {
                    if self.done[which] {
                        verge.chances[which] = 0.0;
                    }
                    verge.verge = Some(which);
                    return Some(verge);
                }
            }
            // Something else comes first.
            loop {
                let middle = f64::midpoint(low, high);
                if high - low < SHORTEST {
                    return None;
                }
                let (place, _) = self.along(middle)?;
                if self.lowest(&place).is_none_or(|(_, low)| low >= -BELOW) {
                    low = middle;
                } else {
                    high = middle;
                    there = place;
                    break;
                }
            }
        }
        None
    }

    /// Goes on from a place that was found ahead.
    pub(super) fn settle(&mut self, place: Place) -> Result<(), Stuck> {
        self.place = place;
        let Some(which) = self.place.verge.take() else {
            let (_, factors) = self
                .correct(self.place.clone(), &Held::Across(&self.tangent))
                .ok_or(Stuck)?;
            let tangent = forward(&factors);
            if dot(&tangent, &self.tangent) > 0.99 {
                self.step *= 1.7;
            }
            self.tangent = tangent;
            return Ok(());
        };
        if self.has_been_here(which) {
            return Err(Stuck);
        }
        self.done[which] = !self.done[which];
        // What has come to the verge goes on to the other side.
        let (_, mut matrix) = self.equations(&self.place);
        self.hold(&mut matrix, &self.place, &Held::Verge(which));
        let factors = matrix.factor().ok_or(Stuck)?;
        self.tangent = forward(&factors);
        if self.tangent.iter().any(|rate| !rate.is_finite()) {
            return Err(Stuck);
        }
        self.step = self.step.clamp(1e-6, 0.1);
        Ok(())
    }

    /// Whether the same change has happened at the same place before. Where the weight is 0, the curves of
    /// degenerate games have forks, and one that is taken wrong may lead back.
    fn has_been_here(&mut self, which: usize) -> bool {
        let here = self.unknowns(&self.place);
        let again = self.turns.iter().any(|(done, changed, place)| {
            *changed == which
                && *done == self.done
                && place
                    .iter()
                    .zip(&here)
                    .all(|(one, two)| (one - two).abs() < SAME)
        });
        if !again {
            self.turns.push((self.done.clone(), which, here));
        }
        again
    }

    /// The mixtures between two places at which the weight is 0.
    pub(super) fn through_zero(&self, before: &Place, after: &Place) -> Option<Vec<f64>> {
        let share = before.weight / (before.weight - after.weight);
        let between = |one: &[f64], two: &[f64]| -> Vec<f64> {
            one.iter()
                .zip(two)
                .map(|(one, two)| one + share * (two - one))
                .collect()
        };
        let near = Place {
            chances: between(&before.chances, &after.chances),
            values: between(&before.values, &after.values),
            weight: 0.0,
            verge: None,
        };
        let found = self.correct(near.clone(), &Held::Weight(0.0));
        let found = found.map(|(found, _)| found).filter(|found| {
            let pairs = found.chances.iter().zip(&near.chances);
            let apart = pairs.map(|(one, two)| (one - two).abs());
            apart.fold(0.0, f64::max) < CHANGE
        });
        let chances = found.unwrap_or(near).chances;
        Some(chances.into_iter().map(|chance| chance.max(0.0)).collect())
    }

    /// How far a place is along the tangent.
    fn length(&self, place: &Place) -> f64 {
        let (here, there) = (self.unknowns(&self.place), self.unknowns(place));
        let pairs = here.iter().zip(&there).zip(&self.tangent);
        pairs
            .map(|((here, there), rate)| (there - here) * rate)
            .sum()
    }

    fn unknowns(&self, place: &Place) -> Vec<f64> {
        let chances = self.played().map(|action| place.chances[action]);
        chances
            .chain(place.values.iter().copied())
            .chain([place.weight])
            .collect()
    }

    fn along(&self, length: f64) -> Option<(Place, Factors)> {
        let mut ahead = self.place.clone();
        let step: Vec<f64> = self.tangent.iter().map(|rate| length * rate).collect();
        self.shift(&mut ahead, &step);
        let (found, factors) = self.correct(ahead.clone(), &Held::Across(&self.tangent))?;
        let apart: Vec<f64> = self
            .unknowns(&found)
            .iter()
            .zip(self.unknowns(&ahead))
            .map(|(one, two)| one - two)
            .collect();
        (norm(&apart) <= length / 2.0 + 1e-12).then_some((found, factors))
    }

    fn shift(&self, place: &mut Place, step: &[f64]) {
        let mut steps = step.iter();
        for (action, step) in self.played().zip(steps.by_ref()) {
            place.chances[action] += step;
        }
        for (value, step) in place.values.iter_mut().zip(steps.by_ref()) {
            *value += step;
        }
        place.weight += steps.next().copied().unwrap_or(0.0);
    }

    /// Newton's method for the equations of the support, with something held.
    fn correct(&self, mut place: Place, held: &Held<'_>) -> Option<(Place, Factors)> {
        for _ in 0..10 {
            let (mut left, mut matrix) = self.equations(&place);
            left.push(self.hold(&mut matrix, &place, held));
            let factors = matrix.factor()?;
            left.iter_mut().for_each(|left| *left = -*left);
            let step = factors.solve(&left);
            self.shift(&mut place, &step);
            let length = norm(&step);
            if !length.is_finite() {
                return None;
            }
            if length <= CLOSE * (1.0 + 1e-4 * place.weight.abs()) {
                return Some((place, factors));
            }
        }
        None
    }

    fn played(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.done.len()).filter(|&action| self.done[action])
    }

    /// What is left of each equation, and how these change with the unknowns; the last row is open.
    fn equations(&self, place: &Place) -> (Vec<f64>, Matrix) {
        let (worth, rates) = self.game.worth_and_rates(&place.chances);
        let played: Vec<usize> = self.played().collect();
        let agents = self.game.agents();
        let size = played.len() + agents.len() + 1;
        let mut matrix = Matrix::zero(size);
        let mut left = Vec::with_capacity(size);
        for (row, &action) in played.iter().enumerate() {
            let owner = agents.partition_point(|agent| agent.actions.end <= action);
            let paid = worth[action] + place.weight * self.bonus[action];
            left.push(paid - place.values[owner]);
            let entries = matrix.row_mut(row);
            for (entry, &other) in entries.iter_mut().zip(&played) {
                *entry = rates.row(action)[other];
            }
            entries[played.len() + owner] = -1.0;
            entries[size - 1] = self.bonus[action];
        }
        for (number, agent) in agents.iter().enumerate() {
            let mut sum = -1.0;
            let entries = matrix.row_mut(played.len() + number);
            for (entry, &action) in entries.iter_mut().zip(&played) {
                if agent.actions.contains(&action) {
                    *entry = 1.0;
                    sum += place.chances[action];
                }
            }
            left.push(sum);
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
                let (worth, rates) = self.game.worth_and_rates(&place.chances);
                let agents = self.game.agents();
                let owner = agents.partition_point(|agent| agent.actions.end <= action);
                for (entry, other) in row.iter_mut().zip(self.played()) {
                    *entry = -rates.row(action)[other];
                }
                row[size - 1 - agents.len() + owner] = 1.0;
                row[size - 1] = -self.bonus[action];
                place.values[owner] - worth[action] - place.weight * self.bonus[action]
            }
        }
    }

    /// Of all that must not be below 0 what is lowest: the probability of a strategy that is played
    /// among others, or how much less one pays that is not played.
    fn lowest(&self, place: &Place) -> Option<(usize, f64)> {
        let worth = self.game.worth_of_chances(&place.chances);
        let mut lowest: Option<(usize, f64)> = None;
        for (agent, value) in self.game.agents().iter().zip(&place.values) {
            for action in agent.actions.clone() {
                let here = if self.done[action] {
                    place.chances[action]
                } else {
                    value - worth[action] - place.weight * self.bonus[action]
                };
                if lowest.is_none_or(|(_, low)| here < low) {
                    lowest = Some((action, here));
                }
            }
        }
        lowest
    }
}

/// The direction of the curve on the side that the held row points to.
fn forward(factors: &Factors) -> Vec<f64> {
    let size = factors.size();
    let mut held = vec![0.0; size];
    held[size - 1] = 1.0;
    let mut tangent = factors.solve(&held);
    scale(&mut tangent);
    tangent
}

fn scale(direction: &mut [f64]) {
    let length = norm(direction);
    direction.iter_mut().for_each(|rate| *rate /= length);
}
