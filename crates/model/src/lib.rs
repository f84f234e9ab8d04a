//! The checked conflict, and every diagnostic that needs meaning.
//!
//! In: the typed tree of `syntax`, or the JSON conflict form. Out: a [`conflict::Case`] with every
//! name resolved and every account applied, and diagnostics. Nothing here enumerates states.

pub mod conflict;
pub mod evidence;
pub mod formula;
