//! What is not known, and what holds all the same.

mod shifted;

use super::words::{assumption, counted, grouped};
use crate::answer::{
    ByStrength, ConceptShare, OpenForm, OpenPreference, OverCompletions, ShareVerdict, StateRef,
    StrengthVerdict, UncertainAccount, Uncertainty, UnderUnknown, and_list,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Most rows of one table.
const MOST_ROWS: usize = 12;
/// Most states named of one level.
const MOST_AMONG: usize = 8;

/// The page of `uncertain`.
#[must_use]
pub fn uncertain(answer: &Uncertainty) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(answer.title.clone().unwrap_or_else(|| answer.file.clone())),
        aside: answer
            .as_of
            .as_ref()
            .map(|date| format!("as of {date}"))
            .unwrap_or_default(),
    });
    if answer.accounts.iter().all(is_plain) {
        page.text(
            "Every preference in this file is one known order: no order is open (`{ , }`), nothing \
             `cannot` be compared, and nothing is preferred `strongly` or over a `gap`. Nobody \
             `favours` or `opposes` another, and nobody `sees` the conflict in its own way.",
        );
    }
    for account in &answer.accounts {
        if is_plain(account) {
            continue;
        }
        if let Some(name) = &account.account {
            page.heading(super::account_heading(name));
        }
        one(answer, account, &mut page);
    }
    page
}

/// Whether there is nothing to say of an account.
fn is_plain(account: &UncertainAccount) -> bool {
    account.open.is_empty()
        && account.strength.is_none()
        && account.attitudes.is_none()
        && account.views.is_none()
        && account.remarks.is_empty()
}

fn one(answer: &Uncertainty, account: &UncertainAccount, page: &mut Page) {
    if !account.open.is_empty() {
        page.subheading("What is not known");
        page.push(Block::List(account.open.iter().map(open).collect()));
    }
    if let Some(over) = &account.completions {
        completions(answer, over, account.status_quo.as_ref(), page);
    }
    if let Some(unknown) = &account.unknown {
        indices(unknown, account.status_quo.as_ref(), page);
    }
    if let Some(strength) = &account.strength {
        strengths(
            strength,
            &answer.concepts,
            account.status_quo.as_ref(),
            page,
        );
    }
    if let Some(attitudes) = &account.attitudes {
        shifted::attitudes(
            attitudes,
            &answer.concepts,
            account.status_quo.as_ref(),
            page,
        );
    }
    if let Some(seen) = &account.views {
        shifted::views(seen, &answer.concepts, account.status_quo.as_ref(), page);
    }
    for remark in &account.remarks {
        page.push(Block::Gap);
        page.text(Line::toned(remark.clone(), Tone::Warn));
    }
}

fn open(open: &OpenPreference) -> Entry {
    let among: Vec<String> = open
        .among
        .iter()
        .take(MOST_AMONG)
        .map(|part| format!("`{part}`"))
        .collect();
    let hidden = open.among.len().saturating_sub(MOST_AMONG);
    let mut among = match (&open.form, hidden) {
        (_, 1..) => format!("{} and {hidden} more", among.join(", ")),
        _ => and_list(&among),
    };
    among = match open.form {
        OpenForm::Statements => format!("in which order it puts {among}"),
        OpenForm::States => format!("in which order it ranks {among}"),
        OpenForm::CannotCompare => format!("how it compares {among}"),
    };
    let mut lines = vec![Line::plain(among)];
    let sourced = open.rests_on.iter().filter(|a| a.grade != "unsourced");
    lines.extend(sourced.map(assumption));
    Entry {
        term: Line::toned(open.actor.clone(), Tone::Strong),
        lines,
    }
}

