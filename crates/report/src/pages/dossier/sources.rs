//! Claims with their origins, words with other speakers, and the documents.

use super::{bullet, bullets, drawing, sentence};
use crate::answer::{
    AlteredWords, ClaimLineage, SharedRun, SharedStanding, SourceDocument, SourcePassage, WordUse,
    and_list,
};
use crate::html::book::Book;
use crate::html::claims::{interval, title};
use crate::html::documents::{by_line, found, standing};
use crate::html::parts::{NOT_AS_QUOTED, capital};
use crate::page::{Align, Block, Line, Page, Quotation, Table, Tone};
use crate::pages::words::counted;

/// The words of a passage with where they stand and who said them.
pub(super) fn quotation(book: &Book<'_>, name: &str, page: &mut Page) {
    match book.passage(name) {
        Some(passage) => {
            let mut lines = vec![Line::plain(source(passage))];
            if passage.standing.is_drift() {
                lines.push(Line::toned(NOT_AS_QUOTED, Tone::Strong));
            }
            page.push(Block::Quotation(Quotation {
                words: passage.words.clone(),
                source: lines,
            }));
        }
        None => page.text(format!("From {name}.")),
    }
}

/// `Given as “one official”, traced to X. Verb: told. a001.until-they-do, line 6.`
fn source(passage: &SourcePassage) -> String {
    let mut parts: Vec<String> = Vec::new();
    let traced = passage.traced.join(", by way of ");
    match (&passage.speaker_as_given, traced.is_empty()) {
        (Some(given), true) => parts.push(format!("Given as “{given}”")),
        (Some(given), false) => parts.push(format!("Given as “{given}”, traced to {traced}")),
        (None, false) => parts.push(capital(&traced)),
        (None, true) => {}
    }
    parts.extend(passage.verb.iter().map(|verb| format!("Verb: {verb}")));
    parts.extend(passage.hedge.iter().map(|hedge| format!("Hedge: {hedge}")));
    if let Some(when) = &passage.when {
        parts.push(match &passage.resolved {
            Some(date) => format!("Date as given: {when}, taken to be {date}"),
            None => format!("Date as given: {when}"),
        });
    }
    parts.extend(
        passage
            .credibility
            .map(|grade| format!("Credibility {grade}")),
    );
    parts.push(match passage.line {
        Some(line) => format!("{}, line {line}", passage.name),
        None => passage.name.clone(),
    });
    format!("{}.", parts.join(". "))
}

pub(super) fn claims(book: &Book<'_>, page: &mut Page) {
    let claims = &book.dossier.sources.claims;
    if claims.is_empty() {
        return;
    }
    page.heading("Claims and where they come from");
    page.text(
        "Documents that repeat one source are one source. For each claim, the number of \
         independent origins is an interval: as many as the texts certify, up to as many as they \
         leave possible.",
    );
    let mut table = Table::new([
        ("Claim", Align::Left),
        ("Documents", Align::Right),
        ("Origins, at least", Align::Right),
        ("Origins, at most", Align::Right),
    ]);
    for claim in claims {
        table.row([
            title(claim).into(),
            claim.documents.len().to_string().into(),
            claim.count.certified.to_string().into(),
            claim.count.possible.to_string().into(),
        ]);
    }
    page.push(Block::Table(table));
    for claim in claims {
        one_claim(book, claim, page);
    }
}

fn one_claim(book: &Book<'_>, claim: &ClaimLineage, page: &mut Page) {
    page.subheading(title(claim));
    let documents = counted(claim.documents.len() as u64, "document", "documents");
    page.text(Line::toned(
        format!("{documents}, {}.", interval(claim.count)),
        Tone::Strong,
    ));
    drawing(book, &format!("lineage-{}", claim.name), page);
    bullets(
        claim
            .why
            .iter()
            .map(|line| bullet(sentence(line)))
            .collect(),
        page,
    );
    if !claim.origins.is_empty() {
        let heads = ["Origin", "Passed on by", "Passages", "May be the same as"];
        let mut table = Table::new(heads.map(|head| (head, Align::Left)));
        for origin in &claim.origins {
            let mut name = Line::toned(origin.origin.clone(), Tone::Strong);
            if origin.anonymous {
                name = name.and(", no name is given");
            }
            if let Some(grade) = &origin.reliability {
                name = name.and(format!(", reliability {grade}"));
            }
            table.row([
                name,
                origin.via.join(", then ").into(),
                origin.passages.join(", ").into(),
                origin.may_be.join(", ").into(),
            ]);
        }
        page.push(Block::Table(table));
    }
    claim
        .passages
        .iter()
        .for_each(|name| quotation(book, name, page));
    if !claim.against.is_empty() {
        page.text("Against it:");
        claim
            .against
            .iter()
            .for_each(|name| quotation(book, name, page));
    }
    if let Some(grade) = claim.credibility {
        page.text(format!(
            "Credibility {grade} on the scale from 1 (confirmed) to 6 (cannot be judged)."
        ));
    }
    if let Some(note) = &claim.note {
        page.text(sentence(note));
    }
}

