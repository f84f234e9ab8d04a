//! An equilibrium made precise, and its regret calculated anew from the game.
//!
//! In: behaviour near an equilibrium. Out: probabilities that make all that is done equally good, as
//! fractions where simple fractions do it exactly, with the exact regret of each player.

use std::collections::BTreeSet;

use equilibrium::{behaviour, mixed};
use game::{BitTest, Rational};

use crate::Source;
use crate::compact::{Compact, exps};
use crate::dense::Matrix;
use crate::logit::{by_unknowns, normalize};

/// The regret that a refined equilibrium may have, in units of the largest range of payoffs.
pub const MOST_REGRET: f64 = 1e-12;

/// An equilibrium, as precise as numbers of this kind allow.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Refined {
    /// For each agent (player of a table, information set of a tree) the probability of each action.
    /// They sum to exactly 1.
    pub profile: Vec<Vec<Rational>>,
    /// What each player is paid, exactly.
    pub payoffs: Vec<Rational>,
    /// What each player could gain by leaving the profile alone, exactly; nothing for a player of a
    /// tree who forgets, whose information sets are only compared one by one.
    pub regrets: Vec<Option<Rational>>,
    /// What any agent could gain alone, given that it chooses, in the game's units; in
    /// floating-point numbers.
    pub gap: f64,
    /// Whether every regret is exactly 0.
    pub exact: bool,
}

/// Behaviour at which all that is done is equally good, in floating-point numbers.
#[derive(Clone, Debug)]
pub(crate) struct Guess {
    /// The probability of each action; 0 for what is not done.
    pub(crate) chances: Vec<f64>,
    /// Their logarithms, with hardly ever for what is not done.
    logs: Vec<f64>,
}

impl Guess {
    /// A guess from probabilities.
    pub(crate) fn of_chances(chances: Vec<f64>) -> Self {
        Self {
            logs: chances.iter().map(|chance| chance.ln()).collect(),
            chances,
        }
    }

    /// What an agent could gain alone at most, in units of the range of payoffs.
    pub(crate) fn gap(&self, game: &Compact) -> f64 {
        gap(game, &self.logs) / game.range()
    }
}

/// Probabilities that fall with rationality this fast, or faster, fall to 0.
const VANISHING: f64 = -0.05;

/// By how much the logarithm of what is not done is lowered: e^-60 is nothing beside 1.
const HARDLY: f64 = 60.0;

/// Guesses the equilibrium that the branch leads to from this point.
///
/// What is done is told from what is not by how probabilities change; then the equations "all that
/// is done pays the same" are solved, together with "what is not done, and pays as much in the
/// limit, pays as much". Solutions need not be isolated; one nearby is taken.
pub(crate) fn guess(
    game: &Compact,
    rationality: f64,
    logs: &[f64],
    elasticities: &[f64],
) -> Option<Guess> {
    let mut start = logs.to_vec();
    let mut done = vec![false; logs.len()];
    for action in 0..logs.len() {
        done[action] = elasticities[action] > VANISHING;
        if done[action] {
            // As 1/λ falls to 0, so does the rest of the way, in proportion.
            start[action] += (1.0 + elasticities[action]).max(0.1).ln();
        } else {
            start[action] -= HARDLY;
        }
    }
    let worth = game.worth(logs);
    let near = 1e2 / rationality;
    let mut equal = done.clone();
    for agent in game.agents() {
        let best = agent
            .actions
            .clone()
            .map(|action| worth[action])
            .fold(f64::NEG_INFINITY, f64::max);
        if !agent.actions.clone().any(|action| done[action]) {
            return None;
        }
        for action in agent.actions.clone() {
            equal[action] |=
                best - worth[action] < near && logs[action] > -0.5 * rationality * near;
        }
    }
    settle(game, start.clone(), &done, &equal).or_else(|| settle(game, start, &done, &done))
}

