//! The pairs of states whose order is not known.

use graph::{Control, Graph, StateId, StateSet};
use model::conflict::{ActorId, PreferenceKind, Statement};
use stability::extended::Pairs;

use super::completions::{Completions, OpenKind};
use super::{Bounds, UncertainError};

/// U: the pairs that completions order differently, and those that a `cannot compare` names. None
/// where an open order is adjusted (or has other statements between its own), with more completions
/// than are listed: then it is not worked out which pairs are open.
///
/// Cost: for each actor with an open order one comparison of each pair of states.
///
/// # Errors
/// If the model is too large, or when the host stops the work.
pub fn unknown_pairs(
    completions: &Completions<'_>,
    bounds: &Bounds,
    control: &Control,
) -> Result<Option<Pairs>, UncertainError> {
    let graph = completions.graph;
    let mut pairs = Pairs::none(graph)?;
    for (actor, preference) in graph.actors().zip(completions.preferences) {
        control.check()?;
        for apart in &preference.unknown {
            let right: Vec<StateId> = graph.select(&apart.right).iter().collect();
            for left in graph.select(&apart.left).iter() {
                for right in right.iter().filter(|right| **right != left) {
                    pairs.insert_both(actor, left, *right);
                }
            }
        }
        let open: Vec<&OpenKind> = completions.open_to(actor).map(|open| &open.kind).collect();
        if open.is_empty() {
            continue;
        }
        if !preference.adjustments.is_empty() || !open.iter().all(|open| is_together(open)) {
            if !listed(completions, actor, bounds, control, &mut pairs)? {
                return Ok(None);
            }
            continue;
        }
        match &preference.kind {
            PreferenceKind::Statements(statements) => {
                among_statements(graph, actor, statements, &open, &mut pairs);
            }
            _ => among_levels(actor, &open, &mut pairs),
        }
    }
    Ok(Some(pairs))
}

/// Whether no other statement stands between those of a group.
fn is_together(open: &OpenKind) -> bool {
    match open {
        OpenKind::Statements(places) => places.windows(2).all(|pair| match pair {
            [one, next] => one + 1 == *next,
            _ => true,
        }),
        OpenKind::Level { .. } => true,
    }
}

/// Two states are not in order if the first place at which they differ is in a group, and another
/// statement of that group says the opposite.
fn among_statements(
    graph: &Graph,
    actor: ActorId,
    statements: &[Statement],
    open: &[&OpenKind],
    pairs: &mut Pairs,
) {
    let truths: Vec<StateSet> = statements
        .iter()
        .map(|s| graph.select(&s.formula))
        .collect();
    let groups: Vec<&Vec<usize>> = open
        .iter()
        .filter_map(|open| match open {
            OpenKind::Statements(places) => Some(places),
            OpenKind::Level { .. } => None,
        })
        .collect();
    let says = |place: usize, left: StateId, right: StateId| {
        let truth = truths.get(place);
        truth.map_or(0, |t| {
            i8::from(t.contains(left)) - i8::from(t.contains(right))
        })
    };
    let states: Vec<StateId> = graph.states().collect();
    for (at, left) in states.iter().enumerate() {
        for right in states.iter().take(at) {
            let mut places = 0..truths.len();
            let Some(first) = places.find(|place| says(*place, *left, *right) != 0) else {
                continue;
            };
            let Some(group) = groups.iter().find(|group| group.contains(&first)) else {
                continue;
            };
            let opposite = -says(first, *left, *right);
            if group
                .iter()
                .any(|place| says(*place, *left, *right) == opposite)
            {
                pairs.insert_both(actor, *left, *right);
            }
        }
    }
}

/// States of one level `{ , }`.
fn among_levels(actor: ActorId, open: &[&OpenKind], pairs: &mut Pairs) {
    for open in open {
        let OpenKind::Level { states, .. } = open else {
            continue;
        };
        for (at, left) in states.iter().enumerate() {
            for right in states.iter().take(at) {
                pairs.insert_both(actor, *left, *right);
            }
        }
    }
}

/// By listing the actor's orders; answers whether there were few enough.
fn listed(
    completions: &Completions<'_>,
    actor: ActorId,
    bounds: &Bounds,
    control: &Control,
    pairs: &mut Pairs,
) -> Result<bool, UncertainError> {
    let Some(orders) = completions.orders(actor, control)? else {
        return Ok(false);
    };
    let states: Vec<StateId> = completions.graph.states().collect();
    let comparisons = (states.len() * states.len()) as u64 * orders.len() as u64;
    if comparisons > bounds.exact_cells.saturating_mul(64) {
        return Ok(false);
    }
    let Some(((first, _), others)) = orders.split_first() else {
        return Ok(true);
    };
    let order = |ranks: &[u32], left: StateId, right: StateId| {
        ranks.get(left.index()).cmp(&ranks.get(right.index()))
    };
    for (at, left) in states.iter().enumerate() {
        for right in states.iter().take(at) {
            let known = order(first, *left, *right);
            if others
                .iter()
                .any(|(ranks, _)| order(ranks, *left, *right) != known)
            {
                pairs.insert_both(actor, *left, *right);
            }
        }
    }
    Ok(true)
}
