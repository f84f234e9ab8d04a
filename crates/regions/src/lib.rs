//! Where, in one parameter or two, the equilibria of a game change: exact thresholds and curves.
//!
//! In: a [`Family`] of games, one for each value of the parameter, and a solver for one game. Out:
//! the thresholds, as roots of polynomials with rational coefficients, and the equilibria in each
//! stretch between them.
//!
//! - [`polynomial`]: polynomials with rational coefficients; [`root`]: their roots, exactly.
//! - [`interpolation`]: a rational function from its values.
//! - [`structure`]: what is alike in the equilibria of neighbouring games.
//! - [`conditions`]: what holds where a structure is an equilibrium.
//! - [`search`]: the stretches of one parameter; [`course`]: how quantities go on in each.
//! - [`plane`]: the regions of two parameters and the curves between them.

pub mod conditions;
pub mod course;
pub mod interpolation;
pub mod plane;
pub mod polynomial;
pub mod root;
pub mod search;
pub mod structure;

pub use course::Course;
pub use polynomial::Polynomial;
pub use root::Root;
pub use search::{Family, Limits, Region, Regions, find};
pub use structure::Structure;
