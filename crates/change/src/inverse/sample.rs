//! Draws orders at random, where counting them all would take too long.
//!
//! Each drawn order is put to the engine, which answers for the one state. The seed and the actor
//! decide which orders are drawn, so the same question has the same answer everywhere.

use std::cmp::Ordering;

use graph::{Control, Graph, Interrupted, Ranks, StateId};
use model::conflict::{ActorId, Concept};
use stability::local::{self, Facts};

use crate::random::{shuffle, stream};

/// The normal quantile of an interval of 95 %.
const QUANTILE: f64 = 1.959_963_984_540_054;
/// The most places that are drawn, over all orders.
const MOST_PLACES: usize = 1 << 29;
/// The fewest draws.
const FEWEST: u64 = 100;

/// How many of the orders drawn make the state stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many do.
    pub hits: u64,
    /// How many were drawn.
    pub draws: u64,
}

impl Tally {
    /// The share among those drawn.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.hits as f64 / self.draws.max(1) as f64
    }

    /// The interval of Wilson (1927) for the share of all orders, at a confidence of 95 %.
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        let n = self.draws.max(1) as f64;
        let (p, z2) = (self.value(), QUANTILE * QUANTILE);
        let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = QUANTILE / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        ((centre - half).max(0.0), (centre + half).min(1.0))
    }
}

/// How many orders are drawn where `asked` were asked for: fewer in large conflicts.
pub(super) fn draws(graph: &Graph, asked: u64) -> u64 {
    let most = (MOST_PLACES / graph.index_len().max(1)) as u64;
    asked.min(most.max(FEWEST)).max(1)
}

/// What was found by drawing, for one concept.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    /// For each actor, how many orders make the state stable for it.
    pub by_actor: Vec<Tally>,
    /// How many make it an equilibrium.
    pub equilibrium: Tally,
}

/// Draws orders of `actor` and asks each concept of each. Cost: for each draw one number a state,
/// and searches that stop at the first sanction.
pub(super) fn sample(
    (graph, ranks): (&Graph, &Ranks),
    (actor, state): (ActorId, StateId),
    concepts: &[Concept],
    (draws, seed): (u64, u64),
    control: &Control,
) -> Result<Vec<Drawn>, Interrupted> {
    control.step("drawing orders at random")?;
    let none = Tally { hits: 0, draws };
    let mut found: Vec<Drawn> = concepts
        .iter()
        .map(|_| Drawn {
            by_actor: vec![none; graph.actor_count()],
            equilibrium: none,
        })
        .collect();
    let mut random = stream(seed, actor.index() as u64);
    let mut supposed = Supposed {
        graph,
        ranks,
        actor,
        order: (0..).take(graph.index_len()).collect(),
        control,
    };
    for _ in 0..draws {
        control.check()?;
        shuffle(&mut supposed.order, &mut random);
        for (concept, tallies) in concepts.iter().zip(&mut found) {
            let mut all = true;
            for (other, tally) in graph.actors().zip(&mut tallies.by_actor) {
                let stable = local::are_stable(&supposed, *concept, &[other], state)?;
                tally.hits += u64::from(stable);
                all &= stable;
            }
            tallies.equilibrium.hits += u64::from(all);
        }
    }
    Ok(found)
}

/// The conflict with another order of one actor.
struct Supposed<'a> {
    graph: &'a Graph,
    ranks: &'a Ranks,
    actor: ActorId,
    /// The place of each index in the actor's order, higher is better; so also of each state.
    order: Vec<u32>,
    control: &'a Control,
}

impl Facts for Supposed<'_> {
    type Footing = ();

    fn actors(&self) -> Vec<ActorId> {
        self.graph.actors().collect()
    }

    fn moves(&self, actor: ActorId, from: StateId, ends: &mut Vec<StateId>) {
        self.graph.moves(actor, from, ends);
    }

    fn compare(&self, actor: ActorId, left: StateId, right: StateId) -> Ordering {
        if actor == self.actor {
            let place = |state: StateId| self.order.get(state.index());
            place(left).cmp(&place(right))
        } else {
            let rank = |state| self.ranks.rank(actor, state);
            rank(left).cmp(&rank(right))
        }
    }

    fn rely_on_move(&self, _: ActorId, _: StateId, _: StateId) {}

    fn rely_on_moves(&self, _: ActorId, _: StateId) {}

    fn begin(&self) {}

    fn end(&self) {}

    fn rely_on(&self, (): &()) {}

    fn index_len(&self) -> usize {
        self.graph.index_len()
    }

    fn check(&self) -> Result<(), Interrupted> {
        self.control.check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_hold_the_share_and_stay_within_bounds() {
        // Wilson's interval for 8 of 10, as tables give it.
        let (low, high) = Tally { hits: 8, draws: 10 }.interval();
        assert!((low - 0.490_2).abs() < 1e-3 && (high - 0.943_3).abs() < 1e-3);
        let (low, high) = Tally { hits: 0, draws: 50 }.interval();
        assert!(low == 0.0 && high > 0.0 && high < 0.1);
        let (low, high) = Tally {
            hits: 50,
            draws: 50,
        }
        .interval();
        assert!(low > 0.9 && high == 1.0);
    }
}
