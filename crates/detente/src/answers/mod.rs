//! From the engine's answers to typed answers in the user's words.
//!
//! In: a conflict with its states and its analysis. Out: values of [`report::answer`]. What holds
//! and what does not is decided in the `stability` crate; here it is only asked and named.

pub mod analysis;
pub mod assumptions;
pub mod changes;
pub mod checks;
pub mod compare;
pub mod dossier;
pub mod explain;
pub mod game;
pub mod holds;
pub mod inverse;
pub mod mediation;
pub mod outline;
pub mod paths;
pub mod play;
pub mod questions;
pub mod reasons;
pub mod shared;
pub mod sketch;
pub mod sources;
pub mod stability;
pub mod sweep;
pub mod table;
pub mod timeline;
pub mod uncertain;
