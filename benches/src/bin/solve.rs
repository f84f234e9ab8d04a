//! Solves one game again and again and says how long one time takes, for comparing solvers alone.
//!
//! `solve SOLVER FILE`: the file is read before anything is measured, as programs do that are used as
//! libraries. The first line is the median of the times, in seconds, and how many there were; then
//! follow the equilibria, one line `NE,…` each: the probabilities of actions, by player and
//! information set, or of (reduced) strategies, by player.

use std::fs::File;
use std::io::BufReader;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use approximate::Source;
use approximate::logit::{self, Reach, principal};
use approximate::newton::newton;
use approximate::several;
use approximate::simplicial::simplicial;
use approximate::support::{self, supports};
use equilibrium::behaviour::Behaviour;
use equilibrium::extreme::{self, extreme};
use equilibrium::lemke::{self, lemke};
use equilibrium::lemke_howson::lemke_howson;
use equilibrium::mixed::Mixed;
use equilibrium::pure::pure;
use equilibrium::sequence_form::{Plan, SequenceForm};
use equilibrium::zero_sum::zero_sum;
use game::gambit::{read_efg, read_nfg};
use game::reduced::reduced;
use game::{Rational, Strategic, Tree};

/// Repeated until this much time is spent, or this often.
const SPENT: Duration = Duration::from_millis(300);
const OFTEN: usize = 1_000;

/// Equilibria that are listed at most.
const MOST: usize = 100_000;

/// Pivots at most: as many as it takes.
const STEPS: u64 = u64::MAX;

/// One path is followed to its end.
const ONE: lemke::Limits = lemke::Limits {
    steps: STEPS,
    equilibria: 1,
};

/// One curve, or one path of simplices.
const ONE_START: several::Limits = several::Limits {
    starts: 1,
    steps: STEPS,
    equilibria: MOST,
};

enum Game {
    Tree(Tree),
    Table(Strategic),
}

