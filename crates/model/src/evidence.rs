//! Documents, passages, origins and offices, and what an assumption rests on.

use syntax::ast::Date;
use syntax::diagnostic::Span;

pub use syntax::ast::When;

/// A document, numbered in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

/// A passage of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageId {
    /// The document.
    pub document: DocumentId,
    /// Position among the document's passages.
    pub passage: u32,
}

/// An origin, numbered in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginId(pub u32);

/// Everything that assumptions can point to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The documents.
    pub documents: Vec<Document>,
    /// The origins.
    pub origins: Vec<Origin>,
    /// The offices.
    pub offices: Vec<Office>,
    /// The claims.
    pub claims: Vec<Claim>,
    /// What the analyst makes of words that documents share.
    pub shared: Vec<SharedWords>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Identifier.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// File name, relative.
    pub file: Option<String>,
    /// Hash of the file's bytes, 64 lower-case hexadecimal digits.
    pub sha256: Option<String>,
    /// Date of the document.
    pub date: Option<When>,
    /// Author.
    pub author: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Reliability of the source.
    pub reliability: Option<Reliability>,
    /// Lines that are not the author's.
    pub voices: Vec<VoiceLines>,
    /// Passages.
    pub passages: Vec<Passage>,
    /// Where it is declared.
    pub span: Span,
}

/// A passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Identifier.
    pub name: String,
    /// The exact words.
    pub words: String,
    /// Who said it, as traced.
    pub speaker: Option<Speaker>,
    /// Who said it, as the document gives it.
    pub speaker_as_given: Option<String>,
    /// The verb of attribution.
    pub verb: Option<String>,
    /// The hedge.
    pub hedge: Option<String>,
    /// Line in the document, from 1.
    pub line: Option<u32>,
    /// The words right before (W3C Web Annotation, text-quote selector).
    pub prefix: Option<String>,
    /// The words right after.
    pub suffix: Option<String>,
    /// Start and end in the document's text, in characters from 0, end not included (W3C Web
    /// Annotation, text-position selector).
    pub characters: Option<(u64, u64)>,
    /// A date in the passage, as given and as resolved.
    pub when: Option<GivenDate>,
    /// Credibility of what is said.
    pub credibility: Option<Credibility>,
    /// Remark.
    pub note: Option<String>,
    /// Where the words stand in the model file.
    pub span: Span,
}

/// Who speaks in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A declared origin.
    Origin(OriginId),
    /// The document's author.
    Author,
    /// A reader's comment.
    Comment,
    /// Boilerplate: not evidence.
    Boilerplate,
}

/// Where words come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Identifier.
    pub name: String,
    /// Label.
    pub label: Option<String>,
    /// Who passed it on, nearest to the documents last.
    pub via: Vec<OriginId>,
    /// Whether the text gives no name.
    pub anonymous: bool,
    /// Other origins that this one may be.
    pub perhaps: Vec<OriginId>,
    /// Origins that this one is certainly not.
    pub other_than: Vec<OriginId>,
    /// Reliability of the source.
    pub reliability: Option<Reliability>,
    /// Remark.
    pub note: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// A date in a passage: as the document gives it, and as the analyst resolves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDate {
    /// The document's words: `on Sunday`.
    pub words: String,
    /// The date that the analyst takes it to be, if any.
    pub resolved: Option<When>,
}

/// Lines of a document that are not its author's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceLines {
    /// Whose: [`Speaker::Comment`] or [`Speaker::Boilerplate`].
    pub voice: Speaker,
    /// First and last line of each stretch, from 1, both included.
    pub lines: Vec<(u32, u32)>,
    /// Where it is said.
    pub span: Span,
}

/// Reliability of a source in the NATO Admiralty code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

/// Credibility of information in the NATO Admiralty code: 1 (confirmed by other sources) to 5
/// (improbable); 6 cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Credibility(pub u8);

/// Something that passages say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Identifier.
    pub name: String,
    /// What is claimed.
    pub label: Option<String>,
    /// Passages that say it.
    pub passages: Vec<PassageId>,
    /// Passages that deny it.
    pub against: Vec<PassageId>,
    /// Credibility of what is said.
    pub credibility: Option<Credibility>,
    /// Remark.
    pub note: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// Words that several documents share, with what the analyst makes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedWords {
    /// Identifier.
    pub name: String,
    /// The words, or a part of the whole run of shared words.
    pub words: String,
    /// The documents, at least two.
    pub documents: Vec<DocumentId>,
    /// Number of words in the whole shared run, if said.
    pub length: Option<u32>,
    /// Whether the documents have them from one source.
    pub judgement: Judgement,
    /// Where the words stand in the model file.
    pub span: Span,
}

/// What the analyst makes of shared words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// One source, and why.
    Accepted(String),
    /// It means nothing, and why.
    Rejected(String),
}

/// An office with its holders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Name of the office.
    pub title: String,
    /// Whose office.
    pub actor: crate::conflict::ActorId,
    /// Holders in order.
    pub holders: Vec<Holder>,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: String,
    /// First day.
    pub from: Date,
    /// Last day; open when none.
    pub until: Option<Date>,
}

/// What an assumption rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Passages that speak for it.
    pub passages: Vec<PassageId>,
    /// Passages that speak against it. They do not change the grade.
    pub against: Vec<PassageId>,
    /// Whole documents (accounts only).
    pub documents: Vec<DocumentId>,
    /// What the analyst assumes, in the analyst's words.
    pub assumed: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// What it takes to change the assumption.
    pub change: ChangeCost,
}

/// What it takes to change an assumption, as the analyst judges it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeCost {
    /// A cost of at least 1, in units that only comparison gives a meaning; 1 unless the file says
    /// otherwise.
    Costs(u32),
    /// It is not open to change.
    Impossible,
}

impl Default for ChangeCost {
    fn default() -> Self {
        ChangeCost::Costs(1)
    }
}

/// How well an assumption is sourced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// A passage states it.
    Stated,
    /// A passage supports the content, the analyst assumes rank or strength.
    Supported,
    /// The analyst's assumption, said to be one.
    Assumed,
    /// Nothing is said.
    Unsourced,
}

impl Basis {
    /// The grade.
    #[must_use]
    pub fn grade(&self) -> Grade {
        let sourced = !self.passages.is_empty() || !self.documents.is_empty();
        match (sourced, self.assumed.is_some()) {
            (true, false) => Grade::Stated,
            (true, true) => Grade::Supported,
            (false, true) => Grade::Assumed,
            (false, false) => Grade::Unsourced,
        }
    }
}