/// The same words with other speakers, nearly the same words, and words that documents share.
pub(super) fn words(book: &Book<'_>, page: &mut Page) {
    let sources = &book.dossier.sources;
    if sources.shifts.is_empty() && sources.altered.is_empty() && sources.shared.is_empty() {
        return;
    }
    page.heading("Same words, other speakers");
    if !sources.shifts.is_empty() {
        page.text(
            "These words stand in several documents, and are not said to be the same speaker’s \
             everywhere.",
        );
    }
    for shift in &sources.shifts {
        let mut said = Vec::new();
        if !shift.traced.is_empty() {
            said.push(Line::plain(format!(
                "Traced to {}.",
                and_list(&shift.traced)
            )));
        }
        if let Some(run) = shift.run {
            said.push(Line::plain(format!(
                "The documents share {run} words here."
            )));
        }
        page.push(Block::Quotation(Quotation {
            words: shift.words.clone(),
            source: said,
        }));
        let heads = ["Passage", "Speaker as given", "Verb", "Hedge"];
        let mut table = Table::new(heads.map(|head| (head, Align::Left)));
        for one in &shift.uses {
            table.row([
                one.passage.as_str().into(),
                one.speaker_as_given.as_deref().unwrap_or("not said").into(),
                one.verb.as_deref().unwrap_or_default().into(),
                one.hedge.as_deref().unwrap_or_default().into(),
            ]);
        }
        page.push(Block::Table(table));
    }
    if !sources.altered.is_empty() {
        page.subheading("Nearly the same words");
        page.text(
            "Side by side, without a verdict: whether one is a version of the other, the texts do \
             not say.",
        );
        sources
            .altered
            .iter()
            .for_each(|one| side_by_side(one, page));
    }
    if !sources.shared.is_empty() {
        page.subheading("Words that documents share");
        sources
            .shared
            .iter()
            .for_each(|one| run_of_words(one, page));
    }
    if !sources.independent.is_empty() {
        page.text(format!(
            "These documents share no words of any length with the others: {}.",
            and_list(&sources.independent)
        ));
    }
}

fn side_by_side(altered: &AlteredWords, page: &mut Page) {
    let head = |one: &WordUse| match &one.speaker_as_given {
        Some(speaker) => format!("{}, given as “{speaker}”", one.passage),
        None => one.passage.clone(),
    };
    let mut table = Table::new([
        (head(&altered.first), Align::Left),
        (head(&altered.second), Align::Left),
    ]);
    let words = |one: &WordUse| Line::plain(format!("“{}”", one.words));
    table.row([words(&altered.first), words(&altered.second)]);
    let only = |words: &[String]| match words {
        [] => Line::plain("no word that the other has not"),
        words => Line::plain(format!("only here: {}", words.join(", "))),
    };
    table.row([only(&altered.differing.0), only(&altered.differing.1)]);
    page.push(Block::Table(table));
}

fn run_of_words(run: &SharedRun, page: &mut Page) {
    let places = run.places.iter().map(|(document, line)| match line {
        Some(line) => format!("{document}, line {line}"),
        None => document.clone(),
    });
    let places: Vec<String> = places.collect();
    let judged = match &run.standing {
        SharedStanding::Proposed => "Found by the program, not yet judged in the file.".to_owned(),
        SharedStanding::Accepted { why } => format!("Taken as one source: {}", sentence(why)),
        SharedStanding::Rejected { why } => format!("Taken to mean nothing: {}", sentence(why)),
    };
    page.push(Block::Quotation(Quotation {
        words: run.words.clone(),
        source: vec![format!("{} words in {}. {judged}", run.length, and_list(&places)).into()],
    }));
}

/// The documents and the passages taken from them.
pub(super) fn documents(book: &Book<'_>, page: &mut Page) {
    let sources = &book.dossier.sources;
    if sources.documents.is_empty() {
        return;
    }
    page.heading("Documents");
    for document in &sources.documents {
        one_document(book, document, page);
    }
    for remark in &sources.remarks {
        page.text(sentence(remark));
    }
}

fn one_document(book: &Book<'_>, document: &SourceDocument, page: &mut Page) {
    page.subheading(match &document.title {
        Some(title) => format!("{title} ({})", document.name),
        None => document.name.clone(),
    });
    let mut said = vec![by_line(document)];
    said.extend(document.url.clone());
    said.push(sentence(&standing(&document.standing)));
    said.extend(
        document
            .sha256
            .as_ref()
            .map(|hash| format!("SHA-256 {hash}.")),
    );
    said.retain(|part| !part.is_empty());
    page.text(said.join(" "));
    let passages = book.dossier.sources.passages.iter();
    for passage in passages.filter(|passage| passage.document == document.name) {
        let mut lines = vec![Line::plain(source(passage))];
        if let Some(text) = found(&passage.standing) {
            lines.push(Line::toned(sentence(&text), Tone::Strong));
        }
        lines.extend(passage.note.iter().map(|note| Line::plain(sentence(note))));
        if !passage.supports.is_empty() {
            lines.push(Line::plain(format!(
                "For: {}.",
                and_list(&passage.supports)
            )));
        }
        page.push(Block::Quotation(Quotation {
            words: passage.words.clone(),
            source: lines,
        }));
    }
}
