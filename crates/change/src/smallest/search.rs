//! The hitting-set tree: all minimal sets of edits that turn an answer, size by size.

use std::collections::{BTreeMap, BTreeSet};

use graph::{Control, Interrupted};
use model::conflict::Conflict;
use model::edit::Edit;
use rayon::prelude::*;

use super::ChangeError;
use super::edit_set::{EditSet, Noting};
use super::evaluate::{Asking, Ground, Outcome};
use super::variant::Memory;
use crate::question::Claim;

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The largest number of edits in a set.
    pub size: usize,
    /// The most sets that are evaluated.
    pub evaluations: usize,
    /// Whether the search ends with the first size at which it finds a set.
    pub until: Until,
}

/// When a search ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Until {
    /// When all sizes are searched.
    #[default]
    AllSizes,
    /// With the first size at which a set is found.
    FirstFound,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            size: 2,
            evaluations: 1_000_000,
            until: Until::AllSizes,
        }
    }
}

/// A minimal set of edits that turns the answer: no smaller set within it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turning {
    /// The edits, by their place in the list that was searched, ascending.
    pub edits: Vec<usize>,
    /// The sum of their costs.
    pub cost: u64,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whether the claim is true of the conflict as the file has it.
    pub truth: bool,
    /// The minimal sets that make it the opposite: cheapest first, then smallest, then in the order
    /// of the list.
    pub turning: Vec<Turning>,
    /// All minimal sets of at most so many edits are found.
    pub complete_to: usize,
    /// How many sets were evaluated.
    pub evaluated: usize,
    /// The single edits that could touch the answer as the file has it. No set without one of these
    /// turns it, whatever its size.
    pub touching: EditSet,
    /// Whether there is no set beyond those found, of any size: nothing was left to try.
    pub exhausted: bool,
}

/// A set of edits that does not turn the answer, and what could.
struct Node {
    made: Vec<usize>,
    depends: EditSet,
}

/// Finds all minimal sets of up to `budget.size` of the given edits, which must be edits of the
/// conflict, that turn the answer. For several claims about one conflict use a [`Searcher`].
///
/// # Errors
/// As [`Searcher::search`].
pub fn search(
    conflict: &Conflict,
    claim: &Claim,
    edits: &[Edit],
    budget: Budget,
    control: &Control,
) -> Result<Found, ChangeError> {
    let ground = Ground::new(conflict, edits, control)?;
    Searcher::new(&ground).search(claim, budget)
}

/// Searches of one conflict. What is found out of it for one claim serves the next.
pub struct Searcher<'g> {
    ground: &'g Ground<'g>,
    memory: Memory<'g>,
}

impl<'g> Searcher<'g> {
    /// Nothing found out yet.
    #[must_use]
    pub fn new(ground: &'g Ground<'g>) -> Self {
        Searcher {
            ground,
            memory: ground.memory(),
        }
    }

    /// Finds all minimal sets of up to `budget.size` edits that turn the answer.
    ///
    /// Cost: one evaluation for each set that touches the answers of all smaller sets within it; for
    /// sets that shape the states, the states are built once for all that share them.
    ///
    /// # Errors
    /// When the claim has no meaning here, and when the host stops the work.
    pub fn search(&self, claim: &Claim, budget: Budget) -> Result<Found, ChangeError> {
        let mut asking = Asking::new(self.ground, claim);
        let first = asking.first(&self.memory)?;
        tree(self.ground, &asking, first, budget)
    }
}

/// The tree, from the conflict as the file has it.
fn tree(
    ground: &Ground<'_>,
    asking: &Asking<'_>,
    first: Outcome,
    budget: Budget,
) -> Result<Found, ChangeError> {
    let (conflict, edits, control) = (ground.conflict, ground.edits, ground.control);
    let truth = first.truth.ok_or(ChangeError::NoState)?;
    let mut found = Found {
        truth,
        turning: Vec::new(),
        complete_to: 0,
        evaluated: 1,
        touching: first.depends.clone(),
        exhausted: false,
    };
    let mut frontier = vec![Node {
        made: Vec::new(),
        depends: first.depends,
    }];
    for size in 1..=budget.size {
        control.step(&format!("trying sets of {size}"))?;
        let room = budget.evaluations.saturating_sub(found.evaluated);
        let Some(candidates) = grow(&frontier, edits, &found.turning, room, control)? else {
            return Ok(sorted(found));
        };
        found.evaluated += candidates.len();
        frontier.clear();
        // What could touch an answer is asked only where that leads to larger sets.
        let noting = if size < budget.size {
            Noting::Full
        } else {
            Noting::None
        };
        for (made, outcome) in evaluate_all(asking, candidates, noting)? {
            match outcome.truth {
                Some(turned) if turned != truth => found.turning.push(Turning {
                    cost: cost(conflict, edits, &made),
                    edits: made,
                }),
                _ => frontier.push(Node {
                    made,
                    depends: outcome.depends,
                }),
            }
        }
        found.complete_to = size;
        if budget.until == Until::FirstFound && !found.turning.is_empty() {
            return Ok(sorted(found));
        }
    }
    found.exhausted = nothing_left(ground, asking, frontier, &found.turning)?;
    Ok(sorted(found))
}

