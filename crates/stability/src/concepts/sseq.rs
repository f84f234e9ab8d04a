//! Symmetric sequential stability: s is stable for i iff for every s₁ ∈ R_i⁺(s) there is an
//! s₂ ∈ R⁺_{N∖i}(s₁) ∩ Φ_i(s) with R_i(s₂) ⊆ Φ_i(s). Rêgo & Vieira (2015, 2017), "Symmetric
//! sequential stability in the graph model for conflict resolution".

use super::{Reply, Sanction, Sanctioners};

/// Answers that the others would themselves want to give, with no way out for i.
pub(super) const DETERS: Option<Sanction> = Some(Sanction {
    by: Sanctioners::Improvements,
    reply: Reply::OneMove,
});
