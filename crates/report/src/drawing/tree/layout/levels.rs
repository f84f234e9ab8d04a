//! The column of each node: its depth, or further right to stand below those like it.

use super::super::TreeSketch;

/// Rounds after which nodes stand at their depth.
const ROUNDS: usize = 64;

/// The column of each node. Nodes that cannot be told apart share one, unless the one comes after
/// the other or two sets come in both orders. Cost: nodes times the moves of the longest play.
pub(super) fn levels(sketch: &TreeSketch) -> Vec<usize> {
    let plain = depths(sketch);
    let sets: Vec<&Vec<usize>> = sketch
        .sets
        .iter()
        .map(|set| &set.members)
        .filter(|members| members.len() > 1 && !comes_again(sketch, members))
        .collect();
    let mut levels = plain.clone();
    for _ in 0..ROUNDS {
        let before = levels.clone();
        for members in &sets {
            let level = members
                .iter()
                .filter_map(|&member| levels.get(member))
                .max();
            let level = level.copied().unwrap_or(0);
            for &member in *members {
                if let Some(own) = levels.get_mut(member) {
                    *own = level;
                }
            }
        }
        for (index, node) in sketch.nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                levels[index] = levels[index].max(levels[parent] + 1);
            }
        }
        if levels == before {
            return levels;
        }
    }
    plain
}

fn depths(sketch: &TreeSketch) -> Vec<usize> {
    let mut depths = vec![0; sketch.nodes.len()];
    for (index, node) in sketch.nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            depths[index] = depths[parent] + 1;
        }
    }
    depths
}

/// Whether a play passes two of these nodes.
fn comes_again(sketch: &TreeSketch, members: &[usize]) -> bool {
    members.iter().any(|&member| {
        let mut at = sketch.nodes.get(member).and_then(|node| node.parent);
        while let Some(node) = at {
            if members.contains(&node) {
                return true;
            }
            at = sketch.nodes[node].parent;
        }
        false
    })
}
