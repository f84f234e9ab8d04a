//! Game trees: who moves where, what each can tell apart, what an equilibrium does, what is paid.
//!
//! In: a [`TreeSketch`], nodes and what is to be written at them. Out: an SVG that reads from left
//! to right. Which nodes of a large tree are shown is settled before, by [`fold`].
//!
//! - `fold`: which part of a tree is shown and what stands for the rest.
//! - `layout`: where everything stands.
//! - `paint`: shapes, lines and legend.

mod fold;
mod layout;
mod paint;

pub use fold::{Behind, TreePart, TreePlace, fold};

/// Nodes that a drawing shows unless more are asked for.
pub const MOST_NODES: usize = 100;

/// Most nodes that a drawing shows; more would not be legible.
pub const MOST_NODES_EVER: usize = 1_000;

/// A game tree to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeSketch {
    /// Title of the game.
    pub title: String,
    /// Sentences under the title, such as which equilibrium is shown.
    pub remarks: Vec<String>,
    /// Names of the players.
    pub players: Vec<String>,
    /// What is shown, in prefix order: the root first, a node before its subtrees.
    pub nodes: Vec<TreeNode>,
    /// What movers cannot tell apart: for each such set its name and its nodes by position in
    /// [`TreeSketch::nodes`]. Sets of which one node is shown are not drawn.
    pub sets: Vec<TreeSet>,
}

/// Nodes that their mover cannot tell apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeSet {
    /// Its name or number.
    pub name: String,
    /// Its nodes, by position in [`TreeSketch::nodes`].
    pub members: Vec<usize>,
}

/// A node of the drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeNode {
    /// The node before it, by position; the root has none.
    pub parent: Option<usize>,
    /// What leads here.
    pub action: TreeAction,
    /// What happens here.
    pub kind: TreeKind,
    /// Its own name or that of its information set; often empty.
    pub name: String,
    /// What else is to be said of it, such as the state that holds; often empty.
    pub note: String,
    /// How likely its mover finds it, where the mover cannot tell it from others; often empty.
    pub belief: String,
    /// What each player is paid here, at the end or on the way; empty where nothing is paid.
    pub payoffs: Vec<String>,
}

/// What happens at a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TreeKind {
    /// The game is over.
    #[default]
    End,
    /// Chance moves.
    Chance,
    /// A player moves: position in [`TreeSketch::players`].
    Player(usize),
    /// More of the tree, not shown.
    Folded(Behind),
}

/// The action that leads to a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeAction {
    /// Its name.
    pub name: String,
    /// How likely it is once its node is reached; empty where that is not to be said.
    pub probability: String,
    /// What the equilibrium makes of it.
    pub part: TreePlay,
}

/// What an equilibrium makes of an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TreePlay {
    /// No equilibrium is shown.
    #[default]
    Open,
    /// It is never taken.
    Not,
    /// It would be taken, but its node is not reached.
    Would,
    /// It is taken, at least sometimes.
    Taken,
}

/// The tree as a self-contained SVG that follows a light or dark ground. Its identifiers begin with
/// `name`, made of letters, digits and `-._`. Cost: nodes times depth.
#[must_use]
pub fn game_tree(sketch: &TreeSketch, name: &str) -> String {
    paint::paint(sketch, &layout::Layout::new(sketch), name)
}
