//! Every message has a page in the book, every page provokes its message, and the reference of the
//! language is written in the language.

use std::collections::BTreeSet;
use std::fs;

use syntax::diagnostic::FileId;
use xtask::{markdown, shell, tree};

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: BTreeSet<String> = pages().into_iter().map(|(code, _)| code).collect();
    let codes: BTreeSet<String> = codes().into_iter().map(str::to_owned).collect();
    let without: Vec<_> = codes.difference(&pages).collect();
    let surplus: Vec<_> = pages.difference(&codes).collect();
    assert!(
        without.is_empty(),
        "no page under book/src/diagnostics: {without:?}"
    );
    assert!(
        surplus.is_empty(),
        "pages for codes that are gone: {surplus:?}"
    );
}

#[test]
fn a_code_is_a_few_words_joined_by_hyphens() {
    for code in codes() {
        let lower =
            |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric());
        assert!(code.split('-').all(lower), "{code}");
        assert_eq!(code, code.to_lowercase());
    }
}

#[test]
fn every_page_shows_the_message_that_it_explains() {
    let mut broken = Vec::new();
    for (code, page) in pages() {
        let title = format!("# `{code}`");
        let shown = markdown::blocks(&page)
            .iter()
            .filter(|block| ["console", "text"].contains(&block.language.as_str()))
            .map(markdown::Block::text)
            .any(|text| {
                text.contains(&format!("[{code}]"))
                    || text.contains(&format!("\"code\": \"{code}\""))
            });
        if page.lines().next() != Some(&title) || !page.contains("**To mend it**") || !shown {
            broken.push(code);
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_index_links_every_page() {
    let index = fs::read_to_string(folder().join("index.md")).expect("an index");
    let linked: BTreeSet<String> = markdown::links(&index).into_iter().collect();
    for (code, _) in pages() {
        assert!(linked.contains(&format!("{code}.md")), "{code}");
    }
}

#[test]
fn the_reference_of_the_language_parses() {
    let path = shell::root().join("book/src/language.md");
    let page = fs::read_to_string(path).expect("the reference");
    let mut blocks = markdown::blocks(&page);
    blocks.retain(|block| block.language == "conflict");
    assert!(blocks.len() >= 8);
    for block in blocks {
        let parse = syntax::parse(FileId(0), &block.text());
        let wrong: Vec<&str> = parse
            .diagnostics()
            .iter()
            .map(|d| d.message.as_str())
            .collect();
        assert!(
            wrong.is_empty(),
            "line {}: {wrong:?}\n{}",
            block.first,
            block.text()
        );
    }
}

fn codes() -> BTreeSet<&'static str> {
    let syntax = syntax::codes::CODES.iter().map(|entry| entry.code);
    let model = model::codes::CODES.iter().map(|entry| entry.code);
    let evidence = evidence::codes::CODES.iter().map(|entry| entry.code);
    let graph = graph::codes::CODES.iter().map(|(code, _)| *code);
    let play = play::codes::CODES.iter().map(|(code, _)| *code);
    let texts = syntax.chain(model).chain(evidence);
    // What is wrong with game files has one code, given where they are read for people.
    texts
        .chain(graph)
        .chain(play)
        .chain(["unreadable-game"])
        .collect()
}

fn folder() -> std::path::PathBuf {
    shell::root().join("book/src/diagnostics")
}

/// Code and text of each page.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for path in tree::tracked_under("book/src/diagnostics", "md").expect("files") {
        let code = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if code != "index" {
            pages.push((
                code,
                fs::read_to_string(shell::root().join(&path)).expect("a page"),
            ));
        }
    }
    pages
}
