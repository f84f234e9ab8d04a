//! States, moves and rankings worked out, for the JSON conflict form.

use std::collections::BTreeMap;

use graph::StateId;
use model::interchange::{StateTable, TableState};

use crate::study::World;

/// The whole table. Cost: one listing of each actor's moves at each state.
#[must_use]
pub fn table(world: &World<'_>) -> StateTable {
    let graph = &world.graph;
    let states: Vec<StateId> = graph.states().collect();
    let place: BTreeMap<StateId, usize> = states.iter().enumerate().map(|(i, &s)| (s, i)).collect();
    let mut ends = Vec::new();
    let mut moves = Vec::new();
    let mut rankings = Vec::new();
    for actor in graph.actors() {
        let mut from_each = Vec::with_capacity(states.len());
        for &state in &states {
            graph.moves(actor, state, &mut ends);
            from_each.push(
                ends.iter()
                    .filter_map(|end| place.get(end).copied())
                    .collect(),
            );
        }
        moves.push(from_each);
        let mut levels: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, &state) in states.iter().enumerate() {
            levels
                .entry(world.ranks.rank(actor, state))
                .or_default()
                .push(index);
        }
        rankings.push(levels.into_values().rev().collect());
    }
    let has_options = !world.conflict.options.is_empty();
    StateTable {
        states: states
            .iter()
            .map(|&state| TableState {
                id: graph.id(state),
                label: graph.label(state).map(str::to_owned),
                yn: has_options.then(|| graph.letters(state)),
            })
            .collect(),
        moves,
        rankings,
        status_quo: graph
            .status_quo()
            .and_then(|state| place.get(&state).copied()),
    }
}
