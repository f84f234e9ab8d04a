//! All equilibria where two players at most have a choice: exactly, from extreme equilibria.

use equilibrium::Completeness;
use equilibrium::components::components;
use equilibrium::extreme::{self, extreme_while};
use equilibrium::mixed::{Mixed, certificate};
use game::strategic::{Payoffs, Strategic, StrategicPlayer};
use game::tree::PlayerId;
use game::{Number, Rational};

use super::{Choice, Found};
use crate::compact::Compact;
use crate::refined::Refined;

/// The equilibria in which strategies that are kept are played: all where these are isolated, else the
/// extreme ones, and how many components of others there are.
pub(super) fn all(
    game: &Strategic,
    compact: &Compact,
    kept: &Choice,
    most: usize,
    goes_on: &dyn Fn() -> bool,
) -> Found {
    let kept: Vec<Vec<usize>> = kept
        .iter()
        .zip(compact.agents())
        .map(|(own, agent)| own.iter().map(|one| one - agent.actions.start).collect())
        .collect();
    let choosing = choosing(&kept);
    let limits = extreme::Limits {
        equilibria: most,
        ..extreme::Limits::default()
    };
    let small = between(game, &kept, choosing);
    let found = small.and_then(|small| extreme_while(&small, limits, goes_on).ok());
    let Some(found) = found else {
        return Found {
            equilibria: Vec::new(),
            completeness: Completeness::Incomplete,
            undecided: 0,
        };
    };
    let (parts, _) = components(&found.equilibria);
    let undecided = parts.iter().filter(|part| part.extreme.len() > 1).count();
    let equilibria = found.equilibria.iter().map(|one| {
        let profile = spread(game, &kept, choosing, one);
        let certificate = certificate(game, &profile);
        Refined {
            exact: certificate.is_equilibrium(),
            payoffs: certificate.payoffs,
            regrets: certificate.regrets.into_iter().map(Some).collect(),
            gap: 0.0,
            profile,
        }
    });
    Found {
        equilibria: equilibria.collect(),
        completeness: if undecided > 0 {
            Completeness::Incomplete
        } else {
            found.completeness
        },
        undecided: undecided as u64,
    }
}

/// The two players that choose; where fewer do, another one stands in.
fn choosing(kept: &[Vec<usize>]) -> [usize; 2] {
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by_key(|&player| (kept[player].len() == 1, player));
    let [one, two] = [0, 1].map(|place| order.get(place).copied().unwrap_or(usize::MAX));
    [one.min(two), one.max(two)]
}

/// The game between these two, in which all others play the strategy that is left to them. Where there is
/// only one player, the second one has nothing to choose.
fn between(game: &Strategic, kept: &[Vec<usize>], choosing: [usize; 2]) -> Option<Strategic> {
    let nobody = StrategicPlayer {
        name: "".into(),
        strategies: vec!["".into()],
    };
    let players = choosing.map(|player| match game.players().get(player) {
        None => nobody.clone(),
        Some(own) => StrategicPlayer {
            name: own.name.clone(),
            strategies: kept[player]
                .iter()
                .map(|&one| own.strategies[one].clone())
                .collect(),
        },
    });
    let lists: Vec<&[usize]> = kept.iter().map(Vec::as_slice).collect();
    let mut payoffs = Vec::new();
    game.cells_within(&lists, |cell, _| {
        payoffs.extend(choosing.map(|player| {
            let paid = (player < kept.len()).then(|| game.payoff(cell, PlayerId(player as u32)));
            paid.flatten()
                .cloned()
                .unwrap_or_else(|| Number::from(Rational::ZERO))
        }));
    });
    Strategic::new("", "", players.into(), Payoffs::Listed(payoffs)).ok()
}

/// A profile of these two as one of all players and strategies.
fn spread(game: &Strategic, kept: &[Vec<usize>], choosing: [usize; 2], small: &Mixed) -> Mixed {
    let players = game.players().iter().enumerate();
    players
        .map(|(player, own)| {
            let mut chances = vec![Rational::ZERO; own.strategies.len()];
            match choosing.iter().position(|&one| one == player) {
                Some(place) => {
                    for (&strategy, chance) in kept[player].iter().zip(&small[place]) {
                        chances[strategy] = chance.clone();
                    }
                }
                None => chances[kept[player][0]] = Rational::ONE,
            }
            chances
        })
        .collect()
}
