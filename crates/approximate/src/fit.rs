//! The rationality that best explains what was observed.
//!
//! What was observed, counts of actions or whole histories of which a part may be hidden, is most
//! likely at one point of the principal branch: the maximum-likelihood estimate of λ. A model that can
//! explain any counts says nothing, so read such a fit with care: without the assumption that mistakes
//! are alike for all actions, quantal responses explain everything (Haile, Hortaçsu and Kosenok 2008).

use std::ops::{ControlFlow, Range};

use game::tree::{Mover, NodeId, Tree};

use crate::Source;
use crate::compact::{Compact, TooManyActions};
use crate::dense::dot;
use crate::logit::{Ended, Limits, Point, Walker, by_rationality, follow, locate, locate_within};

/// The point of the branch at which what was observed is most likely.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Fit {
    /// The rationality and the behaviour.
    pub point: Point,
    /// The natural logarithm of the likelihood there, without the number of orders in which what was
    /// observed can come.
    pub log_likelihood: f64,
    /// Whether the likelihood still rose where the branch was left: then more rationality would explain
    /// it at least as well.
    pub unbounded: bool,
}

/// Why there is no fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoFit {
    /// See there.
    #[error(transparent)]
    TooLarge(#[from] TooManyActions),
    /// Counts that do not belong to the game.
    #[error("expected one count for each action of each information set or player")]
    Counts,
    /// A negative count, or one that is no number.
    #[error("a count must be 0 or more")]
    Negative,
    /// A history, by its place, that chance never makes.
    #[error("chance never makes one of the histories")]
    Impossible(usize),
    /// The caller stopped it.
    #[error("stopped")]
    Stopped,
}

/// Rationality, in units of the range of payoffs, beyond which what was observed is not compared.
const MOST: f64 = 1e6;

/// How much the logarithm of the likelihood falls at the ends of a 95 % interval: half the quantile of
/// the chi-squared distribution with one degree of freedom (Wilks 1938).
const FALL: f64 = 3.841_458_820_694_124 / 2.0;

/// A history of a tree and how often it came.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The nodes that it may have led to: what is not seen of it sets them apart.
    pub nodes: Vec<NodeId>,
    /// How often it came.
    pub count: f64,
}

/// What was observed of a game, ready to be compared with behaviour in it.
#[derive(Clone, Debug)]
pub struct Evidence(Form);

#[derive(Clone, Debug)]
enum Form {
    /// How often each action was taken.
    Counts(Vec<f64>),
    /// How often a history came, and the ways in which it can have come about.
    Histories(Vec<(f64, Vec<Way>)>),
}

/// One way to a node.
#[derive(Clone, Debug)]
struct Way {
    /// The logarithm of how likely chance made it.
    chance: f64,
    /// The places of the actions taken on it.
    actions: Vec<usize>,
}

impl Evidence {
    /// Counts of how often each action was taken, for each agent (player of a table, information set of
    /// a tree).
    ///
    /// # Errors
    /// The counts do not fit the game.
    pub fn of_counts(game: &Compact, counts: &[Vec<f64>]) -> Result<Self, NoFit> {
        Ok(Self(Form::Counts(flat(game, counts)?)))
    }

    /// Histories of a tree, each with the probability that chance makes it and that what was not seen
    /// of it is summed over. Cost: all their nodes, times the depth.
    ///
    /// # Errors
    /// A count is none, or chance never makes a history.
    pub fn of_histories(tree: &Tree, game: &Compact, histories: &[History]) -> Result<Self, NoFit> {
        let mut found = Vec::new();
        for (place, history) in histories.iter().enumerate() {
            if !history.count.is_finite() || history.count < 0.0 {
                return Err(NoFit::Negative);
            }
            let ways: Vec<Way> = history
                .nodes
                .iter()
                .map(|node| way(tree, game, *node))
                .filter(|way| way.chance > f64::NEG_INFINITY)
                .collect();
            if ways.is_empty() {
                return Err(NoFit::Impossible(place));
            }
            found.push((history.count, ways));
        }
        Ok(Self(Form::Histories(found)))
    }

