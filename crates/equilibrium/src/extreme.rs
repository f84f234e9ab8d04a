//! All extreme equilibria of games for two, exactly.
//!
//! With payoffs made positive, the mixed strategies of each player and the payoffs that they leave
//! the other form a polytope; an equilibrium is a pair of points at which every strategy is
//! unplayed or a best reply, and the extreme ones are the pairs of vertices (Mangasarian 1964,
//! von Stengel 2002). Every equilibrium is a mixture of extreme ones of one
//! [component](crate::components). For each vertex of the first polytope, those of the face of the
//! second that fits it are searched. Where payoffs sum to a constant, the equilibria are all pairs
//! of optimal strategies, and only the two optimal faces are searched.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

use game::strategic::Strategic;
use game::tree::PlayerId;
use game::{Integer, Number, Rational};

use crate::Completeness;
use crate::dictionary::{Dictionary, Variable};
use crate::integer::{Entry, Overflow};
use crate::mixed::Mixed;
use crate::program::{common_denominator, scaled};
use crate::search::{Ended, vertices};

/// The extreme equilibria of a game for two.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Extreme {
    /// The equilibria, those first that play early strategies most.
    pub equilibria: Vec<Mixed>,
    /// Whether these are all extreme equilibria.
    pub completeness: Completeness,
}

/// What a search may spend.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Steps between vertices that are made at most, times the cells of the table: a step to another vertex
    /// looks at about as many entries.
    pub work: u64,
    /// Equilibria that are listed at most.
    pub equilibria: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            work: 1 << 28,
            equilibria: 10_000,
        }
    }
}

/// The game is none for two players.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("extreme equilibria are for two players, and this game has {players}")]
pub struct NotForTwo {
    /// How many there are.
    pub players: usize,
}

/// All extreme equilibria, or as many as the limits allow.
///
/// Exponential in the smaller number of strategies.
///
/// # Errors
/// The game is not for two players.
pub fn extreme(game: &Strategic, limits: Limits) -> Result<Extreme, NotForTwo> {
    extreme_while(game, limits, &|| true)
}

/// As [`extreme`], as long as `goes_on` says so, which is asked at each vertex.
///
/// # Errors
/// The game is not for two players.
pub fn extreme_while(
    game: &Strategic,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Extreme, NotForTwo> {
    let bimatrix = Bimatrix::new(game)?;
    let found = solve::<i64>(&bimatrix, limits, goes_on)
        .or_else(|Overflow| solve::<i128>(&bimatrix, limits, goes_on))
        .or_else(|Overflow| solve::<Integer>(&bimatrix, limits, goes_on));
    // Integers without limit never overflow.
    Ok(found.unwrap_or(Extreme {
        equilibria: Vec::new(),
        completeness: Completeness::Incomplete,
    }))
}

/// The payoffs as positive integers: scaling and shifting them changes no equilibrium.
pub(crate) struct Bimatrix {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    constant_sum: bool,
    /// What the first player is paid, by its strategies.
    pub(crate) first: Vec<Vec<Integer>>,
    /// What the second player is paid, by its strategies.
    pub(crate) second: Vec<Vec<Integer>>,
}

impl Bimatrix {
    pub(crate) fn new(game: &Strategic) -> Result<Self, NotForTwo> {
        let [first, second] = game.players() else {
            return Err(NotForTwo {
                players: game.players().len(),
            });
        };
        let (rows, columns) = (first.strategies.len(), second.strategies.len());
        let of = |player, row, column| {
            game.payoff(game.cell(&[row, column]), PlayerId(player))
                .map_or(Rational::ZERO, Number::value)
        };
        let table = |player| -> Vec<Vec<Rational>> {
            (0..rows)
                .map(|row| (0..columns).map(|column| of(player, row, column)).collect())
                .collect()
        };
        let (one, two) = (table(0), table(1));
        Ok(Self {
            rows,
            columns,
            constant_sum: constant_sum(&one, &two),
            first: positive(&one),
            second: transposed(&positive(&two)),
        })
    }
}

fn constant_sum(one: &[Vec<Rational>], two: &[Vec<Rational>]) -> bool {
    let mut sums = one
        .iter()
        .flatten()
        .zip(two.iter().flatten())
        .map(|(one, two)| one + two);
    let first = sums.next();
    sums.all(|sum| Some(&sum) == first.as_ref())
}

fn positive(table: &[Vec<Rational>]) -> Vec<Vec<Integer>> {
    let scale = common_denominator(table.iter().flatten());
    let scaled = |payoff: &Rational| scaled(payoff, &scale);
    let least = table
        .iter()
        .flatten()
        .map(scaled)
        .min()
        .unwrap_or(Integer::ZERO);
    let shifted = |payoff: &Rational| scaled(payoff) - &least + Integer::ONE;
    table
        .iter()
        .map(|row| row.iter().map(shifted).collect())
        .collect()
}

fn transposed(table: &[Vec<Integer>]) -> Vec<Vec<Integer>> {
    let columns = table.first().map_or(0, Vec::len);
    (0..columns)
        .map(|column| table.iter().map(|row| row[column].clone()).collect())
        .collect()
}

fn solve<N: Entry>(
    game: &Bimatrix,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Extreme, Overflow> {
    let mut budget = Budget {
        visits: limits.work / (game.rows * game.columns).max(1) as u64,
        goes_on,
    };
    let (found, whole) = if game.constant_sum {
        constant_sum_equilibria::<N>(game, limits, &mut budget)?
    } else {
        equilibria::<N>(game, limits, &mut budget)?
    };
    let completeness = if whole {
        Completeness::Complete
    } else {
        Completeness::Incomplete
    };
    let equilibria = found
        .into_iter()
        .rev()
        .map(|(one, two)| vec![one, two])
        .collect();
    Ok(Extreme {
        equilibria,
        completeness,
    })
}

struct Budget<'a> {
    visits: u64,
    goes_on: &'a dyn Fn() -> bool,
}

impl Budget<'_> {
    fn visit(&mut self) -> ControlFlow<()> {
        match self.visits.checked_sub(1) {
            Some(rest) if (self.goes_on)() => {
                self.visits = rest;
                ControlFlow::Continue(())
            }
            _ => ControlFlow::Break(()),
        }
    }
}

