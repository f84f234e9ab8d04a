//! `cargo xtask browser`: reports as a browser shows them.
//!
//! Reports on a few cases are written with the program of this working tree; Node's own test
//! runner then drives Chromium over them (`tests/browser`). The packages that those tests need are
//! pinned by their lock file and installed only when that has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::docs;
use crate::shell::{self, Failure};

/// What is reported on: name of the report, path of the case. A large case, a small one, one whose
/// states have names and are drawn, and one whose words would run if the page let them.
const REPORTS: &[(&str, &str)] = &[
    (
        "combined-2025",
        "cases/combined-2025/combined-2025.conflict",
    ),
    ("river", "cases/river/river.conflict"),
    ("states", "crates/detente/tests/reports/harbour.conflict"),
    ("hostile", "tests/browser/hostile.conflict"),
];

/// Names under which systems know Chromium.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Writes the reports and runs the tests.
///
/// # Errors
/// There is no browser, the packages cannot be installed, a report cannot be written, or a test
/// fails.
pub fn run() -> Result<(), Failure> {
    let browser = browser().ok_or_else(|| {
        Failure::new("please install Chromium, or name a browser of its kind in DETENTE_CHROMIUM")
    })?;
    let folder = shell::root().join("tests/browser");
    install(&folder)?;
    let reports = write_reports()?;
    shell::run(
        Command::new("node")
            .args(["--test", "--test-reporter=spec"])
            .current_dir(&folder)
            .env("DETENTE_REPORTS", reports)
            .env("DETENTE_CHROMIUM", browser),
    )
}

/// The browser that DETENTE_CHROMIUM names, else the first that the system knows, by its full path.
#[must_use]
pub fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("DETENTE_CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}

/// Installs what the lock file pins, unless just that has been installed before.
fn install(folder: &Path) -> Result<(), Failure> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let installed = shell::run(
        Command::new("npm")
            .args(["ci", "--prefer-offline"])
            .current_dir(folder),
    );
    installed.map_err(|error| {
        Failure::new(format!(
            "{error}\nThe tests in the browser need the two packages that \
             tests/browser/package-lock.json pins. If the registry of npm cannot be reached from \
             here, run `npm ci` in tests/browser where it can, and copy its folder node_modules."
        ))
    })?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// The reports, in a folder of their own under the build output.
fn write_reports() -> Result<PathBuf, Failure> {
    let program = docs::detente()?;
    let reports = docs::target().join("browser");
    fs::create_dir_all(&reports)?;
    for (name, case) in REPORTS {
        shell::run(
            Command::new(&program)
                .args(["--quiet", "report", case, "--output"])
                .arg(reports.join(format!("{name}.html")))
                .current_dir(shell::root()),
        )?;
    }
    Ok(reports)
}
