//! Reports that are handed on: the same parts in every format, the same bytes for the same case,
//! and nothing in a model that a format would take for its own.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const FORMATS: [&str; 5] = ["html", "md", "docx", "typ", "tex"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The report on a case in the format that the ending names.
fn report(case: &str, ending: &str) -> Vec<u8> {
    let folder = TempDir::new().expect("there is a folder for temporary files");
    let file = folder.path().join(format!("report.{ending}"));
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["report", case, "-o"])
        .arg(&file)
        .current_dir(root())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    std::fs::read(&file).expect("the report is there")
}

/// What a reader sees of it, in the letters of the format.
fn text(case: &str, ending: &str) -> String {
    let bytes = report(case, ending);
    if ending == "docx" {
        return main_part(&bytes);
    }
    String::from_utf8(bytes).expect("reports are text")
}

/// The text of a Word document, which must be well-formed.
fn main_part(package: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip file");
    let mut part = archive.by_name("word/document.xml").expect("a main part");
    let mut xml = String::new();
    part.read_to_string(&mut xml).expect("text");
    let tree = roxmltree::Document::parse(&xml).expect("well-formed XML");
    let texts = tree.descendants().filter(|node| node.is_text());
    texts.filter_map(|node| node.text()).collect()
}

/// The names that a Typst source uses as code.
fn names(node: &typst_syntax::SyntaxNode, out: &mut Vec<String>) {
    if node.kind() == typst_syntax::SyntaxKind::Ident {
        out.push(node.leaf_text().to_string());
    }
    node.children().for_each(|child| names(child, out));
}

const COMBINED: &str = "cases/combined-2025/combined-2025.conflict";
/// A small case, whose reports are kept whole in the folder `reports`.
const HARBOUR: &str = "crates/detente/tests/reports/harbour.conflict";
const HOSTILE: &str = "tests/browser/hostile.conflict";

#[test]
fn every_format_has_every_part() {
    for ending in FORMATS {
        let text = text(COMBINED, ending);
        for part in [
            "The answer",
            "Is the leadership spared?",
            "What it rests on",
            "The conflict",
            "What holds, and why",
            "Assumptions and their passages",
            "What is not sourced",
            "What would change the answer",
            "Method and versions",
            "How to cite",
        ] {
            assert!(text.contains(part), "no “{part}” in {ending}");
        }
    }
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    for ending in FORMATS.into_iter().chain(["json"]) {
        assert_eq!(
            report(COMBINED, ending),
            report(COMBINED, ending),
            "{ending}"
        );
    }
}

#[test]
fn typst_source_has_no_errors() {
    for case in [COMBINED, HOSTILE] {
        let source = text(case, "typ");
        let (errors, _) = typst_syntax::parse(&source).errors_and_warnings();
        assert!(errors.is_empty(), "{case}: {errors:?}");
    }
}

#[test]
fn no_word_of_a_model_is_taken_for_the_formats_own() {
    let html = text(HOSTILE, "html");
    for opening in [
        "<script",
        "<iframe",
        "<img",
        "<link",
        "<b ",
        "<svg onload",
        "javascript:\"",
    ] {
        assert!(!html.contains(opening), "{opening} in the page");
    }
    let latex = text(HOSTILE, "tex");
    assert_eq!(latex.matches("\\end{document}").count(), 1);
    for command in ["\\input", "\\write"] {
        assert!(!latex.contains(command), "{command} in LaTeX");
    }
    let mut called = Vec::new();
    names(&typst_syntax::parse(&text(HOSTILE, "typ")), &mut called);
    assert!(called.iter().any(|name| name == "table"), "{called:?}");
    assert!(!called.iter().any(|name| name == "panic" || name == "read"));
    let markdown = text(HOSTILE, "md");
    // What stands in a fence is shown as it is.
    let markdown: String = markdown.split("```").step_by(2).collect();
    let bare = |mark: &str| {
        markdown.matches(mark).count() - markdown.matches(&format!("\\{mark}")).count()
    };
    assert_eq!(bare("<script"), 0);
    assert!(!markdown.contains("![pwned]("), "{markdown}");
    assert!(text(HOSTILE, "docx").contains("<script>globalThis.pwned=1</script>"));
}

/// `UPDATE_EXPECTED=1` writes the golden files anew.
#[test]
fn the_whole_report_on_a_small_case_is_as_kept() {
    for ending in ["md", "typ"] {
        let found = text(HARBOUR, ending);
        let kept = root().join(HARBOUR).with_extension(ending);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&kept, &found).expect("the golden file can be written");
        }
        let expected = std::fs::read_to_string(&kept).expect("there is a golden file");
        assert_eq!(found, expected, "{ending} differs");
    }
}

#[test]
fn states_with_names_are_drawn_with_where_it_stands_and_the_equilibria() {
    let page = text(HARBOUR, "html");
    for account in ["polite", "proud"] {
        let id = format!("id=\"drawing-states-{account}\"");
        assert_eq!(page.matches(&id).count(), 1, "{account}");
    }
    assert!(page.contains("The thick border is the status quo"));
    for format in ["md", "typ"] {
        let text = text(HARBOUR, format);
        assert!(text.contains("The status quo is jam"), "{format}");
    }
}

#[test]
fn states_that_are_too_many_to_draw_are_said_to_be() {
    let states: String = (0..61).map(|n| format!("state s{n}\n")).collect();
    let folder = TempDir::new().expect("there is a folder for temporary files");
    let file = folder.path().join("many.conflict");
    let text = format!("actor A\n{states}A moves\n  s0 <-> s1\nstatus quo s0\nA ranks\n  rest\n");
    std::fs::write(&file, text).expect("the case can be written");
    let page = self::text(file.to_str().expect("paths here are text"), "html");
    assert!(!page.contains("drawing-states"));
    assert!(page.contains("there are 61, and more than 60 would not be legible"));
}

#[test]
fn reports_as_json_fit_the_schema_and_the_schema_refuses_what_it_should() {
    let path = root().join("book/src/schema/report-1.json");
    let schema = std::fs::read_to_string(path).expect("the book has the schema");
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for case in [
        COMBINED,
        HARBOUR,
        HOSTILE,
        "cases/river/river.conflict",
        "cases/tariff/tariff.conflict",
        "cases/supply-contract/supply-contract.conflict",
        "cases/accounts/saving-face.conflict",
        "cases/published/chicken.conflict",
    ] {
        let mut value: serde_json::Value =
            serde_json::from_str(&text(case, "json")).expect("the report is JSON");
        let errors = validator.iter_errors(&value);
        let errors: Vec<String> = errors
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{case}: {errors:#?}");
        for (key, wrong) in [
            ("version", serde_json::json!(2)),
            ("drawings", serde_json::json!([{"name": "states"}])),
            ("outline", serde_json::json!({})),
        ] {
            let kept = value[key].take();
            value[key] = wrong;
            assert!(!validator.is_valid(&value), "{case}: {key}");
            value[key] = kept;
        }
    }
}
