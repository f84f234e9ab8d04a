//! Passages as annotations, and annotations as passages.

use std::collections::BTreeMap;

use evidence::Library;
use evidence::annotation::{from_json, to_json, to_text};
use model::{MemoryLoader, load};
use serde_json::Value;

const REST: &str = "actor A\n  option x\nstatus quo none\nA prefers\n  x\n";

fn case(documents: &str) -> model::conflict::Case {
    let mut loader = MemoryLoader::new().with("m.conflict", format!("{documents}{REST}"));
    let checked = load("m.conflict", &mut loader);
    checked
        .case
        .unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

#[test]
fn passages_go_out_and_come_back() {
    let case = case(
        "document d \"A report\"\n  file \"d.txt\"\n  url \"https://example.org/d\"\n  \
         passage p \"we're not even talking\"\n    speaker author  verb \"told\"\n  \
         passage gone \"not there at all\"\n",
    );
    let text = "First.\n“Until they do, we’re not even talking,” said one.\n";
    let mut files = BTreeMap::from([("d.txt".to_owned(), text.as_bytes().to_vec())]);
    let library = Library::read(&case.base.evidence, &mut files);
    let json = to_json(&case, &library);
    assert_eq!(json, to_json(&case, &library));
    let page: Value = serde_json::from_str(&json).expect("JSON");
    let first = &page["items"][0]["target"];
    assert_eq!(first["source"]["id"], "https://example.org/d");
    assert_eq!(first["source"]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(first["selector"][0]["exact"], "we’re not even talking");
    let back = from_json(&json).expect("what is written can be read");
    assert_eq!(back.len(), 2);
    assert_eq!(back[0].characters, Some((23, 45)));
    assert_eq!(back[0].prefix.as_deref(), Some("First.\n“Until they do, "));
    assert_eq!(back[0].comments, ["speaker: the author", "verb: told"]);
    assert_eq!(back[1].exact, "not there at all");
    let lines = to_text(&back);
    let again = case_of(&lines);
    let passages = &again.base.evidence.documents[0].passages;
    assert_eq!(passages[0].words, "we’re not even talking");
}

fn case_of(lines: &str) -> model::conflict::Case {
    case(lines)
}

#[test]
fn an_export_of_hypothesis_is_read() {
    let export = r#"{"total": 2, "rows": [
        {"uri": "https://example.org/a", "text": "telling", "tags": ["veto"], "target": [
          {"source": "https://example.org/a", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]"},
            {"type": "TextPositionSelector", "start": 5, "end": 16},
            {"type": "TextQuoteSelector", "exact": "a \"quote\"\nhere", "prefix": "x ", "suffix": " y"}]}]},
        {"uri": "https://example.org/a", "text": "a note on the page", "target": [{"source": "https://example.org/a"}]}]}"#;
    let found = from_json(export).expect("an export");
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].comments, ["telling", "veto"]);
    let text = to_text(&found);
    assert!(
        text.contains("passage p1 \"a \\\"quote\\\" here\""),
        "{text}"
    );
    assert!(text.contains("# a note on the page"), "{text}");
    case_of(&text);
}

#[test]
fn what_is_no_annotation_is_refused_with_its_place() {
    let place = |text: &str| {
        let error = from_json(text).expect_err("no annotations");
        (error.line, error.column)
    };
    assert_eq!(place("[\n  {\"target\": }]"), (2, 14));
    assert_eq!(place("3"), (1, 1));
    assert_eq!(place("[1, 2]"), (1, 2));
    assert_eq!(place("\n {\"items\": 3}"), (2, 12));
    assert_eq!(place("{\"rows\": [{}]}"), (1, 10));
    assert_eq!(from_json("[]"), Ok(Vec::new()));
    let deep = "[".repeat(100_000);
    assert!(from_json(&deep).is_err());
}

/// What is said of the second annotation of a list with this target.
fn of_target(target: &str) -> String {
    let text = format!("[{{\"target\": \"https://example.org\"}},\n {{\"target\": {target}}}]");
    from_json(&text)
        .expect_err("it has another shape")
        .to_string()
}

#[test]
fn a_part_of_another_shape_is_shown_where_it_stands() {
    assert_eq!(
        of_target("7"),
        "line 2, column 13: [1].target: expected a target: an address or an object, found a number"
    );
    assert_eq!(
        of_target("{\"selector\": [{\"type\": \"TextQuoteSelector\", \"exact\": 5}]}"),
        "line 2, column 66: [1].target.selector[0].exact: expected a text, found a number"
    );
    let position = |range: &str| {
        of_target(&format!(
            "[{{\"selector\": {{\"type\": \"TextPositionSelector\", {range}}}}}]"
        ))
    };
    let said = position("\"start\": 5, \"end\": -1");
    assert!(
        said.ends_with(
            "[1].target[0].selector.end: expected a number of characters from 0, found -1"
        ),
        "{said}"
    );
    let said = position("\"start\": 5");
    assert!(said.ends_with("[1].target[0].selector: expected a number of characters from 0 as `end`, and there is none"), "{said}");
    let said = position("\"start\": 5, \"end\": 4");
    assert!(
        said.contains("selector.end: the end, 4, is before"),
        "{said}"
    );
}
