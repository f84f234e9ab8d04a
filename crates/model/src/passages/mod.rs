//! Comparing quoted words with the documents that they are quoted from.

mod normal;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use syntax::diagnostic::Diagnostic;

use self::normal::Folded;
use crate::codes;
use crate::conflict::Case;
use crate::evidence::{Document, Passage};
use crate::names;
use crate::sink::Sink;

/// Where documents come from. The command line reads a folder, tests a map.
pub trait DocumentSource {
    /// The bytes of a document's file, or none where it is not at hand. `file` is relative and
    /// stays inside the folder of documents.
    ///
    /// # Errors
    /// Says why a file that is there cannot be read; the message ends up in a diagnostic.
    fn read(&mut self, file: &str) -> Result<Option<Vec<u8>>, String>;
}

impl DocumentSource for BTreeMap<String, Vec<u8>> {
    fn read(&mut self, file: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(self.get(file).cloned())
    }
}

/// Compares every passage with its document, where that is at hand. The words are compared after
/// folding quotes, dashes, ligatures and white space; letter case counts. A document that is not
/// UTF-8 is read with replacement signs. Linear in the length of each document times the number of
/// its passages.
pub fn check_passages(case: &Case, documents: &mut dyn DocumentSource) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    let mut absent = Vec::new();
    for document in &case.base.evidence.documents {
        let Some(file) = &document.file else {
            if !document.passages.is_empty() {
                absent.push(document);
            }
            continue;
        };
        match documents.read(file) {
            Ok(Some(bytes)) => check_document(&mut sink, document, &bytes),
            Ok(None) => absent.push(document),
            Err(why) => {
                let message = format!("cannot read `{file}`: {why}");
                sink.push(Diagnostic::error(
                    codes::CANNOT_READ,
                    document.span,
                    message,
                ));
            }
        }
    }
    report_absent(&mut sink, &absent);
    sink.finish()
}

fn report_absent(sink: &mut Sink, absent: &[&Document]) {
    let Some(first) = absent.first() else {
        return;
    };
    let names: Vec<&str> = absent
        .iter()
        .map(|document| document.name.as_str())
        .collect();
    let passages: usize = absent.iter().map(|document| document.passages.len()).sum();
    let are = if passages == 1 {
        "passage is"
    } else {
        "passages are"
    };
    let message = format!(
        "{passages} {are} not compared, because not at hand: {}",
        names::listed(&names, 12)
    );
    sink.push(Diagnostic::advice(
        codes::DOCUMENT_NOT_AT_HAND,
        first.span,
        message,
    ));
}

fn check_document(sink: &mut Sink, document: &Document, bytes: &[u8]) {
    if let Some(expected) = &document.sha256 {
        let found = Sha256::digest(bytes);
        let found: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
        if found != *expected {
            let message = format!(
                "the file of `{}` is not the one that was quoted",
                document.name
            );
            sink.push(
                Diagnostic::error(codes::DOCUMENT_CHANGED, document.span, message)
                    .hint(format!("its sha256 is {found}")),
            );
        }
    }
    let raw = String::from_utf8_lossy(bytes);
    let page = Page {
        lines: raw.match_indices('\n').map(|(at, _)| at).collect(),
        folded: Folded::new(&raw),
    };
    for passage in &document.passages {
        check_passage(sink, document, passage, &page);
    }
}

/// A document's text, ready for comparison.
struct Page {
    folded: Folded,
    /// Offsets of the line feeds in the raw text.
    lines: Vec<usize>,
}

impl Page {
    /// The line, from 1, on which a byte of the folded text stands.
    fn line(&self, byte: usize) -> usize {
        let raw = self.folded.raw_offset(byte);
        self.lines.partition_point(|end| *end < raw) + 1
    }
}

/// Most places that are looked up for one passage.
const MOST_PLACES: usize = 100;

fn check_passage(sink: &mut Sink, document: &Document, passage: &Passage, page: &Page) {
    let words = Folded::new(&passage.words).text;
    let found = page.folded.text.match_indices(&words).take(MOST_PLACES);
    let lines: Vec<usize> = found.map(|(byte, _)| page.line(byte)).collect();
    let Some(first) = lines.first().filter(|_| !words.is_empty()) else {
        sink.push(not_found(document, passage, page, &words));
        return;
    };
    let given = passage.line.and_then(|line| usize::try_from(line).ok());
    match given {
        Some(line) if lines.contains(&line) => {}
        Some(line) => {
            let message = format!(
                "the words of `{}` are on line {first}, not on line {line}",
                passage.name
            );
            sink.push(Diagnostic::warning(
                codes::WRONG_LINE,
                passage.span,
                message,
            ));
        }
        None if lines.len() > 1 => {
            let places: Vec<String> = lines.iter().take(8).map(ToString::to_string).collect();
            let message = format!(
                "the words of `{}` stand {} times in `{}`, on lines {}",
                passage.name,
                lines.len(),
                document.name,
                places.join(", ")
            );
            sink.push(
                Diagnostic::warning(codes::PASSAGE_REPEATED, passage.span, message)
                    .hint("quote more words, or say which with `line`"),
            );
        }
        None => {}
    }
}

fn not_found(document: &Document, passage: &Passage, page: &Page, words: &str) -> Diagnostic {
    let message = format!(
        "the words of `{}` are not in `{}`",
        passage.name, document.name
    );
    let wrong = Diagnostic::error(codes::PASSAGE_NOT_FOUND, passage.span, message);
    if words.is_empty() {
        return wrong.hint("a passage needs at least one word");
    }
    match nearest(page, words) {
        Some(hint) => wrong.hint(hint),
        None => wrong.hint("letter case counts; quotes, dashes and spaces do not"),
    }
}

/// How far the words agree with the document: the longest beginning that is in it.
fn nearest(page: &Page, words: &str) -> Option<String> {
    let ends: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).collect();
    // Every beginning of a beginning that is found is found, so the longest is found by halving.
    let found = ends.partition_point(|end| {
        // With the space after it, so that no half of a word counts.
        let beginning = words.get(..=*end).unwrap_or(words);
        page.folded.text.contains(beginning)
    });
    let end = *ends.get(found.checked_sub(1)?)?;
    let beginning = words.get(..=end)?;
    if found < 3 {
        return None;
    }
    let byte = page.folded.text.find(beginning)?;
    let goes_on = page.folded.text.get(byte + end..).unwrap_or("");
    let goes_on: String = goes_on
        .trim_start()
        .split(' ')
        .take(3)
        .collect::<Vec<_>>()
        .join(" ");
    Some(format!(
        "the first {found} words are on line {}; there it goes on \"{}\"",
        page.line(byte),
        goes_on.chars().take(60).collect::<String>()
    ))
}
