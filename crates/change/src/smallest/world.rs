//! States and moves of a conflict after the edits that shape them or change where it stands.
//!
//! Many variants share one world: those that differ in preferences only.

use graph::{BuildError, Control, Graph, Limits};
use model::conflict::{Conflict, Preference, PreferenceKind, Start, States};
use model::edit::{Edit, edited};

/// What moves follow from, and so how far it is known which edits a move depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Options and rules: traced move by move.
    Options,
    /// Listed moves, and no rules: traced move by move.
    Moves,
    /// Anything else (merged states, listed states whose moves follow from options, adjusted
    /// orders): every edit of the model may matter to every answer.
    Opaque,
}

impl Form {
    /// The form of a conflict.
    pub(crate) fn of(conflict: &Conflict) -> Form {
        let plain = |preference: &Preference| {
            let unordered = match &preference.kind {
                PreferenceKind::Ranking(levels) => levels.iter().any(|level| level.unordered),
                _ => false,
            };
            preference.adjustments.is_empty() && !unordered
        };
        if !conflict.preferences.iter().all(plain) {
            return Form::Opaque;
        }
        match &conflict.states {
            States::FromOptions { merged } if merged.is_empty() => Form::Options,
            States::Listed { moves: Some(_), .. } if conflict.rules.is_empty() => Form::Moves,
            _ => Form::Opaque,
        }
    }
}

/// States and moves.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) graph: Graph,
    /// Where it stands before consequences fire.
    pub(crate) start: Start,
    /// The edits made, by number: only those that are no lines of a preference.
    pub(crate) made: Vec<usize>,
}

/// A conflict with edits made that shapes no world.
pub(crate) enum NoWorld {
    /// It is not a model: no feasible state, an infeasible status quo, or the like.
    NotAModel(BuildError),
    /// The host stopped the work.
    Interrupted,
}

impl World {
    /// Builds the states of a conflict with edits made. `base` is the graph of the conflict without
    /// them, if it is known.
    pub(crate) fn build(
        conflict: &Conflict,
        edits: &[Edit],
        made: Vec<usize>,
        base: Option<&Graph>,
        control: &Control,
    ) -> Result<World, NoWorld> {
        let own: Vec<Edit> = made
            .iter()
            .filter_map(|at| edits.get(*at).copied())
            .collect();
        let Some(mut changed) = edited(conflict, &own) else {
            return Err(NoWorld::NotAModel(BuildError::Model(Vec::new())));
        };
        let only_directions = own.iter().all(|e| matches!(e, Edit::Direction { .. }));
        if let Some(graph) = base
            .filter(|_| only_directions)
            .and_then(|base| base.redirected(&changed))
        {
            return Ok(World {
                graph,
                start: changed.status_quo,
                made,
            });
        }
        // Ranks are not needed here; a ranking is kept because it has to cover all states.
        for preference in &mut changed.preferences {
            if !matches!(preference.kind, PreferenceKind::Ranking(_)) {
                preference.kind = PreferenceKind::Indifferent;
                preference.adjustments.clear();
            }
        }
        match Graph::build(&changed, &Limits::default(), control) {
            Ok(built) => Ok(World {
                graph: built.graph,
                start: changed.status_quo,
                made,
            }),
            Err(BuildError::Interrupted) => Err(NoWorld::Interrupted),
            Err(error) => Err(NoWorld::NotAModel(error)),
        }
    }
}