    /// The natural logarithm of the likelihood under the behaviour with these logarithms of
    /// probabilities, without the number of orders in which what was observed can come.
    #[must_use]
    pub fn log_likelihood(&self, logs: &[f64]) -> f64 {
        match &self.0 {
            Form::Counts(counts) => counts
                .iter()
                .zip(logs)
                .filter(|(count, _)| **count > 0.0)
                .map(|(count, log)| count * log)
                .sum(),
            Form::Histories(histories) => histories
                .iter()
                .map(|(count, ways)| count * log_sum(&likely(ways, logs)).min(0.0))
                .sum(),
        }
    }

    /// How the logarithm of the likelihood changes along the branch.
    fn slope(&self, walker: &Walker<'_>) -> f64 {
        dot(&self.expected(&walker.logs), &walker.log_rates())
    }

    /// How often each action was taken, with what was not seen filled in by how likely it is: the slope
    /// of the logarithm of the likelihood in the logarithm of each probability.
    fn expected(&self, logs: &[f64]) -> Vec<f64> {
        match &self.0 {
            Form::Counts(counts) => counts.clone(),
            Form::Histories(histories) => {
                let mut expected = vec![0.0; logs.len()];
                for (count, ways) in histories {
                    let likely = likely(ways, logs);
                    let total = log_sum(&likely);
                    for (way, log) in ways.iter().zip(likely) {
                        for &action in &way.actions {
                            expected[action] += count * (log - total).exp();
                        }
                    }
                }
                expected
            }
        }
    }
}

/// The way to a node.
fn way(tree: &Tree, game: &Compact, node: NodeId) -> Way {
    let mut way = Way {
        chance: 0.0,
        actions: Vec::new(),
    };
    for (at, action) in tree.path(node) {
        match tree.node(at).mover {
            Mover::Nobody => {}
            Mover::Chance(chance) => {
                let weight = tree.chance(chance).actions[action as usize].1.value();
                way.chance += weight.to_f64().value().ln();
            }
            Mover::Player(set) => {
                let first = game.agents()[set.index()].actions.start;
                way.actions.push(first + action as usize);
            }
        }
    }
    way
}

/// The logarithm of how likely each way is.
fn likely(ways: &[Way], logs: &[f64]) -> Vec<f64> {
    let sum = |way: &Way| way.actions.iter().map(|&action| logs[action]).sum::<f64>();
    ways.iter().map(|way| way.chance + sum(way)).collect()
}

/// The logarithm of a sum of numbers with these logarithms.
fn log_sum(logs: &[f64]) -> f64 {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + logs.iter().map(|log| (log - most).exp()).sum::<f64>().ln()
}

