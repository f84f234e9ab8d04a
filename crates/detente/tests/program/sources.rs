//! What the shipped cases say of their sources: the interval of origins behind each claim, by
//! name, and what the documents themselves show, where they are at hand.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use std::path::{Path, PathBuf};

use detente::answers::sources::sources;
use detente::disk::{Disk, Documents};
use evidence::Library;
use graph::Control;
use report::answer::{SharedStanding, Sources};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The five documents, which are other people's text and no part of the project.
fn documents() -> Option<PathBuf> {
    let folder = root().join("../shared/documents");
    folder.is_dir().then_some(folder)
}

fn answer(case: &str, folder: Option<&Path>) -> Sources {
    let path = root().join("cases").join(case);
    let path = path.to_str().expect("the path is text");
    let checked = model::load(path, &mut Disk::new());
    let case = checked
        .case
        .unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let library =
        folder.map(|folder| Library::read(&case.base.evidence, &mut Documents::new(folder)));
    sources(&case, library.as_ref(), "m.conflict", &Control::default()).expect("nobody interrupts")
}

const COMBINED: &str = "combined-2025/combined-2025.conflict";

/// The interval of each claim, as read by hand from the documents.
const INTERVALS: [(&str, &str, (u64, u64)); 11] = [
    (COMBINED, "veto", (1, 2)),
    (COMBINED, "threshold", (1, 1)),
    (COMBINED, "escalation", (1, 3)),
    (COMBINED, "opportunity", (1, 2)),
    (COMBINED, "precedent", (1, 1)),
    (COMBINED, "prior-knowledge", (1, 2)),
    // No document names a source: up to three authors, who may all have it from one place.
    (COMBINED, "talks-cancelled", (1, 3)),
    (COMBINED, "unconfirmed", (1, 1)),
    (COMBINED, "targets", (1, 1)),
    ("accounts/saving-face.conflict", "saving-face", (1, 2)),
    (COMBINED, "humiliation", (1, 1)),
];

fn intervals_are_as_read(folder: Option<&Path>) {
    for (case, name, interval) in INTERVALS {
        let found = answer(case, folder);
        let claim = found.claims.iter().find(|claim| claim.name == name);
        let claim = claim.unwrap_or_else(|| panic!("no claim {name}"));
        let count = (claim.count.certified, claim.count.possible);
        assert_eq!(count, interval, "{name}: {:#?}", claim.why);
        assert!(
            !claim.why.is_empty() || count == (1, 1),
            "{name} has no reasons"
        );
    }
}

#[test]
fn claims_count_their_origins_as_the_texts_allow() {
    intervals_are_as_read(None);
    match documents() {
        Some(folder) => intervals_are_as_read(Some(&folder)),
        None => skipped("claims_count_their_origins_as_the_texts_allow"),
    }
}

fn skipped(name: &str) {
    eprintln!("{name}: the documents are not at hand, and are not compared");
}

#[test]
fn talks_cancelled_has_no_named_source() {
    let found = answer(COMBINED, None);
    let claim = found
        .claims
        .iter()
        .find(|claim| claim.name == "talks-cancelled");
    let why = claim.map(|claim| claim.why.join("\n")).unwrap_or_default();
    assert!(why.contains("no document names a source"), "{why}");
}

#[test]
fn the_same_words_are_one_origin_in_three_documents_with_three_speakers() {
    let found = answer(COMBINED, documents().as_deref());
    let shift = found.shifts.iter().find(|shift| shift.uses.len() == 3);
    let shift = shift.expect("there is one");
    let mut speakers: Vec<&str> = shift
        .uses
        .iter()
        .filter_map(|one| one.speaker_as_given.as_deref())
        .collect();
    speakers.sort_unstable();
    assert_eq!(
        speakers,
        [
            "One official",
            "Trump",
            "one senior administration official"
        ]
    );
    assert_eq!(shift.run, Some(21));
    assert_eq!(shift.traced.len(), 1);
    let claim = found.claims.iter().find(|claim| claim.name == "threshold");
    assert_eq!(
        claim.map(|claim| (claim.documents.len(), claim.count.possible)),
        Some((3, 1))
    );
}

#[test]
fn altered_words_stand_side_by_side() {
    let found = answer(COMBINED, None);
    let pair = found
        .altered
        .iter()
        .find(|pair| pair.first.passage == "a001.what-we-need");
    let pair = pair.expect("the pair is found");
    assert_eq!(pair.second.passage, "a004.whatever");
    assert_eq!(pair.first.words, "We do what we need to do.");
    assert_eq!(pair.second.words, "We’ll do what we need to do,");
}

#[test]
fn documents_of_one_family_are_told_from_independent_ones() {
    let accepted = answer(COMBINED, None);
    assert_eq!(accepted.families, [["a001", "a002", "a004"]]);
    let Some(folder) = documents() else {
        return skipped("documents_of_one_family_are_told_from_independent_ones");
    };
    let found = answer(COMBINED, Some(&folder));
    assert_eq!(found.families, [["a001", "a002", "a004"]]);
    assert_eq!(found.independent, ["a000"]);
    let run = found
        .shared
        .iter()
        .find(|run| run.name.as_deref() == Some("threshold-words"));
    let run = run.expect("it is in the file");
    assert_eq!((run.length, run.places.len()), (21, 3));
    assert!(matches!(run.standing, SharedStanding::Accepted { .. }));
}

#[test]
fn all_five_documents_at_once_fall_into_one_family_and_two_alone() {
    let Some(folder) = documents() else {
        return skipped("all_five_documents_at_once_fall_into_one_family_and_two_alone");
    };
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| {
            entry
                .expect("it can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.ends_with(".txt"))
        .collect();
    names.sort();
    let items = names.iter().map(|name| {
        format!(
            "document a{}\n  file \"{name}\"\n",
            name.get(..3).unwrap_or_default()
        )
    });
    let head = "actor A\n  option x\nstatus quo none\nA prefers\n  x\n".to_owned();
    let text = head + &items.collect::<String>();
    let mut loader = model::MemoryLoader::new().with("m.conflict", text);
    let case = model::load("m.conflict", &mut loader)
        .case
        .expect("it has no mistakes");
    let library = Library::read(&case.base.evidence, &mut Documents::new(&folder));
    let found = sources(&case, Some(&library), "m.conflict", &Control::default());
    let found = found.expect("nobody interrupts");
    assert_eq!(found.families, [["a001", "a002", "a004"]]);
    assert_eq!(found.independent, ["a000", "a003"]);
    assert!(
        found
            .shared
            .iter()
            .all(|run| run.standing == SharedStanding::Proposed)
    );
}
