//! Beliefs along plays: what is observed, classes, information, fits; on models whose answers are known.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn theory(name: &str) -> String {
    let path = root().join(format!("cases/theory/{name}/{name}.conflict"));
    path.to_str().expect("paths here are text").to_owned()
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn text(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

fn json(arguments: &[&str]) -> Value {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    serde_json::from_str(&text(&all)).expect("JSON")
}

fn error(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    String::from_utf8(output.stderr).expect("text")
}

fn fits_schema(answer: &Value, name: &str) {
    let path = root().join("book/src/schema").join(name);
    let text = std::fs::read_to_string(path).expect("the book has the schema");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let wrong: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How likely each value of the first private type is after the last move, in each equilibrium.
fn posteriors(answer: &Value) -> Vec<Vec<String>> {
    let equilibria = answer["accounts"][0]["game"]["observed"]["equilibria"].clone();
    let courses = equilibria.as_array().expect("equilibria").iter();
    courses
        .map(|one| {
            let last = one["moments"]
                .as_array()
                .expect("moments")
                .last()
                .expect("one");
            let values = last["posteriors"][0]["values"].as_array().expect("values");
            let shown = values.iter().map(|value| value["probability"].as_str());
            shown.map(|value| value.expect("text").to_owned()).collect()
        })
        .collect()
}

fn likelihoods(answer: &Value) -> Vec<String> {
    let moments = answer["accounts"][0]["game"]["observed"]["equilibria"][0]["moments"].clone();
    let moments = moments.as_array().expect("moments").iter();
    moments
        .map(|one| one["likelihood"].as_str().expect("text").to_owned())
        .collect()
}

#[test]
fn a_fight_makes_a_name() {
    // Kreps and Wilson (1982), two markets: at p = 1/8, b = 1/2 a weak defender fights over the first
    // issue so often that fighting makes it tough with probability b: it happens with p/b.
    let file = theory("reputation");
    let fought = json(&["play", &file, "--observed", "challenge-1, fight-1"]);
    assert_eq!(posteriors(&fought), [["1/2", "1/2"]]);
    assert_eq!(likelihoods(&fought), ["1", "1", "1/4"]);
    let yielded = json(&["play", &file, "--observed", "challenge-1; not fight-1"]);
    assert_eq!(posteriors(&yielded), [["0", "1"]]);
    // For all p below b and b: the posterior is b, the fight has probability p/b.
    for (p, b, likely) in [
        ("1/10", "2/5", "1/4"),
        ("1/9", "1/2", "2/9"),
        ("1/5", "3/5", "1/3"),
    ] {
        let set = format!("p={p},b={b}");
        let answer = json(&[
            "play",
            &file,
            "--set",
            &set,
            "--observed",
            "challenge-1, fight-1",
        ]);
        assert_eq!(posteriors(&answer)[0][0], b, "{set}");
        assert_eq!(likelihoods(&answer)[2], likely, "{set}");
    }
}

#[test]
fn off_the_path_a_slip_tells_nothing_of_what_its_maker_does_not_know() {
    let file = theory("unilateral-deterrence");
    let answer = json(&["play", &file, "--set", "p=1/2", "--observed", "attack"]);
    assert_eq!(likelihoods(&answer), ["1", "0"]);
    assert_eq!(posteriors(&answer), [["1/2", "1/2"]]);
    let course = &answer["accounts"][0]["game"]["observed"]["equilibria"][0];
    // The play would go on: the firm type fights.
    let ends = course["ends"].as_array().expect("ends");
    assert_eq!(ends.len(), 2);
    assert!(
        ends.iter().all(|end| end["probability"] == "1/2"),
        "{ends:?}"
    );
    fits_schema(&answer, "play-1.json");
    fits_schema(&answer["accounts"][0]["game"], "game-1.json");
}

#[test]
fn histories_that_the_play_does_not_allow_are_explained() {
    let file = theory("unilateral-deterrence");
    let slip = error(&["play", &file, "--observed", "attack, fihgt"], 2);
    assert!(
        slip.contains("`fihgt` is not possible after the move before it"),
        "{slip}"
    );
    assert!(slip.contains("did you mean `fight`?"), "{slip}");
    assert!(
        slip.contains("Possible there: `fight`, `not fight`"),
        "{slip}"
    );
    // What is left as it is, because there is nothing to choose, is no mistake.
    let answer = json(&["play", &file, "--observed", "not attack, not fight"]);
    assert_eq!(likelihoods(&answer), ["1", "1"]);
    let over = error(&["play", &file, "--observed", "not attack, fight"], 2);
    assert!(over.contains("the play is over then"), "{over}");
}

#[test]
fn classes_follow_the_parameters() {
    // At 1/8 the weak sometimes fight; with a name that is enough (p above b) they always do while
    // challenged, but nobody challenges; see the README.
    let kinds = |file: &str, set: &str| -> Vec<String> {
        let answer = json(&["play", file, "--set", set]);
        let equilibria = answer["accounts"][0]["game"]["solution"]["equilibria"].clone();
        let equilibria = equilibria.as_array().expect("equilibria").iter();
        equilibria
            .map(|one| {
                one["classes"][0]["kind"]
                    .as_str()
                    .expect("a class")
                    .to_owned()
            })
            .collect()
    };
    assert_eq!(kinds(&theory("reputation"), "p=1/8"), ["semi-separating"]);
    assert_eq!(
        kinds(&theory("unilateral-deterrence"), "p=1/4"),
        ["separating"]
    );
    assert_eq!(
        kinds(&theory("unilateral-deterrence"), "p=1/2"),
        ["never-moves"]
    );
    // A concession that the greedy do not make tells; trust after one that all make does not rest on it.
    let signals = kinds(&theory("reassurance"), "p=1/4");
    assert!(signals.contains(&"separating".to_owned()), "{signals:?}");
    // In stretches of a parameter too.
    let file = theory("unilateral-deterrence");
    let answer = json(&["play", &file, "--vary", "p"]);
    let stretches = answer["accounts"][0]["regions"]["stretches"].clone();
    let kinds: Vec<&Value> = stretches
        .as_array()
        .expect("stretches")
        .iter()
        .map(|one| &one["equilibria"][0]["classes"][0]["kind"])
        .collect();
    assert_eq!(kinds, ["separating", "never-moves"]);
    fits_schema(&answer, "play-1.json");
}

#[test]
fn to_know_the_defender_is_worth_the_wars_avoided() {
    // At p = 1/4 the challenger attacks: 3/4 - 1/4 · 2 = 1/4. Knowing the type it attacks the soft one
    // only: 3/4. That everybody knows it changes nothing here: the defender moves last.
    let file = theory("unilateral-deterrence");
    let answer = json(&["play", &file, "--set", "p=1/4,cost=2", "--information"]);
    let lessons = answer["accounts"][0]["game"]["information"]["lessons"].clone();
    let lessons = lessons.as_array().expect("lessons");
    assert_eq!(lessons.len(), 1);
    assert_eq!(lessons[0]["player"], "Challenger");
    assert_eq!(lessons[0]["fact"], "resolve of Defender");
    let worth = &lessons[0]["worth"][0];
    assert_eq!(worth["payoff"], "1/4");
    assert_eq!(worth["in_secret"], "1/2");
    assert_eq!(worth["open_lowest"], "1/2");
    assert_eq!(worth["open_highest"], "1/2");
    fits_schema(&answer["accounts"][0]["game"], "game-1.json");
}

#[test]
fn to_be_known_to_know_may_hurt() {
    // A bet that is offered only to who does not know the draw.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bet.efg");
    let game = r#"EFG 2 R "bet" { "Taker" "Maker" }
c "" 1 "draw" { "high" 1/2 "low" 1/2 } 0
p "" 2 1 "" { "offer" "keep" } 0
p "" 1 1 "" { "accept" "decline" } 0
t "" 1 "" { 4, -2 }
t "" 2 "" { 0, -1 }
t "" 3 "" { 0, 0 }
p "" 2 1 "" { "offer" "keep" } 0
p "" 1 1 "" { "accept" "decline" } 0
t "" 4 "" { -2, 4 }
t "" 5 "" { 0, -1 }
t "" 6 "" { 0, 0 }
"#;
    std::fs::write(&path, game).expect("written");
    let path = path.to_str().expect("text");
    let answer = json(&["game", path, "--information", "--observed", "offer"]);
    // Chosen for a small tree that hides something, with the number of supports.
    assert_eq!(answer["solution"]["solver"], "sequential");
    let why = answer["solution"]["chosen"].as_str().expect("why");
    assert!(why.contains("choices of actions are soon tried"), "{why}");
    let lesson = &answer["information"]["lessons"][0];
    assert_eq!(lesson["player"], "Taker");
    assert_eq!(lesson["fact"], "draw");
    assert_eq!(lesson["worth"][0]["in_secret"], "1");
    assert_eq!(lesson["worth"][0]["open_highest"], "-1");
    let next = &answer["observed"]["equilibria"][0]["next"][0];
    assert_eq!(next["player"], "Taker");
    assert_eq!(next["beliefs"][0]["probability"], "1/2");
    fits_schema(&answer, "game-1.json");
}

#[test]
fn secret_information_never_hurts_in_the_theory() {
    for name in [
        "extended-deterrence",
        "reassurance",
        "risk-return",
        "audience-costs",
    ] {
        let answer = json(&["play", &theory(name), "--information"]);
        let lessons = answer["accounts"][0]["game"]["information"]["lessons"].clone();
        let lessons = lessons.as_array().expect("lessons");
        assert!(!lessons.is_empty(), "{name}");
        for worth in lessons
            .iter()
            .flat_map(|one| one["worth"].as_array().expect("worth"))
        {
            let secret = worth["in_secret"].as_str().expect("nobody forgets");
            assert!(!secret.starts_with('-'), "{name}: {worth}");
        }
    }
}

#[test]
fn accounts_are_compared_by_what_they_make_likely() {
    let file = root().join("cases/accounts-as-games/ally-veto.conflict");
    let file = file.to_str().expect("text");
    let answer = json(&["play", file, "--observed", "veto, not lead", "--fit"]);
    fits_schema(&answer, "fit-1.json");
    let accounts = answer["accounts"].as_array().expect("accounts");
    let names: Vec<&str> = accounts
        .iter()
        .filter_map(|one| one["account"].as_str())
        .collect();
    assert_eq!(names, ["threshold", "escalation", "advice"]);
    let number =
        |value: &Value| -> f64 { value.as_str().expect("text").parse().expect("a number") };
    let mut best = f64::INFINITY;
    for (place, one) in accounts.iter().enumerate() {
        let fit = &one["fit"];
        let own = number(&fit["log_likelihood"]);
        assert_eq!(number(&fit["log_likelihood_at"][place]), own);
        assert!(own >= number(&fit["log_likelihood_at_zero"]) - 1e-9);
        assert!((number(&fit["aic"]) - (2.0 - 2.0 * own)).abs() < 1e-6);
        assert!((number(&fit["bic"]) + 2.0 * own).abs() < 1e-6);
        for other in fit["log_likelihood_at"].as_array().expect("all") {
            assert!(other.is_null() || number(other) <= own + 1e-6);
        }
        best = best.min(number(&fit["times_less_likely"]));
    }
    assert_eq!(best, 1.0);
    // As R users expect it.
    let csv = text(&[
        "play",
        file,
        "--observed",
        "veto, not lead",
        "--fit",
        "--format",
        "csv",
    ]);
    let header = "account,term,estimate,std.error,conf.low,conf.high,logLik,AIC,BIC,nobs";
    assert_eq!(csv.lines().next(), Some(header));
    assert_eq!(csv.lines().count(), 4);
}

#[test]
fn counts_come_from_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("counts.csv");
    let counts = path.to_str().expect("text").to_owned();
    let file = theory("unilateral-deterrence");
    std::fs::write(
        &path,
        "history,count\nnot attack,60\n\"attack, fight\",20\n\"attack, not fight\",20\n",
    )
    .expect("written");
    let answer = json(&["play", &file, "--counts", &counts]);
    assert_eq!(answer["nobs"], 100);
    let fit = &answer["accounts"][0]["fit"];
    assert_eq!(fit["edge"], "inside");
    let number = |key: &str| -> f64 { fit[key].as_str().expect("text").parse().expect("a number") };
    assert!(number("conf_low") < number("rationality"));
    assert!(number("rationality") < number("conf_high"));
    std::fs::write(&path, "history,count\nattack fight,1\nattack,x\n").expect("written");
    let wrong = error(&["play", &file, "--counts", &counts], 3);
    assert!(
        wrong.contains("counts.csv:3: error: column `count`: `x`"),
        "{wrong}"
    );
    std::fs::write(&path, "history,count\nattack fight,1\nnothing,2\nflee,1\n").expect("written");
    let wrong = error(&["play", &file, "--counts", &counts], 2);
    assert!(wrong.contains("counts.csv:2"), "{wrong}");
    assert!(wrong.contains("counts.csv:4"), "{wrong}");
    assert!(!wrong.contains("counts.csv:3"), "{wrong}");
    let needs = error(&["play", &file, "--fit"], 2);
    assert!(
        needs.contains("--observed MOVES or --counts FILE"),
        "{needs}"
    );
}

#[test]
fn plays_are_drawn_with_states_and_beliefs() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("play.svg");
    let to = path.to_str().expect("text");
    text(&["play", &theory("reputation"), "--draw", to]);
    let svg = std::fs::read_to_string(&path).expect("drawn");
    assert!(svg.starts_with("<svg"), "{}", &svg[..80.min(svg.len())]);
    // After a fight over the first issue the challenger holds both types for equally likely.
    assert!(svg.contains("challenge-1, fight-1"));
    assert!(svg.contains("1/2"));
    let accounts = root().join("cases/accounts-as-games/ally-veto.conflict");
    let which = error(&["play", accounts.to_str().expect("text"), "--draw", to], 2);
    assert!(
        which.contains("choose one to draw with --account"),
        "{which}"
    );
    let none = error(
        &[
            "play",
            &theory("reputation"),
            "--draw",
            to,
            "--equilibrium",
            "9",
        ],
        2,
    );
    assert!(none.contains("no equilibrium 9 to draw"), "{none}");
}

#[test]
fn plays_have_quantal_responses() {
    let file = theory("unilateral-deterrence");
    let answer = json(&["play", &file, "--rationality", "0"]);
    let ends = answer["accounts"][0]["ends"]
        .as_array()
        .expect("ends")
        .clone();
    // All is as likely as anything else: 1/2, and 1/2 of the rest each.
    let mut found: Vec<&str> = ends
        .iter()
        .filter_map(|end| end["probabilities"][0].as_str())
        .collect();
    found.sort_unstable();
    assert_eq!(found, ["1/2", "1/4", "1/4"]);
    let wrong = error(
        &["play", &file, "--rationality", "1", "--solver", "pure"],
        2,
    );
    assert!(wrong.contains("add --solver logit"), "{wrong}");
}
