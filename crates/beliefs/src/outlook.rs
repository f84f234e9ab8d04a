//! Where players move next, what they believe there, and where the play ends from there.

use equilibrium::behaviour::{Behaviour, weight};
use game::Rational;
use game::tree::{InformationSetId, Mover, NodeId, PlayerId, Tree};

/// How likely each node is from here on, where each of these nodes is as likely as given. Linear in the
/// tree.
#[must_use]
pub fn from_here(
    tree: &Tree,
    behaviour: &Behaviour,
    nodes: &[NodeId],
    weights: &[Rational],
) -> Vec<Rational> {
    let mut reach = vec![Rational::ZERO; tree.nodes().len()];
    for (node, likely) in nodes.iter().zip(weights) {
        reach[node.index()] = likely.clone();
        for number in tree.subtree(*node).skip(1) {
            let id = NodeId(number);
            if let Some(parent) = tree.node(id).parent {
                reach[id.index()] = &reach[parent.index()] * weight(tree, behaviour, id);
            }
        }
    }
    reach
}

/// The information sets at which a player may move next after some nodes, in the order of the tree.
/// Linear in the tree.
#[must_use]
pub fn next_sets(tree: &Tree, nodes: &[NodeId], player: PlayerId) -> Vec<InformationSetId> {
    let mut found = Vec::new();
    for node in nodes {
        let mut at = node.0;
        while at < tree.subtree(*node).end {
            let id = NodeId(at);
            match tree.node(id).mover {
                Mover::Player(set) if tree.information_set(set).player == player => {
                    if !found.contains(&set) {
                        found.push(set);
                    }
                    at = tree.subtree(id).end;
                }
                _ => at += 1,
            }
        }
    }
    found
}

/// What tells the nodes of an information set apart: for each of them the actions on its way that not
/// all have, in order. Empty for a set of one node.
#[must_use]
pub fn told_apart(tree: &Tree, set: InformationSetId) -> Vec<Vec<String>> {
    let members = &tree.information_set(set).members;
    let ways: Vec<Vec<(Step, String)>> = members.iter().map(|node| way(tree, *node)).collect();
    let common = |step: &(Step, String)| ways.iter().all(|way| way.contains(step));
    ways.iter()
        .map(|way| {
            let own = way.iter().filter(|step| !common(step));
            own.map(|(_, name)| name.clone()).collect()
        })
        .collect()
}

/// Who did something: chance by its number, a player by its own.
type Step = (bool, u32, usize);

/// The actions on the way to a node, each with who takes it and how many it took before.
fn way(tree: &Tree, node: NodeId) -> Vec<(Step, String)> {
    let mut steps: Vec<(Step, String)> = Vec::new();
    for (at, action) in tree.path(node) {
        let action = action as usize;
        let (chance, who, name) = match tree.node(at).mover {
            Mover::Nobody => continue,
            Mover::Chance(chance) => (true, chance.0, &tree.chance(chance).actions[action].0),
            Mover::Player(set) => {
                let set = tree.information_set(set);
                (false, set.player.0, &set.actions[action])
            }
        };
        let before = steps
            .iter()
            .filter(|((kind, other, _), _)| (*kind, *other) == (chance, who))
            .count();
        steps.push(((chance, who, before), name.to_string()));
    }
    steps
}
