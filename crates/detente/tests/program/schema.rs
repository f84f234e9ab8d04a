//! The JSON answers of `stability` keep to the schema that the book prints.

use std::path::{Path, PathBuf};

use detente::answers::stability::{Request, stability};
use detente::disk::Disk;
use detente::study::World;
use graph::{Control, Limits};
use report::answer::{MultiStability, Stability, VERSION};
use serde_json::Value;
use stability::Coalitions;
use stability::concepts::BASIC;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> jsonschema::Validator {
    let path = root().join("book/src/schema/stability-1.json");
    let text = std::fs::read_to_string(path).expect("the book has the schema");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

/// All models of the library of cases.
fn cases() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("cases")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let is_part = path.components().any(|part| part.as_os_str() == "common");
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("conflict" | "json") if !is_part => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// The answers for all accounts of a model, coalitions and certificates included.
fn answers(path: &Path) -> Vec<Stability> {
    let name = path.to_str().expect("paths here are text");
    let checked = model::load(name, &mut Disk::new());
    let case = checked
        .case
        .unwrap_or_else(|| panic!("{name}: {:?}", checked.diagnostics));
    let control = Control::default();
    let analysed = case.analysed().iter();
    analysed
        .map(|conflict| {
            let world = World::build(conflict, &Limits::default(), &control).expect("it is small");
            let study = world.study(&control).expect("nobody interrupts");
            let request = Request {
                concepts: BASIC.to_vec(),
                coalitions: Some(Coalitions::All),
                certificates: true,
                ..Request::default()
            };
            stability(&study, &request).expect("the cases are small")
        })
        .collect()
}

#[test]
fn answers_for_all_cases_fit_the_schema() {
    let validator = schema();
    let cases = cases();
    assert!(cases.len() >= 10, "only {} cases found", cases.len());
    for path in cases {
        let accounts = answers(&path);
        let whole = match accounts.as_slice() {
            [one] => serde_json::to_value(one),
            _ => serde_json::to_value(MultiStability {
                version: VERSION,
                accounts: accounts.clone(),
            }),
        };
        let whole = whole.expect("answers are JSON");
        let errors: Vec<String> = validator
            .iter_errors(&whole)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_it_should() {
    let validator = schema();
    let answers = answers(&root().join("cases/published/chicken.conflict"));
    let good = serde_json::to_value(&answers[0]).expect("answers are JSON");
    assert!(validator.is_valid(&good));
    for (key, wrong) in [
        ("version", Value::from(2)),
        ("actors", Value::from("all")),
        ("states", Value::from(vec![1, 2])),
        ("concepts", serde_json::json!({"nash": {"stable": {}}})),
    ] {
        let mut bad = good.clone();
        bad[key] = wrong;
        assert!(!validator.is_valid(&bad), "{key} should be refused");
    }
}

#[test]
fn keys_come_in_the_documented_order() {
    let answers = answers(&root().join("cases/published/chicken.conflict"));
    let text = report::json::render(&answers[0]).expect("answers are JSON");
    let places: Vec<usize> = [
        "\"version\"",
        "\"actors\"",
        "\"states\"",
        "\"concepts\"",
        "\"nash\"",
        "\"gmr\"",
        "\"smr\"",
        "\"seq\"",
        "\"sseq\"",
        "\"coalitions\"",
    ]
    .iter()
    .map(|key| text.find(key).unwrap_or_else(|| panic!("{key} is missing")))
    .collect();
    assert!(places.is_sorted(), "{places:?}");
}
