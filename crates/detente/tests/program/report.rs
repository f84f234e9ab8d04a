//! `detente report`: one page for a whole case, whole or not at all, the same bytes each time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .arg("report")
        .args(arguments)
        .current_dir(cases())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn page(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("a page is text")
}

/// The exit code and what was said.
fn refused(arguments: &[&str]) -> (i32, String) {
    let output = run(arguments);
    assert!(output.stdout.is_empty());
    let errors = String::from_utf8(output.stderr).expect("messages are text");
    (output.status.code().expect("it ends by itself"), errors)
}

#[test]
fn a_folder_stands_for_its_one_model() {
    let by_folder = page(&["combined-2025"]);
    assert_eq!(by_folder, page(&["combined-2025/combined-2025.conflict"]));
    assert!(by_folder.starts_with("<!DOCTYPE html>"));
    for needed in [
        "<h1>June 2025: five accounts of one restraint</h1>",
        "Is the leadership spared?",
        "in all five accounts, whatever the foresight",
        "neither a forecast nor advice",
        "What would tell the accounts apart",
        "id=\"drawing-conflict-title\"",
        "@misc{",
    ] {
        assert!(by_folder.contains(needed), "{needed}");
    }
}

#[test]
fn a_folder_with_several_models_or_none_is_refused_by_name() {
    let (code, errors) = refused(&["accounts"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("ally-veto.conflict") && errors.contains("choose one"),
        "{errors}"
    );
    let (code, errors) = refused(&["."]);
    assert_eq!(code, 2);
    assert!(errors.contains("no .conflict file directly"), "{errors}");
}

#[test]
fn the_ending_of_the_output_says_the_format() {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (html, json, odd) = (at("r.html"), at("r.json"), at("r.xyz"));
    page(&["river/river.conflict", "-o", &html]);
    assert_eq!(
        fs::read_to_string(&html).expect("it was written"),
        page(&["river"])
    );
    page(&["river/river.conflict", "-o", &json]);
    let text = fs::read_to_string(&json).expect("it was written");
    let dossier: report::answer::Dossier = serde_json::from_str(&text).expect("a dossier");
    assert_eq!(report::html::page(&dossier), page(&["river"]));
    let (code, errors) = refused(&["river/river.conflict", "-o", &odd]);
    assert_eq!(code, 2);
    assert!(
        errors.contains(".html") && !Path::new(&odd).exists(),
        "{errors}"
    );
}

#[test]
fn every_case_has_a_report_and_the_same_one_twice() {
    let mut seen = 0;
    for case in [
        "river",
        "strike",
        "tariff",
        "supply-contract",
        "published",
        "accounts",
    ] {
        let files = fs::read_dir(cases().join(case)).expect("a folder of cases");
        for file in files.filter_map(Result::ok).map(|entry| entry.path()) {
            if file.extension().is_none_or(|ending| ending != "conflict") {
                continue;
            }
            let name = file.to_string_lossy().into_owned();
            let text = page(&["--quiet", &name]);
            assert!(text.ends_with("</html>\n"), "{name}");
            assert!(
                !text.contains(&*cases().to_string_lossy()),
                "{name} names a folder"
            );
            assert_eq!(text, page(&["--quiet", &name]), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen} cases");
}

#[test]
fn what_was_supposed_is_said() {
    let text = page(&[
        "combined-2025",
        "--event",
        "refusal-lifted",
        "--title",
        "If it were lifted",
    ]);
    assert!(text.contains("<h1>If it were lifted</h1>"));
    assert!(text.contains("supposing that these events have happened: refusal-lifted"));
}

/// A model whose every text tries to break out of the page.
const HOSTILE: &str = r#"conflict "</title><script>alert(1)</script>"
as of 2031-05-04
note "<img src=x onerror=alert(1)>"
document d "\"><svg onload=alert(1)>"
  author "<b>bold</b>"
  url "javascript:alert(1)"
  passage p "</blockquote><script>alert(2)</script>"
    speaker who  as "<i>x</i>"  verb "\" onclick=\"alert(1)"  note "-->"
origin who "<style>*{display:none}</style>" anonymous
claim c "<script>" from d.p
actor "A<script>" "</svg><script>alert(3)</script>"
  option "x<y" "<a href='javascript:alert(1)'>x</a>"  from d.p assumed "<script>"
actor B
  option z "]]>"
rule "r\"<" "x<y" forbidden while z  from d.p
outcome o "<h1>?</h1>": not "x<y"
"A<script>" prefers
  "x<y"  assumed "<script>"
B prefers
  not "x<y"
status quo z
what if "w<" "<script>w</script>"
  set not z
end
account one "<script>one</script>"
end
account "two<" "'\"><script>"
  B prefers
    "x<y"
end
"#;

#[test]
fn a_hostile_model_stays_text() {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let file = folder.path().join("hostile.conflict");
    fs::write(&file, HOSTILE).expect("it can be written");
    let output = run(&[&file.to_string_lossy()]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).expect("a page is text");
    assert!(text.contains("&lt;script&gt;"));
    let lower = text.to_lowercase();
    for needle in [
        "<script",
        "<img",
        "<svg onload",
        "<b>bold",
        "<i>x",
        "<h1>?",
        "href=\"javascript",
        "<a href='javascript",
        "\" onclick=",
        "<style>*",
    ] {
        assert!(!lower.contains(needle), "{needle}");
    }
    assert_eq!(
        lower.matches("<style>").count(),
        1 + lower.matches("<svg xmlns").count(),
        "one sheet, and one for each drawing"
    );
}
