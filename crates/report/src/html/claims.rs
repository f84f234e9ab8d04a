//! Claims with the number of independent origins behind each, and how they came into the documents.

use maud::{Markup, PreEscaped, html};

use super::book::Book;
use super::parts::{anchor, capital, quotation, scroller, sentence, source_link};
use crate::answer::{ClaimLineage, OriginCount};
use crate::pages::brief::number;

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let claims = &book.dossier.sources.claims;
    if claims.is_empty() {
        return None;
    }
    let table = html! {
        table {
            caption { "Claims, the documents that carry them, and the independent origins behind them" }
            thead { tr {
                th scope="col" { "Claim" } th.number scope="col" { "Documents" }
                th.number scope="col" { "Origins, at least" } th.number scope="col" { "Origins, at most" }
            } }
            tbody { @for claim in claims {
                tr {
                    th scope="row" { a href={ "#" (anchor("claim", &claim.name)) } { (title(claim)) } }
                    td.number { (claim.documents.len()) }
                    td.number { (claim.count.certified) }
                    td.number { (claim.count.possible) }
                }
            } }
        }
    };
    Some(html! {
        p {
            "Documents that repeat one source are one source. For each claim, the number of independent "
            "origins is an interval: as many as the texts certify, up to as many as they leave possible."
        }
        (scroller("Claims and their origins", table))
        @for claim in claims { (one(book, claim)) }
    })
}

pub(crate) fn title(claim: &ClaimLineage) -> &str {
    claim.label.as_deref().unwrap_or(&claim.name)
}

/// `between one and two independent origins`.
pub(crate) fn interval(count: OriginCount) -> String {
    let words = |count: u64| number(usize::try_from(count).unwrap_or(usize::MAX));
    let noun = if count.possible == 1 {
        "independent origin"
    } else {
        "independent origins"
    };
    if count.certified == count.possible {
        format!("{} {noun}", words(count.certified))
    } else {
        format!(
            "between {} and {} {noun}",
            words(count.certified),
            words(count.possible)
        )
    }
}

fn one(book: &Book<'_>, claim: &ClaimLineage) -> Markup {
    let documents = claim.documents.len();
    html! {
        article.claim id=(anchor("claim", &claim.name)) {
            h3 { (title(claim)) }
            p.lead {
                (capital(&number(documents))) @if documents == 1 { " document, " } @else { " documents, " }
                (interval(claim.count)) "."
            }
            @if let Some(drawing) = book.dossier.drawing(&format!("lineage-{}", claim.name)) {
                figure.drawing {
                    div.scroller role="region" tabindex="0" aria-label=(drawing.caption) { (PreEscaped(&drawing.svg)) }
                    figcaption { (drawing.caption) }
                }
            }
            @if !claim.why.is_empty() { ul.why { @for line in &claim.why { li { (sentence(book, line)) } } } }
            @if !claim.origins.is_empty() { (origins(book, claim)) }
            @if !claim.passages.is_empty() {
                details { summary { "Passages that say it (" (claim.passages.len()) ")" } @for name in &claim.passages { (quotation(book, name)) } }
            }
            @if !claim.against.is_empty() {
                details { summary { "Passages against it (" (claim.against.len()) ")" } @for name in &claim.against { (quotation(book, name)) } }
            }
            @if let Some(credibility) = claim.credibility { p { "Credibility " (credibility) " on the scale from 1 (confirmed) to 6 (cannot be judged)." } }
            @if let Some(note) = &claim.note { p.note { (capital(note)) "." } }
        }
    }
}

fn origins(book: &Book<'_>, claim: &ClaimLineage) -> Markup {
    let table = html! {
        table {
            caption { "Origins of this claim" }
            thead { tr { th scope="col" { "Origin" } th scope="col" { "Passed on by" } th scope="col" { "Passages" } th scope="col" { "May be the same as" } } }
            tbody { @for origin in &claim.origins {
                tr {
                    th scope="row" {
                        (origin.origin)
                        @if origin.anonymous { span.label { "no name is given" } }
                        @if let Some(reliability) = &origin.reliability { span.label { "reliability " (reliability) } }
                    }
                    td { (origin.via.join(", then ")) }
                    td { @for (index, name) in origin.passages.iter().enumerate() { @if index > 0 { ", " } (source_link(book, name)) } }
                    td { (origin.may_be.join(", ")) }
                }
            } }
        }
    };
    html! { details { summary { "Origins (" (claim.origins.len()) ")" } (scroller(&format!("Origins of the claim: {}", title(claim)), table)) } }
}
