//! Games in strategic form: what each combination of strategies pays.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use crate::number::Number;
use crate::tree::{Outcome, PlayerId};

/// So many players need no memory of their own while cells are visited.
const FEW: usize = 6;

/// Strategies that all players together may have.
pub const MOST_STRATEGIES: usize = 1 << 20;

/// A game in strategic form. Made by [`Strategic::new`], which checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strategic {
    title: Box<str>,
    comment: Box<str>,
    players: Vec<StrategicPlayer>,
    payoffs: Payoffs,
}

/// A player and its strategies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategicPlayer {
    /// Its name.
    pub name: Box<str>,
    /// The names of its strategies, at least one.
    pub strategies: Vec<Box<str>>,
}

/// What the cells of the table pay. In the first cell all play their first strategy; the first
/// player's strategy changes fastest from cell to cell, the last player's slowest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payoffs {
    /// Cells name outcomes, or nothing, which pays 0.
    Outcomes {
        /// The outcomes.
        outcomes: Vec<Outcome>,
        /// One entry for each cell: which outcome.
        cells: Vec<Option<u32>>,
    },
    /// Cells list the payoffs of all players, one cell after the other.
    Listed(Vec<Number>),
}

/// Why something is no strategic game.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StrategicFlaw {
    /// A player without strategies.
    #[error("player {0} has no strategy")]
    NoStrategies(usize),
    /// The table has more cells than fit in memory.
    #[error("the table would have more than 2^40 cells")]
    TooManyCells,
    /// Cells are missing, or there are too many.
    #[error("{what}: expected {expected}, found {found}")]
    Count {
        /// What was counted: "cells of the table" or "payoffs".
        what: &'static str,
        /// How many there must be.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// A cell names an outcome that is not in the list.
    #[error("there is no outcome {0}")]
    NoSuchOutcome(u32),
}

impl Strategic {
    /// A checked strategic game.
    ///
    /// # Errors
    /// The table does not fit the players.
    pub fn new(
        title: impl Into<Box<str>>,
        comment: impl Into<Box<str>>,
        players: Vec<StrategicPlayer>,
        payoffs: Payoffs,
    ) -> Result<Self, StrategicFlaw> {
        let cells = cell_count(&players)?;
        let number = players.len() as u64;
        match &payoffs {
            Payoffs::Outcomes {
                outcomes,
                cells: named,
            } => {
                for outcome in outcomes {
                    count("payoffs", number, outcome.payoffs.len())?;
                }
                count("cells of the table", cells, named.len())?;
                let missing = named
                    .iter()
                    .flatten()
                    .find(|&&one| one as usize >= outcomes.len());
                if let Some(&missing) = missing {
                    return Err(StrategicFlaw::NoSuchOutcome(missing + 1));
                }
            }
            Payoffs::Listed(listed) => count("payoffs", cells * number, listed.len())?,
        }
        Ok(Self {
            title: title.into(),
            comment: comment.into(),
            players,
            payoffs,
        })
    }

    /// The title of the game.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The comment of the file.
    #[must_use]
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// The players in the order of the file.
    #[must_use]
    pub fn players(&self) -> &[StrategicPlayer] {
        &self.players
    }

    /// The table as it was written.
    #[must_use]
    pub fn payoffs(&self) -> &Payoffs {
        &self.payoffs
    }

    /// How many cells the table has.
    #[must_use]
    pub fn cell_count(&self) -> usize {
        match &self.payoffs {
            Payoffs::Outcomes { cells, .. } => cells.len(),
            Payoffs::Listed(listed) => listed.len() / self.players.len().max(1),
        }
    }

    /// The cell where each player plays the strategy with the given number.
    #[must_use]
    pub fn cell(&self, strategies: &[usize]) -> usize {
        let mut cell = 0;
        let mut step = 1;
        for (player, &strategy) in self.players.iter().zip(strategies) {
            cell += step * strategy;
            step *= player.strategies.len();
        }
        cell
    }

    /// The strategies played in a cell.
    #[must_use]
    pub fn strategies(&self, mut cell: usize) -> Vec<usize> {
        let mut strategies = Vec::with_capacity(self.players.len());
        for player in &self.players {
            strategies.push(cell % player.strategies.len());
            cell /= player.strategies.len();
        }
        strategies
    }

    /// How many cells lie between one strategy of a player and the next.
    #[must_use]
    pub fn step(&self, player: usize) -> usize {
        let before = self.players[..player].iter();
        before.map(|player| player.strategies.len()).product()
    }

    /// Visits every cell in which all play strategies from these lists, with the strategies; the first
    /// player's changes fastest. None where a list is empty.
    pub fn cells_within(&self, lists: &[&[usize]], visit: impl FnMut(usize, &[usize])) {
        let players = self.players.iter();
        let ranges: Vec<Range<usize>> = players.map(|one| 0..one.strategies.len()).collect();
        cells_within(&ranges, lists, visit);
    }

    /// What a player is paid in a cell; nothing where the cell names no outcome.
    #[must_use]
    pub fn payoff(&self, cell: usize, player: PlayerId) -> Option<&Number> {
        match &self.payoffs {
            Payoffs::Outcomes { outcomes, cells } => {
                cells[cell].map(|one| &outcomes[one as usize].payoffs[player.index()])
            }
            Payoffs::Listed(listed) => Some(&listed[cell * self.players.len() + player.index()]),
        }
    }
}

/// How many cells the table of these players has.
///
/// # Errors
/// A player has no strategy, or the table is too large for any memory.
pub fn cell_count(players: &[StrategicPlayer]) -> Result<u64, StrategicFlaw> {
    let mut cells: u64 = 1;
    for (index, player) in players.iter().enumerate() {
        if player.strategies.is_empty() {
            return Err(StrategicFlaw::NoStrategies(index + 1));
        }
        cells = cells
            .checked_mul(player.strategies.len() as u64)
            .filter(|&cells| cells <= 1 << 40)
            .ok_or(StrategicFlaw::TooManyCells)?;
    }
    Ok(cells)
}

/// Visits every cell of a table in which all play strategies from these lists, with the strategies; the
/// first player's changes fastest. None where a list is empty. Ranges are how each player's strategies are
/// numbered.
pub fn cells_within(
    ranges: &[Range<usize>],
    lists: &[&[usize]],
    mut visit: impl FnMut(usize, &[usize]),
) {
    let first = lists.iter().map(|list| list.first().copied());
    let Some(mut played) = first.collect::<Option<SmallVec<[usize; FEW]>>>() else {
        return;
    };
    let steps = ranges.iter().scan(1, |step, range| {
        let own = *step;
        *step *= range.len();
        Some(own)
    });
    let steps: SmallVec<[usize; FEW]> = steps.collect();
    let moving = played.iter().zip(ranges).zip(&steps);
    let mut cell: usize = moving
        .map(|((taken, range), step)| (taken - range.start) * step)
        .sum();
    let mut places: SmallVec<[usize; FEW]> = smallvec![0; lists.len()];
    loop {
        visit(cell, &played);
        let mut player = 0;
        loop {
            let Some(list) = lists.get(player) else {
                return;
            };
            places[player] = (places[player] + 1) % list.len();
            let next = list[places[player]];
            cell = cell + next * steps[player] - played[player] * steps[player];
            played[player] = next;
            if places[player] != 0 {
                break;
            }
            player += 1;
        }
    }
}

fn count(what: &'static str, expected: u64, found: usize) -> Result<(), StrategicFlaw> {
    let found = found as u64;
    if expected == found {
        return Ok(());
    }
    Err(StrategicFlaw::Count {
        what,
        expected,
        found,
    })
}