/// Probabilities in the order of the lines that are printed.
type Profiles = Vec<Vec<Rational>>;

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program speaks to a terminal"
)]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [solver, path] = arguments.as_slice() else {
        eprintln!(
            "usage: solve pure|extreme|zero-sum|lemke|lemke-howson|newton|simplicial|logit|support FILE"
        );
        return ExitCode::from(2);
    };
    match measured(solver, path) {
        Ok((seconds, times, profiles)) => {
            println!("{seconds:e} {times}");
            for profile in profiles {
                let numbers: Vec<String> = profile.iter().map(Rational::to_string).collect();
                println!("NE,{}", numbers.join(","));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measured(solver: &str, path: &str) -> Result<(f64, usize, Profiles), String> {
    let game = read(path)?;
    let mut times = Vec::new();
    let started = Instant::now();
    loop {
        let begun = Instant::now();
        let profiles = solved(solver, &game)?;
        times.push(begun.elapsed().as_secs_f64());
        if started.elapsed() >= SPENT || times.len() >= OFTEN {
            times.sort_by(f64::total_cmp);
            return Ok((times[times.len() / 2], times.len(), profiles));
        }
    }
}

fn read(path: &str) -> Result<Game, String> {
    let input = BufReader::new(File::open(path).map_err(|error| error.to_string())?);
    if path.ends_with(".nfg") {
        let game = read_nfg(input).map_err(|error| error.to_string())?;
        return Ok(Game::Table(game));
    }
    let game = read_efg(input).map_err(|error| error.to_string())?;
    Ok(Game::Tree(game))
}

fn solved(solver: &str, game: &Game) -> Result<Profiles, String> {
    match solver {
        "pure" => with_table(game, |table| Ok(pure_profiles(table))),
        "extreme" => with_table(game, |table| {
            let limits = extreme::Limits {
                work: u64::MAX,
                equilibria: MOST,
            };
            let found = extreme(table, limits).map_err(|error| error.to_string())?;
            Ok(found.equilibria.iter().map(flat).collect())
        }),
        "support" => with_table(game, |table| {
            let found = supports(table, support::Limits::default(), &|| true)
                .map_err(|error| error.to_string())?;
            Ok(found
                .equilibria
                .iter()
                .map(|one| flat(&one.profile))
                .collect())
        }),
        "zero-sum" => {
            let form = form(game)?;
            let found = zero_sum(&form, STEPS, &|| true).map_err(|error| error.to_string())?;
            Ok(vec![of_plans(game, &form, &found.plans)])
        }
        "lemke" => {
            let form = form(game)?;
            let found = lemke(&form, ONE, &|| true);
            let plans = found.equilibria.iter();
            Ok(plans.map(|plans| of_plans(game, &form, plans)).collect())
        }
        "lemke-howson" => with_table(game, |table| {
            let found = lemke_howson(table, ONE, &|| true).map_err(|error| error.to_string())?;
            Ok(found.equilibria.iter().map(flat).collect())
        }),
        "newton" => with_table(game, |table| {
            let found = newton(table, ONE_START, &|| true).map_err(|error| error.to_string())?;
            Ok(found
                .equilibria
                .iter()
                .map(|one| flat(&one.profile))
                .collect())
        }),
        "simplicial" => with_table(game, |table| {
            let found =
                simplicial(table, ONE_START, &|| true).map_err(|error| error.to_string())?;
            Ok(found
                .equilibria
                .iter()
                .map(|one| flat(&one.profile))
                .collect())
        }),
        "logit" => {
            let source = match game {
                Game::Tree(tree) => Source::Tree(tree),
                Game::Table(table) => Source::Table(table),
            };
            let branch = principal(source, Reach::Limit, logit::Limits::default(), &|| true)
                .map_err(|error| error.to_string())?;
            let limit = branch.limit.ok_or("the branch was lost")?;
            Ok(vec![match game {
                Game::Tree(tree) => by_player(tree, &limit.profile),
                Game::Table(_) => flat(&limit.profile),
            }])
        }
        _ => Err(format!("there is no solver {solver}")),
    }
}

/// The game's table, of a tree that of its reduced strategies: making it is part of solving.
fn with_table(
    game: &Game,
    solve: impl FnOnce(&Strategic) -> Result<Profiles, String>,
) -> Result<Profiles, String> {
    match game {
        Game::Table(table) => solve(table),
        Game::Tree(tree) => solve(&reduced(tree).map_err(|error| error.to_string())?.game),
    }
}

fn pure_profiles(table: &Strategic) -> Profiles {
    let weights = |played: &Vec<usize>| {
        let players = table.players().iter().zip(played);
        players
            .flat_map(|(player, &played)| {
                (0..player.strategies.len()).map(move |one| Rational::from(u8::from(one == played)))
            })
            .collect()
    };
    pure(table, MOST).profiles.iter().map(weights).collect()
}

fn form(game: &Game) -> Result<SequenceForm, String> {
    match game {
        Game::Tree(tree) => SequenceForm::of_tree(tree),
        Game::Table(table) => SequenceForm::of_table(table),
    }
    .map_err(|error| error.to_string())
}

fn of_plans(game: &Game, form: &SequenceForm, plans: &[Plan; 2]) -> Vec<Rational> {
    match game {
        Game::Tree(tree) => by_player(tree, &form.behaviour(tree.information_sets().len(), plans)),
        Game::Table(_) => plans.iter().flat_map(|plan| plan[1..].to_vec()).collect(),
    }
}

fn by_player(tree: &Tree, profile: &Behaviour) -> Vec<Rational> {
    let sets = tree
        .players()
        .iter()
        .flat_map(|player| &player.information_sets);
    sets.flat_map(|set| profile[set.index()].clone()).collect()
}

fn flat(profile: &Mixed) -> Vec<Rational> {
    profile.iter().flatten().cloned().collect()
}
