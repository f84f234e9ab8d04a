//! How well each account explains what was observed, by quantal responses at fitted rationality.

use approximate::fit::{
    Evidence, Fit, History, Interval, NoFit, fit_evidence, interval, standard_error,
};
use approximate::logit::{Ended, Limits as Steps, Reach, principal};
use approximate::{Compact, Source};
use game::Rational;
use game::tree::{NodeId, Tree};
use graph::Control;
use model::conflict::ParameterId;
use play::Limits;
use report::answer::{FitAccount, FitEdge, FitHistory, FitRun, Fitted, VERSION};

use super::observed::idle;
use super::{PlayFailure, played};
use crate::answers::game::{decimal, moves};
use crate::error::AnswerError;
use crate::study::Study;

/// A history that was observed, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Its moves in words.
    pub history: String,
    /// How often it came.
    pub count: u64,
    /// Where it is written, for messages; empty where that is clear.
    pub place: String,
}

/// One account with its fit.
pub struct FittedPlay {
    account: Option<String>,
    /// What was found, or for each history that the play does not allow why not.
    found: Result<Found, Vec<String>>,
}

struct Found {
    tree: Tree,
    compact: Compact,
    evidence: Evidence,
    fit: Fit,
    interval: Interval,
    standard_error: Option<f64>,
}

impl Found {
    fn edge(&self) -> FitEdge {
        if self.fit.unbounded {
            FitEdge::Unbounded
        } else if self.fit.point.rationality <= 0.0 {
            FitEdge::Zero
        } else {
            FitEdge::Inside
        }
    }

    /// The logarithm of the likelihood where the branch first has this rationality.
    fn at(&self, rationality: f64, goes_on: &dyn Fn() -> bool) -> Option<f64> {
        if rationality <= 0.0 {
            return Some(self.at_zero());
        }
        let reach = Reach::Rationality(rationality);
        let branch = principal(Source::Tree(&self.tree), reach, Steps::default(), goes_on).ok()?;
        let point = branch
            .points
            .last()
            .filter(|_| branch.ended == Ended::Reached)?;
        Some(self.evidence.log_likelihood(&point.logs))
    }

    /// The same where all actions are equally likely.
    fn at_zero(&self) -> f64 {
        let agents = self.compact.agents().iter();
        let logs: Vec<f64> = agents
            .flat_map(|agent| {
                let count = agent.actions.len();
                std::iter::repeat_n(-(count as f64).ln(), count)
            })
            .collect();
        self.evidence.log_likelihood(&logs)
    }
}

/// Fits the rationality of an account's play to histories.
///
/// # Errors
/// As [`played`], and when the game is too large. Histories that the play does not allow are no error:
/// the account then explains nothing, and says why.
pub fn fit_account(
    study: &Study<'_>,
    values: &[(ParameterId, Rational)],
    limits: Limits,
    histories: &[Counted],
) -> Result<FittedPlay, PlayFailure> {
    let played = played(study, values, limits)?;
    study
        .control
        .step("fitting rationality")
        .map_err(AnswerError::from)?;
    let account = study.account().map(|account| account.name);
    let read = read(&played.tree, histories, &idle(study, &played));
    let found = match read {
        Err(why) => Err(why),
        Ok(read) => Ok(fitted(played.tree, &read, study.control)?),
    };
    Ok(FittedPlay { account, found })
}

/// The nodes of each history; or why they are none, for all that are not.
fn read(
    tree: &Tree,
    histories: &[Counted],
    idle: &dyn Fn(NodeId, &str) -> bool,
) -> Result<Vec<History>, Vec<String>> {
    let mut read = Vec::new();
    let mut wrong = Vec::new();
    for one in histories {
        match moves(tree, &one.history, idle) {
            Ok(moves) => read.push(History {
                nodes: match moves.last() {
                    Some(last) => last.nodes.clone(),
                    None => vec![NodeId(0)],
                },
                count: one.count as f64,
            }),
            Err(why) if one.place.is_empty() => wrong.push(why.to_string()),
            Err(why) => wrong.push(format!("{}: {why}", one.place)),
        }
    }
    if wrong.is_empty() {
        Ok(read)
    } else {
        Err(wrong)
    }
}

