//! What goes to other programs and comes back: bibliographies and annotations.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases"))
        .output()
        .expect("the program runs")
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it is text")
}

#[test]
fn documents_and_passages_go_out_and_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (bib, csl, notes) = (at("d.bib"), at("d.json"), at("notes.json"));
    let case = "combined-2025/combined-2025.conflict";
    said(&[
        "-q",
        "sources",
        case,
        "--bibliography",
        &bib,
        "--annotations",
        &notes,
    ]);
    said(&["-q", "sources", case, "--bibliography", &csl]);
    let from_bib = said(&["import", &bib]);
    assert_eq!(from_bib, said(&["import", &csl]));
    assert!(from_bib.contains(
        "document a001 \"Fern Sidman, rewrite of a Reuters report\"\n  date 2025-06-16\n  author \"Fern Sidman\""
    ), "{from_bib}");
    let passages = said(&["import", &notes]);
    assert!(
        passages.contains("passage ") && passages.contains("Until they do"),
        "{passages}"
    );
    let notes = fs::read_to_string(&notes).expect("it was written");
    assert!(notes.contains("TextQuoteSelector") && notes.contains("anno.jsonld"));
}

#[test]
fn what_cannot_be_exchanged_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let output = run(&["sources", "river", "--bibliography", &at("d.ris")]);
    assert!(!output.status.success());
    let output = run(&[
        "sources",
        "river/river.conflict",
        "--bibliography",
        &at("d.ris"),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!Path::new(&at("d.ris")).exists());
    fs::write(at("bad.bib"), "@misc{k,\n  title = {open").expect("written");
    let output = run(&["import", &at("bad.bib")]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(5), "{errors}");
    assert!(errors.contains("line 2"), "{errors}");
}

const SEEN: &str = "\
actor A
  option x
actor B
  option y
rule one  never x and y
status quo none
A prefers
  x
  not y
B prefers
  y unless x
A favours B
B opposes A
A sees \"A B that gives in\"
  B prefers
    not y
  B favours A
end
";

#[test]
fn attitudes_and_views_go_out_as_json_and_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (text, json, again) = (at("m.conflict"), at("m.json"), at("again.conflict"));
    fs::write(&text, SEEN).expect("written");
    said(&["export", &text, "--output", &json]);
    let written = fs::read_to_string(&json).expect("it was written");
    let form: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
    assert_eq!(
        form["attitudes"],
        serde_json::json!({"A": {"favours": ["B"]}, "B": {"opposes": ["A"]}})
    );
    assert_eq!(form["views"][0]["actor"], "A");
    assert_eq!(form["views"][0]["label"], "A B that gives in");
    assert_eq!(
        form["views"][0]["attitudes"],
        serde_json::json!({"B": {"favours": ["A"]}})
    );
    // A's own order is as in the conflict, and is not said twice.
    let orders = &form["views"][0]["preferences_most_to_least"];
    assert!(orders["A"].is_null() && orders["B"].is_array(), "{orders}");
    // What is written says the same again, as JSON and as text.
    assert_eq!(said(&["-q", "export", &json]), written);
    fs::write(&again, said(&["import", &json])).expect("written");
    assert_eq!(said(&["-q", "export", &again]), written);
    let asked = |file: &str| said(&["-q", "uncertain", file, "--format", "csv"]);
    let shifted = |table: String| -> Vec<String> {
        let rows = table
            .lines()
            .filter(|row| row.contains("attitudes") || row.contains("views"));
        rows.map(str::to_owned).collect()
    };
    let before = shifted(asked(&text));
    assert!(before.len() > 4, "{before:?}");
    assert_eq!(shifted(asked(&json)), before);
    assert_eq!(shifted(asked(&again)), before);
}

#[test]
fn a_view_for_which_the_form_has_no_place_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("m.conflict");
    let with_rule = SEEN.replace("  B favours A\nend", "  drop rule one\nend");
    fs::write(&file, with_rule).expect("written");
    let output = run(&["export", &file.to_string_lossy()]);
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(
        told,
        "left out: what A sees, which changes more than rankings and attitudes\n"
    );
    assert!(!String::from_utf8_lossy(&output.stdout).contains("views"));
}
