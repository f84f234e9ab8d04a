//! Documents, passages, origins, offices, and what assumptions rest on.

use std::collections::BTreeSet;

use syntax::ast::{self, Item};
use syntax::diagnostic::Diagnostic;

use super::scope::{Scope, declare, duplicate, look_up, unknown};
use crate::codes;
use crate::concept::date_text;
use crate::conflict::Date;
use crate::evidence::{
    Basis, Document, DocumentId, Holder, Office, Origin, OriginId, Passage, PassageId, Speaker,
    When,
};
use crate::loader::is_plain_relative;
use crate::names;
use crate::sink::Sink;

fn text(text: Option<&ast::Text>) -> Option<String> {
    text.map(|text| text.text.clone())
}

/// Declares origins, then documents with their passages.
pub(crate) fn sources(scope: &mut Scope, sink: &mut Sink, items: &[Item]) {
    let mut origins = Vec::new();
    for item in items {
        if let Item::Origin(origin) = item {
            declare_origin(scope, sink, origin, &mut origins);
        }
    }
    for (index, origin) in origins.iter().enumerate() {
        let via = origin.via.iter();
        let via = via.filter_map(|name| look_up(sink, &scope.origin_ids, name, "origin"));
        let via: Vec<OriginId> = via.collect();
        if let Some(slot) = scope.evidence.origins.get_mut(index) {
            slot.via = via;
        }
    }
    report_circles(scope, sink);
    for item in items {
        if let Item::Document(document) = item {
            declare_document(scope, sink, document);
        }
    }
}

fn declare_origin<'i>(
    scope: &mut Scope,
    sink: &mut Sink,
    origin: &'i ast::Origin,
    declared: &mut Vec<&'i ast::Origin>,
) {
    if voice(&origin.name.text).is_some() {
        let message = format!("`{}` is a voice and cannot be an origin", origin.name.text);
        sink.push(Diagnostic::error(
            codes::RESERVED_NAME,
            origin.name.span,
            message,
        ));
        return;
    }
    let id = OriginId(u32::try_from(declared.len()).unwrap_or(u32::MAX));
    if !declare(sink, &mut scope.origin_ids, &origin.name, "an origin", id) {
        return;
    }
    declared.push(origin);
    scope.evidence.origins.push(Origin {
        name: origin.name.text.clone(),
        label: text(origin.label.as_ref()),
        via: Vec::new(),
        anonymous: false,
        perhaps: Vec::new(),
        other_than: Vec::new(),
        reliability: None,
        note: text(origin.note.as_ref()),
        span: origin.name.span,
    });
}

/// Origins that pass on what they passed on themselves. Linear: origins that lead nowhere new are
/// peeled off first, and what remains lies on or leads into a circle.
fn report_circles(scope: &Scope, sink: &mut Sink) {
    let origins = &scope.evidence.origins;
    let mut waiting: Vec<usize> = origins.iter().map(|origin| origin.via.len()).collect();
    let mut passed_to: Vec<Vec<usize>> = vec![Vec::new(); origins.len()];
    for (index, origin) in origins.iter().enumerate() {
        for OriginId(via) in &origin.via {
            if let Some(list) = usize::try_from(*via)
                .ok()
                .and_then(|via| passed_to.get_mut(via))
            {
                list.push(index);
            }
        }
    }
    let mut free: Vec<usize> = (0..origins.len())
        .filter(|o| waiting.get(*o) == Some(&0))
        .collect();
    while let Some(origin) = free.pop() {
        for next in passed_to.get(origin).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(*next) {
                *count -= 1;
                if *count == 0 {
                    free.push(*next);
                }
            }
        }
    }
    for (origin, waiting) in origins.iter().zip(waiting) {
        if waiting > 0 {
            let message = format!("what `{}` says is passed on in a circle", origin.name);
            sink.push(Diagnostic::error(
                codes::ORIGIN_CIRCLE,
                origin.span,
                message,
            ));
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
    let mut passages = Vec::new();
    for passage in &document.passages {
        let number = u32::try_from(passages.len()).unwrap_or(u32::MAX);
        passages.extend(declare_passage(scope, sink, id, number, passage));
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
        date: document.date.map(|date| When::Day(date.date)),
        author: text(document.author.as_ref()),
        outlet: text(document.outlet.as_ref()),
        url: text(document.url.as_ref()),
        reliability: None,
        voices: Vec::new(),
        passages,
        span: document.name.span,
    });
}

