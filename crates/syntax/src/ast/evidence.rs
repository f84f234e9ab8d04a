//! Documents with their passages, origins, offices, claims and shared words, as they are written.

use super::{DateLiteral, Name, Number, Path, Text, WhenLiteral};
use crate::diagnostic::Span;

/// `document ID "title"` and its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Identifier.
    pub name: Name,
    /// Title.
    pub title: Option<Text>,
    /// `file "relative/path"`
    pub file: Option<Text>,
    /// `sha256 HEX`, 64 lower-case digits
    pub sha256: Option<Name>,
    /// `date 2025-06-16`
    pub date: Option<WhenLiteral>,
    /// `author "…"`
    pub author: Option<Text>,
    /// `outlet "…"`
    pub outlet: Option<Text>,
    /// `url "…"`
    pub url: Option<Text>,
    /// `reliability C`
    pub reliability: Option<ReliabilityGrade>,
    /// `voice comment lines 39, 40`
    pub voices: Vec<VoiceLines>,
    /// Passages in order.
    pub passages: Vec<Passage>,
}

/// `passage ID "exact words"` and its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Identifier, unique in its document.
    pub name: Name,
    /// The exact words.
    pub words: Text,
    /// `speaker ORIGIN`, or one of the voices `author`, `comment`, `boilerplate`.
    pub speaker: Option<Name>,
    /// `as "…"`: the speaker as the document gives it.
    pub speaker_as_given: Option<Text>,
    /// `verb "told"`
    pub verb: Option<Text>,
    /// `hedge "reportedly"`
    pub hedge: Option<Text>,
    /// `line 6`
    pub line: Option<Number>,
    /// `prefix "…"`: the words right before.
    pub prefix: Option<Text>,
    /// `suffix "…"`: the words right after.
    pub suffix: Option<Text>,
    /// `characters 10 to 20`: start and end in the document's text.
    pub characters: Option<(Number, Number)>,
    /// `when "on Sunday" is 2025-06-15`
    pub when: Option<GivenDate>,
    /// `credibility 3`
    pub credibility: Option<CredibilityGrade>,
    /// `note "…"`
    pub note: Option<Text>,
}

/// `when "on Sunday" is 2025-06-15`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDate {
    /// The date as the document gives it.
    pub words: Text,
    /// The date that the analyst takes it to be.
    pub resolved: Option<WhenLiteral>,
}

/// `voice comment lines 1 to 2, 39`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceLines {
    /// `comment` or `boilerplate`.
    pub voice: Name,
    /// The stretches of lines.
    pub lines: Vec<LineRange>,
}

/// `39` or `1 to 2`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRange {
    /// The first line.
    pub first: Number,
    /// The last line; none where it is the first.
    pub last: Option<Number>,
    /// Where it stands.
    pub span: Span,
}

/// A grade of a source in the NATO Admiralty code: a letter from `A` to `F`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReliabilityGrade {
    /// The letter.
    pub letter: char,
    /// Where it stands.
    pub span: Span,
}

/// A grade of information in the NATO Admiralty code: a digit from 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CredibilityGrade {
    /// The digit.
    pub digit: u8,
    /// Where it stands.
    pub span: Span,
}

/// `origin ID "label" via other, …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Identifier.
    pub name: Name,
    /// Label.
    pub label: Option<Text>,
    /// `anonymous`: the text gives no name.
    pub anonymous: bool,
    /// Origins that passed it on, nearest to the documents last.
    pub via: Vec<Name>,
    /// `perhaps a, b`: other origins that it may be.
    pub perhaps: Vec<Name>,
    /// `other than c`: origins that it certainly is not.
    pub other_than: Vec<Name>,
    /// `reliability B`
    pub reliability: Option<ReliabilityGrade>,
    /// `note "…"`
    pub note: Option<Text>,
}

/// `office "President" of US` with `held by "…" from DATE until DATE` lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Name of the office.
    pub title: Text,
    /// The actor whose office it is.
    pub actor: Name,
    /// Holders in order.
    pub holders: Vec<Holder>,
}

/// One term in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: Text,
    /// First day.
    pub from: DateLiteral,
    /// Last day, open when absent.
    pub until: Option<DateLiteral>,
}

/// `claim veto "…" from a.b, c.d against e.f credibility 3`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Identifier.
    pub name: Name,
    /// What is claimed.
    pub label: Option<Text>,
    /// Passages that say it.
    pub passages: Vec<Path>,
    /// Passages that deny it.
    pub against: Vec<Path>,
    /// `credibility 3`
    pub credibility: Option<CredibilityGrade>,
    /// `note "…"`
    pub note: Option<Text>,
}

/// `shared threshold "…" in a, b words 21 accepted "…"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedWords {
    /// Identifier.
    pub name: Name,
    /// The words.
    pub words: Text,
    /// The documents that have them.
    pub documents: Vec<Name>,
    /// `words 21`: how many words the whole shared run has.
    pub length: Option<Number>,
    /// Whether the documents have them from one source.
    pub judgement: Judgement,
}

/// What the analyst makes of shared words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// `accepted "why"`
    Accepted(Text),
    /// `rejected "why"`
    Rejected(Text),
}
