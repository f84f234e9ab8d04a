//! Lineage: how many independent origins stand behind a claim, and what says so.
//!
//! In: the evidence of a checked model and what its documents have in common ([`Kin`]). Out: for
//! each claim its origins, those of them that are certainly one, those that may be one, and the
//! interval that follows ([`ClaimOrigins`]); in words, [`reasons`]. The definitions, with their
//! reasons, are in the book under *Where assumptions come from*.

mod classes;
mod cover;
mod doubt;
mod kin;
mod shift;
mod why;
pub mod words;

pub use classes::{Class, Root, Sameness, Uncounted};
pub use cover::{Cover, MOST_EXACT, least_cover};
pub use doubt::{Doubt, Open};
pub use kin::{CommonRun, Judged, Kin, Kinship};
pub use shift::{LEAST_QUOTED, Shift, shifts};
pub use why::{passage_name, reasons, root_name};

use model::evidence::{Claim, DocumentId, Evidence};

/// The origins behind one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimOrigins {
    /// The documents that carry it, in file order.
    pub documents: Vec<DocumentId>,
    /// The origins, each once: those that are certainly one are one class.
    pub classes: Vec<Class>,
    /// What makes origins certainly one, or passages lead to one origin.
    pub same: Vec<Sameness>,
    /// Which classes may be one, and why.
    pub open: Vec<Open>,
    /// The passages that are no evidence.
    pub uncounted: Vec<Uncounted>,
    /// The least number of groups into which the classes can be divided so that within each group
    /// any two may be one.
    pub cover: Cover,
}

impl ClaimOrigins {
    /// At least so many independent origins.
    #[must_use]
    pub fn certified(&self) -> usize {
        self.cover.count
    }

    /// At most so many.
    #[must_use]
    pub fn possible(&self) -> usize {
        self.classes.len()
    }

    /// Whether a passage that counts names a source; else the authors alone say it.
    #[must_use]
    pub fn names_a_source(&self) -> bool {
        let mut roots = self.classes.iter().flat_map(|class| &class.roots);
        roots.any(|root| matches!(root, Root::Origin(_)))
    }
}

/// The origins behind a claim. Quadratic in the number of its passages and origins, and
/// [`least_cover`].
#[must_use]
pub fn claim_origins(evidence: &Evidence, claim: &Claim, kin: &Kin) -> ClaimOrigins {
    let found = classes::classes(evidence, claim, kin);
    let open = doubt::open(evidence, &found.classes, kin);
    let pairs: Vec<(usize, usize)> = open.iter().map(|open| (open.first, open.second)).collect();
    let mut documents: Vec<DocumentId> = claim.passages.iter().map(|id| id.document).collect();
    documents.sort_unstable();
    documents.dedup();
    ClaimOrigins {
        documents,
        cover: least_cover(found.classes.len(), &pairs),
        classes: found.classes,
        same: found.same,
        open,
        uncounted: found.uncounted,
    }
}
