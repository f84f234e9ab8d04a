//! Follows a curve of solutions: a step along the tangent, then Newton's method back to the curve.
//!
//! The curve is measured by its own length, so rationality may fall as well as rise on the way
//! (Allgower and Georg 1990; Turocy 2005).

use super::system::Chart;
use crate::compact::{Compact, exps};
use crate::dense::{Factors, dot, norm};

/// Steps shorter than this get nowhere.
const SHORTEST: f64 = 1e-11;

/// How much a probability may change in one step, and how far the tangent may miss it.
const CHANGE: f64 = 0.1;
const MISS: f64 = 0.02;

/// How much the direction may turn in one step, as a cosine.
const TURN: f64 = 0.9;

/// Newton's method has come close enough when it corrects no more than this, relatively.
const CLOSE: f64 = 1e-8;

/// Corrections that may be rounding errors.
const NOISE: f64 = 1e-4;

/// How precisely equations hold on the curve, in units of the range of payoffs.
const HOLDS: f64 = 1e-12;

/// A place on the curve.
#[derive(Clone, Debug)]
pub(crate) struct Walker<'a> {
    game: &'a Compact,
    chart: Chart,
    unknowns: Vec<f64>,
    pub(crate) rationality: f64,
    /// The direction of the curve: a rate for each unknown, and last that of rationality.
    tangent: Vec<f64>,
    step: f64,
    pub(crate) logs: Vec<f64>,
}

/// The curve cannot be followed farther with numbers of this precision.
pub(crate) struct Stuck;

struct Corrected {
    unknowns: Vec<f64>,
    rationality: f64,
    factors: Factors,
    /// How fast the corrections became smaller.
    contraction: f64,
}

impl<'a> Walker<'a> {
    /// Where all is equally likely: rationality 0.
    pub(crate) fn new(game: &'a Compact) -> Self {
        let chart = Chart::first(game);
        let unknowns = vec![0.0; chart.size()];
        let equations = chart.equations(game, &unknowns, 0.0);
        // At rationality 0 the unknowns rise as what they compare pays.
        let size = chart.size();
        let mut tangent: Vec<f64> = (0..size)
            .map(|row| -equations.bordered.row(row)[size])
            .collect();
        tangent.push(1.0);
        let length = norm(&tangent);
        tangent.iter_mut().for_each(|rate| *rate /= length);
        let logs = chart.logs(game, &unknowns);
        Self {
            game,
            chart,
            unknowns,
            rationality: 0.0,
            tangent,
            step: 0.1,
            logs,
        }
    }

    /// Makes one step, as long as is safe, and says how long it was.
    pub(crate) fn advance(&mut self) -> Result<f64, Stuck> {
        loop {
            if self.step < SHORTEST * (1.0 + self.rationality.abs()) {
                return Err(Stuck);
            }
            let length = self.step;
            if self.try_step() {
                return Ok(length);
            }
            self.step /= 2.0;
        }
    }

    /// The place on the curve where the tangent, followed so far, is left at a right angle.
    pub(crate) fn at_length(&self, length: f64) -> Option<Self> {
        let size = self.chart.size();
        let mut there = self.clone();
        there.step = length;
        let ahead = self.ahead(length);
        let found = there.correct(ahead, self.rationality + length * self.tangent[size])?;
        there.tangent = forward(&found.factors, size);
        there.logs = self.chart.logs(self.game, &found.unknowns);
        there.unknowns = found.unknowns;
        there.rationality = found.rationality;
        Some(there)
    }

    fn ahead(&self, length: f64) -> Vec<f64> {
        let unknowns = self.unknowns.iter().zip(&self.tangent);
        unknowns.map(|(at, rate)| at + length * rate).collect()
    }

    fn try_step(&mut self) -> bool {
        let size = self.chart.size();
        let ahead = self.ahead(self.step);
        let rationality = self.rationality + self.step * self.tangent[size];
        if rationality < 0.0 {
            return false;
        }
        let before = exps(&self.logs);
        let predicted = exps(&self.chart.logs(self.game, &ahead));
        if largest_difference(&before, &predicted) > 2.0 * CHANGE {
            return false;
        }
        let Some(found) = self.correct(ahead, rationality) else {
            return false;
        };
        let logs = self.chart.logs(self.game, &found.unknowns);
        let after = exps(&logs);
        let (change, miss) = (
            largest_difference(&before, &after),
            largest_difference(&predicted, &after),
        );
        let tangent = forward(&found.factors, size);
        let turn = dot(&tangent, &self.tangent);
        if !turn.is_finite() || turn < TURN || change > CHANGE || miss > MISS {
            return false;
        }
        let easy =
            turn > 0.99 && change < CHANGE / 2.0 && miss < MISS / 4.0 && found.contraction < 0.1;
        if easy {
            self.step *= 2.0;
        }
        self.unknowns = found.unknowns;
        self.rationality = found.rationality;
        self.tangent = tangent;
        self.logs = logs;
        self.rebase();
        true
    }

