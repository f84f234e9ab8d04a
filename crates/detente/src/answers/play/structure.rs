//! An equilibrium of a stretch or region in words.

use std::collections::BTreeMap;

use equilibrium::behaviour::reach;
use game::Rational;
use game::tree::{InformationSetId, NodeId, Tree};
use play::Played;
use regions::{Root, Structure};
use report::answer::{GameArithmetic, PlayActions, PlayCourse, PlayStructure, PlayThreshold};

use super::classes::classes;
use super::ends::by_state;
use super::family::OnePlay;
use crate::answers::game::Profile;
use crate::answers::game::names::{action_name, set_name};
use crate::study::Study;

/// An equilibrium of a play, with how its quantities go on.
pub(super) fn in_words(
    study: &Study<'_>,
    play: &OnePlay,
    profile: &Profile,
    courses: Vec<PlayCourse>,
) -> PlayStructure {
    let Played { tree, states, .. } = &play.played;
    let structure = Structure::of(&profile.weights);
    let reach = reach(tree, &profile.behaviour(tree));
    PlayStructure {
        actors: actions(tree, &structure),
        classes: classes(study.conflict, &play.played, profile),
        mixes: structure.mixes(),
        ends: by_state(study, tree, states, &reach, GameArithmetic::Exact),
        courses,
    }
}

/// A root as it is shown.
pub(super) fn threshold(root: &Root) -> PlayThreshold {
    let hair = Rational::ONE / Rational::from(10u64.pow(12));
    PlayThreshold {
        exact: root.closed_form(),
        decimal: decimal(root.near(&hair).to_f64().value()),
    }
}

/// A number with nine decimals at most.
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{value:.9}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0" } else { short }.to_owned()
}

/// What is done at each information set, by actor.
fn actions(tree: &Tree, structure: &Structure) -> Vec<PlayActions> {
    let mut by_actor: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let sets = (0u32..).map(InformationSetId).zip(tree.information_sets());
    for ((id, set), taken) in sets.zip(&structure.0) {
        let Some(taken) = taken else { continue };
        let node = set.members.first().copied().unwrap_or(NodeId(0));
        let names: Vec<String> = taken
            .iter()
            .map(|action| action_name(tree, node, *action))
            .collect();
        let words = format!("{} at {}", names.join(" or "), set_name(tree, id));
        by_actor.entry(set.player.index()).or_default().push(words);
    }
    by_actor
        .into_iter()
        .map(|(player, actions)| PlayActions {
            actor: tree.players()[player].name.to_string(),
            actions,
        })
        .collect()
}
