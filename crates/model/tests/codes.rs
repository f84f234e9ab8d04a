//! Every code has a name of the right shape, a summary, and an example.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use model::codes::{self, CODES};
use model::{MemoryLoader, load};

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
                let rest = line.split_once('[').map(|(_, rest)| rest);
                let code = rest.and_then(|rest| rest.split_once(']'));
                found.extend(code.map(|(code, _)| code.to_owned()));
            }
        }
    }
}

#[test]
fn every_code_has_an_example() {
    let mut found = BTreeSet::new();
    codes_under(&support::tests().join("bad"), &mut found);
    for entry in CODES
        .iter()
        .filter(|entry| entry.code != codes::TOO_MANY_MESSAGES)
    {
        assert!(found.contains(entry.code), "no example of {}", entry.code);
    }
    for code in &found {
        let known = codes::summary(code).is_some() || syntax::codes::summary(code).is_some();
        assert!(known, "{code} is not in a list");
    }
}

#[test]
fn codes_are_kebab_case_unique_and_not_those_of_the_parser() {
    let mut seen = BTreeSet::new();
    for entry in CODES {
        assert!(seen.insert(entry.code), "{} stands twice", entry.code);
        let mut bytes = entry.code.bytes();
        assert!(
            bytes.all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')),
            "{} is not kebab-case",
            entry.code
        );
        assert!(entry.summary.ends_with('.'), "{}", entry.summary);
        assert!(
            syntax::codes::summary(entry.code).is_none(),
            "{}",
            entry.code
        );
    }
}

#[test]
fn beyond_two_hundred_messages_they_are_counted() {
    let mut text = "actor A\n  option x\nstatus quo none\nA prefers\n".to_owned();
    for number in 0..300 {
        text.push_str(&format!("  unknown{number}\n"));
    }
    let checked = load(
        "m.conflict",
        &mut MemoryLoader::new().with("m.conflict", text),
    );
    let errors = checked
        .diagnostics
        .iter()
        .filter(|d| d.code == codes::UNKNOWN_NAME);
    assert_eq!(errors.count(), 200);
    let counted = checked
        .diagnostics
        .iter()
        .find(|d| d.code == codes::TOO_MANY_MESSAGES);
    let counted = counted.expect("the others are counted");
    assert_eq!(counted.message, "100 more errors are not shown");
}
