//! Commands about games: the play of a conflict, and games of other programs.

use clap::{Args, ValueEnum};
use report::drawing::MOST_NODES;

use super::{Model, Output};

/// `play`.
#[derive(Args, Debug)]
pub struct Play {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Give a parameter another value, such as cost=2 or p=1/3
    #[arg(long, value_name = "NAME=VALUE", value_delimiter = ',')]
    pub set: Vec<String>,
    /// Say which equilibria hold where a parameter varies, such as p or p=0..1; twice for two
    #[arg(
        long,
        value_name = "NAME[=FROM..TO]",
        value_delimiter = ',',
        conflicts_with = "export"
    )]
    pub vary: Vec<String>,
    /// Say what a small change of each parameter does, and how far each equilibrium holds
    #[arg(long, conflicts_with_all = ["export", "vary", "fit", "counts", "rationality"])]
    pub statics: bool,
    /// Say what is believed after this history, such as "challenge, not fight"; see the book
    #[arg(long, value_name = "MOVES", conflicts_with_all = ["export", "vary"])]
    pub observed: Option<String>,
    /// Say what it would be worth to each actor to learn what it does not know before it moves
    #[arg(long, conflicts_with_all = ["export", "vary"])]
    pub information: bool,
    /// Instead of equilibria: how well each account explains what was observed, by quantal responses
    #[arg(long, conflicts_with_all = ["export", "vary", "draw", "solver", "rationality", "information"])]
    pub fit: bool,
    /// Fit to histories and how often each came, from this CSV file with the columns history and count
    #[arg(long, value_name = "FILE", conflicts_with_all = ["export", "vary", "draw", "solver", "rationality", "observed", "information"])]
    pub counts: Option<String>,
    /// Which equilibria to look for
    #[arg(long, value_enum, default_value_t = Solver::Auto, value_name = "WHICH")]
    pub solver: Solver,
    /// Instead of equilibria: quantal responses at this rationality, per unit of payoff
    #[arg(long, value_name = "LAMBDA", value_parser = rationality, allow_hyphen_values = true, conflicts_with_all = ["export", "vary"])]
    pub rationality: Option<f64>,
    /// List at most this many equilibria
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    pub most: usize,
    /// Build trees of at most this many nodes
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000_000)]
    pub most_nodes: u64,
    /// Draw the game of one account with one of its equilibria, or the regions of two parameters
    /// that vary, into this file (.svg)
    #[arg(long, value_name = "FILE", conflicts_with = "export")]
    pub draw: Option<String>,
    /// Draw this one of the equilibria that are listed
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "draw")]
    pub equilibrium: usize,
    /// Fold what makes a drawing larger than this many nodes, at most 1,000
    #[arg(long, value_name = "NUMBER", default_value_t = MOST_NODES, requires = "draw")]
    pub most_drawn: usize,
    /// Solve nothing: write the game of one account to this .efg file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["solver", "most", "format", "output"])]
    pub export: Option<String>,
}

/// `game`.
#[derive(Args, Debug)]
pub struct Game {
    /// The game: a game tree (.efg), a strategic game (.nfg), or - for the standard input
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Which equilibria to look for
    #[arg(long, value_enum, default_value_t = Solver::Auto, value_name = "WHICH")]
    pub solver: Solver,
    /// How regret is minimised, with --solver cfr
    #[arg(long, value_enum, value_name = "HOW")]
    pub variant: Option<Variant>,
    /// Iterations of regret minimisation at most; 100,000 if nothing is said
    #[arg(long, value_name = "NUMBER")]
    pub iterations: Option<u64>,
    /// Minimise regret until half the sum of both regrets is this small; 0.0001 if nothing is said
    #[arg(long, value_name = "NUMBER")]
    pub exploitability: Option<f64>,
    /// List at most this many equilibria
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000)]
    pub most: usize,
    /// Search this many times as long as usual before giving up
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub effort: u64,
    /// Instead of an equilibrium: quantal responses at this rationality, per unit of payoff
    #[arg(long, value_name = "LAMBDA", value_parser = rationality, allow_hyphen_values = true, conflicts_with = "convert")]
    pub rationality: Option<f64>,
    /// Also write all quantal responses on the way to this CSV file
    #[arg(long, value_name = "FILE", conflicts_with = "convert")]
    pub path: Option<String>,
    /// Say what is believed after this history, such as "bet, call"; see the book
    #[arg(long, value_name = "MOVES", conflicts_with = "convert")]
    pub observed: Option<String>,
    /// Say what it would be worth to each player to learn what it does not know before it moves
    #[arg(long, conflicts_with = "convert")]
    pub information: bool,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = GameFormat::Text)]
    pub format: GameFormat,
    /// Write the answer to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
    /// Draw the game tree with one of the equilibria into this file (.svg)
    #[arg(long, value_name = "FILE")]
    pub draw: Option<String>,
    /// Draw this one of the equilibria that are listed
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "draw")]
    pub equilibrium: usize,
    /// Fold what makes a drawing larger than this many nodes, at most 1,000
    #[arg(long, value_name = "NUMBER", default_value_t = MOST_NODES, requires = "draw")]
    pub most_nodes: usize,
    /// Solve nothing: write the game to this file, as a tree (.efg) or as a table (.nfg)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["solver", "variant", "iterations", "exploitability", "most", "effort", "draw", "format", "output"])]
    pub convert: Option<String>,
}

/// Which equilibria to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Solver {
    /// What suits the game; the answer says why
    Auto,
    /// Pure equilibria that are equilibria in every subgame, by backward induction
    Backward,
    /// All pure equilibria
    Pure,
    /// All extreme equilibria of a game for two
    Extreme,
    /// Sequential equilibria: optimal everywhere, given beliefs
    Sequential,
    /// Perfect Bayesian equilibria: the same with beliefs by the rule of Bayes where it says something
    PerfectBayesian,
    /// Optimal play for two whose payoffs sum to a constant
    ZeroSum,
    /// Some equilibria of a tree for two, by Lemke's algorithm
    Lemke,
    /// Some equilibria of a game for two, by Lemke and Howson's algorithm
    LemkeHowson,
    /// Correlated equilibria that pay the most, and the most and least to each player
    Correlated,
    /// The same, for players who must decide before they are told anything
    CoarseCorrelated,
    /// Average play that minimises regret, for trees of two with perfect recall
    Cfr,
    /// Some equilibria of a game for any number of players, by the global Newton method (gnm)
    Newton,
    /// The same, by simplicial subdivision (simpdiv)
    Simplicial,
    /// All equilibria of a small game where they are isolated, for any number of players
    Support,
    /// The equilibrium that quantal responses lead to, for any number of players
    Logit,
    /// None: only say what the file is
    None,
}

/// How regret is minimised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Variant {
    /// CFR+
    Plus,
    /// Discounted CFR, with 3/2, 0 and 2
    Discounted,
    /// Predictive CFR+, the one that is taken if nothing is said
    Predictive,
}

/// A rationality from the command line.
fn rationality(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number >= 0.0 => Ok(number),
        _ => Err("a rationality is a decimal number, 0 or more".to_owned()),
    }
}

/// The form of an answer about a game.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GameFormat {
    /// For a person at a terminal
    Text,
    /// For programs
    Json,
    /// One observation a row
    Csv,
    /// Markdown
    Md,
    /// LaTeX with booktabs tables
    Latex,
    /// Lines NE,... as the program Gambit prints them
    Gambit,
}
