//! Method in short, versions, and how to cite.

use super::{bullet, bullets, sentence};
use crate::html::book::Book;
use crate::html::parts::capital;
use crate::page::{Block, Entry, Line, Page};
use crate::pages::brief::{foresight_meaning, foresight_name};

pub(super) fn put(book: &Book<'_>, page: &mut Page) {
    page.heading("Method and versions");
    page.text(
        "The conflict is a set of options, each in one actor’s hands. A state says which options \
         are taken; a move changes one or more options of one actor; rules shut states and moves. \
         Each actor orders the states by what it wants. An outcome holds with a kind of foresight \
         if no chain of moves that actors with that foresight would make leads out of it. Nothing \
         is random, and nothing is weighed: the same model gives the same answer.",
    );
    page.subheading("Kinds of foresight");
    let first = book.dossier.analysis.accounts.first();
    let concepts = first.map(|one| one.equilibria_by_concept.keys());
    let entries = concepts.into_iter().flatten().map(|concept| Entry {
        term: format!("{} ({concept})", capital(&foresight_name(concept))).into(),
        lines: vec![foresight_meaning(concept).into()],
    });
    bullets(entries.collect(), page);
    versions(book, page);
    checks(book, page);
    for remark in &book.dossier.remarks {
        page.text(sentence(remark));
    }
}

fn versions(book: &Book<'_>, page: &mut Page) {
    let dossier = book.dossier;
    page.subheading("Versions and settings");
    let settings = match dossier.settings.as_slice() {
        [] => "as in the file".to_owned(),
        settings => settings.join("; "),
    };
    let warnings = match dossier.analysis.warnings {
        0 => "none".to_owned(),
        count => count.to_string(),
    };
    let mut said = vec![
        ("Program", format!("Détente {}", dossier.program)),
        ("Model", dossier.analysis.file.clone()),
        ("Hash of the model (SHA-256)", dossier.model_hash.clone()),
    ];
    if let Some(date) = &dossier.analysis.as_of {
        said.push(("Events count up to", date.clone()));
    }
    said.push(("Settings", settings));
    said.push(("Warnings about the model", warnings));
    let entries = said.into_iter().map(|(term, text)| Entry {
        term: term.into(),
        lines: vec![text.into()],
    });
    page.push(Block::List(entries.collect()));
}

/// What became of the file's own checks.
fn checks(book: &Book<'_>, page: &mut Page) {
    let pages = book.dossier.analysis.accounts.iter();
    let all: Vec<_> = pages
        .flat_map(|one| one.checks.checks.iter().map(move |check| (one, check)))
        .collect();
    let bad: Vec<_> = all
        .iter()
        .filter(|(_, check)| !check.outcome.is_good())
        .collect();
    match (all.len(), bad.len()) {
        (0, _) => {}
        (count, 0) => page.text(format!(
            "All {count} checks of the file came out as they should."
        )),
        (count, failed) => {
            page.text(format!(
                "{failed} of {count} checks of the file did not come out as they should:"
            ));
            let entries = bad.iter().map(|(one, check)| {
                let account = one.account.as_ref();
                let account = account.map_or_else(String::new, |a| format!("{}: ", a.name));
                let outcome = check.outcome.in_words();
                bullet(Line::plain(format!("{account}{} — {outcome}", check.name)))
            });
            bullets(entries.collect(), page);
        }
    }
}

pub(super) fn cite(book: &Book<'_>, page: &mut Page) {
    page.heading("How to cite");
    page.text(book.dossier.citation.text.clone());
    page.push(Block::Verbatim(book.dossier.citation.bibtex.clone()));
    page.text(
        "The hash names the model exactly: two files that differ in layout alone have the same \
         one.",
    );
}
