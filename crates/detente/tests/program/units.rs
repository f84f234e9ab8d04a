//! Answers of every solver do not depend on how payoffs are measured: games with payoffs multiplied by a
//! thousand million or divided by it, and with a constant added for each player, have the answers of the
//! game as it was, also where payoffs tie and strategies are copies of each other.

use std::path::Path;
use std::process::Command;

use game::{Number, Rational};
use serde_json::Value;

/// Solvers in exact arithmetic.
const EXACT: [&str; 10] = [
    "backward",
    "pure",
    "extreme",
    "sequential",
    "perfect-bayesian",
    "zero-sum",
    "lemke",
    "lemke-howson",
    "correlated",
    "coarse-correlated",
];

/// Solvers in floating point, whose answers are refined until regrets are next to nothing.
const FLOATING: [&str; 4] = ["newton", "simplicial", "support", "logit"];

/// How payoffs are measured: the factor, and what is added to those of the first, second and third.
const UNITS: [(&str, [i64; 3]); 4] = [
    ("1000000000", [0, 0, 0]),
    ("1/1000000000", [0, 0, 0]),
    ("1", [1_000_000, -7, 123]),
    ("1000000000", [-1_000_000, 1, 5]),
];

/// A game with room for its payoffs.
struct Game {
    name: &'static str,
    ending: &'static str,
    /// With `{}` for each payoff.
    text: &'static str,
    players: usize,
    payoffs: &'static [i64],
}

const GAMES: [Game; 7] = [
    Game {
        name: "battle",
        ending: "nfg",
        text: "NFG 1 R \"battle\" { \"1\" \"2\" } { 2 2 } {} {} {} {} {} {} {} {}",
        players: 2,
        payoffs: &[2, 1, 0, 0, 0, 0, 1, 2],
    },
    Game {
        name: "ties",
        ending: "nfg",
        text: "NFG 1 R \"ties\" { \"1\" \"2\" } { 3 2 } {} {} {} {} {} {} {} {} {} {} {} {}",
        players: 2,
        payoffs: &[1, 1, 1, 0, 0, 2, 1, 1, 1, 2, 0, 0],
    },
    Game {
        name: "copies",
        ending: "nfg",
        text: "NFG 1 R \"copies\" { \"1\" \"2\" } { 3 3 } {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}",
        players: 2,
        payoffs: &[3, 0, 0, 2, 3, 0, 0, 2, 3, 0, 0, 2, 3, 0, 0, 2, 3, 0],
    },
    Game {
        name: "coins",
        ending: "nfg",
        text: "NFG 1 R \"coins\" { \"1\" \"2\" } { 2 2 } {} {} {} {} {} {} {} {}",
        players: 2,
        payoffs: &[1, -1, -2, 2, -1, 1, 3, -3],
    },
    Game {
        name: "three",
        ending: "nfg",
        text: "NFG 1 R \"three\" { \"1\" \"2\" \"3\" } { 2 2 2 } {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}",
        players: 3,
        payoffs: &[
            9, 8, 12, 0, 0, 0, 0, 0, 0, 3, 4, 6, 0, 0, 0, 3, 4, 6, 9, 8, 2, 0, 0, 0,
        ],
    },
    Game {
        name: "entry",
        ending: "efg",
        text: "EFG 2 R \"entry\" { \"1\" \"2\" }
p \"\" 1 1 \"\" { \"in\" \"out\" } 0
p \"\" 2 1 \"\" { \"fight\" \"yield\" } 0
t \"\" 1 \"\" { {} {} }
t \"\" 2 \"\" { {} {} }
t \"\" 3 \"\" { {} {} }
",
        players: 2,
        payoffs: &[-1, -1, 1, 1, 0, 2],
    },
    Game {
        name: "signal",
        ending: "efg",
        text: "EFG 2 R \"signal\" { \"1\" \"2\" }
c \"\" 1 \"\" { \"strong\" 0.9 \"weak\" 0.1 } 0
p \"\" 1 1 \"\" { \"beer\" \"quiche\" } 0
p \"\" 2 1 \"\" { \"duel\" \"not\" } 0
t \"\" 1 \"\" { {} {} }
t \"\" 2 \"\" { {} {} }
p \"\" 2 2 \"\" { \"duel\" \"not\" } 0
t \"\" 3 \"\" { {} {} }
t \"\" 4 \"\" { {} {} }
p \"\" 1 2 \"\" { \"beer\" \"quiche\" } 0
p \"\" 2 1 \"\" { \"duel\" \"not\" } 0
t \"\" 5 \"\" { {} {} }
t \"\" 6 \"\" { {} {} }
p \"\" 2 2 \"\" { \"duel\" \"not\" } 0
t \"\" 7 \"\" { {} {} }
t \"\" 8 \"\" { {} {} }
",
        players: 2,
        payoffs: &[1, 0, 3, 1, 0, 0, 2, 1, 0, 1, 2, 0, 1, 1, 3, 0],
    },
];

