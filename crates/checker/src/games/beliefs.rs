//! Checks beliefs: that they follow from what is done, that what is done is best given them, and that
//! small trembles lead to them.
//!
//! Where an information set is reached, the rule of Bayes says what is believed. Elsewhere beliefs must
//! be limits of those that the rule gives when every action that is never taken is taken with a small
//! probability c·εᵏ, each with a c and a k of its own (Kreps and Wilson 1982, lemma A1). The nodes that
//! are believed possible are then those with the least sum of k on the way; how likely they are to each
//! other follows from what is done, from chance and from the c. Whether some c fit is a question about
//! linear equations between their logarithms; fitting k are searched among small numbers.

use super::answer::{Behaves, Equilibrium};
use super::behaviour::{self, Behaviour};
use super::number::{Exact, total};
use super::precision::number;
use super::solution::About;
use super::tree::{Mover, Tree};
use crate::finding::Findings;

/// The largest k that is tried.
const HIGHEST: u32 = 4;

/// Ways to choose the k that are tried at most.
const MOST_TRIED: u64 = 1 << 18;

/// Checks what is believed at an information set.
pub(super) fn check(
    about: &About<'_>,
    what: &str,
    (tree, done, worth, reach, set): (&Tree, &Behaviour, &[Vec<Exact>], &[Exact], usize),
    at: &Behaves,
    findings: &mut Findings,
) {
    let name = &at.information_set;
    let claim = || format!("what is believed at {name} in {what}");
    let nodes = &tree.sets[set].nodes;
    let beliefs = match read(at, nodes.len()) {
        Ok(beliefs) => beliefs,
        Err(why) => return findings.note(claim, Err(why)),
    };
    let likely = total(nodes.iter().map(|node| &reach[*node]));
    if !likely.is_zero() {
        let mut both = nodes.iter().zip(&beliefs);
        let wrong =
            both.find(|(node, belief)| !about.precision.alike(&(&reach[**node] / &likely), belief));
        let result = match wrong {
            Some((node, belief)) => Err(format!(
                "a node is believed in with {belief}; the rule of Bayes gives {}",
                &reach[*node] / &likely
            )),
            None => Ok(()),
        };
        findings.note(claim, result);
    }
    let gain = behaviour::gap(tree, done, worth, set, |place| beliefs[place].clone());
    let result = match gain {
        Some(gain) if gain > about.precision.negligible() => Err(format!(
            "another action gains {gain}, given what is believed"
        )),
        _ => Ok(()),
    };
    findings.note(|| format!("what is done at {name} in {what}"), result);
}

fn read(at: &Behaves, nodes: usize) -> Result<Vec<Exact>, String> {
    let beliefs: Vec<Exact> = at
        .beliefs
        .iter()
        .map(|belief| number(belief))
        .collect::<Result<_, _>>()?;
    let sum = total(&beliefs);
    if beliefs.len() != nodes {
        Err(format!(
            "{} beliefs are told of {nodes} nodes",
            beliefs.len()
        ))
    } else if beliefs.iter().any(|belief| *belief < Exact::ZERO) {
        Err("a belief is below 0".to_owned())
    } else if sum != Exact::ONE {
        Err(format!("beliefs sum to {sum}"))
    } else {
        Ok(beliefs)
    }
}

/// Looks for trembles that lead to all beliefs together.
pub(super) fn consistent(
    what: &str,
    (tree, done, reach): (&Tree, &Behaviour, &[Exact]),
    equilibrium: &Equilibrium,
    findings: &mut Findings,
) {
    let mut trembles = Trembles {
        actions: Vec::new(),
        sets: Vec::new(),
    };
    for (id, set) in tree.sets.iter().enumerate() {
        let name = tree.set_name(id);
        let mut told = equilibrium.players[set.player].behaviour.iter();
        let at = told.find(|at| at.information_set == name);
        let Some(at) = at.filter(|at| !at.beliefs.is_empty()) else {
            findings.unchecked.push(format!(
                "{what}: what is believed is not told, so only that nobody gains where the others \
                 let it get was checked"
            ));
            return;
        };
        if set.nodes.iter().any(|node| !reach[*node].is_zero()) {
            continue;
        }
        // What is no belief at all is said elsewhere.
        let Ok(beliefs) = read(at, set.nodes.len()) else {
            return;
        };
        trembles.add(tree, done, &set.nodes, beliefs);
    }
    let claim = || format!("what is believed in {what} where nobody gets");
    match trembles.ratios_fit() {
        Some(false) => {
            let why = "no trembles, however small, make all of it the limit of what is likely";
            findings.note(claim, Err(why.to_owned()));
        }
        Some(true) if trembles.ranks_fit() => findings.note(claim, Ok(())),
        _ => findings.unchecked.push(format!(
            "{}: whether trembles lead there; none that were tried do",
            claim()
        )),
    }
}

/// The actions that are never taken, and the information sets that only they lead to.
struct Trembles {
    /// Each by information set and number.
    actions: Vec<(usize, usize)>,
    /// For each information set its nodes.
    sets: Vec<Vec<Believed>>,
}

