//! The five documents of the library's cases: every passage stands in them, word for word, at one
//! place. Where the documents are not at hand, the test says so and has nothing to compare.

#![allow(clippy::print_stdout, reason = "a test says what it cannot look at")]

mod support;

use std::path::Path;

use evidence::{Library, Located};
use model::evidence::DocumentId;
use model::{LoadOptions, load_with};
use support::{Folder, render};

/// The folders of models with passages.
const FOLDERS: [&str; 2] = ["cases/accounts", "cases/combined-2025"];

#[test]
fn every_passage_of_the_library_stands_in_its_document() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let documents = root.join("../shared/documents");
    if !documents.is_dir() {
        println!("every_passage_of_the_library_stands_in_its_document: skipped, no documents");
        return;
    }
    let mut compared = 0;
    for folder in FOLDERS {
        let folder = root.join(folder);
        let Ok(files) = std::fs::read_dir(&folder) else {
            continue;
        };
        for file in files {
            let name = file
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned();
            if name.ends_with(".conflict") {
                compared += compare(&folder, &name, &documents);
            }
        }
    }
    assert!(compared > 50, "{compared} passages are compared");
}

fn compare(folder: &Path, name: &str, documents: &Path) -> usize {
    let options = LoadOptions::default();
    let checked = load_with(name, &options, &mut Folder(folder.to_path_buf()));
    let Some(case) = checked.case else {
        panic!("{name}: {}", render(&checked.sources, &checked.diagnostics));
    };
    let evidence = &case.base.evidence;
    let library = Library::read(evidence, &mut Folder(documents.to_path_buf()));
    let mut compared = 0;
    for (document, number) in evidence.documents.iter().zip(0..) {
        let Some(page) = library.page(DocumentId(number)) else {
            continue;
        };
        assert!(!page.changed, "{name}: {}", document.name);
        for passage in &document.passages {
            let found = page.locate(passage);
            assert!(
                matches!(found, Located::Found { .. }),
                "{name}: {}: {found:?}",
                passage.name
            );
            compared += 1;
        }
    }
    compared
}
