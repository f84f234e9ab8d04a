//! All equilibria of small games by their supports: who plays which strategies at all.
//!
//! For each choice of supports, small and balanced ones first (Porter, Nudelman and Shoham 2008),
//! the strategies in the supports must pay the same and no other may pay more. These equations are
//! linear in each player's probabilities. Their solutions are searched by splitting boxes: what a
//! strategy can pay on a box is bounded from its corners, and boxes where it cannot hold are left
//! out; Krawczyk's test (1969) shows that a box holds exactly one solution, or none.

mod conditions;
mod region;
mod spans;
mod two;

use equilibrium::Completeness;
use game::Strategic;

use crate::Source;
use crate::compact::{Compact, TooManyActions};
use crate::refined::{self, Guess, Refined};
use conditions::{Conditions, ROUNDING};
use region::{Region, Verdict};

/// What may be spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Boxes that are looked at, for all supports together.
    pub boxes: u64,
    /// Boxes that are looked at for one choice of supports.
    pub boxes_each: u64,
    /// Equilibria that are listed at most.
    pub equilibria: usize,
}

impl Default for Limits {
    /// A few seconds for games with some thousand choices of supports.
    fn default() -> Self {
        Self {
            boxes: 2_000_000,
            boxes_each: 5_000,
            equilibria: 1_000,
        }
    }
}

/// The equilibria of a game, and whether they are all.
#[derive(Clone, Debug)]
#[must_use]
pub struct Found {
    /// Equilibria, those with small supports first. Probabilities are fractions where simple ones
    /// are exact.
    pub equilibria: Vec<Refined>,
    /// Complete where each box was left out or shown to hold exactly one solution: then these are
    /// all. Bounds are those of floating-point numbers, widened by more than these can be wrong.
    pub completeness: Completeness,
    /// How many choices of supports have a part that was neither left out nor settled. Equilibria that
    /// are not isolated are the usual reason.
    pub undecided: u64,
}

/// Why supports are not searched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSupports {
    /// See there.
    #[error(transparent)]
    TooLarge(#[from] TooManyActions),
    /// Too many choices of supports to go through.
    #[error("the players have more than {MOST_CHOICES} choices of supports")]
    TooMany,
}

/// Choices of supports that are gone through.
pub const MOST_CHOICES: usize = 1 << 20;

/// Solutions that are tried at most where equations leave them room to move.
const MOST_SAMPLES: u32 = 4;

/// Boxes that are still looked at for a choice of supports once one was not settled: the answer is not
/// complete then, and others rarely hold something new.
const MORE: u64 = 200;

/// Regret below which a solution that is no equilibrium cannot be told from one.
const UNSURE: f64 = 1e-9;

/// Probabilities below this belong to a smaller support.
const NOTHING: f64 = 1e-10;

/// Equilibria closer than this are one.
const SAME: f64 = 1e-7;

/// Finds the equilibria of a table, as long as `goes_on` says so, which is asked for each box.
///
/// Where no more than two players have a choice, once strategies that another one always beats are left out,
/// all equations are linear, and the answer is exact. Exponential in the number of strategies; bounded by
/// the limits.
///
/// # Errors
/// The game is too large.
pub fn supports(
    game: &Strategic,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Found, NoSupports> {
    let source = Source::Table(game);
    let compact = source.compact()?;
    let kept = undominated(&compact);
    if kept.iter().filter(|own| own.len() > 1).count() <= 2 {
        return Ok(two::all(game, &compact, &kept, limits.equilibria, goes_on));
    }
    let mut search = Search {
        source,
        compact: &compact,
        kept: &kept,
        limits,
        boxes: 0,
        found: Vec::new(),
        undecided: 0,
    };
    let mut stopped = false;
    for choice in choices(&kept)? {
        if !goes_on() || search.boxes >= limits.boxes || search.found.len() >= limits.equilibria {
            stopped = true;
            break;
        }
        search.look(&choice, goes_on);
    }
    let completeness = if stopped || search.undecided > 0 {
        Completeness::Incomplete
    } else {
        Completeness::Complete
    };
    Ok(Found {
        equilibria: search.found.into_iter().map(|(_, one)| one).collect(),
        completeness,
        undecided: search.undecided,
    })
}

/// For each player, the places of the strategies that it plays.
type Choice = Vec<Vec<usize>>;

/// All choices of supports, small and balanced ones first.
fn choices(kept: &Choice) -> Result<Vec<Choice>, NoSupports> {
    let mut count: usize = 1;
    for own in kept {
        let subsets = if own.len() < 21 {
            (1 << own.len()) - 1
        } else {
            MOST_CHOICES + 1
        };
        count = count.saturating_mul(subsets);
        if count > MOST_CHOICES {
            return Err(NoSupports::TooMany);
        }
    }
    let mut all: Vec<Vec<u32>> = vec![Vec::new()];
    for own in kept {
        let masks = 1..1u32 << own.len();
        all = all
            .into_iter()
            .flat_map(|before| {
                masks.clone().map(move |mask| {
                    let mut choice = before.clone();
                    choice.push(mask);
                    choice
                })
            })
            .collect();
    }
    all.sort_by_cached_key(|choice| {
        let sizes = || choice.iter().map(|mask| mask.count_ones());
        let spread = sizes().max().unwrap_or(0) - sizes().min().unwrap_or(0);
        (sizes().sum::<u32>(), spread)
    });
    let spelled = |masks: Vec<u32>| {
        let players = masks.iter().zip(kept);
        players
            .map(|(mask, own)| {
                let inside = own.iter().enumerate();
                inside
                    .filter(|(place, _)| mask >> place & 1 == 1)
                    .map(|(_, &action)| action)
                    .collect()
            })
            .collect()
    };
    Ok(all.into_iter().map(spelled).collect())
}

/// The strategies that are left when those that another one always beats are left out, again and
/// again. None of the others is part of an equilibrium.
fn undominated(game: &Compact) -> Choice {
    let mut kept: Choice = game
        .agents()
        .iter()
        .map(|agent| agent.actions.clone().collect())
        .collect();
    loop {
        let beats = |player: usize, other: usize, one: usize| {
            let mut differences = game.differences(player, one, other, &kept).into_iter();
            one != other && differences.all(|difference| difference < -ROUNDING)
        };
        let mut left = kept.clone();
        for (player, own) in left.iter_mut().enumerate() {
            own.retain(|&one| !kept[player].iter().any(|&other| beats(player, other, one)));
        }
        if left == kept {
            return kept;
        }
        kept = left;
    }
}

struct Search<'a> {
    source: Source<'a>,
    compact: &'a Compact,
    kept: &'a Choice,
    limits: Limits,
    boxes: u64,
    /// Probabilities of all actions, and the equilibrium that they became.
    found: Vec<(Vec<f64>, Refined)>,
    undecided: u64,
}

