//! `detente play`: games compiled from conflicts, solved, compared and varied.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const DETERRENCE: &str = r#"
conflict "A threat that may be idle"
actor Challenger
  option challenge  irreversible
actor Defender
  option fight
rule reply  fight requires challenge
parameter p    in 0..1 = 1/3
parameter gain in 0..10 = 1
parameter war  in 0..10 = 1
type resolve of Defender
  firm p
  soft 1 - p
status quo none
utility of Challenger
  gain if challenge and not fight
  -war if fight
utility of Defender
  -2   if challenge and not fight and resolve = firm
  -1   if challenge and not fight and resolve = soft
  -3/2 if fight
Defender prefers
  not challenge
  not fight
play
  Challenger chooses challenge
  Defender chooses fight if challenge
check "weak": play ends with challenge where p = 1/3
check "weak, in part": play ends with fight with probability p where p = 1/4
check "strong": play ends with not challenge where p = 2/3
check "threshold": play ends with challenge where p = 3/8, gain = 2, war = 3
check "beyond it": play ends with not challenge where p = 17/40, gain = 2, war = 3
check "wrong" expected to fail: play ends with not challenge where p = 1/3
check "some": some play ends with not challenge where p = 2/3
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.conflict"), text).expect("written");
        Folder(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_detente"))
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .expect("the program runs")
    }

    fn text(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("text")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let mut all = vec!["play", "a.conflict", "--format", "json"];
        all.extend(arguments);
        serde_json::from_str(&self.text(&all)).expect("JSON")
    }

    fn error(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        String::from_utf8(output.stderr).expect("text")
    }
}

#[test]
fn checks_state_the_closed_form() {
    let folder = Folder::new(DETERRENCE);
    folder.text(&["check", "a.conflict"]);
    let wrong = DETERRENCE.replace("with probability p where", "with probability 2*p where");
    let folder = Folder::new(&wrong);
    let output = folder.run(&["check", "a.conflict"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("the probability is 1/4"), "{text}");
}

#[test]
fn thresholds_are_exact() {
    // The challenger goes in where (1 - p) gain > p war: p < gain/(gain + war).
    let folder = Folder::new(DETERRENCE);
    let thresholds = |arguments: &[&str]| -> Vec<String> {
        let answer = folder.json(arguments);
        let stretches = answer["accounts"][0]["regions"]["stretches"].clone();
        let ends = stretches.as_array().expect("stretches").iter();
        ends.map(|one| one["to"]["exact"].as_str().expect("exact").to_owned())
            .collect()
    };
    assert_eq!(thresholds(&["--vary", "p"]), ["1/2", "1"]);
    assert_eq!(
        thresholds(&["--vary", "p", "--set", "gain=2,war=3"]),
        ["2/5", "1"]
    );
    assert_eq!(thresholds(&["--vary", "war=0..10"]), ["2", "10"]);
}

/// The thresholds that the READMEs of `cases/theory` give in closed form, at the values of the files.
#[test]
fn theory_has_its_thresholds() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/theory");
    for (name, parameter, thresholds) in [
        // 1/(1 + cost)
        ("unilateral-deterrence", "p", &["1/3"][..]),
        // (1 + g)/(d + g)
        ("audience-costs", "p", &["2/3"]),
        // see its README
        ("mutual-deterrence", "p", &["1/3", "2/3"]),
        // (z - 1)/(z - u)
        ("extended-deterrence", "p", &["2/3"]),
        // p and √p
        ("reputation", "b", &["1/8", "√2/4"]),
        // l/h, and where pressing on at once pays
        ("strike-screening", "p", &["5/8", "25/34"]),
        ("risk-return", "p", &["3/5"]),
        // (1 + c)/(1 + c + t (cost - c))
        ("brinkmanship", "p", &["6/13"]),
        // 1/(1 + w) and (1 + s)/(1 + w)
        ("protectors-dilemma", "fully", &["1/3", "2/3"]),
        // Where an inspection is sure: d = beta (b + d); where it never pays: e = beta (c - a)
        ("inspection", "d", &["8"]),
        ("inspection", "e", &["6/5"]),
    ] {
        let file = cases.join(name).join(format!("{name}.conflict"));
        let output = Command::new(env!("CARGO_BIN_EXE_detente"))
            .args(["play", "--format", "json", "--vary", parameter])
            .arg(&file)
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{name}");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let regions = &answer["accounts"][0]["regions"];
        assert_eq!(regions["complete"], true, "{name}");
        let found: Vec<&str> = regions["stretches"]
            .as_array()
            .expect("stretches")
            .iter()
            .filter_map(|one| one["to"]["exact"].as_str())
            .collect();
        for threshold in thresholds {
            assert!(found.contains(threshold), "{name} {parameter}: {found:?}");
        }
    }
}

#[test]
fn answers_fit_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src/schema/play-1.json");
    let text = std::fs::read_to_string(path).expect("the book has the schema");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let folder = Folder::new(DETERRENCE);
    for arguments in [&[][..], &["--vary", "p"], &["--solver", "none"]] {
        let answer = folder.json(arguments);
        let wrong: Vec<String> = validator
            .iter_errors(&answer)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{arguments:?}: {wrong:#?}");
    }
}

#[test]
fn the_exported_game_is_the_same_game() {
    let folder = Folder::new(DETERRENCE);
    folder.text(&["play", "a.conflict", "--export", "a.efg", "--set", "p=2/3"]);
    let lines = folder.text(&["game", "a.efg", "--solver", "pure", "--format", "json"]);
    let of_file: Value = serde_json::from_str(&lines).expect("JSON");
    let of_play = folder.json(&["--set", "p=2/3", "--solver", "pure"]);
    assert_eq!(
        of_file["solution"]["equilibria"],
        of_play["accounts"][0]["game"]["solution"]["equilibria"]
    );
}

#[test]
fn accounts_have_parameters_and_utilities_of_their_own() {
    let accounts = format!(
        "{DETERRENCE}account dove\n  parameter p = 0\naccount hawk\n  parameter p = 1\n  utility of Challenger\n    -1 if fight\nend\n"
    );
    let folder = Folder::new(&accounts);
    let answer = folder.json(&[]);
    let ends = |place: usize| -> Vec<String> {
        let ends = answer["accounts"][place]["ends"]
            .as_array()
            .expect("ends")
            .iter();
        ends.map(|end| end["state"]["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    assert_eq!(ends(0), ["YN"]);
    assert_eq!(ends(1), ["NN"]);
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    let folder = Folder::new(DETERRENCE);
    let unknown = folder.error(&["play", "a.conflict", "--set", "q=1"], 2);
    assert!(unknown.contains("there is no parameter `q`"), "{unknown}");
    let no_number = folder.error(&["play", "a.conflict", "--set", "p=half"], 2);
    assert!(no_number.contains("write a number such as"), "{no_number}");
    let no_range = folder.error(&["play", "a.conflict", "--vary", "p=1..0"], 2);
    assert!(no_range.contains("the range of `p` is empty"), "{no_range}");
    let probability = folder.error(&["play", "a.conflict", "--set", "p=2"], 3);
    assert!(probability.contains("bad-probability"), "{probability}");
    let large = folder.error(&["play", "a.conflict", "--most-nodes", "5"], 4);
    assert!(large.contains("a tree of 11 nodes"), "{large}");
    let ending = folder.error(&["play", "a.conflict", "--export", "a.txt"], 2);
    assert!(ending.contains("does not end in .efg"), "{ending}");
}
