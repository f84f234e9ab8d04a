//! Any text as annotations: what is read can be written as lines of a model, which parse.

#![no_main]

use evidence::annotation::{from_json, to_text};
use libfuzzer_sys::fuzz_target;
use syntax::diagnostic::FileId;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok(imported) = from_json(&text) else {
        return;
    };
    let lines = to_text(&imported);
    let parse = syntax::parse(FileId(0), &lines);
    for diagnostic in parse.diagnostics() {
        // Names and texts may hold signs that look like nothing; all else is a mistake of ours.
        let harmless = ["not-text", "too-many-errors", "number-too-large", "file-too-large"];
        assert!(harmless.contains(&diagnostic.code), "{diagnostic:?}\n{lines}");
    }
});
