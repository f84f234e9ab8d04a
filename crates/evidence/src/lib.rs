//! Documents, passages, origins and claims: where each assumption comes from.
//!
//! In: the evidence of a checked model ([`model::evidence::Evidence`]) and the bytes of documents
//! that the host has at hand. Out: text, places of passages, shared words, lineage, diagnostics.
//! Nothing here knows states or stability.
