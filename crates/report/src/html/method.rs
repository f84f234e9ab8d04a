//! Method in short, versions, and how to cite.

use maud::{Markup, html};

use super::book::Book;
use super::parts::{capital, scroller};
use crate::pages::brief::{foresight_meaning, foresight_name};

pub(super) fn section(book: &Book<'_>) -> Markup {
    let dossier = book.dossier;
    let concepts: Vec<&String> = dossier
        .analysis
        .accounts
        .first()
        .map(|page| page.equilibria_by_concept.keys().collect())
        .unwrap_or_default();
    html! {
        p {
            "The conflict is a set of options, each in one actor’s hands. A state says which options are "
            "taken; a move changes one or more options of one actor; rules shut states and moves. Each "
            "actor orders the states by what it wants. An outcome holds with a kind of foresight if no "
            "chain of moves that actors with that foresight would make leads out of it. Nothing is "
            "random, and nothing is weighed: the same model gives the same answer."
        }
        h3 id="foresight" { "Kinds of foresight" }
        dl.foresight { @for concept in concepts {
            div { dt { (capital(&foresight_name(concept))) " " span.name { (concept) } } dd { (foresight_meaning(concept)) } }
        } }
        h3 { "Versions and settings" }
        (versions(book))
        (checks(book))
        @for remark in &dossier.remarks { p.note { (remark) } }
    }
}

fn versions(book: &Book<'_>) -> Markup {
    let dossier = book.dossier;
    let table = html! {
        table.versions {
            caption.hidden { "Versions and settings" }
            tbody {
                tr { th scope="row" { "Program" } td { "Détente " (dossier.program) } }
                tr { th scope="row" { "Model" } td { (dossier.analysis.file) } }
                tr { th scope="row" { "Hash of the model (SHA-256)" } td { code.hash { (dossier.model_hash) } } }
                @if let Some(date) = &dossier.analysis.as_of { tr { th scope="row" { "Events count up to" } td { (date) } } }
                tr { th scope="row" { "Settings" } td { @if dossier.settings.is_empty() { "as in the file" } @else { (dossier.settings.join("; ")) } } }
                tr { th scope="row" { "Warnings about the model" } td { @if dossier.analysis.warnings == 0 { "none" } @else { (dossier.analysis.warnings) } } }
            }
        }
    };
    scroller("Versions and settings", table)
}

/// What became of the file's own checks.
fn checks(book: &Book<'_>) -> Markup {
    let pages = &book.dossier.analysis.accounts;
    let all = || {
        pages
            .iter()
            .flat_map(|page| page.checks.checks.iter().map(move |check| (page, check)))
    };
    let total = all().count();
    let bad: Vec<_> = all()
        .filter(|(_, check)| !check.outcome.is_good())
        .collect();
    html! {
        @if total > 0 && bad.is_empty() { p { "All " (total) " checks of the file came out as they should." } }
        @if !bad.is_empty() {
            p { strong { (bad.len()) " of " (total) " checks of the file did not come out as they should:" } }
            ul { @for (page, check) in bad {
                li { @if let Some(account) = &page.account { (account.name) ": " } (check.name) " — " (check.outcome.in_words()) }
            } }
        }
    }
}

pub(super) fn cite(book: &Book<'_>) -> Markup {
    let citation = &book.dossier.citation;
    html! {
        p { (citation.text) }
        div.scroller role="region" tabindex="0" aria-label="BibTeX entry" { pre { code { (citation.bibtex) } } }
        p.where { "The hash names the model exactly: two files that differ in layout alone have the same one." }
    }
}
