//! Behaviour with the same supports that equations leave open in part.
//!
//! In: supports, the probabilities that equations determine, and those left open. Out: the corners of
//! what inequalities leave of these: that no probability is below 0, and that no action that is not
//! taken pays more where it is known what is believed. That is a polytope where the inequalities are
//! linear in what is open.

use game::Rational;
use game::tree::Tree;

use super::equations::Payoffs;
use super::multilinear::Multilinear;
use super::supports::Supports;
use crate::behaviour::{Behaviour, reach};

/// Choices of inequalities that meet at a corner, at most.
const MOST_MEETINGS: u64 = 20_000;

/// What inequalities leave.
pub(super) enum Left {
    /// No behaviour with all these actions taken.
    Nothing,
    /// That could not be found out.
    Open,
    /// A stretch of it.
    Stretch(Stretch),
}

/// All behaviour with these supports that is optimal where it is known what is believed.
pub(super) struct Stretch {
    /// Behaviour at the corners at which all actions of the supports are taken.
    pub(super) corners: Vec<Behaviour>,
    /// Behaviour at the other corners: it has smaller supports.
    pub(super) edges: Vec<Behaviour>,
    /// Behaviour in the middle of all corners.
    pub(super) middle: Behaviour,
    /// Whether what can be believed elsewhere is the same all over the stretch.
    pub(super) alike: bool,
}

/// The stretch that supports and the values of unknowns, where these are determined, leave.
pub(super) fn left(
    supports: &Supports<'_>,
    weights: &[Vec<Multilinear>],
    values: &[Option<Rational>],
) -> Left {
    let known = |sum: &Multilinear| sum.with_known(values);
    let weights: Vec<Vec<Multilinear>> = weights
        .iter()
        .map(|own| own.iter().map(known).collect())
        .collect();
    let payoffs = Payoffs::new(supports, &weights);
    let mut bounds: Vec<Multilinear> = payoffs.gains();
    bounds.retain(|gain| !gain.is_zero());
    // Somewhere above 0 and nowhere below: then above 0 wherever all actions are taken.
    if bounds.iter().any(Multilinear::is_positive_inside) {
        return Left::Nothing;
    }
    for own in &weights {
        let positive = own.iter().filter(|weight| weight.degree() > 0);
        bounds.extend(positive.map(|weight| Multilinear::zero().minus(weight)));
    }
    let open: Vec<u16> = (0u16..)
        .zip(values)
        .filter_map(|(number, value)| value.is_none().then_some(number))
        .collect();
    let linear = bounds.iter().all(|bound| bound.degree() <= 1);
    if !linear || meetings(bounds.len(), open.len()) > MOST_MEETINGS {
        return Left::Open;
    }
    let rows: Vec<Vec<Rational>> = bounds.iter().map(|one| one.linear(&open)).collect();
    let points = corners(&rows, open.len());
    let Some(middle) = mean(&points) else {
        return Left::Nothing;
    };
    let at = |point: &[Rational]| -> Behaviour {
        let mut rest = point.iter();
        let all: Vec<Rational> = values
            .iter()
            .map(|value| value.as_ref().or_else(|| rest.next()))
            .map(|value| value.cloned().unwrap_or(Rational::ZERO))
            .collect();
        let own = |own: &Vec<Multilinear>| own.iter().map(|weight| weight.at(&all)).collect();
        weights.iter().map(own).collect()
    };
    let all_taken = |behaviour: &Behaviour| {
        let mut sets = behaviour.iter().zip(&supports.taken);
        sets.all(|(own, taken)| taken.iter().all(|one| own[*one as usize] > Rational::ZERO))
    };
    let middle = at(&middle);
    if !all_taken(&middle) {
        return Left::Nothing;
    }
    let behaviours = points.iter().map(|point| at(point));
    let (corners, edges) = behaviours.partition(all_taken);
    Left::Stretch(Stretch {
        corners,
        edges,
        middle,
        alike: payoffs.ask_the_same(),
    })
}

