//! The conflict: who can do what, which rules bind, where it stands, what each wants.

use super::{accounts_named, bullet, bullets, figure, sentence};
use crate::answer::{AccountPage, OutlinePreference, PreferenceForm};
use crate::html::book::Book;
use crate::html::conflict::{now, turns};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

pub(super) fn put(book: &Book<'_>, page: &mut Page) {
    let outline = &book.dossier.outline;
    if outline.actors.is_empty() {
        return;
    }
    page.heading("The conflict");
    standing(book, page);
    for shown in book.dossier.drawings_of_conflict() {
        figure(shown, page);
    }
    options(book, page);
    rules(book, page);
    wishes(book, page);
    for note in &book.dossier.notes {
        page.text(sentence(note));
    }
}

/// Where the conflict stands, once where accounts agree; events that have happened.
fn standing(book: &Book<'_>, page: &mut Page) {
    let pages = &book.dossier.analysis.accounts;
    let first = pages.first().and_then(|one| one.status_quo.as_ref());
    let agree = |one: &AccountPage| one.status_quo.as_ref() == first;
    if pages.iter().all(agree) {
        if let Some(state) = first {
            page.text(
                Line::plain("The conflict stands at: ")
                    .with(state.label.clone(), Tone::Strong)
                    .and("."),
            );
        }
    } else {
        page.text("The accounts differ on where the conflict stands:");
        let entries = pages.iter().filter_map(|one| {
            let (account, state) = (one.account.as_ref()?, one.status_quo.as_ref()?);
            Some(Entry {
                term: account.name.as_str().into(),
                lines: vec![state.label.as_str().into()],
            })
        });
        bullets(entries.collect(), page);
    }
    let happened = book
        .dossier
        .outline
        .events
        .iter()
        .filter(|event| event.happened);
    let happened: Vec<String> = happened
        .map(|event| {
            let what = event.label.as_deref().unwrap_or(&event.name);
            match &event.date {
                Some(date) => format!("{what} ({date})"),
                None => what.to_owned(),
            }
        })
        .collect();
    if !happened.is_empty() {
        page.text(format!(
            "Events that count as having happened: {}.",
            happened.join("; ")
        ));
    }
}

fn options(book: &Book<'_>, page: &mut Page) {
    let mut table = Table::new(
        ["Actor", "Option", "In words", "Now", "Can be changed"].map(|head| (head, Align::Left)),
    );
    for actor in &book.dossier.outline.actors {
        for (index, option) in actor.options.iter().enumerate() {
            let name = if index == 0 {
                Line::toned(actor.label.as_deref().unwrap_or(&actor.name), Tone::Strong)
            } else {
                Line::default()
            };
            table.row([
                name,
                option.name.as_str().into(),
                option.label.as_deref().unwrap_or_default().into(),
                now(option).into(),
                turns(option.turns, actor.nature).into(),
            ]);
        }
    }
    if !table.rows.is_empty() {
        page.subheading("Actors and options");
        page.push(Block::Table(table));
    }
}

fn rules(book: &Book<'_>, page: &mut Page) {
    let rules = &book.dossier.outline.rules;
    if rules.is_empty() {
        return;
    }
    page.subheading("Rules");
    let mut table = Table::new(["Rule", "It says", "Force", "In"].map(|head| (head, Align::Left)));
    for rule in rules {
        table.row([
            Line::toned(rule.name.clone(), Tone::Strong),
            rule.text.as_str().into(),
            rule.strength.as_str().into(),
            accounts_named(&rule.accounts).into(),
        ]);
    }
    page.push(Block::Table(table));
}

fn wishes(book: &Book<'_>, page: &mut Page) {
    let outline = &book.dossier.outline;
    if outline.preferences.is_empty() {
        return;
    }
    page.subheading("What each actor wants");
    for actor in outline.actors.iter().filter(|actor| !actor.nature) {
        let wanted = outline.preferences.iter();
        for wish in wanted.filter(|wish| wish.actor == actor.name) {
            one(actor.label.as_deref().unwrap_or(&actor.name), wish, page);
        }
    }
}

fn one(actor: &str, wish: &OutlinePreference, page: &mut Page) {
    let mut line = Line::toned(actor, Tone::Strong);
    if !wish.accounts.is_empty() {
        line = line.and(format!(", in {}", accounts_named(&wish.accounts)));
    }
    page.text(line.and(match wish.form {
        PreferenceForm::Indifferent => ": nothing is said; it is indifferent.",
        PreferenceForm::Ranking => ": the states are ranked one by one.",
        PreferenceForm::Weights => ": the sum of what is true.",
        PreferenceForm::Statements => ": most important first.",
    }));
    let numbered = wish.form == PreferenceForm::Statements;
    let entries = wish.statements.iter().enumerate().map(|(index, text)| {
        if numbered {
            Entry {
                term: format!("{}.", index + 1).into(),
                lines: vec![text.as_str().into()],
            }
        } else {
            bullet(text.as_str())
        }
    });
    bullets(entries.collect(), page);
}
