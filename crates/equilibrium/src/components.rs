//! Components of the equilibria of a game for two, from its extreme equilibria.
//!
//! A maximal Nash subset is a largest set of pairs, any strategy of one list with any strategy of
//! another, that are all equilibria; mixtures within the two lists are equilibria too (Nash 1951,
//! Winkels 1979). With extreme equilibria as edges between the players' extreme strategies, these
//! are the maximal complete parts of a graph with two sides, and the connected parts of the graph
//! are the connected components of the set of all equilibria (Avis, Rosenberg, Savani, von Stengel
//! 2010). Every equilibrium lies in one of the maximal Nash subsets.

use std::collections::{BTreeMap, BTreeSet};

use game::Rational;

use crate::Completeness;
use crate::mixed::Mixed;

/// Maximal Nash subsets that are listed at most.
pub const MOST_SUBSETS: usize = 10_000;

/// A connected component of the set of equilibria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its extreme equilibria, as places in the list that was given.
    pub extreme: Vec<usize>,
    /// Its maximal Nash subsets.
    pub subsets: Vec<NashSubset>,
}

/// Every pair of a mixture of the one list and a mixture of the other is an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NashSubset {
    /// Strategies of the first player.
    pub first: Vec<Vec<Rational>>,
    /// Strategies of the second player.
    pub second: Vec<Vec<Rational>>,
}

/// The components of a list of all extreme equilibria, in the order of the list.
///
/// Quadratic in the subsets found; of these at most [`MOST_SUBSETS`].
pub fn components(equilibria: &[Mixed]) -> (Vec<Component>, Completeness) {
    let mut seconds: BTreeMap<&Vec<Rational>, BTreeSet<&Vec<Rational>>> = BTreeMap::new();
    for equilibrium in equilibria {
        if let [first, second] = equilibrium.as_slice() {
            seconds.entry(first).or_default().insert(second);
        }
    }
    let mut completeness = Completeness::Complete;
    let mut left: BTreeSet<usize> = (0..equilibria.len()).collect();
    let mut found = Vec::new();
    while let Some(&start) = left.first() {
        let extreme = connected(equilibria, start, &left);
        for place in &extreme {
            left.remove(place);
        }
        let own: BTreeSet<&Vec<Rational>> =
            extreme.iter().map(|&place| &equilibria[place][0]).collect();
        let neighbours: Vec<&BTreeSet<&Vec<Rational>>> =
            own.iter().filter_map(|first| seconds.get(*first)).collect();
        let (closed, whole) = intersections(&neighbours);
        if whole == Completeness::Incomplete {
            completeness = whole;
        }
        let subset = |second: BTreeSet<&Vec<Rational>>| NashSubset {
            first: own
                .iter()
                .filter(|first| {
                    seconds
                        .get(**first)
                        .is_some_and(|all| all.is_superset(&second))
                })
                .map(|first| (*first).clone())
                .collect(),
            second: second.into_iter().cloned().collect(),
        };
        let subsets = closed.into_iter().map(subset).collect();
        found.push(Component { extreme, subsets });
    }
    (found, completeness)
}

/// The places that share a strategy with `start`, directly or through others.
fn connected(equilibria: &[Mixed], start: usize, left: &BTreeSet<usize>) -> Vec<usize> {
    let mut reached = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        for &other in left {
            let shares = equilibria[at]
                .iter()
                .zip(&equilibria[other])
                .any(|(one, two)| one == two);
            if shares && reached.insert(other) {
                open.push(other);
            }
        }
    }
    reached.into_iter().collect()
}

/// All non-empty intersections of these sets: the second halves of the maximal complete parts.
fn intersections<'a>(
    sets: &[&BTreeSet<&'a Vec<Rational>>],
) -> (BTreeSet<BTreeSet<&'a Vec<Rational>>>, Completeness) {
    let mut closed: BTreeSet<BTreeSet<&Vec<Rational>>> = BTreeSet::new();
    for set in sets {
        let mut fresh = vec![(*set).clone()];
        for other in &closed {
            let both: BTreeSet<&Vec<Rational>> = set.intersection(other).copied().collect();
            if !both.is_empty() {
                fresh.push(both);
            }
        }
        closed.extend(fresh);
        if closed.len() > MOST_SUBSETS {
            return (closed, Completeness::Incomplete);
        }
    }
    (closed, Completeness::Complete)
}
