//! The language by example: `good` files parse and keep their meaning when they are formatted,
//! `bad` files give exactly the messages next to them.
//!
//! With `UPDATE_EXPECTED=1` in the environment the expected files are written anew.

mod support;

use std::fs;
use std::path::Path;

use support::{meaning, parse, render};

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
        Err(format!(
            "{} differs\n--- expected\n{expected}\n--- found\n{found}",
            path.display()
        )
        .into())
    }
}

/// Parses without a message, keeps every byte, and survives formatting. Where there is a file
/// `*.ast` or `*.formatted` beside it, the typed tree or the canonical layout is compared too.
fn good(path: &Path, text: String) -> Outcome {
    let parsed = parse(&text);
    let messages = render(&text, parsed.diagnostics());
    if !messages.is_empty() {
        return Err(format!("unexpected messages:\n{messages}").into());
    }
    assert_eq!(parsed.tree().text().to_string(), text, "a byte was lost");

    let formatted = syntax::format(&text).map_err(|errors| render(&text, &errors))?;
    let again = parse(&formatted);
    assert_eq!(
        render(&formatted, again.diagnostics()),
        "",
        "the canonical layout does not parse:\n{formatted}"
    );
    assert_eq!(
        meaning(parsed.file()),
        meaning(again.file()),
        "formatting changed the meaning"
    );
    assert_eq!(
        syntax::format(&formatted).as_deref(),
        Ok(formatted.as_str()),
        "formatting twice changes something"
    );

    for (extension, found) in [
        ("formatted", formatted.clone()),
        ("ast", meaning(parsed.file()) + "\n"),
    ] {
        let golden = path.with_extension(extension);
        if golden.exists() {
            compare(&golden, &found)?;
        }
    }
    Ok(())
}

/// Gives the messages next to it, keeps every byte, and is not formatted.
fn bad(path: &Path, text: String) -> Outcome {
    let parsed = parse(&text);
    assert_eq!(parsed.tree().text().to_string(), text, "a byte was lost");
    assert!(
        !parsed.diagnostics().is_empty(),
        "a file in `bad` has errors"
    );
    assert!(
        syntax::format(&text).is_err(),
        "a broken file was formatted"
    );
    compare(
        &path.with_extension("expected"),
        &render(&text, parsed.diagnostics()),
    )
}

datatest_stable::harness! {
    { test = good, root = "tests/good", pattern = r"\.conflict$" },
    { test = good, root = "../../cases", pattern = r"\.conflict$" },
    { test = bad, root = "tests/bad", pattern = r"\.conflict$" },
}
