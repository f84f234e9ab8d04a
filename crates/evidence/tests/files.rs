//! Passages against documents by example: each file under `bad` gives the messages next to it,
//! each file under `good` gives none. The documents lie in the folder `documents` beside it.
//!
//! With `UPDATE_EXPECTED=1` in the environment the expected files are written anew.

mod support;

use std::fs;
use std::path::Path;

use evidence::check_passages;
use model::{LoadOptions, load_with};
use support::{Folder, render};

type Outcome = datatest_stable::Result<()>;

/// What is said about the documents of a file.
fn messages(path: &Path) -> String {
    let folder = path.parent().expect("a test file is in a folder");
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.expect("a test file has a name");
    let mut files = Folder(folder.to_path_buf());
    let checked = load_with(name, &LoadOptions::default(), &mut files);
    let case = checked.case.unwrap_or_else(|| {
        panic!("{}", render(&checked.sources, &checked.diagnostics));
    });
    let found = check_passages(&case, &mut Folder(folder.join("documents")));
    render(&checked.sources, &found)
}

/// Whether the program was built without what this example is about.
fn is_left_out(path: &Path) -> bool {
    let about = |part: &str| path.components().any(|folder| folder.as_os_str() == part);
    !cfg!(feature = "html") && about("html")
        || !cfg!(feature = "pdf") && (about("pdf") || about("kinds"))
}

fn bad(path: &Path) -> Outcome {
    if is_left_out(path) {
        return Ok(());
    }
    let found = messages(path);
    let expected_file = path.with_extension("expected");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&expected_file, &found)?;
        return Ok(());
    }
    let expected = fs::read_to_string(&expected_file)
        .map_err(|error| format!("{error}; UPDATE_EXPECTED=1 writes the file"))?;
    if expected == found {
        Ok(())
    } else {
        Err(format!("--- expected\n{expected}\n--- found\n{found}").into())
    }
}

fn good(path: &Path) -> Outcome {
    if is_left_out(path) {
        return Ok(());
    }
    let found = messages(path);
    if found.is_empty() {
        Ok(())
    } else {
        Err(found.into())
    }
}

datatest_stable::harness! {
    { test = bad, root = "tests/bad", pattern = r"\.conflict$" },
    { test = good, root = "tests/good", pattern = r"\.conflict$" },
}
