//! Linear programs, solved exactly.
//!
//! Fractions are cleared row by row, and the simplex method runs on integers: on machine words,
//! and again on wider ones where those overflow. The answer is exact, and so are its prices.

use std::ops::ControlFlow;

use game::number::common_multiple;
use game::{Integer, Natural, Rational};

use crate::dictionary::Dictionary;
use crate::integer::{Entry, Overflow};

/// To make `goal · x` large where each row holds and `x ≥ 0`. It must be bounded.
pub(crate) struct Program {
    pub(crate) rows: Vec<Row>,
    /// What one of each variable adds.
    pub(crate) goal: Vec<Rational>,
}

/// `Σ entry · x ≤ bound`. Bounds are at least 0, so that `x = 0` is a point to start from.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) entries: Vec<(usize, Rational)>,
    pub(crate) bound: Rational,
}

/// The best point of a program.
pub(crate) struct Optimum {
    pub(crate) point: Vec<Rational>,
    /// For each row, what one more of its bound would add.
    pub(crate) prices: Vec<Rational>,
    pub(crate) value: Rational,
}

/// Solves a program; nothing where `step`, asked before each step, breaks it off.
pub(crate) fn solve(
    program: &Program,
    step: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Optimum> {
    let cleared = Cleared::new(program);
    let found = with::<i64>(program, &cleared, step)
        .or_else(|Overflow| with::<i128>(program, &cleared, step))
        .or_else(|Overflow| with::<Integer>(program, &cleared, step));
    // Integers without limit never overflow.
    found.unwrap_or(None)
}

/// A program in integers.
struct Cleared {
    matrix: Vec<Vec<Integer>>,
    /// What each row was multiplied with.
    scales: Vec<Rational>,
    goal: Vec<Integer>,
    goal_scale: Rational,
}

impl Cleared {
    fn new(program: &Program) -> Self {
        let columns = program.goal.len();
        let mut matrix = Vec::with_capacity(program.rows.len());
        let mut scales = Vec::with_capacity(program.rows.len());
        for row in &program.rows {
            let values = row.entries.iter().map(|(_, entry)| entry);
            let scale = common_denominator(values.chain([&row.bound]));
            let mut cleared = vec![Integer::ZERO; columns + 1];
            for (at, entry) in &row.entries {
                cleared[*at] += scaled(entry, &scale);
            }
            cleared[columns] = scaled(&row.bound, &scale);
            matrix.push(cleared);
            scales.push(Rational::from(scale));
        }
        let goal_scale = common_denominator(&program.goal);
        let goal = program
            .goal
            .iter()
            .map(|one| scaled(one, &goal_scale))
            .collect();
        Self {
            matrix,
            scales,
            goal,
            goal_scale: Rational::from(goal_scale),
        }
    }
}

/// A fraction with a denominator that divides the scale, times the scale.
pub(crate) fn scaled(value: &Rational, scale: &Natural) -> Integer {
    if value.denominator() == scale {
        return value.numerator().clone();
    }
    value.numerator() * (scale / value.denominator())
}

/// The least number that makes all these integers.
pub(crate) fn common_denominator<'a>(values: impl IntoIterator<Item = &'a Rational>) -> Natural {
    let under = values.into_iter().map(Rational::denominator);
    under.fold(Natural::ONE, common_multiple)
}

fn with<N: Entry>(
    program: &Program,
    cleared: &Cleared,
    step: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<Option<Optimum>, Overflow> {
    let columns = program.goal.len();
    let mut dictionary: Dictionary<N> = Dictionary::with_constants(columns, &cleared.matrix)?;
    dictionary.maximise_weighted(&cleared.goal)?;
    if !dictionary.climb(|| step().is_continue())? {
        return Ok(None);
    }
    let price = |(row, scale): (usize, &Rational)| {
        dictionary.price(columns + row) * scale / &cleared.goal_scale
    };
    Ok(Some(Optimum {
        point: (0..columns)
            .map(|column| dictionary.value(column))
            .collect(),
        prices: cleared.scales.iter().enumerate().map(price).collect(),
        value: dictionary.reached() / &cleared.goal_scale,
    }))
}
