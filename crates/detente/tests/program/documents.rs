//! Documents of every kind, also hostile ones, read by the program itself: web pages and PDF files in
//! a process of their own. Whatever a file holds, the program ends by itself with a text or a message,
//! and the other documents are compared.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Words that each good document has.
const WORDS: &str = "the bridge over the river will stay closed until the report is finished";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        fs::write(path, bytes).expect("it can be written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{errors}");
    output
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is text")
}

/// The answer of `shared` for a folder, with the exit code and what was said.
fn shared(files: &[(&str, &[u8])]) -> (Value, i32, String) {
    let folder = folder(files);
    let output = run(folder.path(), &["shared", ".", "--format", "json"]);
    let errors = text(&output.stderr);
    let answer = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{errors}"));
    (answer, code(&output), errors)
}

/// The documents that have the words.
fn with_words(answer: &Value) -> Vec<String> {
    let runs = answer["runs"].as_array().expect("runs");
    let words = |run: &&Value| {
        run["words"]
            .as_str()
            .is_some_and(|words| words.contains("river"))
    };
    let places = runs
        .iter()
        .filter(words)
        .flat_map(|run| run["places"].as_array());
    let names = places
        .flatten()
        .map(|place| place["document"].as_str().unwrap_or_default());
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

/// Why a document gave no text.
fn unreadable(answer: &Value, name: &str) -> Option<String> {
    let documents = answer["documents"].as_array().expect("documents");
    let mut named = documents.iter().filter(|one| one["name"] == name);
    let one = named.next().unwrap_or_else(|| panic!("no {name}"));
    one["unreadable"].as_str().map(str::to_owned)
}

fn html() -> String {
    format!("<!DOCTYPE html><title>t</title><body><p>They say that {WORDS}, <b>they</b> say.</p>")
}

/// A PDF file of these objects, the first of them its root.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(format!("trailer <</Size {size} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF").bytes());
    out
}

/// A PDF file of one page with the words.
fn small_pdf() -> Vec<u8> {
    let content = format!("BT /F 12 Tf 50 700 Td ({WORDS}) Tj ET");
    let stream = format!(
        "<</Length {}>>\nstream\n{content}\nendstream",
        content.len()
    );
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
            .to_vec(),
        stream.into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ])
}

/// A PDF file whose pages are inside each other.
fn cyclic_pdf() -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_vec(),
    ])
}

