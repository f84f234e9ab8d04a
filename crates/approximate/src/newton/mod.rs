//! Some equilibria of a table by the global Newton method (Govindan and Wilson 2003).
//!
//! Each strategy is paid a bonus on top, times a weight. Where the weight is large, everybody plays the
//! strategy with the largest bonus, and nothing else is an equilibrium. As the weight changes, the
//! equilibrium does, and makes up a curve; wherever the weight comes through 0, it is an equilibrium of
//! the game itself. The curve is followed to where the weight is far below 0, so that one curve may bring
//! several equilibria, in generic games an odd number. Other bonuses give other curves.

mod equations;
mod path;

use game::Strategic;

use crate::compact::{Compact, TooManyActions};
use crate::several::{Found, Keeper, Limits, Scatter, Steps, search};
use path::Path;

/// Weights that are 0 but for rounding.
const ZERO: f64 = 1e-10;

/// How near an equilibrium the curve comes, once the weight is 0.
const PRECISELY: f64 = 1e-9;

/// Finds equilibria of a table along several curves, as long as `goes_on` says so, which is asked at each
/// step.
///
/// For almost all bonuses the curve is without forks, also in degenerate games, as long as the weight is
/// not 0. A step solves some dense systems with one unknown for each strategy that is played and each
/// player. The curve is that of exact arithmetic unless a step was too long; there is no proof.
///
/// # Errors
/// The game is too large.
pub fn newton(
    game: &Strategic,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Found, TooManyActions> {
    search(
        game,
        limits,
        goes_on,
        &|game, number, scatter, keeper, steps| {
            follow(game, bonus(game, number, scatter), keeper, steps)
        },
    )
}

/// Follows one curve; false where it was lost on the way, or an equilibrium on it was.
fn follow(game: &Compact, bonus: Vec<f64>, keeper: &mut Keeper<'_>, steps: &mut Steps<'_>) -> bool {
    let mut path = Path::new(game, bonus);
    let mut whole = true;
    while !path.is_over() && !keeper.is_full() {
        if !steps.take() {
            return false;
        }
        let Ok(ahead) = path.advance() else {
            return false;
        };
        let (before, after) = (path.place.weight, ahead.place.weight);
        // Inside a set of equilibria the weight stays 0: only where the curve comes there counts.
        let comes_to_zero =
            before.abs() > ZERO && (after.abs() <= ZERO || (before > 0.0) != (after > 0.0));
        if comes_to_zero {
            let mixtures = path.through_zero(&path.place, &ahead.place);
            whole &= keeper.take(&mixtures, PRECISELY);
        }
        if path.settle(ahead).is_err() {
            return false;
        }
    }
    whole
}

/// What each strategy is paid on top: random numbers that favour one strategy of each player, in the first
/// place what is best where all others are indifferent.
fn bonus(game: &Compact, number: u64, scatter: &mut Scatter) -> Vec<f64> {
    let mut bonus: Vec<f64> = (0..game.action_count())
        .map(|_| scatter.next() / 2.0)
        .collect();
    let mut even = vec![0.0; bonus.len()];
    for agent in game.agents() {
        even[agent.actions.clone()].fill(1.0 / agent.actions.len() as f64);
    }
    let worth = game.worth_of_chances(&even);
    for agent in game.agents() {
        let own = agent.actions.clone();
        let favoured = if number == 0 {
            own.max_by(|&one, &two| worth[one].total_cmp(&worth[two]))
        } else {
            let place = (scatter.next() * own.len() as f64) as usize;
            own.clone().nth(place.min(own.len() - 1))
        };
        if let Some(favoured) = favoured {
            bonus[favoured] += 1.0;
        }
    }
    bonus
}
