//! Where the columns of the drawing stand.

use super::super::{TreeKind, TreeSketch};
use super::links::{Link, Shape};
use super::words::Words;
use crate::drawing::ink::{measure, wrap};

/// Room for the name of a mover.
const MOVER: f64 = 116.0;
/// Distance of lanes.
const LANE: f64 = 9.0;

/// A column: lines come in from the left, then actions, lanes and boxes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in super::super) struct Column {
    /// Where the curves from the column before begin.
    pub(in super::super) start: f64,
    /// Where curves have ended and actions are written.
    pub(in super::super) actions: f64,
    /// The middle of the first lane.
    pub(in super::super) lanes: f64,
    /// The left side of boxes and ends.
    pub(in super::super) left: f64,
    /// The width of boxes.
    pub(in super::super) box_width: f64,
}

impl Column {
    /// The middle of a lane.
    pub(in super::super) fn lane(&self, lane: usize) -> f64 {
        self.lanes + LANE * lane as f64
    }
}

/// The name of who moves, cut where it is too long for a box.
pub(in super::super) fn mover(sketch: &TreeSketch, kind: TreeKind) -> String {
    match kind {
        TreeKind::Player(player) => {
            let name = sketch.players.get(player).map_or("", String::as_str);
            wrap(name, MOVER, 13.0, 1).join("")
        }
        TreeKind::Chance => "chance".to_owned(),
        TreeKind::End | TreeKind::Folded(_) => String::new(),
    }
}

/// The columns, and the width of all.
pub(super) fn columns(
    sketch: &TreeSketch,
    levels: &[usize],
    ys: &[f64],
    words: &[Words],
    links: &[Link],
) -> (Vec<Column>, f64) {
    let count = levels.iter().max().map_or(0, |level| level + 1);
    let mut columns = Vec::with_capacity(count);
    let mut x = 0.0;
    for level in 0..count {
        let here = || (0..levels.len()).filter(move |&node| levels[node] == level);
        let widest = |width: &dyn Fn(usize) -> f64| here().map(width).fold(0.0, f64::max);
        let box_width = widest(&|node| match sketch.nodes[node].kind {
            TreeKind::Player(_) | TreeKind::Chance => {
                let name = measure(&mover(sketch, sketch.nodes[node].kind), 13.0);
                words[node].box_width.max(name + 20.0)
            }
            TreeKind::End | TreeKind::Folded(_) => 0.0,
        });
        let end_width = widest(&|node| match sketch.nodes[node].kind {
            TreeKind::Folded(_) => words[node].end_width + 26.0,
            _ => words[node].end_width + 6.0,
        });
        let span = widest(&|node| {
            let parent = sketch.nodes[node].parent;
            parent.map_or(0.0, |parent| (ys[node] - ys[parent]).abs())
        });
        let actions = if level == 0 {
            x
        } else {
            x + 26.0 + (span / 14.0).min(34.0)
        };
        let lanes = links.iter().filter_map(|link| match link.shape {
            Shape::Lane(lane) if link.members.iter().any(|&member| levels[member] == level) => {
                Some(lane + 1)
            }
            _ => None,
        });
        let lanes = lanes.max().unwrap_or(0);
        let after = actions + widest(&|node| words[node].action_width) + 4.0;
        let left = if level == 0 {
            x
        } else {
            after + 4.0 + LANE * lanes as f64
        };
        columns.push(Column {
            start: x,
            actions,
            lanes: after + LANE / 2.0,
            left,
            box_width,
        });
        x = left + box_width.max(end_width) + 6.0;
    }
    (columns, x)
}
