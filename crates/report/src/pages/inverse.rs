//! Under which orders of one actor a state is an equilibrium: how many, and which.

use super::words::{counted, grouped};
use crate::answer::{
    InverseAccount, InverseActor, InverseAlternative, InverseClause, InverseCondition, InverseRun,
    InverseStanding, InverseVerdict, OrderShare, StateRef, and_list, sequence_in_words,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Most clauses of a condition, and most moves, that a page lists.
const MOST_SAID: usize = 8;
/// Most ways of a clause, and most states of a way, that a page lists.
const MOST_WAYS: usize = 4;

/// The page of `inverse`.
#[must_use]
pub fn inverse(run: &InverseRun) -> Page {
    let mut page = Page::default();
    for account in &run.accounts {
        let mut heading = Line::plain(account.state.in_words()).and(" as an equilibrium");
        if let Some(name) = &account.account {
            heading = heading.with(format!("  in account {}", name.name), Tone::Faint);
        }
        page.heading(heading);
        page.text(Line::toned(introduction(account), Tone::Faint));
        page.push(Block::Table(counts(account)));
        for actor in &account.actors {
            conditions(account, actor, &mut page);
        }
    }
    if let Some(draws) = most_drawn(run) {
        page.push(Block::Gap);
        page.text(Line::toned(
            format!(
                "Shares with ± were not counted but estimated from up to {} orders drawn at random \
                 (seed {}); ± gives the interval at a confidence of 95 %.",
                grouped(draws),
                run.seed
            ),
            Tone::Faint,
        ));
    }
    page
}

fn introduction(account: &InverseAccount) -> String {
    let states = counted(account.states, "state", "states");
    let orders = match &account.orders {
        Some(orders) => format!(
            ", so each actor could have {} strict orders",
            spaced(orders)
        ),
        None => String::new(),
    };
    format!(
        "{states}{orders}. How many orders of one actor make it stable for everybody, the others' \
         preferences being as they are; and how many make it stable for each."
    )
}

fn most_drawn(run: &InverseRun) -> Option<u64> {
    let concepts = run
        .accounts
        .iter()
        .flat_map(|account| account.actors.iter().flat_map(|actor| &actor.concepts));
    let shares = concepts.flat_map(|found| {
        let standings = std::iter::once(&found.own).chain(&found.others);
        standings
            .map(|one| &one.share)
            .chain(std::iter::once(&found.equilibrium))
    });
    let draws = shares.filter_map(|share| share.drawn.as_ref().map(|drawn| drawn.draws));
    draws.max()
}

fn counts(account: &InverseAccount) -> Table {
    let mut columns = vec![("orders of", Align::Left), ("concept", Align::Left)];
    if account.orders.is_some() {
        columns.push(("orders", Align::Right));
    }
    columns.extend([
        ("share", Align::Right),
        ("for itself", Align::Right),
        ("for the others", Align::Left),
        ("now", Align::Centre),
    ]);
    let mut table = Table::new(columns);
    for actor in &account.actors {
        for (at, found) in actor.concepts.iter().enumerate() {
            let name = if at == 0 { actor.actor.as_str() } else { "" };
            let mut row = vec![
                Line::toned(name, Tone::Strong),
                Line::plain(found.concept.clone()),
            ];
            if account.orders.is_some() {
                let orders = found.equilibrium.orders.as_deref();
                row.push(Line::plain(orders.map(spaced).unwrap_or_default()));
            }
            row.extend([
                Line::plain(percent(&found.equilibrium)),
                Line::plain(percent(&found.own.share)),
                Line::plain(for_others(&found.others)),
                if found.equilibrium_now {
                    Line::toned("●", Tone::Good)
                } else {
                    Line::toned("·", Tone::Faint)
                },
            ]);
            table.row(row);
        }
    }
    table
}

/// `always`, or for whom it is otherwise: `Iraq never`.
fn for_others(others: &[InverseStanding]) -> String {
    let otherwise = others.iter().filter_map(|standing| {
        let how = match standing.verdict {
            InverseVerdict::Always => return None,
            InverseVerdict::Never => "never".to_owned(),
            InverseVerdict::Depends | InverseVerdict::Drawn => percent(&standing.share),
        };
        Some(format!("{} {how}", standing.actor))
    });
    let otherwise: Vec<String> = otherwise.collect();
    if otherwise.is_empty() {
        "always".to_owned()
    } else {
        otherwise.join(", ")
    }
}

/// `53.3 %`, `53.3 % ± 1.0`.
fn percent(share: &OrderShare) -> String {
    let rounded = |share: f64| {
        let percent = share * 100.0;
        if percent > 0.0 && percent < 0.1 {
            "< 0.1".to_owned()
        } else if percent < 100.0 && percent > 99.9 {
            "> 99.9".to_owned()
        } else {
            format!("{percent:.1}")
        }
    };
    match &share.drawn {
        None if share.share == 0.0 => "0 %".to_owned(),
        None if share.share == 1.0 => "100 %".to_owned(),
        None => format!("{} %", rounded(share.share)),
        Some(drawn) => {
            let reach = (drawn.high - share.share).max(share.share - drawn.low) * 100.0;
            format!("{} % ± {reach:.1}", rounded(share.share))
        }
    }
}

/// `3,628,800` for digits.
fn spaced(digits: &str) -> String {
    match digits.parse() {
        Ok(count) => grouped(count),
        Err(_) => digits.to_owned(),
    }
}

/// Which orders: what the actor must prefer, and when the others stay.
fn conditions(account: &InverseAccount, actor: &InverseActor, page: &mut Page) {
    let mut said: Vec<(Said, Vec<&str>)> = Vec::new();
    for found in &actor.concepts {
        // Where every order will do for another actor, the table says all.
        let others = found.others.iter();
        let others = others.filter(|one| one.verdict != InverseVerdict::Always);
        for standing in std::iter::once(&found.own).chain(others) {
            let one = said_of(&account.state, actor, standing);
            // Concepts that say the same are said together.
            match said.iter_mut().find(|(other, _)| *other == one) {
                Some((_, concepts)) => concepts.push(&found.concept),
                None => said.push((one, vec![&found.concept])),
            }
        }
    }
    page.subheading(format!("Which orders of {}", actor.actor));
    let entries = said.into_iter().map(|(one, concepts)| Entry {
        term: Line::toned(one.whom, Tone::Strong).and(format!(
            ": {} under {}{}",
            one.how,
            concepts.join(", "),
            one.condition
        )),
        lines: one.lines,
    });
    page.push(Block::List(entries.collect()));
}

/// What is said of one actor, but for the concepts of which it is said.
#[derive(PartialEq)]
struct Said {
    whom: String,
    how: &'static str,
    condition: String,
    lines: Vec<Line>,
}

fn said_of(state: &StateRef, actor: &InverseActor, standing: &InverseStanding) -> Said {
    let own = standing.actor == actor.actor;
    let said = |how, condition: String, lines| Said {
        whom: standing.actor.clone(),
        how,
        condition,
        lines,
    };
    let Some(condition) = &standing.condition else {
        let why = vec!["the condition is too long to be said".into()];
        return said("sometimes stable", String::new(), why);
    };
    match standing.verdict {
        InverseVerdict::Always => said("always stable", String::new(), always(condition)),
        InverseVerdict::Never => said("never stable", String::new(), never(condition)),
        InverseVerdict::Depends | InverseVerdict::Drawn => {
            let clauses = condition.clauses.iter().take(MOST_SAID);
            let mut lines: Vec<Line> = clauses.map(|one| clause_line(one, own)).collect();
            let left = more(condition.clauses.len(), MOST_SAID, condition.more_clauses);
            if left > 0 {
                let text = format!("and {} more such conditions", grouped(left));
                lines.push(Line::toned(text, Tone::Faint));
            }
            let when = if own {
                format!(" if {} is better for it", state.in_words())
            } else {
                format!(" if {} prefers", actor.actor)
            };
            said("stable", when, lines)
        }
    }
}

fn always(condition: &InverseCondition) -> Vec<Line> {
    if condition.deterred.is_empty() {
        return vec!["it has no move from there".into()];
    }
    let said = condition.deterred.iter().take(MOST_SAID).map(|move_| {
        Line::plain(format!(
            "if it should {}, {}, and it has gained nothing",
            move_.step.infinitive(),
            sequence_in_words(&move_.sanction)
        ))
    });
    let mut lines: Vec<Line> = said.collect();
    let left = more(condition.deterred.len(), MOST_SAID, condition.more_deterred);
    if left > 0 {
        lines.push(format!("and so for {} more moves", grouped(left)).into());
    }
    lines
}

fn never(condition: &InverseCondition) -> Vec<Line> {
    let open = condition.clauses.iter().filter(|clause| {
        // Nothing deters these.
        clause.alternatives.is_empty()
    });
    let moves = open.flat_map(|clause| &clause.moves).take(MOST_SAID);
    moves
        .map(|step| Line::plain(format!("it would {}; nothing deters it", step.infinitive())))
        .collect()
}

/// `than attack (NNY), or than both X and Y (Iraq takes up attack)`.
fn clause_line(clause: &InverseClause, own: bool) -> Line {
    let said = clause.alternatives.iter().take(MOST_WAYS);
    let mut ways: Vec<String> = said.map(|way| way_in_words(way, own)).collect();
    let left = more(
        clause.alternatives.len(),
        MOST_WAYS,
        clause.more_alternatives,
    );
    if left > 0 {
        ways.push(match left {
            1 => "in one more way".to_owned(),
            _ => format!("in one of {} more ways", grouped(left)),
        });
    }
    let line = Line::plain(ways.join(", or "));
    let [one] = clause.alternatives.as_slice() else {
        return line.with(moves_in_words(clause), Tone::Faint);
    };
    if own && one.sanction.is_empty() {
        // The state that is named is the one to which the move leads.
        line
    } else {
        line.with(moves_in_words(clause), Tone::Faint)
    }
}

fn way_in_words(way: &InverseAlternative, own: bool) -> String {
    let said = way.prefers.iter().take(MOST_WAYS);
    let left = more(way.prefers.len(), MOST_WAYS, way.more_prefers);
    let mut what: Vec<String> = if own {
        said.map(|one| one.worse.in_words()).collect()
    } else {
        said.map(|one| format!("{} to {}", one.better.in_words(), one.worse.in_words()))
            .collect()
    };
    if left > 0 {
        what.push(format!("{} more", grouped(left)));
    }
    let both = match (own, what.len()) {
        (true, 1) => "than ",
        (true, 2) => "than both ",
        (true, _) => "than all of ",
        (false, _) => "",
    };
    let mut text = format!("{both}{}", and_list(&what));
    if !way.sanction.is_empty() {
        text.push_str(&format!(" ({})", sequence_in_words(&way.sanction)));
    }
    text
}

/// `  against the move to X or Y`.
fn moves_in_words(clause: &InverseClause) -> String {
    let said = clause.moves.iter().take(MOST_SAID);
    let mut said: Vec<String> = said.map(|step| step.to.id.clone()).collect();
    let left = more(clause.moves.len(), MOST_SAID, clause.more_moves);
    if left > 0 {
        said.push(format!("{} more", grouped(left)));
    }
    format!("  against the move to {}", said.join(" or "))
}

/// How many are not said: those listed beyond the most, and those not listed.
fn more(listed: usize, most: usize, unlisted: u64) -> u64 {
    listed.saturating_sub(most) as u64 + unlisted
}
