//! The transcripts in README and book: run, compared, rewritten.
//!
//! A `console` block holds commands after `$ ` and their real output. A block under
//! `<!-- file: NAME -->` is written to that file first; one under `<!-- append: NAME -->` is added
//! to it. Each page runs in a folder of its own, with a copy of `cases/` in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::markdown::{self, Step};
use crate::shell::{self, Failure};
use crate::tree;

/// Commands that a transcript does not run itself: they have a check of their own.
const ELSEWHERE: &[&str] = &["git clone", "cd ", "cargo xtask", "cargo install"];

/// How the README starts the program from a working tree.
const FROM_TREE: &str = "cargo run --release -p detente -- ";

/// A step whose real output is not the one shown.
#[derive(Debug)]
pub struct Difference {
    /// The command.
    pub command: String,
    /// What the page shows.
    pub shown: String,
    /// What came out.
    pub real: String,
}

/// README and all pages of the book, relative to the root.
///
/// # Errors
/// The list of tracked files cannot be read.
pub fn pages() -> Result<Vec<PathBuf>, Failure> {
    let mut pages = vec![PathBuf::from("README.md")];
    pages.extend(tree::tracked_under("book/src", "md")?);
    Ok(pages)
}

/// Builds the command line, once in a process, and says where it is.
///
/// # Errors
/// It does not build.
pub fn detente() -> Result<PathBuf, Failure> {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    if let Some(built) = BUILT.get() {
        return Ok(built.clone());
    }
    // With a test beside it and the features of the tests, so that it is the very program, with the
    // very dependencies, that the tests run, and neither is built twice.
    let mut build = shell::cargo();
    build.args(["build", "--quiet", "--workspace"]);
    build.args(["--bin", "detente", "--test", "transcripts"]);
    shell::run(build.args(crate::tests::FEATURES))?;
    Ok(BUILT
        .get_or_init(|| target().join("debug").join("detente"))
        .clone())
}

/// Where build output goes.
#[must_use]
pub fn target() -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty());
    shell::root().join(named.map_or_else(|| PathBuf::from("target"), PathBuf::from))
}

/// Runs the transcripts of a page and returns the steps that differ.
///
/// # Errors
/// A command cannot be started.
pub fn differences(page: &Path, program: &Path) -> Result<Vec<Difference>, Failure> {
    let text = std::fs::read_to_string(shell::root().join(page))?;
    let mut differences = Vec::new();
    play(page, &text, program, |_, step, real| {
        if !markdown::same(&step.output, real) {
            differences.push(Difference {
                command: step.command.clone(),
                shown: step.output.join("\n"),
                real: real.join("\n"),
            });
        }
    })?;
    Ok(differences)
}

/// `cargo xtask docs`: writes the real output of every transcript in place.
///
/// # Errors
/// A page cannot be read or written, or a command cannot be started.
pub fn update() -> Result<(), Failure> {
    let program = detente()?;
    for page in pages()? {
        let path = shell::root().join(&page);
        let text = std::fs::read_to_string(&path)?;
        let fresh = rewritten(&page, &text, &program)?;
        if fresh != text {
            std::fs::write(&path, fresh)?;
            println!("{}: rewritten, please review", page.display());
        }
    }
    Ok(())
}

fn rewritten(page: &Path, text: &str, program: &Path) -> Result<String, Failure> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut edits: Vec<(usize, usize, Vec<String>)> = Vec::new();
    play(page, text, program, |line, step, real| {
        if !markdown::same(&step.output, real) {
            edits.push((line + 1, step.output.len(), real.to_vec()));
        }
    })?;
    for (first, count, real) in edits.into_iter().rev() {
        lines.splice(first..first + count, real);
    }
    Ok(lines.join("\n") + "\n")
}

/// Plays a page from top to bottom; `seen` gets the line of each command, the step and its output.
fn play(
    page: &Path,
    text: &str,
    program: &Path,
    mut seen: impl FnMut(usize, &Step, &[String]),
) -> Result<(), Failure> {
    let blocks = markdown::blocks(text);
    if !blocks.iter().any(|block| block.language == "console") {
        return Ok(());
    }
    let folder = Folder::new(page)?;
    if text.contains("cases/") {
        tree::copy(&shell::root().join("cases"), &folder.0.join("cases"))?;
    }
    let mut status = 0;
    for block in &blocks {
        match &block.mark {
            Some((key, name)) if key == "file" => {
                let path = folder.0.join(name);
                if let Some(parent) = path.parent() {
                    std::fs::create_dir_all(parent)?;
                }
                std::fs::write(path, block.text())?;
            }
            Some((key, name)) if key == "append" => {
                let path = folder.0.join(name);
                let before = std::fs::read_to_string(&path)?;
                std::fs::write(path, before + "\n" + &block.text())?;
            }
            _ => {}
        }
        if block.language != "console" {
            continue;
        }
        let mut line = block.first;
        for step in markdown::steps(block) {
            let command = step.command.replace(FROM_TREE, "detente ");
            if !ELSEWHERE.iter().any(|start| command.starts_with(start)) {
                let (real, code) = transcript(&command, status, &folder.0, program)?;
                status = code;
                seen(line, &step, &real);
            }
            line += 1 + step.output.len();
        }
    }
    Ok(())
}

/// Runs one command in a shell that remembers the last exit status.
fn transcript(
    command: &str,
    last: i32,
    folder: &Path,
    program: &Path,
) -> Result<(Vec<String>, i32), Failure> {
    let programs = program.parent().unwrap_or(Path::new("."));
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let mut all = vec![programs.to_path_buf()];
    all.extend(std::env::split_paths(&paths));
    let path = std::env::join_paths(all).map_err(|error| Failure::new(error.to_string()))?;
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("exec 2>&1; (exit {last}); {command}"))
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    Ok((lines, output.status.code().unwrap_or(-1)))
}

/// A temporary folder, gone when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    /// A new empty folder; `seed` tells folders of one process apart.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(seed: &Path) -> Result<Self, Failure> {
        let name: String = seed
            .to_string_lossy()
            .chars()
            .map(|sign| {
                if sign.is_ascii_alphanumeric() {
                    sign
                } else {
                    '-'
                }
            })
            .collect();
        let path = std::env::temp_dir().join(format!("detente-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind in the system's temporary place harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
