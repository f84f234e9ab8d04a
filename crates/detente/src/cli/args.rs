//! What can be said on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};

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

/// `sources`.
#[derive(Args, Debug)]
pub struct Sources {
    #[command(flatten)]
    /// Which model
    pub model: Model,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only these claims
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub claim: Vec<String>,
    /// Also write the passages to this file as W3C Web Annotations (JSON-LD)
    #[arg(long, value_name = "FILE")]
    pub annotations: Option<String>,
    /// Also write the documents to this file: BibTeX if it ends in .bib, CSL-JSON if in .json
    #[arg(long, value_name = "FILE")]
    pub bibliography: Option<String>,
}

/// `shared`.
#[derive(Args, Debug)]
pub struct Shared {
    /// The documents, or folders with them: plain text, Markdown, web pages, PDF files
    #[arg(value_name = "FILE|FOLDER", required = true)]
    pub paths: Vec<String>,
    #[command(flatten)]
    /// Where to
    pub output: Output,
    /// Only runs of at least this many words
    #[arg(long, value_name = "NUMBER", default_value_t = 8)]
    pub least_words: usize,
    /// List at most this many runs, and this many pairs of passages
    #[arg(long, value_name = "NUMBER", default_value_t = 200)]
    pub most: usize,
    /// Print the documents and their shared words as items for a model, ready to be judged there
    #[arg(long, conflicts_with = "format")]
    pub items: bool,
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
    /// List at most this many equilibria
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000)]
    pub most: usize,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = GameFormat::Text)]
    pub format: GameFormat,
    /// Write the answer to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
    /// Solve nothing: write the game to this file, as a tree (.efg) or as a table (.nfg)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["solver", "most", "format", "output"])]
    pub convert: Option<String>,
}

/// Which equilibria to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Solver {
    /// `backward` where everybody sees everything, else `extreme` for two players, else `pure`
    Auto,
    /// Pure equilibria that are equilibria in every subgame, by backward induction
    Backward,
    /// All pure equilibria
    Pure,
    /// All extreme equilibria of a game for two
    Extreme,
    /// None: only say what the file is
    None,
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
    /// The saved answer: JSON of `stability`, `explain` or `holds`
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
