//! The documents and the passages taken from them.

use maud::{Markup, html};

use super::book::Book;
use super::parts::{address, anchor, attribution, capital, sentence};
use super::shared::marked;
use crate::answer::{DocumentStanding, PassageStanding, SourceDocument, SourcePassage, and_list};

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let sources = &book.dossier.sources;
    if sources.documents.is_empty() {
        return None;
    }
    Some(html! {
        @for document in &sources.documents { (one(book, document)) }
        @for remark in &sources.remarks { p.note { (sentence(book, remark)) } }
    })
}

fn one(book: &Book<'_>, document: &SourceDocument) -> Markup {
    let passages: Vec<&SourcePassage> = book
        .dossier
        .sources
        .passages
        .iter()
        .filter(|passage| passage.document == document.name)
        .collect();
    html! {
        article.document id=(anchor("document", &document.name)) {
            h3 { (document.title.as_deref().unwrap_or(&document.name)) " " span.name { (document.name) } }
            p {
                (by_line(document))
                @if let Some(url) = &document.url { " " (address(url)) }
            }
            p.where {
                (capital(&standing(&document.standing))) "."
                @if let Some(hash) = &document.sha256 { " SHA-256 " code.hash { (hash) } "." }
            }
            @if !passages.is_empty() {
                // What drifted is not folded away.
                details open[passages.iter().any(|one| one.standing.is_drift())] {
                    summary { "Passages (" (passages.len()) ")" }
                    @for passage in passages { (passage_in_full(passage)) }
                }
            }
        }
    }
}

pub(crate) fn by_line(document: &SourceDocument) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(document.author.clone());
    parts.extend(document.outlet.clone());
    parts.extend(document.date.clone());
    parts.extend(
        document
            .reliability
            .as_ref()
            .map(|grade| format!("reliability {grade}")),
    );
    if parts.is_empty() {
        return String::new();
    }
    format!("{}.", parts.join(", "))
}

pub(crate) fn standing(standing: &DocumentStanding) -> String {
    match standing {
        DocumentStanding::AtHand => "compared, and unchanged".to_owned(),
        DocumentStanding::Changed { .. } => {
            "compared: the document has changed since it was quoted".to_owned()
        }
        DocumentStanding::Unreadable { why } => format!("could not be read: {why}"),
        DocumentStanding::NotAtHand => {
            "not at hand, so the quotations were not compared".to_owned()
        }
    }
}

fn passage_in_full(passage: &SourcePassage) -> Markup {
    html! {
        figure.passage id=(anchor("passage", &passage.name)) {
            @match &passage.standing {
                PassageStanding::Altered { line, nearest, differing } => {
                    div.sides {
                        figure { blockquote { p { (marked(&passage.words, &differing.0)) } } figcaption { "The file says." } }
                        figure { blockquote { p { (marked(nearest, &differing.1)) } } figcaption { "The document says now, in line " (line) "." } }
                    }
                }
                PassageStanding::Missing => {
                    div.sides {
                        figure { blockquote { p { "“" (passage.words) "”" } } figcaption { "The file says." } }
                        figure { p { "Neither these words nor any near." } figcaption { "The document says now." } }
                    }
                }
                _ => blockquote { p { "“" (passage.words) "”" } }
            }
            figcaption {
                (attribution(passage)) " " span.source { (passage.name) }
                @if let Some(line) = passage.line { ", line " (line) }
                ". "
                @if let Some(text) = found(&passage.standing).filter(|_| !passage.standing.is_drift()) { strong { (capital(&text)) ". " } }
                @if let Some(note) = &passage.note { (capital(note)) ". " }
                @if !passage.supports.is_empty() { "For: " (and_list(&passage.supports)) "." }
            }
        }
    }
}

/// What is to be said if the words do not stand where they should.
pub(crate) fn found(standing: &PassageStanding) -> Option<String> {
    match standing {
        PassageStanding::Found | PassageStanding::NotCompared => None,
        PassageStanding::Moved { line } => Some(format!("it stands in line {line}")),
        PassageStanding::Repeated { .. } => Some("it stands there more than once".to_owned()),
        PassageStanding::Altered { line, nearest, .. } => Some(format!(
            "the document says now, in line {line}: “{nearest}”"
        )),
        PassageStanding::Missing => {
            Some("the document has now neither these words nor any near".to_owned())
        }
    }
}