    /// Newton's method at right angles to the tangent.
    fn correct(&self, mut unknowns: Vec<f64>, mut rationality: f64) -> Option<Corrected> {
        let size = self.chart.size();
        let mut last = f64::INFINITY;
        let mut contraction: f64 = 0.0;
        for _ in 0..8 {
            let equations = self.chart.equations(self.game, &unknowns, rationality);
            let mut bordered = equations.bordered;
            bordered.row_mut(size).copy_from_slice(&self.tangent);
            let factors = bordered.factor()?;
            let mut right: Vec<f64> = equations.residual.iter().map(|left| -left).collect();
            right.push(0.0);
            let correction = factors.solve(&right);
            for (unknown, change) in unknowns.iter_mut().zip(&correction) {
                *unknown += change;
            }
            rationality += correction[size];
            let length = norm(&correction);
            if !length.is_finite() || length > self.step {
                return None;
            }
            let close = length <= CLOSE * (1.0 + 1e-6 * norm(&unknowns));
            // Where equations hardly tell places apart, corrections are noise and stay what they are.
            if close || length <= NOISE {
                let left = self.chart.residual(self.game, &unknowns, rationality);
                let most = if close { HOLDS } else { HOLDS / 50.0 };
                if rationality >= 0.0 && holds(&left, rationality, most) {
                    return Some(Corrected {
                        unknowns,
                        rationality,
                        factors,
                        contraction,
                    });
                }
                if close {
                    return None;
                }
            }
            if last.is_finite() && last > 0.0 {
                contraction = contraction.max(length / last);
                if length > last / 2.0 {
                    return None;
                }
            }
            last = length;
        }
        None
    }

    /// Takes likely actions as references, so that differences stay precise.
    fn rebase(&mut self) {
        let Some(chart) = self.chart.better(self.game, &self.logs) else {
            return;
        };
        let size = self.chart.size();
        self.unknowns = self.chart.convert(self.game, &chart, &self.unknowns);
        let last = self.tangent[size];
        self.tangent = self.chart.convert(self.game, &chart, &self.tangent[..size]);
        self.tangent.push(last);
        let length = norm(&self.tangent);
        self.tangent.iter_mut().for_each(|rate| *rate /= length);
        self.chart = chart;
    }

    /// Whether rationality rises here.
    pub(crate) fn rises(&self) -> bool {
        self.rise() > 0.0
    }

    /// How fast rationality rises here, along the curve.
    pub(crate) fn rise(&self) -> f64 {
        self.tangent[self.chart.size()]
    }

    /// By how many percent each probability changes with one percent of rationality.
    pub(crate) fn elasticities(&self) -> Vec<f64> {
        let size = self.chart.size();
        let rates = self
            .chart
            .log_rates(self.game, &self.logs, &self.tangent[..size]);
        let scale = self.rationality / self.tangent[size];
        rates.into_iter().map(|rate| rate * scale).collect()
    }

    /// How the logarithm of each probability changes along the curve.
    pub(crate) fn log_rates(&self) -> Vec<f64> {
        let size = self.chart.size();
        self.chart
            .log_rates(self.game, &self.logs, &self.tangent[..size])
    }

    /// The place on the curve at which a straight cut meets it, near a first guess.
    ///
    /// The last row of the bordered system says what is held: rationality itself.
    pub(crate) fn at_rationality(
        game: &Compact,
        logs: &[f64],
        rationality: f64,
    ) -> Option<Vec<f64>> {
        let first = Chart::first(game);
        let chart = first.better(game, logs).unwrap_or(first);
        let mut unknowns = chart.unknowns(logs);
        let size = chart.size();
        for _ in 0..30 {
            let equations = chart.equations(game, &unknowns, rationality);
            let mut bordered = equations.bordered;
            let row = bordered.row_mut(size);
            row.fill(0.0);
            row[size] = 1.0;
            let factors = bordered.factor()?;
            let mut right: Vec<f64> = equations.residual.iter().map(|left| -left).collect();
            right.push(0.0);
            let correction = factors.solve(&right);
            for (unknown, change) in unknowns.iter_mut().zip(&correction) {
                *unknown += change;
            }
            let length = norm(&correction);
            if !length.is_finite() {
                return None;
            }
            if length <= CLOSE * (1.0 + 1e-6 * norm(&unknowns)) {
                let left = chart.residual(game, &unknowns, rationality);
                return holds(&left, rationality, HOLDS).then(|| chart.logs(game, &unknowns));
            }
        }
        None
    }
}

/// The direction of the curve, on the side to which the held direction points.
fn forward(factors: &Factors, size: usize) -> Vec<f64> {
    let mut held = vec![0.0; size + 1];
    held[size] = 1.0;
    let mut tangent = factors.solve(&held);
    let length = norm(&tangent);
    tangent.iter_mut().for_each(|rate| *rate /= length);
    tangent
}

/// Whether equations hold as precisely as this, in units of the range of payoffs.
fn holds(left: &[f64], rationality: f64, precisely: f64) -> bool {
    let tolerance = precisely * rationality.max(1.0);
    left.iter().all(|left| left.abs() <= tolerance)
}

pub(crate) fn largest_difference(one: &[f64], two: &[f64]) -> f64 {
    one.iter()
        .zip(two)
        .map(|(one, two)| (one - two).abs())
        .fold(0.0, f64::max)
}
