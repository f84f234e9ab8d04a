//! Which concepts are shown, and in which order.

use model::conflict::Concept;

/// The concepts that pages show, those that ask least of a sanction last.
pub const BASIC: [Concept; 5] = [
    Concept::Nash,
    Concept::Seq,
    Concept::Sseq,
    Concept::Smr,
    Concept::Gmr,
];

/// Whether the concept speaks of coalitions.
#[must_use]
pub fn is_coalitional(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::CoalitionNash
            | Concept::CoalitionGmr
            | Concept::CoalitionSmr
            | Concept::CoalitionSeq
    )
}
