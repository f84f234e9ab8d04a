//! All extreme equilibria of a small table for two, from the definition (Mangasarian 1964).
//!
//! The mixtures of a player, together with what they leave the other at least, make up a polyhedron: no
//! probability is below 0, and no strategy of the other pays more. Each choice of as many of these as the
//! player has strategies meets in one point or none. Of the points that keep to all of them, a pair is an
//! extreme equilibrium where every strategy of each player is not played or pays most.

use std::collections::BTreeSet;

use super::mixture::Mixture;
use super::number::Exact;
use super::table::Table;

/// Choices of inequalities that are tried at most, for each player.
const MOST_CHOICES: u64 = 4_000;

/// A mixture of one player, and which strategies of both are not played or pay most: first those of the
/// first player, then those of the second.
struct Vertex {
    mixture: Vec<Exact>,
    labels: BTreeSet<usize>,
}

/// The extreme equilibria; nothing where the table is not for two, or too large.
pub(super) fn equilibria(table: &Table) -> Option<Vec<Mixture>> {
    let [rows, columns] = table.strategies.as_slice() else {
        return None;
    };
    let (rows, columns) = (rows.len(), columns.len());
    let choices = (0..rows as u64).try_fold(1u64, |count, place| {
        count
            .checked_mul((rows + columns) as u64 - place)?
            .checked_div(place + 1)
    })?;
    if choices > MOST_CHOICES {
        return None;
    }
    let pays = |row: usize, column: usize, player: usize| {
        table.pays[table.cell(&[row, column])][player].clone()
    };
    let leaves: Vec<Vec<Exact>> = (0..columns)
        .map(|column| (0..rows).map(|row| pays(row, column, 1)).collect())
        .collect();
    let first = vertices(&leaves, 0, rows);
    let leaves: Vec<Vec<Exact>> = (0..rows)
        .map(|row| (0..columns).map(|column| pays(row, column, 0)).collect())
        .collect();
    let second = vertices(&leaves, rows, 0);
    let mut found = Vec::new();
    for one in &first {
        for other in &second {
            if one.labels.union(&other.labels).count() == rows + columns {
                found.push(vec![one.mixture.clone(), other.mixture.clone()]);
            }
        }
    }
    Some(found)
}

/// The vertices of a player's polyhedron: what each strategy of the other is paid against each of its own
/// is given; strategies are numbered from `own` and from `others` on.
fn vertices(leaves: &[Vec<Exact>], own: usize, others: usize) -> Vec<Vertex> {
    let size = leaves.first().map_or(0, Vec::len);
    // Each is at least 0: coefficients of the probabilities and of what is left to the other at least.
    let mut inequalities: Vec<(usize, Vec<Exact>)> = (0..size)
        .map(|strategy| {
            let mut row = vec![Exact::ZERO; size + 1];
            row[strategy] = Exact::ONE;
            (own + strategy, row)
        })
        .collect();
    inequalities.extend(leaves.iter().enumerate().map(|(strategy, paid)| {
        let row = paid.iter().map(|paid| -paid.clone()).chain([Exact::ONE]);
        (others + strategy, row.collect())
    }));
    let mut found: Vec<Vertex> = Vec::new();
    let mut chosen: Vec<usize> = (0..size).collect();
    loop {
        let tight = chosen.iter().map(|place| &inequalities[*place].1);
        if let Some(point) = meet(tight, size)
            && let Some(labels) = kept(&inequalities, &point)
        {
            let mixture = point[..size].to_vec();
            if !found.iter().any(|vertex| vertex.mixture == mixture) {
                found.push(Vertex { mixture, labels });
            }
        }
        let mut places = (0..size).rev();
        let last = |place: &usize| chosen[*place] < inequalities.len() - size + place;
        let Some(place) = places.find(last) else {
            return found;
        };
        chosen[place] += 1;
        for next in place + 1..size {
            chosen[next] = chosen[next - 1] + 1;
        }
    }
}

/// The inequalities that hold with nothing to spare; nothing where one does not hold.
fn kept(inequalities: &[(usize, Vec<Exact>)], point: &[Exact]) -> Option<BTreeSet<usize>> {
    let mut labels = BTreeSet::new();
    for (label, row) in inequalities {
        let pairs = row.iter().zip(point);
        let value = pairs.fold(Exact::ZERO, |sum, (one, other)| sum + one * other);
        if value < Exact::ZERO {
            return None;
        }
        if value.is_zero() {
            labels.insert(*label);
        }
    }
    Some(labels)
}

/// The one point at which these are 0 and probabilities sum to 1, if there is one only.
fn meet<'r>(rows: impl Iterator<Item = &'r Vec<Exact>>, size: usize) -> Option<Vec<Exact>> {
    // Columns: the probabilities, what is left to the other, and the right-hand side.
    let mut system: Vec<Vec<Exact>> = rows
        .map(|row| row.iter().cloned().chain([Exact::ZERO]).collect())
        .collect();
    let mut sum = vec![Exact::ONE; size];
    sum.extend([Exact::ZERO, Exact::ONE]);
    system.push(sum);
    for column in 0..=size {
        let pivot = (column..=size).find(|row| !system[*row][column].is_zero())?;
        system.swap(column, pivot);
        let lead = system[column].clone();
        for (place, row) in system.iter_mut().enumerate() {
            if place == column || row[column].is_zero() {
                continue;
            }
            let factor = &row[column] / &lead[column];
            for (one, other) in row.iter_mut().zip(&lead) {
                *one -= other * &factor;
            }
        }
    }
    let solved = system.iter().enumerate();
    Some(
        solved
            .map(|(column, row)| &row[size + 1] / &row[column])
            .collect(),
    )
}