fn fitted(tree: Tree, histories: &[History], control: &Control) -> Result<Found, AnswerError> {
    let goes_on = || control.check().is_ok();
    let no_fit = |why: NoFit| match why {
        NoFit::Stopped => AnswerError::Interrupted,
        NoFit::TooLarge(_) => AnswerError::TooLarge(why.to_string()),
        NoFit::Counts | NoFit::Negative | NoFit::Impossible(_) => {
            AnswerError::Question(why.to_string())
        }
    };
    let compact = Compact::of_tree(&tree).map_err(|why| no_fit(why.into()))?;
    let evidence = Evidence::of_histories(&tree, &compact, histories).map_err(no_fit)?;
    let steps = Steps::default();
    let fit = fit_evidence(&compact, &evidence, steps, &goes_on).map_err(no_fit)?;
    let interval = interval(&compact, &evidence, &fit, steps, &goes_on).map_err(no_fit)?;
    Ok(Found {
        standard_error: standard_error(&compact, &evidence, &fit),
        tree,
        compact,
        evidence,
        fit,
        interval,
    })
}

/// Sets the fits of all accounts side by side.
///
/// # Errors
/// No account allows what was observed, or the user stops the work.
pub fn fit_run(
    file: &str,
    title: Option<String>,
    histories: &[Counted],
    plays: &[FittedPlay],
    control: &Control,
) -> Result<FitRun, AnswerError> {
    if let Some(FittedPlay {
        found: Err(why), ..
    }) = plays.first()
        && plays.iter().all(|one| one.found.is_err())
    {
        return Err(AnswerError::Question(why.join("\n")));
    }
    let nobs: u64 = histories.iter().map(|one| one.count).sum();
    let best = plays
        .iter()
        .filter_map(|one| one.found.as_ref().ok())
        .map(|found| found.fit.log_likelihood)
        .fold(f64::NEG_INFINITY, f64::max);
    let mut accounts = Vec::new();
    for (place, one) in plays.iter().enumerate() {
        let (fit, why_not) = match &one.found {
            Ok(found) => (Some(told(found, place, plays, best, nobs, control)?), None),
            Err(why) => (None, Some(why.join("; "))),
        };
        accounts.push(FitAccount {
            account: one.account.clone(),
            fit,
            why_not,
        });
    }
    Ok(FitRun {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: file.to_owned(),
        title,
        histories: histories
            .iter()
            .map(|one| FitHistory {
                history: one.history.clone(),
                count: one.count,
            })
            .collect(),
        nobs,
        accounts,
    })
}

fn told(
    found: &Found,
    place: usize,
    plays: &[FittedPlay],
    best: f64,
    nobs: u64,
    control: &Control,
) -> Result<Fitted, AnswerError> {
    let goes_on = || control.check().is_ok();
    let own = found.fit.log_likelihood;
    let across = plays.iter().enumerate().map(|(other, one)| {
        let fit = &one.found.as_ref().ok()?.fit;
        if other == place {
            return Some(own);
        }
        // Where an account has no finite λ there is none to compare at.
        (!fit.unbounded)
            .then(|| found.at(fit.point.rationality, &goes_on))
            .flatten()
    });
    let log_likelihood_at = across.map(|value| value.map(decimal)).collect();
    control.check()?;
    Ok(Fitted {
        edge: found.edge(),
        rationality: (!found.fit.unbounded).then(|| decimal(found.fit.point.rationality)),
        std_error: found.standard_error.map(decimal),
        conf_low: decimal(found.interval.low),
        conf_high: found.interval.high.map(decimal),
        payoff_range: decimal(found.compact.range()),
        log_likelihood: decimal(own),
        log_likelihood_at_zero: decimal(found.at_zero()),
        aic: decimal(2.0 - 2.0 * own),
        bic: decimal((nobs as f64).ln() - 2.0 * own),
        times_less_likely: decimal((best - own).exp()),
        log_likelihood_at,
    })
}