/// Some behaviour with these supports, if what is open is all where nobody gets.
pub(super) fn fixed_on_the_way(
    tree: &Tree,
    weights: &[Vec<Multilinear>],
    values: &[Option<Rational>],
) -> Option<Behaviour> {
    let mut open = Vec::new();
    let mut behaviour: Behaviour = Vec::new();
    for (set, own) in tree.information_sets().iter().zip(weights) {
        let own: Vec<Multilinear> = own.iter().map(|one| one.with_known(values)).collect();
        let taken = own.iter().filter(|weight| !weight.is_zero()).count();
        if own.iter().any(|weight| weight.degree() > 0) {
            open.push(&set.members);
        }
        let even = Rational::ONE / Rational::from(taken.max(1) as u64);
        let at = |weight: &Multilinear| match weight.degree() {
            0 => weight.at(&[]),
            _ => even.clone(),
        };
        behaviour.push(own.iter().map(at).collect());
    }
    let reach = reach(tree, &behaviour);
    let mut nodes = open.into_iter().flatten();
    nodes
        .all(|node| reach[node.index()].is_zero())
        .then_some(behaviour)
}

/// How many choices of as many bounds as there are unknowns there are.
fn meetings(bounds: usize, unknowns: usize) -> u64 {
    (0..unknowns).fold(1u64, |count, place| {
        let more = bounds.saturating_sub(place) as u64;
        count.saturating_mul(more) / (place as u64 + 1)
    })
}

/// The corners of `constant + Σ slope · x ≤ 0`, rows with the constant first.
fn corners(rows: &[Vec<Rational>], unknowns: usize) -> Vec<Vec<Rational>> {
    let mut found: Vec<Vec<Rational>> = Vec::new();
    let mut chosen: Vec<usize> = (0..unknowns).collect();
    if rows.len() < unknowns {
        return found;
    }
    loop {
        let meeting: Vec<&Vec<Rational>> = chosen.iter().map(|row| &rows[*row]).collect();
        if let Some(point) = meet(&meeting)
            && rows.iter().all(|row| value(row, &point) <= Rational::ZERO)
            && !found.contains(&point)
        {
            found.push(point);
        }
        let movable = |place: &usize| chosen[*place] < rows.len() - unknowns + place;
        let Some(place) = (0..unknowns).rev().find(movable) else {
            return found;
        };
        chosen[place] += 1;
        for next in place + 1..unknowns {
            chosen[next] = chosen[next - 1] + 1;
        }
    }
}

fn value(row: &[Rational], point: &[Rational]) -> Rational {
    row[1..]
        .iter()
        .zip(point)
        .fold(row[0].clone(), |sum, (slope, one)| sum + slope * one)
}

/// The point at which as many rows as there are unknowns are 0, if there is one only.
fn meet(rows: &[&Vec<Rational>]) -> Option<Vec<Rational>> {
    let unknowns = rows.len();
    let mut open: Vec<Vec<Rational>> = rows.iter().map(|row| (*row).clone()).collect();
    for column in 0..unknowns {
        let pivot = (column..unknowns).find(|row| !open[*row][column + 1].is_zero())?;
        open.swap(column, pivot);
        let lead = open[column].clone();
        for (place, row) in open.iter_mut().enumerate() {
            let factor = &row[column + 1] / &lead[column + 1];
            if place != column && !factor.is_zero() {
                for (one, other) in row.iter_mut().zip(&lead) {
                    *one -= other * &factor;
                }
            }
        }
    }
    let solved = open.iter().enumerate();
    Some(
        solved
            .map(|(column, row)| -(&row[0] / &row[column + 1]))
            .collect(),
    )
}

fn mean(points: &[Vec<Rational>]) -> Option<Vec<Rational>> {
    let count = Rational::from(points.len() as u64);
    let first = points.first()?;
    Some(
        (0..first.len())
            .map(|place| {
                let sum = points
                    .iter()
                    .fold(Rational::ZERO, |sum, point| sum + &point[place]);
                sum / &count
            })
            .collect(),
    )
}
