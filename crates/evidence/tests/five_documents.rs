//! Shared words in the five documents of the combined case, where they are at hand.

#![allow(clippy::print_stdout, reason = "a test says what it skips")]

use std::path::Path;

use evidence::Text;
use evidence::shared::{Options, shared_runs};

/// The texts by the number that their file names begin with.
fn documents() -> Option<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/documents");
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.get(..3)?.to_owned();
            Some((name, std::fs::read_to_string(path).ok()?))
        })
        .collect();
    found.sort();
    (found.len() == 5).then_some(found)
}

#[test]
fn three_documents_share_the_officials_words_and_two_share_nothing() {
    let Some(documents) = documents() else {
        println!("skipped: documents 000 to 004 are not at ../shared/documents");
        return;
    };
    let texts: Vec<Text<'_>> = documents.iter().map(|(_, text)| Text::new(text)).collect();
    let found = shared_runs(&texts, &Options::default(), &|| false).expect("nobody stops it");
    let names = |run: &evidence::shared::Run| {
        let mut names: Vec<&str> = run
            .places
            .iter()
            .map(|place| documents[place.text].0.as_str())
            .collect();
        names.dedup();
        names
    };
    let longest = found.runs.first().expect("a run");
    assert_eq!(longest.words, 21);
    assert_eq!(names(longest), ["001", "002", "004"]);
    for place in &longest.places {
        let words = &documents[place.text].1[place.start..place.end];
        assert!(words.starts_with("Have the Iranians") && words.ends_with("leadership"));
    }
    let in_three = |name: &&str| ["001", "002", "004"].contains(name);
    for run in &found.runs {
        assert!(names(run).iter().all(in_three), "{run:?}");
    }
    // The other run of eight words or more, of eleven words.
    let others: Vec<usize> = found.runs[1..].iter().map(|run| run.words).collect();
    assert_eq!(others, [11]);
}
