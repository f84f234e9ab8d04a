//! A curve of equilibria of games with bonuses, support by support.
//!
//! As long as everybody plays the same strategies, the curve solves smooth equations. It is followed by
//! steps along its tangent and Newton's method back to it; between two players it is straight, and one
//! step leads to its end. Where a strategy is played no more, or one that is not played pays as much, the
//! step ends, and new equations hold.

use super::equations::{Held, Place, Support, forward, scale};
use crate::compact::Compact;
use crate::dense::{Factors, dot, norm};

/// Steps shorter than this get nowhere.
const SHORTEST: f64 = 1e-12;

/// How much a probability may change in one step.
const CHANGE: f64 = 0.2;

/// How much the direction may turn in one step, as a cosine.
const TURN: f64 = 0.95;

/// Steps become longer while the direction turns no more than this.
const STRAIGHT: f64 = 0.99;

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

/// A curve, and where it has been followed to.
pub(super) struct Path<'a> {
    support: Support<'a>,
    pub(super) place: Place,
    /// The direction of the curve: a rate for each strategy that is played, each player's value and
    /// the weight.
    tangent: Vec<f64>,
    /// What must not be below 0, and how fast it changes along the tangent.
    gaps: Vec<f64>,
    rates: Vec<f64>,
    step: f64,
    /// Where supports have changed: what was played, what changed, and the place.
    turns: Vec<(Vec<bool>, usize, Vec<f64>)>,
    /// Where the curve begins and ends.
    ends: [f64; 2],
}

/// A place ahead, with the direction from there where the same strategies are played.
pub(super) struct Ahead {
    pub(super) place: Place,
    tangent: Vec<f64>,
    /// There, what must not be below 0, and how fast it changes, if that is known.
    gaps: Option<(Vec<f64>, Vec<f64>)>,
}

impl<'a> Path<'a> {
    /// The beginning: everybody plays the strategy with the largest bonus.
    pub(super) fn new(game: &'a Compact, bonus: Vec<f64>) -> Self {
        let mut played: Vec<usize> = Vec::with_capacity(game.agents().len());
        let mut gaps = [f64::INFINITY; 2];
        for agent in game.agents() {
            let mut order: Vec<usize> = agent.actions.clone().collect();
            order.sort_by(|&one, &two| bonus[two].total_cmp(&bonus[one]));
            played.extend(order.first());
            if let [first, second, ..] = order[..] {
                gaps[0] = gaps[0].min(bonus[first] - bonus[second]);
            }
            if let [.., second, first] = order[..] {
                gaps[1] = gaps[1].min(bonus[second] - bonus[first]);
            }
        }
        // Payoffs differ by at most 1.
        let [high, low] = gaps.map(|gap| 2.0 / gap.clamp(1e-12, 1.0));
        let mut chances = vec![0.0; bonus.len()];
        for &action in &played {
            chances[action] = 1.0;
        }
        let worth = game.worth_of_chances(&chances);
        let paid = played
            .iter()
            .map(|&action| worth[action] + high * bonus[action]);
        let place = Place {
            values: paid.collect(),
            chances,
            weight: high,
            verge: None,
        };
        // Where nothing changes but the weight, values change as bonuses say.
        let mut tangent = vec![0.0; played.len()];
        tangent.extend(played.iter().map(|&action| -bonus[action]));
        tangent.push(-1.0);
        scale(&mut tangent);
        let support = Support::pure(game, bonus, &played);
        let (gaps, rates) = support.gaps(&place, &tangent);
        Self {
            support,
            place,
            tangent,
            gaps,
            rates,
            step: 0.1,
            turns: Vec::new(),
            ends: [-low, high],
        }
    }

    /// Whether the weight is so far from 0 that the curve changes no more.
    pub(super) fn is_over(&self) -> bool {
        let weight = self.place.weight;
        let is_last = self.support.is_pure() && weight < self.ends[0];
        weight < LOWEST || is_last || weight > 1.01 * self.ends[1]
    }

    /// The end of the next step, which is as long as is safe, and ends where supports change.
    pub(super) fn advance(&mut self) -> Result<Ahead, Stuck> {
        if self.support.is_straight() {
            return self.straight();
        }
        while self.step >= SHORTEST * (1.0 + self.place.weight.abs()) {
            match self.nearest(None) {
                Some((which, length)) if length <= self.step => {
                    if let Some(ahead) = self.verge(which, length) {
                        return Ok(ahead);
                    }
                    self.step = length.min(self.step / 2.0);
                }
                _ => {
                    if let Some(ahead) = self.try_step() {
                        return Ok(ahead);
                    }
                }
            }
            self.step /= 2.0;
        }
        Err(Stuck)
    }

