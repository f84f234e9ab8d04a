//! Mixed profiles of strategic games: what they pay, and what each player could gain alone.

use game::number::common_multiple;
use game::strategic::Strategic;
use game::tree::PlayerId;
use game::{Integer, Natural, Rational};

use crate::program::{common_denominator, scaled};

/// For each player, the probability of each of its strategies.
pub type Mixed = Vec<Vec<Rational>>;

/// What a profile pays, and what there is to gain. A profile is an equilibrium exactly where every
/// regret is 0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Certificate {
    /// The expected payoff of each player.
    pub payoffs: Vec<Rational>,
    /// For each player, how much more its best strategy would pay against the others.
    pub regrets: Vec<Rational>,
}

impl Certificate {
    /// Whether nobody can gain.
    #[must_use]
    pub fn is_equilibrium(&self) -> bool {
        self.regrets.iter().all(Rational::is_zero)
    }
}

/// The exact payoffs and regrets of a profile. Linear in the table for each player.
pub fn certificate(game: &Strategic, profile: &Mixed) -> Certificate {
    let shares: Vec<Shares> = profile.iter().map(|mixed| Shares::of(mixed)).collect();
    let mut payoffs = Vec::with_capacity(profile.len());
    let mut regrets = Vec::with_capacity(profile.len());
    for (index, own) in profile.iter().enumerate() {
        let against = payoffs_against(game, &shares, PlayerId(index as u32));
        let mean = against
            .iter()
            .zip(own)
            .filter(|(_, weight)| !weight.is_zero())
            .fold(Rational::ZERO, |sum, (payoff, weight)| {
                sum + payoff * weight
            });
        let best = against.into_iter().max().unwrap_or(Rational::ZERO);
        regrets.push(best - &mean);
        payoffs.push(mean);
    }
    Certificate { payoffs, regrets }
}

/// What each strategy of a player pays against the others' part of a profile. Linear in the cells that
/// are played in, and those that the player could leave for.
fn payoffs_against(game: &Strategic, shares: &[Shares], player: PlayerId) -> Vec<Rational> {
    let own = player.index();
    let step = game.step(own);
    let first = [0];
    let lists: Vec<&[usize]> = shares
        .iter()
        .enumerate()
        .map(|(other, shares)| {
            if other == own {
                &first[..]
            } else {
                &shares.played
            }
        })
        .collect();
    let mut sums = vec![Sum::default(); shares[own].parts.len()];
    game.cells_within(&lists, |cell, strategies| {
        let others = strategies.iter().zip(shares).enumerate();
        let weight = others
            .filter(|(other, _)| *other != own)
            .fold(Integer::ONE, |weight, (_, (&strategy, shares))| {
                weight * &shares.parts[strategy]
            });
        for (strategy, sum) in sums.iter_mut().enumerate() {
            if let Some(payoff) = game.payoff(cell + strategy * step, player) {
                sum.add(&payoff.value(), &weight);
            }
        }
    });
    let others = shares.iter().enumerate();
    let whole = others
        .filter(|(other, _)| *other != own)
        .fold(Natural::ONE, |whole, (_, shares)| whole * &shares.whole);
    sums.into_iter().map(|sum| sum.over(&whole)).collect()
}

/// One player's probabilities as parts of a whole, so that sums are of integers.
struct Shares {
    parts: Vec<Integer>,
    whole: Natural,
    /// The strategies whose part is not 0.
    played: Vec<usize>,
}

impl Shares {
    fn of(mixed: &[Rational]) -> Self {
        let whole = common_denominator(mixed);
        let parts: Vec<Integer> = mixed.iter().map(|chance| scaled(chance, &whole)).collect();
        let played = (0..parts.len()).filter(|&one| !parts[one].is_zero());
        Self {
            played: played.collect(),
            parts,
            whole,
        }
    }
}

/// A sum of fractions over the least denominator that serves all.
#[derive(Clone)]
struct Sum {
    over: Integer,
    under: Natural,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            over: Integer::ZERO,
            under: Natural::ONE,
        }
    }
}

impl Sum {
    fn add(&mut self, payoff: &Rational, weight: &Integer) {
        if *payoff.denominator() == self.under {
            self.over += payoff.numerator() * weight;
            return;
        }
        let under = common_multiple(self.under.clone(), payoff.denominator());
        self.over *= &under / &self.under;
        self.over += payoff.numerator() * weight * (&under / payoff.denominator());
        self.under = under;
    }

    fn over(self, whole: &Natural) -> Rational {
        Rational::from_parts(self.over, self.under * whole)
    }
}
