//! A large collection of games, where it is at hand: the principal branch leads to an equilibrium.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use std::path::{Path, PathBuf};

use approximate::logit::{Ended, Limits, Point, Reach, principal};
use approximate::refined::MOST_REGRET;
use approximate::{Compact, Source};
use equilibrium::{behaviour, mixed};
use game::gambit::{read_efg, read_nfg};
use game::{Rational, Strategic, Tree};

/// The collection is other people's work and no part of the project.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/games");
    let mut found = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            eprintln!("skipped: no games at {}", folder.display());
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|end| end == "efg" || end == "nfg")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

enum Game {
    Tree(Tree),
    Table(Strategic),
}

impl Game {
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).expect("a file");
        if path.extension().is_some_and(|end| end == "nfg") {
            Self::Table(read_nfg(&bytes[..]).expect("a game"))
        } else {
            Self::Tree(read_efg(&bytes[..]).expect("a game"))
        }
    }

    fn source(&self) -> Source<'_> {
        match self {
            Self::Tree(tree) => Source::Tree(tree),
            Self::Table(table) => Source::Table(table),
        }
    }

    fn regrets(&self, profile: &Vec<Vec<Rational>>) -> Vec<Option<Rational>> {
        match self {
            Self::Tree(tree) => behaviour::certificate(tree, profile).regrets,
            Self::Table(table) => {
                let regrets = mixed::certificate(table, profile).regrets;
                regrets.into_iter().map(Some).collect()
            }
        }
    }
}

#[test]
fn every_point_of_the_branch_solves_its_equation_and_the_limit_is_an_equilibrium() {
    for path in files() {
        let game = Game::read(&path);
        let source = game.source();
        let compact = source.compact().expect("a small game");
        let branch = principal(source, Reach::Limit, Limits::default(), &|| true).expect("small");
        for point in &branch.points {
            let left = left(&compact, point);
            let rationality = point.rationality * compact.range();
            assert!(
                left <= 2e-12 * rationality.max(1.0),
                "{}: {left:e}",
                path.display()
            );
        }
        assert_eq!(branch.ended, Ended::Reached, "{}", path.display());
        let limit = branch.limit.expect("an equilibrium");
        for agent in &limit.profile {
            assert_eq!(game::number::sum(agent.iter().cloned()), Rational::ONE);
        }
        let most = Rational::try_from(MOST_REGRET * compact.range()).expect("a number");
        let regrets = game.regrets(&limit.profile);
        assert_eq!(regrets, limit.regrets, "{}", path.display());
        for regret in regrets.iter().flatten() {
            assert!(*regret <= most, "{}: {regret}", path.display());
        }
        assert!(
            limit.gap <= MOST_REGRET * compact.range(),
            "{}",
            path.display()
        );
    }
}

/// By how much the logarithms of a point differ from what they ought to be.
fn left(game: &Compact, point: &Point) -> f64 {
    let worth = game.worth(&point.logs);
    let rationality = point.rationality * game.range();
    let mut most: f64 = 0.0;
    for agent in game.agents() {
        let wanted: Vec<f64> = agent
            .actions
            .clone()
            .map(|at| rationality * worth[at])
            .collect();
        let largest = wanted.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = wanted.iter().map(|one| (one - largest).exp()).sum();
        for (at, one) in agent.actions.clone().zip(wanted) {
            most = most.max((one - largest - total.ln() - point.logs[at]).abs());
        }
    }
    most
}
