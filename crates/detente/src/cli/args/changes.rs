//! Commands about what would change an answer, and how rival accounts differ.

use clap::{Args, ValueEnum};

use super::{Model, Output};

/// `change`.
#[derive(Args, Debug)]
pub struct Change {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these concepts
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
    /// Ask whether this always holds: a formula, or the name of an outcome in the file
    #[arg(long, value_name = "FORMULA", conflicts_with = "state")]
    pub question: Option<String>,
    /// Ask whether this state is an equilibrium
    #[arg(long, value_name = "STATE")]
    pub state: Option<String>,
    /// With --state: ask whether it is stable for these actors only
    #[arg(long, value_name = "ACTORS", value_delimiter = ',', requires = "state")]
    pub stable_for: Vec<String>,
    /// Ask what this check of the file claims, by its name or its text, under its concepts
    #[arg(long, value_name = "NAME", conflicts_with_all = ["question", "state", "any", "under"])]
    pub check: Option<String>,
    /// Actors take any undeterred improvement, not only their most preferred ones
    #[arg(long, conflicts_with = "state")]
    pub any: bool,
    /// The largest number of edits in a set
    #[arg(long, value_name = "NUMBER", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=8))]
    pub size: u8,
    /// Only edits in the hands of these actors
    #[arg(long, value_name = "ACTORS", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Only edits of assumptions that no passage states or supports
    #[arg(long)]
    pub unsourced: bool,
    /// Show every set and assumption
    #[arg(long)]
    pub all: bool,
    /// Also draw what the answers turn on, as SVG, to this file
    #[arg(long, value_name = "FILE")]
    pub drawing: Option<String>,
}

/// `compare`.
#[derive(Args, Debug)]
pub struct Compare {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these concepts
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
    /// Only these questions: names of outcomes
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub question: Vec<String>,
    /// Only these suppositions: names of events and `what if` blocks
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub what_if: Vec<String>,
    /// Everything that would tell these two accounts apart
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub pair: Vec<String>,
    /// Also the reasons, what is supposed, what follows and the assumptions
    #[arg(long)]
    pub explain: bool,
}

/// `uncertain`.
#[derive(Args, Debug)]
pub struct Uncertain {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these of nash, seq, sseq, smr, gmr
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
    /// How many random orders to draw where there are too many to try each
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub draws: u64,
    /// The seed of the draws: the same seed gives the same answer
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
}

/// `inverse`.
#[derive(Args, Debug)]
pub struct Inverse {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// The state: its name or letters, a formula that one state satisfies, `status quo` or `observed`
    #[arg(long, value_name = "STATE", default_value = "observed")]
    pub state: String,
    /// Only the orders of these actors
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub actor: Vec<String>,
    /// Only these concepts
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
    /// Where orders cannot be counted, draw up to this many at random
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub draws: u64,
    /// The seed of the draws: the same seed gives the same answer
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
}

/// `sweep`.
#[derive(Args, Debug)]
pub struct Sweep {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// What varies: event:NAME, rule:NAME, irreversible:OPTION, start:OPTION, line:ACTOR:NUMBER,
    /// place:ACTOR:NUMBER, order:ACTOR or weight:ACTOR:NUMBER=LOW..HIGH; by default every event and
    /// every binding rule
    #[arg(long, value_name = "WHAT")]
    pub vary: Vec<String>,
    /// Only these concepts
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
    /// Only these questions: names of outcomes
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub question: Vec<String>,
    /// How points are chosen; by default all combinations up to 10,000, else a Sobol sequence
    #[arg(long, value_enum, value_name = "DESIGN")]
    pub design: Option<Design>,
    /// Points, pairs or walks of a drawn design; 1,000 unless said otherwise
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub points: Option<u64>,
    /// The seed of a drawn design: the same seed gives the same points
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// Keep what each point shows in this CSV file; a sweep that was interrupted goes on from it
    #[arg(long, value_name = "FILE")]
    pub results: Option<String>,
    /// Also write what each point shows as Parquet
    #[arg(long, value_name = "FILE")]
    pub parquet: Option<String>,
    /// Draw where the outcome holds over the first two that vary, as SVG
    #[arg(long, value_name = "FILE")]
    pub draw: Option<String>,
}

/// How points are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Design {
    /// All combinations
    Grid,
    /// A Latin hypercube
    Latin,
    /// A Sobol sequence
    Sobol,
    /// Pairs of points, for Sobol indices
    Saltelli,
    /// Walks, for elementary effects
    Morris,
}

/// `mediate`.
#[derive(Args, Debug)]
pub struct Mediate {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these concepts
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
}

/// `timeline`.
#[derive(Args, Debug)]
pub struct Timeline {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these concepts
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
}
