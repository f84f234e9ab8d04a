//! Documents, passages, origins and claims: where each assumption comes from.
//!
//! In: the evidence of a checked model ([`model::evidence::Evidence`]) and the bytes of documents
//! that the host has at hand. Out: text, places of passages, shared words, lineage, diagnostics.
//! Nothing here knows states or stability.
//!
//! - [`Library`] reads the documents of a model through a [`DocumentSource`].
//! - [`Page`] is one document's text; [`Page::locate`] finds a passage in it.
//! - [`shared::shared_runs`] finds the words that documents share, [`similar`] nearly the same ones.
//! - [`check`] says what is wrong with the passages of a model.
//! - [`annotation`] and [`bibliography`] exchange passages and documents with other programs.
//! - [`lineage`] counts the independent origins behind a claim, and says why.

pub mod anchor;
pub mod annotation;
pub mod bibliography;
mod check;
pub mod codes;
pub mod fold;
mod library;
pub mod lineage;
mod page;
pub mod shared;
pub mod similar;
mod spot;
pub mod text;
mod unreadable;
pub mod words;

pub use anchor::Located;
pub use check::{check, check_passages};
pub use library::{DocumentSource, Library, Reading, read_file};
pub use page::Page;
pub use text::Kind;
pub use unreadable::Unreadable;
pub use words::Text;
