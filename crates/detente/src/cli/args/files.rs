//! Commands about files: checked, set, drawn, reported on, exchanged.

use clap::{Args, ValueEnum};

use super::{Model, Output};

/// `check`.
#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
}

/// `fmt`.
#[derive(Args, Debug)]
pub struct Fmt {
    /// The files, or - to read the standard input and write the standard output
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    /// Change nothing; say which files are not in canonical layout, and exit with 1 if any
    #[arg(long)]
    pub check: bool,
}

/// `graph`.
#[derive(Args, Debug)]
pub struct Graph {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    /// As SVG (the default)
    #[arg(long, conflicts_with = "dot")]
    pub svg: bool,
    /// As DOT, for Graphviz
    #[arg(long)]
    pub dot: bool,
    /// Only states that satisfy this formula
    #[arg(long = "where", value_name = "FORMULA")]
    pub filter: Option<String>,
    /// Which moves to draw
    #[arg(long, value_enum, default_value_t = Moves::Legible)]
    pub moves: Moves,
    /// Write to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
}

/// Which moves to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Moves {
    /// As many as stay legible
    Legible,
    /// All
    All,
    /// Improvements
    Improvements,
    /// Each actor's best improvements
    Best,
}

/// `report`.
#[derive(Args, Debug)]
pub struct Report {
    #[command(flatten)]
    /// Which model; a folder stands for the one .conflict file directly in it
    pub model: Model,
    /// The form of the report; by default as the name of the output says, else HTML
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
    /// Write the report to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
    /// The title of the report; by default that of the conflict
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// One page that needs nothing else
    Html,
    /// Markdown
    Md,
    /// For word processors
    Docx,
    /// Typst source
    Typst,
    /// LaTeX source
    Latex,
    /// For programs
    Json,
}

/// `import`.
#[derive(Args, Debug)]
pub struct Import {
    /// The conflict in JSON, or - for the standard input
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Write to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
}

/// `export`.
#[derive(Args, Debug)]
pub struct Export {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    /// Write to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
}

/// `verify`.
#[derive(Args, Debug)]
pub struct Verify {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    /// The saved answer: JSON of `stability`, `explain`, `holds`, `analyze` or `play`; of `game`, where
    /// FILE is a game
    #[arg(value_name = "ANSWER")]
    pub answer: String,
}

/// `new`.
#[derive(Args, Debug)]
pub struct New {
    /// The file to write; it must not exist
    #[arg(value_name = "FILE")]
    pub file: String,
}

/// `completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// For which shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