impl Search<'_> {
    /// Splits the box of all mixtures of a choice of supports until each part is settled.
    fn look(&mut self, choice: &Choice, goes_on: &dyn Fn() -> bool) {
        let conditions = Conditions::new(self.compact, self.kept, choice);
        let is_loose = conditions.are_loose();
        let mut open = vec![Region::whole(&conditions)];
        let mut left = self.limits.boxes_each;
        let mut samples = if is_loose { MOST_SAMPLES } else { 0 };
        let mut settled = true;
        while let Some(mut region) = open.pop() {
            if left == 0 || self.boxes == self.limits.boxes || !goes_on() {
                settled = false;
                break;
            }
            self.boxes += 1;
            left -= 1;
            match region.judge() {
                Verdict::Empty => {}
                Verdict::One(chances) => settled &= self.take(chances),
                Verdict::Open => {
                    // Solutions fill a stretch here if there are any: one of them will do.
                    if samples > 0 {
                        samples -= 1;
                        if self.sample(choice, &region) {
                            settled = false;
                            break;
                        }
                    }
                    if let Some((one, two)) = region.split() {
                        open.extend([two, one]);
                    } else {
                        // Here too solutions may fill many narrow boxes.
                        if settled {
                            self.sample(choice, &region);
                        }
                        settled = false;
                    }
                }
            }
            if !settled {
                left = left.min(MORE);
            }
        }
        self.undecided += u64::from(!settled);
    }

    /// Lists a solution if it is an equilibrium; false where this cannot be told.
    fn take(&mut self, mut chances: Vec<f64>) -> bool {
        if chances.iter().any(|&chance| chance < -NOTHING) {
            return true;
        }
        for chance in &mut chances {
            if *chance < NOTHING {
                *chance = 0.0;
            }
        }
        if self.is_known(&chances) {
            return true;
        }
        let guess = Guess::of_chances(chances.clone());
        if guess.gap(self.compact) > UNSURE {
            return true;
        }
        match refined::exactly(self.source, self.compact, &guess, 1e-9) {
            Some(refined) => {
                self.found.push((chances, refined));
                true
            }
            None => false,
        }
    }

    fn is_known(&self, chances: &[f64]) -> bool {
        let apart = |other: &[f64]| {
            let pairs = other.iter().zip(chances);
            pairs
                .map(|(one, two)| (one - two).abs())
                .fold(0.0, f64::max)
        };
        self.found.iter().any(|(other, _)| apart(other) < SAME)
    }

    /// Where solutions are not isolated, one of them. Answers whether it is an equilibrium.
    fn sample(&mut self, choice: &Choice, region: &Region<'_>) -> bool {
        let mut logs = vec![-1e3; self.compact.action_count()];
        let mut done = vec![false; logs.len()];
        for (&action, chance) in choice.iter().flatten().zip(region.center()) {
            logs[action] = chance.max(1e-9).ln();
            done[action] = true;
        }
        let Some(guess) = refined::settle(self.compact, logs, &done, &done) else {
            return false;
        };
        self.take(guess.chances.clone()) && self.is_known(&guess.chances)
    }
}
