//! The JSON conflict form, in which other programs write conflicts, and the way from there to
//! readable text.
//!
//! Keys: `decision_makers`, `options` (`name`, `dm`, `direction` of `both`, `fwd`, `back`),
//! `infeasible` (patterns), `states` (`id`, `yn`), `moves`, `preferences_most_to_least`. Unknown
//! keys are ignored.
//!
//! - With `states`, the states are exactly those, and `infeasible` is only compared with them.
//!   Where `moves` is present it is the truth; else moves follow from the options.
//! - Without `states`, all option vectors that `infeasible` does not match are states, moves follow
//!   from the options, and ranking entries are patterns such as `YN-`.
//! - A ranking entry is one state or a list of tied states.
//!
//! This project adds `status_quo`, `attitudes` (for each actor `favours`, `disregards`, `opposes`) and
//! `views` (for each actor that sees the conflict in its own way the rankings and attitudes that
//! differ).

mod json;
mod options;
mod prefs;
mod read;
mod shape;
mod states;
mod text;
mod views;
mod write;

pub use read::{FromJson, from_json};
pub use text::to_conflict_text;
pub use write::{StateTable, TableState, TableView, WriteError, to_json};
