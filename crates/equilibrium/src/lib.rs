//! Equilibria of games, and the regret that proves them.
//!
//! In: a checked [`game::Tree`] or [`game::Strategic`] game. Out: strategy profiles with exact
//! probabilities, whether these are all there are, and for each profile what every player could
//! gain by leaving it alone. Nothing here reads or writes text.
//!
//! - [`mixed`], [`behaviour`]: profiles, what they pay, and their exact regret.
//! - [`backward`]: backward induction, with every tie.
//! - [`pure`]: the pure equilibria of strategic games.
//! - [`extreme`]: all extreme equilibria of games for two, and with [`components`] all others.
//! - [`sequential`]: behaviour that is optimal everywhere, given beliefs.
//! - [`sequence_form`]: trees for two without a table; [`zero_sum`]: optimal play where payoffs
//!   sum to a constant.
//! - [`lemke`], [`lemke_howson`]: some equilibria of games for two, by following paths.
//! - [`correlated`]: correlated and coarse correlated equilibria, for any number of players.
//! - `program`, `dictionary`, `search`: exact linear programs and the vertices of polytopes.

pub mod backward;
pub mod behaviour;
pub mod components;
pub mod correlated;
mod dictionary;
pub mod extreme;
mod integer;
pub mod lemke;
pub mod lemke_howson;
pub mod mixed;
mod program;
pub mod pure;
mod search;
pub mod sequence_form;
pub mod sequential;
pub mod zero_sum;

/// Whether an answer holds all there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Completeness {
    /// These are all.
    Complete,
    /// There are more, or there may be: a limit was reached.
    Incomplete,
}
