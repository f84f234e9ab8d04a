//! Answers laid out as pages.
//!
//! In: answers. Out: [`crate::page::Page`]s that the renderers set.
//! Wording lives here, and nowhere else.

mod analysis;
pub(crate) mod brief;
mod changes;
mod checks;
mod compare;
mod dossier;
mod equilibria;
mod explain;
mod fits;
mod games;
mod grouping;
mod holds;
mod information;
mod inverse;
mod mediation;
mod observed;
mod overview;
mod paths;
mod play_regions;
mod plays;
mod separations;
mod shared;
pub(crate) mod smallest;
mod sources;
mod stability;
mod sweep;
mod timeline;
mod uncertain;
pub(crate) mod words;

pub use analysis::analysis;
pub use changes::{Extent, changes};
pub use checks::checks;
pub use compare::{Depth, compare};
pub use dossier::dossier;
pub use explain::explain;
pub use fits::fits;
pub use games::{gambit_lines, game};
pub use holds::holds;
pub use inverse::inverse;
pub use mediation::mediation;
pub use paths::paths;
pub use plays::play;
pub use shared::{shared, shared_items};
pub use sources::{claims, sources};
pub use stability::stability;
pub use sweep::sweep;
pub use timeline::timeline;
pub use uncertain::uncertain;

use crate::answer::AccountRef;
use crate::page::Line;

/// `norm  A: a norm of one's own`, for a heading over one account's part.
fn account_heading(account: &AccountRef) -> Line {
    let line = Line::plain(account.name.clone());
    match &account.label {
        Some(label) => line.and(format!("  {label}")),
        None => line,
    }
}
