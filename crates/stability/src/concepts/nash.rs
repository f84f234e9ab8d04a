//! Nash stability (R): s is stable for i iff R_i⁺(s) = ∅. Nash (1950), "Equilibrium points in
//! n-person games".

use super::Sanction;

/// Nothing deters: an actor that can improve does.
pub(super) const DETERS: Option<Sanction> = None;
