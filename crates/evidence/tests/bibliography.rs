//! Bibliographies go out and come back, and bad ones end in a message with its place.

use evidence::bibliography::{Reference, bibtex, csl_json, from_bibtex, from_csl_json, to_text};
use model::MemoryLoader;
use model::evidence::{Document, When};
use proptest::prelude::*;

/// The documents of a model with nothing else to say.
fn documents(lines: &str) -> Vec<Document> {
    let text = format!("{lines}actor A\n  option a\nstatus quo none\nA prefers\n  a\n");
    let mut files = MemoryLoader::new().with("a.conflict", &text);
    let checked = model::load("a.conflict", &mut files);
    let case = checked
        .case
        .unwrap_or_else(|| panic!("{:?}\n{text}", checked.diagnostics));
    case.base.evidence.documents.clone()
}

fn references(documents: &[Document]) -> Vec<Reference> {
    let reference = |document: &Document| Reference {
        key: document.name.clone(),
        title: document.title.clone(),
        author: document.author.clone(),
        outlet: document.outlet.clone(),
        date: document.date,
        url: document.url.clone(),
    };
    documents.iter().map(reference).collect()
}

fn words() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(
        "[A-Za-zäé][A-Za-z0-9 äéß&%$#_.:'`~^{}-]{0,20}[a-z]"
            .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
    )
}

fn reference() -> impl Strategy<Value = Reference> {
    let date = proptest::option::of(prop_oneof![
        (1900u16..2100).prop_map(When::Year),
        (1900u16..2100, 1u8..=12).prop_map(|(year, month)| When::Month(year, month)),
        (1900u16..2100, 1u8..=12, 1u8..=28).prop_map(|(year, month, day)| {
            When::Day(model::conflict::Date { year, month, day })
        }),
    ]);
    let url = proptest::option::of("https://[a-z]{1,8}\\.example/[a-z0-9_%&=-]{0,8}");
    (words(), words(), words(), date, url).prop_map(|(title, author, outlet, date, url)| {
        Reference {
            key: "key-1".to_owned(),
            title,
            author,
            outlet,
            date,
            url,
        }
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_on_the_way_out_and_back(reference in reference()) {
        let documents = documents(&to_text(std::slice::from_ref(&reference)));
        prop_assert_eq!(&references(&documents), std::slice::from_ref(&reference));
        let csl = from_csl_json(&csl_json(&documents)).expect("our own CSL-JSON");
        prop_assert_eq!(&csl, std::slice::from_ref(&reference));
        let written = bibtex(&documents).expect("the key is one");
        let read = from_bibtex(&written).expect("our own BibTeX");
        prop_assert_eq!(&read, std::slice::from_ref(&reference), "{}", written);
    }

    #[test]
    fn no_text_is_too_odd_to_be_read_or_refused(text in "[@a-z{}=,\"\\\\# \n]{0,60}") {
        let _ = from_bibtex(&text);
        let _ = from_csl_json(&text);
    }
}

#[test]
fn entries_that_refer_to_each_other_in_a_circle_are_read_by_themselves() {
    let text = "@book{a, title={One}, crossref={b}}\n@book{b, title={Two}, crossref={a}}\n\
                @book{c, xdata={c}, year=2020}\n";
    let keys: Vec<String> = from_bibtex(text)
        .expect("it is read")
        .into_iter()
        .map(|r| r.key)
        .collect();
    assert_eq!(keys, ["a", "b", "c"]);
    assert!(from_bibtex("@string{x = y}\n@string{y = x}\n@misc{k, title = x}").is_err());
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let deep = format!(
        "@misc{{k,\n title = {}x{}}}",
        "{".repeat(100_000),
        "}".repeat(100_000)
    );
    let message = from_bibtex(&deep).expect_err("too deep").to_string();
    assert!(
        message.starts_with("line 2, column") && message.contains("64 deep"),
        "{message}"
    );
    let message = from_bibtex("@misc{k,\n  title = {open")
        .expect_err("open")
        .to_string();
    assert!(message.starts_with("line 2"), "{message}");
    let message = from_csl_json("[{\"title\": \"x\"}]")
        .expect_err("no id")
        .to_string();
    assert!(message.contains("item 1 has no `id`"), "{message}");
    assert!(from_csl_json("{}").is_err());
}

#[test]
fn a_name_that_is_no_key_is_refused() {
    let documents = documents("document \"two words\"\n");
    assert_eq!(bibtex(&documents), Err("two words".to_owned()));
}

#[test]
fn what_other_programs_write_is_read() {
    let text = "@article{knuth84, author = {Knuth, Donald E. and {The \\TeX{} Project}},\n\
                journal = {The Computer Journal}, title = {Literate {P}rogramming}, year = 1984, month = may}";
    let read = from_bibtex(text).expect("it is read");
    assert_eq!(read[0].title.as_deref(), Some("Literate Programming"));
    assert_eq!(read[0].outlet.as_deref(), Some("The Computer Journal"));
    assert!(
        read[0]
            .author
            .as_deref()
            .is_some_and(|a| a.starts_with("Donald E. Knuth and "))
    );
    assert_eq!(read[0].date, Some(When::Month(1984, 5)));
    let csl = r#"[{"id": 7, "type": "article", "title": "T", "author": [{"family": "Roe", "given": "A."}],
                  "issued": {"date-parts": [["2020", "3"]]}}]"#;
    let read = from_csl_json(csl).expect("it is read");
    assert_eq!(
        (read[0].key.as_str(), read[0].author.as_deref()),
        ("7", Some("A. Roe"))
    );
    assert_eq!(read[0].date, Some(When::Month(2020, 3)));
}
