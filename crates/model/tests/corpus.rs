//! The inputs that fuzzing the JSON reader has kept: whatever is read can be written as a
//! `.conflict` file, and that file loads to a conflict with the same actors and options.

use std::path::Path;

use model::interchange::{from_json, to_conflict_text};
use model::{MemoryLoader, load};
use syntax::diagnostic::FileId;

#[test]
fn kept_json_inputs_survive_the_way_through_the_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/json");
    let mut read = 0;
    let mut accepted = 0;
    for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{error}")) {
        let path = entry.unwrap_or_else(|error| panic!("{error}")).path();
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{error}"));
        let text = String::from_utf8_lossy(&bytes);
        read += 1;
        let Some(case) = from_json(FileId(0), &text).case else {
            continue;
        };
        let written = to_conflict_text(&case);
        let mut loader = MemoryLoader::new().with("written.conflict", written.as_str());
        let checked = load("written.conflict", &mut loader);
        if checked.diagnostics.iter().any(|one| one.code == "not-text") {
            continue;
        }
        let Some(again) = checked.case else {
            panic!("{}\n{written}\n{:#?}", path.display(), checked.diagnostics);
        };
        accepted += 1;
        let options = |case: &model::conflict::Case| {
            let options = case.base.options.iter();
            options
                .map(|option| (option.name.clone(), option.owner))
                .collect::<Vec<_>>()
        };
        assert_eq!(options(&case), options(&again), "{}", path.display());
        assert_eq!(case.base.actors.len(), again.base.actors.len());
    }
    assert!(
        read > 100 && accepted > 10,
        "{accepted} of {read} are conflicts"
    );
}
