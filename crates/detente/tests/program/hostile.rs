//! Hostile and broken input: a clear message, the right exit code, bounded output, no panic.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with one file.
struct Fixture {
    folder: TempDir,
    file: PathBuf,
}

fn fixture(name: &str, bytes: &[u8]) -> Fixture {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).expect("it can be written");
    Fixture { folder, file }
}

fn detente(fixture: &Fixture, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .arg(&fixture.file)
        .current_dir(fixture.folder.path())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

/// The exit code and the error output, which must be short and no panic.
fn refused(fixture: &Fixture, arguments: &[&str]) -> (i32, String) {
    let output = detente(fixture, arguments);
    let errors = String::from_utf8(output.stderr).expect("messages are text");
    assert!(!errors.contains("panicked"), "{errors}");
    assert!(errors.len() < 100_000, "{} bytes of messages", errors.len());
    let code = output.status.code().expect("the program ends by itself");
    (code, errors)
}

/// A small generator (xorshift), so that the noise is the same everywhere.
fn noise(length: usize, letters: &[u8]) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    (0..length)
        .map(|_| letters[next() as usize % letters.len()])
        .collect()
}

#[test]
fn ten_megabytes_of_noise() {
    let letters = b"abcdefghij {}[]()\"\n,:.-># YN01";
    let file = fixture("noise.conflict", &noise(10 << 20, letters));
    let (code, errors) = refused(&file, &["check"]);
    assert_eq!(code, 3);
    assert!(errors.contains("more"), "the rest is counted: {errors}");
}

#[test]
fn ten_megabytes_on_one_line() {
    let mut text = b"actor A option ".to_vec();
    text.extend(noise(10 << 20, b"abc "));
    assert_eq!(refused(&fixture("line.conflict", &text), &["check"]).0, 3);
}

#[test]
fn noise_that_pretends_to_be_json() {
    let mut text = b"{\"decision_makers\": [".to_vec();
    text.extend(noise(1 << 20, b"[]{}\",:0123456789eE-+. "));
    assert_eq!(refused(&fixture("noise.json", &text), &["stability"]).0, 3);
    let deep = fixture("deep.json", &b"[".repeat(1 << 20));
    assert_eq!(refused(&deep, &["stability"]).0, 3);
}

#[test]
fn two_hundred_options_are_too_many() {
    let mut text = String::from("actor A\n");
    for option in 0..200 {
        text.push_str(&format!("  option o{option}\n"));
    }
    text.push_str("status quo none\nA prefers\n  o1\n");
    let (code, errors) = refused(&fixture("wide.conflict", text.as_bytes()), &["analyze"]);
    assert_eq!(code, 4);
    assert!(errors.contains("200 options"), "{errors}");
}

#[test]
fn too_many_states_are_counted_before_the_work() {
    let mut text = String::new();
    for actor in ["A", "B"] {
        text.push_str(&format!("actor {actor}\n"));
        for option in 0..20 {
            text.push_str(&format!("  option {}{option}\n", actor.to_lowercase()));
        }
    }
    text.push_str("status quo none\nA prefers\n  a1\nB prefers\n  b1\n");
    let (code, errors) = refused(&fixture("large.conflict", text.as_bytes()), &["stability"]);
    assert_eq!(code, 4);
    assert!(errors.contains("1,099,511,627,776"), "{errors}");
}

#[test]
fn ten_thousand_statements() {
    let mut text =
        String::from("actor A\n  option a\n  option b\n  option c\nactor B\n  option d\n");
    text.push_str("status quo none\nA prefers\n");
    for statement in 0..10_000 {
        let sign = if statement % 2 == 0 { "" } else { "not " };
        text.push_str(&format!("  a and {sign}b or c\n"));
    }
    text.push_str("B prefers\n  d\n");
    let file = fixture("long.conflict", text.as_bytes());
    let output = detente(&file, &["--quiet", "stability"]);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn deep_nesting_has_a_limit() {
    let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
    let text = format!("actor A\n  option a\nstatus quo none\nA prefers\n  {open}a{close}\n");
    let (code, errors) = refused(&fixture("deep.conflict", text.as_bytes()), &["check"]);
    assert_eq!(code, 3);
    assert!(errors.contains("nested"), "{errors}");
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["holds", "deep.conflict", &"not ".repeat(20_000)])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(5), "there is no such file here");
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let text = b"actor A\n  option a \"\xff\"\n";
    let (code, errors) = refused(&fixture("latin.conflict", text), &["check"]);
    assert_eq!(code, 5);
    assert!(errors.contains("byte 20"), "{errors}");
}

