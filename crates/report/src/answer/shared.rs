//! What plain documents have in common, without a model.

use serde::{Deserialize, Serialize};

/// The answer of `shared`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SharedTexts {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Runs of fewer words were not looked for.
    pub least_words: u64,
    /// The documents, in the order in which they were named.
    pub documents: Vec<ComparedText>,
    /// The runs of words that at least two documents have, longest first.
    pub runs: Vec<TextRun>,
    /// Shorter runs that are left out.
    pub more_runs: u64,
    /// Passages that are nearly the same, most alike first.
    pub near: Vec<NearPassages>,
    /// Pairs of passages, less alike, that are left out.
    pub more_near: u64,
    /// Groups of documents that hang together by shared runs.
    pub families: Vec<Vec<String>>,
    /// Documents that share no run with another.
    pub independent: Vec<String>,
    /// Remarks, among them what could not be compared and why.
    pub remarks: Vec<String>,
}

impl SharedTexts {
    /// The document of this name.
    #[must_use]
    pub fn document(&self, name: &str) -> Option<&ComparedText> {
        self.documents.iter().find(|document| document.name == name)
    }
}

/// A document that was to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedText {
    /// The name it has in this answer.
    pub name: String,
    /// The file.
    pub file: String,
    /// What the file was read as; none if it was not read.
    pub kind: Option<String>,
    /// Hash of the file; none if it was not read.
    pub sha256: Option<String>,
    /// Number of words.
    pub words: u64,
    /// Why there is no text, if there is none.
    pub unreadable: Option<String>,
    /// What had to be assumed to read it.
    pub remarks: Vec<String>,
}

/// A run of words that at least two documents have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRun {
    /// The words, as they stand at the first place, with single spaces.
    pub words: String,
    /// Number of words.
    pub length: u64,
    /// Number of documents that have it.
    pub documents: u64,
    /// Where it stands.
    pub places: Vec<TextPlace>,
    /// Places that are left out.
    pub more_places: u64,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPlace {
    /// The document's name.
    pub document: String,
    /// The line of the first word, from 1.
    pub line: u64,
}

/// Two passages that are nearly the same, side by side without a verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearPassages {
    /// One.
    pub first: NearPassage,
    /// The other.
    pub second: NearPassage,
    /// Triples of neighbouring words that both have, over those that one of them has, from 0 to 1,
    /// rounded to three places.
    pub resemblance: f64,
    /// Words of the first that are not in the second, in order, and the reverse.
    pub differing: (Vec<String>, Vec<String>),
}

/// A passage of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearPassage {
    /// Where it stands.
    pub place: TextPlace,
    /// Its words, with single spaces.
    pub words: String,
}
