//! What joins nodes that cannot be told apart.

use super::super::{TreeKind, TreeSketch};

/// A dashed line that joins nodes of an information set.
pub(in super::super) struct Link {
    /// Which set: position in the sketch.
    pub(in super::super) set: usize,
    /// Whose it is.
    pub(in super::super) player: usize,
    /// The nodes that it joins, from above; two where it crosses columns.
    pub(in super::super) members: Vec<usize>,
    /// How it is drawn.
    pub(in super::super) shape: Shape,
}

/// How a link is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Shape {
    /// From box to box: nothing else stands between them.
    Straight,
    /// In this lane in front of the column, with a lozenge on the line to each node.
    Lane(usize),
    /// From a box in one column to a box in another.
    Across,
}

/// The links of all sets. Cost: sets times nodes.
pub(super) fn links(sketch: &TreeSketch, levels: &[usize], ys: &[f64]) -> Vec<Link> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (node, &level) in levels.iter().enumerate() {
        if rows.len() <= level {
            rows.resize(level + 1, Vec::new());
        }
        rows[level].push(node);
    }
    for row in &mut rows {
        row.sort_by(|a, b| ys[*a].total_cmp(&ys[*b]));
    }
    let mut links = Vec::new();
    let mut lanes: Vec<Vec<f64>> = vec![Vec::new(); rows.len()];
    for (set, described) in sketch.sets.iter().enumerate() {
        let Some(&first) = described
            .members
            .first()
            .filter(|_| described.members.len() > 1)
        else {
            continue;
        };
        let TreeKind::Player(player) = sketch.nodes[first].kind else {
            continue;
        };
        let mut before: Option<usize> = None;
        for (level, row) in rows.iter().enumerate() {
            let is_member = |node: &usize| described.members.contains(node);
            let members: Vec<usize> = row.iter().copied().filter(is_member).collect();
            let Some((&top, &bottom)) = members.first().zip(members.last()) else {
                continue;
            };
            if let Some(before) = before {
                links.push(Link {
                    set,
                    player,
                    members: vec![before, top],
                    shape: Shape::Across,
                });
            }
            before = Some(bottom);
            if members.len() < 2 {
                continue;
            }
            let from = row.iter().position(|node| *node == top).unwrap_or(0);
            let next_to_each_other = row[from..].iter().take(members.len()).all(is_member);
            let shape = if next_to_each_other {
                Shape::Straight
            } else {
                Shape::Lane(free_lane(&mut lanes[level], ys[top], ys[bottom]))
            };
            links.push(Link {
                set,
                player,
                members,
                shape,
            });
        }
    }
    links
}

/// The first lane that is free from above to below. Sets come in the order of their first nodes,
/// so a lane is free below what was last put into it.
fn free_lane(lanes: &mut Vec<f64>, top: f64, bottom: f64) -> usize {
    if let Some(lane) = lanes.iter().position(|used| *used + 1.0 < top) {
        lanes[lane] = bottom;
        return lane;
    }
    lanes.push(bottom);
    lanes.len() - 1
}
