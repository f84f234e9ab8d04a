//! Counts the orders that satisfy a condition over any comparisons.
//!
//! Take the states that the condition names; each of them is as likely to be the worst of them.
//! Whichever it is settles its comparisons, and what is left of the condition names fewer states.
//! What is left is kept with its count, since many ways lead to the same rest.

use std::collections::BTreeSet;

use graph::{Control, Interrupted, StateId};
use num_bigint::BigUint;
use rustc_hash::FxHashMap;

use super::condition::{Clause, Comparison};
use super::share::{Share, factorial};

/// The most comparisons that a condition may hold.
const MOST_COMPARISONS: usize = 128;
/// The most rests that are kept.
const MOST_RESTS: usize = 50_000;

/// Comparisons as bits.
type Bits = u128;

/// What is left of a condition: clauses of ways of comparisons, each list ascending.
type Rest = Vec<Vec<Bits>>;

/// The share; none if counting would take too much time or memory.
pub(super) fn share(clauses: &[Clause], control: &Control) -> Result<Option<Share>, Interrupted> {
    let ways = clauses.iter().flat_map(|clause| &clause.alternatives);
    let named: BTreeSet<Comparison> = ways.flat_map(|way| &way.comparisons).copied().collect();
    if named.len() > MOST_COMPARISONS {
        return Ok(None);
    }
    let comparisons: Vec<Comparison> = named.into_iter().collect();
    let bits = |way: &[Comparison]| {
        let places = way.iter().map(|one| comparisons.binary_search(one));
        places.flatten().fold(0, |bits, place| bits | 1 << place)
    };
    let rest: Option<Rest> = clauses
        .iter()
        .map(|clause| {
            let ways = clause.alternatives.iter().map(|way| bits(&way.comparisons));
            shortest(ways.collect())
        })
        .filter(|ways| ways.first() != Some(&0))
        .map(|ways| (!ways.is_empty()).then_some(ways))
        .collect();
    let Some(mut rest) = rest else {
        return Ok(Some(Share::none()));
    };
    rest.sort_unstable();
    rest.dedup();
    let mut count = Count {
        worst: worst(&comparisons),
        known: FxHashMap::default(),
        control,
    };
    let states = count.states(&rest).len();
    let counted = count.orders(&rest)?;
    Ok(counted.map(|orders| Share::new(orders, factorial(states))))
}

/// For each state, the comparisons that hold and those that fail where it is the worst.
fn worst(comparisons: &[Comparison]) -> Vec<(StateId, Bits, Bits)> {
    let states: BTreeSet<StateId> = comparisons
        .iter()
        .flat_map(|one| [one.better, one.worse])
        .collect();
    let of = |state: StateId| {
        let mut settled = (state, 0, 0);
        for (place, one) in comparisons.iter().enumerate() {
            if one.worse == state {
                settled.1 |= 1 << place;
            } else if one.better == state {
                settled.2 |= 1 << place;
            }
        }
        settled
    };
    states.into_iter().map(of).collect()
}

struct Count<'a> {
    worst: Vec<(StateId, Bits, Bits)>,
    known: FxHashMap<Rest, BigUint>,
    control: &'a Control,
}

impl Count<'_> {
    /// The states that a rest names, by place.
    fn states(&self, rest: &Rest) -> Vec<usize> {
        let named = rest.iter().flatten().fold(0, |all, way| all | way);
        let all = self.worst.iter().enumerate();
        all.filter(|(_, (_, holds, fails))| (holds | fails) & named != 0)
            .map(|(place, _)| place)
            .collect()
    }

    /// The orders of the states that a rest names that satisfy it; none if there are too many
    /// rests.
    fn orders(&mut self, rest: &Rest) -> Result<Option<BigUint>, Interrupted> {
        if rest.is_empty() {
            return Ok(Some(BigUint::from(1_u8)));
        }
        if let Some(known) = self.known.get(rest) {
            return Ok(Some(known.clone()));
        }
        self.control.check()?;
        let states = self.states(rest);
        let mut sum = BigUint::ZERO;
        for place in &states {
            let Some((_, holds, fails)) = self.worst.get(*place).copied() else {
                continue;
            };
            let Some(left) = settle(rest, holds, fails) else {
                continue;
            };
            let Some(orders) = self.orders(&left)? else {
                return Ok(None);
            };
            // The states that are no longer named can stand anywhere above the worst one.
            let named = self.states(&left).len();
            let anywhere: BigUint = (named + 1..states.len()).map(BigUint::from).product();
            sum += orders * anywhere;
        }
        if self.known.len() == MOST_RESTS {
            return Ok(None);
        }
        self.known.insert(rest.clone(), sum.clone());
        Ok(Some(sum))
    }
}

/// What is left where some comparisons hold and some fail; none if it cannot hold any more.
fn settle(rest: &Rest, holds: Bits, fails: Bits) -> Option<Rest> {
    let mut left: Rest = Vec::with_capacity(rest.len());
    for clause in rest {
        let open = clause.iter().filter(|way| **way & fails == 0);
        let ways = shortest(open.map(|way| way & !holds).collect());
        match ways.first() {
            None => return None,
            Some(0) => {}
            Some(_) => left.push(ways),
        }
    }
    left.sort_unstable();
    left.dedup();
    Some(left)
}

/// The ways that contain no other one, ascending.
fn shortest(mut ways: Vec<Bits>) -> Vec<Bits> {
    ways.sort_unstable_by_key(|way| (way.count_ones(), *way));
    let mut kept: Vec<Bits> = Vec::with_capacity(ways.len());
    for way in ways {
        if !kept.iter().any(|known| known & way == *known) {
            kept.push(way);
        }
    }
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inverse::condition::Alternative;

    fn clause(ways: &[&[(u32, u32)]]) -> Clause {
        let alternatives = ways.iter().map(|way| {
            let comparisons = way.iter().map(|(better, worse)| Comparison {
                better: StateId(*better),
                worse: StateId(*worse),
            });
            Alternative {
                comparisons: comparisons.collect(),
                sanction: Vec::new(),
            }
        });
        Clause {
            moves: Vec::new(),
            alternatives: alternatives.collect(),
        }
    }

    fn fraction(clauses: &[Clause]) -> String {
        let share = share(clauses, &Control::default()).expect("nobody interrupts");
        share
            .and_then(|share| share.fraction())
            .expect("it is small")
    }

    #[test]
    fn comparisons_of_two_pairs_are_independent() {
        assert_eq!(
            fraction(&[clause(&[&[(0, 1)]]), clause(&[&[(2, 3)]])]),
            "1/4"
        );
        assert_eq!(fraction(&[clause(&[&[(0, 1)], &[(2, 3)]])]), "3/4");
    }

    #[test]
    fn a_chain_of_n_states_is_one_order_of_all() {
        assert_eq!(fraction(&[clause(&[&[(0, 1), (1, 2), (2, 3)]])]), "1/24");
    }

    #[test]
    fn a_circle_is_no_order() {
        assert_eq!(fraction(&[clause(&[&[(0, 1), (1, 2), (2, 0)]])]), "0/1");
    }

    #[test]
    fn nothing_asked_is_every_order_and_no_way_is_none() {
        assert_eq!(fraction(&[]), "1/1");
        assert_eq!(fraction(&[clause(&[])]), "0/1");
    }
}
