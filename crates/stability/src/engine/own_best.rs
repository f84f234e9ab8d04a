//! The best value that an actor can reach by at most one move of its own.

use graph::dense::Dense;
use graph::{Graph, StateId, Store};
use model::conflict::{ActorId, Direction};
use rayon::prelude::*;

/// For every state the greatest of its own value and the values of the states that the actor can
/// move to. Values of states are at least 1. Cost: one pass for each bit of the actor's options;
/// with consent rules, or in an explicit store, one visit for each move.
pub(crate) fn own_best(graph: &Graph, actor: ActorId, values: &[u32]) -> Vec<u32> {
    match graph.store() {
        Store::Dense(dense) if !graph.step().has_guards() => along_axes(dense, actor, values),
        Store::Dense(dense) => (0..values.len())
            .into_par_iter()
            .map(|at| {
                let state = StateId::from_index(at);
                let mut best = values[at];
                if dense.states().contains(state) {
                    dense.for_each_move(actor, state, &mut |to| {
                        best = best.max(values[to.index()]);
                    });
                }
                best
            })
            .collect(),
        Store::Explicit(explicit) => values
            .iter()
            .enumerate()
            .map(|(at, value)| {
                let ends = explicit
                    .arcs(actor)
                    .map_or(&[][..], |arcs| arcs.from(StateId::from_index(at)));
                ends.iter()
                    .fold(*value, |best, to| best.max(values[to.index()]))
            })
            .collect(),
    }
}

/// Running maxima along the actor's own axes, starting from where each option vector settles.
fn along_axes(dense: &Dense, actor: ActorId, values: &[u32]) -> Vec<u32> {
    let mut best: Vec<u32> = if dense.is_full() {
        values.to_vec()
    } else {
        (0..values.len() as u32)
            .into_par_iter()
            .map(|vector| dense.lands(vector).map_or(0, |end| values[end.index()]))
            .collect()
    };
    let Some(own) = dense.step().actors.get(actor.index()) else {
        return best;
    };
    for field in &own.fields {
        let direction = own
            .one_way
            .iter()
            .find(|(one_way, _)| one_way == field)
            .map_or(Direction::Both, |(_, direction)| *direction);
        let stride = 1_usize << field.offset;
        let block = stride << field.width;
        best.par_chunks_mut(block).for_each(|block| {
            sweep(block, stride, usize::from(field.levels), direction);
        });
    }
    best
}

/// One axis within one block of `levels` runs of length `stride`.
fn sweep(block: &mut [u32], stride: usize, levels: usize, direction: Direction) {
    let upward = matches!(direction, Direction::Both | Direction::Up);
    let downward = matches!(direction, Direction::Both | Direction::Down);
    if upward {
        for level in (1..levels).rev() {
            let (low, high) = block.split_at_mut(level * stride);
            raise(&mut low[(level - 1) * stride..], &high[..stride]);
        }
    }
    if downward {
        for level in 1..levels {
            let (low, high) = block.split_at_mut(level * stride);
            raise(&mut high[..stride], &low[(level - 1) * stride..]);
        }
    }
}

fn raise(values: &mut [u32], by: &[u32]) {
    for (value, by) in values.iter_mut().zip(by) {
        *value = (*value).max(*by);
    }
}
