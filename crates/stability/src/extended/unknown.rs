//! Unknown preference: U_i holds pairs of states of which nobody knows which one i prefers.
//!
//! R_i^{+,U}(s) = {q ∈ R_i(s) : q ≻_i s or q U_i s}. Φ_i(s) are the states that are certainly no
//! better than s for i, Φ_i^U(s) those that are not certainly better. A state is stable under an
//! index when every move of the first column is deterred by an end of the second; sanctions of
//! SEQ are made of R^{+,U} under all four.
//!
//! | index | i leaves by | deterred by | reads as |
//! |---|---|---|---|
//! | a | R_i^{+,U} | Φ_i | stable for an actor that takes chances and fears only what is certain |
//! | b | R_i⁺ | Φ_i | leaves for certain gains, fears only what is certain |
//! | c | R_i^{+,U} | Φ_i^U | takes chances, and fears what may be |
//! | d | R_i⁺ | Φ_i^U | leaves for certain gains, and fears what may be |
//!
//! a ⇒ b and c ⇒ d; without U all four are the concepts of [`crate::concepts`]. Li, Hipel, Kilgour &
//! Fang (2004), "Preference uncertainty in the graph model for conflict resolution", IEEE
//! Transactions on Systems, Man, and Cybernetics A 34(4).

use graph::{Ranks, StateId};
use model::conflict::ActorId;

use super::{Judgement, Pairs};

/// The four ways to be stable when preferences are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Index {
    /// Leaves for possible gains, deterred by certain losses.
    A,
    /// Leaves for certain gains, deterred by certain losses.
    B,
    /// Leaves for possible gains, deterred by possible losses.
    C,
    /// Leaves for certain gains, deterred by possible losses.
    D,
}

/// The four indices in order.
pub const INDICES: [Index; 4] = [Index::A, Index::B, Index::C, Index::D];

/// One index with what is known.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'a> {
    /// The order of the pairs that are known.
    pub ranks: &'a Ranks,
    /// U: the pairs that are not known, in both orders.
    pub pairs: &'a Pairs,
    /// Which index.
    pub index: Index,
}

impl Unknown<'_> {
    fn unknown(&self, actor: ActorId, left: StateId, right: StateId) -> bool {
        self.pairs.contains(actor, left, right)
    }

    fn certainly_better(&self, actor: ActorId, to: StateId, from: StateId) -> bool {
        self.ranks.prefers(actor, to, from) && !self.unknown(actor, to, from)
    }

    fn possibly_better(&self, actor: ActorId, to: StateId, from: StateId) -> bool {
        self.ranks.prefers(actor, to, from) || self.unknown(actor, to, from)
    }
}

impl Judgement for Unknown<'_> {
    fn tempts(&self, actor: ActorId, from: StateId, to: StateId) -> bool {
        match self.index {
            Index::A | Index::C => self.possibly_better(actor, to, from),
            Index::B | Index::D => self.certainly_better(actor, to, from),
        }
    }

    fn willing(&self, mover: ActorId, from: StateId, to: StateId) -> bool {
        self.possibly_better(mover, to, from)
    }

    fn deters(&self, actor: ActorId, from: StateId, end: StateId) -> bool {
        match self.index {
            Index::A | Index::B => !self.possibly_better(actor, end, from),
            Index::C | Index::D => !self.certainly_better(actor, end, from),
        }
    }
}
