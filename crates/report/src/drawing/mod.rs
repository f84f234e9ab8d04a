//! Drawings: of a state graph, as our own SVG and as DOT for Graphviz; of a model's actors, options
//! and rules; of what an answer turns on; of a claim's lineage; of where an outcome holds over what
//! varies; of where equilibria of a play hold; of game trees.
//!
//! In: a [`Sketch`], the states and moves to be drawn. Out: text, the same for the same sketch.
//! Actors are told apart by line style and legend as well as by colour.

mod arcs;
mod dot;
mod ink;
mod layers;
mod lineage;
mod map;
mod phase;
mod pivots;
mod play_regions;
mod states;
mod svg;
mod tree;

pub use dot::dot;
pub use lineage::lineage;
pub use map::conflict_map;
pub use phase::{PhaseAxis, PhaseCell, PhaseDrawing, PhasePanel, PhaseTicks, phase};
pub use pivots::{name_of as name_of_pivots, pivots};
pub use play_regions::play_regions;
pub use states::state_map;
pub use svg::svg;
pub use tree::{
    Behind, MOST_NODES, MOST_NODES_EVER, TreeAction, TreeKind, TreeNode, TreePart, TreePlace,
    TreePlay, TreeSet, TreeSketch, fold, game_tree,
};

/// Most states that an SVG shows; more would not be legible.
pub const MOST_STATES: usize = 60;

/// States and moves to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Title of the conflict.
    pub title: String,
    /// What part of the graph is shown, if not all: a sentence for the legend.
    pub remark: Option<String>,
    /// Names of the actors.
    pub actors: Vec<String>,
    /// The states.
    pub nodes: Vec<Node>,
    /// The moves.
    pub arcs: Vec<Arc>,
}

/// A state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Its identifier, unique in the sketch.
    pub id: String,
    /// What holds there.
    pub label: String,
    /// Moves from the status quo; none if it cannot be reached or there is no status quo.
    pub distance: Option<u32>,
    /// Whether the conflict stands here.
    pub is_status_quo: bool,
    /// Concepts under which it is an equilibrium.
    pub equilibrium_under: Vec<String>,
}

/// A move, or two that are each other's reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Whose move: position in [`Sketch::actors`].
    pub actor: usize,
    /// Where it starts: position in [`Sketch::nodes`].
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The move forth.
    pub forth: Head,
    /// The move back.
    pub back: Head,
}

/// How one direction of an arc is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// No such move, or not shown.
    None,
    /// A move that does not improve the mover's lot: an open head.
    Open,
    /// An improvement: a filled head.
    Filled,
}

/// Why a sketch cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// Number of its states.
    pub states: usize,
}

impl std::fmt::Display for TooMany {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "a drawing of {} states would not be legible (at most {MOST_STATES})",
            self.states
        )
    }
}

impl std::error::Error for TooMany {}

/// An actor's line: colour on light ground, colour on dark ground, dashes for SVG, style for DOT.
struct Stroke {
    light: &'static str,
    dark: &'static str,
    dashes: &'static str,
    dot: &'static str,
}

/// Colours after Okabe and Ito, told apart also by readers who do not see red or green.
const STROKES: [Stroke; 8] = [
    Stroke {
        light: "#0072b2",
        dark: "#56b4e9",
        dashes: "",
        dot: "solid",
    },
    Stroke {
        light: "#b34700",
        dark: "#ff9b52",
        dashes: "7 4",
        dot: "dashed",
    },
    Stroke {
        light: "#00785a",
        dark: "#3fd0a4",
        dashes: "1.5 4",
        dot: "dotted",
    },
    Stroke {
        light: "#9c3f7c",
        dark: "#e59acb",
        dashes: "9 3 2 3",
        dot: "bold",
    },
    Stroke {
        light: "#6b5d00",
        dark: "#e8d54a",
        dashes: "14 4",
        dot: "dashed",
    },
    Stroke {
        light: "#333333",
        dark: "#dddddd",
        dashes: "3 3",
        dot: "dotted",
    },
    Stroke {
        light: "#5b3fb0",
        dark: "#b9a6ff",
        dashes: "9 3 2 3 2 3",
        dot: "solid",
    },
    Stroke {
        light: "#a01c1c",
        dark: "#ff8a8a",
        dashes: "14 3 3 3",
        dot: "bold",
    },
];

fn stroke(actor: usize) -> &'static Stroke {
    &STROKES[actor % STROKES.len()]
}
