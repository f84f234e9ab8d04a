//! What holds under which foresight, account by account, with the reasons.

use super::{bullet, bullets, sentence, where_line};
use crate::answer::{AccountPage, Stability, and_list};
use crate::html::answers::by_foresight;
use crate::html::book::Book;
use crate::html::holds::{deterred, row_remarks, standing, under};
use crate::html::parts::capital;
use crate::page::{Align, Block, Line, Page, Table, Tone};
use crate::pages::brief::foresight_name;
use crate::pages::words::{Rules, grouped, question_text, yes_no};

/// Most sanctions listed in one place.
const MOST_LISTED: usize = 12;
/// Most states of a table that a reader would still read.
const MOST_STATES: usize = 40;

pub(super) fn put(book: &Book<'_>, page: &mut Page) {
    let pages = &book.dossier.analysis.accounts;
    let Some(first) = pages.first() else {
        return;
    };
    page.heading("What holds, and why");
    page.text(
        "A state is an equilibrium when no actor leaves it. How far actors look before they move \
         makes a difference, so everything is asked under each kind of foresight.",
    );
    let concepts: Vec<&String> = first.equilibria_by_concept.keys().collect();
    let mut columns = vec![("Account".to_owned(), Align::Left)];
    columns.extend(heads(
        concepts.iter().map(|name| name.as_str()),
        Align::Right,
    ));
    columns.push(("As things stand".to_owned(), Align::Left));
    let mut table = Table::new(columns);
    for one in pages {
        let counts = concepts.iter().map(|concept| {
            let count = one.equilibria_by_concept.get(*concept);
            Line::plain(count.map_or_else(String::new, |count| grouped(*count)))
        });
        let mut row = vec![Line::toned(name(one), Tone::Strong)];
        row.extend(counts);
        row.push(standing(one).into());
        table.row(row);
    }
    page.text("Number of equilibria under each foresight, and whether things as they stand are one of them:");
    page.push(Block::Table(table));
    for (one, stability) in pages.iter().zip(&book.dossier.stability.accounts) {
        account(book, one, stability, page);
    }
}

fn heads<'a>(
    concepts: impl Iterator<Item = &'a str>,
    align: Align,
) -> impl Iterator<Item = (String, Align)> {
    concepts.map(move |concept| (capital(&foresight_name(concept)), align))
}

fn name(page: &AccountPage) -> String {
    let account = page.account.as_ref();
    account.map_or_else(|| "the model".to_owned(), |account| account.name.clone())
}

fn account(book: &Book<'_>, one: &AccountPage, stability: &Stability, page: &mut Page) {
    match &one.account {
        Some(account) => {
            let title = match &account.label {
                Some(label) => format!("{}: {label}", account.name),
                None => account.name.clone(),
            };
            page.subheading(title);
            rests_on(book, &account.name, page);
        }
        None => page.subheading("In detail"),
    }
    questions(one, page);
    for question in &one.questions {
        page.text(
            Line::toned(question_text(question), Tone::Strong)
                .with(format!(" Asked: always {}.", question.formula), Tone::Faint),
        );
        let lines = by_foresight(question, Rules::Named);
        bullets(
            lines.iter().map(|line| bullet(sentence(line))).collect(),
            page,
        );
        let deterred = deterred(question);
        if !deterred.is_empty() {
            page.text("Moves that tempt, and what deters them:");
            let mut entries: Vec<_> = deterred
                .iter()
                .take(MOST_LISTED)
                .map(|line| bullet(line.as_str()))
                .collect();
            if deterred.len() > MOST_LISTED {
                entries.push(bullet(format!("and {} more", deterred.len() - MOST_LISTED)));
            }
            bullets(entries, page);
        }
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        where_line(book, &texts, page);
    }
    equilibria(one, page);
    stable(stability, page);
    let remarks = one.remarks.iter().map(|line| bullet(sentence(line)));
    bullets(remarks.collect(), page);
}

fn rests_on(book: &Book<'_>, name: &str, page: &mut Page) {
    let mut accounts = book.dossier.outline.accounts.iter();
    let Some(one) = accounts.find(|one| one.account.name == name) else {
        return;
    };
    let mut said = Vec::new();
    if !one.from.is_empty() {
        said.push(format!("Rests on {}.", one.from.join(", ")));
    }
    said.extend(
        one.assumed
            .iter()
            .map(|words| sentence(&format!("Assumed: {words}"))),
    );
    said.extend(one.note.iter().map(|note| sentence(note)));
    if !said.is_empty() {
        page.text(said.join(" "));
    }
}

fn questions(one: &AccountPage, page: &mut Page) {
    let Some(first) = one.questions.first() else {
        return;
    };
    let mut columns = vec![("Question".to_owned(), Align::Left)];
    let concepts = first
        .verdicts
        .iter()
        .map(|verdict| verdict.concept.as_str());
    columns.extend(heads(concepts, Align::Left));
    let mut table = Table::new(columns);
    for question in &one.questions {
        let answers = question
            .verdicts
            .iter()
            .map(|verdict| yes_no(verdict.holds));
        table.row(std::iter::once(Line::plain(question_text(question))).chain(answers));
    }
    page.push(Block::Table(table));
}

fn equilibria(one: &AccountPage, page: &mut Page) {
    if one.equilibria.is_empty() {
        return;
    }
    let hidden = one
        .equilibria_total
        .saturating_sub(one.equilibria.len() as u64);
    let rest = match hidden {
        0 => String::new(),
        more => format!("; {} more are not listed", grouped(more)),
    };
    page.text(format!(
        "Equilibria, those under most kinds of foresight first{rest}:"
    ));
    let mut table = Table::new([
        ("State", Align::Left),
        ("Under", Align::Left),
        ("Moves from now", Align::Right),
        ("Remarks", Align::Left),
    ]);
    for row in &one.equilibria {
        table.row([
            row.state.in_words().into(),
            under(&row.concepts, one.equilibria_by_concept.len()).into(),
            row.moves
                .map_or_else(|| "out of reach".to_owned(), |moves| moves.to_string())
                .into(),
            row_remarks(row).into(),
        ]);
    }
    page.push(Block::Table(table));
}

/// Which states are stable for whom, where they are few enough to read.
fn stable(stability: &Stability, page: &mut Page) {
    if stability.states.is_empty() || stability.states.len() > MOST_STATES {
        return;
    }
    let rest = match stability.left_out {
        0 => String::new(),
        more => format!(
            "; {} states that are neither equilibria nor where things stand are left out",
            grouped(more)
        ),
    };
    page.text(format!(
        "For whom each state is stable, and with which foresight{rest}:"
    ));
    let mut columns = vec![("State", Align::Left)];
    columns.extend(
        stability
            .actors
            .iter()
            .map(|actor| (actor.as_str(), Align::Left)),
    );
    let mut table = Table::new(columns);
    for state in &stability.states {
        let cells = stability.actors.iter().map(|actor| {
            let names: Vec<String> = stability
                .concepts
                .iter()
                .filter(|(_, one)| {
                    let ids = one.stable.get(actor);
                    ids.is_some_and(|ids| ids.contains(&state.id))
                })
                .map(|(concept, _)| foresight_name(concept))
                .collect();
            Line::plain(match names.len() {
                0 => "none".to_owned(),
                count if count == stability.concepts.len() => "all".to_owned(),
                _ => capital(&and_list(&names)),
            })
        });
        table.row(std::iter::once(Line::plain(state.in_words())).chain(cells));
    }
    page.push(Block::Table(table));
}
