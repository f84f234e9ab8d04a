//! Comparing quoted words with the documents that they are quoted from.
//!
//! In: a case and its [`Library`]. Out: diagnostics, those of all documents at once.

use model::conflict::Case;
use model::evidence::{Document, DocumentId, Passage};
use model::{Sink, listed};
use syntax::diagnostic::Diagnostic;

use crate::anchor::{self, Located};
use crate::codes;
use crate::library::{DocumentSource, Library, Reading};
use crate::page::Page;

/// Reads all documents and compares every passage with its document, where that is at hand.
pub fn check_passages(case: &Case, documents: &mut dyn DocumentSource) -> Vec<Diagnostic> {
    let library = Library::read(&case.base.evidence, documents);
    check(case, &library)
}

/// Compares every passage with its document, where that is at hand. The words are compared after
/// folding ([`crate::fold::Folded`]); letter case counts. Linear in the length of each document
/// times the number of its passages.
#[must_use]
pub fn check(case: &Case, library: &Library) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    let (mut absent, mut without_file) = (Vec::new(), Vec::new());
    for (document, number) in case.base.evidence.documents.iter().zip(0..) {
        match library.reading(DocumentId(number)) {
            Reading::AtHand(page) => check_document(&mut sink, document, page),
            Reading::NotAtHand if document.file.is_some() => absent.push(document),
            Reading::NotAtHand if document.passages.is_empty() => {}
            Reading::NotAtHand => without_file.push(document),
            Reading::Unreadable(why) => sink.push(unreadable(document, why)),
        }
    }
    report_absent(&mut sink, &absent, &without_file);
    sink.finish()
}

fn unreadable(document: &Document, why: &str) -> Diagnostic {
    let file = document.file.as_deref().unwrap_or_default();
    let message = format!("cannot read `{file}`: {why}");
    Diagnostic::error(codes::DOCUMENT_UNREADABLE, document.span, message)
}

/// Lists the documents whose file is missing, once, and those that name no file, once.
fn report_absent(sink: &mut Sink, absent: &[&Document], without_file: &[&Document]) {
    if let Some((first, not_compared)) = not_compared(absent) {
        let message = format!("{not_compared}, because not at hand: {}", names(absent));
        sink.push(Diagnostic::warning(
            codes::DOCUMENT_NOT_AT_HAND,
            first.span,
            message,
        ));
    }
    if let Some((first, not_compared)) = not_compared(without_file) {
        let message = format!(
            "{not_compared}, because no `file` is given for: {}",
            names(without_file)
        );
        sink.push(Diagnostic::advice(
            codes::DOCUMENT_NOT_AT_HAND,
            first.span,
            message,
        ));
    }
}

fn names(documents: &[&Document]) -> String {
    let names = documents.iter().map(|document| document.name.as_str());
    listed(&names.collect::<Vec<_>>(), 12)
}

/// The first of these documents, and how many passages of them are not compared.
fn not_compared<'d>(documents: &[&'d Document]) -> Option<(&'d Document, String)> {
    let passages = documents.iter().map(|document| document.passages.len());
    let passages: usize = passages.sum();
    let are = if passages == 1 {
        "passage is"
    } else {
        "passages are"
    };
    let first = documents.first()?;
    Some((first, format!("{passages} {are} not compared")))
}

/// How the passages of a document fare.
#[derive(Default)]
struct Tally {
    stand: usize,
    moved: usize,
    altered: usize,
    missing: usize,
}

fn check_document(sink: &mut Sink, document: &Document, page: &Page) {
    for remark in &page.remarks {
        let message = format!("`{}`: {remark}", document.name);
        sink.push(Diagnostic::advice(
            codes::DOCUMENT_ASSUMED,
            document.span,
            message,
        ));
    }
    let mut tally = Tally::default();
    for passage in &document.passages {
        // Looking for the nearest words costs more than the comparison.
        let located = if sink.is_full() {
            anchor::find(page, passage).unwrap_or(Located::Missing)
        } else {
            page.locate(passage)
        };
        check_passage(sink, document, passage, page, &located);
        match located {
            Located::Found { .. } | Located::Repeated { .. } => tally.stand += 1,
            Located::Moved { .. } => tally.moved += 1,
            Located::Altered { .. } => tally.altered += 1,
            Located::Missing => tally.missing += 1,
        }
    }
    if page.changed {
        sink.push(changed(document, page, &tally));
    }
}

