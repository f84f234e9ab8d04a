//! The pure equilibria of strategic games, for any number of players.

use game::strategic::Strategic;
use game::tree::PlayerId;
use game::{Number, Rational};

use crate::Completeness;

/// The pure equilibria of a game.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Pure {
    /// Exactly how many there are.
    pub count: u64,
    /// For each one that is listed, the strategy of each player, in the order of the table.
    pub profiles: Vec<Vec<usize>>,
    /// Whether all are listed.
    pub completeness: Completeness,
}

/// Finds all pure equilibria and lists at most `most` of them.
///
/// Linear in the table for each player, after sorting its payoffs.
pub fn pure(game: &Strategic, most: usize) -> Pure {
    let cells = game.cell_count();
    let mut stable = vec![true; cells];
    let mut step = 1;
    for (index, player) in game.players().iter().enumerate() {
        let ranks = ranks(game, PlayerId(index as u32));
        let own = player.strategies.len();
        // Cells that differ only in this player's strategy stand `step` apart.
        for base in (0..cells).filter(|cell| (cell / step) % own == 0) {
            let line = || (0..own).map(|strategy| base + strategy * step);
            let best = line().map(|cell| ranks[cell]).max();
            for cell in line() {
                stable[cell] &= Some(ranks[cell]) == best;
            }
        }
        step *= own;
    }
    let found = || (0..cells).filter(|&cell| stable[cell]);
    let profiles: Vec<Vec<usize>> = found()
        .take(most)
        .map(|cell| game.strategies(cell))
        .collect();
    let count = found().count() as u64;
    let whole = profiles.len() as u64 == count;
    let completeness = if whole {
        Completeness::Complete
    } else {
        Completeness::Incomplete
    };
    Pure {
        count,
        profiles,
        completeness,
    }
}

/// The payoffs of a player by cell, as places in their order: equal payoffs have one place.
fn ranks(game: &Strategic, player: PlayerId) -> Vec<u32> {
    let payoff = |cell| {
        game.payoff(cell, player)
            .map_or(Rational::ZERO, Number::value)
    };
    let values: Vec<Rational> = (0..game.cell_count()).map(payoff).collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&one, &two| values[one].cmp(&values[two]));
    let mut ranks = vec![0; values.len()];
    let mut rank = 0;
    for (place, &cell) in order.iter().enumerate() {
        if place > 0 && values[cell] != values[order[place - 1]] {
            rank += 1;
        }
        ranks[cell] = rank;
    }
    ranks
}
