//! Whether each player remembers what it knew and did.
//!
//! A player has perfect recall where any two nodes of one information set come after the same
//! sequence of the player's own information sets and actions (Kuhn 1953). Strategies that mix at
//! each move on its own can then do what mixtures of plans can do, and solvers may rely on it.

use crate::sequence::{SequenceId, Sequences};
use crate::tree::{InformationSetId, Mover, NodeId, PlayerId, Tree};

/// Two nodes that show that a player forgets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgetting {
    /// Who forgets.
    pub player: PlayerId,
    /// Where.
    pub information_set: InformationSetId,
    /// Two nodes of the information set with different histories of the player's own.
    pub nodes: (NodeId, NodeId),
    /// What is forgotten there.
    pub what: Forgotten,
}

/// What a player forgets between two nodes of one information set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    /// That it has been at this very information set before: one node follows the other.
    BeingHere,
    /// What it did: the same own information sets were passed, with different actions.
    Action,
    /// What it knew: different own information sets were passed.
    Knowledge,
}

/// The first forgetting of each player, by player; empty where recall is perfect.
///
/// Linear in the tree.
#[must_use]
pub fn forgettings(tree: &Tree) -> Vec<Forgetting> {
    let mut before = vec![SequenceId::EMPTY; tree.nodes().len()];
    Sequences::walk(tree, |node, current| {
        if let Mover::Player(set) = tree.node(node).mover {
            before[node.index()] = current[tree.information_set(set).player.index()];
        }
    });
    let mut found: Vec<Forgetting> = Vec::new();
    for (index, set) in tree.information_sets().iter().enumerate() {
        if found.iter().any(|one| one.player == set.player) {
            continue;
        }
        let Some((&first, rest)) = set.members.split_first() else {
            continue;
        };
        let differs = |other: &&NodeId| before[other.index()] != before[first.index()];
        if let Some(&other) = rest.iter().find(differs) {
            found.push(Forgetting {
                player: set.player,
                information_set: InformationSetId(index as u32),
                nodes: (first, other),
                what: forgotten(tree, first, other),
            });
        }
    }
    found.sort_by_key(|one| one.player);
    found
}

/// What the player who moves at a node has itself passed before: its information sets and actions.
#[must_use]
pub fn own_history(tree: &Tree, node: NodeId) -> Vec<(InformationSetId, u32)> {
    let Mover::Player(here) = tree.node(node).mover else {
        return Vec::new();
    };
    let player = tree.information_set(here).player;
    let own = |(at, action)| match tree.node(at).mover {
        Mover::Player(set) if tree.information_set(set).player == player => Some((set, action)),
        _ => None,
    };
    tree.path(node).into_iter().filter_map(own).collect()
}

fn forgotten(tree: &Tree, first: NodeId, other: NodeId) -> Forgotten {
    if tree.subtree(first).contains(&other.0) {
        return Forgotten::BeingHere;
    }
    let sets = |node| {
        own_history(tree, node)
            .into_iter()
            .map(|(set, _)| set)
            .collect::<Vec<_>>()
    };
    if sets(first) == sets(other) {
        Forgotten::Action
    } else {
        Forgotten::Knowledge
    }
}
