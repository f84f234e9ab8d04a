//! Developer tasks, and the parts of them that the tests of the house share.
//!
//! In: the working tree. Out: commands run, with their output passed through. Nothing here is part
//! of what a user installs.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "developer tasks speak to a terminal"
)]

pub mod bench;
pub mod browser;
pub mod ci;
pub mod clone;
pub mod docs;
pub mod features;
pub mod fuzz;
pub mod markdown;
pub mod shell;
pub mod tests;
pub mod tree;
