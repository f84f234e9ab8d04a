//! The first screen for several accounts: one table for each question, then what is shared.

use super::grouping::by_account;
use super::words::{counted, mark, why, yes_no};
use crate::answer::{AccountPage, Analysis, Question, and_list, sequence_in_words};
use crate::page::{Align, Block, Line, Page, Table, Tone};

/// Most assumptions named for one account on the first screen.
const MOST_NAMED: usize = 3;

pub(super) fn overview(analysis: &Analysis) -> Page {
    let mut page = Page::default();
    super::analysis::title(analysis, &mut page);
    page.text(Line::toned(extent(&analysis.accounts), Tone::Faint));
    now(&analysis.accounts, &mut page);
    for (index, question) in asked(&analysis.accounts).into_iter().enumerate() {
        heading(question, &mut page);
        table(analysis, index, &mut page);
    }
    group("What the answers rest on", analysis, &mut page, resting);
    group("Status quo and equilibria", analysis, &mut page, standing);
    group("Escalation", analysis, &mut page, escalation);
    group(
        "Indifference",
        analysis,
        &mut page,
        super::analysis::tie_lines,
    );
    group("Checks", analysis, &mut page, failing_checks);
    footer(analysis, &mut page);
    page
}

/// `5 accounts of 4 actors and 9 options, 96 to 128 states`.
fn extent(accounts: &[AccountPage]) -> String {
    let states: Vec<u64> = accounts.iter().map(|a| a.states).collect();
    let (least, most) = (
        states.iter().min().copied().unwrap_or(0),
        states.iter().max().copied().unwrap_or(0),
    );
    let first = accounts.first();
    let range = if least == most {
        counted(most, "state", "states")
    } else {
        format!("{least} to {}", counted(most, "state", "states"))
    };
    format!(
        "{} of {} and {}, {range}",
        counted(accounts.len() as u64, "account", "accounts"),
        counted(
            first.map_or(0, |a| a.actors.len() as u64),
            "actor",
            "actors"
        ),
        counted(first.map_or(0, |a| a.options), "option", "options"),
    )
}

/// Where the conflict stands, once if that is so in all accounts.
fn now(accounts: &[AccountPage], page: &mut Page) {
    let all: Vec<_> = accounts
        .iter()
        .map(|account| {
            let mut lines = Vec::new();
            if let Some(state) = &account.status_quo {
                lines.push(Line::plain(format!("Now: {}", state.in_words())));
            }
            if let Some(state) = &account.observed {
                lines.push(Line::plain(format!("Observed: {}", state.in_words())));
            }
            (account.account.clone(), lines)
        })
        .collect();
    match by_account(&all).as_slice() {
        [one] => one.lines.iter().for_each(|line| page.text(line.clone())),
        many => page.push(Block::List(many.to_vec())),
    }
}

fn asked(accounts: &[AccountPage]) -> Vec<&Question> {
    accounts
        .first()
        .map(|a| a.questions.iter().collect())
        .unwrap_or_default()
}

fn heading(question: &Question, page: &mut Page) {
    page.heading(super::analysis::question_heading(question));
}

fn table(analysis: &Analysis, index: usize, page: &mut Page) {
    let concepts: Vec<String> = asked(&analysis.accounts)
        .get(index)
        .map(|q| q.verdicts.iter().map(|v| v.concept.clone()).collect())
        .unwrap_or_default();
    let mut columns = vec![("account".to_owned(), Align::Left)];
    columns.extend(concepts.into_iter().map(|name| (name, Align::Left)));
    columns.push(("why".to_owned(), Align::Left));
    let mut table = Table::new(columns);
    let mut above = String::new();
    for account in &analysis.accounts {
        let Some(question) = account.questions.get(index) else {
            continue;
        };
        let name = account.account.as_ref().map_or("", |a| a.name.as_str());
        let mut row = vec![Line::toned(name, Tone::Strong)];
        row.extend(
            question
                .verdicts
                .iter()
                .map(|verdict| yes_no(verdict.holds)),
        );
        let reason = reason(question);
        row.push(if reason == above {
            Line::toned("(as above)", Tone::Faint)
        } else {
            Line::plain(reason.clone())
        });
        above = reason;
        table.row(row);
    }
    page.push(Block::Table(table));
}

