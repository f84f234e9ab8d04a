//! Counts the orders that satisfy a condition in which one and the same state is always the better
//! one.
//!
//! Such a condition depends only on the set B of the m other states it names that the actor likes
//! less. Of all orders, those in which exactly a given set of j of them lies below the state are
//! the share j!(m−j)!/(m+1)!. So it is enough to count the sets that will do, by size. Clauses that
//! share no state are counted apart, each part by a binary decision diagram, and their counts
//! multiplied as polynomials whose coefficient j is the number of sets of size j.

use std::collections::BTreeMap;

use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet, op_function};
use graph::{Control, Interrupted, StateId};
use num_bigint::BigUint;

use super::condition::Clause;
use super::share::{Share, factorial};

/// The most states that a condition may name.
const MOST_STATES: usize = 4_096;
/// The most states that clauses with a choice may name.
const MOST_IN_CHOICES: usize = 1_024;
/// The largest diagram that is built.
const MOST_NODES: usize = 50_000;
/// The most nodes that are made on the way, and the most sums of the count.
const MOST_WORK: usize = 2_000_000;

/// The number of sets of each size that will do.
type BySize = Vec<BigUint>;

/// The share; none if counting would take too much time or memory.
pub(super) fn share(clauses: &[Clause], control: &Control) -> Result<Option<Share>, Interrupted> {
    if clauses.iter().any(|clause| clause.alternatives.is_empty()) {
        return Ok(Some(Share::none()));
    }
    let places: BTreeMap<StateId, usize> = named(clauses).map(|state| (state, 0)).collect();
    let places: BTreeMap<StateId, usize> = places.into_keys().zip(0..).collect();
    let states = places.len();
    let parts = parts(clauses, &places);
    let in_choices: usize = parts
        .iter()
        .map(|p| p.states.len())
        .filter(|n| *n > 1)
        .sum();
    if states > MOST_STATES || in_choices > MOST_IN_CHOICES {
        return Ok(None);
    }
    let mut all: BySize = vec![BigUint::from(1_u8)];
    let mut forced = 0;
    let mut work = MOST_WORK;
    for part in &parts {
        control.check()?;
        // One state in all: the clause asks for it.
        if part.states.len() == 1 {
            forced += 1;
            continue;
        }
        let Some(counted) = count(part, &mut work) else {
            return Ok(None);
        };
        all = product(&all, &counted);
    }
    let mut sizes = vec![BigUint::ZERO; forced];
    sizes.extend(all);
    Ok(Some(weighted(&sizes, states)))
}

/// The states that clauses name, with repetition.
fn named(clauses: &[Clause]) -> impl Iterator<Item = StateId> + '_ {
    let ways = clauses.iter().flat_map(|clause| &clause.alternatives);
    ways.flat_map(|way| way.comparisons.iter().map(|one| one.worse))
}

/// Clauses that share states, directly or through one another.
#[derive(Default)]
struct Part<'a> {
    clauses: Vec<&'a Clause>,
    /// The states that they name, ascending.
    states: Vec<StateId>,
}

fn parts<'a>(clauses: &'a [Clause], places: &BTreeMap<StateId, usize>) -> Vec<Part<'a>> {
    let mut parent: Vec<usize> = (0..places.len()).collect();
    let place = |state: StateId| places.get(&state).copied().unwrap_or(0);
    for clause in clauses {
        let mut states = named(std::slice::from_ref(clause)).map(place);
        if let Some(first) = states.next() {
            for state in states {
                let (a, b) = (root(&mut parent, first), root(&mut parent, state));
                if let Some(of_b) = parent.get_mut(b) {
                    *of_b = a;
                }
            }
        }
    }
    let mut parts: BTreeMap<usize, Part<'a>> = BTreeMap::new();
    for (&state, &at) in places {
        let root = root(&mut parent, at);
        parts.entry(root).or_default().states.push(state);
    }
    for clause in clauses {
        if let Some(state) = named(std::slice::from_ref(clause)).next() {
            let root = root(&mut parent, place(state));
            parts.entry(root).or_default().clauses.push(clause);
        }
    }
    parts.into_values().collect()
}

/// The representative of a place, with the way to it shortened.
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while let Some(up) = parent.get(at).copied().filter(|up| *up != at) {
        let further = parent.get(up).copied().unwrap_or(up);
        if let Some(entry) = parent.get_mut(at) {
            *entry = further;
        }
        at = further;
    }
    at
}

