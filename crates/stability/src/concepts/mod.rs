//! The solution concepts. Each file is one definition; the engine reads them.
//!
//! Under every concept a state s is stable for an actor i when each unilateral improvement s₁ of i
//! is deterred. The concepts differ in what deters:
//!
//! | concept | deterred by | after which i |
//! |---|---|---|
//! | Nash | nothing | |
//! | GMR | any moves of the others to a state no better than s | stays there |
//! | SMR | any moves of the others to a state no better than s | has no way out of it |
//! | SEQ | improvements of the others to a state no better than s | stays there |
//! | SSEQ | improvements of the others to a state no better than s | has no way out of it |

mod gmr;
mod nash;
mod seq;
mod smr;
mod sseq;

use graph::{Graph, Ranks, StateId};
use model::conflict::{ActorId, Concept};

/// Which moves of the others can be part of a sanction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sanctioners {
    /// Any legal sequence of moves, R_{N∖i}.
    AnyMoves,
    /// Only sequences in which every step improves on the state it leaves for its own mover,
    /// R⁺_{N∖i}: such a sanction is credible.
    Improvements,
}

/// Whether the focal actor may answer a sanction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// The conflict ends with the sanction.
    None,
    /// The focal actor may move once more; the sanction must leave it no way out.
    OneMove,
}

/// What deters an improvement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sanction {
    /// By which moves.
    pub by: Sanctioners,
    /// Whether the focal actor may answer.
    pub reply: Reply,
}

impl Sanction {
    /// Whether an answer of the others that ends at `end` keeps the actor from leaving `from`:
    /// `end` ∈ Φ_i(from), and R_i(end) ⊆ Φ_i(from) where the actor may answer. Cost: one listing
    /// of the actor's moves at most.
    #[must_use]
    pub fn hurts(
        self,
        (graph, ranks): (&Graph, &Ranks),
        actor: ActorId,
        from: StateId,
        end: StateId,
    ) -> bool {
        if ranks.prefers(actor, end, from) {
            return false;
        }
        let mut answers = Vec::new();
        if self.reply == Reply::OneMove {
            graph.moves(actor, end, &mut answers);
        }
        !answers
            .iter()
            .any(|answer| ranks.prefers(actor, *answer, from))
    }
}

/// What deters under a basic concept. None for Nash (nothing deters) and for concepts that are
/// not basic.
#[must_use]
pub fn sanction(concept: Concept) -> Option<Sanction> {
    match concept {
        Concept::Nash => nash::DETERS,
        Concept::Gmr => gmr::DETERS,
        Concept::Smr => smr::DETERS,
        Concept::Seq => seq::DETERS,
        Concept::Sseq => sseq::DETERS,
        _ => None,
    }
}

/// The five basic concepts, for any number of actors, in the order in which they are shown.
pub const BASIC: [Concept; 5] = [
    Concept::Nash,
    Concept::Gmr,
    Concept::Smr,
    Concept::Seq,
    Concept::Sseq,
];

/// Whether this is one of the five basic concepts.
#[must_use]
pub fn is_basic(concept: Concept) -> bool {
    BASIC.contains(&concept)
}
