//! Symmetric metarationality: s is stable for i iff for every s₁ ∈ R_i⁺(s) there is an
//! s₂ ∈ R_{N∖i}(s₁) ∩ Φ_i(s) with R_i(s₂) ⊆ Φ_i(s). Howard (1971), *Paradoxes of Rationality*.

use super::{Reply, Sanction, Sanctioners};

/// Any answer of the others that leaves i no better than before, with no way out for i.
pub(super) const DETERS: Option<Sanction> = Some(Sanction {
    by: Sanctioners::AnyMoves,
    reply: Reply::OneMove,
});
