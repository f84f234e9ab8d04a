//! Solution concepts of the graph model: which states are stable, for whom and why.
//!
//! In: a [`graph::Graph`] and [`graph::Ranks`]. Out: typed answers without text. [`Analysis`] holds
//! stability under the five basic concepts; [`concepts`] defines them, `engine` computes them.

mod analysis;
mod behaviour;
pub mod concepts;
mod engine;

pub mod certificate;
mod coalition;
mod course;
mod evolution;
mod explain;
pub mod extended;
mod holds;
mod limited;
pub mod local;
mod path;
mod relation;
mod responses;
mod sanction;
mod search;
mod shortest;
mod ties;

pub use analysis::Analysis;
pub use coalition::{
    CoalitionAnalysis, CoalitionError, CoalitionLimits, CoalitionStability, Coalitions,
    analyse_coalitions,
};
pub use course::{Course, course};
pub use evolution::{Evolution, Moving};
pub use explain::{Explanation, Improvement, explain};
pub use holds::{Answer, Choice, Deterred, Deterrent, HoldsError, Query, Verdict, holds};
pub use limited::{Foresight, ForesightError};
pub use path::{Path, Step};
pub use responses::Responses;
pub use sanction::{Sanction, sanction};
pub use shortest::ShortestPaths;
pub use ties::{Tie, ties};
