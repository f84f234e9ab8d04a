//! Counterfactual regret minimisation: play that improves by its regrets, in game trees for two.
//!
//! In: a checked [`game::Tree`] of two players with perfect recall. Out: behaviour as decimal
//! numbers, what it pays, and what each player could gain by leaving it alone.
//!
//! Where payoffs sum to a constant, the average play of both comes ever closer to an equilibrium.
//! In other games only the joint play over time settles, on coarse correlated equilibria (Hannan
//! 1957); the average play of each need not be an equilibrium, and its regrets say how far it is.
//!
//! - [`mod@minimise`]: the iterations, their limits and their answer.
//! - [`variant`]: how regrets are kept and turned into play.
//! - [`regret`]: what a profile pays and what there is to gain, from the tree itself.
//! - `sequence_form`: the tree as arrays and a sparse matrix.

pub mod minimise;
pub mod regret;
mod sequence_form;
pub mod variant;

pub use minimise::{Ending, Found, Limits, NoMinimising, Progress, minimise};
pub use variant::Variant;

/// For each information set of a tree, the probability of each of its actions.
pub type Behaviour = Vec<Vec<f64>>;