/// What holds over the possible orders.
fn completions(
    answer: &Uncertainty,
    over: &OverCompletions,
    now: Option<&StateRef>,
    page: &mut Page,
) {
    page.subheading("Over all orders that are possible");
    page.text(Line::toned(extent(over), Tone::Faint));
    let heads = || {
        answer
            .concepts
            .iter()
            .map(|concept| (concept.clone(), Align::Right))
    };
    if !over.outcomes.is_empty() {
        let mut table = Table::new(
            [("outcome".to_owned(), Align::Left)]
                .into_iter()
                .chain(heads()),
        );
        for outcome in &over.outcomes {
            table.row(
                [Line::plain(outcome.name.clone())]
                    .into_iter()
                    .chain(outcome.shares.iter().map(cell)),
            );
        }
        page.push(Block::Table(table));
        page.push(Block::Gap);
    }
    if over.equilibria.is_empty() {
        page.text("No state is an equilibrium in any of them.");
        return;
    }
    let first = [
        ("equilibrium".to_owned(), Align::Left),
        (String::new(), Align::Left),
    ];
    let mut table = Table::new(first.into_iter().chain(heads()));
    for row in over.equilibria.iter().take(MOST_ROWS) {
        table.row(
            state_cells(&row.state, now)
                .into_iter()
                .chain(row.shares.iter().map(cell)),
        );
    }
    page.push(Block::Table(table));
    more(over.equilibria.len(), page);
    let depends: Vec<String> = over
        .status_quo
        .iter()
        .filter(|actor| {
            actor
                .shares
                .iter()
                .any(|share| share.verdict == ShareVerdict::Possibly)
        })
        .map(|actor| actor.actor.clone())
        .collect();
    if !depends.is_empty() {
        page.text(format!(
            "Whether the status quo is stable depends on the order for {}.",
            and_list(&depends)
        ));
    }
}

fn extent(over: &OverCompletions) -> String {
    let all = match over.completions {
        Some(count) => counted(count, "order is possible", "orders are possible"),
        None => "More orders are possible than 64 bits can count".to_owned(),
    };
    match (over.exact, over.draws, over.seed) {
        (false, Some(draws), Some(seed)) => format!(
            "{all}; {} were drawn with seed {seed}. Shares with their 95 % intervals; `in all` and \
             `in none` are of the draws.",
            grouped(draws)
        ),
        _ => format!(
            "{all}, and each was tried. `always`: necessarily so; a share: possibly, in so many of \
             them; –: in none."
        ),
    }
}

/// `always`, `3 of 6`, `–`; for draws `57 % (54–60)`.
fn cell(share: &ConceptShare) -> Line {
    let percent = |share: f64| format!("{:.0}", 100.0 * share);
    let range = || {
        format!(
            " ({}–{} %)",
            percent(share.at_least),
            percent(share.at_most)
        )
    };
    match share.verdict {
        ShareVerdict::Necessarily => Line::toned("always", Tone::Good),
        ShareVerdict::Never => Line::toned("–", Tone::Faint),
        ShareVerdict::InEveryDraw => Line::toned("in all", Tone::Good).with(range(), Tone::Faint),
        ShareVerdict::InNoDraw => Line::toned("in none", Tone::Faint).with(range(), Tone::Faint),
        ShareVerdict::Possibly if share.at_least < share.at_most => Line::toned(
            format!("{} %", percent(share.count as f64 / share.of.max(1) as f64)),
            Tone::Warn,
        )
        .with(range(), Tone::Faint),
        ShareVerdict::Possibly => Line::toned(
            format!("{} of {}", grouped(share.count), grouped(share.of)),
            Tone::Warn,
        ),
    }
}

fn state_cells(state: &StateRef, now: Option<&StateRef>) -> [Line; 2] {
    let label = if state.label == state.id {
        ""
    } else {
        &state.label
    };
    let label = Line::plain(label);
    let label = if now == Some(state) {
        label.with(" ← now", Tone::Strong)
    } else {
        label
    };
    [Line::plain(state.id.clone()), label]
}

