//! Commands about where assumptions come from.

use clap::Args;

use super::{Model, Output};

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
