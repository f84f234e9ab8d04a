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
    // There are no examples: asked for them too, cargo takes dependencies with the same features as
    // for the lints and does not check them again.
    let mut pages = shell::cargo();
    pages.args(["doc", "--quiet", "--no-deps", "--workspace"]);
    pages.args(["--lib", "--bins", "--examples"]);
    pages.args(crate::tests::FEATURES);
    shell::run(pages.env("RUSTDOCFLAGS", "-D warnings"))
}