fn more(rows: usize, page: &mut Page) {
    let hidden = rows.saturating_sub(MOST_ROWS) as u64;
    if hidden > 0 {
        page.text(Line::toned(
            format!(
                "and {}; all are in the JSON and CSV.",
                counted(hidden, "more state", "more states")
            ),
            Tone::Faint,
        ));
    }
}

/// The four indices of unknown preference.
fn indices(unknown: &UnderUnknown, now: Option<&StateRef>, page: &mut Page) {
    page.subheading("With what is unknown left unknown");
    let pairs: Vec<String> = unknown
        .pairs
        .iter()
        .map(|(actor, count)| format!("{actor} {}", counted(*count, "pair", "pairs")))
        .collect();
    page.text(Line::toned(
        format!(
            "States of which it is not known which one is preferred: {}. a: takes chances, fears \
             what is certain; b: wants certain gains, fears what is certain; c: takes chances, fears \
             what may be; d: wants certain gains, fears what may be.",
            pairs.join(", ")
        ),
        Tone::Faint,
    ));
    if unknown.equilibria.is_empty() {
        page.text("No state is an equilibrium under any of the four.");
        return;
    }
    let concepts: Vec<&String> = unknown
        .equilibria
        .iter()
        .take(1)
        .flat_map(|row| row.indices.keys())
        .collect();
    let mut table = Table::new(head(&concepts));
    for row in unknown.equilibria.iter().take(MOST_ROWS) {
        let marks = row
            .indices
            .values()
            .map(|indices| match indices.as_slice() {
                [] => Line::toned("–", Tone::Faint),
                all if all.len() == 4 => Line::toned(all.join(" "), Tone::Good),
                some => Line::toned(some.join(" "), Tone::Warn),
            });
        table.row(state_cells(&row.state, now).into_iter().chain(marks));
    }
    page.push(Block::Table(table));
    more(unknown.equilibria.len(), page);
}

fn head(concepts: &[&String]) -> Vec<(String, Align)> {
    let mut head = vec![
        ("equilibrium".to_owned(), Align::Left),
        (String::new(), Align::Left),
    ];
    head.extend(
        concepts
            .iter()
            .map(|concept| ((*concept).clone(), Align::Left)),
    );
    head
}

/// Strong and weak equilibria.
fn strengths(strength: &ByStrength, concepts: &[String], now: Option<&StateRef>, page: &mut Page) {
    page.subheading("How strong the deterrents are");
    page.text(Line::toned(
        format!(
            "{} much {} some states to others. strong: every improvement is deterred by something \
             much worse; weak: not so for the actors named. Who has no strong preference is never \
             strongly deterred.",
            and_list(&strength.graded),
            if strength.graded.len() == 1 {
                "prefers"
            } else {
                "prefer"
            },
        ),
        Tone::Faint,
    ));
    if strength.equilibria.is_empty() {
        page.text("No state is an equilibrium.");
        return;
    }
    let concerned = |concept: &&String| {
        let mut rows = strength.equilibria.iter();
        rows.any(|row| row.standing.contains_key(*concept))
    };
    let concepts: Vec<&String> = concepts.iter().filter(concerned).collect();
    let mut table = Table::new(head(&concepts));
    for row in strength.equilibria.iter().take(MOST_ROWS) {
        let marks = concepts.iter().map(|concept| {
            match (row.standing.get(*concept), row.weak_for.get(*concept)) {
                (Some(StrengthVerdict::Strong), _) => Line::toned("strong", Tone::Good),
                (Some(StrengthVerdict::Weak), Some(actors)) => Line::toned("weak", Tone::Warn)
                    .with(format!(" for {}", actors.join(", ")), Tone::Faint),
                (Some(StrengthVerdict::Weak), None) => Line::toned("weak", Tone::Warn),
                (None, _) => Line::toned("–", Tone::Faint),
            }
        });
        table.row(state_cells(&row.state, now).into_iter().chain(marks));
    }
    page.push(Block::Table(table));
    more(strength.equilibria.len(), page);
}
