//! `cargo xtask bench`: the benchmarks, and the tables that the book shows of them.

use crate::shell::{self, Failure};

/// Runs the benchmarks of the `benches` crate. `extra` is handed to them.
///
/// # Errors
/// A benchmark fails.
pub fn run(extra: &[&str]) -> Result<(), Failure> {
    let mut command = shell::cargo();
    command.args(["bench", "--package", "benches"]);
    if !extra.is_empty() {
        command.arg("--").args(extra);
    }
    shell::run(&mut command)
}