type Weights = Vec<Rational>;

/// The weights of a vertex, made to sum to 1.
pub(crate) fn weights<N: Entry>(at: &Dictionary<N>, strategies: usize) -> Weights {
    let weights: Weights = (0..strategies).map(|variable| at.value(variable)).collect();
    let total = game::number::sum(weights.iter().cloned());
    weights.into_iter().map(|weight| weight / &total).collect()
}

type Found = (BTreeSet<(Weights, Weights)>, bool);

fn equilibria<N: Entry>(
    game: &Bimatrix,
    limits: Limits,
    budget: &mut Budget<'_>,
) -> Result<Found, Overflow> {
    let (rows, columns) = (game.rows, game.columns);
    // The first player's weights with the second's slacks, and the other way round.
    let mut first: Dictionary<N> = Dictionary::new(&game.second)?;
    let mut second: Dictionary<N> = Dictionary::new(&game.first)?;
    let mut known: HashSet<Vec<bool>> = HashSet::new();
    let mut found = BTreeSet::new();
    let mut whole = true;
    let ended = vertices(&mut first, |x| {
        if budget.visit().is_break() {
            return Ok(ControlFlow::Break(()));
        }
        let zeros: Vec<bool> = (0..x.variables())
            .map(|variable| x.is_zero(variable))
            .collect();
        let nobody = zeros[..rows].iter().all(|&zero| zero);
        if nobody || !known.insert(zeros.clone()) {
            return Ok(ControlFlow::Continue(()));
        }
        // What must be 0: slacks of strategies that are played, weights of those that are no
        // best reply.
        let slacks = (0..rows)
            .filter(|&row| !zeros[row])
            .map(|row| columns + row);
        let idle = (0..columns).filter(|&column| !zeros[rows + column]);
        let zero: Vec<Variable> = slacks.chain(idle).collect();
        second.minimise(&zero)?;
        if !second.optimise(|| budget.visit().is_continue())? {
            return Ok(ControlFlow::Break(()));
        }
        if !second.goal_is_zero() {
            return Ok(ControlFlow::Continue(()));
        }
        let mut face = second.clone();
        face.restrict_to_face();
        let own = weights(x, rows);
        let ended = vertices(&mut face, |y| {
            if budget.visit().is_break() || found.len() >= limits.equilibria {
                return Ok(ControlFlow::Break(()));
            }
            found.insert((own.clone(), weights(y, columns)));
            Ok(ControlFlow::Continue(()))
        })?;
        whole &= ended == Ended::Whole;
        Ok(if whole {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        })
    })?;
    whole &= ended == Ended::Whole;
    Ok((found, whole))
}

/// Pairs of vertices of the two faces of optimal strategies.
fn constant_sum_equilibria<N: Entry>(
    game: &Bimatrix,
    limits: Limits,
    budget: &mut Budget<'_>,
) -> Result<Found, Overflow> {
    let (first, first_whole) = optimal::<N>(&game.second, game.rows, limits, budget)?;
    let (second, second_whole) = optimal::<N>(&game.first, game.columns, limits, budget)?;
    let mut found = BTreeSet::new();
    let mut whole = first_whole && second_whole;
    for one in &first {
        for two in &second {
            if found.len() >= limits.equilibria {
                whole = false;
                break;
            }
            found.insert((one.clone(), two.clone()));
        }
    }
    Ok((found, whole))
}

/// The extreme strategies that leave the other the least.
fn optimal<N: Entry>(
    other: &[Vec<Integer>],
    strategies: usize,
    limits: Limits,
    budget: &mut Budget<'_>,
) -> Result<(BTreeSet<Weights>, bool), Overflow> {
    let mut dictionary: Dictionary<N> = Dictionary::new(other)?;
    let all: Vec<Variable> = (0..strategies).collect();
    dictionary.maximise(&all)?;
    if !dictionary.optimise(|| budget.visit().is_continue())? {
        return Ok((BTreeSet::new(), false));
    }
    dictionary.restrict_to_face();
    let mut found = BTreeSet::new();
    let ended = vertices(&mut dictionary, |at| {
        if budget.visit().is_break() || found.len() >= limits.equilibria {
            return Ok(ControlFlow::Break(()));
        }
        found.insert(weights(at, strategies));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((found, ended == Ended::Whole))
}
