//! "Always φ?" for each account and concept, with every sanction.

use super::words::{assumption, counted, sanction_in_words, why, yes_no};
use crate::answer::{Holds, HoldsRun};
use crate::page::{Block, Entry, Line, Page, Tone};

/// The page of `holds`.
#[must_use]
pub fn holds(run: &HoldsRun) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(format!("Always {}?", run.formula)),
        aside: run
            .from
            .as_ref()
            .map(|state| format!("from {}", state.id))
            .unwrap_or_default(),
    });
    for account in &run.accounts {
        if let Some(name) = &account.account {
            page.heading(super::account_heading(name));
        }
        for verdict in &account.verdicts {
            one(verdict, &mut page);
        }
    }
    page
}

/// One verdict with everything that it rests on.
pub(super) fn one(verdict: &Holds, page: &mut Page) {
    page.text(
        Line::toned(format!("{}: ", verdict.concept), Tone::Strong)
            .and(yes_no(verdict.holds).text())
            .and(format!(". {}.", sentence(&why(verdict)))),
    );
    let mut entries = Vec::new();
    if !verdict.holds {
        for (index, step) in verdict.path.iter().enumerate() {
            entries.push(Entry {
                term: Line::plain(format!("{}.", index + 1)),
                lines: vec![
                    Line::plain(step.in_full() + &step.against_advice())
                        .with(format!("  → {}", step.to.in_words()), Tone::Faint),
                ],
            });
        }
    }
    for temptation in &verdict.temptations {
        let what = match &temptation.sanction {
            Some(sanction) => sanction_in_words(sanction),
            None => match temptation.expected.first() {
                Some(end) => format!("expected to end in {}", end.in_words()),
                None => "nothing deters it".to_owned(),
            },
        };
        entries.push(plain(
            Line::toned("deterred: ", Tone::Faint)
                .and(format!("{}: {what}", temptation.step.in_words())),
        ));
    }
    let hidden = verdict
        .deterred
        .saturating_sub(verdict.temptations.len() as u64);
    if hidden > 0 {
        entries.push(plain(Line::toned(
            format!("and {hidden} more deterred moves"),
            Tone::Faint,
        )));
    }
    for actor in &verdict.rests_on_ties {
        entries.push(plain(Line::toned(
            format!("rests on {actor} being indifferent: it could move without loss"),
            Tone::Warn,
        )));
    }
    if verdict.assumptions.iter().any(|a| a.grade != "unsourced") {
        entries.extend(verdict.assumptions.iter().map(|a| plain(assumption(a))));
    } else if !verdict.assumptions.is_empty() {
        // Where nothing is sourced, the marks would say nothing.
        let names: Vec<&str> = verdict
            .assumptions
            .iter()
            .map(|a| a.what.as_str())
            .collect();
        entries.push(plain(
            Line::toned("decided by: ", Tone::Faint).and(names.join("; ")),
        ));
    }
    if verdict.visited > 1 {
        entries.push(plain(Line::toned(
            format!("{} visited", counted(verdict.visited, "state", "states")),
            Tone::Faint,
        )));
    }
    page.push(Block::List(entries));
}

fn plain(line: Line) -> Entry {
    Entry {
        term: Line::default(),
        lines: vec![line],
    }
}

/// With a capital letter.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
