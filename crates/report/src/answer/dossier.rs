//! The whole report on a case, as data.

use serde::{Deserialize, Serialize};

use super::{Analysis, Comparison, MultiStability, Sources, Timeline};

/// Everything that `report` shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// What holds, account by account.
    pub analysis: Analysis,
    /// Stability of the states, account by account.
    pub stability: MultiStability,
    /// Accounts side by side.
    pub comparison: Comparison,
    /// Documents, passages, claims and lineage.
    pub sources: Sources,
    /// Which outcomes held when; none where no event has a date.
    pub timeline: Option<Timeline>,
    /// The drawings.
    pub drawings: Vec<Drawing>,
    /// How to cite the case.
    pub citation: Citation,
    /// Hash of the model: the same for files that differ in layout alone.
    pub model_hash: String,
    /// What was set on the command line, in words; empty where nothing was.
    pub settings: Vec<String>,
    /// Remarks of the file.
    pub notes: Vec<String>,
}

/// A drawing with the words that say what is on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// Short identifier: `conflict`, `states`, `lineage`.
    pub name: String,
    /// Caption.
    pub caption: String,
    /// What can be seen on it, for those who cannot see it.
    pub description: String,
    /// The drawing, an SVG element without scripts or links to elsewhere.
    pub svg: String,
}

/// How to cite the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// One sentence.
    pub text: String,
    /// As a BibTeX entry.
    pub bibtex: String,
}