#[test]
#[cfg(all(feature = "html", feature = "pdf"))]
fn every_kind_gives_its_words() {
    let plain = format!("First.\n{WORDS}\n");
    let marked = format!(
        "# A title\n\n*{}* until the report is finished\n",
        &WORDS[..42]
    );
    let utf_16: Vec<u8> = std::iter::once(0xfeff)
        .chain(plain.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (answer, code, errors) = shared(&[
        ("plain.txt", plain.as_bytes()),
        ("marked.md", marked.as_bytes()),
        ("wide.txt", &utf_16),
        ("deep/page.html", html().as_bytes()),
        ("paper.pdf", &small_pdf()),
        ("unnamed", &small_pdf()),
        (".hidden.txt", plain.as_bytes()),
        ("model.conflict", plain.as_bytes()),
    ]);
    assert_eq!(code, 0, "{errors}");
    let all = ["marked", "page", "paper", "plain", "unnamed", "wide"];
    assert_eq!(with_words(&answer), all, "{answer:#}");
    let kinds = answer["documents"].as_array().expect("documents").iter();
    let kinds: Vec<&str> = kinds.filter_map(|one| one["kind"].as_str()).collect();
    let expected = [
        "web page",
        "Markdown file",
        "PDF file",
        "plain text",
        "PDF file",
        "plain text",
    ];
    assert_eq!(kinds, expected);
}

#[test]
#[cfg(all(feature = "html", feature = "pdf"))]
fn passages_are_found_in_a_web_page_and_a_pdf_file() {
    let model = "actor A\n  option x\nstatus quo none\nA prefers\n  x\n\
                 document page \"A page\"\n  file \"d.html\"\n  passage p \"stay closed until the report\"\n\
                 document paper \"A paper\"\n  file \"d.pdf\"\n  passage q \"over the river will stay\"\n";
    let folder = folder(&[
        ("m.conflict", model.as_bytes()),
        ("papers/d.html", html().as_bytes()),
        ("papers/d.pdf", &small_pdf()),
    ]);
    let arguments = [
        "sources",
        "m.conflict",
        "--documents",
        "papers",
        "--format",
        "json",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for passage in answer["passages"].as_array().expect("passages") {
        assert_eq!(passage["standing"]["passage"], "found", "{passage:#}");
    }
    assert_eq!(answer["families"], serde_json::json!([["page", "paper"]]));
}

#[test]
fn hostile_files_are_named_and_the_rest_goes_on() {
    let deep = "<div>".repeat(1_000_000) + "text";
    let picture =
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00";
    let cut = small_pdf();
    let cut = &cut[..cut.len() / 3];
    let (one, other) = (format!("One: {WORDS}."), format!("Another: {WORDS}!"));
    let (answer, code, errors) = shared(&[
        ("a.txt", one.as_bytes()),
        ("circle.pdf", &cyclic_pdf()),
        ("cut.pdf", cut),
        ("deep.html", deep.as_bytes()),
        ("picture.txt", picture),
        ("z.txt", other.as_bytes()),
    ]);
    assert_eq!(with_words(&answer), ["a", "z"]);
    assert_eq!(code, 5, "{errors}");
    for name in ["circle", "cut", "picture"] {
        let why = unreadable(&answer, name).unwrap_or_else(|| panic!("{name} has a text"));
        assert!(!why.is_empty() && why.len() < 200, "{name}: {why}");
        assert!(
            errors.contains(&format!("cannot read `{name}.")),
            "{errors}"
        );
    }
    // It may take longer than it is given; it must not take the program with it.
    assert!(unreadable(&answer, "deep").is_none_or(|why| !why.is_empty()));
}

#[test]
fn a_hostile_document_of_a_model_is_named_and_the_rest_is_shown() {
    let model = "actor A\n  option x\nstatus quo none\nA prefers\n  x\n\
                 document circle \"A circle\"\n  file \"circle.pdf\"\n  passage p \"some words\"\n\
                 document d \"A text\"\n  file \"d.txt\"\n  passage q \"the river\"\n";
    let folder = folder(&[
        ("m.conflict", model.as_bytes()),
        ("papers/circle.pdf", &cyclic_pdf()),
        ("papers/d.txt", WORDS.as_bytes()),
    ]);
    let output = run(
        folder.path(),
        &["sources", "m.conflict", "--documents", "papers"],
    );
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("document-unreadable"));
    assert!(text(&output.stdout).contains("unreadable: "));
    let output = run(
        folder.path(),
        &["check", "m.conflict", "--documents", "papers"],
    );
    assert_eq!(code(&output), 3);
}

/// What the process that reads a document answers within so much memory.
#[cfg(all(target_os = "linux", feature = "html"))]
fn apart(page: &str, memory: u64) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["read-document-apart", "web page", &memory.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("it has an input");
    // It may end before it has read everything.
    let _ = input.write_all(page.as_bytes());
    drop(input);
    child.wait_with_output().expect("it ends")
}

#[test]
#[cfg(all(target_os = "linux", feature = "html"))]
fn the_process_that_reads_has_no_more_memory_than_it_is_given() {
    let page = "<p>x".repeat(3_500_000);
    let output = apart(&page, 200 << 20);
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    let output = apart("<p>x", 200 << 20);
    assert!(output.status.success());
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["text"], "x\n");
}

#[test]
fn too_little_to_compare_is_wrong_use() {
    let alone = folder(&[("a.txt", b"a")]);
    for path in [".", "a.txt"] {
        let output = run(alone.path(), &["shared", path]);
        assert_eq!(code(&output), 2);
        assert!(text(&output.stderr).contains("at least two"));
    }
    let output = run(alone.path(), &["shared", "a.txt", "gone.txt"]);
    assert_eq!(code(&output), 5);
    assert!(text(&output.stderr).contains("cannot read `gone.txt`: there is no such file"));
    assert!(text(&output.stdout).contains("nothing to compare"));
}

