//! Sweeps that are interrupted, cut off or mixed up: nothing that was seen is lost, and nothing
//! that does not belong is taken.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

fn model() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/strike/strike.conflict")
}

/// A folder of its own, with nothing in it.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is room for files")
}

fn command(within: &Path, vary: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.current_dir(within).arg("sweep").arg(model());
    command.args(["--account", "code", "--under", "nash,seq"]);
    for one in vary {
        command.args(["--vary", one]);
    }
    command
}

fn run(command: &mut Command) -> Output {
    command.output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("messages are UTF-8")
}

const SMALL: [&str; 2] = ["place:Union:2", "start:strike"];
/// Enough to be interrupted: 5! orders times 3 times 2 times 2.
const LARGE: [&str; 4] = [
    "order:Union",
    "start:wage",
    "start:strike",
    "rule:plant-agrees",
];

#[test]
fn a_complete_file_is_taken_as_it_is_and_another_sweep_is_refused() {
    let place = folder();
    let first = run(command(place.path(), &SMALL).args(["--results", "r.csv"]));
    assert!(first.status.success(), "{}", text(&first.stderr));
    let whole = fs::read(place.path().join("r.csv")).expect("it is there");
    assert!(!place.path().join("r.csv.part").exists());
    let lines = text(&whole);
    // 6 places (the costly rule is one line), 2 starts, 2 concepts, and the header.
    assert_eq!(lines.lines().count(), 6 * 2 * 2 + 1);
    assert!(lines.starts_with("model,account,point,place:Union:2,start:strike,concept,holds:"));
    let again = run(command(place.path(), &SMALL).args(["--results", "r.csv"]));
    assert_eq!(again.stdout, first.stdout);
    let other = run(command(place.path(), &SMALL[..1]).args(["--results", "r.csv"]));
    assert_eq!(other.status.code(), Some(2));
    assert!(text(&other.stderr).contains("another model or sweep (line 1)"));
    assert_eq!(
        fs::read(place.path().join("r.csv")).expect("it is there"),
        whole
    );
}

#[test]
fn a_file_cut_off_anywhere_goes_on_to_the_same_end() {
    let place = folder();
    let file = place.path().join("r.csv");
    let first = run(command(place.path(), &SMALL).args(["--results", "r.csv"]));
    let whole = fs::read(&file).expect("it is there");
    let cuts = (0..whole.len()).step_by(83).chain([whole.len() - 1]);
    for (number, cut) in cuts.enumerate() {
        // As the part that an interrupted run leaves, and as a finished file that was cut.
        let stands = if number % 2 == 0 {
            "r.csv"
        } else {
            "r.csv.part"
        };
        fs::remove_file(&file).expect("it is there");
        fs::write(place.path().join(stands), &whole[..cut]).expect("there is room");
        let again = run(command(place.path(), &SMALL).args(["--results", "r.csv"]));
        assert!(again.status.success(), "{cut}: {}", text(&again.stderr));
        assert_eq!(again.stdout, first.stdout, "{cut}");
        assert_eq!(fs::read(&file).expect("it is there"), whole, "{cut}");
        assert!(!place.path().join("r.csv.part").exists(), "{cut}");
    }
    fs::write(&file, &whole[..whole.len() - 1]).expect("there is room");
    let again = run(command(place.path(), &SMALL).args(["--results", "r.csv"]));
    assert!(text(&again.stderr).contains("ends in the middle of a point"));
}

#[test]
fn damaged_rows_are_refused_with_their_line() {
    let place = folder();
    let file = place.path().join("r.csv");
    run(command(place.path(), &SMALL).args(["--results", "r.csv"]));
    let whole = fs::read_to_string(&file).expect("it is there");
    for (wrong, line) in [
        (whole.replacen("true", "perhaps", 1), None),
        (whole.replace(",seq,", ",gmr,"), Some("(line 2)")),
        (
            format!("{whole}{}\n", whole.lines().last().expect("it has lines")),
            None,
        ),
        ("notes,of,mine\n".to_owned(), Some("(line 1)")),
    ] {
        fs::write(&file, &wrong).expect("there is room");
        let refused = run(command(place.path(), &SMALL).args(["--results", "r.csv"]));
        assert_eq!(refused.status.code(), Some(2));
        let said = text(&refused.stderr);
        assert!(said.contains(line.unwrap_or("(line ")), "{said}");
        assert_eq!(fs::read_to_string(&file).expect("it is there"), wrong);
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_sweep_goes_on_and_ends_the_same() {
    let place = folder();
    let file = place.path().join("r.csv");
    let part = place.path().join("r.csv.part");
    let undisturbed = run(command(place.path(), &LARGE).args(["--results", "whole.csv"]));
    assert!(
        undisturbed.status.success(),
        "{}",
        text(&undisturbed.stderr)
    );
    let mut stopped = 0;
    for _ in 0..50 {
        let mut running = command(place.path(), &LARGE)
            .args(["--results", "r.csv"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let before = fs::metadata(&part).map_or(0, |about| about.len());
        let grown = || fs::metadata(&part).is_ok_and(|about| about.len() > before);
        while running.try_wait().expect("it can be asked").is_none() && !grown() {
            sleep(Duration::from_millis(2));
        }
        let id = running.id().to_string();
        let _ = Command::new("kill").args(["-INT", &id]).status();
        match running.wait().expect("it ends").code() {
            Some(130) => stopped += 1,
            Some(0) => break,
            other => panic!("{other:?}"),
        }
    }
    let last = run(command(place.path(), &LARGE).args(["--results", "r.csv"]));
    assert_eq!(last.stdout, undisturbed.stdout);
    assert_eq!(
        fs::read(&file).expect("it is there"),
        fs::read(place.path().join("whole.csv")).expect("it is there")
    );
    assert!(stopped > 0, "it was never interrupted");
}

#[test]
fn mistakes_are_all_named_at_once() {
    let place = folder();
    let wrong = [
        "rule:plant-agree",
        "place:Onion:1",
        "line:Union:77",
        "wieght:Union:1",
    ];
    let refused = run(&mut command(place.path(), &wrong));
    assert_eq!(refused.status.code(), Some(2));
    let said = text(&refused.stderr);
    for hint in [
        "did you mean `plant-agrees`?",
        "did you mean `Union`?",
        "Union has no such line",
        "did you mean `weight:`?",
    ] {
        assert!(said.contains(hint), "{hint}: {said}");
    }
    let twice = run(&mut command(
        place.path(),
        &["place:Union:1", "order:Union"],
    ));
    assert!(text(&twice.stderr).contains("cannot vary together"));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_written_whole() {
    let place = folder();
    let written = run(command(place.path(), &SMALL).args(["--parquet", "r.parquet"]));
    assert!(written.status.success(), "{}", text(&written.stderr));
    let bytes = fs::read(place.path().join("r.parquet")).expect("it is there");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_parquet_it_says_how_to_get_it() {
    let place = folder();
    let refused = run(command(place.path(), &SMALL).args(["--parquet", "r.parquet"]));
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("--features parquet"));
}
