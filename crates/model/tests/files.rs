//! The meaning of the language by example: `good` files load without errors to the meaning next
//! to them, `bad` files give exactly the messages next to them, and the cases of the library load
//! without a word.
//!
//! With `UPDATE_EXPECTED=1` in the environment the expected files are written anew.

mod support;

use std::fs;
use std::path::Path;

use model::{Checked, LoadOptions, load_with};
use support::{Folder, describe, render};
use syntax::diagnostic::Severity;

type Outcome = datatest_stable::Result<()>;

/// Compares with a file, or writes it when asked to.
fn compare(path: &Path, found: &str) -> Outcome {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(path, found)?;
        return Ok(());
    }
    let expected = fs::read_to_string(path)
        .map_err(|error| format!("{}: {error}; UPDATE_EXPECTED=1 writes it", path.display()))?;
    if expected == found {
        Ok(())
    } else {
        let path = path.display();
        Err(format!("{path} differs\n--- expected\n{expected}\n--- found\n{found}").into())
    }
}

fn load_file(path: &Path) -> Checked {
    let folder = path.parent().expect("a test file is in a folder");
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a test file has a name");
    load_with(
        name,
        &LoadOptions::default(),
        &mut Folder(folder.to_path_buf()),
    )
}

/// Loads without an error; warnings and advice, where there are some, stand before the meaning.
fn good(path: &Path) -> Outcome {
    let checked = load_file(path);
    let messages = render(&checked.sources, &checked.diagnostics);
    let Some(case) = &checked.case else {
        return Err(format!("it has errors:\n{messages}").into());
    };
    compare(
        &path.with_extension("expected"),
        &(messages + &describe(case)),
    )
}

/// Gives the messages next to it.
fn bad(path: &Path) -> Outcome {
    let checked = load_file(path);
    let has_errors = checked
        .diagnostics
        .iter()
        .any(|d| d.severity == Severity::Error);
    let unread = checked
        .diagnostics
        .iter()
        .any(|d| d.code == "too-many-messages");
    assert!(
        checked.case.is_some() || has_errors || unread,
        "there is no case exactly where there is an error"
    );
    if checked.diagnostics.is_empty() {
        return Err("a file in `bad` has something wrong".into());
    }
    compare(
        &path.with_extension("expected"),
        &render(&checked.sources, &checked.diagnostics),
    )
}

/// A case of the library has no error and no warning.
fn library(path: &Path) -> Outcome {
    let checked = load_file(path);
    let worth_saying = checked
        .diagnostics
        .iter()
        .filter(|d| d.severity != Severity::Advice);
    let messages: Vec<_> = worth_saying.cloned().collect();
    if messages.is_empty() && checked.case.is_some() {
        return Ok(());
    }
    Err(render(&checked.sources, &messages).into())
}

datatest_stable::harness! {
    { test = good, root = "tests/good", pattern = r"\.(conflict|json)$" },
    { test = bad, root = "tests/bad", pattern = r"\.(conflict|json)$" },
    { test = library, root = "../../cases", pattern = r"^[a-z0-9-]+/[^/]*\.conflict$" },
}
