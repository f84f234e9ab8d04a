//! What the private types of a play reveal by what they do.

use beliefs::class::{Class, class};
use game::tree::{ChanceId, PlayerId};
use model::conflict::Conflict;
use play::Played;
use report::answer::{GameClass, GameClassKind};

use crate::answers::game::{Profile, Solved};

/// Names each equilibrium by the types whose actor moves after learning them.
pub(super) fn name(conflict: &Conflict, played: &Played, found: &mut Solved) {
    let Some(solution) = &mut found.answer.solution else {
        return;
    };
    for (equilibrium, profile) in solution.equilibria.iter_mut().zip(&found.profiles) {
        if let Some(profile) = profile {
            equilibrium.classes = classes(conflict, played, profile);
        }
    }
}

/// The class of behaviour by each type.
pub(super) fn classes(conflict: &Conflict, played: &Played, profile: &Profile) -> Vec<GameClass> {
    let private: Vec<ChanceId> = played.types.iter().flatten().copied().collect();
    let behaviour = profile.behaviour(&played.tree);
    let types = conflict.game.types.iter().zip(&played.types);
    types
        .filter_map(|(one, drawn)| {
            let player = PlayerId(u32::from(one.actor.0));
            let kind = class(&played.tree, &behaviour, player, (*drawn)?, &private)?;
            Some(GameClass {
                private: one.name.clone(),
                player: played.tree.players()[player.index()].name.to_string(),
                kind: match kind {
                    Class::Pooling => GameClassKind::Pooling,
                    Class::Separating => GameClassKind::Separating,
                    Class::SemiSeparating => GameClassKind::SemiSeparating,
                    Class::NeverMoves => GameClassKind::NeverMoves,
                },
            })
        })
        .collect()
}
