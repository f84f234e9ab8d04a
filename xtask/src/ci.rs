//! `cargo xtask ci`: the checks before a change is handed in.

use crate::shell::{self, Failure};

/// Format, lints, documentation, tests, in this order: the quick ones first.
///
/// # Errors
/// The first check that fails.
pub fn run() -> Result<(), Failure> {
    check()?;
    crate::tests::run(&[])
}

/// Format, lints and documentation.
///
/// # Errors
/// The first check that fails.
pub fn check() -> Result<(), Failure> {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))?;
    let mut lints = shell::cargo();
    lints.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
    lints.args(crate::tests::FEATURES);
    shell::run(lints.args(["--", "-D", "warnings"]))?;
    shell::run(
        shell::cargo()
            .args(["doc", "--quiet", "--no-deps", "--workspace"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}
