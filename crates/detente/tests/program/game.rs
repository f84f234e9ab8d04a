//! `detente game`: answers fit the schema, and conversion keeps games as they are.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use game::gambit::{read_efg, read_nfg};
use game::{Number, Rational};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Our own games, and a large collection of other people's where it is at hand.
fn games() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("cases/games"), root().join("../shared/games")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("it can be read").path();
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("efg" | "nfg") => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    assert!(found.len() >= 4);
    found
}

fn detente(file: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command
        .arg("game")
        .arg(file)
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn text(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn schema() -> jsonschema::Validator {
    let path = root().join("book/src/schema/game-1.json");
    let text = std::fs::read_to_string(path).expect("the book has the schema");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

/// Every game is read and answered; every listed equilibrium has no regret.
#[test]
fn answers_fit_the_schema_and_leave_no_regret() {
    let schema = schema();
    for path in games() {
        let answer: Value =
            serde_json::from_str(&text(&detente(&path, &["--format", "json"]))).expect("JSON");
        let errors: Vec<String> = schema
            .iter_errors(&answer)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        let equilibria = answer["solution"]["equilibria"].as_array();
        for equilibrium in equilibria.into_iter().flatten() {
            for player in equilibrium["players"].as_array().expect("players") {
                assert_eq!(player["regret"], "0", "{}", path.display());
            }
        }
    }
}

/// Whatever the arithmetic, regrets are what is left of rounding.
#[test]
fn numerical_answers_fit_the_schema_and_leave_next_to_no_regret() {
    let schema = schema();
    for file in ["chicken.nfg", "poker.efg", "entry.efg", "irrational.nfg"] {
        let path = root().join("cases/games").join(file);
        // Poker has more supports than are tried.
        let solvers: &[&str] = match file {
            "poker.efg" => &["logit", "newton"],
            _ => &["logit", "support", "newton", "simplicial"],
        };
        for &solver in solvers {
            let arguments = ["--format", "json", "--solver", solver];
            let answer: Value =
                serde_json::from_str(&text(&detente(&path, &arguments))).expect("JSON");
            assert!(schema.is_valid(&answer), "{file} {solver}");
            let equilibria = answer["solution"]["equilibria"].as_array().expect("a list");
            assert!(!equilibria.is_empty(), "{file} {solver}");
            for equilibrium in equilibria {
                for player in equilibrium["players"].as_array().expect("players") {
                    let regret = player["regret"].as_str().expect("a text");
                    let regret: f64 = regret.parse().expect("a number");
                    assert!(regret <= 1e-11, "{file} {solver}: {regret}");
                }
            }
        }
    }
}

#[test]
fn quantal_responses_come_with_their_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let way = folder.path().join("way.csv");
    let path = root().join("cases/games/chicken.nfg");
    let to = way.to_str().expect("text");
    let arguments = ["--rationality", "0", "--path", to, "--format", "json"];
    let answer: Value = serde_json::from_str(&text(&detente(&path, &arguments))).expect("JSON");
    assert!(schema().is_valid(&answer));
    assert_eq!(answer["solution"]["rationality"], "0");
    let strategies = &answer["solution"]["equilibria"][0]["players"][0]["strategies"];
    assert_eq!(strategies[0]["probability"], "0.5");
    let rows = std::fs::read_to_string(&way).expect("a file");
    let mut lines = rows.lines();
    assert_eq!(
        lines.next(),
        Some("point,rationality,player,information_set,name,probability,payoff")
    );
    assert_eq!(lines.next(), Some("1,0,One,,swerve,0.5,2.375"));
}

/// Where the branch turns back, all three places are listed.
#[test]
fn all_quantal_responses_of_a_branch_are_listed() {
    let path = root().join("cases/games/habit.nfg");
    let arguments = ["--rationality", "0.8", "--format", "json"];
    let answer: Value = serde_json::from_str(&text(&detente(&path, &arguments))).expect("JSON");
    assert!(schema().is_valid(&answer));
    let solution = &answer["solution"];
    assert_eq!(solution["count"], "3");
    assert_eq!(solution["completeness"], "complete");
    assert_eq!(solution["equilibria"].as_array().map(Vec::len), Some(3));
}

/// A perfect Bayesian equilibrium says whether it is also sequential; this game has one that is not.
#[test]
fn perfect_bayesian_equilibria_say_whether_they_are_sequential() {
    let path = root().join("cases/games/judges.efg");
    let arguments = ["--solver", "perfect-bayesian", "--format", "json"];
    let answer: Value = serde_json::from_str(&text(&detente(&path, &arguments))).expect("JSON");
    assert!(schema().is_valid(&answer));
    let equilibria = answer["solution"]["equilibria"].as_array().expect("a list");
    let besides = |one: &Value| one["purposes"][0].as_str().expect("a text").to_owned();
    let odd: Vec<&Value> = equilibria
        .iter()
        .filter(|one| besides(one).starts_with("not sequential"))
        .collect();
    assert_eq!(odd.len(), 1);
    assert_eq!(odd[0]["gambit"], "NE,1,0,0,1,0,0,1");
}

#[test]
fn the_schema_refuses_what_it_should() {
    let schema = schema();
    let path = root().join("cases/games/chicken.nfg");
    let good: Value =
        serde_json::from_str(&text(&detente(&path, &["--format", "json"]))).expect("JSON");
    assert!(schema.is_valid(&good));
    for (key, wrong) in [
        ("version", Value::from(2)),
        ("form", Value::from("matrix")),
        ("players", Value::Null),
    ] {
        let mut bad = good.clone();
        bad[key] = wrong;
        assert!(!schema.is_valid(&bad), "{key} should be refused");
    }
    let mut rounded = good.clone();
    rounded["solution"]["equilibria"][0]["players"][0]["payoff"] = Value::from("0.33");
    assert!(!schema.is_valid(&rounded));
}

/// There and back: a tree with the same plans, a table with the same payoffs.
#[test]
fn conversion_keeps_names_and_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = |name: &str| folder.path().join(name);
    let convert = |from: &Path, name: &str| {
        let to = to(name);
        text(&detente(from, &["--convert", to.to_str().expect("text")]));
        std::fs::read(to).expect("a file")
    };
    let chicken = root().join("cases/games/chicken.nfg");
    let table = read_nfg(&std::fs::read(&chicken).expect("a file")[..]).expect("a game");
    let again = convert(&chicken, "again.nfg");
    assert_eq!(read_nfg(&again[..]).expect("a game"), table);
    assert!(
        String::from_utf8(again)
            .expect("text")
            .contains("\n0.5 0.5\n")
    );
    let tree = convert(&chicken, "chicken.efg");
    let tree = read_efg(&tree[..]).expect("a game");
    assert_eq!(tree.title(), table.title());
    assert_eq!(
        tree.information_sets()[0].actions,
        table.players()[0].strategies
    );
    let back = convert(&to("chicken.efg"), "back.nfg");
    let back = read_nfg(&back[..]).expect("a game");
    assert_eq!(back.players(), table.players());
    for cell in 0..4 {
        for player in tree.player_ids() {
            assert_eq!(back.payoff(cell, player), table.payoff(cell, player));
        }
    }
}

/// The lines of poker: 27 and 64 probabilities, which sum to 1 for each player.
#[test]
fn gambit_lines_have_all_probabilities() {
    let lines = text(&detente(
        &root().join("cases/games/poker.efg"),
        &["--format", "gambit"],
    ));
    assert!(lines.lines().count() > 0);
    for line in lines.lines() {
        let numbers = line
            .strip_prefix("NE,")
            .expect("a line of Gambit")
            .split(',');
        let numbers: Vec<Rational> = numbers
            .map(|one| Number::parse(one).expect("a number").value())
            .collect();
        assert_eq!(numbers.len(), 27 + 64);
        let sum = |part: &[Rational]| part.iter().fold(Rational::ZERO, |sum, one| sum + one);
        assert_eq!(sum(&numbers[..27]), Rational::ONE);
        assert_eq!(sum(&numbers[27..]), Rational::ONE);
    }
    let entry = detente(
        &root().join("cases/games/entry.efg"),
        &["--format", "gambit"],
    );
    assert_eq!(text(&entry), "NE,0,1,1,0\n");
}

/// In Kuhn's poker the first player never bets a jack in this equilibrium, so after a bet the
/// second believes what Bayes' rule says; and a folded tree says how much of it is shown.
#[test]
fn a_tree_is_drawn_with_an_equilibrium_and_beliefs() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("tree.svg");
    let to = to.to_str().expect("a plain name");
    let file = root().join("cases/games/poker.efg");
    text(&detente(&file, &["--draw", to]));
    let drawing = std::fs::read_to_string(to).expect("a drawing");
    assert!(drawing.contains("Equilibrium 1 of "), "{drawing}");
    assert!(drawing.contains(">belief 1/2<"));
    assert!(!drawing.contains("folded"));
    text(&detente(
        &file,
        &["--draw", to, "--most-nodes", "20", "--equilibrium", "2"],
    ));
    let drawing = std::fs::read_to_string(to).expect("a drawing");
    assert!(drawing.contains("Equilibrium 2 of "));
    assert!(
        drawing.contains(" of 55 nodes are shown, the likeliest plays first"),
        "{drawing}"
    );
    text(&detente(&file, &["--draw", to, "--solver", "none"]));
    let drawing = std::fs::read_to_string(to).expect("a drawing");
    assert!(drawing.contains("No equilibrium is shown."));
}

