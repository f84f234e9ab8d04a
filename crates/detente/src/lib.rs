//! The façade of Détente: open a case, find its states, ask questions, get typed answers.
//!
//! In: text and paths through a host. Out: values of [`report::answer`]. The command line is a
//! thin layer over this library; tests use it directly.

pub mod answers;
pub mod cli;
pub mod concepts;
pub mod disk;
pub mod error;
pub mod fingerprint;
pub mod naming;
pub mod study;
pub mod suggest;
