//! Each assumption with its grade and its passages, and those that have none.

use super::sources::quotation;
use super::{accounts_named, bullet, bullets, sentence};
use crate::answer::{AssumptionKind, SourcedAssumption, and_list};
use crate::html::book::Book;
use crate::page::{Line, Page, Tone};
use crate::pages::brief::grade_word;
use crate::pages::words::mark;

const KINDS: [(AssumptionKind, &str); 5] = [
    (AssumptionKind::Option, "Options"),
    (AssumptionKind::Rule, "Rules"),
    (AssumptionKind::StatusQuo, "Where the conflict stands"),
    (AssumptionKind::Event, "Events"),
    (AssumptionKind::Preference, "What actors want"),
];

pub(super) fn put(book: &Book<'_>, page: &mut Page) {
    let all = &book.dossier.assumptions;
    if all.iter().all(is_bare) {
        return;
    }
    page.heading("Assumptions and their passages");
    for (kind, title) in KINDS {
        let mut of_kind = all.iter().filter(|one| one.kind == kind).peekable();
        if of_kind.peek().is_some() {
            page.subheading(title);
            of_kind.for_each(|one| assumption(book, one, page));
        }
    }
}

/// Whether nothing at all is said of an assumption.
fn is_bare(one: &SourcedAssumption) -> bool {
    one.assumption.grade == "unsourced" && one.against.is_empty() && one.note.is_none()
}

fn assumption(book: &Book<'_>, one: &SourcedAssumption, page: &mut Page) {
    let text = &one.assumption;
    let mut line = Line::toned(text.what.clone(), Tone::Strong);
    if let Some(words) = &one.words {
        line = line.and(format!(" ({words})"));
    }
    if !one.accounts.is_empty() {
        line = line.and(format!(", in {}", accounts_named(&one.accounts)));
    }
    line = line.and(format!(
        " — {} {}.",
        mark(&text.grade),
        grade_word(&text.grade)
    ));
    if let Some(words) = &text.assumed {
        line = line.and(format!(" {}", sentence(&format!("Assumed: {words}"))));
    }
    if !one.decides.is_empty() {
        line = line.and(format!(" Decides: {}.", and_list(&one.decides)));
    }
    if let Some(note) = &one.note {
        line = line.and(format!(" {}", sentence(note)));
    }
    page.text(line);
    for name in &text.from {
        quotation(book, name, page);
    }
    if !one.against.is_empty() {
        page.text("Against it:");
        for name in &one.against {
            quotation(book, name, page);
        }
    }
}

pub(super) fn unsourced(book: &Book<'_>, page: &mut Page) {
    let all = &book.dossier.assumptions;
    if all.is_empty() || all.iter().all(is_bare) {
        // Said at once under what the answers rest on.
        return;
    }
    page.heading("What is not sourced");
    let weak =
        |one: &&SourcedAssumption| matches!(one.assumption.grade.as_str(), "assumed" | "unsourced");
    let count = all.iter().filter(weak).count();
    if count == 0 {
        page.text("Every assumption names at least one passage.");
        return;
    }
    page.text(
        Line::plain("No passage is cited for these. ")
            .with(count.to_string(), Tone::Strong)
            .and(format!(
                " of {} assumptions, accounts taken together.",
                all.len()
            )),
    );
    let entries = all.iter().filter(weak).map(|one| {
        let mut line = super::answer::graded(&one.assumption.grade, &one.assumption.what);
        if let Some(words) = &one.assumption.assumed {
            line = line.and(format!(" — {words}"));
        }
        if !one.accounts.is_empty() {
            line = line.and(format!(" ({})", accounts_named(&one.accounts)));
        }
        if !one.decides.is_empty() {
            line = line.with(
                format!(". It decides {}.", and_list(&one.decides)),
                Tone::Strong,
            );
        }
        bullet(line)
    });
    bullets(entries.collect(), page);
}
