//! Sanction values where every option vector is a state and every option is free.
//!
//! The others can then reach every setting of their own options, whatever the order of moves, so
//! the least value is a minimum along the others' axes of the hypercube. It depends on the focal
//! actor's own setting (and nature's) alone: one pass over the states into a small table.

use graph::Graph;
use model::conflict::ActorId;

use super::extract::Extract;

/// For every state the least judged value over all settings of the others' options, or the state's
/// own rank if that is lower. Cost: two passes over the states.
pub(super) fn least_over_others(
    graph: &Graph,
    actor: ActorId,
    judged: &[u32],
    own: &[u32],
) -> Vec<u32> {
    let others = graph
        .step()
        .actors
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != actor.index())
        .fold(0, |mask, (_, options)| mask | options.mask as u32);
    let kept = Extract::new(!others & (judged.len() as u64 - 1) as u32);
    let mut least = vec![u32::MAX; 1 << kept.width()];
    for (at, value) in judged.iter().enumerate() {
        let place = &mut least[kept.gather(at as u32) as usize];
        *place = (*place).min(*value);
    }
    own.iter()
        .enumerate()
        .map(|(at, rank)| (*rank).min(least[kept.gather(at as u32) as usize]))
        .collect()
}
