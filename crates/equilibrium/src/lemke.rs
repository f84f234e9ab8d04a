//! Equilibria of the sequence form by Lemke's algorithm.
//!
//! Two plans are an equilibrium where they solve a linear complementarity problem whose size is
//! linear in the tree: a sequence that is played is worth no less than its information set, and the
//! weights of each set sum to that of the sequence before it. Lemke's algorithm (1965) solves it
//! where no payoffs sum to more than 0, which a shift of payoffs brings about (Koller, Megiddo, von
//! Stengel 1996). It follows a path of pivots; ties are broken by the lexicographic rule, so that
//! the path of a degenerate game runs in no circle either. Each covering vector has its own path,
//! which may end at another equilibrium: other vectors are tried for more, and not all are found.

use game::{Integer, Rational};

use crate::dictionary::{Dictionary, Variable};
use crate::integer::{Entry, Overflow};
use crate::program::{common_denominator, scaled};
use crate::sequence_form::{Plan, SequenceForm, Side};

/// What a search may spend.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Pivots on all paths together.
    pub steps: u64,
    /// Equilibria that are listed at most.
    pub equilibria: usize,
}

/// Equilibria that were found, by no means all there are.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Found<T> {
    /// The equilibria, in the order in which they were found.
    pub equilibria: Vec<T>,
    /// Whether every start was tried, and no limit was reached.
    pub all_starts: bool,
}

/// Pivots that are left, and whether the caller still wants them.
pub(crate) struct Steps<'a> {
    pub(crate) left: u64,
    pub(crate) goes_on: &'a dyn Fn() -> bool,
}

impl Steps<'_> {
    pub(crate) fn take(&mut self) -> bool {
        match self.left.checked_sub(1) {
            Some(rest) if (self.goes_on)() => {
                self.left = rest;
                true
            }
            _ => false,
        }
    }
}

/// Equilibria at the ends of the paths from several starts: the plain covering vector first, then
/// one that favours each sequence, then vectors of scattered numbers, until many of these in a row have
/// brought nothing new.
///
/// A path may be exponentially long; each pivot is quadratic in the sequences.
pub fn lemke(form: &SequenceForm, limits: Limits, goes_on: &dyn Fn() -> bool) -> Found<[Plan; 2]> {
    let problem = Problem::new(form);
    let mut steps = Steps {
        left: limits.steps,
        goes_on,
    };
    let mut found = Found {
        equilibria: Vec::new(),
        all_starts: true,
    };
    let favoured = (0..problem.sequences).map(Cover::Favours);
    let scattered = (1..).map(Cover::Scattered);
    let mut in_vain = 0;
    for cover in [Cover::Plain].into_iter().chain(favoured).chain(scattered) {
        if in_vain == PATIENCE {
            break;
        }
        if found.equilibria.len() >= limits.equilibria {
            found.all_starts = false;
            break;
        }
        let weights = path::<i64>(&problem, cover, &mut steps)
            .or_else(|Overflow| path::<i128>(&problem, cover, &mut steps))
            .or_else(|Overflow| path::<Integer>(&problem, cover, &mut steps));
        let Ok(Some(weights)) = weights else {
            found.all_starts = false;
            break;
        };
        let [first, second] = &form.sides;
        let (one, two) = weights.split_at(first.sequences);
        let plans = [first.shared_out(one), second.shared_out(two)];
        let is_new = !found.equilibria.contains(&plans) && form.is_equilibrium(&plans);
        in_vain = match cover {
            Cover::Scattered(_) if !is_new => in_vain + 1,
            _ => 0,
        };
        if is_new {
            found.equilibria.push(plans);
        }
    }
    found
}

/// `w = matrix · z + constants`, `w ≥ 0`, `z ≥ 0`, and of `w` and `z` one is 0 in each row.
///
/// `z` holds the weights of all sequences, then the values of each player's sets, as differences
/// of two numbers.
struct Problem {
    matrix: Vec<Vec<Integer>>,
    constants: Vec<Integer>,
    sequences: usize,
}

