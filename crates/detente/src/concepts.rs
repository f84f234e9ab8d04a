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