/// The sets of a part's states that satisfy all its clauses, by size.
fn count(part: &Part<'_>, work: &mut usize) -> Option<BySize> {
    let set = BddVariableSet::new_anonymous(u16::try_from(part.states.len()).ok()?);
    let variables = set.variables();
    let mut join = |left: &Bdd, right: &Bdd, how: Join| {
        let joined = match how {
            Join::And => Bdd::binary_op_with_limit(MOST_NODES, left, right, op_function::and),
            Join::Or => Bdd::binary_op_with_limit(MOST_NODES, left, right, op_function::or),
        }?;
        *work = work.checked_sub(joined.size())?;
        Some(joined)
    };
    let mut all = set.mk_true();
    for clause in &part.clauses {
        let mut any = set.mk_false();
        for way in clause.alternatives.iter().rev() {
            let mut each = set.mk_true();
            for one in way.comparisons.iter().rev() {
                let variable = variables.get(part.states.binary_search(&one.worse).ok()?)?;
                each = join(&set.mk_var(*variable), &each, Join::And)?;
            }
            any = join(&each, &any, Join::Or)?;
        }
        all = join(&all, &any, Join::And)?;
    }
    *work = work.checked_sub(all.size().checked_mul(variables.len())?)?;
    Some(by_size(&all, variables.len()))
}

#[derive(Clone, Copy)]
enum Join {
    And,
    Or,
}

/// The satisfying sets of a diagram over so many variables, by size.
fn by_size(diagram: &Bdd, variables: usize) -> BySize {
    if diagram.is_false() {
        return vec![BigUint::ZERO];
    }
    // For each node, the sets of the variables from its own on; links lead to earlier nodes.
    let mut counts: Vec<(usize, BySize)> = Vec::with_capacity(diagram.size());
    for pointer in diagram.pointers() {
        if pointer.is_terminal() {
            let size = if pointer.is_one() {
                BigUint::from(1_u8)
            } else {
                BigUint::ZERO
            };
            counts.push((variables, vec![size]));
            continue;
        }
        let own = BddVariable::to_index(diagram.var_of(pointer));
        let mut sizes: BySize = vec![BigUint::ZERO; variables - own + 1];
        for (link, taken) in [
            (diagram.low_link_of(pointer), 0),
            (diagram.high_link_of(pointer), 1),
        ] {
            if let Some((from, counted)) = counts.get(link.to_index()) {
                let free = product(counted, &binomials(from - own - 1));
                for (size, more) in sizes.iter_mut().skip(taken).zip(free) {
                    *size += more;
                }
            }
        }
        counts.push((own, sizes));
    }
    let (from, counted) = counts.pop().unwrap_or_default();
    product(&counted, &binomials(from))
}

/// The sets of n states, by size.
fn binomials(n: usize) -> BySize {
    let mut row = vec![BigUint::from(1_u8)];
    for k in 0..n {
        let next = row.last().cloned().unwrap_or_default() * (n - k) / (k + 1);
        row.push(next);
    }
    row
}

fn product(left: &BySize, right: &BySize) -> BySize {
    let mut sizes = vec![BigUint::ZERO; left.len() + right.len() - 1];
    for (i, a) in left
        .iter()
        .enumerate()
        .filter(|(_, a)| **a != BigUint::ZERO)
    {
        for (size, b) in sizes.iter_mut().skip(i).zip(right) {
            *size += a * b;
        }
    }
    sizes
}

/// Σ_j N_j · j!(m−j)!/(m+1)! for m states.
fn weighted(sizes: &BySize, states: usize) -> Share {
    let mut weight = factorial(states);
    let mut sum = BigUint::ZERO;
    for (j, size) in sizes.iter().enumerate().take(states + 1) {
        sum += size * &weight;
        if j < states {
            weight = weight * (j + 1) / (states - j);
        }
    }
    Share::new(sum, factorial(states + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inverse::condition::{Alternative, Comparison};

    /// "The state 0 is better than … or than all of …".
    fn clause(ways: &[&[u32]]) -> Clause {
        let alternatives = ways.iter().map(|way| Alternative {
            comparisons: way
                .iter()
                .map(|worse| Comparison {
                    better: StateId(0),
                    worse: StateId(*worse),
                })
                .collect(),
            sanction: Vec::new(),
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
    fn nothing_asked_is_every_order() {
        assert_eq!(fraction(&[]), "1/1");
    }

    #[test]
    fn the_best_of_n_states_is_one_order_in_n() {
        let all: Vec<Clause> = (1..6).map(|at| clause(&[&[at]])).collect();
        assert_eq!(fraction(&all), "1/6");
    }

    #[test]
    fn not_the_worst_of_n_states_is_all_orders_but_one_in_n() {
        assert_eq!(fraction(&[clause(&[&[1], &[2], &[3]])]), "3/4");
    }

    #[test]
    fn parts_that_share_nothing_and_parts_that_do() {
        // Of the five orders of places for 0 among 1..4 each is as likely; by hand.
        let apart = [clause(&[&[1], &[2]]), clause(&[&[3], &[4]])];
        assert_eq!(fraction(&apart), "8/15");
        let joined = [clause(&[&[1], &[2]]), clause(&[&[2], &[3]])];
        // Sets that will do: {2}, all pairs but none without, {1,3}, and {1,2,3}: 1, 3, 1.
        assert_eq!(fraction(&joined), "7/12");
        assert_eq!(fraction(&[clause(&[&[1], &[2, 3]])]), "7/12");
    }
}
