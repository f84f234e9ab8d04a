//! Sequential stability: s is stable for i iff for every s₁ ∈ R_i⁺(s) there is an
//! s₂ ∈ R⁺_{N∖i}(s₁) with s₂ ∈ Φ_i(s). Fraser & Hipel (1979), "Solving complex conflicts".

use super::{Reply, Sanction, Sanctioners};

/// Answers that the others would themselves want to give.
pub(super) const DETERS: Option<Sanction> = Some(Sanction {
    by: Sanctioners::Improvements,
    reply: Reply::None,
});
