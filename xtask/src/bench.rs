//! `cargo xtask bench`: the growth curves, the time of whole runs, and the page of the book that
//! shows them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::docs;
use crate::shell::{self, Failure};
use crate::tree;

const PAGE: &str = "book/src/performance.md";
const BEGIN: &str = "<!-- bench:begin -->";
const END: &str = "<!-- bench:end -->";

/// How often a whole run is repeated; the quickest counts.
const REPEATS: u32 = 10;

/// Measures, then rewrites the part of the book's page between its two marks. With `micro` the
/// benchmarks of single steps run as well, and only show their numbers.
///
/// # Errors
/// Something does not build or run, or the page has lost its marks.
pub fn run(extra: &[&str]) -> Result<(), Failure> {
    let tables = format!("{}\n{}\n## Growth\n\n{}", machine(), runs()?, growth()?);
    let path = shell::root().join(PAGE);
    let page = std::fs::read_to_string(&path)?;
    std::fs::write(&path, replaced(&page, &tables)?)?;
    println!("{PAGE}: rewritten, please review");
    if extra.contains(&"micro") {
        shell::run(shell::cargo().args(["bench", "--package", "benches"]))?;
    }
    Ok(())
}

fn replaced(page: &str, tables: &str) -> Result<String, Failure> {
    let lost = || Failure::new(format!("{PAGE} has lost `{BEGIN}` or `{END}`"));
    let (before, rest) = page.split_once(BEGIN).ok_or_else(lost)?;
    let (_, after) = rest.split_once(END).ok_or_else(lost)?;
    Ok(format!(
        "{before}{BEGIN}\n\n{}\n\n{END}{after}",
        tables.trim()
    ))
}

/// The growth curves, as the programs `growth`, `shared` and `edits` print them.
fn growth() -> Result<String, Failure> {
    Ok([measured("growth")?, measured("shared")?, measured("edits")?].join("\n"))
}

/// What a measuring program prints.
fn measured(program: &str) -> Result<String, Failure> {
    let mut command = shell::cargo();
    command.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "benches",
        "--bin",
        program,
    ]);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(Failure::new("the growth curves could not be measured"));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A table of whole runs: start of the process to its end, for each case of the library.
fn runs() -> Result<String, Failure> {
    shell::run(shell::cargo().args(["build", "--quiet", "--release", "--package", "detente"]))?;
    let program = docs::target().join("release").join("detente");
    let mut table = String::from(
        "## A case of the library, the whole process\n\nRead, check and analyse, from start to exit; \
         the quickest of ten runs.\n\n| case | milliseconds |\n|---|---:|\n",
    );
    for case in cases()? {
        let time = quickest(&program, &case)?;
        let name = case
            .strip_prefix("cases")
            .unwrap_or(&case)
            .display()
            .to_string();
        table += &format!("| `{name}` | {:.1} |\n", time.as_secs_f64() * 1e3);
    }
    Ok(table)
}

fn quickest(program: &Path, case: &Path) -> Result<Duration, Failure> {
    let mut quickest = Duration::MAX;
    for _ in 0..REPEATS {
        let started = Instant::now();
        let status = Command::new(program)
            .arg("analyze")
            .arg(case)
            .current_dir(shell::root())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        quickest = quickest.min(started.elapsed());
        if !status.success() {
            return Err(Failure::new(format!("`analyze {}` failed", case.display())));
        }
    }
    Ok(quickest)
}

fn cases() -> Result<Vec<PathBuf>, Failure> {
    let mut cases = tree::tracked_under("cases", "conflict")?;
    cases.retain(|case| !case.components().any(|part| part.as_os_str() == "common"));
    Ok(cases)
}

/// What was measured on.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("an unknown processor", |(_, name)| name.trim());
    format!("Measured on {processor}, {cores} cores.\n")
}