/// Solves the equations by damped Gauss–Newton steps (Levenberg 1944; Marquardt 1963).
pub(crate) fn settle(
    game: &Compact,
    mut logs: Vec<f64>,
    done: &[bool],
    equal: &[bool],
) -> Option<Guess> {
    renormalize(game, &mut logs, done);
    // Each equation compares an action with one of the same agent that is done most.
    let mut equations: Vec<(usize, usize)> = Vec::new();
    let mut unknowns: Vec<usize> = Vec::new();
    for agent in game.agents() {
        let own = || agent.actions.clone();
        let reference = own()
            .filter(|&action| done[action])
            .max_by(|&one, &two| logs[one].total_cmp(&logs[two]))?;
        equations.extend(
            own()
                .filter(|&action| equal[action] && action != reference)
                .map(|action| (action, reference)),
        );
        unknowns.extend(own().filter(|&action| done[action] && action != reference));
    }
    let mut least = f64::INFINITY;
    let mut best = logs.clone();
    for round in 0..60 {
        let (worth, slopes) = game.worth_and_slopes(&logs);
        let left: Vec<f64> = equations
            .iter()
            .map(|&(one, other)| worth[one] - worth[other])
            .collect();
        let most = left.iter().map(|left| left.abs()).fold(0.0, f64::max);
        if most < least {
            least = most;
            best.clone_from(&logs);
        } else if round > 12 && least < MOST_REGRET / 20.0 {
            break;
        }
        if most < 2e-16 || !most.is_finite() || unknowns.is_empty() {
            break;
        }
        let slopes = by_unknowns(game, &logs, slopes);
        let step = damped(&equations, &unknowns, &slopes, &left)?;
        let longest = step.iter().map(|step| step.abs()).fold(0.0, f64::max);
        let shorten = if longest > 1.0 { 1.0 / longest } else { 1.0 };
        for (&unknown, step) in unknowns.iter().zip(&step) {
            logs[unknown] += shorten * step;
        }
        renormalize(game, &mut logs, done);
    }
    accept(game, &best, done)
}

fn damped(
    equations: &[(usize, usize)],
    unknowns: &[usize],
    slopes: &Matrix,
    left: &[f64],
) -> Option<Vec<f64>> {
    let rows: Vec<Vec<f64>> = equations
        .iter()
        .map(|&(one, other)| {
            let (one, other) = (slopes.row(one), slopes.row(other));
            unknowns.iter().map(|&at| one[at] - other[at]).collect()
        })
        .collect();
    let mut normal = Matrix::zero(unknowns.len());
    let mut right = vec![0.0; unknowns.len()];
    for (row, left) in rows.iter().zip(left) {
        for (place, &value) in row.iter().enumerate() {
            if value == 0.0 {
                continue;
            }
            right[place] -= value * left;
            let entries = normal.row_mut(place);
            for (entry, other) in entries.iter_mut().zip(row) {
                *entry += value * other;
            }
        }
    }
    let largest = (0..unknowns.len())
        .map(|at| normal.row(at)[at])
        .fold(1e-30, f64::max);
    for at in 0..unknowns.len() {
        normal.row_mut(at)[at] += 1e-12 * largest;
    }
    Some(normal.factor()?.solve(&right))
}

/// Lets what is done sum to 1, and leaves the rest where it is.
fn renormalize(game: &Compact, logs: &mut [f64], done: &[bool]) {
    for agent in game.agents() {
        let own: Vec<usize> = agent
            .actions
            .clone()
            .filter(|&action| done[action])
            .collect();
        let mut part: Vec<f64> = own.iter().map(|&action| logs[action]).collect();
        normalize(&mut part);
        for (&action, log) in own.iter().zip(part) {
            logs[action] = log;
        }
    }
}

/// A guess where no agent could gain more than a little.
fn accept(game: &Compact, logs: &[f64], done: &[bool]) -> Option<Guess> {
    let worth = game.worth(logs);
    for agent in game.agents() {
        let own = || agent.actions.clone();
        let best = own()
            .map(|action| worth[action])
            .fold(f64::NEG_INFINITY, f64::max);
        let worst = own()
            .filter(|&action| done[action])
            .map(|action| worth[action])
            .fold(f64::INFINITY, f64::min);
        if best - worst > MOST_REGRET / 2.0 {
            return None;
        }
    }
    let chances = exps(logs).into_iter().zip(done);
    Some(Guess {
        chances: chances
            .map(|(chance, &done)| if done { chance } else { 0.0 })
            .collect(),
        logs: logs.to_vec(),
    })
}

