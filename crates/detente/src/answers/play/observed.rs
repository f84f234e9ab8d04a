//! What follows from a history of a play that was observed.

use game::Rational;
use game::tree::NodeId;
use model::conflict::ActorId;
use play::Played;
use report::answer::{GameArithmetic, GameObserved, GameWeight};

use super::ends::by_state;
use crate::answers::game::{Draw, Solved, Watched, observed as observed_in_tree};
use crate::error::AnswerError;
use crate::study::Study;

/// Follows a history through each equilibrium of a play: what is believed of each private type, and in
/// which states the play ends from there.
pub(super) fn observed(
    study: &Study<'_>,
    played: &Played,
    solved: &Solved,
    history: &str,
) -> Result<GameObserved, AnswerError> {
    let ends = |reach: &[Rational], arithmetic: GameArithmetic| -> Vec<GameWeight> {
        by_state(study, &played.tree, &played.states, reach, arithmetic)
            .into_iter()
            .map(|share| GameWeight {
                name: share.state.in_words(),
                probability: share.probability,
            })
            .collect()
    };
    let watched = Watched {
        tree: &played.tree,
        idle: &idle(study, played),
        draws: &draws(study, played),
        ends: &ends,
    };
    observed_in_tree(&watched, history, solved)
}

/// Whether a word says of an option only that it is not taken, which it is not at a node: where the
/// play leaves nothing to choose there is no move that says so.
pub(super) fn idle<'p>(
    study: &'p Study<'_>,
    played: &'p Played,
) -> impl Fn(NodeId, &str) -> bool + 'p {
    let conflict = study.conflict;
    let owner = |id: Option<ActorId>| id.map_or("", |id| conflict.actors[id.index()].name.as_str());
    move |node, word| {
        let Some(name) = word.strip_prefix("not ") else {
            return false;
        };
        let named = conflict
            .options
            .iter()
            .zip(study.graph().step().layout.fields());
        let mut fields = named.filter(|(option, _)| {
            let full = format!("{}.{}", owner(option.owner), option.name);
            option.is_binary() && (option.name == name || full == name)
        });
        match (fields.next(), fields.next()) {
            (Some((_, field)), None) => field.get(played.states[node.index()]).0 == 0,
            _ => false,
        }
    }
}

/// The private types that have more than one value.
pub(super) fn draws(study: &Study<'_>, played: &Played) -> Vec<Draw> {
    let types = study.conflict.game.types.iter().zip(&played.types);
    let drawn = types.filter_map(|(one, chance)| Some((one, (*chance)?)));
    drawn
        .map(|(one, chance)| Draw {
            name: one.name.clone(),
            player: Some(played.tree.players()[one.actor.index()].name.to_string()),
            chance,
        })
        .collect()
}
