//! A conflict played: the game, its equilibria, and where both lenses agree.

use super::games::{facts, solved};
use super::information::information;
use super::observed::observed;
use super::play_regions::{plane, regions, statics};
use crate::answer::{PlayAccount, PlayEnd, PlayRun};
use crate::page::{Align, Block, Line, Page, Table, Tone};

/// The page of `play`.
#[must_use]
pub fn play(run: &PlayRun) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(run.title.clone().unwrap_or_else(|| run.file.clone())),
        aside: "as a game".to_owned(),
    });
    for played in &run.accounts {
        if let Some(account) = &played.account {
            page.heading(super::account_heading(account));
        }
        account(played, &mut page);
    }
    page
}

fn account(played: &PlayAccount, page: &mut Page) {
    page.text(facts(&played.game));
    let known: Vec<String> = played
        .parameters
        .iter()
        .filter_map(|parameter| {
            Some(format!(
                "{} = {}",
                parameter.name,
                parameter.value.as_ref()?
            ))
        })
        .collect();
    if !known.is_empty() {
        page.text(Line::toned("with ", Tone::Faint).and(known.join(", ")));
    }
    if !played.ranked.is_empty() {
        let paid = if let [_] = played.ranked.as_slice() {
            "is paid ranks: only the order of its payoffs means something"
        } else {
            "are paid ranks: only the order of their payoffs means something"
        };
        page.text(Line::toned(
            format!("{} {paid}.", crate::answer::and_list(&played.ranked)),
            Tone::Warn,
        ));
    }
    if let Some(found) = &played.regions {
        regions(found, page);
        return;
    }
    if let Some(found) = &played.plane {
        plane(found, page);
        return;
    }
    if let Some(solution) = &played.game.solution {
        solved(solution, page);
    }
    if let Some(found) = &played.game.observed {
        observed(found, page);
    }
    if let Some(found) = &played.game.information {
        information(found, page);
    }
    for remark in &played.game.remarks {
        page.push(Block::Gap);
        page.text(Line::toned(remark.clone(), Tone::Warn));
    }
    if !played.ends.is_empty() {
        page.heading("Where the play ends");
        ends(&played.ends, page);
    }
    elsewhere(played, page);
    if let Some(found) = &played.statics {
        statics(found, page);
    }
}

/// A table of states in which the play ends.
pub(super) fn ends(ends: &[PlayEnd], page: &mut Page) {
    let equilibria = ends.first().map_or(0, |end| end.probabilities.len());
    let mut columns = vec![("state".to_owned(), Align::Left)];
    for number in 1..=equilibria.min(MOST_COLUMNS) {
        let name = if equilibria == 1 {
            "how likely".to_owned()
        } else {
            format!("in {number}")
        };
        columns.push((name, Align::Right));
    }
    columns.push(("in the graph lens".to_owned(), Align::Left));
    let mut table = Table::new(columns);
    for end in ends {
        let mut cells = vec![Line::plain(end.state.in_words())];
        for probability in end.probabilities.iter().take(MOST_COLUMNS) {
            cells.push(if probability == "0" {
                Line::toned("–", Tone::Faint)
            } else {
                Line::plain(probability.clone())
            });
        }
        cells.push(match &end.under {
            None => Line::toned("not analysed", Tone::Faint),
            Some(under) if under.is_empty() && end.restless.is_empty() => {
                Line::toned("no equilibrium", Tone::Warn)
            }
            Some(under) if under.is_empty() => Line::toned(
                format!(
                    "no equilibrium: {} would move on",
                    crate::answer::and_list(&end.restless)
                ),
                Tone::Warn,
            ),
            Some(under) => {
                Line::toned("equilibrium", Tone::Good).and(format!(" under {}", under.join(", ")))
            }
        });
        table.row(cells);
    }
    page.push(Block::Table(table));
    if equilibria > MOST_COLUMNS {
        page.text(Line::toned(
            format!("the first {MOST_COLUMNS} of {equilibria} equilibria are shown"),
            Tone::Faint,
        ));
    }
}

/// Equilibria that get a column.
const MOST_COLUMNS: usize = 6;

fn elsewhere(played: &PlayAccount, page: &mut Page) {
    let Some(count) = played.elsewhere_count else {
        return;
    };
    if count == 0 {
        return;
    }
    page.heading("Equilibria of the graph lens in which no equilibrium of the game ends");
    let mut table = Table::new([
        ("state", Align::Left),
        ("under", Align::Left),
        ("in the play", Align::Left),
    ]);
    for other in &played.elsewhere {
        table.row([
            Line::plain(other.state.in_words()),
            Line::plain(other.under.join(", ")),
            Line::toned(
                if other.can_end {
                    "an end that nobody chooses"
                } else {
                    "never an end"
                },
                Tone::Faint,
            ),
        ]);
    }
    page.push(Block::Table(table));
    let more = count - played.elsewhere.len() as u64;
    if more > 0 {
        page.text(Line::toned(format!("and {more} more"), Tone::Faint));
    }
}
