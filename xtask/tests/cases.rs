//! The library of cases: every file passes its own checks, keeps the canonical layout, and gives
//! answers that fit the schema in the book.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use xtask::shell;
use xtask::{docs, tree};

#[test]
fn every_case_passes_its_checks() {
    let mut broken = Vec::new();
    for case in cases() {
        let output = detente(&["check"], &case);
        if !output.status.success() {
            broken.push(format!("{}\n{}", case.display(), words(&output)));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_case_keeps_the_canonical_layout() {
    let mut broken = Vec::new();
    for case in all_files() {
        let output = detente(&["fmt", "--check"], &case);
        if !output.status.success() {
            broken.push(format!("{}\n{}", case.display(), words(&output)));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_stability_answer_fits_the_schema() {
    let schema = schema();
    let mut cases = cases();
    cases.extend(tree::tracked_under("cases", "json").expect("files"));
    for case in cases {
        let output = detente(&["stability", "--format", "json"], &case);
        assert!(
            output.status.success(),
            "{}\n{}",
            case.display(),
            words(&output)
        );
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let errors: Vec<String> = schema
            .iter_errors(&answer)
            .map(|error| error.to_string())
            .collect();
        assert!(
            errors.is_empty(),
            "{}: {}",
            case.display(),
            errors.join("\n")
        );
    }
}

#[test]
fn what_is_asked_for_besides_fits_the_schema() {
    let schema = schema();
    for (case, asked) in [
        (
            "cases/published/prisoners-dilemma.conflict",
            "nash,l1,l2,nm",
        ),
        ("cases/published/elmira-9.conflict", "nash,seq"),
    ] {
        let asked = [
            "stability",
            "--format=json",
            "--certificates",
            "--coalitions=all",
            "--under",
            asked,
        ];
        let output = detente(&asked, Path::new(case));
        assert!(output.status.success(), "{}", words(&output));
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        for key in ["coalitions", "certificates"] {
            assert!(
                answer[key].as_array().is_some_and(|list| !list.is_empty()),
                "{key}"
            );
        }
        let errors: Vec<String> = schema
            .iter_errors(&answer)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{case}: {}", errors.join("\n"));
    }
}

#[test]
fn the_schema_rejects_what_is_not_an_answer() {
    let good = json!({
        "version": 1,
        "actors": ["A"],
        "states": [{ "id": "Y", "label": "" }],
        "concepts": { "nash": { "stable": { "A": ["Y"] }, "equilibria": ["Y"] } },
        "anything": "further"
    });
    let schema = schema();
    assert!(schema.is_valid(&good));
    for (key, value) in [
        ("version", json!(2)),
        ("actors", json!("A")),
        ("states", json!([{ "id": 1, "label": "" }])),
        ("concepts", json!({ "nash": { "stable": {} } })),
        (
            "concepts",
            json!({ "hope": { "stable": {}, "equilibria": [] } }),
        ),
        (
            "concepts",
            json!({ "nash": { "stable": { "A": [1] }, "equilibria": [] } }),
        ),
        ("coalitions", json!([{ "members": [], "stable": {} }])),
        ("certificates", json!([{ "state": "Y", "concept": "nash" }])),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(!schema.is_valid(&bad), "accepted: {bad}");
    }
}

fn schema() -> jsonschema::Validator {
    let path = shell::root().join("book/src/schema/stability-1.json");
    let text = std::fs::read_to_string(path).expect("the schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

/// The models; files in a folder `common` are parts of them.
fn cases() -> Vec<PathBuf> {
    let mut cases = all_files();
    cases.retain(|case| !case.components().any(|part| part.as_os_str() == "common"));
    assert!(cases.len() >= 10, "the library has gone");
    cases
}

fn all_files() -> Vec<PathBuf> {
    tree::tracked_under("cases", "conflict").expect("files")
}

fn detente(arguments: &[&str], case: &Path) -> Output {
    Command::new(docs::detente().expect("the command line builds"))
        .args(arguments)
        .arg(case)
        .current_dir(shell::root())
        .env("NO_COLOR", "1")
        .output()
        .expect("the command line runs")
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
