//! Documents and their passages.

use syntax::ast::{self, Item};
use syntax::diagnostic::Diagnostic;

use super::scope::{Scope, declare, duplicate, unknown};
use super::voices::{characters, line_number, report_voice, voices};
use crate::codes;
use crate::evidence::{
    Credibility, Document, DocumentId, GivenDate, Passage, Reliability, Speaker,
};
use crate::loader::is_plain_relative;
use crate::names;
use crate::sink::Sink;

/// The words of a text, if there is one.
pub(crate) fn text(text: Option<&ast::Text>) -> Option<String> {
    text.map(|text| text.text.clone())
}

/// The grade of a source.
pub(crate) fn reliability(grade: ast::ReliabilityGrade) -> Reliability {
    match grade.letter {
        'A' => Reliability::A,
        'B' => Reliability::B,
        'C' => Reliability::C,
        'D' => Reliability::D,
        'E' => Reliability::E,
        _ => Reliability::F,
    }
}

/// The grade of what is said.
pub(crate) fn credibility(grade: ast::CredibilityGrade) -> Credibility {
    Credibility(grade.digit.clamp(1, 6))
}

/// Declares documents with their passages. Origins have been declared before.
pub(crate) fn documents(scope: &mut Scope, sink: &mut Sink, items: &[Item]) {
    for item in items {
        if let Item::Document(document) = item {
            declare_document(scope, sink, document);
        }
    }
}

fn declare_document(scope: &mut Scope, sink: &mut Sink, document: &ast::Document) {
    let id = DocumentId(u32::try_from(scope.evidence.documents.len()).unwrap_or(u32::MAX));
    if !declare(
        sink,
        &mut scope.document_ids,
        &document.name,
        "a document",
        id,
    ) {
        return;
    }
    let voices = voices(sink, &document.voices);
    let mut passages = Vec::new();
    for passage in &document.passages {
        let number = u32::try_from(passages.len()).unwrap_or(u32::MAX);
        let declared = declare_passage(scope, sink, id, number, passage);
        if let (Some(declared), Some(line)) = (&declared, passage.line) {
            report_voice(sink, declared, &voices, line.span);
        }
        passages.extend(declared);
    }
    if let Some(file) = &document.file {
        let inside =
            is_plain_relative(&file.text) && !file.text.split('/').any(|part| part == "..");
        if !inside {
            let message = "a document's file is a path inside the folder of documents";
            sink.push(Diagnostic::error(codes::OUTSIDE_FOLDER, file.span, message));
        }
    }
    scope.evidence.documents.push(Document {
        name: document.name.text.clone(),
        title: text(document.title.as_ref()),
        file: text(document.file.as_ref()),
        sha256: document
            .sha256
            .as_ref()
            .map(|hash| hash.text.to_ascii_lowercase()),
        date: document.date.map(|date| date.when),
        author: text(document.author.as_ref()),
        outlet: text(document.outlet.as_ref()),
        url: text(document.url.as_ref()),
        reliability: document.reliability.map(reliability),
        voices,
        passages,
        span: document.name.span,
    });
}

/// The voice of this name.
pub(crate) fn voice(name: &str) -> Option<Speaker> {
    match name {
        "author" => Some(Speaker::Author),
        "comment" => Some(Speaker::Comment),
        "boilerplate" => Some(Speaker::Boilerplate),
        _ => None,
    }
}

fn declare_passage(
    scope: &mut Scope,
    sink: &mut Sink,
    document: DocumentId,
    number: u32,
    passage: &ast::Passage,
) -> Option<Passage> {
    let key = (document, names::key(&passage.name.text).into_owned());
    if let Some((_, first)) = scope.passage_ids.get(&key) {
        sink.push(duplicate(&passage.name, "a passage", *first));
        return None;
    }
    scope.passage_ids.insert(key, (number, passage.name.span));
    let speaker = passage
        .speaker
        .as_ref()
        .and_then(|name| speaker(scope, sink, name));
    let line = passage.line.and_then(|line| line_number(sink, line));
    let characters = passage
        .characters
        .and_then(|(start, end)| characters(sink, start, end));
    Some(Passage {
        name: passage.name.text.clone(),
        words: passage.words.text.clone(),
        speaker,
        speaker_as_given: text(passage.speaker_as_given.as_ref()),
        verb: text(passage.verb.as_ref()),
        hedge: text(passage.hedge.as_ref()),
        line,
        prefix: text(passage.prefix.as_ref()),
        suffix: text(passage.suffix.as_ref()),
        characters,
        when: passage.when.as_ref().map(|when| GivenDate {
            words: when.words.text.clone(),
            resolved: when.resolved.map(|resolved| resolved.when),
        }),
        credibility: passage.credibility.map(credibility),
        note: text(passage.note.as_ref()),
        span: passage.words.span,
    })
}

fn speaker(scope: &Scope, sink: &mut Sink, name: &ast::Name) -> Option<Speaker> {
    if let Some(voice) = voice(&name.text) {
        return Some(voice);
    }
    if let Some((origin, _)) = scope.origin_ids.get(&*names::key(&name.text)) {
        return Some(Speaker::Origin(*origin));
    }
    let known = scope.origin_ids.keys().map(String::as_str);
    unknown(
        sink,
        name,
        "origin or voice",
        known.chain(["author", "comment", "boilerplate"]),
    );
    None
}
