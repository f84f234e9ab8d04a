//! Some equilibria of a table, found from several starts.

use game::Strategic;

use crate::Source;
use crate::compact::{Compact, TooManyActions};
use crate::refined::{Guess, Refined, exactly, settle};

/// What may be spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Starts that are tried at most.
    pub starts: u64,
    /// Steps from all starts together.
    pub steps: u64,
    /// Equilibria that are listed at most.
    pub equilibria: usize,
}

impl Default for Limits {
    /// Some seconds for games with a few hundred cells.
    fn default() -> Self {
        Self {
            starts: 20,
            steps: 200_000,
            equilibria: 1_000,
        }
    }
}

/// Equilibria that were found; there may always be others.
#[derive(Clone, Debug)]
#[must_use]
pub struct Found {
    /// The equilibria, in the order in which they were found, with probabilities as fractions where
    /// simple ones are exact.
    pub equilibria: Vec<Refined>,
    /// How many starts were tried.
    pub starts: u64,
    /// How many of these did not lead to an equilibrium, or not to the end of their path.
    pub lost: u64,
}

/// Steps that are left, and whether the caller still wants them.
pub(crate) struct Steps<'a> {
    pub(crate) left: u64,
    pub(crate) goes_on: &'a dyn Fn() -> bool,
}

impl Steps<'_> {
    /// Takes one, where there is one.
    pub(crate) fn take(&mut self) -> bool {
        match self.left.checked_sub(1) {
            Some(rest) if (self.goes_on)() => {
                self.left = rest;
                true
            }
            _ => false,
        }
    }
}

/// Searches from one start after another: `from` looks for equilibria from the start of a number, and says
/// whether it came to its end.
///
/// # Errors
/// The game is too large.
pub(crate) fn search(
    game: &Strategic,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
    from: &dyn Fn(&Compact, u64, &mut Scatter, &mut Keeper<'_>, &mut Steps<'_>) -> bool,
) -> Result<Found, TooManyActions> {
    let source = Source::Table(game);
    let compact = source.compact()?;
    let mut steps = Steps {
        left: limits.steps,
        goes_on,
    };
    let mut keeper = Keeper::new(source, &compact, limits.equilibria);
    let mut scatter = Scatter(0);
    let (mut starts, mut lost) = (0, 0);
    while starts < limits.starts && !keeper.is_full() && steps.left > 0 {
        let found = from(&compact, starts, &mut scatter, &mut keeper, &mut steps);
        starts += 1;
        if !found {
            lost += 1;
            if !goes_on() {
                break;
            }
        }
    }
    Ok(Found {
        equilibria: keeper.into_equilibria(),
        starts,
        lost,
    })
}

/// Equilibria closer than this are one.
const SAME: f64 = 1e-7;

/// Equilibria as they are found.
pub(crate) struct Keeper<'a> {
    source: Source<'a>,
    game: &'a Compact,
    /// Probabilities of all strategies, and the equilibrium that they became.
    found: Vec<(Vec<f64>, Refined)>,
    /// How many are kept at most.
    most: usize,
}

impl<'a> Keeper<'a> {
    pub(crate) fn new(source: Source<'a>, game: &'a Compact, most: usize) -> Self {
        Self {
            source,
            game,
            found: Vec::new(),
            most,
        }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= self.most
    }

    pub(crate) fn into_equilibria(self) -> Vec<Refined> {
        self.found.into_iter().map(|(_, one)| one).collect()
    }

    /// Makes mixtures near an equilibrium precise, and keeps it if it is new; false where they could not
    /// be made precise.
    ///
    /// What is played with no more than `unsure`, or pays no more than that less than the best, may or
    /// may not be part of the equilibrium.
    pub(crate) fn take(&mut self, chances: &[f64], unsure: f64) -> bool {
        let Some(guess) = self.near(chances, unsure) else {
            return false;
        };
        let apart = |other: &[f64]| {
            let pairs = other.iter().zip(&guess.chances);
            pairs
                .map(|(one, two)| (one - two).abs())
                .fold(0.0, f64::max)
        };
        if self.found.iter().any(|(other, _)| apart(other) < SAME) {
            return true;
        }
        match exactly(self.source, self.game, &guess, 1e-9) {
            Some(refined) => {
                self.found.push((guess.chances, refined));
                true
            }
            None => false,
        }
    }

    /// An equilibrium near these mixtures, with one of several sets of strategies that are played.
    fn near(&self, chances: &[f64], unsure: f64) -> Option<Guess> {
        let worth = self.game.worth_of_chances(chances);
        let mut equal = vec![false; chances.len()];
        for agent in self.game.agents() {
            let own = || agent.actions.clone();
            let best = own()
                .map(|action| worth[action])
                .fold(f64::NEG_INFINITY, f64::max);
            for action in own() {
                equal[action] = best - worth[action] <= unsure;
            }
        }
        [unsure, unsure / 30.0, 0.0, 10.0 * unsure]
            .into_iter()
            .find_map(|least| {
                let done = self.done(chances, least);
                let logs: Vec<f64> = chances
                    .iter()
                    .zip(&done)
                    .map(|(chance, done)| if *done { chance.ln() } else { NEVER })
                    .collect();
                let both: Vec<bool> = equal
                    .iter()
                    .zip(&done)
                    .map(|(equal, done)| *equal || *done)
                    .collect();
                settle(self.game, logs.clone(), &done, &done)
                    .or_else(|| settle(self.game, logs, &done, &both))
            })
    }

    /// The strategies that are played with more than this; of each player the one that is played most.
    fn done(&self, chances: &[f64], least: f64) -> Vec<bool> {
        let mut done: Vec<bool> = chances.iter().map(|chance| *chance > least).collect();
        for agent in self.game.agents() {
            let own = agent.actions.clone();
            let most = own.max_by(|&one, &two| chances[one].total_cmp(&chances[two]));
            if let Some(most) = most {
                done[most] = true;
            }
        }
        done
    }
}

/// The logarithm of what is not done: nothing beside 1.
const NEVER: f64 = -1e3;

/// Numbers from 0 to 1 that look random, the same ones each time (splitmix64; Steele, Lea and Flood
/// 2014).
pub(crate) struct Scatter(pub(crate) u64);

impl Scatter {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}
