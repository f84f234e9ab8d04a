//! What holds where a structure is an equilibrium: numbers that must not change their sign.
//!
//! In: a game and an equilibrium of it. Out: a list of numbers, in the same order for the same
//! structure. As long as none of them becomes 0, the structure stays an equilibrium: the
//! probabilities of the actions taken, and at each information set by how much each action pays
//! less than one that is taken.

use game::Rational;
use game::tree::{InformationSetId, Mover, NodeId, Tree};

use crate::structure::Profile;

/// The conditions of an equilibrium. At information sets that the others and chance let be reached,
/// actions are compared by their expected payoffs; at others, at each node, because what is believed
/// there can be chosen. Quadratic in the tree at worst, linear for each information set.
#[must_use]
pub fn conditions(tree: &Tree, profile: &Profile) -> Vec<Rational> {
    let filled = filled(tree, profile);
    let values = values(tree, &filled);
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
        let reach = reach(tree, &filled, id);
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
        let reach = reach(tree, &filled, id);
        let player = set.player.index();
        let pays = |action: usize| {
            set.members
                .iter()
                .zip(&reach)
                .fold(Rational::ZERO, |sum, (node, weight)| {
                    sum + &values[child(tree, *node, action).index()][player] * weight
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

/// How likely the action that leads to a node is.
fn weight(tree: &Tree, profile: &[Vec<Rational>], node: NodeId) -> Rational {
    let action = tree.node(node).action as usize;
    match tree.node(node).parent.map(|parent| tree.node(parent).mover) {
        None | Some(Mover::Nobody) => Rational::ONE,
        Some(Mover::Chance(chance)) => tree.chance(chance).actions[action].1.value(),
        Some(Mover::Player(set)) => profile[set.index()][action].clone(),
    }
}

/// What each player is paid from each node on.
fn values(tree: &Tree, profile: &[Vec<Rational>]) -> Vec<Vec<Rational>> {
    let mut values = vec![vec![Rational::ZERO; tree.players().len()]; tree.nodes().len()];
    for id in tree.node_ids().rev() {
        if let Some(outcome) = tree.node(id).outcome {
            let payoffs = &tree.outcome(outcome).payoffs;
            for (value, payoff) in values[id.index()].iter_mut().zip(payoffs) {
                *value += payoff.value();
            }
        }
        let Some(parent) = tree.node(id).parent else {
            continue;
        };
        let weight = weight(tree, profile, id);
        let own = values[id.index()].clone();
        for (sum, value) in values[parent.index()].iter_mut().zip(own) {
            *sum += value * &weight;
        }
    }
    values
}

/// How likely each node of an information set is where its player does all to get there.
fn reach(tree: &Tree, profile: &[Vec<Rational>], id: InformationSetId) -> Vec<Rational> {
    let set = tree.information_set(id);
    let of_other = |node: NodeId| match tree.node(node).mover {
        Mover::Player(other) => tree.information_set(other).player != set.player,
        Mover::Nobody | Mover::Chance(_) => true,
    };
    set.members
        .iter()
        .map(|node| {
            let mut likely = Rational::ONE;
            let mut at = *node;
            while let Some(parent) = tree.node(at).parent {
                if of_other(parent) {
                    likely *= weight(tree, profile, at);
                }
                at = parent;
            }
            likely
        })
        .collect()
}
