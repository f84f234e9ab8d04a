//! `cargo xtask fuzz`: every fuzz target for a while, from its kept corpus.
//!
//! What a run finds anew goes to `fuzz/target/found`; of that, what reaches code that the kept
//! corpus does not reach is merged into `fuzz/corpus`, so that the corpus stays small.
//!
//! The targets stand in `fuzz/`, a crate apart from the workspace. `cargo fuzz` drives libFuzzer.
//! Its compiler flags are nightly ones; `RUSTC_BOOTSTRAP=1` opens them on the stable compiler, so
//! that what is fuzzed is compiled by the compiler that users have.

use std::path::PathBuf;
use std::process::Command;

use crate::shell::{self, Failure};

const VERSION: &str = "^0.13";

/// The words of the language, for targets that read it.
const WORDS: &str = "conflict.dict";

/// Longest input tried, in bytes.
const MAX_INPUT: u32 = 65_536;

/// Seconds after which one input counts as a hang.
const HANG: u32 = 10;

/// Runs each target for `seconds`.
///
/// # Errors
/// `cargo fuzz` cannot be installed, or a target finds something.
pub fn run(seconds: u64) -> Result<(), Failure> {
    let folder = shell::root().join("fuzz");
    if !folder.join("Cargo.toml").is_file() {
        return Err(Failure::new("there is no fuzz/Cargo.toml"));
    }
    let tool = tool()?;
    for target in targets(&tool)? {
        let kept = folder.join("corpus").join(&target);
        let found = folder.join("target").join("found").join(&target);
        std::fs::create_dir_all(&kept)?;
        std::fs::create_dir_all(&found)?;
        let mut search = cargo_fuzz(&tool);
        search
            .arg("run")
            .arg(&target)
            .arg(&found)
            .arg(&kept)
            .arg("--");
        if target != "json" && folder.join(WORDS).is_file() {
            search.arg(format!("-dict={WORDS}"));
        }
        search.arg(format!("-max_total_time={seconds}"));
        search.arg(format!("-max_len={MAX_INPUT}"));
        search.arg(format!("-timeout={HANG}"));
        shell::run(search.arg("-print_final_stats=1"))?;
        let mut merge = cargo_fuzz(&tool);
        merge.arg("run").arg(&target).arg(&kept).arg(&found);
        shell::run(merge.args(["--", "-merge=1", &format!("-max_len={MAX_INPUT}")]))?;
    }
    Ok(())
}

fn targets(tool: &PathBuf) -> Result<Vec<String>, Failure> {
    let listed = cargo_fuzz(tool).arg("list").output()?;
    if !listed.status.success() {
        return Err(Failure::new(
            String::from_utf8_lossy(&listed.stderr).into_owned(),
        ));
    }
    let targets = String::from_utf8_lossy(&listed.stdout);
    Ok(targets
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect())
}

fn cargo_fuzz(tool: &PathBuf) -> Command {
    let mut command = Command::new(tool);
    command
        .arg("fuzz")
        .current_dir(shell::root().join("fuzz"))
        .env("RUSTC_BOOTSTRAP", "1");
    command
}

/// The `cargo-fuzz` on the path, or one installed under `target/`.
fn tool() -> Result<PathBuf, Failure> {
    if shell::answers("cargo-fuzz", &["fuzz", "--version"]) {
        return Ok(PathBuf::from("cargo-fuzz"));
    }
    let tools = shell::root().join("target").join("tools");
    let tool = tools.join("bin").join("cargo-fuzz");
    if !tool.is_file() {
        shell::run(
            shell::cargo()
                .args([
                    "install",
                    "--quiet",
                    "--locked",
                    "cargo-fuzz",
                    "--version",
                    VERSION,
                    "--root",
                ])
                .arg(&tools),
        )?;
    }
    Ok(tool)
}
