//! Documents, passages, claims and lineage: where each assumption comes from.

use serde::{Deserialize, Serialize};

/// The answer of `sources`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sources {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the model file.
    pub file: String,
    /// Title of the conflict.
    pub title: Option<String>,
    /// The documents.
    pub documents: Vec<SourceDocument>,
    /// The passages, document by document.
    pub passages: Vec<SourcePassage>,
    /// The claims.
    pub claims: Vec<ClaimLineage>,
    /// The same words, said to be of different speakers.
    pub shifts: Vec<AttributionShift>,
    /// Nearly the same words, side by side.
    pub altered: Vec<AlteredWords>,
    /// Runs of words that documents share: judged in the file, or found and proposed.
    pub shared: Vec<SharedRun>,
    /// Groups of documents that share text, by the accepted and proposed runs. A document that is
    /// in no group is textually independent of the rest.
    pub families: Vec<Vec<String>>,
    /// Names of the documents that share no text with another (of those at hand).
    pub independent: Vec<String>,
    /// Remarks, among them what could not be compared and why.
    pub remarks: Vec<String>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceDocument {
    /// Identifier.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Date: `2025-06-16`, `2025-06` or `2025`.
    pub date: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// File name.
    pub file: Option<String>,
    /// Hash of the file that was quoted.
    pub sha256: Option<String>,
    /// Reliability, A to F.
    pub reliability: Option<String>,
    /// Whether it is at hand, and unchanged.
    pub standing: DocumentStanding,
    /// Number of passages taken from it.
    pub passages: u64,
}

/// Whether a document is at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "document")]
pub enum DocumentStanding {
    /// At hand, with the hash given (or none is given).
    AtHand,
    /// At hand, with another hash.
    Changed {
        /// The hash of what is there.
        sha256: String,
    },
    /// There, but cannot be read.
    Unreadable {
        /// Why.
        why: String,
    },
    /// Not at hand.
    NotAtHand,
}

/// A passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcePassage {
    /// Document and passage: `a001.window-shut`.
    pub name: String,
    /// The document's name.
    pub document: String,
    /// The exact words.
    pub words: String,
    /// The speaker as traced, and those who passed the words on, nearest to the document last;
    /// labels. `the author`, `a reader's comment`, `boilerplate` for voices. Empty if not said.
    pub traced: Vec<String>,
    /// The speaker as the document gives it.
    pub speaker_as_given: Option<String>,
    /// The verb of attribution.
    pub verb: Option<String>,
    /// The hedge.
    pub hedge: Option<String>,
    /// The line where it stands in the document.
    pub line: Option<u64>,
    /// A date in the passage as given.
    pub when: Option<String>,
    /// That date as resolved by the analyst.
    pub resolved: Option<String>,
    /// Credibility, 1 to 6.
    pub credibility: Option<u8>,
    /// Remark.
    pub note: Option<String>,
    /// Whether the words stand in the document.
    pub standing: PassageStanding,
    /// The assumptions that rest on it: `rule binding-veto`, `Israel prefers: lead`; with the
    /// account in brackets where not all accounts share it.
    pub supports: Vec<String>,
}

/// Whether a passage stands in its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "passage")]
pub enum PassageStanding {
    /// Found, once or at the place that was said.
    Found,
    /// Found elsewhere than was said.
    Moved {
        /// The line where it is.
        line: u64,
    },
    /// Found several times, and nothing says which is meant.
    Repeated {
        /// The lines.
        lines: Vec<u64>,
    },
    /// Not found; the nearest words that are there now.
    Altered {
        /// The line where they are.
        line: u64,
        /// The nearest words.
        nearest: String,
        /// Words of the passage that the document has not there, in order, and the reverse; empty
        /// where the two differ in letter case alone, or in too much.
        #[serde(default)]
        differing: (Vec<String>, Vec<String>),
    },
    /// Not found, and nothing is near.
    Missing,
    /// The document is not at hand.
    NotCompared,
}