/// The guess as fractions: simple ones nearby where these are an exact equilibrium, else those that
/// the numbers stand for. Nothing where the regret, calculated exactly, is above [`MOST_REGRET`].
///
/// `unsure` says how far the guess may be from what was meant.
pub(crate) fn exactly(
    source: Source<'_>,
    game: &Compact,
    guess: &Guess,
    unsure: f64,
) -> Option<Refined> {
    let lists = game.by_agent(&guess.chances);
    for width in [unsure.max(1e-9), 1e-10] {
        let simple: Vec<Vec<Rational>> = lists.iter().map(|list| simple(list, width)).collect();
        let proper = simple.iter().flatten().all(|one| *one >= Rational::ZERO);
        if proper && is_light(&simple) {
            let refined = certify(source, game, simple, &guess.logs);
            if refined.exact {
                return Some(refined);
            }
        }
    }
    let plain = lists.iter().map(|list| fractions(list)).collect();
    let refined = certify(source, game, plain, &guess.logs);
    let range = Rational::try_from(game.range()).ok()?;
    let most = Rational::try_from(MOST_REGRET).ok()? * range;
    refined
        .regrets
        .iter()
        .flatten()
        .all(|regret| *regret <= most)
        .then_some(refined)
}

/// Bits that the common denominator of a profile may have, for exact sums that take no time.
const MOST_BITS: usize = 4_096;

/// Whether exact sums over a profile stay short: a common denominator is at most the product of all
/// different ones.
fn is_light(profile: &[Vec<Rational>]) -> bool {
    let denominators: BTreeSet<_> = profile
        .iter()
        .flatten()
        .map(|one| one.denominator().clone())
        .collect();
    let bits = denominators.iter().map(BitTest::bit_len);
    bits.sum::<usize>() <= MOST_BITS
}

/// The simplest fractions near numbers, the largest number taking what the others leave.
fn simple(list: &[f64], width: f64) -> Vec<Rational> {
    rest(list, |number| {
        let bound = |number: f64| Rational::try_from(number).unwrap_or(Rational::ZERO);
        Rational::simplest_in(bound(number - width), bound(number + width))
    })
}

/// The fractions that numbers stand for, the largest number taking what the others leave.
fn fractions(list: &[f64]) -> Vec<Rational> {
    rest(list, |number| {
        Rational::try_from(number).unwrap_or(Rational::ZERO)
    })
}

fn rest(list: &[f64], fraction: impl Fn(f64) -> Rational) -> Vec<Rational> {
    let largest = (0..list.len()).max_by(|&one, &two| list[one].total_cmp(&list[two]));
    let mut left = Rational::ONE;
    let mut fractions: Vec<Rational> = Vec::with_capacity(list.len());
    for (place, &number) in list.iter().enumerate() {
        let value = if Some(place) == largest || number == 0.0 {
            Rational::ZERO
        } else {
            fraction(number)
        };
        left -= &value;
        fractions.push(value);
    }
    if let Some(largest) = largest {
        fractions[largest] = left;
    }
    fractions
}

/// The regret of a profile, from the game itself.
fn certify(
    source: Source<'_>,
    game: &Compact,
    profile: Vec<Vec<Rational>>,
    logs: &[f64],
) -> Refined {
    let (payoffs, regrets): (_, Vec<Option<Rational>>) = match source {
        Source::Table(table) => {
            let certificate = mixed::certificate(table, &profile);
            let regrets = certificate.regrets.into_iter().map(Some);
            (certificate.payoffs, regrets.collect())
        }
        Source::Tree(tree) => {
            let certificate = behaviour::certificate(tree, &profile);
            (certificate.payoffs, certificate.regrets)
        }
    };
    Refined {
        profile,
        payoffs,
        gap: gap(game, logs),
        exact: regrets
            .iter()
            .all(|regret| regret.as_ref().is_some_and(Rational::is_zero)),
        regrets,
    }
}

/// The most that one agent could gain alone, in the game's units.
fn gap(game: &Compact, logs: &[f64]) -> f64 {
    let worth = game.worth(logs);
    let gaps = game.agents().iter().map(|agent| {
        let actions = || agent.actions.clone();
        let best = actions()
            .map(|at| worth[at])
            .fold(f64::NEG_INFINITY, f64::max);
        // Weighted differences, so that what is almost never done does not blur the rest.
        actions()
            .map(|at| logs[at].exp() * (best - worth[at]))
            .sum()
    });
    gaps.fold(0.0, f64::max) * game.range()
}