impl Game {
    /// The game as a file, payoffs measured otherwise.
    fn written(&self, folder: &Path, factor: &str, shifts: [i64; 3]) -> std::path::PathBuf {
        let factor = Number::parse(factor).expect("a number").value();
        let mut text = self.text.to_owned();
        for (place, payoff) in self.payoffs.iter().enumerate() {
            let shift = Rational::from(shifts[place % self.players]);
            let moved = Rational::from(*payoff) * &factor + shift;
            text = text.replacen("{}", &moved.to_string(), 1);
        }
        assert!(!text.contains("{}"), "{}", self.name);
        let path = folder.join(format!("{}.{}", self.name, self.ending));
        std::fs::write(&path, text).expect("a file");
        path
    }
}

/// What a solver answers; nothing where it does not take such games.
struct Answer {
    complete: bool,
    /// The probabilities of each equilibrium, in the order of the file.
    equilibria: Vec<Vec<String>>,
    regrets: Vec<String>,
}

fn answer(path: &Path, solver: &str) -> Option<Answer> {
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .arg("game")
        .arg(path)
        .args(["--format", "json", "--solver", solver])
        .output()
        .expect("the program runs");
    if !output.status.success() {
        // Wrong use: not for such games.
        assert_eq!(output.status.code(), Some(2), "{solver}");
        return None;
    }
    let whole: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let solution = &whole["solution"];
    let mut found = Answer {
        complete: solution["completeness"] == "complete",
        equilibria: Vec::new(),
        regrets: Vec::new(),
    };
    for equilibrium in solution["equilibria"].as_array().into_iter().flatten() {
        let mut own = Vec::new();
        strings(equilibrium, "probability", &mut own);
        found.equilibria.push(own);
        strings(equilibrium, "regret", &mut found.regrets);
    }
    Some(found)
}

/// All texts under a key, however deep.
fn strings(value: &Value, key: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| strings(one, key, found)),
        Value::Object(all) => {
            for (name, one) in all {
                match one.as_str() {
                    Some(text) if name == key => found.push(text.to_owned()),
                    _ => strings(one, key, found),
                }
            }
        }
        _ => {}
    }
}

fn number(text: &str) -> f64 {
    match text.split_once('/') {
        Some((over, under)) => number(over) / number(under),
        None => text.parse().expect("a number"),
    }
}

fn is_near(one: &[String], two: &[String]) -> bool {
    let mut pairs = one.iter().zip(two);
    one.len() == two.len() && pairs.all(|(one, two)| (number(one) - number(two)).abs() < 1e-6)
}

/// Asks solvers about each game that they take, as it is and with payoffs measured otherwise, and has the two
/// answers compared: how many times that was. `check` is told the game, the factor and what to call the case.
fn in_all_units(
    solvers: &[&str],
    mut check: impl FnMut(&Game, &str, &str, &Answer, &Answer),
) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let mut compared = 0;
    for game in &GAMES {
        for solver in solvers {
            let Some(plain) = answer(&game.written(folder.path(), "1", [0; 3]), solver) else {
                continue;
            };
            for (factor, shifts) in UNITS {
                let moved = answer(&game.written(folder.path(), factor, shifts), solver);
                let what = format!("{} by {solver} times {factor}", game.name);
                let moved = moved.unwrap_or_else(|| panic!("{what}"));
                assert_eq!(plain.complete, moved.complete, "{what}");
                check(game, factor, &what, &plain, &moved);
                compared += 1;
            }
        }
    }
    compared
}

#[test]
fn exact_answers_are_the_same_in_all_units() {
    let compared = in_all_units(&EXACT, |_, _, what, plain, moved| {
        let sorted = |answer: &Answer| {
            let mut all = answer.equilibria.clone();
            all.sort();
            all
        };
        // One path may end elsewhere; what is called complete may not.
        if plain.complete {
            assert_eq!(sorted(plain), sorted(moved), "{what}");
        }
        assert!(moved.regrets.iter().all(|regret| regret == "0"), "{what}");
    });
    assert!(compared > 100, "{compared}");
}

#[test]
fn floating_answers_are_nearly_the_same_in_all_units() {
    let compared = in_all_units(&FLOATING, |game, factor, what, plain, moved| {
        assert!(!moved.equilibria.is_empty(), "{what}");
        let all_near = |these: &Answer, those: &Answer| {
            let near = |one: &Vec<String>| those.equilibria.iter().any(|two| is_near(one, two));
            these.equilibria.iter().all(near)
        };
        if plain.complete {
            assert!(all_near(plain, moved) && all_near(moved, plain), "{what}");
        }
        let payoffs = || game.payoffs.iter();
        let range = payoffs().max().expect("some") - payoffs().min().expect("some");
        // Of the range of payoffs.
        let most = 1e-11 * range as f64 * number(factor);
        for regret in &moved.regrets {
            assert!(number(regret) <= most, "{what}: regret {regret}");
        }
    });
    assert!(compared > 80, "{compared}");
}
