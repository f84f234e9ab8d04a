//! `cargo xtask features`: what reads documents, built and tested without its optional parts.
//!
//! It is no part of `cargo xtask ci`: each choice of features builds the program anew.

use crate::shell::{self, Failure};

/// What is left of the features that are on by default.
const CHOICES: [&[&str]; 3] = [&[], &["html"], &["pdf"]];

/// The crates that have the features.
const CRATES: [&str; 2] = ["evidence", "detente"];

/// Lints and tests both crates with each choice of features.
///
/// # Errors
/// The first check that fails.
pub fn run() -> Result<(), Failure> {
    for features in CHOICES {
        let features: Vec<String> = CRATES
            .iter()
            .flat_map(|name| {
                features
                    .iter()
                    .map(move |feature| format!("{name}/{feature}"))
            })
            .collect();
        let chosen = [
            "--quiet",
            "-p",
            CRATES[0],
            "-p",
            CRATES[1],
            "--no-default-features",
            "--features",
            &features.join(","),
        ];
        let mut lints = shell::cargo();
        lints.arg("clippy").args(chosen);
        shell::run(lints.args(["--all-targets", "--", "-D", "warnings"]))?;
        let mut tests = shell::cargo();
        shell::run(tests.arg("test").args(chosen).arg("--tests"))?;
    }
    Ok(())
}
