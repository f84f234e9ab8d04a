//! Words that are nearly the same.
//!
//! In: texts, or two quotations. Out: pairs of passages that resemble each other, and the words in
//! which they differ. As everywhere here, nothing is judged.

mod altered;
mod near;
mod passages;
mod signature;
mod table;

pub use altered::{Alteration, altered};
pub use near::{Alike, Options, Pair, near_duplicates};
