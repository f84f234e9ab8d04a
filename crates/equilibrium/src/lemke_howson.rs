//! Equilibria of games for two by the algorithm of Lemke and Howson (1964).
//!
//! In the two polytopes of best replies each strategy is a label: a vertex has it where the
//! strategy is unplayed, or a best reply to it. A pair of vertices with all labels is an
//! equilibrium, or the pair of zeros, where the first paths begin. Dropping one label leads along a
//! path, on which only that label is missing, to another such pair. Every label is dropped at
//! every pair that is found; equilibria that no path reaches are not found (Shapley 1974). Ties are
//! broken by the lexicographic rule.

use std::collections::BTreeSet;

use game::strategic::Strategic;
use game::{Integer, Rational};

use crate::dictionary::{Dictionary, Variable};
use crate::extreme::{Bimatrix, NotForTwo, weights};
use crate::integer::{Entry, Overflow};
use crate::lemke::{Found, Limits, Steps};
use crate::mixed::Mixed;

/// Equilibria at the ends of paths from the pair of zeros and from one another.
///
/// A path may be exponentially long (Savani and von Stengel 2006); each pivot is linear in the
/// table.
///
/// # Errors
/// The game is not for two players.
pub fn lemke_howson(
    game: &Strategic,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Found<Mixed>, NotForTwo> {
    let game = Bimatrix::new(game)?;
    let solved = with::<i64>(&game, limits, goes_on)
        .or_else(|Overflow| with::<i128>(&game, limits, goes_on))
        .or_else(|Overflow| with::<Integer>(&game, limits, goes_on));
    // Integers without limit never overflow.
    Ok(solved.unwrap_or(Found {
        equilibria: Vec::new(),
        all_starts: false,
    }))
}

/// A vertex of each polytope, the first player's weights first.
#[derive(Clone)]
struct Pair<N> {
    sides: [Dictionary<N>; 2],
    /// The strategies of each player.
    sizes: [usize; 2],
}

fn with<N: Entry>(
    game: &Bimatrix,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Found<Mixed>, Overflow> {
    let start: Pair<N> = Pair {
        sides: [
            Dictionary::new(&game.second)?,
            Dictionary::new(&game.first)?,
        ],
        sizes: [game.rows, game.columns],
    };
    let mut steps = Steps {
        left: limits.steps,
        goes_on,
    };
    let mut known = BTreeSet::from([start.bases()]);
    let mut found = Found {
        equilibria: Vec::new(),
        all_starts: true,
    };
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(from) = open.pop_front() {
        for label in 0..game.rows + game.columns {
            if found.equilibria.len() >= limits.equilibria {
                found.all_starts = false;
                return Ok(found);
            }
            let mut pair = from.clone();
            if !pair.follow(label, &mut steps)? {
                found.all_starts = false;
                return Ok(found);
            }
            if known.insert(pair.bases()) {
                // In a degenerate game other bases may be the same point.
                let mixture = pair.mixture();
                if !found.equilibria.contains(&mixture) {
                    found.equilibria.push(mixture);
                }
                open.push_back(pair);
            }
        }
    }
    Ok(found)
}

impl<N: Entry> Pair<N> {
    /// The variable of a label in one of the polytopes: a weight in the one, a slack in the other.
    fn variable(&self, side: usize, label: usize) -> Variable {
        let [rows, columns] = self.sizes;
        if side == 0 || label >= rows {
            // Rows are the first weights of the first side; columns follow as slacks.
            if side == 0 { label } else { label - rows }
        } else {
            columns + label
        }
    }

    fn label(&self, side: usize, variable: Variable) -> usize {
        let [rows, columns] = self.sizes;
        match side {
            0 => variable,
            _ if variable < columns => rows + variable,
            _ => variable - columns,
        }
    }

    /// Drops a label and walks until it is there again; whether there were steps enough.
    fn follow(&mut self, dropped: usize, steps: &mut Steps<'_>) -> Result<bool, Overflow> {
        let apart =
            |pair: &Self, side: usize| pair.sides[side].column_of(pair.variable(side, dropped));
        let mut side = usize::from(apart(self, 0).is_none());
        let mut label = dropped;
        loop {
            if !steps.take() {
                return Ok(false);
            }
            let variable = self.variable(side, label);
            let dictionary = &mut self.sides[side];
            let Some(column) = dictionary.column_of(variable) else {
                return Ok(false);
            };
            let Some(row) = dictionary.leaving(column)? else {
                return Ok(false);
            };
            let leaves = dictionary.basic_at(row);
            dictionary.pivot(row, column)?;
            label = self.label(side, leaves);
            if label == dropped {
                return Ok(true);
            }
            side = 1 - side;
        }
    }

    fn bases(&self) -> [Vec<Variable>; 2] {
        [0, 1].map(|side| self.sides[side].basis())
    }

    fn mixture(&self) -> Mixed {
        let [first, second] = &self.sides;
        let mixture: [Vec<Rational>; 2] = [
            weights(first, self.sizes[0]),
            weights(second, self.sizes[1]),
        ];
        mixture.into()
    }
}
