//! What plain documents have in common: runs of words, passages that are nearly the same.

use super::words::counted;
use crate::answer::{ComparedText, NearPassage, NearPassages, SharedTexts, TextPlace, TextRun};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Most names in a list of names.
const MOST_NAMES: usize = 40;
/// Words of a long run that are shown, from its beginning and from its end.
const SHOWN: (usize, usize) = (60, 20);

/// The page of `shared`. All runs and passages are in it; of long ones, the beginning and the end.
#[must_use]
pub fn shared(answer: &SharedTexts) -> Page {
    let mut page = Page::default();
    let read = answer.documents.iter().filter(|one| one.kind.is_some());
    let words = read.clone().map(|one| one.words).sum();
    page.push(Block::Title {
        text: Line::plain("Words that documents share"),
        aside: format!(
            "{}, {}",
            counted(read.count() as u64, "document", "documents"),
            counted(words, "word", "words")
        ),
    });
    for family in &answer.families {
        page.text(format!("Share words: {}", names(family)));
    }
    if !answer.independent.is_empty() {
        let alone = names(&answer.independent);
        page.text(format!("Share no words with another: {alone}"));
    }
    let least = counted(answer.least_words, "word", "words");
    let runs: Vec<Entry> = answer.runs.iter().map(run).collect();
    list(
        &format!("The same words, {least} and more"),
        runs,
        &mut page,
    );
    let near: Vec<Entry> = answer.near.iter().map(near).collect();
    list("Nearly the same passages, side by side", near, &mut page);
    documents(answer, &mut page);
    if !answer.remarks.is_empty() {
        page.push(Block::Gap);
    }
    for remark in &answer.remarks {
        page.text(Line::toned(remark.clone(), Tone::Faint));
    }
    page
}

/// Items for a model: the documents that share words, and the words, to be judged there.
#[must_use]
pub fn shared_items(answer: &SharedTexts) -> String {
    let mut out = String::from(
        "# Judge each: keep `accepted` or `rejected`, and say why. Leave out the documents that the\n\
         # file has already, and write the names that they have there.\n",
    );
    let places = answer.runs.iter().flat_map(|run| &run.places);
    let used: Vec<&str> = places.map(|place| place.document.as_str()).collect();
    let documents = answer.documents.iter();
    for document in documents.filter(|one| used.contains(&one.name.as_str())) {
        let (name, file) = (
            syntax::quote_name(&document.name),
            syntax::quote_text(&document.file),
        );
        out.push_str(&format!("\ndocument {name} {file}\n  file {file}\n"));
        if let Some(hash) = &document.sha256 {
            out.push_str(&format!("  sha256 {hash}\n"));
        }
    }
    for (run, number) in answer.runs.iter().zip(1_u64..) {
        let mut documents: Vec<&str> = Vec::new();
        for place in &run.places {
            if !documents.contains(&place.document.as_str()) {
                documents.push(&place.document);
            }
        }
        out.push('\n');
        out.push_str(&item(number, &run.words, &documents, run.length));
        out.push('\n');
    }
    out
}

/// One item of words that documents share, yet to be judged.
pub(super) fn item(number: u64, words: &str, documents: &[&str], length: u64) -> String {
    let documents: Vec<String> = documents
        .iter()
        .map(|one| syntax::quote_name(one))
        .collect();
    format!(
        "shared found-{number} {}\n  in {}  words {length}\n  rejected \"…\"",
        syntax::quote_text(words),
        documents.join(", "),
    )
}

fn names(all: &[String]) -> String {
    let shown = all.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>();
    match all.len().saturating_sub(MOST_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn list(heading: &str, entries: Vec<Entry>, page: &mut Page) {
    if !entries.is_empty() {
        page.heading(heading);
        page.push(Block::List(entries));
    }
}

fn place(place: &TextPlace) -> String {
    format!("{}:{}", place.document, place.line)
}

fn run(run: &TextRun) -> Entry {
    let mut places = names(&run.places.iter().map(place).collect::<Vec<_>>());
    if run.more_places > 0 {
        let more = counted(run.more_places, "further place", "further places");
        places.push_str(&format!(" and {more}"));
    }
    Entry {
        term: Line::toned(
            format!(
                "{} in {}",
                counted(run.length, "word", "words"),
                counted(run.documents, "document", "documents")
            ),
            Tone::Strong,
        ),
        lines: vec![
            Line::plain(format!("“{}”", shortened(&run.words))),
            Line::toned(places, Tone::Faint),
        ],
    }
}

fn near(pair: &NearPassages) -> Entry {
    let side = |one: &NearPassage| {
        Line::toned(place(&one.place), Tone::Faint).and(format!("  “{}”", shortened(&one.words)))
    };
    let mut lines = vec![side(&pair.first), side(&pair.second)];
    let both = [
        (&pair.first, &pair.differing.0),
        (&pair.second, &pair.differing.1),
    ];
    for (one, only) in both {
        if !only.is_empty() {
            let text = format!(
                "only in {}: {}",
                one.place.document,
                shortened(&only.join(" "))
            );
            lines.push(Line::toned(text, Tone::Faint));
        }
    }
    Entry {
        term: Line::toned(format!("resemblance {:.2}", pair.resemblance), Tone::Strong),
        lines,
    }
}

/// The beginning and the end of long words.
fn shortened(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let (head, tail) = SHOWN;
    if all.len() <= head + tail {
        return all.join(" ");
    }
    let (first, last) = (all.get(..head), all.get(all.len() - tail..));
    format!(
        "{} […] {}",
        first.unwrap_or_default().join(" "),
        last.unwrap_or_default().join(" ")
    )
}

fn documents(answer: &SharedTexts, page: &mut Page) {
    let mut table = Table::new([
        ("document", Align::Left),
        ("file", Align::Left),
        ("words", Align::Right),
        ("read as", Align::Left),
    ]);
    for document in &answer.documents {
        table.row([
            Line::plain(document.name.clone()),
            Line::plain(document.file.clone()),
            Line::plain(document.words.to_string()),
            read_as(document),
        ]);
    }
    page.heading("Documents");
    page.push(Block::Table(table));
}

fn read_as(document: &ComparedText) -> Line {
    match (&document.unreadable, &document.kind) {
        (Some(why), _) => Line::toned(format!("not read: {why}"), Tone::Bad),
        (None, kind) => {
            let mut said = vec![kind.clone().unwrap_or_default()];
            said.extend(document.remarks.iter().cloned());
            Line::plain(said.join("; "))
        }
    }
}
