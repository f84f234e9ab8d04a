//! All shortest legal sequences between two states.

use std::collections::BTreeMap;

use graph::{Interrupted, StateId};
use model::conflict::ActorId;

use crate::path::{Path, Step};
use crate::search::{Arena, Moving};

/// A state with its last mover; none at the start.
type Node = (StateId, Option<ActorId>);

/// All shortest legal sequences from a start to a target, as a graph of nodes from which each can
/// be read off.
#[derive(Clone, Debug)]
pub struct ShortestPaths {
    start: StateId,
    steps: u32,
    /// For each node on a shortest sequence, its next steps on shortest sequences, ascending.
    next: BTreeMap<Node, Vec<Step>>,
    count: u128,
}

impl ShortestPaths {
    /// Finds them; `steps` is the distance of `target`.
    pub(crate) fn find(
        arena: Arena<'_>,
        start: StateId,
        moving: Moving,
        target: StateId,
        steps: u32,
    ) -> Result<Self, Interrupted> {
        let layers = forward(arena, start, moving, steps)?;
        // Every node of a shortest sequence stands at its own distance, so layers decide.
        let mut useful: BTreeMap<Node, u128> = layers
            .last()
            .into_iter()
            .flat_map(|last| last.keys())
            .filter(|(state, _)| *state == target)
            .map(|node| (*node, 1))
            .collect();
        let mut next: BTreeMap<Node, Vec<Step>> = BTreeMap::new();
        for layer in layers.iter().rev().skip(1) {
            let mut before = BTreeMap::new();
            for (node, ends) in layer {
                let mut count = 0_u128;
                for step in ends {
                    if let Some(ways) = useful.get(&(step.to, Some(step.actor))) {
                        count = count.saturating_add(*ways);
                        next.entry(*node).or_default().push(*step);
                    }
                }
                if count > 0 {
                    before.insert(*node, count);
                }
            }
            useful = before;
        }
        let count = useful.get(&(start, None)).copied().unwrap_or(0);
        Ok(ShortestPaths {
            start,
            steps,
            next,
            count,
        })
    }

    /// The number of moves of each.
    #[must_use]
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// How many there are, exactly, up to `u128::MAX`.
    #[must_use]
    pub fn count(&self) -> u128 {
        self.count
    }

    /// The sequences in order of mover and state, at most `cap` of them. Compare with
    /// [`ShortestPaths::count`] to see whether some are left out.
    pub fn iter(&self, cap: usize) -> impl Iterator<Item = Path> + '_ {
        let mut open: Vec<Vec<Step>> = vec![Vec::new()];
        std::iter::from_fn(move || {
            while let Some(steps) = open.pop() {
                if steps.len() == self.steps as usize {
                    return Some(Path {
                        start: self.start,
                        steps,
                    });
                }
                let node = match steps.last() {
                    None => (self.start, None),
                    Some(step) => (step.to, Some(step.actor)),
                };
                for step in self.next.get(&node).into_iter().flatten().rev() {
                    let mut longer = steps.clone();
                    longer.push(*step);
                    open.push(longer);
                }
            }
            None
        })
        .take(cap)
    }
}

/// The nodes at distance 0, 1, …, `steps`, each with the steps that lead from it to nodes not seen
/// before its own layer's successors.
fn forward(
    arena: Arena<'_>,
    start: StateId,
    moving: Moving,
    steps: u32,
) -> Result<Vec<BTreeMap<Node, Vec<Step>>>, Interrupted> {
    let mut seen: rustc_hash::FxHashSet<Node> = std::iter::once((start, None)).collect();
    let mut layers: Vec<BTreeMap<Node, Vec<Step>>> = Vec::new();
    let mut layer: BTreeMap<Node, Vec<Step>> = BTreeMap::from([((start, None), Vec::new())]);
    let mut ends = Vec::new();
    for _ in 0..steps {
        arena.control.check()?;
        let mut following: BTreeMap<Node, Vec<Step>> = BTreeMap::new();
        for (&(state, last), out) in &mut layer {
            for actor in arena.graph.actors().filter(|actor| Some(*actor) != last) {
                arena.graph.moves(actor, state, &mut ends);
                for &to in &ends {
                    let open = moving == Moving::Anyhow || arena.ranks.prefers(actor, to, state);
                    let node = (to, Some(actor));
                    if open && !seen.contains(&node) {
                        out.push(Step { actor, to });
                        following.entry(node).or_default();
                    }
                }
            }
        }
        seen.extend(following.keys());
        layers.push(std::mem::replace(&mut layer, following));
    }
    layers.push(layer);
    Ok(layers)
}