impl Problem {
    fn new(form: &SequenceForm) -> Self {
        let [first, second] = &form.sides;
        let sequences = first.sequences + second.sequences;
        let size = sequences + 2 * (2 + first.sets.len() + second.sets.len());
        let mut matrix = vec![vec![Rational::ZERO; size]; size];
        let mut constants = vec![Integer::ZERO; size];
        for (player, own, other) in [(0, 0, first.sequences), (1, first.sequences, 0)] {
            let shift = form
                .cells
                .iter()
                .map(|cell| &cell.payoffs[player] / &cell.chance);
            let shift = shift.max().unwrap_or(Rational::ZERO);
            for cell in &form.cells {
                let paid = &cell.payoffs[player] - &shift * &cell.chance;
                let row = own + cell.sequences[player];
                matrix[row][other + cell.sequences[1 - player]] -= paid;
            }
        }
        let mut plus = sequences;
        for (side, own) in [(first, 0), (second, first.sequences)] {
            let minus = plus + 1 + side.sets.len();
            for (place, entries) in constraints(side).into_iter().enumerate() {
                for (sequence, entry) in entries {
                    let sequence = own + sequence;
                    matrix[sequence][plus + place] += &entry;
                    matrix[sequence][minus + place] -= &entry;
                    matrix[plus + place][sequence] -= &entry;
                    matrix[minus + place][sequence] += entry;
                }
            }
            constants[plus] = Integer::ONE;
            constants[minus] = -Integer::ONE;
            plus = minus + 1 + side.sets.len();
        }
        let cleared = |row: &Vec<Rational>| {
            let scale = common_denominator(row);
            row.iter().map(|entry| scaled(entry, &scale)).collect()
        };
        Self {
            matrix: matrix.iter().map(cleared).collect(),
            constants,
            sequences,
        }
    }
}

/// The rows of a plan's constraints: the empty sequence has weight 1, and those of each set sum to
/// the one before.
fn constraints(side: &Side) -> Vec<Vec<(usize, Rational)>> {
    let set = |set| {
        let own = Side::continuations(set).map(|sequence| (sequence, Rational::ONE));
        own.chain([(set.before, -Rational::ONE)]).collect()
    };
    std::iter::once(vec![(0, Rational::ONE)])
        .chain(side.sets.iter().map(set))
        .collect()
}

/// A covering vector: how much later each sequence becomes worth playing.
#[derive(Clone, Copy)]
enum Cover {
    /// All alike.
    Plain,
    /// One sequence before all others.
    Favours(usize),
    /// By numbers that look random, the same ones for the same number.
    Scattered(u64),
}

/// How much later other sequences become worth playing than the favoured one, and the most in vectors of
/// scattered numbers.
const FAVOUR: u8 = 16;

/// Scattered vectors in a row that may bring nothing new.
const PATIENCE: u32 = 40;

impl Cover {
    fn at(self, sequence: usize) -> Integer {
        match self {
            Self::Plain => Integer::ONE,
            Self::Favours(favoured) if sequence == favoured => Integer::ONE,
            Self::Favours(_) => Integer::from(FAVOUR),
            Self::Scattered(number) => {
                // splitmix64 (Steele, Lea and Flood 2014).
                let mut bits = (number << 32 | sequence as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                Integer::from(1 + (bits ^ (bits >> 31)) % u64::from(FAVOUR))
            }
        }
    }
}

/// The weights of all sequences at the end of one path; nothing where there is no step left.
fn path<N: Entry>(
    problem: &Problem,
    vector: Cover,
    steps: &mut Steps<'_>,
) -> Result<Option<Vec<Rational>>, Overflow> {
    let size = problem.constants.len();
    let cover = |row: usize| {
        if row < problem.sequences {
            vector.at(row)
        } else {
            Integer::ONE
        }
    };
    // The artificial variable enters where it is needed most; of ties the last comes first in the
    // lexicographic order. All rows that are below 0 have the cover 1.
    let Some(first) = (0..size).rev().min_by_key(|&row| &problem.constants[row]) else {
        return Ok(None);
    };
    let needed = &problem.matrix[first];
    let rows: Vec<Vec<Integer>> = (0..size)
        .map(|row| {
            let (cover, own) = (cover(row), &problem.matrix[row]);
            let entry = |column: usize| {
                if row == first {
                    needed[column].clone()
                } else {
                    &needed[column] * &cover - &own[column]
                }
            };
            let constant = if row == first {
                -problem.constants[first].clone()
            } else {
                &problem.constants[row] - &problem.constants[first] * &cover
            };
            (0..size)
                .map(entry)
                .chain([-cover.clone(), constant])
                .collect()
        })
        .collect();
    // Variables: the z; the w of the first row, which has left; then the w of all other rows, with
    // the artificial variable in the place of the first row's.
    let mut dictionary: Dictionary<N> = Dictionary::with_constants(size + 1, &rows)?;
    let slack = |row: usize| if row == first { size } else { size + 1 + row };
    dictionary.order_by((0..size).map(slack).collect());
    let artificial = size + 1 + first;
    let complement = |variable: Variable| {
        if variable < size {
            slack(variable)
        } else if variable == size {
            first
        } else {
            variable - size - 1
        }
    };
    let mut enters = first;
    loop {
        if !steps.take() {
            return Ok(None);
        }
        let Some(column) = dictionary.column_of(enters) else {
            return Ok(None);
        };
        let Some(row) = dictionary.leaving(column)? else {
            return Ok(None);
        };
        let leaves = dictionary.basic_at(row);
        dictionary.pivot(row, column)?;
        if leaves == artificial {
            break;
        }
        enters = complement(leaves);
    }
    Ok(Some(
        (0..problem.sequences)
            .map(|at| dictionary.value(at))
            .collect(),
    ))
}
