//! What it would be worth to learn something.

use crate::answer::{GameInformation, Lesson, LessonWorth};
use crate::page::{Align, Block, Line, Page, Table, Tone};

/// A table of what could be learned and what it is worth.
pub(super) fn information(found: &GameInformation, page: &mut Page) {
    page.heading("What information is worth");
    if found.lessons.is_empty() {
        page.text(Line::plain(
            "Everybody who moves knows all there is to know.",
        ));
        return;
    }
    let equilibria = found.lessons.iter().map(|one| one.worth.len()).max();
    let several = equilibria.is_some_and(|count| count > 1);
    let mut columns = vec![("who learns", Align::Left), ("what", Align::Left)];
    if several {
        columns.push(("equilibrium", Align::Right));
    }
    columns.extend([
        ("is paid", Align::Right),
        ("more in secret", Align::Right),
        ("more if all know", Align::Right),
    ]);
    let mut table = Table::new(columns);
    for lesson in &found.lessons {
        for (place, worth) in lesson.worth.iter().enumerate() {
            let first = place == 0;
            let shown = |text: &str| Line::plain(if first { text } else { "" }.to_owned());
            let mut cells = vec![shown(&lesson.player), shown(&lesson.fact)];
            if several {
                cells.push(Line::plain(worth.equilibrium.to_string()));
            }
            cells.push(Line::plain(worth.payoff.clone()));
            cells.push(match &worth.in_secret {
                Some(more) => Line::plain(more.clone()),
                None => Line::toned("–", Tone::Faint),
            });
            cells.push(open(worth));
            table.row(cells);
        }
    }
    page.push(Block::Table(table));
    for lesson in &found.lessons {
        if let Some(line) = unsure(lesson) {
            page.text(line);
        }
    }
    page.push(Block::Gap);
    page.text(Line::toned(
        "In secret: the others go on as before, so that it never hurts to learn. If all know it: the \
         game in which everybody knows that it is learned, solved anew; there it may hurt.",
        Tone::Faint,
    ));
}

fn open(worth: &LessonWorth) -> Line {
    match (&worth.open_lowest, &worth.open_highest) {
        (Some(low), Some(high)) => {
            let hurts = low.starts_with('-');
            let text = if low == high {
                low.clone()
            } else {
                format!("{low} to {high}")
            };
            Line::toned(text, if hurts { Tone::Warn } else { Tone::Plain })
        }
        _ => Line::toned("–", Tone::Faint),
    }
}

/// What is not known of the new game.
fn unsure(lesson: &Lesson) -> Option<Line> {
    let about = format!("{} learning {}", lesson.player, lesson.fact);
    if let Some(why) = &lesson.why_not {
        return Some(Line::toned(format!("{about}: {why}"), Tone::Warn));
    }
    let open = lesson.open.as_ref().filter(|open| !open.complete)?;
    let text = format!(
        "{about}: {} found of possibly more",
        match open.equilibria {
            1 => "1 equilibrium of the new game".to_owned(),
            several => format!("{several} equilibria of the new game"),
        }
    );
    Some(Line::toned(text, Tone::Faint))
}
