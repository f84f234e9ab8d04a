//! Mixed profiles of strategic games: what they pay, and what each player could gain alone.

use game::strategic::Strategic;
use game::tree::PlayerId;
use game::{Number, Rational};

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
    let mut payoffs = Vec::with_capacity(profile.len());
    let mut regrets = Vec::with_capacity(profile.len());
    for (index, own) in profile.iter().enumerate() {
        let against = payoffs_against(game, profile, PlayerId(index as u32));
        let mean = against
            .iter()
            .zip(own)
            .fold(Rational::ZERO, |sum, (payoff, weight)| {
                sum + payoff * weight
            });
        let best = against.into_iter().max().unwrap_or(Rational::ZERO);
        regrets.push(best - &mean);
        payoffs.push(mean);
    }
    Certificate { payoffs, regrets }
}

/// What each strategy of a player pays against the others' part of a profile.
#[must_use]
pub fn payoffs_against(game: &Strategic, profile: &Mixed, player: PlayerId) -> Vec<Rational> {
    let mut payoffs = vec![Rational::ZERO; profile[player.index()].len()];
    for cell in 0..game.cell_count() {
        let strategies = game.strategies(cell);
        let others = strategies
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != player.index());
        let mut weight = Rational::ONE;
        for (other, &strategy) in others {
            let part = &profile[other][strategy];
            if part.is_zero() {
                weight = Rational::ZERO;
                break;
            }
            weight *= part;
        }
        if !weight.is_zero()
            && let Some(payoff) = game.payoff(cell, player).map(Number::value)
        {
            payoffs[strategies[player.index()]] += payoff * weight;
        }
    }
    payoffs
}
