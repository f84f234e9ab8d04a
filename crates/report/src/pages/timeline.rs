//! Which outcomes held when: dates down, accounts across.

use crate::answer::{Moment, MomentAccount, MomentQuestion, Timeline};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// What the time before the first event is called.
const BEFORE: &str = "before";

/// The page of `timeline`.
#[must_use]
pub fn timeline(timeline: &Timeline) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(
            timeline
                .title
                .clone()
                .unwrap_or_else(|| timeline.file.clone()),
        ),
        aside: "what held when".to_owned(),
    });
    happened(timeline, &mut page);
    for question in questions(timeline) {
        table(timeline, question, &mut page);
    }
    for remark in &timeline.remarks {
        page.push(Block::Gap);
        page.text(Line::toned(remark.clone(), Tone::Warn));
    }
    page
}

fn date(moment: &Moment) -> &str {
    moment.date.as_deref().unwrap_or(BEFORE)
}

/// What happened on each date, and where the conflict then stood.
fn happened(timeline: &Timeline, page: &mut Page) {
    let entries = timeline.moments.iter().map(|moment| {
        let mut lines: Vec<Line> = moment
            .events
            .iter()
            .map(|e| Line::plain(e.clone()))
            .collect();
        let offices = moment.offices.iter();
        lines.extend(offices.map(|office| Line::toned(office.clone(), Tone::Faint)));
        lines.extend(standing(moment));
        Entry {
            term: Line::toned(date(moment), Tone::Strong),
            lines,
        }
    });
    page.push(Block::List(entries.collect()));
}

/// `stands at …`, once where all accounts agree.
fn standing(moment: &Moment) -> Vec<Line> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for account in &moment.accounts {
        let Some(state) = &account.standing else {
            continue;
        };
        match groups.iter_mut().find(|(other, _)| *other == state) {
            Some((_, names)) => names.push(name(account)),
            None => groups.push((state, vec![name(account)])),
        }
    }
    let alone = groups.len() == 1;
    let lines = groups.into_iter().map(|(state, names)| {
        let who = if alone {
            String::new()
        } else {
            format!("{}: ", names.join(", "))
        };
        Line::toned(format!("{who}stands at {state}"), Tone::Faint)
    });
    lines.collect()
}

fn name(account: &MomentAccount) -> &str {
    account
        .account
        .as_ref()
        .map_or("holds", |a| a.name.as_str())
}

/// The names of all questions, in order of first use.
fn questions(timeline: &Timeline) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let accounts = timeline.moments.iter().flat_map(|moment| &moment.accounts);
    for question in accounts.flat_map(|account| &account.questions) {
        if !found.contains(&question.name.as_str()) {
            found.push(&question.name);
        }
    }
    found
}

fn table(timeline: &Timeline, question: &str, page: &mut Page) {
    let mut accounts: Vec<&str> = Vec::new();
    for account in timeline.moments.iter().flat_map(|moment| &moment.accounts) {
        let asks = account.questions.iter().any(|q| q.name == question);
        if asks && !accounts.contains(&name(account)) {
            accounts.push(name(account));
        }
    }
    page.heading(question);
    let heads = accounts.iter().map(|account| (*account, Align::Left));
    let mut table = Table::new(std::iter::once(("from", Align::Left)).chain(heads));
    let mut reasons: Vec<&str> = Vec::new();
    for moment in timeline.moments.iter().filter(|m| !m.accounts.is_empty()) {
        let mut row = vec![Line::plain(date(moment))];
        row.extend(accounts.iter().map(|account| {
            let found = moment.accounts.iter().find(|a| name(a) == *account);
            let asked = found.and_then(|a| a.questions.iter().find(|q| q.name == question));
            asked.map_or_else(Line::default, |asked| cell(timeline, asked, &mut reasons))
        }));
        table.row(row);
    }
    page.push(Block::Table(table));
    let entries = reasons.iter().zip(1..).map(|(text, number)| Entry {
        term: Line::toned(number.to_string(), Tone::Strong),
        lines: vec![Line::plain((*text).to_owned())],
    });
    if !reasons.is_empty() {
        page.push(Block::List(entries.collect()));
    }
}

/// `holds`, `fails 1`, `fails nash seq 2`.
fn cell<'t>(
    timeline: &'t Timeline,
    question: &'t MomentQuestion,
    reasons: &mut Vec<&'t str>,
) -> Line {
    let verdicts = timeline.concepts.iter().zip(&question.holds);
    let failing = verdicts.filter(|(_, holds)| !**holds);
    let failing: Vec<&str> = failing.map(|(concept, _)| concept.as_str()).collect();
    if failing.is_empty() {
        return Line::toned("holds", Tone::Good);
    }
    let line = if failing.len() == question.holds.len() {
        Line::toned("fails", Tone::Bad)
    } else {
        Line::toned(format!("fails {}", failing.join(" ")), Tone::Bad)
    };
    let known = reasons.iter().position(|other| *other == question.why);
    let number = known.unwrap_or_else(|| {
        reasons.push(&question.why);
        reasons.len() - 1
    });
    line.with(format!(" {}", number + 1), Tone::Faint)
}
