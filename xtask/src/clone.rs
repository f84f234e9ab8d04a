//! `cargo xtask clean-clone`: the README's commands, as a newcomer runs them.
//!
//! HEAD is cloned to a temporary folder and every command of the README runs there, except
//! `cargo xtask test`, which `.ci/run` runs itself, last. The build output is shared with this
//! working tree to save time: dependencies are not built twice.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::docs::{self, Folder};
use crate::markdown;
use crate::shell::{self, Failure};

const THE_TESTS: &str = "cargo xtask test";

/// Clones and runs.
///
/// # Errors
/// A command of the README fails, or the README does not name the command that runs the tests.
pub fn run() -> Result<(), Failure> {
    let folder = Folder::new(Path::new("clean-clone"))?;
    let clone = folder.0.join("detente");
    shell::run(
        Command::new("git")
            .args(["clone", "--quiet"])
            .arg(shell::root())
            .arg(&clone),
    )?;
    let readme = std::fs::read_to_string(clone.join("README.md"))?;
    for block in markdown::blocks(&readme) {
        if let Some((key, name)) = &block.mark
            && key == "file"
        {
            std::fs::write(clone.join(name), block.text())?;
        }
    }
    let commands = commands(&readme);
    if !commands.iter().any(|command| command == THE_TESTS) {
        return Err(Failure::new(format!(
            "README.md does not name `{THE_TESTS}`"
        )));
    }
    for command in &commands {
        let elsewhere =
            command == THE_TESTS || command.starts_with("git clone") || command.starts_with("cd ");
        if !elsewhere {
            in_clone(command, &clone, &folder.0.join("installed"))?;
        }
    }
    Ok(())
}

/// The lines of `sh` blocks, which set things up, then the commands of `console` blocks.
fn commands(readme: &str) -> Vec<String> {
    let blocks = markdown::blocks(readme);
    let in_language = |language: &'static str| {
        blocks
            .iter()
            .filter(move |block| block.language == language)
    };
    let mut commands: Vec<String> = in_language("sh")
        .flat_map(|block| block.lines.iter().map(|line| without_comment(line)))
        .collect();
    commands.extend(
        in_language("console")
            .flat_map(markdown::steps)
            .map(|step| step.command),
    );
    commands.retain(|command| !command.is_empty());
    commands
}

fn without_comment(line: &str) -> String {
    line.split(" #")
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn in_clone(command: &str, clone: &Path, installed: &Path) -> Result<(), Failure> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let mut all = vec![installed.join("bin")];
    all.extend(std::env::split_paths(&paths));
    let path = std::env::join_paths(all).map_err(|error| Failure::new(error.to_string()))?;
    eprintln!("clean clone: {command}");
    let status = Command::new("sh")
        .args(["-c", command])
        .current_dir(clone)
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", docs::target())
        .env("CARGO_INSTALL_ROOT", installed)
        .env_remove("CARGO")
        .env_remove("CARGO_MANIFEST_DIR")
        .stdin(Stdio::null())
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "in a clean clone, `{command}` fails ({status})"
        )))
    }
}