    /// What comes to be 0 first along the tangent, and how far that is, as far as rates tell, and how
    /// these change where that is given.
    fn nearest(&self, squares: Option<&[f64]>) -> Option<(usize, f64)> {
        let pairs = self.gaps.iter().zip(&self.rates).enumerate();
        pairs
            .filter_map(|(which, (&gap, &rate))| {
                let square = squares.map_or(0.0, |squares| squares[which]);
                Some((which, falls_to_zero(gap, rate, square)?))
            })
            .min_by(|(_, one), (_, two)| one.total_cmp(two))
    }

    /// Where the curve is straight: the place at which supports change, or one beyond all changes.
    fn straight(&self) -> Result<Ahead, Stuck> {
        let mut place = self.place.clone();
        let squares = (!self.support.is_linear()).then(|| self.squares());
        if let Some((which, length)) = self.nearest(squares.as_deref()) {
            self.support.shift(&mut place, &self.tangent, length);
            if squares.is_some() {
                self.support.value(&mut place);
            }
            if self.support.is_played(which) {
                place.chances[which] = 0.0;
            }
            place.verge = Some(which);
        } else {
            let faster = self.tangent[self.tangent.len() - 1];
            if faster.abs() < SHORTEST {
                return Err(Stuck);
            }
            let end = if faster < 0.0 {
                2.0 * LOWEST
            } else {
                2.0 * self.ends[1]
            };
            let length = (end - place.weight) / faster;
            self.support
                .shift(&mut place, &self.tangent, length.max(0.0));
        }
        Ok(Ahead {
            place,
            tangent: self.tangent.clone(),
            gaps: None,
        })
    }

    /// How what must not be below 0 changes with the square of the way along the tangent.
    fn squares(&self) -> Vec<f64> {
        let mut one = self.place.clone();
        self.support.shift(&mut one, &self.tangent, 1.0);
        self.support.value(&mut one);
        let (there, _) = self.support.gaps(&one, &self.tangent);
        let here = self.gaps.iter().zip(&self.rates);
        let squares = there.iter().zip(here).map(|(there, (gap, rate))| {
            let square = there - gap - rate;
            let is_rounding = square.abs() < SHORTEST * (1.0 + there.abs() + gap.abs());
            if is_rounding { 0.0 } else { square }
        });
        squares.collect()
    }

    /// One step along the tangent and back to the curve.
    fn try_step(&self) -> Option<Ahead> {
        let (place, factors) = self.correct(self.step, &Held::Across(&self.tangent))?;
        let mut ahead = self.checked(place, &factors)?;
        let (gaps, rates) = self.support.gaps(&ahead.place, &ahead.tangent);
        let lowest = gaps.iter().copied().enumerate();
        let (which, low) = lowest.min_by(|(_, one), (_, two)| one.total_cmp(two))?;
        if low >= -BELOW {
            ahead.gaps = Some((gaps, rates));
            return Some(ahead);
        }
        let share = self.gaps[which] / (self.gaps[which] - low);
        self.verge(which, (share * self.step).clamp(0.0, self.step))
    }

    /// The place at which something comes to be 0, about so far along the tangent.
    fn verge(&self, which: usize, length: f64) -> Option<Ahead> {
        let (mut place, factors) = self.correct(length, &Held::Verge(which))?;
        if self.support.is_played(which) {
            place.chances[which] = 0.0;
        }
        place.verge = Some(which);
        let ahead = self.checked(place, &factors)?;
        let (gaps, _) = self.support.gaps(&ahead.place, &ahead.tangent);
        gaps.iter().all(|gap| *gap >= -ROUGHLY).then_some(ahead)
    }

    /// The place on the curve near one along the tangent, unless it is far from there.
    fn correct(&self, length: f64, held: &Held<'_>) -> Option<(Place, Factors)> {
        let mut ahead = self.place.clone();
        self.support.shift(&mut ahead, &self.tangent, length);
        let expected = self.support.unknowns(&ahead);
        let (place, factors) = self.support.correct(ahead, held)?;
        let found = self.support.unknowns(&place);
        let apart: Vec<f64> = found
            .iter()
            .zip(expected)
            .map(|(one, two)| one - two)
            .collect();
        (norm(&apart) <= length / 2.0 + SAME).then_some((place, factors))
    }