/// One clause if it is the same under all concepts, else one for each group of concepts.
fn reason(question: &Question) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for verdict in &question.verdicts {
        let clause = why(verdict);
        match groups.iter_mut().find(|(other, _)| *other == clause) {
            Some((_, concepts)) => concepts.push(&verdict.concept),
            None => groups.push((clause, vec![&verdict.concept])),
        }
    }
    match groups.as_slice() {
        [(clause, _)] => clause.clone(),
        many => many
            .iter()
            .map(|(clause, concepts)| format!("{}: {clause}", concepts.join(", ")))
            .collect::<Vec<_>>()
            .join(". "),
    }
}

fn group(
    title: &str,
    analysis: &Analysis,
    page: &mut Page,
    lines: impl Fn(&AccountPage) -> Vec<Line>,
) {
    let all: Vec<_> = analysis
        .accounts
        .iter()
        .map(|account| (account.account.clone(), lines(account)))
        .collect();
    let entries = by_account(&all);
    if !entries.is_empty() {
        page.heading(title);
        page.push(Block::List(entries));
    }
}

/// The worst sourced assumptions behind the first question's verdicts.
fn resting(account: &AccountPage) -> Vec<Line> {
    let mut seen = Vec::new();
    for verdict in account.questions.iter().flat_map(|q| &q.verdicts) {
        for assumption in &verdict.assumptions {
            if !seen.contains(&assumption) {
                seen.push(assumption);
            }
        }
    }
    let unsettled: Vec<_> = seen.iter().filter(|a| a.grade != "stated").collect();
    if seen.is_empty() {
        return vec![Line::plain("no preference or rule decides them")];
    }
    if unsettled.is_empty() {
        return vec![Line::plain(format!(
            "{}, all stated by a passage",
            counted(seen.len() as u64, "assumption", "assumptions")
        ))];
    }
    let named: Vec<String> = unsettled
        .iter()
        .take(MOST_NAMED)
        .map(|a| format!("{} {}", mark(&a.grade), a.what))
        .collect();
    let more = unsettled.len().saturating_sub(MOST_NAMED);
    let tail = if more > 0 {
        format!("; {more} more")
    } else {
        String::new()
    };
    vec![Line::plain(format!("{}{tail}", named.join("; ")))]
}

fn standing(account: &AccountPage) -> Vec<Line> {
    let mut text = super::analysis::standing_in_words(account);
    if !text.is_empty() {
        text.push_str("; ");
    }
    text.push_str(&super::analysis::equilibria_in_words(account));
    vec![Line::plain(text)]
}

fn escalation(account: &AccountPage) -> Vec<Line> {
    let ways = account.escalation.iter().filter_map(|escalation| {
        let path = escalation.by_improvements.as_ref()?;
        if path.is_empty() {
            return None;
        }
        Some(format!(
            "{}: if each takes any gain, {}",
            escalation.question,
            sequence_in_words(path)
        ))
    });
    ways.map(Line::plain).collect()
}

fn failing_checks(account: &AccountPage) -> Vec<Line> {
    let bad: Vec<String> = account
        .checks
        .checks
        .iter()
        .filter(|check| !check.outcome.is_good())
        .map(|check| format!("{} {}", check.name, check.outcome.in_words()))
        .collect();
    bad.into_iter()
        .map(|text| Line::toned(text, Tone::Bad))
        .collect()
}

fn footer(analysis: &Analysis, page: &mut Page) {
    let names: Vec<String> = analysis
        .accounts
        .iter()
        .filter_map(|a| a.account.as_ref())
        .map(|a| a.name.clone())
        .collect();
    page.push(Block::Gap);
    let mut text = format!(
        "✔ stated  ◐ supported  ✘ assumed  ✘✘ nothing said. More: --account {}",
        names.first().map_or("NAME", String::as_str)
    );
    if names.len() > 1 {
        text.push_str(&format!(
            " (or {})",
            and_list(names.get(1..).unwrap_or_default()).replace(" and ", ", ")
        ));
    }
    page.text(Line::toned(text, Tone::Faint));
}
