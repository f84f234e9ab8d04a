//! Where, in two parameters, the equilibria of a game change: exact curves.
//!
//! - [`bivariate`]: polynomials in two variables; [`factors`]: what they have in common;
//!   [`resultant`]: where they meet.
//! - [`fit`]: a quotient of such polynomials from its values; [`conditions`]: those of a structure.
//! - [`search`]: the plane cut along these curves, and what holds in each cell.
//! - [`mod@phases`]: cells with the same equilibria put together, and the boundaries between them.
//! - [`equation`]: a boundary in words.

pub mod bivariate;
pub mod conditions;
pub mod equation;
pub mod factors;
pub mod fit;
pub mod phases;
pub mod resultant;
pub mod search;

pub use bivariate::Bivariate;
pub use phases::{Boundary, Phases, phases};
pub use search::{Cut, Plane, PlaneLimits, Window, cut};
