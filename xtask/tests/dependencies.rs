//! What we build on: every crate named in the book, every licence one that users can live with.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use xtask::shell;

/// Licences that ask for no more than a notice.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "0BSD",
];

#[test]
fn every_licence_asks_for_no_more_than_a_notice() {
    let mut broken = Vec::new();
    for package in packages(&["--filter-platform", &host()]) {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().unwrap_or("none given");
        if !allows(licence) {
            broken.push(format!("{name}: {licence}"));
        }
    }
    assert!(
        broken.is_empty(),
        "licences to look at:\n{}",
        broken.join("\n")
    );
}

#[test]
fn a_licence_expression_allows_when_one_choice_does() {
    assert!(allows("MIT OR GPL-3.0-only"));
    assert!(allows("MIT/Apache-2.0"));
    assert!(allows("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(allows("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only"));
    assert!(!allows("MIT AND GPL-3.0-only"));
    assert!(!allows("(GPL-2.0-only OR LGPL-2.1-only) AND MIT"));
    assert!(!allows("none given"));
}

#[test]
fn the_book_lists_every_crate_that_we_name() {
    let page =
        std::fs::read_to_string(shell::root().join("book/src/dependencies.md")).expect("a page");
    let listed: BTreeMap<&str, &str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .collect();
    let packages = packages(&["--no-deps"]);
    let own: BTreeSet<&str> = packages
        .iter()
        .filter_map(|package| package["name"].as_str())
        .collect();
    let mut named = BTreeSet::new();
    for package in &packages {
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let name = dependency["name"].as_str().expect("a name");
            if !own.contains(name) {
                named.insert(name);
            }
        }
    }
    let missing: Vec<_> = named
        .iter()
        .filter(|name| !listed.contains_key(*name))
        .collect();
    let surplus: Vec<_> = listed
        .keys()
        .filter(|name| !named.contains(*name))
        .collect();
    assert!(
        missing.is_empty(),
        "not in book/src/dependencies.md: {missing:?}"
    );
    assert!(
        surplus.is_empty(),
        "in book/src/dependencies.md, and not used: {surplus:?}"
    );
}

/// Whether one of the choices of a licence expression is on the list.
fn allows(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    any_of(expression.trim())
}

fn any_of(expression: &str) -> bool {
    split(expression, " OR ")
        .iter()
        .any(|choice| all_of(choice))
}

fn all_of(expression: &str) -> bool {
    split(expression, " AND ").iter().all(|part| {
        let inner = part
            .strip_prefix('(')
            .and_then(|part| part.strip_suffix(')'));
        inner.map_or_else(|| ALLOWED.contains(part), any_of)
    })
}

/// Splits where the word stands outside brackets.
fn split<'a>(expression: &'a str, word: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in expression.match_indices(word) {
        let before = &expression[from..at];
        if before.matches('(').count() == before.matches(')').count() {
            parts.push(before.trim());
            from = at + word.len();
        }
    }
    parts.push(expression[from..].trim());
    parts
}

fn packages(arguments: &[&str]) -> Vec<Value> {
    let output = shell::cargo()
        .args(["metadata", "--format-version", "1"])
        .args(arguments)
        .output()
        .expect("cargo metadata");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn host() -> String {
    let output = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc names its host").to_owned()
}
