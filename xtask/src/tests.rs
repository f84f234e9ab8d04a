//! `cargo xtask test`: what the tests need, then every test.

use crate::shell::{self, Failure};
use std::process::Command;

/// A system package that tests need, and how to see that it is there.
struct Package {
    program: &'static str,
    proof: &'static str,
    name: &'static str,
    why: &'static str,
}

const PACKAGES: &[Package] = &[
    Package {
        program: "cc",
        proof: "--version",
        name: "gcc",
        why: "the Rust toolchain links with it",
    },
    Package {
        program: "git",
        proof: "--version",
        name: "git",
        why: "tests of the house read the list of tracked files",
    },
];

/// Installs what is missing, runs the documentation tests, then all others.
///
/// The runner's own summary comes last. `extra` is handed to the runner.
///
/// # Errors
/// Something is missing and cannot be installed, or a test fails.
pub fn run(extra: &[&str]) -> Result<(), Failure> {
    install()?;
    shell::run(shell::cargo().args(["test", "--quiet", "--workspace", "--doc"]))?;
    let mut tests = shell::cargo();
    if shell::answers("cargo-nextest", &["nextest", "--version"]) {
        tests.args([
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--status-level",
            "slow",
        ]);
    } else {
        tests.args([
            "test",
            "--workspace",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
        ]);
    }
    shell::run(tests.args(extra))
}

fn install() -> Result<(), Failure> {
    let missing: Vec<&Package> = PACKAGES
        .iter()
        .filter(|package| !shell::answers(package.program, &[package.proof]))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    for package in &missing {
        eprintln!("xtask: `{}` is missing: {}", package.program, package.why);
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    if !may_install() {
        return Err(Failure::new(format!(
            "please install: {}",
            names.join(", ")
        )));
    }
    shell::run(Command::new("apt-get").args(["update", "--quiet"]))?;
    shell::run(
        Command::new("apt-get")
            .args(["install", "--yes", "--no-install-recommends"])
            .args(names)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

/// Packages are installed only by root, where apt is the system's way.
fn may_install() -> bool {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    root && shell::answers("apt-get", &["--version"])
}