/// Finds the rationality of the principal branch at which counts are most likely.
///
/// As [`fit_evidence`], of [`Evidence::of_counts`].
///
/// # Errors
/// The counts do not fit the game, or the game is too large.
pub fn fit(
    source: Source<'_>,
    counts: &[Vec<f64>],
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Fit, NoFit> {
    let game = source.compact()?;
    let evidence = Evidence::of_counts(&game, counts)?;
    fit_evidence(&game, &evidence, limits, goes_on)
}

/// Finds the rationality of the principal branch at which what was observed is most likely. Costs as
/// much as following the branch; all its local maxima are compared.
///
/// # Errors
/// The caller stopped it.
pub fn fit_evidence(
    game: &Compact,
    evidence: &Evidence,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Fit, NoFit> {
    let mut best: Option<Fit> = None;
    let mut keep = |logs: &[f64], rationality: f64, unbounded: bool| {
        let log_likelihood = evidence.log_likelihood(logs);
        if best
            .as_ref()
            .is_none_or(|best| log_likelihood > best.log_likelihood)
        {
            best = Some(Fit {
                point: Point {
                    rationality: rationality / game.range(),
                    logs: logs.to_vec(),
                    payoffs: game.payoffs(logs),
                },
                log_likelihood,
                unbounded,
            });
        }
    };
    let ended = follow(game, limits, goes_on, |before, after, length| {
        let rises = evidence.slope(after);
        if let Some(before) = before
            && evidence.slope(before) > 0.0
            && rises <= 0.0
        {
            let top = locate(before, after, length, |walker| evidence.slope(walker));
            keep(&top.logs, top.rationality, false);
        }
        keep(&after.logs, after.rationality, rises > 0.0);
        if after.rationality > MOST {
            ControlFlow::Break(Ended::Reached)
        } else {
            ControlFlow::Continue(())
        }
    });
    match (ended, best) {
        (Ended::Stopped, _) | (_, None) => Err(NoFit::Stopped),
        (_, Some(best)) => Ok(best),
    }
}

/// Between which values of rationality, per unit of payoff, what was observed is not much less likely
/// than at a fit: the 95 % interval by the likelihood ratio (Wilks 1938). It reaches from the first such
/// place of the branch to the last. Costs as much as following the branch.
///
/// # Errors
/// The caller stopped it.
pub fn interval(
    game: &Compact,
    evidence: &Evidence,
    fit: &Fit,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Interval, NoFit> {
    let above = |logs: &[f64]| evidence.log_likelihood(logs) - (fit.log_likelihood - FALL);
    let rises = |walker: &Walker<'_>| evidence.slope(walker);
    let mut low = f64::INFINITY;
    let mut high = f64::NEG_INFINITY;
    let mut open = false;
    let mut include = |rationality: f64| {
        low = low.min(rationality);
        high = high.max(rationality);
    };
    let ended = follow(game, limits, goes_on, |before, after, length| {
        let now = above(&after.logs);
        if let Some(before) = before {
            let edge = |part: Range<f64>| {
                let found = locate_within(before, after, part, |walker| above(&walker.logs));
                found.0.rationality
            };
            let then = above(&before.logs);
            if (then < 0.0) != (now < 0.0) {
                include(edge(0.0..length));
            } else if now < 0.0 && rises(before) > 0.0 && rises(after) <= 0.0 {
                // With much data all of the interval may lie within one step.
                let (top, at) = locate_within(before, after, 0.0..length, rises);
                if above(&top.logs) >= 0.0 {
                    include(edge(0.0..at));
                    include(edge(at..length));
                }
            }
        }
        if now >= 0.0 {
            include(after.rationality);
        }
        open = now >= 0.0;
        if after.rationality > MOST {
            ControlFlow::Break(Ended::Reached)
        } else {
            ControlFlow::Continue(())
        }
    });
    if ended == Ended::Stopped {
        return Err(NoFit::Stopped);
    }
    let top = fit.point.rationality * game.range();
    Ok(Interval {
        low: low.min(top) / game.range(),
        high: (!open).then(|| high.max(top) / game.range()),
    })
}

/// A 95 % interval of rationality, per unit of payoff.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// From here.
    pub low: f64,
    /// To here; nothing where it has no end.
    pub high: Option<f64>,
}

/// The standard error of a fitted rationality, per unit of payoff: one over the root of how sharply the
/// logarithm of the likelihood bends there, by differences; nothing where it does not bend down, as at
/// the ends of the branch.
#[must_use]
pub fn standard_error(game: &Compact, evidence: &Evidence, fit: &Fit) -> Option<f64> {
    let top = fit.point.rationality * game.range();
    if fit.unbounded || top <= 0.0 {
        return None;
    }
    let width = 1e-3 * top;
    let at = |rationality: f64| {
        let logs = by_rationality(game, &fit.point.logs, rationality)?;
        Some(evidence.log_likelihood(&logs))
    };
    let middle = evidence.log_likelihood(&fit.point.logs);
    let bend = (at(top + width)? - 2.0 * middle + at(top - width)?) / (width * width);
    (bend < 0.0).then(|| (-1.0 / bend).sqrt() / game.range())
}

fn flat(game: &Compact, counts: &[Vec<f64>]) -> Result<Vec<f64>, NoFit> {
    let fits = counts.len() == game.agents().len()
        && counts
            .iter()
            .zip(game.agents())
            .all(|(own, agent)| own.len() == agent.actions.len());
    if !fits {
        return Err(NoFit::Counts);
    }
    let all: Vec<f64> = counts.iter().flatten().copied().collect();
    if all.iter().any(|count| !count.is_finite() || *count < 0.0) {
        return Err(NoFit::Negative);
    }
    Ok(all)
}
