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

/// The order of the basic concepts in JSON answers.
pub const JSON_ORDER: [Concept; 5] = [
    Concept::Nash,
    Concept::Gmr,
    Concept::Smr,
    Concept::Seq,
    Concept::Sseq,
];

/// Whether the concept is one of the five basic ones.
#[must_use]
pub fn is_basic(concept: Concept) -> bool {
    BASIC.contains(&concept)
}

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
