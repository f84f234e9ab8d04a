//! How the assumptions are sourced, at a glance.

use maud::{Markup, html};

use super::book::Book;
use super::parts::{grade, scroller};
use crate::answer::AssumptionSummary;
use crate::pages::brief::grade_meaning;

const GRADES: [&str; 4] = ["stated", "supported", "assumed", "unsourced"];

fn counts(summary: &AssumptionSummary) -> [u64; 4] {
    [
        summary.stated,
        summary.supported,
        summary.assumed,
        summary.unsourced,
    ]
}

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let pages = &book.dossier.analysis.accounts;
    let totals = || pages.iter().map(|page| page.assumptions.total());
    if totals().all(|total| total == 0) {
        return None;
    }
    let bare = pages
        .iter()
        .all(|page| page.assumptions.unsourced == page.assumptions.total());
    if bare {
        let most = totals().max().unwrap_or(0);
        return Some(html! {
            p.lead {
                "The model makes " (most) " assumptions, and none of them names a source. The answers "
                "show what follows from them, not whether they are so."
            }
        });
    }
    let table = html! {
        table.basis {
            caption { "Number of assumptions, by how they are sourced" }
            thead {
                tr {
                    th scope="col" { @if book.has_accounts() { "Account" } @else { "Model" } }
                    th.wide scope="col" { span.hidden { "Shares" } }
                    @for name in GRADES { th.number scope="col" { (grade(name)) } }
                }
            }
            tbody {
                @for page in pages {
                    tr {
                        th scope="row" {
                            @match &page.account {
                                Some(account) => { (account.name) @if let Some(label) = &account.label { span.label { (label) } } }
                                None => "as a whole",
                            }
                        }
                        td.wide { (bar(&page.assumptions)) }
                        @for count in counts(&page.assumptions) { td.number { (count) } }
                    }
                }
            }
        }
    };
    Some(html! {
        (scroller("How the assumptions are sourced", table))
        dl.key {
            @for name in GRADES { div { dt { (grade(name)) } dd { (grade_meaning(name)) } } }
        }
    })
}

/// The shares as a bar; the numbers stand beside it.
fn bar(summary: &AssumptionSummary) -> Markup {
    let total = summary.total().max(1);
    let mut at = 0;
    let mut pieces = Vec::new();
    for (name, count) in GRADES.iter().zip(counts(summary)) {
        if count > 0 {
            pieces.push((*name, at * 1000 / total, (at + count) * 1000 / total));
        }
        at += count;
    }
    html! {
        svg.bar viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (name, from, to) in pieces {
                rect.(name) x=(from) y="0" width=(to - from) height="100" {}
            }
        }
    }
}