fn voice(name: &str) -> Option<Speaker> {
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
    let line = passage.line.and_then(|line| {
        let number = u32::try_from(line.value).ok().filter(|number| *number > 0);
        if number.is_none() {
            let message = "lines are counted from 1";
            sink.push(Diagnostic::error(codes::BAD_COUNT, line.span, message));
        }
        number
    });
    Some(Passage {
        name: passage.name.text.clone(),
        words: passage.words.text.clone(),
        speaker,
        speaker_as_given: text(passage.speaker_as_given.as_ref()),
        verb: text(passage.verb.as_ref()),
        hedge: text(passage.hedge.as_ref()),
        line,
        prefix: None,
        suffix: None,
        characters: None,
        when: None,
        credibility: None,
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

/// Declares the offices and who holds them, and compares their terms with the `as of` date.
pub(crate) fn offices(scope: &mut Scope, sink: &mut Sink, items: &[Item], as_of: Option<Date>) {
    for item in items {
        let Item::Office(office) = item else {
            continue;
        };
        let Some(actor) = scope.actor(sink, &office.actor) else {
            continue;
        };
        let holders: Vec<Holder> = office
            .holders
            .iter()
            .map(|holder| term(sink, holder))
            .collect();
        if let Some(date) = as_of
            && !holders.is_empty()
            && !holders.iter().any(|holder| holds_on(holder, date))
        {
            let message = format!(
                "nobody holds the office \"{}\" on {}, the date of the model",
                office.title.text,
                date_text(date)
            );
            sink.push(Diagnostic::warning(
                codes::NO_HOLDER,
                office.title.span,
                message,
            ));
        }
        scope.evidence.offices.push(Office {
            title: office.title.text.clone(),
            actor,
            holders,
        });
    }
}

fn holds_on(holder: &Holder, date: Date) -> bool {
    holder.from <= date && holder.until.is_none_or(|until| date <= until)
}

fn term(sink: &mut Sink, holder: &ast::Holder) -> Holder {
    if let Some(until) = holder.until
        && until.date < holder.from.date
    {
        let message = "this term ends before it begins";
        sink.push(
            Diagnostic::error(codes::BAD_TERM, until.span, message)
                .label(holder.from.span, "it begins here"),
        );
    }
    Holder {
        person: holder.person.text.clone(),
        from: holder.from.date,
        until: holder.until.map(|until| until.date),
    }
}

impl Scope {
    /// What an assumption rests on.
    pub(crate) fn basis(&self, sink: &mut Sink, basis: &ast::Basis) -> Basis {
        self.basis_with(sink, basis, Whole::Refused)
    }

    /// What an account rests on: passages and whole documents.
    pub(crate) fn account_basis(&self, sink: &mut Sink, basis: &ast::Basis) -> Basis {
        self.basis_with(sink, basis, Whole::Taken)
    }

    fn basis_with(&self, sink: &mut Sink, basis: &ast::Basis, whole: Whole) -> Basis {
        let mut resolved = Basis {
            assumed: text(basis.assumed.as_ref()),
            note: text(basis.note.as_ref()),
            ..Basis::default()
        };
        let mut seen = BTreeSet::new();
        for path in &basis.passages {
            match (path.parts.as_slice(), whole) {
                ([document], Whole::Taken) => {
                    let found = look_up(sink, &self.document_ids, document, "document");
                    if let Some(found) = found
                        && !resolved.documents.contains(&found)
                    {
                        resolved.documents.push(found);
                    }
                }
                ([name], Whole::Refused) => self.passage_needed(sink, name),
                ([document, passage], _) => {
                    if let Some(id) = self.passage(sink, document, passage)
                        && seen.insert(id)
                    {
                        resolved.passages.push(id);
                    }
                }
                _ => {
                    let message = "a passage is written `document.passage`";
                    sink.push(Diagnostic::error(codes::PASSAGE_NEEDED, path.span, message));
                }
            }
        }
        resolved
    }

    fn passage(
        &self,
        sink: &mut Sink,
        document: &ast::Name,
        passage: &ast::Name,
    ) -> Option<PassageId> {
        let id = look_up(sink, &self.document_ids, document, "document")?;
        let key = (id, names::key(&passage.text).into_owned());
        if let Some((number, _)) = self.passage_ids.get(&key) {
            let found = PassageId {
                document: id,
                passage: *number,
            };
            self.report_boilerplate(sink, found, passage);
            return Some(found);
        }
        let what = format!("passage of `{}` called", document.text);
        unknown(sink, passage, &what, self.passage_names(id));
        None
    }

    fn report_boilerplate(&self, sink: &mut Sink, id: PassageId, name: &ast::Name) {
        let document = usize::try_from(id.document.0).ok();
        let document = document.and_then(|document| self.evidence.documents.get(document));
        let passage = usize::try_from(id.passage).ok();
        let passage = document
            .zip(passage)
            .and_then(|(document, p)| document.passages.get(p));
        if passage.is_some_and(|passage| passage.speaker == Some(Speaker::Boilerplate)) {
            let message = format!("`{}` is boilerplate, which is not evidence", name.text);
            sink.push(Diagnostic::warning(
                codes::BOILERPLATE_EVIDENCE,
                name.span,
                message,
            ));
        }
    }

    fn passage_names(&self, document: DocumentId) -> impl Iterator<Item = &str> {
        let from = self.passage_ids.range((document, String::new())..);
        from.take_while(move |((other, _), _)| *other == document)
            .map(|((_, name), _)| name.as_str())
    }

    fn passage_needed(&self, sink: &mut Sink, name: &ast::Name) {
        let message = format!("`{}` is not a passage: write `document.passage`", name.text);
        let mut wrong = Diagnostic::error(codes::PASSAGE_NEEDED, name.span, message);
        if let Some((id, _)) = self.document_ids.get(&*names::key(&name.text)) {
            let forms: Vec<String> = self
                .passage_names(*id)
                .map(|passage| format!("{}.{passage}", name.text))
                .collect();
            if !forms.is_empty() {
                wrong = wrong.hint(format!("its passages are {}", names::listed(&forms, 8)));
            }
        }
        sink.push(wrong);
    }
}

/// Whether a whole document can be a basis.
#[derive(Clone, Copy)]
enum Whole {
    Taken,
    Refused,
}
