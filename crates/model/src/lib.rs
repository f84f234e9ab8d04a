//! The checked conflict, and every diagnostic that needs meaning.
//!
//! In: the typed tree of `syntax`, or the JSON conflict form. Out: a [`conflict::Case`] with every
//! name resolved and every account applied, and diagnostics. Nothing here enumerates states.
//!
//! - [`load`] reads a model through a [`Loader`], with everything that it includes, and checks it.
//! - [`interchange`] reads and writes the JSON conflict form.

mod advice;
pub mod codes;
mod concept;
pub mod conflict;
pub mod edit;
pub mod evidence;
mod fold;
pub mod formula;
mod fraction;
pub mod interchange;
mod limits;
mod listed;
mod load;
mod loader;
mod logic;
mod lower;
mod names;
mod pattern;
mod print;
mod sink;
mod usage;

pub use concept::{concept_from_name, date_text, when_text};
pub use load::{Checked, LoadOptions, load, load_with};
pub use loader::{LoadError, Loader, MemoryLoader, Source, Sources};
pub use lower::resolve_formula;
pub use names::listed;
pub use print::formula_text;
pub use sink::Sink;
pub use syntax::parse_date;
