//! Any bytes, read as text the way the command line reads a file: parsing keeps every byte, every
//! span lies in the text, and formatting keeps the tree.

#![no_main]

use libfuzzer_sys::fuzz_target;
use syntax::diagnostic::{Diagnostic, FileId};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let parse = syntax::parse(FileId(0), &text);
    assert!(parse.tree().text() == *text, "a byte was lost");
    for diagnostic in parse.diagnostics() {
        assert_spans(&text, diagnostic);
    }
    if let Ok(formatted) = syntax::format(&text) {
        assert_eq!(syntax::format(&formatted).as_ref(), Ok(&formatted));
        let again = syntax::parse(FileId(0), &formatted);
        assert_eq!(parse.file().items.len(), again.file().items.len());
        assert_eq!(kinds(&parse), kinds(&again));
    }
    if let Ok(formula) = syntax::parse_formula(FileId(0), &text) {
        let printed = syntax::print_formula(&formula);
        let again = syntax::parse_formula(FileId(0), &printed).expect("a printed formula parses");
        assert_eq!(syntax::print_formula(&again), printed);
    }
});

/// Spans lie in the text, at the bounds of letters.
fn assert_spans(text: &str, diagnostic: &Diagnostic) {
    let labels = diagnostic.labels.iter().map(|label| label.span);
    for span in labels.chain([diagnostic.span]) {
        assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
}

/// What stands in a file, spaces apart.
fn kinds(parse: &syntax::Parse) -> Vec<syntax::SyntaxKind> {
    parse
        .tree()
        .descendants_with_tokens()
        .map(|element| element.kind())
        .filter(|kind| !kind.is_trivia())
        .collect()
}
