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

#[test]
fn two_parameters_are_cut_by_the_closed_form() {
    let folder = Folder::new(DETERRENCE);
    let arguments = [
        "--vary", "p", "--vary", "gain", "--set", "war=3", "--draw", "a.svg",
    ];
    let answer = folder.json(&arguments);
    let plane = &answer["accounts"][0]["plane"];
    assert_eq!(plane["complete"], true);
    let boundaries = plane["boundaries"].as_array().expect("boundaries");
    assert_eq!(boundaries.len(), 1, "{boundaries:?}");
    assert_eq!(boundaries[0]["equation"], "p = gain/(3 + gain)");
    let corner = |end: &str, axis: &str| boundaries[0][end][axis]["exact"].clone();
    assert_eq!(
        (corner("from", "x"), corner("from", "y")),
        ("0".into(), "0".into())
    );
    assert_eq!(
        (corner("to", "x"), corner("to", "y")),
        ("10/13".into(), "10".into())
    );
    let svg = std::fs::read_to_string(folder.0.path().join("a.svg")).expect("drawn");
    let tree = roxmltree::Document::parse(&svg).expect("it is XML");
    let of = |class: &str| {
        tree.descendants()
            .filter(|node| node.attribute("class") == Some(class))
            .count()
    };
    // One curve and the letters of two regions.
    assert_eq!((of("r-curve"), of("r-name")), (1, 2));
}

#[test]
fn quantities_are_functions_of_the_parameter() {
    // Where it goes in, the challenger is paid (1 - p) gain - p war.
    let folder = Folder::new(DETERRENCE);
    let answer = folder.json(&["--vary", "p", "--set", "gain=2,war=3"]);
    let stretches = &answer["accounts"][0]["regions"]["stretches"];
    let courses = stretches[0]["equilibria"][0]["courses"]
        .as_array()
        .expect("courses");
    let of = |kind: &str, actor: Option<&str>| {
        courses
            .iter()
            .find(|one| {
                one["quantity"]["kind"] == kind && one["quantity"]["actor"].as_str() == actor
            })
            .map(|one| (one["function"].clone(), one["direction"].clone()))
            .expect("it is there")
    };
    let paid = of("payoff", Some("Challenger"));
    assert_eq!(paid, ("2 - 5*p".into(), "falls".into()));
    assert_eq!(of("end", None), ("1 - p".into(), "falls".into()));
    assert!(
        stretches[1]["equilibria"][0]["courses"]
            .as_array()
            .is_some_and(|all| { all.iter().any(|one| one["direction"] == "constant") })
    );
}

#[test]
fn statics_are_the_derivatives_at_the_point() {
    // p = 1/3, gain = 2, war = 3: the payoff (1 - p) gain - p war, as long as p < 2/5,
    // gain > 3/2 and war < 4.
    let folder = Folder::new(DETERRENCE);
    let answer = folder.json(&["--statics", "--set", "gain=2,war=3"]);
    let statics = answer["accounts"][0]["statics"]
        .as_array()
        .expect("statics");
    let found: Vec<(String, String, String)> = statics
        .iter()
        .map(|one| {
            let own = &one["equilibria"][0];
            let paid = own["slopes"].as_array().expect("slopes").iter();
            let mut paid = paid.filter(|slope| slope["quantity"]["actor"] == "Challenger");
            let limit = |side: &str| own[side]["at"]["exact"].as_str().unwrap_or("-").to_owned();
            let slope = paid
                .next()
                .map_or("?", |slope| slope["slope"].as_str().unwrap_or("?"));
            (limit("below"), limit("above"), slope.to_owned())
        })
        .collect();
    let row = |below: &str, above: &str, slope: &str| {
        (below.to_owned(), above.to_owned(), slope.to_owned())
    };
    assert_eq!(
        found,
        [
            row("-", "2/5", "-5"),
            row("3/2", "-", "2/3"),
            row("-", "4", "-1/3")
        ]
    );
    assert_eq!(
        statics[0]["equilibria"][0]["above"]["distance"]["exact"],
        "1/15"
    );
    // At the threshold itself there are no slopes.
    let at = folder.json(&["--statics", "--set", "p=1/2"]);
    assert_eq!(at["accounts"][0]["statics"][0]["at_threshold"], true);
}

#[test]
fn answers_fit_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src/schema/play-1.json");
    let text = std::fs::read_to_string(path).expect("the book has the schema");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let folder = Folder::new(DETERRENCE);
    for arguments in [
        &[][..],
        &["--vary", "p"],
        &["--vary", "p", "--vary", "war"],
        &["--statics"],
        &["--solver", "none"],
    ] {
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
    let mut of_play = folder.json(&["--set", "p=2/3", "--solver", "pure"]);
    let found = &mut of_play["accounts"][0]["game"]["solution"]["equilibria"];
    for equilibrium in found.as_array_mut().expect("equilibria") {
        // What private types reveal is said of plays only: a file has no types.
        equilibrium
            .as_object_mut()
            .expect("an equilibrium")
            .remove("classes");
    }
    assert_eq!(of_file["solution"]["equilibria"], *found);
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
    let twice = folder.error(
        &["play", "a.conflict", "--vary", "p", "--vary", "p=0..1"],
        2,
    );
    assert!(twice.contains("`p` is varied twice"), "{twice}");
    let three = folder.error(&["play", "a.conflict", "--vary", "p,gain,war"], 2);
    assert!(three.contains("one parameter or two"), "{three}");
    let one = folder.error(&["play", "a.conflict", "--vary", "p", "--draw", "a.svg"], 2);
    assert!(one.contains("name both with --vary"), "{one}");
    let ending = ["play", "a.conflict", "--vary", "p,war", "--draw", "a.png"];
    let ending = folder.error(&ending, 2);
    assert!(ending.contains("does not end in .svg"), "{ending}");
    let probability = folder.error(&["play", "a.conflict", "--set", "p=2"], 3);
    assert!(probability.contains("bad-probability"), "{probability}");
    let large = folder.error(&["play", "a.conflict", "--most-nodes", "5"], 4);
    assert!(large.contains("a tree of 11 nodes"), "{large}");
    let ending = folder.error(&["play", "a.conflict", "--export", "a.txt"], 2);
    assert!(ending.contains("does not end in .efg"), "{ending}");
}