/// Whether the last sets tried lead to no larger ones.
fn nothing_left(
    ground: &Ground<'_>,
    asking: &Asking<'_>,
    frontier: Vec<Node>,
    found: &[Turning],
) -> Result<bool, ChangeError> {
    for mut node in frontier {
        if !node.made.is_empty() {
            let sets = [node.made.as_slice()];
            let shaping = asking.shaping(&node.made);
            let outcome = asking.evaluate(&shaping, &sets, Noting::Full)?.pop();
            node.depends = outcome.map(|outcome| outcome.depends).unwrap_or_default();
        }
        let grown = grow(&[node], ground.edits, found, 0, ground.control)?;
        if grown.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn sorted(mut found: Found) -> Found {
    found
        .turning
        .sort_by(|a, b| (a.cost, a.edits.len(), &a.edits).cmp(&(b.cost, b.edits.len(), &b.edits)));
    found
}

fn cost(conflict: &Conflict, edits: &[Edit], made: &[usize]) -> u64 {
    made.iter()
        .filter_map(|edit| edits.get(*edit)?.cost(conflict))
        .map(u64::from)
        .sum()
}

/// All sets with one more edit, one that could touch the answer; without those that hold a set
/// already found. None if there are more than there is room for.
fn grow(
    frontier: &[Node],
    edits: &[Edit],
    found: &[Turning],
    room: usize,
    control: &Control,
) -> Result<Option<BTreeSet<Vec<usize>>>, Interrupted> {
    let mut grown = BTreeSet::new();
    for node in frontier {
        control.check()?;
        for edit in node.depends.iter() {
            let fits = |made: &usize| match (edits.get(*made), edits.get(edit)) {
                (Some(made), Some(edit)) => made.goes_with(*edit),
                _ => false,
            };
            let Err(place) = node.made.binary_search(&edit) else {
                continue;
            };
            if edit >= edits.len() || !node.made.iter().all(fits) {
                continue;
            }
            let mut made = node.made.clone();
            made.insert(place, edit);
            let holds = |turning: &Turning| {
                turning
                    .edits
                    .iter()
                    .all(|edit| made.binary_search(edit).is_ok())
            };
            if !found.iter().any(holds) {
                grown.insert(made);
                if grown.len() > room {
                    return Ok(None);
                }
            }
        }
    }
    Ok(Some(grown))
}

/// Most sets that one task evaluates.
const TASK: usize = 16;

/// Evaluates sets, those that share a world together, on all threads of the pool.
fn evaluate_all(
    asking: &Asking<'_>,
    sets: BTreeSet<Vec<usize>>,
    noting: Noting,
) -> Result<Vec<(Vec<usize>, Outcome)>, ChangeError> {
    let mut worlds: BTreeMap<Vec<usize>, Vec<Vec<usize>>> = BTreeMap::new();
    for made in sets {
        worlds.entry(asking.shaping(&made)).or_default().push(made);
    }
    let tasks: Vec<(&Vec<usize>, &[Vec<usize>])> = worlds
        .iter()
        .flat_map(|(shaping, sets)| sets.chunks(TASK).map(move |chunk| (shaping, chunk)))
        .collect();
    let outcomes: Vec<Vec<Outcome>> = tasks
        .par_iter()
        .map(|(shaping, sets)| {
            let sets: Vec<&[usize]> = sets.iter().map(Vec::as_slice).collect();
            asking.evaluate(shaping, &sets, noting)
        })
        .collect::<Result<_, _>>()?;
    let mut evaluated: Vec<(Vec<usize>, Outcome)> = tasks
        .iter()
        .flat_map(|(_, sets)| sets.iter().cloned())
        .zip(outcomes.into_iter().flatten())
        .collect();
    evaluated.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(evaluated)
}