#[test]
fn items_can_be_pasted_and_judge_what_was_found() {
    let odd = format!("“{WORDS}” \\ said \"one\"\n");
    let folder = folder(&[
        ("papers/a first.txt", odd.as_bytes()),
        ("papers/in/second.txt", odd.as_bytes()),
        ("papers/third.txt", WORDS.as_bytes()),
    ]);
    let output = run(folder.path(), &["shared", "papers", "--items"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let items = text(&output.stdout);
    let model = format!("actor A\n  option x\nstatus quo none\nA prefers\n  x\n\n{items}");
    fs::write(folder.path().join("m.conflict"), model).expect("it can be written");
    let arguments = [
        "sources",
        "m.conflict",
        "--documents",
        "papers",
        "--format",
        "json",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), 0, "{}\n{items}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let runs = answer["shared"].as_array().expect("runs");
    assert_eq!(runs.len(), 2, "{answer:#}");
    for run in runs {
        assert_eq!(run["standing"]["shared"], "rejected", "{run:#}");
    }
    for document in answer["documents"].as_array().expect("documents") {
        assert_eq!(document["standing"]["document"], "at-hand", "{document:#}");
    }
}

fn schema(name: &str) -> jsonschema::Validator {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../book/src/schema").join(name);
    let text = fs::read_to_string(path).expect("the book has the schema");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

fn fits(validator: &jsonschema::Validator, answer: &Value) {
    let errors = validator.iter_errors(answer);
    let errors: Vec<String> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn answers_about_plain_documents_fit_the_schema() {
    let validator = schema("shared-1.json");
    let near = WORDS.replace("stay", "remain");
    let (answer, _, _) = shared(&[
        ("a.txt", WORDS.as_bytes()),
        ("b.txt", WORDS.as_bytes()),
        ("c.txt", near.as_bytes()),
        ("d.txt", b"\x00\x01\x02"),
    ]);
    assert_eq!(
        answer["near"].as_array().map(Vec::len),
        Some(1),
        "{answer:#}"
    );
    fits(&validator, &answer);
    for (key, wrong) in [("runs", "none"), ("documents", "all"), ("version", "2")] {
        let mut bad = answer.clone();
        bad[key] = Value::from(wrong);
        assert!(!validator.is_valid(&bad), "{key} should be refused");
    }
}

/// A model whose passages stand, moved, stand twice, were altered or are gone.
const DRIFTED: &str = "actor A\n  option x  from d.stands, d.altered\nstatus quo none\nA prefers\n  x\n\
     document d \"A text\"\n  file \"d.txt\"\n  reliability B\n\
     passage stands \"over the river\"\n    speaker author\n\
     passage moved \"will stay closed\" line 3\n\
     passage twice \"again and again\"\n\
     passage altered \"closed until the report was finished\"  speaker author\n\
     passage gone \"nobody expects a compromise\"\n\
     document changed \"Another\"\n  file \"e.txt\"\n  sha256 \
     0000000000000000000000000000000000000000000000000000000000000000\n\
     document picture \"A picture\"\n  file \"p.txt\"\n\
     document absent \"Gone\"\n  file \"gone.txt\"\n\
     claim closed \"It is closed\"\n  from d.stands, d.altered\n";

fn drifted() -> TempDir {
    let words = format!("{WORDS}\nagain and again, again and again\n");
    folder(&[
        ("m.conflict", DRIFTED.as_bytes()),
        ("papers/d.txt", words.as_bytes()),
        ("papers/e.txt", words.as_bytes()),
        ("papers/p.txt", b"\x00\x01"),
    ])
}

#[test]
fn answers_about_sources_fit_the_schema() {
    let validator = schema("sources-1.json");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    for case in [
        "combined-2025/combined-2025.conflict",
        "accounts/ally-veto.conflict",
        "river/river.conflict",
    ] {
        let output = run(&cases, &["-q", "sources", case, "--format", "json"]);
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        fits(
            &validator,
            &serde_json::from_slice(&output.stdout).expect("JSON"),
        );
    }
    let folder = drifted();
    let arguments = [
        "-q",
        "sources",
        "m.conflict",
        "--documents",
        "papers",
        "--format",
        "json",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), 1, "{}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    fits(&validator, &answer);
    let passages = answer["passages"].as_array().expect("passages").iter();
    let standings: Vec<&Value> = passages.map(|one| &one["standing"]["passage"]).collect();
    assert_eq!(
        standings,
        ["found", "moved", "repeated", "altered", "missing"]
    );
    let altered = &answer["passages"][3]["standing"];
    assert_eq!(altered["nearest"], "closed until the report is finished");
    assert_eq!(altered["differing"], serde_json::json!([["was"], ["is"]]));
    let documents = answer["documents"].as_array().expect("documents").iter();
    let standings: Vec<&Value> = documents.map(|one| &one["standing"]["document"]).collect();
    assert_eq!(
        standings,
        ["at-hand", "changed", "unreadable", "not-at-hand"]
    );
    for key in ["claims", "passages", "documents", "shared", "shifts"] {
        let mut bad = answer.clone();
        bad[key] = serde_json::json!([{"name": 3}]);
        assert!(!validator.is_valid(&bad), "{key} should be refused");
    }
}

#[test]
fn a_report_shows_what_drifted_and_says_so_by_its_exit_code() {
    let folder = drifted();
    for (file, marks) in [
        (
            "r.html",
            ["2 passages are not as quoted", "The document says now"],
        ),
        (
            "r.md",
            [
                "2 passages are not as quoted",
                "closed until the report is finished",
            ],
        ),
    ] {
        let output = run(
            folder.path(),
            &[
                "-q",
                "report",
                "m.conflict",
                "--documents",
                "papers",
                "-o",
                file,
            ],
        );
        assert_eq!(code(&output), 1, "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("passage-altered"));
        let page = fs::read_to_string(folder.path().join(file)).expect("it was written");
        for mark in marks {
            assert!(page.contains(mark), "{file}: {mark}");
        }
    }
    for command in ["check", "analyze"] {
        let output = run(
            folder.path(),
            &[command, "m.conflict", "--documents", "papers"],
        );
        assert_eq!(code(&output), 3);
        assert!(output.stdout.is_empty());
    }
}
