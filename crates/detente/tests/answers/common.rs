//! Cases, small models and schemas.

use std::path::{Path, PathBuf};

use detente::disk::Disk;
use jsonschema::Validator;
use model::MemoryLoader;
use model::conflict::Case;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A case of the library, without a mistake.
pub fn read(case: &str) -> Case {
    let path = root().join("cases").join(case);
    let name = path.to_str().expect("paths here are text");
    let checked = model::load(name, &mut Disk::new());
    checked.case.expect("the cases have no mistakes")
}

/// A model from its text, without a mistake.
pub fn load(text: &str) -> Case {
    let mut files = MemoryLoader::new().with("m.conflict", text);
    let checked = model::load("m.conflict", &mut files);
    let diagnostics = checked.diagnostics;
    checked
        .case
        .unwrap_or_else(|| panic!("{text}\n{diagnostics:?}"))
}

/// The schema of an answer: `change` for `schema/change-1.json`.
pub fn schema(answer: &str) -> Validator {
    let path = root().join(format!("book/src/schema/{answer}-1.json"));
    let text = std::fs::read_to_string(path).expect("the book has the schema");
    let schema = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}
