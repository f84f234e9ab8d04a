//! States, moves and rankings worked out, with what actors see in another way, for the JSON
//! conflict form.

use std::collections::BTreeMap;

use graph::{Control, Limits, StateId};
use model::interchange::{StateTable, TableState, TableView};

use super::uncertain::Seen;
use crate::error::AnswerError;
use crate::study::World;

/// A table with what it has no place for.
#[derive(Clone, Debug)]
pub struct Found {
    /// The table.
    pub table: StateTable,
    /// The actors whose view is left out, since it changes states, moves or the status quo.
    pub left_out: Vec<String>,
}

/// The whole table with the views of an account. Cost: one listing of each actor's moves at each
/// state, for the account and for each view.
///
/// # Errors
/// If the states of a view cannot be found, and when the host stops the work.
pub fn table(
    world: &World<'_>,
    seen: &[Seen<'_>],
    control: &Control,
) -> Result<Found, AnswerError> {
    let mut table = bare(world);
    let mut left_out = Vec::new();
    for one in seen {
        let Some(conflict) = one.conflict else {
            continue;
        };
        let view = bare(&World::build(conflict, &Limits::default(), control)?);
        if view.states == table.states
            && view.moves == table.moves
            && view.status_quo == table.status_quo
        {
            table.views.push(TableView {
                actor: one.view.actor,
                label: one.view.label.clone(),
                rankings: view.rankings,
                attitudes: conflict.attitudes.clone(),
            });
        } else {
            left_out.push(world.naming().actor(one.view.actor).to_owned());
        }
    }
    Ok(Found { table, left_out })
}

/// The table of a conflict without views.
fn bare(world: &World<'_>) -> StateTable {
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
        views: Vec::new(),
    }
}
