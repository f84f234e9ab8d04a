//! `cargo xtask test`: what the tests need, then every test.

use crate::browser;
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
    Package {
        program: "node",
        proof: "--version",
        name: "nodejs",
        why: "tests of reports run with it",
    },
    Package {
        program: "chromium",
        proof: "--version",
        name: "chromium",
        why: "tests of reports look at them in this browser",
    },
];

/// Comes with Node in some systems and on its own in others, where it is asked for afterwards.
const AFTERWARDS: &[Package] = &[Package {
    program: "npm",
    proof: "--version",
    name: "npm",
    why: "it installs what the tests in the browser need",
}];

/// Installs what is missing, runs the tests in the browser and the documentation tests, then all
/// others.
///
/// The runner's own summary comes last. `extra` is handed to the runner; who asks it for some of
/// the tests does not wait for the browser.
///
/// # Errors
/// Something is missing and cannot be installed, or a test fails.
pub fn run(extra: &[&str]) -> Result<(), Failure> {
    install(PACKAGES)?;
    if extra.is_empty() {
        install(AFTERWARDS)?;
        browser::run()?;
    }
    let doc = ["test", "--quiet", "--workspace", "--doc"];
    shell::run(shell::cargo().args(doc).args(FEATURES))?;
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
    shell::run(tests.args(FEATURES).args(extra))
}

/// What is not part of the default build, and tested all the same.
pub const FEATURES: [&str; 2] = ["--features", "detente/parquet"];

fn install(packages: &[Package]) -> Result<(), Failure> {
    let missing: Vec<&Package> = packages
        .iter()
        .filter(|package| !is_there(package))
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

/// Whether a program answers. Another browser of the same kind does as well as Chromium.
fn is_there(package: &Package) -> bool {
    shell::answers(package.program, &[package.proof])
        || package.program == "chromium" && browser::browser().is_some()
}

/// Packages are installed only by root, where apt is the system's way.
fn may_install() -> bool {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    root && shell::answers("apt-get", &["--version"])
}
