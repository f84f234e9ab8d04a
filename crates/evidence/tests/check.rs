//! Quoted words against the documents that they are quoted from.

use std::collections::BTreeMap;

use evidence::check_passages;
use model::{MemoryLoader, load};
use sha2::{Digest, Sha256};
use syntax::diagnostic::Severity;

const DOCUMENT: &str = "A first line.\n“Until they do, we’re not even\u{a0}talking,” said one.\n\
                        Again and again. Again and again.\n";

/// Codes, severities, messages and hints that a passage gives.
fn check(clauses: &str) -> Vec<(Severity, &'static str, String)> {
    let hash: String = Sha256::digest(DOCUMENT)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    check_with(&hash, clauses)
}

fn check_with(hash: &str, clauses: &str) -> Vec<(Severity, &'static str, String)> {
    let text = format!(
        "actor A\n  option x\nstatus quo none\nA prefers\n  x\n\
         document d \"A document\"\n  file \"d.txt\"\n  sha256 {hash}\n  {clauses}\n"
    );
    let mut loader = MemoryLoader::new().with("m.conflict", text);
    let checked = load("m.conflict", &mut loader);
    let case = checked
        .case
        .unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let mut documents = BTreeMap::from([("d.txt".to_owned(), DOCUMENT.as_bytes().to_vec())]);
    let found = check_passages(&case, &mut documents);
    let found = found.into_iter().map(|d| {
        let hints = d.hints.join("; ");
        (d.severity, d.code, format!("{} / {hints}", d.message))
    });
    found.collect()
}

#[test]
fn words_are_found_whatever_their_quotes_and_spaces() {
    for clause in [
        "passage p \"Until they do, we're not even talking\"",
        "passage p \"we’re   not even\" line 2",
        "passage p \"one. Again\"",
        "passage p \"Again and again\" line 3",
    ] {
        assert_eq!(check(clause), [], "{clause}");
    }
}

#[test]
fn other_words_are_not_found() {
    let found = check("passage p \"Until they do, we are talking\"");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].0, found[0].1),
        (Severity::Error, "passage-altered")
    );
    let hint = "line 2 has “Until they do, we’re not even talking”";
    assert!(found[0].2.contains(hint), "{}", found[0].2);
    assert_eq!(check("passage p \"until they do\"")[0].1, "passage-altered");
    assert_eq!(
        check("passage p \"nothing of the kind\"")[0].1,
        "passage-not-found"
    );
}

#[test]
fn the_line_is_compared() {
    let found = check("passage p \"Until they do\" line 3");
    assert_eq!((found[0].0, found[0].1), (Severity::Warning, "wrong-line"));
    assert!(
        found[0]
            .2
            .starts_with("the words of `p` are on line 2, not on line 3")
    );
}

#[test]
fn words_that_stand_twice_are_reported() {
    let found = check("passage p \"Again and again\"");
    assert_eq!(
        (found[0].0, found[0].1),
        (Severity::Warning, "passage-repeated")
    );
}

#[test]
fn another_file_is_noticed() {
    let found = check_with(&"0".repeat(64), "passage p \"Until they do\"");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].0, found[0].1),
        (Severity::Warning, "document-changed")
    );
}

#[test]
fn documents_that_are_not_at_hand_are_listed() {
    let text = "actor A\n  option x\nstatus quo none\nA prefers\n  x\n\
                document d \"D\"\n  file \"elsewhere.txt\"\n  passage p \"words\"\n\
                document e \"A book\"\n  passage q \"more words\"\n\
                document f \"A book that nothing is quoted from\"\n";
    let mut loader = MemoryLoader::new().with("m.conflict", text);
    let case = load("m.conflict", &mut loader).case.expect("a case");
    let found = check_passages(&case, &mut BTreeMap::new());
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].severity, found[0].code),
        (Severity::Warning, "document-not-at-hand")
    );
    assert!(found[0].message.ends_with("not at hand: `d`"));
    // Who names no file for a book cannot put it into the folder.
    assert_eq!(
        (found[1].severity, found[1].code),
        (Severity::Advice, "document-not-at-hand")
    );
    assert!(found[1].message.ends_with("`file` is given for: `e`"));
}
