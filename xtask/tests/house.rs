//! The rules of the house: which room may know which, what may not stand in a source file, and
//! what may not stand in any file.

#![allow(clippy::print_stdout, reason = "a test may say which files grow long")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use xtask::shell;
use xtask::tree;

/// Each room and the rooms that it may know. `checker` knows only what says which conflict it
/// is, so that it cannot share a line with the engine whose answers it checks.
const ROOMS: &[(&str, &[&str])] = &[
    ("syntax", &[]),
    ("model", &["syntax"]),
    ("graph", &["syntax", "model"]),
    ("stability", &["syntax", "model", "graph"]),
    ("change", &["syntax", "model", "graph", "stability"]),
    ("checker", &["syntax", "model"]),
    ("evidence", &["syntax", "model"]),
    ("game", &[]),
    ("equilibrium", &["game"]),
    ("beliefs", &["game", "equilibrium"]),
    ("play", &["syntax", "model", "graph", "game"]),
    ("regions", &["game", "equilibrium"]),
    ("approximate", &["game", "equilibrium"]),
    ("counterfactual", &["game"]),
    ("report", &["syntax", "model", "graph", "stability"]),
    ("tables", &[]),
    (
        "detente",
        &[
            "syntax",
            "model",
            "graph",
            "stability",
            "change",
            "checker",
            "evidence",
            "game",
            "equilibrium",
            "approximate",
            "beliefs",
            "play",
            "regions",
            "counterfactual",
            "report",
            "tables",
        ],
    ),
];

/// What only the command line may do.
const FACE_ONLY: &[&str] = &[
    "std::fs",
    "std::env",
    "std::process",
    "std::time",
    "std::net",
    "process::exit",
    "println!",
    "eprintln!",
    "print!(",
    "eprint!(",
    "dbg!",
];

/// Lines of code, comments and tests not counted, at which a source file should be two, and at
/// which it must be.
const LONG: usize = 400;
const TOO_LONG: usize = 600;

/// Words that speak of a workplace and not of the project. Cut in two, so that this file is clean.
const WORKPLACE: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/tmp/", "brief"),
    concat!("sub", "agent"),
    concat!("this se", "ssion"),
    concat!("as an A", "I"),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
];

#[test]
fn a_room_knows_only_the_rooms_before_it() {
    let metadata = metadata();
    let allowed: BTreeMap<&str, BTreeSet<&str>> = ROOMS
        .iter()
        .map(|(room, before)| (*room, before.iter().copied().collect()))
        .collect();
    let mut seen = 0;
    for package in metadata["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name");
        let Some(before) = allowed.get(name) else {
            continue;
        };
        seen += 1;
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let other = dependency["name"].as_str().expect("a name");
            let ordinary = dependency["kind"].is_null();
            if ordinary && allowed.contains_key(other) {
                assert!(before.contains(other), "`{name}` may not know `{other}`");
            }
        }
    }
    assert_eq!(
        seen,
        ROOMS.len(),
        "a room of the table is missing from the workspace"
    );
}

#[test]
fn every_crate_is_a_room_of_the_table() {
    for path in tree::tracked_under("crates", "toml").expect("files") {
        let room = path
            .components()
            .nth(1)
            .map(|part| part.as_os_str().to_string_lossy());
        let room = room.expect("a folder under crates/").into_owned();
        assert!(
            ROOMS.iter().any(|(name, _)| *name == room),
            "`{room}` has no place in the table"
        );
    }
}

#[test]
fn below_the_command_line_nothing_touches_the_world() {
    let mut broken = Vec::new();
    for (room, _) in ROOMS.iter().filter(|(room, _)| *room != "detente") {
        for path in tree::tracked_under(&format!("crates/{room}/src"), "rs").expect("files") {
            for (number, line) in product_lines(&read(&path)) {
                for word in FACE_ONLY.iter().filter(|word| line.contains(**word)) {
                    broken.push(format!("{}:{number}: {word}", path.display()));
                }
            }
        }
    }
    assert!(
        broken.is_empty(),
        "only the command line may do this:\n{}",
        broken.join("\n")
    );
}

#[test]
fn a_source_file_does_one_thing() {
    let mut broken = Vec::new();
    for path in tree::tracked_under("", "rs").expect("files") {
        let text = read(&path);
        let lines = product_lines(&text)
            .iter()
            .filter(|(_, line)| !line.trim().is_empty())
            .count();
        if lines > TOO_LONG {
            broken.push(format!("{}: {lines} lines", path.display()));
        } else if lines > LONG {
            println!("{}: {lines} lines, above {LONG}", path.display());
        }
    }
    assert!(
        broken.is_empty(),
        "above {TOO_LONG} lines:\n{}",
        broken.join("\n")
    );
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    let mut broken = Vec::new();
    for path in tree::tracked_under("", "rs").expect("files") {
        let text = read(&path);
        let code: String = text.lines().filter(|line| !is_comment(line)).collect();
        for opening in ["#[allow(", "#![allow("] {
            for (at, _) in code.match_indices(opening) {
                let end = code[at..].find(")]").map_or(code.len(), |end| at + end);
                if !code[at..end].contains("reason =") {
                    broken.push(format!("{}: {}", path.display(), &code[at..end]));
                }
            }
        }
    }
    broken.retain(|line| !line.contains("tests/house.rs"));
    assert!(broken.is_empty(), "say why:\n{}", broken.join("\n"));
}

#[test]
fn the_project_speaks_of_itself_alone() {
    let mut broken = Vec::new();
    for path in tree::tracked().expect("files") {
        let Ok(text) = fs::read_to_string(shell::root().join(&path)) else {
            continue;
        };
        if path.starts_with("fuzz/corpus") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            for word in WORKPLACE.iter().filter(|word| line.contains(**word)) {
                broken.push(format!("{}:{}: {word}", path.display(), number + 1));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "no place for this here:\n{}",
        broken.join("\n")
    );
}

/// The lines of a source file that reach users: no comments, nothing after `#[cfg(test)]`.
fn product_lines(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .take_while(|(_, line)| *line != "#[cfg(test)]")
        .filter(|(_, line)| !is_comment(line))
        .collect()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

fn read(path: &Path) -> String {
    fs::read_to_string(shell::root().join(path)).expect("a readable file")
}

fn metadata() -> Value {
    let output = shell::cargo()
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .expect("cargo metadata");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("JSON")
}
