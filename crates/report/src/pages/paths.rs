//! Ways from the status quo.

use super::words::counted;
use crate::answer::{Arrival, PathsAnswer, PathsRun, Step};
use crate::page::{Block, Entry, Line, Page, Tone};

/// The page of `paths`.
#[must_use]
pub fn paths(run: &PathsRun) -> Page {
    let mut page = Page::default();
    for answer in &run.accounts {
        if let Some(name) = &answer.account {
            page.heading(super::account_heading(name));
        }
        one(answer, &mut page);
    }
    page
}

fn one(answer: &PathsAnswer, page: &mut Page) {
    let by = if answer.by_improvements {
        "improvements"
    } else {
        "any moves"
    };
    page.text(format!("From {}", answer.from.in_words()));
    page.text(Line::toned(
        format!(
            "{} can be reached by {by}",
            counted(answer.reachable, "other state", "other states")
        ),
        Tone::Faint,
    ));
    page.push(Block::List(
        answer.arrivals.iter().flat_map(entries).collect(),
    ));
    let hidden = answer.asked.saturating_sub(answer.arrivals.len() as u64);
    if hidden > 0 {
        page.text(Line::toned(
            format!("and {hidden} more states; narrow with --to"),
            Tone::Faint,
        ));
    }
}

fn entries(arrival: &Arrival) -> Vec<Entry> {
    let mut term = Line::toned(arrival.state.in_words(), Tone::Strong);
    if !arrival.equilibrium_under.is_empty() {
        term = term.with(
            format!("  {}", under(&arrival.equilibrium_under)),
            Tone::Good,
        );
    }
    let Some(path) = &arrival.path else {
        return vec![Entry {
            term,
            lines: vec![Line::toned("cannot be reached", Tone::Warn)],
        }];
    };
    if path.is_empty() {
        return vec![Entry {
            term,
            lines: vec![Line::plain("the start itself")],
        }];
    }
    let mut lines = Vec::new();
    if arrival.all.len() > 1 {
        for (index, path) in arrival.all.iter().enumerate() {
            lines.push(Line::plain(format!("{}. {}", index + 1, moves(path))));
        }
    } else {
        lines.push(Line::plain(moves(path)));
    }
    let shown = arrival.all.len().max(1) as u64;
    if let Some(ways) = arrival.ways.filter(|&ways| ways > shown) {
        lines.push(Line::toned(
            format!(
                "{} of {} moves in all",
                counted(ways, "way", "ways"),
                path.len()
            ),
            Tone::Faint,
        ));
    }
    vec![Entry { term, lines }]
}

fn under(concepts: &[String]) -> String {
    if concepts.len() >= 5 {
        "equilibrium under all five".to_owned()
    } else {
        format!("equilibrium under {}", concepts.join(", "))
    }
}

/// Moves, with those marked that cost their mover.
fn moves(path: &[Step]) -> String {
    let moves: Vec<String> = path
        .iter()
        .map(|step| {
            let cost = if step.improvement { "" } else { " (no gain)" };
            format!("{}{cost}{}", step.in_words(), step.against_advice())
        })
        .collect();
    moves.join(", then ")
}
