//! What can be said on the command line.

mod changes;
mod files;
mod games;
mod questions;
mod sources;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use changes::{Change, Compare, Design, Inverse, Mediate, Sweep, Timeline, Uncertain};
pub use files::{
    Check, Completions, Export, Fmt, Graph, Import, Moves, New, Report, ReportFormat, Verify,
};
pub use games::{Game, GameFormat, Play, Solver, Variant};
pub use questions::{Analyze, Explain, Holds, Paths, Stability};
pub use sources::{Shared, Sources};

/// Which outcomes of a conflict hold, for whom and why.
#[derive(Debug, Parser)]
#[command(
    name = "detente",
    version,
    about,
    max_term_width = 100,
    after_help = "Exit codes: 0 all is well; 1 a check or verification failed, a passage is not as \
                  quoted, or a file is not formatted; 2 wrong use; 3 the model has errors; 4 the model is too large; \
                  5 a file cannot be read or written; 130 interrupted."
)]
pub struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Colours::Auto, value_name = "WHEN")]
    pub color: Colours,
    /// Show errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// How to show messages about the model
    #[arg(long, global = true, value_enum, default_value_t = Messages::Full, value_name = "FORM")]
    pub messages: Messages,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colours {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How to show diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Messages {
    /// With excerpts of the file
    Full,
    /// One line each
    Concise,
    /// As JSON
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The page to read first: what holds, under which foresight, why, and what it rests on
    Analyze(Analyze),
    /// Which states are stable for whom, under each concept
    Stability(Stability),
    /// Why a state is stable or not, actor by actor
    Explain(Explain),
    /// How states are reached from the status quo
    Paths(Paths),
    /// Does "always FORMULA" hold, and why
    Holds(Holds),
    /// The smallest changes that would break or restore an answer, and what it depends on
    Change(Change),
    /// Accounts side by side: what holds if what, and what would tell them apart
    Compare(Compare),
    /// What is not known of preferences, and what holds all the same
    Uncertain(Uncertain),
    /// Under which preferences of one actor a state would be an equilibrium
    Inverse(Inverse),
    /// What holds over many variants, and which assumptions that follows
    Sweep(Sweep),
    /// What a mediator could do: outcomes to agree on, and steps that help
    Mediate(Mediate),
    /// Which outcomes held when, with the events known by each date
    Timeline(Timeline),
    /// Where each assumption comes from: documents, passages, claims and their origins
    Sources(Sources),
    /// What plain documents have in common, without a model
    Shared(Shared),
    /// Play the conflict as a game: its equilibria, and where both lenses agree
    Play(Play),
    /// Read a game of Gambit (.efg, .nfg): what it is, its equilibria, and the other format
    Game(Game),
    /// Check the file for mistakes and run its checks
    Check(Check),
    /// Write files in the one canonical layout
    Fmt(Fmt),
    /// Draw states and moves
    Graph(Graph),
    /// Write a report on a case: one page to read, print and hand on
    Report(Report),
    /// Turn a conflict in JSON, a bibliography or annotations into the language
    Import(Import),
    /// Turn a conflict into JSON, with its states, moves and rankings worked out
    Export(Export),
    /// Check a saved JSON answer of stability, explain or holds with an independent program
    Verify(Verify),
    /// Write a commented starter file
    New(New),
    /// Print a completion script for a shell
    Completions(Completions),
}

/// Which model, and which part of it.
#[derive(Args, Clone, Debug)]
pub struct Model {
    /// The model: a .conflict file, a conflict in JSON, or - for the standard input
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Only these accounts; `base` is the conflict without any
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub account: Vec<String>,
    /// Suppose that this event has happened
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub event: Vec<String>,
    /// Events up to this date have happened
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Compare the quoted passages with the documents in this folder
    #[arg(long, value_name = "FOLDER")]
    pub documents: Option<String>,
    /// The folder that included files must stay in; by default that of the model
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<String>,
    /// Also give modelling advice
    #[arg(long)]
    pub pedantic: bool,
}

impl Model {
    /// Whether the model is read otherwise than its file says.
    #[must_use]
    pub fn supposes(&self) -> bool {
        !self.event.is_empty() || self.as_of.is_some()
    }
}

/// Where the answer goes.
#[derive(Args, Debug)]
pub struct Output {
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the answer to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
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
}
