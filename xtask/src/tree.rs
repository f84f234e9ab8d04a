//! What is in the working tree.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Failure};

/// The tracked files, and new ones that are not ignored, relative to the root, sorted.
///
/// # Errors
/// Git cannot say.
pub fn tracked() -> Result<Vec<PathBuf>, Failure> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(shell::root())
        .output()?;
    if !listed.status.success() {
        return Err(Failure::new(
            String::from_utf8_lossy(&listed.stderr).into_owned(),
        ));
    }
    let names = String::from_utf8_lossy(&listed.stdout);
    let mut paths: Vec<PathBuf> = names
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        .collect();
    paths.retain(|path| shell::root().join(path).is_file());
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Tracked files under a folder, with an ending such as `rs` (any ending when empty).
///
/// # Errors
/// Git cannot say.
pub fn tracked_under(folder: &str, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = tracked()?;
    paths.retain(|path| {
        path.starts_with(folder)
            && (ending.is_empty() || path.extension().is_some_and(|found| found == ending))
    });
    Ok(paths)
}

/// Copies a folder with all that is in it.
///
/// # Errors
/// A file cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
