//! Sweeps: what holds over many variants of a conflict, and how much each assumption has to do with
//! it.
//!
//! In: a conflict, the [`Factor`]s that vary, a [`Design`] that says which combinations are looked
//! at, and questions. Out: an [`Observation`] for each point, and from these shares, indices of
//! sensitivity ([`indices`]) and regions ([`regions`]).
//!
//! Every point of a [`Plan`] follows from its number alone, so that a sweep can be interrupted, go
//! on, or be divided, and still finds the same.

mod apply;
mod design;
mod factor;
pub mod indices;
pub mod regions;
mod run;

pub use apply::varied;
pub use design::{Design, MOST_POINTS, Plan, PlanError};
pub use factor::{Factor, Kind};
pub use run::{Asked, Inside, Observation, Runner, Seen};
