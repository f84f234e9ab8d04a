//! How close numbers of an answer must come to those that are worked out again.

use super::number::{Exact, read, size, tenth};

/// Exactly, or within what rounding to ten digits can do.
#[derive(Debug)]
pub(super) struct Precision {
    /// Nothing where numbers are exact.
    pub(super) rounded: Option<Slack>,
}

/// What rounding can do.
#[derive(Debug)]
pub(super) struct Slack {
    /// To a payoff or a regret: a ten-millionth of how far payoffs lie apart, and a billionth of the
    /// largest.
    pub(super) payoff: Exact,
    /// To a probability.
    pub(super) probability: Exact,
    /// What a player may gain in what a numerical method calls an equilibrium: a hundred-thousandth
    /// of how far payoffs lie apart.
    pub(super) regret: Exact,
}

impl Precision {
    /// Of an answer whose arithmetic is told by this word, about a game that pays between these.
    pub(super) fn of(arithmetic: &str, least: &Exact, most: &Exact) -> Result<Self, String> {
        let spread = most - least;
        let largest = size(most).max(size(least));
        match arithmetic {
            "exact" => Ok(Precision { rounded: None }),
            "floating" => Ok(Precision {
                rounded: Some(Slack {
                    payoff: &spread * tenth(7) + &largest * tenth(9),
                    probability: tenth(7),
                    regret: &spread * tenth(5) + &largest * tenth(9),
                }),
            }),
            other => Err(format!("`{other}` is neither exact nor floating")),
        }
    }

    /// What a player may gain in an equilibrium.
    pub(super) fn negligible(&self) -> Exact {
        match &self.rounded {
            Some(slack) => slack.regret.clone(),
            None => Exact::ZERO,
        }
    }

    /// Compares a payoff or a regret of the answer.
    pub(super) fn payoff(&self, claimed: &str, found: &Exact) -> Result<(), String> {
        let slack = self.rounded.as_ref().map(|slack| &slack.payoff);
        compare(claimed, found, slack)
    }

    /// Whether two probabilities are the same.
    pub(super) fn alike(&self, one: &Exact, other: &Exact) -> bool {
        match &self.rounded {
            Some(slack) => size(&(one - other)) <= slack.probability,
            None => one == other,
        }
    }
}

fn compare(claimed: &str, found: &Exact, slack: Option<&Exact>) -> Result<(), String> {
    let value = number(claimed)?;
    let same = match slack {
        Some(slack) => size(&(&value - found)) <= *slack,
        None => value == *found,
    };
    match (same, slack) {
        (true, _) => Ok(()),
        (false, None) => Err(format!("it is {found}")),
        (false, Some(_)) => Err(format!("it is {}", found.to_f64().value())),
    }
}

/// A number of an answer.
pub(super) fn number(text: &str) -> Result<Exact, String> {
    read(text).ok_or_else(|| format!("`{text}` is no number"))
}
