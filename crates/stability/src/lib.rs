//! Solution concepts of the graph model: which states are stable, for whom and why.
//!
//! In: a [`graph::Graph`] and [`graph::Ranks`]. Out: typed answers without text. [`Analysis`] holds
//! stability under the five basic concepts; [`concepts`] defines them, `engine` computes them.

mod analysis;
pub mod concepts;
mod engine;

mod path;
mod sanction;
mod search;

pub use analysis::Analysis;
