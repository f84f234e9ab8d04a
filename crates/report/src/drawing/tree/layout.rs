//! Where everything on the drawing of a game tree stands.
//!
//! A tidy tree from left to right (Reingold and Tilford 1981): subtrees keep their shape wherever
//! they stand, stand as close as their outlines allow, and a node stands half-way between its first
//! and its last action. Nodes that cannot be told apart stand in one column where that is possible.

mod columns;
mod levels;
mod links;
mod outline;
mod words;

use super::TreeSketch;
pub(super) use columns::{Column, mover};
pub(super) use links::{Link, Shape};
pub(super) use words::{Words, pill_height};

/// What stands where, in pixels from the upper left corner of the tree.
pub(super) struct Layout {
    /// The column of each node.
    pub(super) levels: Vec<usize>,
    /// The height at which each node stands.
    pub(super) ys: Vec<f64>,
    /// What is written at each node.
    pub(super) words: Vec<Words>,
    /// The columns from left to right.
    pub(super) columns: Vec<Column>,
    /// What joins nodes that cannot be told apart.
    pub(super) links: Vec<Link>,
    /// Width and height.
    pub(super) size: (f64, f64),
}

impl Layout {
    /// Cost: nodes times depth.
    pub(super) fn new(sketch: &TreeSketch) -> Layout {
        let words: Vec<Words> = sketch.nodes.iter().map(Words::new).collect();
        let levels = levels::levels(sketch);
        let mut ys = outline::heights(sketch, &levels, &words);
        let links = links::links(sketch, &levels, &ys);
        let (columns, width) = columns::columns(sketch, &levels, &ys, &words, &links);
        let top = ys.iter().zip(&words).map(|(y, words)| y - words.above);
        let top = top.fold(f64::INFINITY, f64::min);
        if top.is_finite() {
            ys.iter_mut().for_each(|y| *y -= top);
        }
        let bottom = ys.iter().zip(&words).map(|(y, words)| y + words.under);
        // The lines that cross columns hang below what they join.
        let across = links.iter().filter(|link| link.shape == Shape::Across);
        let deepest = across
            .flat_map(|link| &link.members)
            .map(|&member| ys[member] + words[member].under + 20.0);
        let height = bottom.chain(deepest).fold(0.0, f64::max);
        Layout {
            levels,
            ys,
            words,
            columns,
            links,
            size: (width, height),
        }
    }
}
