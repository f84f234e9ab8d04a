//! Where, in a parameter, the equilibria of a game change: exact thresholds.
//!
//! In: a [`Family`] of games, one for each value of the parameter, and a solver for one game. Out:
//! the thresholds, as roots of polynomials with rational coefficients, and the equilibria in each
//! stretch between them.
//!
//! - [`polynomial`]: polynomials with rational coefficients, and their roots, exactly.
//! - [`interpolation`]: a rational function from its values.
//! - [`structure`]: what is alike in the equilibria of neighbouring games.
//! - [`conditions`]: what holds where a structure is an equilibrium.
//! - [`search`]: the stretches of one parameter.

pub mod conditions;
pub mod interpolation;
pub mod polynomial;
pub mod search;
pub mod structure;

pub use polynomial::{Polynomial, Root};
pub use search::{Family, Limits, Region, Regions, find};
pub use structure::Structure;
