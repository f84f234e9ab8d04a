//! Equilibria that come and go: with attitudes, and when each actor judges by its own view.

use super::{MOST_ROWS, head, more, state_cells};
use crate::answer::{AsSeen, NotJudged, ShiftedRow, StateRef, WithAttitudes, and_list};
use crate::page::{Block, Entry, Line, Page, Table, Tone};
use crate::pages::words::{assumption, counted};

/// With what actors make of each other.
pub(super) fn attitudes(
    with: &WithAttitudes,
    concepts: &[String],
    now: Option<&StateRef>,
    page: &mut Page,
) {
    page.subheading("With what actors make of each other");
    let entries = with.attitudes.iter().map(|line| {
        let mut lines = vec![Line::plain(line.attitude.clone())];
        if line.rests_on.grade != "unsourced" {
            lines.push(assumption(&line.rests_on));
        }
        Entry {
            term: Line::default(),
            lines,
        }
    });
    page.push(Block::List(entries.collect()));
    table(&with.equilibria, concepts, "without attitudes", now, page);
}

/// When each actor judges by its own view.
pub(super) fn views(seen: &AsSeen, concepts: &[String], now: Option<&StateRef>, page: &mut Page) {
    page.subheading("When each judges by what it sees");
    let entries = seen.views.iter().map(|view| {
        let mut lines: Vec<Line> = Vec::new();
        lines.extend(view.label.clone().map(Line::plain));
        lines.push(Line::plain(view.changes.join("; ")));
        if !view.fits {
            lines.push(Line::toned(
                "this account has no place for that: it sees the account as it is",
                Tone::Warn,
            ));
        }
        for (count, what) in [
            (view.unseen, "of this account that it does not see"),
            (
                view.imagined,
                "that it sees and that this account does not have",
            ),
        ] {
            if count > 0 {
                let text = format!("{} {what}", counted(count, "state", "states"));
                lines.push(Line::toned(text, Tone::Faint));
            }
        }
        if view.rests_on.grade != "unsourced" {
            lines.push(assumption(&view.rests_on));
        }
        Entry {
            term: Line::toned(format!("{} sees", view.actor), Tone::Strong),
            lines,
        }
    });
    page.push(Block::List(entries.collect()));
    table(
        &seen.equilibria,
        concepts,
        "if all saw it as the account has it",
        now,
        page,
    );
    for row in seen.not_judged.iter().take(MOST_ROWS) {
        page.text(Line::toned(not_judged(row), Tone::Warn));
    }
}

fn not_judged(row: &NotJudged) -> String {
    format!(
        "{} cannot be judged by {}, which does not see it; for all others it is stable under {}.",
        row.state.in_words(),
        and_list(&row.unseen_by),
        row.concepts.join(", ")
    )
}

/// ● in both readings, `new` only in this one, `gone` only in the usual one.
fn table(
    rows: &[ShiftedRow],
    concepts: &[String],
    usual: &str,
    now: Option<&StateRef>,
    page: &mut Page,
) {
    if rows.is_empty() {
        page.text("No state is an equilibrium, nor would one be in the usual reading.");
        return;
    }
    let concerned = |concept: &&String| {
        rows.iter()
            .any(|row| row.concepts.contains(concept) || row.usual.contains(concept))
    };
    let concepts: Vec<&String> = concepts.iter().filter(concerned).collect();
    page.text(Line::toned(
        format!(
            "●: an equilibrium, and one {usual}; new: not one {usual}; gone: one only {usual}."
        ),
        Tone::Faint,
    ));
    let mut table = Table::new(head(&concepts));
    for row in rows.iter().take(MOST_ROWS) {
        let marks = concepts.iter().map(|concept| {
            match (row.concepts.contains(concept), row.usual.contains(concept)) {
                (true, true) => Line::toned("●", Tone::Good),
                (true, false) => Line::toned("new", Tone::Good),
                (false, true) => Line::toned("gone", Tone::Bad),
                (false, false) => Line::toned("–", Tone::Faint),
            }
        });
        table.row(state_cells(&row.state, now).into_iter().chain(marks));
    }
    page.push(Block::Table(table));
    more(rows.len(), page);
}
