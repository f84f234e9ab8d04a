//! One page in every format that is handed on: golden files of the sources, and for Typst the
//! language's own parser.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use proptest::prelude::*;
use report::page::{Align, Block, Entry, Figure, Line, Page, Quotation, Table, Tone};
use report::{docx, latex, markdown, text, typst};
use typst_syntax::ast::{self, AstNode};
use typst_syntax::{SyntaxKind, SyntaxNode};

/// A page with one block of each kind, and words that mean something to the formats.
fn page() -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: "A café in a #courtyard".into(),
        aside: "as of 2025-06-16".into(),
    });
    page.heading("1. What holds");
    page.text(Line::plain("It costs $5 & 100% of a_b; ").with("always", Tone::Strong));
    page.subheading("Side by side");
    let mut table = Table::new([
        ("account", Align::Left),
        ("holds", Align::Centre),
        ("origins", Align::Right),
    ]);
    table.row(["norm".into(), Line::toned("✔", Tone::Good), "[1, 2]".into()]);
    table.row(["a|b".into(), Line::toned("✘", Tone::Bad), "[3]".into()]);
    page.push(Block::Table(table));
    page.push(Block::List(vec![
        Entry {
            term: "Town: prefers".into(),
            lines: vec!["curfew -- or not".into(), "assumed".into()],
        },
        Entry {
            term: Line::default(),
            lines: vec!["- no list in a list".into()],
        },
    ]));
    page.push(Block::Quotation(Quotation {
        words: "We <do> what we need to do".into(),
        source: vec!["Speaker as given: “one official”".into(), "a001.do".into()],
    }));
    page.push(Block::Figure(Figure {
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>"
            .into(),
        caption: "The conflict".into(),
        description: "Two states, with one move between them.".into(),
    }));
    page.push(Block::Verbatim(
        "@misc{cafe,\n  title = {A {café} in 50\\% \"light\"}\n}".into(),
    ));
    page
}

#[test]
fn markdown_source() {
    insta::assert_snapshot!(markdown::render(&page()));
}

#[test]
fn latex_fragment() {
    insta::assert_snapshot!(latex::render(&page()));
}

#[test]
fn latex_document() {
    insta::assert_snapshot!(latex::document(&page()));
}

#[test]
fn typst_source() {
    insta::assert_snapshot!(typst::render(&page()));
}

#[test]
fn terminal_text() {
    insta::assert_snapshot!(text::render(&page(), text::Style::default()));
}

#[test]
fn typst_reads_the_page_without_errors() {
    let tree = typst_syntax::parse(&typst::render(&page()));
    let (errors, warnings) = tree.errors_and_warnings();
    assert!(
        errors.is_empty() && warnings.is_empty(),
        "{errors:?} {warnings:?}"
    );
}

/// The parts of a package, by name.
fn parts(package: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip file");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            assert_eq!(part.last_modified(), Some(zip::DateTime::default()));
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

#[test]
fn a_word_document_is_whole() {
    let package = docx::render(&page()).expect("it is small");
    assert_eq!(
        docx::render(&page()),
        Ok(package.clone()),
        "same page, same bytes"
    );
    let parts = parts(&package);
    let types = &parts["[Content_Types].xml"];
    for (name, text) in &parts {
        roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let known = name.ends_with(".rels") || types.contains(&format!("\"/{name}\""));
        assert!(known || name == "[Content_Types].xml", "{name} has no type");
    }
    // Each style that the text asks for is there.
    let main = roxmltree::Document::parse(&parts["word/document.xml"]).expect("XML");
    for node in main.descendants() {
        if ["pStyle", "tblStyle"].contains(&node.tag_name().name()) {
            let style = node.attributes().next().expect("a name").value();
            let id = format!("w:styleId=\"{style}\"");
            assert!(parts["word/styles.xml"].contains(&id), "{style}");
        }
    }
}

#[test]
fn word_text() {
    let parts = parts(&docx::render(&page()).expect("it is small"));
    insta::assert_snapshot!(parts["word/document.xml"].replace("</w:p>", "</w:p>\n"));
}

#[test]
fn no_sign_of_a_user_breaks_the_xml() {
    let every: String = (0..0x250)
        .chain(0xfff0..0x10002)
        .filter_map(char::from_u32)
        .collect();
    let mut page = Page::default();
    page.text(every.as_str());
    let parts = parts(&docx::render(&page).expect("it is small"));
    let main = roxmltree::Document::parse(&parts["word/document.xml"]).expect("XML");
    let shown: String = main.descendants().filter_map(|node| node.text()).collect();
    assert!(
        shown.contains("!\"#$%&'()*+,-./0123456789:;<=>?@"),
        "{shown}"
    );
}

/// What a paragraph of Typst markup shows, or the node that is more than text.
fn shown(node: &SyntaxNode, out: &mut String) -> Result<(), String> {
    match node.kind() {
        SyntaxKind::Markup => {
            for child in node.children() {
                shown(child, out)?;
            }
        }
        SyntaxKind::Text => out.push_str(node.leaf_text()),
        SyntaxKind::Space | SyntaxKind::Parbreak => out.push(' '),
        SyntaxKind::Escape => {
            let escape = ast::Escape::from_untyped(node).expect("an escape");
            out.push(escape.get());
        }
        other => return Err(format!("{other:?} in {node:?}")),
    }
    Ok(())
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn typst_shows_what_a_user_wrote_and_nothing_else(
        text in r"([ -~]|[a-c1-3 .:/*_#=+-]|[“”–é€א…]|http://|\\u\{41\}|//|/\*|1\. ){0,24}",
    ) {
        let mut page = Page::default();
        page.text(text.as_str());
        let source = typst::render(&page);
        let looks = typst::render(&Page::default());
        let paragraph = source.strip_prefix(&looks).expect("every page looks alike");
        let tree = typst_syntax::parse(paragraph);
        let mut found = String::new();
        prop_assert!(tree.errors_and_warnings().0.is_empty());
        prop_assert_eq!(shown(&tree, &mut found), Ok(()));
        prop_assert_eq!(words(&found), words(&text), "{}", paragraph);
    }
}
