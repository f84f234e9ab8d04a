//! The whole report on a case, as data.

use serde::{Deserialize, Serialize};

use super::{Analysis, Assumption, Comparison, MultiStability, Outline, Sources, Timeline};

/// Everything that `report` shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// What the model consists of.
    pub outline: Outline,
    /// What holds, account by account.
    pub analysis: Analysis,
    /// Stability of the states, account by account.
    pub stability: MultiStability,
    /// Every assumption with what it rests on, in file order.
    pub assumptions: Vec<SourcedAssumption>,
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
    /// What could not be answered, and why.
    pub remarks: Vec<String>,
}

impl Dossier {
    /// The title that a reader sees: that of the conflict, else the name of the file.
    #[must_use]
    pub fn title(&self) -> &str {
        self.analysis
            .title
            .as_deref()
            .unwrap_or(&self.analysis.file)
    }

    /// The drawing of this name.
    #[must_use]
    pub fn drawing(&self, name: &str) -> Option<&Drawing> {
        self.drawings.iter().find(|drawing| drawing.name == name)
    }

    /// The drawings of the conflict: who can do what, and the states where they have names.
    pub fn drawings_of_conflict(&self) -> impl Iterator<Item = &Drawing> {
        let of_conflict = |drawing: &&Drawing| {
            let name = drawing.name.as_str();
            name == "conflict" || name == "states" || name.starts_with("states-")
        };
        self.drawings.iter().filter(of_conflict)
    }
}

/// An assumption with everything that is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcedAssumption {
    /// What it is about.
    pub kind: AssumptionKind,
    /// The assumption.
    pub assumption: Assumption,
    /// What it says in words, where `what` is only a name: an option's label, a rule's text.
    pub words: Option<String>,
    /// Passages that speak against it.
    pub against: Vec<String>,
    /// Remark.
    pub note: Option<String>,
    /// Names of the accounts that make it; empty where all do.
    pub accounts: Vec<String>,
    /// Names of the questions whose answer it decides.
    pub decides: Vec<String>,
}

/// What an assumption is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssumptionKind {
    /// An option of an actor.
    Option,
    /// A rule.
    Rule,
    /// Where the conflict stands.
    StatusQuo,
    /// An event that has happened.
    Event,
    /// What an actor prefers.
    Preference,
}

/// A drawing with the words that say what is on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// Short identifier: `conflict`; `states`, with an account's name where accounts differ;
    /// `turns`, with an account's name where there are accounts; `lineage-` and the name of a claim.
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
