//! `detente verify` of games and plays: true answers pass, and every number that is changed is refused.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The answer of the program, as JSON.
fn answer(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .current_dir(root())
        .args(arguments)
        .args(["--format", "json", "--quiet"])
        .output()
        .expect("it runs");
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

/// Games with what is asked of them.
const ASKED: &[(&str, &[&str])] = &[
    ("cases/games/chicken.nfg", &["--solver", "extreme"]),
    ("cases/games/chicken.nfg", &["--solver", "pure"]),
    ("cases/games/chicken.nfg", &["--solver", "lemke-howson"]),
    ("cases/games/chicken.nfg", &["--solver", "correlated"]),
    (
        "cases/games/chicken.nfg",
        &["--solver", "coarse-correlated"],
    ),
    ("cases/games/chicken.nfg", &["--solver", "support"]),
    ("cases/games/chicken.nfg", &["--rationality", "1"]),
    ("cases/games/irrational.nfg", &["--solver", "support"]),
    ("cases/games/irrational.nfg", &["--solver", "logit"]),
    ("cases/games/entry.efg", &["--solver", "backward"]),
    ("cases/games/entry.efg", &["--solver", "extreme"]),
    ("cases/games/entry.efg", &["--solver", "sequential"]),
    ("cases/games/entry.efg", &["--solver", "lemke"]),
    ("cases/games/poker.efg", &["--solver", "zero-sum"]),
    (
        "cases/games/poker.efg",
        &["--solver", "extreme", "--most", "3"],
    ),
    ("cases/games/poker.efg", &["--solver", "sequential"]),
    ("cases/games/poker.efg", &["--solver", "cfr"]),
    ("cases/games/poker.efg", &["--rationality", "2"]),
    ("cases/games/driver.efg", &["--solver", "pure"]),
    ("cases/games/driver.efg", &["--solver", "logit"]),
];

/// Numbers of an answer that nothing is claimed by, or that need a great deal of work to be checked.
fn unclaimed(path: &str) -> bool {
    let name = path.rsplit('.').next().unwrap_or("");
    matches!(
        name,
        "program" | "file" | "iterations" | "what" | "label" | "rationality"
    )
}

/// All places of an answer that hold a number, be it as text.
fn numbers(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(entries) => {
            for (key, entry) in entries {
                numbers(entry, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(entries) => {
            for (place, entry) in entries.iter().enumerate() {
                numbers(entry, &format!("{path}/{place}"), found);
            }
        }
        Value::Number(_) => found.push((path.to_owned(), value.to_string())),
        Value::String(text) => {
            let numeric = text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
                && text
                    .chars()
                    .all(|sign| sign.is_ascii_digit() || "-./e".contains(sign));
            let line = text.starts_with("NE,");
            if numeric || line {
                found.push((path.to_owned(), text.clone()));
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// The same with one number made larger by one.
fn larger(text: &str) -> String {
    if let Some(rest) = text.strip_prefix("NE,") {
        let (first, rest) = rest.split_once(',').unwrap_or((rest, ""));
        return format!("NE,{},{rest}", larger(first))
            .trim_end_matches(',')
            .to_owned();
    }
    match text.split_once('/') {
        Some((over, under)) => {
            let (over, under): (i64, i64) = (
                over.parse().expect("an integer"),
                under.parse().expect("one"),
            );
            format!("{}/{under}", over + under)
        }
        None if text.contains(['.', 'e']) => {
            format!("{}", text.parse::<f64>().expect("a decimal") + 1.0)
        }
        None => format!("{}", text.parse::<i64>().expect("an integer") + 1),
    }
}

/// Changes every number of an answer, one after the other, and sees that each is refused.
fn every_number_counts(told: &str, what: &str, verified: &dyn Fn(&str) -> Result<u64, String>) {
    let checked = verified(told).unwrap_or_else(|why| panic!("{what}: {why}"));
    assert!(checked > 0, "{what}: nothing was checked");
    let whole: Value = serde_json::from_str(told).expect("JSON");
    let mut found = Vec::new();
    numbers(&whole, "", &mut found);
    assert!(found.len() > 5, "{what}");
    for (path, text) in found {
        if unclaimed(&path.replace('/', ".")) {
            continue;
        }
        let mut bent = whole.clone();
        let place = bent.pointer_mut(&path).expect("it is there");
        let changed = larger(&text);
        *place = match place {
            Value::Number(_) => Value::from(changed.parse::<i64>().expect("an integer")),
            _ => Value::from(changed.clone()),
        };
        let result = verified(&bent.to_string());
        assert!(
            result.is_err(),
            "{what}: {path} from {text} to {changed} passes"
        );
    }
}

#[test]
fn every_number_of_an_answer_about_a_game_is_checked() {
    for (file, arguments) in ASKED {
        let told = answer(&[&["game", file], *arguments].concat());
        let game = std::fs::read_to_string(root().join(file)).expect("it can be read");
        let verified = |told: &str| match checker::verify_game(&game, told) {
            Ok(findings) if findings.is_sound() => Ok(findings.checked),
            Ok(findings) => Err(findings.wrong[0].to_string()),
            Err(error) => Err(error.to_string()),
        };
        every_number_counts(&told, &format!("{file} {arguments:?}"), &verified);
    }
}

/// The program's word on an answer that is written to a file.
fn verified(file: &str, told: &str, name: &str) -> (Option<i32>, String) {
    let path = std::env::temp_dir().join(format!("detente-verify-{}-{name}", std::process::id()));
    std::fs::write(&path, told).expect("it can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .current_dir(root())
        .args(["verify", file])
        .arg(&path)
        .output()
        .expect("it runs");
    std::fs::remove_file(&path).expect("it was there");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said + &complained)
}

#[test]
fn the_answers_for_the_accounts_as_games_pass_and_bent_ones_do_not() {
    let folder = root().join("cases/accounts-as-games");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("it can be read").path();
        if path.extension().is_none_or(|ending| ending != "conflict") {
            continue;
        }
        let file = path.to_str().expect("text");
        if !std::fs::read_to_string(&path)
            .expect("text")
            .contains("\nplay\n")
        {
            continue;
        }
        let told = answer(&["play", file]);
        let (code, said) = verified(file, &told, "true");
        assert_eq!(code, Some(0), "{file}: {said}");
        for (key, bent) in [("payoff", "1000"), ("regret", "1/7"), ("count", "77")] {
            let wrong = bend(&told, key, bent);
            let (code, said) = verified(file, &wrong, key);
            assert_ne!(code, Some(0), "{file}: {key}: {said}");
        }
        let mut whole: Value = serde_json::from_str(&told).expect("JSON");
        whole["accounts"][0]["ends"][0]["probabilities"][0] = Value::from("1/3333");
        let (code, said) = verified(file, &whole.to_string(), "ends");
        assert_eq!(code, Some(1), "{file}: {said}");
        assert!(said.contains("how likely equilibrium 1 ends at"), "{said}");
        seen += 1;
    }
    assert!(seen >= 5);
}

/// Replaces the first value of a key.
fn bend(told: &str, key: &str, to: &str) -> String {
    let start = format!("\"{key}\": \"");
    let (before, after) = told.split_once(&start).expect("the key is there");
    let (_, after) = after.split_once('"').expect("the value ends");
    format!("{before}{start}{to}\"{after}")
}

/// An equilibrium that mixes is left out of a list that is called complete.
#[test]
fn a_list_that_is_not_complete_is_refused() {
    for solver in ["extreme", "support"] {
        for file in ["cases/games/chicken.nfg", "cases/games/entry.efg"] {
            let told = answer(&["game", file, "--solver", solver]);
            let mut whole: Value = serde_json::from_str(&told).expect("JSON");
            let solution = &mut whole["solution"];
            let listed = solution["equilibria"].as_array_mut().expect("a list");
            let mixes = |one: &Value| one.to_string().contains('/');
            let Some(place) = listed.iter().position(mixes) else {
                panic!("{file} {solver}: none mixes");
            };
            listed.remove(place);
            solution["count"] = Value::from(listed.len().to_string());
            solution["completeness"] = Value::from("complete");
            solution["components"] = Value::from(Vec::<Value>::new());
            let (code, said) = verified(file, &whole.to_string(), solver);
            assert_eq!(code, Some(1), "{file} {solver}: {said}");
            assert!(said.contains("is one, too"), "{said}");
        }
    }
}

#[test]
fn a_wrong_claim_is_named() {
    let file = "cases/games/chicken.nfg";
    let told = answer(&["game", file]);
    let wrong = bend(&told, "payoff", "3");
    let (code, said) = verified(file, &wrong, "named");
    assert_eq!(code, Some(1));
    assert!(
        said.contains("wrong: equilibrium 1 pays One 3: it is 2"),
        "{said}"
    );
}
