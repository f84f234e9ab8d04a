//! Commands about what holds, for whom and why.

use clap::Args;

use super::{Model, Output};

/// `analyze`.
#[derive(Args, Debug)]
pub struct Analyze {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
}

/// `stability`.
#[derive(Args, Debug)]
pub struct Stability {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these concepts: nash, gmr, smr, seq, sseq; with two actors also l1, l2, … and nm
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
    /// Only these actors
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub actor: Vec<String>,
    /// Only states that satisfy this formula
    #[arg(long = "where", value_name = "FORMULA")]
    pub filter: Option<String>,
    /// Also for coalitions: `all`, or members joined by +, as in `Israel+US`
    #[arg(long, value_name = "COALITIONS", value_delimiter = ',', num_args = 0..=1, default_missing_value = "all")]
    pub coalitions: Vec<String>,
    /// In JSON, say for each state and actor which sanction deters each improvement
    #[arg(long)]
    pub certificates: bool,
}

/// `explain`.
#[derive(Args, Debug)]
pub struct Explain {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    /// The state: its name or letters, a formula that one state satisfies, `status quo` or `observed`
    #[arg(value_name = "STATE", default_value = "status quo")]
    pub state: String,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these concepts
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
    /// Only these actors
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub actor: Vec<String>,
}

/// `paths`.
#[derive(Args, Debug)]
pub struct Paths {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Where to start: a state, by default the status quo
    #[arg(long, value_name = "STATE", default_value = "status quo")]
    pub from: String,
    /// The states to reach: a state or a formula; by default the equilibria
    #[arg(long, value_name = "STATES")]
    pub to: Option<String>,
    /// Only by moves that improve the mover's lot
    #[arg(long)]
    pub improvements: bool,
    /// List up to this many shortest ways to each state
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub all: usize,
}

/// `holds`.
#[derive(Args, Debug)]
pub struct Holds {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    /// The formula, or the name of an outcome in the file
    #[arg(value_name = "FORMULA")]
    pub formula: String,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these concepts
    #[arg(long, value_name = "CONCEPTS", value_delimiter = ',')]
    pub under: Vec<String>,
    /// Where to start: a state, by default the status quo
    #[arg(long, value_name = "STATE", default_value = "status quo")]
    pub from: String,
    /// Actors take any undeterred improvement, not only their most preferred ones
    #[arg(long)]
    pub any: bool,
}