impl PassageStanding {
    /// In one word.
    #[must_use]
    pub fn in_a_word(&self) -> &'static str {
        match self {
            PassageStanding::Found => "found",
            PassageStanding::Moved { .. } => "moved",
            PassageStanding::Repeated { .. } => "repeated",
            PassageStanding::Altered { .. } => "altered",
            PassageStanding::Missing => "missing",
            PassageStanding::NotCompared => "not-compared",
        }
    }

    /// Whether the document has not the words that are quoted.
    #[must_use]
    pub fn is_drift(&self) -> bool {
        matches!(
            self,
            PassageStanding::Altered { .. } | PassageStanding::Missing
        )
    }
}

/// A claim with the origins behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLineage {
    /// Identifier.
    pub name: String,
    /// What is claimed.
    pub label: Option<String>,
    /// Names of the documents that carry it.
    pub documents: Vec<String>,
    /// Passages that say it.
    pub passages: Vec<String>,
    /// Passages that deny it.
    pub against: Vec<String>,
    /// Number of independent origins.
    pub count: OriginCount,
    /// The origins, with the passages that lead to each.
    pub origins: Vec<SupportingOrigin>,
    /// Why the two ends of the interval are what they are, one sentence each: the evidence for
    /// taking origins as one (same words, same named source), and for leaving it open.
    pub why: Vec<String>,
    /// Credibility, 1 to 6.
    pub credibility: Option<u8>,
    /// Remark.
    pub note: Option<String>,
}

/// How many independent origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginCount {
    /// At least so many: certified by the texts.
    pub certified: u64,
    /// At most so many: what the texts leave possible.
    pub possible: u64,
}

/// An origin behind a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportingOrigin {
    /// Its label, or its name; `the author of a001` for an author.
    pub origin: String,
    /// Whether the text gives no name.
    pub anonymous: bool,
    /// Reliability, A to F.
    pub reliability: Option<String>,
    /// Who passed it on.
    pub via: Vec<String>,
    /// The passages that lead to it.
    pub passages: Vec<String>,
    /// Other origins of this claim that it may be.
    pub may_be: Vec<String>,
}

/// The same words with different speakers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributionShift {
    /// The words, as the first passage has them.
    pub words: String,
    /// Number of words that the documents share around them, if known.
    pub run: Option<u64>,
    /// Where they stand, and whose they are said to be there.
    pub uses: Vec<WordUse>,
    /// The origin that the analyst traces them to; several if the passages disagree.
    pub traced: Vec<String>,
}

/// Words in one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordUse {
    /// The passage: `a001.until-they-do`.
    pub passage: String,
    /// The words there.
    pub words: String,
    /// The speaker as given.
    pub speaker_as_given: Option<String>,
    /// The verb.
    pub verb: Option<String>,
    /// The hedge.
    pub hedge: Option<String>,
}

/// Nearly the same words in two passages, side by side without a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlteredWords {
    /// One.
    pub first: WordUse,
    /// The other.
    pub second: WordUse,
    /// Words of the first that are not in the second, in order, and the reverse.
    pub differing: (Vec<String>, Vec<String>),
}

/// A run of words that documents share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedRun {
    /// Its name in the file, if it is judged there.
    pub name: Option<String>,
    /// The shared words as the first document has them; where it is not at hand, the words quoted
    /// in the file.
    pub words: String,
    /// Number of words.
    pub length: u64,
    /// Where they stand: document, and line if known.
    pub places: Vec<(String, Option<u64>)>,
    /// What the analyst makes of it.
    pub standing: SharedStanding,
    /// Passages that lie in the run, or contain it.
    pub passages: Vec<String>,
}

/// What the analyst makes of a shared run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "shared")]
pub enum SharedStanding {
    /// Found, and not yet judged in the file.
    Proposed,
    /// One source.
    Accepted {
        /// Why.
        why: String,
    },
    /// It means nothing.
    Rejected {
        /// Why.
        why: String,
    },
}