/// Says that the file is another one, and what still stands.
fn changed(document: &Document, page: &Page, tally: &Tally) -> Diagnostic {
    let message = format!(
        "the file of `{}` is not the one that was quoted",
        document.name
    );
    let wrong = Diagnostic::warning(codes::DOCUMENT_CHANGED, document.span, message)
        .hint(format!("its sha256 is {}", page.sha256));
    if document.passages.is_empty() {
        return wrong;
    }
    let kinds = [
        (tally.stand, "as quoted"),
        (tally.moved, "elsewhere"),
        (tally.altered, "altered"),
        (tally.missing, "gone"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    let of = document.passages.len();
    let passages = if of == 1 { "passage" } else { "passages" };
    wrong.hint(format!("of its {of} {passages}: {}", parts.join(", ")))
}

/// Most letters of a document that a message shows.
const MOST_SHOWN: usize = 300;

fn check_passage(
    sink: &mut Sink,
    document: &Document,
    passage: &Passage,
    page: &Page,
    located: &Located,
) {
    let (name, of) = (&passage.name, &document.name);
    match located {
        Located::Found { .. } => {}
        Located::Moved { line, range } => {
            let message = match (passage.line, passage.characters) {
                (None, Some((start, end))) => {
                    let (first, last) = page.characters(range.clone());
                    format!(
                        "the words of `{name}` are at characters {first} to {last}, not at \
                         {start} to {end}"
                    )
                }
                (given, _) => {
                    let given = given.unwrap_or_default();
                    format!("the words of `{name}` are on line {line}, not on line {given}")
                }
            };
            let moved = Diagnostic::warning(codes::WRONG_LINE, passage.span, message);
            sink.push(moved);
        }
        Located::Repeated { lines } => {
            let places: Vec<String> = lines.iter().take(8).map(ToString::to_string).collect();
            let message = format!(
                "the words of `{name}` stand {} times in `{of}`, on lines {}{}",
                lines.len(),
                places.join(", "),
                if lines.len() > places.len() {
                    ", …"
                } else {
                    ""
                }
            );
            sink.push(
                Diagnostic::warning(codes::PASSAGE_REPEATED, passage.span, message)
                    .hint("quote more words, or say which with `prefix`, `suffix` or `line`"),
            );
        }
        Located::Altered { line, nearest, .. } => {
            let message = format!("the words of `{name}` are not in `{of}` as they are quoted");
            sink.push(
                Diagnostic::error(codes::PASSAGE_ALTERED, passage.span, message)
                    .hint(format!("line {line} has “{}”", shortened(nearest)))
                    .hint("letter case counts; quotes, dashes and spaces do not"),
            );
        }
        Located::Missing => {
            let message = format!("the words of `{name}` are not in `{of}`");
            let wrong = Diagnostic::error(codes::PASSAGE_NOT_FOUND, passage.span, message);
            let empty = crate::fold::Folded::new(&passage.words).text().is_empty();
            sink.push(if empty {
                wrong.hint("a passage needs at least one word")
            } else {
                wrong.hint("nothing near them is in it either")
            });
        }
    }
}

/// The beginning and the end of long words.
fn shortened(words: &str) -> String {
    let count = words.chars().count();
    if count <= MOST_SHOWN {
        return words.to_owned();
    }
    let half = MOST_SHOWN / 2;
    let beginning: String = words.chars().take(half).collect();
    let end: String = words.chars().skip(count - half).collect();
    format!("{beginning} … {end}")
}
