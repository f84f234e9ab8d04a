//! One page in every format that is handed on: golden files of the sources, and for Typst the
//! language's own parser.

use proptest::prelude::*;
use report::page::{Align, Block, Entry, Figure, Line, Page, Quotation, Table, Tone};
use report::{latex, markdown, text, typst};
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
