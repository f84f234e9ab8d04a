//! Every code has a name of the right shape, a summary, and an example.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syntax::Parse;
use syntax::codes::{self, CODES};
use syntax::diagnostic::FileId;

fn parse(text: &str) -> Parse {
    syntax::parse(FileId(0), text)
}

/// The codes in the expected messages under a folder.
fn codes_under(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the folder of bad examples is there") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            codes_under(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "expected")
        {
            let text = fs::read_to_string(&path).expect("expected messages are text");
            for line in text.lines().filter(|line| !line.starts_with(' ')) {
                let code = line
                    .split_once('[')
                    .and_then(|(_, rest)| rest.split_once(']'))
                    .map(|(code, _)| code.to_owned());
                found.extend(code);
            }
        }
    }
}

fn codes_of(text: &str) -> Vec<&'static str> {
    parse(text)
        .diagnostics()
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

#[test]
fn every_code_has_an_example() {
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    codes_under(&folder, &mut found);
    // These two need files that are too large to keep.
    found.extend(
        codes_of(&" ".repeat(syntax::LONGEST_FILE + 1))
            .into_iter()
            .map(String::from),
    );
    found.extend(
        codes_of(&"wrong line\n".repeat(300))
            .into_iter()
            .map(String::from),
    );
    for entry in CODES {
        assert!(found.contains(entry.code), "no example of {}", entry.code);
    }
    for code in &found {
        assert!(codes::summary(code).is_some(), "{code} is not in the list");
    }
}

#[test]
fn codes_are_kebab_case_and_unique() {
    let mut seen = BTreeSet::new();
    for entry in CODES {
        assert!(seen.insert(entry.code), "{} stands twice", entry.code);
        assert!(
            entry
                .code
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')),
            "{} is not kebab-case",
            entry.code
        );
        assert!(entry.summary.ends_with('.'), "{}", entry.summary);
    }
}

#[test]
fn beyond_two_hundred_messages_they_are_counted() {
    let text = "wrong line\n".repeat(300);
    let parsed = parse(&text);
    assert_eq!(parsed.diagnostics().len(), 201);
    let last = parsed.diagnostics().last().expect("there are messages");
    assert_eq!(last.code, codes::TOO_MANY_ERRORS);
    assert_eq!(last.message, "and 100 more errors from here on");
    assert_eq!(last.span.start as usize, 200 * "wrong line\n".len());
}
