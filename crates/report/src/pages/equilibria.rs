//! Where the conflict can come to rest, and whether it rests now.

use super::analysis::list;
use super::words::{counted, grouped};
use crate::answer::{AccountPage, EquilibriumRow, Standing, and_list};
use crate::page::{Align, Block, Line, Page, Table, Tone};

/// `the status quo is an equilibrium under all five concepts`.
fn standing_in_words(account: &AccountPage) -> String {
    let (yes, no): (Vec<_>, Vec<_>) = account.standing.iter().partition(|s| s.equilibrium);
    let names =
        |of: &[&Standing]| and_list(&of.iter().map(|s| s.concept.clone()).collect::<Vec<_>>());
    match (yes.as_slice(), no.as_slice()) {
        ([], []) => String::new(),
        (_, []) => "the status quo is an equilibrium under all five".to_owned(),
        ([], _) => format!("the status quo is no equilibrium{}", leavers(&no)),
        (some, not) => format!(
            "the status quo is an equilibrium under {}, not under {}{}",
            names(some),
            names(not),
            leavers(not)
        ),
    }
}

fn leavers(standings: &[&Standing]) -> String {
    let mut clauses: Vec<String> = Vec::new();
    for step in standings.iter().flat_map(|standing| &standing.leaves) {
        let clause = format!("{} would {}", step.actor, step.infinitive());
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    if clauses.is_empty() {
        String::new()
    } else {
        format!(" ({})", clauses.join("; "))
    }
}

/// `6 equilibria, 2 of which cannot be reached`.
fn equilibria_in_words(account: &AccountPage) -> String {
    let counts: Vec<u64> = account.equilibria_by_concept.values().copied().collect();
    let same = counts.windows(2).all(|pair| pair.first() == pair.last());
    let mut text = match (account.equilibria_total, same) {
        (0, _) => "no equilibrium".to_owned(),
        (total, true) => counted(total, "equilibrium", "equilibria"),
        (_, false) => {
            let parts: Vec<String> = account
                .equilibria_by_concept
                .iter()
                .map(|(concept, count)| format!("{concept} {}", grouped(*count)))
                .collect();
            format!("equilibria: {}", parts.join(", "))
        }
    };
    if account.equilibria_unreachable > 0 {
        text.push_str(&format!(
            ", {} out of reach from here",
            grouped(account.equilibria_unreachable)
        ));
    }
    text
}

pub(super) fn status_quo(account: &AccountPage, page: &mut Page) {
    let text = standing_in_words(account);
    if text.is_empty() {
        return;
    }
    page.heading("Status quo");
    page.push(list(vec![Line::plain(text)]));
}

pub(super) fn equilibria(account: &AccountPage, page: &mut Page) {
    page.heading(format!(
        "Equilibria: {}",
        equilibria_in_words(account).replace("equilibria: ", "")
    ));
    if account.equilibria.is_empty() {
        return;
    }
    let mut columns = vec![("state", Align::Left), ("under", Align::Left)];
    if account.equilibria_searched {
        columns.push(("moves", Align::Right));
    }
    columns.push(("remarks", Align::Left));
    let mut table = Table::new(columns);
    for row in &account.equilibria {
        let mut cells = vec![Line::plain(row.state.in_words()), Line::plain(under(row))];
        if account.equilibria_searched {
            let moves = row
                .moves
                .map_or("never".to_owned(), |moves| moves.to_string());
            cells.push(Line::plain(moves));
        }
        cells.push(remarks(row, account));
        table.row(cells);
    }
    page.push(Block::Table(table));
    let hidden = account
        .equilibria_total
        .saturating_sub(account.equilibria.len() as u64);
    if hidden > 0 {
        page.text(Line::toned(
            format!("  and {} more; see `detente stability`", grouped(hidden)),
            Tone::Faint,
        ));
    }
}

fn under(row: &EquilibriumRow) -> String {
    if row.concepts.len() >= 5 {
        "all five".to_owned()
    } else {
        row.concepts.join(", ")
    }
}

fn remarks(row: &EquilibriumRow, account: &AccountPage) -> Line {
    let mut parts = Vec::new();
    if row.is_status_quo {
        parts.push("status quo".to_owned());
    } else if account.equilibria_searched {
        match (row.moves, row.improvements) {
            (None, _) => parts.push("cannot be reached".to_owned()),
            (Some(_), None) => parts.push("not by improvements".to_owned()),
            (Some(_), Some(_)) => {}
        }
    }
    if !row.rests_on_ties.is_empty() {
        parts.push(format!("{} indifferent", and_list(&row.rests_on_ties)));
    }
    Line::plain(parts.join("; "))
}
