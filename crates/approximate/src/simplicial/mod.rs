//! Some equilibria of a table by simplicial subdivision.
//!
//! The space of all mixtures is cut into simplices, and a path of simplices leads from any mixture to a
//! small one near an equilibrium (van der Laan and Talman 1982; Doup and Talman 1987; van der Laan,
//! Talman and van der Heyden 1987). Places are whole numbers on a grid and each has one label, so the
//! path can neither miss its end nor run in a circle, whatever the rounding. The grid is made finer
//! from where the path ended until the equilibrium there can be made precise.
//!
//! To have no rim to mind, mixtures are continued beyond the simplex: a place stands for the nearest
//! mixture, and what the place is below it counts as what the strategy pays less than the best (the
//! coordinates of Govindan and Wilson 2003). A place is labelled with the strategy that gains most in
//! this count.

mod walk;

use game::Strategic;

use crate::compact::{Compact, TooManyActions};
use crate::several::{Found, Keeper, Limits, Scatter, Steps, search};
use walk::{Grid, nearest_mixture};

/// How fine the grid is at first and at last: parts of 1.
const FIRST: i64 = 8;
const FINEST: i64 = 1 << 40;

/// Finds equilibria of a table from several starts, as long as `goes_on` says so, which is asked at each
/// step: first the middle of all mixtures, then places that are scattered over them.
///
/// Each start ends at an equilibrium if there are steps enough. A step goes through the table once; the
/// number of steps can be exponential in the number of strategies.
///
/// # Errors
/// The game is too large.
pub fn simplicial(
    game: &Strategic,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Found, TooManyActions> {
    search(
        game,
        limits,
        goes_on,
        &|game, number, scatter, keeper, steps| {
            refine(game, start(game, number, scatter), keeper, steps)
        },
    )
}

/// Follows paths on finer and finer grids to one equilibrium.
fn refine(game: &Compact, start: Vec<f64>, keeper: &mut Keeper<'_>, steps: &mut Steps<'_>) -> bool {
    let mut parts = FIRST;
    let mut grid = Grid::new(game, parts, &start);
    loop {
        if !grid.walk(steps) {
            return false;
        }
        let mixtures = nearest_mixture(game, &grid.middle());
        if keeper.take(&mixtures, 0.5 / parts as f64) {
            return true;
        }
        if parts >= FINEST {
            return false;
        }
        parts *= 2;
        grid = grid.finer();
    }
}

/// Where to begin: in the middle, or nearer to one strategy of each player.
fn start(game: &Compact, number: u64, scatter: &mut Scatter) -> Vec<f64> {
    let mut start = vec![0.0; game.action_count()];
    for agent in game.agents() {
        let own = &mut start[agent.actions.clone()];
        for share in own.iter_mut() {
            // Logarithms of random numbers share the simplex out evenly.
            *share = if number == 0 {
                1.0
            } else {
                -scatter.next().max(1e-9).ln()
            };
        }
        let total: f64 = own.iter().sum();
        own.iter_mut().for_each(|share| *share /= total);
    }
    start
}
