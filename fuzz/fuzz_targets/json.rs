//! Any bytes as the JSON conflict form: what is read can be written as a `.conflict` file, which
//! loads to the same conflict, and as JSON again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use model::conflict::Conflict;
use model::interchange::{from_json, to_conflict_text};
use model::{MemoryLoader, load};
use syntax::diagnostic::FileId;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let read = from_json(FileId(0), &text);
    for diagnostic in &read.diagnostics {
        let span = diagnostic.span;
        assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
    let Some(case) = read.case else {
        return;
    };
    let written = to_conflict_text(&case);
    let mut loader = MemoryLoader::new().with("written.conflict", written.as_str());
    let checked = load("written.conflict", &mut loader);
    // Names made of replacement characters are names in JSON, but no text to a reader.
    if checked.diagnostics.iter().any(|one| one.code == "not-text") {
        return;
    }
    let again = checked
        .case
        .unwrap_or_else(|| panic!("{written}\n{:#?}", checked.diagnostics));
    assert_eq!(shape(&case.base), shape(&again.base), "{written}");
});

/// What must survive, places in the text apart.
fn shape(conflict: &Conflict) -> (Vec<&str>, Vec<(&str, Option<u16>, u8)>, usize) {
    (
        conflict.actors.iter().map(|actor| actor.name.as_str()).collect(),
        conflict
            .options
            .iter()
            .map(|option| {
                let owner = option.owner.map(|owner| owner.0);
                (option.name.as_str(), owner, option.level_count())
            })
            .collect(),
        conflict.preferences.len(),
    )
}
