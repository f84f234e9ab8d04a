//! The report as a page for formats that are set on paper: the same parts in the same order as
//! the page for browsers, with everything that unfolds there laid open.

mod accounts;
mod answer;
mod assumptions;
mod conflict;
mod holds;
mod method;
mod sources;
mod timeline;

use super::brief;
use crate::answer::{Dossier, Drawing, and_list};
use crate::html::book::Book;
use crate::html::parts::capital;
use crate::page::{Block, Entry, Figure, Line, Page, Tone};

/// The page of `report`. Linear in the size of the dossier, but for the passages, which stand
/// under each assumption that they speak for.
#[must_use]
pub fn dossier(dossier: &Dossier) -> Page {
    let book = Book::new(dossier);
    let mut page = Page::default();
    masthead(dossier, &mut page);
    answer::put(&book, &mut page);
    answer::rests(&book, &mut page);
    conflict::put(&book, &mut page);
    holds::put(&book, &mut page);
    accounts::put(&book, &mut page);
    accounts::apart(&book, &mut page);
    accounts::change(&book, &mut page);
    assumptions::put(&book, &mut page);
    assumptions::unsourced(&book, &mut page);
    sources::claims(&book, &mut page);
    sources::words(&book, &mut page);
    timeline::put(&book, &mut page);
    sources::documents(&book, &mut page);
    method::put(&book, &mut page);
    method::cite(&book, &mut page);
    page
}

fn masthead(dossier: &Dossier, page: &mut Page) {
    let mut extent = capital(&brief::extent(&dossier.analysis));
    let documents = dossier.sources.documents.len() as u64;
    if documents > 0 {
        let documents = super::words::counted(documents, "document", "documents");
        extent.push_str(&format!(", {documents}"));
    }
    let dated = dossier.analysis.as_of.as_ref();
    let dated = dated.map_or_else(String::new, |date| format!("As of {date}. "));
    page.push(Block::Title {
        text: dossier.title().into(),
        aside: format!("{dated}{extent}."),
    });
    for setting in &dossier.settings {
        page.text(format!("Read otherwise than the file says: {setting}."));
    }
    for line in brief::drift(&dossier.sources) {
        page.text(Line::toned(line, Tone::Strong));
    }
    page.text(Line::toned(
        "What stands here follows from the model and its assumptions. It is neither a forecast \
         nor advice. Claims are their speakers’ claims.",
        Tone::Faint,
    ));
}

/// The drawing of this name, if there is one.
fn drawing(book: &Book<'_>, name: &str, page: &mut Page) {
    if let Some(drawing) = book.dossier.drawing(name) {
        figure(drawing, page);
    }
}

fn figure(drawing: &Drawing, page: &mut Page) {
    page.push(Block::Figure(Figure {
        svg: drawing.svg.clone(),
        caption: drawing.caption.clone(),
        description: drawing.description.clone(),
    }));
}

/// What the names in these texts stand for; nothing where none has a label.
fn where_line(book: &Book<'_>, texts: &[&str], page: &mut Page) {
    let names = book.names_in(texts);
    if names.is_empty() {
        return;
    }
    let clauses = names
        .iter()
        .map(|(name, label)| format!("{name} stands for “{label}”"));
    let clauses: Vec<String> = clauses.collect();
    page.text(Line::toned(
        format!("Here {}.", clauses.join("; ")),
        Tone::Faint,
    ));
}

/// `norm and threshold`; `every account` for none.
fn accounts_named(names: &[String]) -> String {
    if names.is_empty() {
        "every account".to_owned()
    } else {
        and_list(names)
    }
}

/// An entry without a term.
fn bullet(line: impl Into<Line>) -> Entry {
    Entry {
        term: Line::default(),
        lines: vec![line.into()],
    }
}

/// A list, if there is anything in it.
fn bullets(entries: Vec<Entry>, page: &mut Page) {
    if !entries.is_empty() {
        page.push(Block::List(entries));
    }
}

/// A clause as a sentence.
fn sentence(clause: &str) -> String {
    let text = capital(clause);
    if text.ends_with(['.', '?', '!']) {
        text
    } else {
        format!("{text}.")
    }
}
