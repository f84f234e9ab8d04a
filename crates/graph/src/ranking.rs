//! Preferences turned into ranks: one number per actor and state, higher is better.

use model::conflict::{
    ActorId, Adjustment, Preference, PreferenceKind, RankLevel, Statement, Weight,
};
use rayon::prelude::*;
use syntax::ast::AdjustmentKind;

use crate::control::{Control, Interrupted};
use crate::graph::Graph;
use crate::state_set::{Rank, StateId, StateSet};

/// Ranks of all states for all actors. Indices that are no states have rank 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranks {
    by_actor: Vec<Vec<u32>>,
    best: Vec<u32>,
}

/// States that a direct ranking leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unranked {
    /// Whose ranking.
    pub actor: ActorId,
    /// How many states.
    pub count: usize,
    /// The first few.
    pub examples: Vec<StateId>,
}

/// Why ranks could not be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RankError {
    /// A direct ranking leaves states out.
    Unranked(Unranked),
    /// The host stopped the work.
    Interrupted,
}

impl From<Interrupted> for RankError {
    fn from(_: Interrupted) -> Self {
        RankError::Interrupted
    }
}

impl Ranks {
    /// Ranks as given: one vector per actor, indexed by state, 0 for indices that are no states
    /// and at least 1 for states.
    #[must_use]
    pub fn from_vectors(by_actor: Vec<Vec<u32>>) -> Self {
        let best = by_actor
            .iter()
            .map(|ranks| ranks.par_iter().copied().max().unwrap_or(0))
            .collect();
        Ranks { by_actor, best }
    }

    /// Ranks of all actors of a conflict. Cost: for statements, one pass over the states for each
    /// statement plus one sort for every 40 statements; memory 12 bytes per state.
    pub fn of(
        graph: &Graph,
        preferences: &[Preference],
        control: &Control,
    ) -> Result<Self, RankError> {
        let mut by_actor = Vec::with_capacity(preferences.len());
        for (actor, preference) in preferences.iter().enumerate() {
            control.step("ordering the states")?;
            let actor = ActorId(actor as u16);
            by_actor.push(rank_actor(graph, actor, preference, control)?);
        }
        Ok(Ranks::from_vectors(by_actor))
    }

    /// The rank of a state for an actor; 0 for no state.
    #[must_use]
    pub fn rank(&self, actor: ActorId, state: StateId) -> Rank {
        let rank = self
            .by_actor
            .get(actor.index())
            .and_then(|ranks| ranks.get(state.index()));
        Rank(rank.copied().unwrap_or(0))
    }

    /// Whether the actor strictly prefers `better` to `worse`.
    #[must_use]
    pub fn prefers(&self, actor: ActorId, better: StateId, worse: StateId) -> bool {
        self.rank(actor, better) > self.rank(actor, worse)
    }

    /// All ranks of an actor, indexed by state.
    #[must_use]
    pub fn of_actor(&self, actor: ActorId) -> &[u32] {
        self.by_actor.get(actor.index()).map_or(&[], Vec::as_slice)
    }

    /// The best rank of an actor.
    #[must_use]
    pub fn best(&self, actor: ActorId) -> Rank {
        Rank(self.best.get(actor.index()).copied().unwrap_or(0))
    }

    /// Number of actors.
    #[must_use]
    pub fn actor_count(&self) -> usize {
        self.by_actor.len()
    }
}

fn rank_actor(
    graph: &Graph,
    actor: ActorId,
    preference: &Preference,
    control: &Control,
) -> Result<Vec<u32>, RankError> {
    let states = graph.all();
    let mut ranks = match &preference.kind {
        PreferenceKind::Indifferent => start(&states),
        PreferenceKind::Statements(statements) => by_statements(graph, statements, control)?,
        PreferenceKind::Weights(weights) => by_weights(graph, weights, control)?,
        PreferenceKind::Ranking(levels) => by_levels(graph, actor, levels)?,
    };
    for adjustment in &preference.adjustments {
        control.check()?;
        ranks = adjust(graph, &ranks, adjustment);
    }
    Ok(ranks)
}

/// All states level.
fn start(states: &StateSet) -> Vec<u32> {
    let mut ranks = vec![0; states.universe()];
    fill(states, &mut ranks, |rank, _| *rank = 1);
    ranks
}

/// Calls `change` for every index of the set, in parallel over 64-index words.
fn fill<T: Send>(set: &StateSet, values: &mut [T], change: impl Fn(&mut T, usize) + Sync) {
    let words = set.words();
    values
        .par_chunks_mut(64)
        .with_min_len(256)
        .zip(words.par_iter())
        .enumerate()
        .for_each(|(at, (chunk, word))| {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                if let Some(value) = chunk.get_mut(bit) {
                    change(value, at * 64 + bit);
                }
            }
        });
}