/// A node of an information set where nobody gets.
struct Believed {
    /// The actions on the way that are never taken, by place.
    trembles: Vec<usize>,
    /// How likely the rest of the way is.
    rest: Exact,
    belief: Exact,
}

impl Trembles {
    fn add(&mut self, tree: &Tree, done: &Behaviour, nodes: &[usize], beliefs: Vec<Exact>) {
        let mut believed = Vec::new();
        for (node, belief) in nodes.iter().zip(beliefs) {
            let mut own = Believed {
                trembles: Vec::new(),
                rest: Exact::ONE,
                belief,
            };
            for (at, action) in tree.way(*node) {
                match tree.nodes[at].mover {
                    Mover::Player(set) if done[set][action].is_zero() => {
                        own.trembles.push(self.place((set, action)));
                    }
                    Mover::Player(set) => own.rest *= &done[set][action],
                    Mover::Chance(chance) => own.rest *= &tree.chances[chance][action].1,
                    Mover::Nobody => {}
                }
            }
            believed.push(own);
        }
        self.sets.push(believed);
    }

    fn place(&mut self, action: (usize, usize)) -> usize {
        let known = self.actions.iter().position(|one| *one == action);
        known.unwrap_or_else(|| {
            self.actions.push(action);
            self.actions.len() - 1
        })
    }

    /// Whether some positive c make the nodes that are believed possible as likely to each other as
    /// they are believed: products of powers of the c must equal given numbers. Such equations are
    /// taken apart as linear ones are, with multiplication for addition. Nothing where powers grow too
    /// large for that.
    fn ratios_fit(&self) -> Option<bool> {
        let mut rows: Vec<(Vec<i64>, Exact)> = Vec::new();
        for nodes in &self.sets {
            let mut possible = nodes.iter().filter(|node| !node.belief.is_zero());
            let Some(first) = possible.next() else {
                return Some(false);
            };
            if first.rest.is_zero() {
                return Some(false);
            }
            for other in possible {
                if other.rest.is_zero() {
                    return Some(false);
                }
                let mut powers = vec![0i64; self.actions.len()];
                first.trembles.iter().for_each(|place| powers[*place] += 1);
                other.trembles.iter().for_each(|place| powers[*place] -= 1);
                let ratio = (&first.belief * &other.rest) / (&other.belief * &first.rest);
                rows.push((powers, ratio));
            }
        }
        let mut solved: Vec<(usize, Vec<i64>, Exact)> = Vec::new();
        for (mut powers, mut ratio) in rows {
            for (place, known, value) in &solved {
                let (here, there) = (powers[*place], known[*place]);
                if here == 0 {
                    continue;
                }
                for (power, other) in powers.iter_mut().zip(known) {
                    *power = power
                        .checked_mul(there)?
                        .checked_sub(other.checked_mul(here)?)?;
                }
                ratio = power_of(&ratio, there)? / power_of(value, here)?;
            }
            match powers.iter().position(|power| *power != 0) {
                Some(place) => solved.push((place, powers, ratio)),
                None if ratio != Exact::ONE => return Some(false),
                None => {}
            }
        }
        Some(true)
    }

    /// Whether among small k some make exactly the nodes that are believed possible the likeliest.
    fn ranks_fit(&self) -> bool {
        let mut told_apart: Vec<usize> = (0..self.actions.len())
            .filter(|place| {
                self.sets.iter().any(|nodes| {
                    let count = |node: &Believed| node.trembles.contains(place);
                    nodes.iter().any(count) && !nodes.iter().all(count)
                })
            })
            .collect();
        told_apart.sort_unstable();
        let mut ranks = vec![1u32; self.actions.len()];
        for _ in 0..MOST_TRIED {
            if self.sets.iter().all(|nodes| likeliest(nodes, &ranks)) {
                return true;
            }
            let next = told_apart.iter().find(|place| ranks[**place] < HIGHEST);
            let Some(next) = next.copied() else {
                return false;
            };
            for place in told_apart.iter().take_while(|place| **place != next) {
                ranks[*place] = 1;
            }
            ranks[next] += 1;
        }
        false
    }
}

/// Whether the nodes that are believed possible are those with the least sum of ranks.
fn likeliest(nodes: &[Believed], ranks: &[u32]) -> bool {
    let possible = nodes.iter().filter(|node| !node.rest.is_zero());
    let sum = |node: &Believed| node.trembles.iter().map(|place| ranks[*place]).sum::<u32>();
    let least = possible.clone().map(sum).min();
    possible
        .into_iter()
        .all(|node| (Some(sum(node)) == least) != node.belief.is_zero())
}

/// Largest power that is worked out.
const MOST_POWER: u64 = 64;

fn power_of(value: &Exact, power: i64) -> Option<Exact> {
    if power.unsigned_abs() > MOST_POWER {
        return None;
    }
    let mut product = Exact::ONE;
    for _ in 0..power.unsigned_abs() {
        product *= value;
    }
    Some(if power < 0 {
        Exact::ONE / product
    } else {
        product
    })
}
