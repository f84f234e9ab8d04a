//! Each assumption with its grade and its passages, and those that have none.

use maud::{Markup, html};

use super::book::Book;
use super::parts::{account_names, capital, grade, quotation};
use crate::answer::{AssumptionKind, SourcedAssumption, and_list};

const KINDS: [(AssumptionKind, &str); 5] = [
    (AssumptionKind::Option, "Options"),
    (AssumptionKind::Rule, "Rules"),
    (AssumptionKind::StatusQuo, "Where the conflict stands"),
    (AssumptionKind::Event, "Events"),
    (AssumptionKind::Preference, "What actors want"),
];

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let all = &book.dossier.assumptions;
    if all.is_empty() || all.iter().all(is_bare) {
        return None;
    }
    Some(html! {
        @for (kind, title) in KINDS {
            @let of_kind: Vec<_> = book.assumptions().filter(|(_, one)| one.kind == kind).collect();
            @if !of_kind.is_empty() {
                h3 { (title) }
                @for (id, one) in of_kind { (assumption(book, &id, one)) }
            }
        }
    })
}

/// Whether nothing at all is said of an assumption.
fn is_bare(one: &SourcedAssumption) -> bool {
    one.assumption.grade == "unsourced" && one.against.is_empty() && one.note.is_none()
}

fn assumption(book: &Book<'_>, id: &str, one: &SourcedAssumption) -> Markup {
    let text = &one.assumption;
    html! {
        details.assumption id=(id) {
            summary {
                (grade(&text.grade)) " " span.what { (text.what) }
                @if let Some(words) = &one.words { span.words { (words) } }
                @if !one.accounts.is_empty() { span.in { "in " (account_names(&one.accounts)) } }
            }
            div.body {
                @if let Some(words) = &text.assumed { p { "Assumed: " (words) "." } }
                @if !one.decides.is_empty() { p { "Decides: " (and_list(&one.decides)) "." } }
                @for name in &text.from { (quotation(book, name)) }
                @if !one.against.is_empty() {
                    p.against { "Against it:" }
                    @for name in &one.against { (quotation(book, name)) }
                }
                @if let Some(note) = &one.note { p.note { (capital(note)) "." } }
                @if is_bare(one) && text.assumed.is_none() { p { "Nothing is said of where it comes from." } }
            }
        }
    }
}

pub(super) fn unsourced(book: &Book<'_>) -> Option<Markup> {
    let all = &book.dossier.assumptions;
    if all.is_empty() || all.iter().all(is_bare) {
        // Said at once under what the answers rest on.
        return None;
    }
    let weak: Vec<_> = book
        .assumptions()
        .filter(|(_, one)| matches!(one.assumption.grade.as_str(), "assumed" | "unsourced"))
        .collect();
    if weak.is_empty() {
        return Some(html! { p { "Every assumption names at least one passage." } });
    }
    Some(html! {
        p { "No passage is cited for these. " strong { (weak.len()) } " of " (all.len()) " assumptions, accounts taken together." }
        ul.plain { @for (id, one) in weak {
            li {
                (grade(&one.assumption.grade)) " " a href={ "#" (id) } { (one.assumption.what) }
                @if let Some(words) = &one.assumption.assumed { " — " (words) }
                @if !one.accounts.is_empty() { " (" (account_names(&one.accounts)) ")" }
                @if !one.decides.is_empty() { ". " b { "It decides " (and_list(&one.decides)) "." } }
            }
        } }
    })
}
