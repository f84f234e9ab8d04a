//! What holds where a structure is an equilibrium: numbers that must not change their sign.
//!
//! In: a game and an equilibrium of it. Out: a list of numbers, in the same order for the same
//! structure. As long as none of them becomes 0, the structure stays an equilibrium: the
//! probabilities of the actions taken, and at each information set by how much each action pays
//! less than one that is taken.

use equilibrium::behaviour::{reach_of_others, values};
use game::Rational;
use game::tree::{InformationSetId, NodeId, Tree};

use crate::structure::Profile;

/// The conditions of an equilibrium. At information sets that the others and chance let be reached,
/// actions are compared by their expected payoffs; at others, at each node, because what is believed
/// there can be chosen. Quadratic in the tree at worst, linear for each information set.
#[must_use]
pub fn conditions(tree: &Tree, profile: &Profile) -> Vec<Rational> {
    let filled = filled(tree, profile);
    let values = values(tree, &filled);
    let reach: Vec<Vec<Rational>> = tree
        .player_ids()
        .map(|player| reach_of_others(tree, &filled, player))
        .collect();
    let mut found = Vec::new();
    for (number, set) in tree.information_sets().iter().enumerate() {
        let id = InformationSetId(number as u32);
        let weights = &filled[id.index()];
        let taken: Vec<usize> = (0..weights.len())
            .filter(|action| !weights[*action].is_zero())
            .collect();
        if taken.len() > 1 && profile[number].is_some() {
            found.extend(taken.iter().map(|action| weights[*action].clone()));
        }
        let Some(&standard) = taken.first() else {
            continue;
        };
        let player = set.player.index();
        let reach: Vec<Rational> = set
            .members
            .iter()
            .map(|node| reach[player][node.index()].clone())
            .collect();
        let reached = reach.iter().any(|one| !one.is_zero());
        for action in 0..set.actions.len() {
            if action == standard {
                continue;
            }
            let differences = set.members.iter().map(|node| {
                let child = |action| child(tree, *node, action);
                &values[child(action).index()][player] - &values[child(standard).index()][player]
            });
            if reached {
                let sum = differences
                    .zip(&reach)
                    .fold(Rational::ZERO, |sum, (one, weight)| sum + one * weight);
                found.push(sum);
            } else {
                found.extend(differences);
            }
        }
    }
    found
}

/// The profile with what is left open filled in: the last action in the list of those that pay most.
fn filled(tree: &Tree, profile: &Profile) -> Vec<Vec<Rational>> {
    let mut filled: Vec<Vec<Rational>> = tree
        .information_sets()
        .iter()
        .zip(profile)
        .map(|(set, weights)| match weights {
            Some(weights) => weights.clone(),
            None => pure(set.actions.len(), 0),
        })
        .collect();
    for number in (0..filled.len())
        .rev()
        .filter(|one| profile[*one].is_none())
    {
        let id = InformationSetId(number as u32);
        let set = tree.information_set(id);
        let values = values(tree, &filled);
        let reach = reach_of_others(tree, &filled, set.player);
        let player = set.player.index();
        let pays = |action: usize| {
            set.members.iter().fold(Rational::ZERO, |sum, node| {
                let worth = &values[child(tree, *node, action).index()][player];
                sum + worth * &reach[node.index()]
            })
        };
        let best = (0..set.actions.len()).max_by_key(|action| pays(*action));
        filled[number] = pure(set.actions.len(), best.unwrap_or(0));
    }
    filled
}

fn pure(actions: usize, taken: usize) -> Vec<Rational> {
    (0..actions)
        .map(|action| Rational::from(u8::from(action == taken)))
        .collect()
}

fn child(tree: &Tree, node: NodeId, action: usize) -> NodeId {
    tree.children(node).nth(action).unwrap_or(node)
}
