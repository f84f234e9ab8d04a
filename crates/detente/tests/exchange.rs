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
