//! The rationality that best explains observed choices.
//!
//! Counts of how often each action was taken are most likely at one point of the principal branch:
//! the maximum-likelihood estimate of λ. A model that can explain any counts says nothing, so read
//! such a fit with care: without the assumption that mistakes are alike for all actions, quantal
//! responses explain everything (Haile, Hortaçsu and Kosenok 2008).

use std::ops::ControlFlow;

use crate::Source;
use crate::compact::{Compact, TooManyActions};
use crate::dense::dot;
use crate::logit::{Ended, Limits, Point, follow, locate};

/// The point of the branch at which the counts are most likely.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Fit {
    /// The rationality and the behaviour.
    pub point: Point,
    /// The natural logarithm of the likelihood of the counts there, without the number of orders in
    /// which they can come.
    pub log_likelihood: f64,
    /// Whether the likelihood still rose where the branch was left: then more rationality would
    /// explain the counts at least as well.
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
    /// The caller stopped it.
    #[error("stopped")]
    Stopped,
}

/// Rationality, in units of the range of payoffs, beyond which counts are not compared.
const MOST: f64 = 1e6;

/// Finds the rationality of the principal branch at which counts are most likely.
///
/// `counts` has, for each agent (player of a table, information set of a tree), how often each action
/// was taken. Costs as much as following the branch; all its local maxima are compared.
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
    let counts = flat(&game, counts)?;
    let mut best: Option<Fit> = None;
    let mut keep = |logs: &[f64], rationality: f64, unbounded: bool| {
        let log_likelihood = likelihood(&counts, logs);
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
    let ended = follow(&game, limits, goes_on, |before, after, length| {
        let rises = dot(&counts, &after.log_rates());
        if let Some(before) = before
            && dot(&counts, &before.log_rates()) > 0.0
            && rises <= 0.0
        {
            let top = locate(before, after, length, |walker| {
                dot(&counts, &walker.log_rates())
            });
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

/// The natural logarithm of how likely a history of moves is under a behaviour: the sum over its moves
/// of the logarithm of the action's probability. Moves of chance are left out: they are the same for
/// all models that are compared.
///
/// A move is an agent's place and the action, counted from 0. Nothing where a move is not in the game.
#[must_use]
pub fn history_log_likelihood(
    game: &Compact,
    logs: &[f64],
    history: &[(usize, usize)],
) -> Option<f64> {
    let logs_of = |&(agent, action): &(usize, usize)| {
        let actions = game.agents().get(agent)?.actions.clone();
        logs.get(actions.clone().nth(action)?).copied()
    };
    history.iter().map(logs_of).sum()
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

fn likelihood(counts: &[f64], logs: &[f64]) -> f64 {
    counts
        .iter()
        .zip(logs)
        .filter(|(count, _)| **count > 0.0)
        .map(|(count, log)| count * log)
        .sum()
}
