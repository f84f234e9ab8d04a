//! Stability as the field prints it: states by actors and concepts.

use super::words::counted;
use crate::answer::Stability;
use crate::page::{Align, Block, Line, Page, Table, Tone};

/// The page of `stability`, one answer an account.
#[must_use]
pub fn stability(answers: &[Stability]) -> Page {
    let mut page = Page::default();
    for answer in answers {
        let mut heading = Line::plain(answer.title.clone().unwrap_or_else(|| "Stability".into()));
        if let Some(account) = &answer.account {
            heading = heading.with(format!("  account {}", account.name), Tone::Faint);
        }
        page.heading(heading);
        one(answer, &mut page);
    }
    page
}

fn one(answer: &Stability, page: &mut Page) {
    let total = answer.states.len() as u64 + answer.left_out;
    page.text(Line::toned(
        format!(
            "{}. Under each concept: for whom the state is stable; ● for all.",
            counted(total, "state", "states")
        ),
        Tone::Faint,
    ));
    let initials = initials(&answer.actors);
    if answer.actors.len() > 1 {
        let key: Vec<String> = initials
            .iter()
            .zip(&answer.actors)
            .map(|(short, name)| format!("{short} {name}"))
            .collect();
        page.text(Line::toned(key.join(", "), Tone::Faint));
    }
    let mut columns = vec![
        ("state".to_owned(), Align::Left),
        (String::new(), Align::Left),
    ];
    columns.extend(
        answer
            .concepts
            .keys()
            .map(|name| (name.clone(), Align::Centre)),
    );
    let mut table = Table::new(columns);
    let stable = StableSets::new(answer);
    for state in &answer.states {
        let is_now = answer.status_quo.as_deref() == Some(state.id.as_str());
        let label = if state.label == state.id {
            ""
        } else {
            state.label.as_str()
        };
        let mut row = vec![Line::plain(state.id.clone()), Line::plain(label)];
        if is_now {
            row[1] = Line::plain(label).with(" ← now", Tone::Strong);
        }
        row.extend(stable.cells(&state.id, &initials));
        table.row(row);
    }
    page.push(Block::Table(table));
    if answer.left_out > 0 {
        page.text(Line::toned(
            format!(
                "{} not listed: of many states, only equilibria are. Narrow with --where, or take all with --format csv.",
                counted(answer.left_out, "state", "states")
            ),
            Tone::Faint,
        ));
    }
    coalitions(answer, page);
}

fn coalitions(answer: &Stability, page: &mut Page) {
    if answer.coalitions.is_empty() {
        return;
    }
    page.heading("Coalitions: number of stable states");
    let mut table = Table::new([
        ("members", Align::Left),
        ("cnash", Align::Right),
        ("cgmr", Align::Right),
        ("csmr", Align::Right),
        ("cseq", Align::Right),
    ]);
    for coalition in &answer.coalitions {
        let mut row = vec![Line::plain(coalition.members.join(", "))];
        for concept in ["cnash", "cgmr", "csmr", "cseq"] {
            let count = coalition.stable.get(concept).map_or(0, Vec::len);
            row.push(Line::plain(count.to_string()));
        }
        table.row(row);
    }
    page.push(Block::Table(table));
}

/// The shortest beginnings that tell the actors apart.
fn initials(actors: &[String]) -> Vec<String> {
    let short = |name: &String, length: usize| name.chars().take(length).collect::<String>();
    actors
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let longest = name.chars().count();
            (1..longest)
                .map(|length| short(name, length))
                .find(|begin| {
                    actors
                        .iter()
                        .enumerate()
                        .all(|(other, n)| other == index || !n.starts_with(begin.as_str()))
                })
                .unwrap_or_else(|| name.clone())
        })
        .collect()
}

/// Stable states as sets, for one look-up a cell.
struct StableSets<'a> {
    by_concept: Vec<Vec<std::collections::BTreeSet<&'a str>>>,
}

impl<'a> StableSets<'a> {
    fn new(answer: &'a Stability) -> Self {
        let set = |ids: &'a Vec<String>| ids.iter().map(String::as_str).collect();
        StableSets {
            by_concept: answer
                .concepts
                .values()
                .map(|concept| concept.stable.values().map(set).collect())
                .collect(),
        }
    }

    fn cells(&self, id: &str, initials: &[String]) -> Vec<Line> {
        let cell = |actors: &Vec<std::collections::BTreeSet<&'a str>>| {
            let stable: Vec<&str> = actors
                .iter()
                .zip(initials)
                .filter(|(set, _)| set.contains(id))
                .map(|(_, short)| short.as_str())
                .collect();
            if stable.len() == actors.len() {
                Line::toned("●", Tone::Good)
            } else if stable.is_empty() {
                Line::toned("·", Tone::Faint)
            } else {
                Line::plain(stable.join(" "))
            }
        };
        self.by_concept.iter().map(cell).collect()
    }
}
