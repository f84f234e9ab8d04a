//! Optimal play where the payoffs of two players sum to a constant.
//!
//! With payoffs shifted to be at least 0, the most that the first player can make sure of is the
//! linear program: make `q₀` large, where `x` weighs the first player's sequences, and `q` are the
//! values of the second player's information sets, which no sequence of the second may undercut.
//! The prices of these rows weigh the second player's sequences (von Stengel 1996; Koller,
//! Megiddo, von Stengel 1996). One program gives optimal plans of both, and the value.

use std::ops::ControlFlow;

use game::Rational;

use crate::program::{Program, Row, solve};
use crate::sequence_form::{Plan, SequenceForm, Side};

/// Optimal plans.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Optimal {
    /// What the first player is paid, at least and at most, where both play so.
    pub value: Rational,
    /// The plan of each player.
    pub plans: [Plan; 2],
}

/// Why there are no optimal plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSolved {
    /// The payoffs do not sum to a constant.
    #[error("this method needs payoffs of the two players that always sum to the same number")]
    NotConstantSum,
    /// It was broken off.
    #[error("the limit of {0} steps of the simplex method was reached")]
    Limit(u64),
}

/// Optimal plans of both players.
///
/// One linear program with as many rows and columns as there are sequences and information sets;
/// at most `steps` steps of the simplex method, and as long as `goes_on` says so.
///
/// # Errors
/// Payoffs do not sum to a constant, or the limit was reached.
pub fn zero_sum(
    form: &SequenceForm,
    steps: u64,
    goes_on: &dyn Fn() -> bool,
) -> Result<Optimal, NotSolved> {
    form.constant_sum().ok_or(NotSolved::NotConstantSum)?;
    let shift = form
        .cells
        .iter()
        .map(|cell| -(&cell.payoffs[0] / &cell.chance))
        .max()
        .unwrap_or(Rational::ZERO);
    let program = program(form, &shift);
    let mut left = steps;
    let mut step = || match left.checked_sub(1) {
        Some(rest) if goes_on() => {
            left = rest;
            ControlFlow::Continue(())
        }
        _ => ControlFlow::Break(()),
    };
    let found = solve(&program, &mut step).ok_or(NotSolved::Limit(steps))?;
    let [first, second] = &form.sides;
    // Rows are first the first player's sets, then the second's sequences.
    let weights = &found.prices[1 + first.sets.len()..];
    Ok(Optimal {
        value: found.value - shift,
        plans: [
            first.shared_out(&found.point[..first.sequences]),
            second.shared_out(weights),
        ],
    })
}

fn program(form: &SequenceForm, shift: &Rational) -> Program {
    let [first, second] = &form.sides;
    let values = first.sequences;
    let mut goal = vec![Rational::ZERO; values + 1 + second.sets.len()];
    goal[values] = Rational::ONE;
    let mut rows = vec![Row {
        entries: vec![(0, Rational::ONE)],
        bound: Rational::ONE,
    }];
    // No set is given more weight than the sequence before it has.
    for set in &first.sets {
        let own = Side::continuations(set).map(|sequence| (sequence, Rational::ONE));
        let before = (set.before, -Rational::ONE);
        rows.push(Row {
            entries: own.chain([before]).collect(),
            bound: Rational::ZERO,
        });
    }
    // No set of the second is worth more than any of its sequences leaves to the first.
    let mut undercut: Vec<Vec<(usize, Rational)>> = vec![Vec::new(); second.sequences];
    undercut[0].push((values, Rational::ONE));
    for (place, set) in second.sets.iter().enumerate() {
        let value = values + 1 + place;
        undercut[set.before].push((value, -Rational::ONE));
        for sequence in Side::continuations(set) {
            undercut[sequence].push((value, Rational::ONE));
        }
    }
    for cell in &form.cells {
        let paid = &cell.payoffs[0] + shift * &cell.chance;
        undercut[cell.sequences[1]].push((cell.sequences[0], -paid));
    }
    rows.extend(undercut.into_iter().map(|entries| Row {
        entries,
        bound: Rational::ZERO,
    }));
    Program { rows, goal }
}