#[test]
fn every_tree_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("tree.svg");
    let to = to.to_str().expect("a plain name");
    for file in games()
        .iter()
        .filter(|file| file.extension().is_some_and(|it| it == "efg"))
    {
        text(&detente(file, &["--draw", to, "--solver", "none"]));
        let drawing = std::fs::read_to_string(to).expect("a drawing");
        assert!(drawing.ends_with("</svg>\n"), "{}", file.display());
    }
}

/// Kuhn's poker is worth -1/18 to the first player; what is reached is what was asked for, and few
/// iterations say that they are few.
#[test]
fn regret_is_minimised_as_far_as_asked() {
    let file = root().join("cases/games/poker.efg");
    for variant in ["plus", "discounted", "predictive"] {
        let arguments = ["--solver", "cfr", "--variant", variant, "--format", "json"];
        let answer: Value = serde_json::from_str(&text(&detente(&file, &arguments))).expect("JSON");
        let errors: Vec<String> = schema()
            .iter_errors(&answer)
            .map(|one| one.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
        let solution = &answer["solution"];
        assert_eq!(solution["iterations"]["ending"], "reached");
        let number = |value: &Value| value.as_str().and_then(|text| text.parse::<f64>().ok());
        let close = number(&solution["iterations"]["exploitability"]).expect("a number");
        assert!(close <= 1e-4, "{close}");
        let paid = number(&solution["equilibria"][0]["players"][0]["payoff"]).expect("a number");
        assert!((paid + 1.0 / 18.0).abs() <= 2.0 * close + 1e-9, "{paid}");
    }
    let page = text(&detente(&file, &["--solver", "cfr", "--iterations", "3"]));
    assert!(
        page.contains("incomplete: the limit of iterations was reached"),
        "{page}"
    );
}

/// What other programs would refuse is written all the same, and said.
#[test]
fn names_that_gambit_does_not_read_are_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("named.nfg");
    let game = "NFG 1 R \"named\" { \"Bj\u{f6}rn\" \"2\" } { 1 1 } 1 2";
    std::fs::write(&file, game).expect("a file");
    let to = folder.path().join("again.nfg");
    let to = to.to_str().expect("text");
    let output = detente(&file, &["--convert", to]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    text(&output);
    assert!(said.contains("Gambit 16.7 does not read"), "{said}");
    assert!(said.contains("Bj\u{f6}rn"), "{said}");
    assert!(
        std::fs::read_to_string(to)
            .expect("written")
            .contains("Bj\u{f6}rn")
    );
    let quiet = detente(&file, &["--convert", to, "--quiet"]);
    assert!(quiet.stderr.is_empty());
}

/// A game takes no more than twelve times its file, and what the program takes anyway.
#[cfg(target_os = "linux")]
#[test]
fn large_trees_are_read_in_bounded_memory() {
    const LEVELS: u32 = 16;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("large.efg");
    let mut large = String::from("EFG 2 R \"large\" { \"1\" \"2\" }\n");
    let (mut sets, mut ends) = (0, 0);
    let mut open = vec![0];
    while let Some(level) = open.pop() {
        if level < LEVELS {
            sets += 1;
            let player = level % 2 + 1;
            large += &format!("p \"\" {player} {sets} \"\" {{ \"l\" \"r\" }} 0\n");
            open.extend([level + 1; 2]);
        } else {
            ends += 1;
            large += &format!("t \"\" {ends} \"\" {{ 0.{ends}, -1/{ends} }}\n");
        }
    }
    std::fs::write(&file, &large).expect("a file");
    // What is limited is address space: code, stacks of threads and one heap for all of them.
    let kilobytes = 12 * large.len() / 1024 + 60_000;
    let run = |limit: usize| {
        Command::new("sh")
            .args([
                "-c",
                "ulimit -v \"$1\" && exec \"$2\" game \"$3\" --solver none",
                "sh",
            ])
            .arg(limit.to_string())
            .arg(env!("CARGO_BIN_EXE_detente"))
            .arg(&file)
            .env("MALLOC_ARENA_MAX", "1")
            .output()
            .expect("the program runs")
    };
    assert!(!run(30_000).status.success());
    assert!(text(&run(kilobytes)).contains("131071 nodes"));
}
