//! Every snippet of the language reference parses.

use syntax::diagnostic::FileId;

const REFERENCE: &str = include_str!("../../../book/src/language.md");

/// The code blocks tagged `conflict`, each with the number of its first line.
fn snippets() -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut lines = REFERENCE.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.trim() == "```conflict" {
            let body: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| line.trim() != "```")
                .collect();
            out.push((number + 2, body.join("\n") + "\n"));
        }
    }
    out
}

#[test]
fn every_snippet_of_the_reference_parses() {
    let snippets = snippets();
    assert!(snippets.len() >= 8, "the reference has lost its snippets");
    for (number, text) in snippets {
        let parse = syntax::parse(FileId(0), &text);
        assert_eq!(
            parse.diagnostics(),
            [],
            "the snippet at line {number} of the reference"
        );
        assert_eq!(parse.tree().text().to_string(), text);
        assert!(!parse.file().items.is_empty());
    }
}