    /// A place ahead, unless something changes much on the way.
    fn checked(&self, place: Place, factors: &Factors) -> Option<Ahead> {
        let pairs = self.place.chances.iter().zip(&place.chances);
        let change = pairs
            .map(|(one, two)| (one - two).abs())
            .fold(0.0, f64::max);
        let mut tangent = forward(factors);
        let mut turn = dot(&tangent, &self.tangent);
        if place.verge.is_some() && turn < 0.0 {
            tangent.iter_mut().for_each(|rate| *rate = -*rate);
            turn = -turn;
        }
        (change <= CHANGE && turn >= TURN).then_some(Ahead {
            place,
            tangent,
            gaps: None,
        })
    }

    /// Goes on from a place that was found ahead.
    pub(super) fn settle(&mut self, ahead: Ahead) -> Result<(), Stuck> {
        if dot(&ahead.tangent, &self.tangent) > STRAIGHT {
            self.step *= 1.7;
        }
        self.place = ahead.place;
        self.tangent = ahead.tangent;
        if let Some(which) = self.place.verge.take() {
            if self.has_been_here(which) {
                return Err(Stuck);
            }
            self.support.change(which);
            // What has come to the verge goes on to the other side.
            let direction = self.support.direction(&self.place, &Held::Verge(which));
            self.tangent = direction.ok_or(Stuck)?;
            self.step = self.step.clamp(1e-6, 0.1);
        }
        let known = ahead.gaps;
        (self.gaps, self.rates) =
            known.unwrap_or_else(|| self.support.gaps(&self.place, &self.tangent));
        Ok(())
    }

    /// Whether the same change has happened at the same place before. Where the weight is 0, the curves of
    /// degenerate games have forks, and one that is taken wrong may lead back.
    fn has_been_here(&mut self, which: usize) -> bool {
        let here = self.support.unknowns(&self.place);
        let again = self.turns.iter().any(|(done, changed, place)| {
            let mut pairs = place.iter().zip(&here);
            *changed == which
                && *done == self.support.done()
                && pairs.all(|(one, two)| (one - two).abs() < SAME)
        });
        if !again {
            self.turns.push((self.support.done().to_vec(), which, here));
        }
        again
    }

    /// The mixtures between two places at which the weight is 0.
    pub(super) fn through_zero(&self, before: &Place, after: &Place) -> Vec<f64> {
        let share = before.weight / (before.weight - after.weight);
        let between = |one: &[f64], two: &[f64]| -> Vec<f64> {
            let pairs = one.iter().zip(two);
            pairs.map(|(one, two)| one + share * (two - one)).collect()
        };
        let near = Place {
            chances: between(&before.chances, &after.chances),
            values: between(&before.values, &after.values),
            weight: 0.0,
            verge: None,
        };
        if self.support.is_straight() {
            return positive(near.chances);
        }
        // Once more, as the error is squared each time.
        let found = self.support.correct(near.clone(), &Held::Weight(0.0));
        let found = found.and_then(|(found, _)| self.support.correct(found, &Held::Weight(0.0)));
        let found = found.map(|(found, _)| found).filter(|found| {
            let pairs = found.chances.iter().zip(&near.chances);
            let apart = pairs.map(|(one, two)| (one - two).abs());
            apart.fold(0.0, f64::max) < CHANGE
        });
        positive(found.unwrap_or(near).chances)
    }
}

fn positive(chances: Vec<f64>) -> Vec<f64> {
    chances.into_iter().map(|chance| chance.max(0.0)).collect()
}

/// The first place, from 0 on, at which `gap + rate·t + square·t²` falls to 0, if there is one.
fn falls_to_zero(gap: f64, rate: f64, square: f64) -> Option<f64> {
    let gap = gap.max(0.0);
    if square == 0.0 {
        return (rate < -SHORTEST).then(|| gap / -rate);
    }
    let inner = rate * rate - 4.0 * square * gap;
    if inner < 0.0 || (square > 0.0 && rate > -SHORTEST) {
        return None;
    }
    // The root at which the slope is negative, written without differences of nearly equal numbers.
    let root = inner.sqrt();
    Some(if rate < 0.0 {
        2.0 * gap / (root - rate)
    } else {
        (rate + root) / (-2.0 * square)
    })
}
