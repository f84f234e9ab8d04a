//! Documents, passages, origins and offices, and what an assumption rests on.

use syntax::ast::Date;
use syntax::diagnostic::Span;

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
    pub date: Option<Date>,
    /// Author.
    pub author: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Passages.
    pub passages: Vec<Passage>,
    /// Where it is declared.
    pub span: Span,
}

/// A passage.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Remark.
    pub note: Option<String>,
    /// Where it is declared.
    pub span: Span,
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
    /// Whole documents (accounts only).
    pub documents: Vec<DocumentId>,
    /// What the analyst assumes, in the analyst's words.
    pub assumed: Option<String>,
    /// Remark.
    pub note: Option<String>,
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
