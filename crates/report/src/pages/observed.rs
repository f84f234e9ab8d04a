//! A history that was observed, in each equilibrium.

use super::games::weights;
use crate::answer::{GameObserved, GameWeight, ObservedCourse, ObservedDraw, ObservedNext};
use crate::page::{Align, Block, Line, Page, Table, Tone};

/// What was observed and what is believed then.
pub(super) fn observed(found: &GameObserved, page: &mut Page) {
    page.heading(format!("After {}", history(&found.moves)));
    // Equilibria may differ only in what this history has nothing to do with.
    let mut told: Vec<(Vec<String>, &ObservedCourse)> = Vec::new();
    for one in &found.equilibria {
        let alike = |other: &ObservedCourse| {
            (&other.moments, &other.next, &other.ends) == (&one.moments, &one.next, &one.ends)
        };
        let number = one.equilibrium.to_string();
        match told.iter_mut().find(|(_, other)| alike(other)) {
            Some((numbers, _)) => numbers.push(number),
            None => told.push((vec![number], one)),
        }
    }
    for (numbers, one) in &told {
        if found.equilibria.len() > 1 {
            page.push(Block::Gap);
            let text = match numbers.as_slice() {
                [number] => format!("In equilibrium {number}"),
                several => format!("In equilibria {}", crate::answer::and_list(several)),
            };
            page.text(Line::toned(text, Tone::Strong));
        }
        course(&found.moves, one, page);
    }
    if found.equilibria.is_empty() {
        page.text(Line::toned(
            "no equilibrium is listed in which it could be followed",
            Tone::Warn,
        ));
    }
}

fn history(moves: &[String]) -> String {
    if moves.is_empty() {
        "nothing yet".to_owned()
    } else {
        moves.join("; ")
    }
}

fn course(moves: &[String], one: &ObservedCourse, page: &mut Page) {
    let mut columns = vec![
        ("after".to_owned(), Align::Left),
        ("how likely".to_owned(), Align::Right),
    ];
    let draws = one
        .moments
        .first()
        .map_or(&[][..], |moment| &moment.posteriors);
    for draw in draws {
        for value in draw.values.iter().flatten() {
            columns.push((format!("{}: {}", draw.draw, value.name), Align::Right));
        }
    }
    let mut table = Table::new(columns);
    let start = "the start".to_owned();
    for (words, moment) in [&start].into_iter().chain(moves).zip(&one.moments) {
        let mut cells = vec![Line::plain(words.clone())];
        cells.push(if moment.likelihood == "0" {
            Line::toned("0, off the path", Tone::Warn)
        } else {
            Line::plain(moment.likelihood.clone())
        });
        for (draw, first) in moment.posteriors.iter().zip(draws) {
            cells.extend(believed(draw, first.values.as_ref().map_or(0, Vec::len)));
        }
        table.row(cells);
    }
    page.push(Block::Table(table));
    for next in &one.next {
        page.text(then(next));
    }
    page.text(match &one.ends {
        Some(ends) => Line::toned("Then the play ends in ", Tone::Faint).and(weights(ends)),
        None => Line::toned(
            "How it goes on is left open: what is believed is not determined",
            Tone::Warn,
        ),
    });
}

fn believed(draw: &ObservedDraw, count: usize) -> Vec<Line> {
    match &draw.values {
        Some(values) => {
            let shown = values
                .iter()
                .map(|value| Line::plain(value.probability.clone()));
            shown.collect()
        }
        None => vec![Line::toned("open", Tone::Warn); count],
    }
}

/// `Defender at soft: fight after challenge, believing …: not fight`
fn then(next: &ObservedNext) -> Line {
    let line = Line::toned("Then ", Tone::Faint)
        .with(next.player.clone(), Tone::Strong)
        .and(format!(" at {}", next.information_set));
    let line = match &next.likelihood {
        Some(likely) if likely == "1" => line,
        Some(likely) if likely == "0" => line.with(" (not reached)", Tone::Faint),
        Some(likely) => line.and(format!(" ({likely})")),
        None => line,
    };
    let line = match next.beliefs.as_deref() {
        Some([]) => line,
        Some(beliefs) => line.and(format!(", believing {}", held(beliefs))),
        None => line.with(", its beliefs left open", Tone::Warn),
    };
    line.and(format!(": {}", weights(&next.actions)))
}

fn held(beliefs: &[GameWeight]) -> String {
    let shown: Vec<String> = beliefs
        .iter()
        .filter(|one| one.probability != "0")
        .map(|one| format!("{} ({})", one.name, one.probability))
        .collect();
    shown.join(", ")
}
