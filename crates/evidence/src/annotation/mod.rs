//! Passages as W3C Web Annotations, and annotations as passages.
//!
//! In: a case with its [`Library`], or annotations as JSON. Out: an annotation page as JSON-LD, or
//! [`Imported`] quotations and the lines of a model that hold them. Source: *Web Annotation Data
//! Model*, W3C 2017.
//!
//! [`Library`]: crate::Library

mod read;
mod write;

pub use read::{Imported, from_json, to_text};
pub use write::to_json;