#[test]
fn a_nul_byte_is_shown_where_it_stands() {
    let text = b"actor A\n  option a\0b\nstatus quo none\n";
    let (code, errors) = refused(&fixture("nul.conflict", text), &["check"]);
    assert_eq!(code, 3);
    assert!(errors.contains("NUL") && !errors.contains('\0'), "{errors}");
}

#[test]
fn a_folder_is_no_model() {
    let folder = fixture("x", b"");
    let (code, errors) = refused(
        &Fixture {
            file: folder.folder.path().to_owned(),
            folder: folder.folder,
        },
        &["analyze"],
    );
    assert_eq!(code, 5);
    assert!(errors.contains("cannot read"), "{errors}");
}

#[test]
fn a_file_larger_than_the_limit_is_refused_unread() {
    let folder = fixture("huge.conflict", b"");
    let file = std::fs::File::create(&folder.file).expect("it can be written");
    file.set_len(65 << 20).expect("files can have holes");
    let (code, errors) = refused(&folder, &["check"]);
    assert_eq!(code, 5);
    assert!(errors.contains("too large"), "{errors}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let text =
        b"conflict \"\x1b[31mred\x07\"\nactor A\n  option a\nstatus quo none\nA prefers\n  a\n";
    let file = fixture("escape.conflict", text);
    let output = detente(&file, &["analyze"]);
    let all = [output.stdout, output.stderr].concat();
    assert!(!all.contains(&0x1b) && !all.contains(&0x07));
}

/// A model whose answer is longer than a pipe holds.
fn long_answer() -> Fixture {
    let mut text = String::from("actor A\n");
    for option in 0..12 {
        text.push_str(&format!("  option a{option}\n"));
    }
    text.push_str("actor B\n  option b\nstatus quo none\nA prefers\n  a1\nB prefers\n  b\n");
    fixture("many.conflict", text.as_bytes())
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let file = long_answer();
    let mut child = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["stability", "--format", "json"])
        .arg(&file.file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut out = child.stdout.take().expect("it is piped");
    let mut first = [0; 16];
    out.read_exact(&mut first).expect("the answer begins");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
fn the_standard_input_can_be_a_model() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("it is piped");
    input
        .write_all(b"actor A\n  option a\nstatus quo none\nA prefers\n  a\ncheck 2 states\n")
        .expect("it listens");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "-: 1 check passed\n"
    );
}

#[test]
fn an_answer_is_written_whole_or_not_at_all() {
    let file = long_answer();
    let target = file.folder.path().join("answer.json");
    std::fs::write(&target, "old").expect("it can be written");
    // A model with errors leaves the old answer alone.
    let broken = file.folder.path().join("broken.conflict");
    std::fs::write(&broken, "actr").expect("it can be written");
    let run = |model: &PathBuf| {
        Command::new(env!("CARGO_BIN_EXE_detente"))
            .args(["stability", "--format", "json", "-o"])
            .args([&target, model])
            .output()
            .expect("the program runs")
    };
    assert_eq!(run(&broken).status.code(), Some(3));
    assert_eq!(
        std::fs::read_to_string(&target).expect("it is there"),
        "old"
    );
    assert!(run(&file.file).status.success());
    let text = std::fs::read_to_string(&target).expect("it is there");
    serde_json::from_str::<serde_json::Value>(&text).expect("it is whole");
    let left: Vec<_> = std::fs::read_dir(file.folder.path())
        .expect("the folder is there")
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".detente"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