/// Keys made dense: equal keys get equal ranks, a larger key a higher rank, from 1.
fn dense_ranks(states: &StateSet, keys: &[u64]) -> Vec<u32> {
    let mut distinct: Vec<u64> = states.iter().map(|s| keys[s.index()]).collect();
    distinct.par_sort_unstable();
    distinct.dedup();
    let mut ranks = vec![0_u32; keys.len()];
    fill(states, &mut ranks, |rank, at| {
        let below = keys
            .get(at)
            .map_or(0, |key| distinct.partition_point(|other| other < key));
        *rank = below as u32 + 1;
    });
    ranks
}

/// Lexicographic order by statements: each statement shifts one bit into a key; when the key is
/// full, it is replaced by its dense rank. So there is no bound on the number of statements.
fn by_statements(
    graph: &Graph,
    statements: &[Statement],
    control: &Control,
) -> Result<Vec<u32>, RankError> {
    let states = graph.all();
    let mut ranks = start(&states);
    for chunk in statements.chunks(24) {
        let mut keys: Vec<u64> = ranks.par_iter().map(|rank| u64::from(*rank)).collect();
        for statement in chunk {
            control.check()?;
            let truth = graph.select(&statement.formula);
            fill(&states, &mut keys, |key, at| {
                let bit = truth.contains(StateId::from_index(at));
                *key = *key << 1 | u64::from(bit);
            });
        }
        ranks = dense_ranks(&states, &keys);
    }
    Ok(ranks)
}

fn by_weights(graph: &Graph, weights: &[Weight], control: &Control) -> Result<Vec<u32>, RankError> {
    let states = graph.all();
    let mut sums = vec![0_i64; graph.index_len()];
    for weight in weights {
        control.check()?;
        let truth = graph.select(&weight.formula);
        fill(&truth, &mut sums, |sum, _| {
            *sum = sum.saturating_add(weight.weight);
        });
    }
    // Flipping the sign bit keeps the order of signed numbers in unsigned ones.
    let keys: Vec<u64> = sums.par_iter().map(|sum| *sum as u64 ^ 1 << 63).collect();
    Ok(dense_ranks(&states, &keys))
}

fn by_levels(graph: &Graph, actor: ActorId, levels: &[RankLevel]) -> Result<Vec<u32>, RankError> {
    let states = graph.all();
    let mut unranked = states.clone();
    let mut chosen: Vec<StateSet> = Vec::with_capacity(levels.len());
    let mut rest = None;
    for level in levels {
        if level.rest {
            rest = Some(chosen.len());
            chosen.push(StateSet::new(graph.index_len()));
        }
        // Where the mutual order is not known, the order written counts.
        let together = if level.unordered {
            1
        } else {
            level.select.len().max(1)
        };
        for formulas in level.select.chunks(together) {
            let mut set = StateSet::new(graph.index_len());
            for formula in formulas {
                set.union_with(&graph.select(formula));
            }
            set.intersect_with(&unranked);
            unranked.subtract(&set);
            chosen.push(set);
        }
    }
    if let Some(rest) = rest.and_then(|rest| chosen.get_mut(rest)) {
        *rest = unranked;
    } else if !unranked.is_empty() {
        return Err(RankError::Unranked(Unranked {
            actor,
            count: unranked.len(),
            examples: unranked.iter().take(5).collect(),
        }));
    }
    let mut keys = vec![0_u64; graph.index_len()];
    for (place, set) in chosen.iter().rev().enumerate() {
        fill(set, &mut keys, |key, _| *key = place as u64);
    }
    Ok(dense_ranks(&states, &keys))
}

/// Moves the adjusted states as a block next to their reference. Without a reference state nothing
/// changes.
fn adjust(graph: &Graph, ranks: &[u32], adjustment: &Adjustment) -> Vec<u32> {
    let moved = graph.select(&adjustment.states);
    let mut reference = graph.select(&adjustment.reference);
    reference.subtract(&moved);
    let ranks_of = || reference.iter().map(|state| ranks[state.index()]);
    let target = match adjustment.kind {
        AdjustmentKind::Above | AdjustmentKind::LevelWith => ranks_of().max(),
        AdjustmentKind::Below => ranks_of().min(),
    };
    let Some(target) = target else {
        return ranks.to_vec();
    };
    // Ranks are below 2^28 (a dense store has fewer states), so place, side and order within the
    // block fit one key.
    let key = |place: u32, side: u64, within: u32| {
        (u64::from(place) << 2 | side) << 32 | u64::from(within)
    };
    let states = graph.all();
    let keys: Vec<u64> = ranks
        .iter()
        .enumerate()
        .map(|(at, rank)| {
            if !moved.contains(StateId::from_index(at)) {
                return key(*rank, 1, 0);
            }
            match adjustment.kind {
                AdjustmentKind::Above => key(target, 2, *rank),
                AdjustmentKind::Below => key(target, 0, *rank),
                AdjustmentKind::LevelWith => key(target, 1, 0),
            }
        })
        .collect();
    dense_ranks(&states, &keys)
}
