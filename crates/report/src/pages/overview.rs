//! The first screen for several accounts: one table for each question, then what is shared.

use super::grouping::by_account;
use super::words::{Rules, closed, counted, grouped, mark, why_with, yes_no};
use crate::answer::{
    AccountPage, Analysis, Assumption, AssumptionSummary, Dependence, Question, and_list,
    sequence_in_words,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Most assumptions named for one account on the first screen.
const MOST_NAMED: usize = 4;

pub(super) fn overview(analysis: &Analysis) -> Page {
    let mut page = Page::default();
    super::analysis::title(analysis, &mut page);
    page.text(Line::toned(extent(&analysis.accounts), Tone::Faint));
    now(&analysis.accounts, &mut page);
    for (index, question) in asked(&analysis.accounts).into_iter().enumerate() {
        question_table(analysis, index, question, &mut page);
    }
    resting(analysis, &mut page);
    robust(analysis, &mut page);
    group("Escalation", analysis, &mut page, escalation);
    group("Checks", analysis, &mut page, failing_checks);
    group("Remarks", analysis, &mut page, |account| {
        account
            .remarks
            .iter()
            .map(String::as_str)
            .map(Line::plain)
            .collect()
    });
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

fn question_table(analysis: &Analysis, index: usize, question: &Question, page: &mut Page) {
    let concepts: Vec<String> = question
        .verdicts
        .iter()
        .map(|v| v.concept.clone())
        .collect();
    let shared = shared_rules(&analysis.accounts, index);
    let rules = if shared.is_some() {
        Rules::Elsewhere
    } else {
        Rules::Named
    };
    let rows = rows(&analysis.accounts, index, rules);
    // Where foresight makes no difference to any account, one column says so.
    let uniform = rows
        .iter()
        .all(|row| row.1.windows(2).all(|pair| pair.first() == pair.last()));
    let shown = if uniform { 1 } else { concepts.len() };
    let mut columns = vec![("account".to_owned(), Align::Left)];
    let mut heading = super::analysis::question_heading(question);
    if uniform {
        heading = heading.with(format!("; {} agree", and_list(&concepts)), Tone::Faint);
        columns.push(("holds".to_owned(), Align::Left));
    } else {
        columns.extend(concepts.into_iter().map(|name| (name, Align::Left)));
    }
    page.heading(heading);
    columns.push(("why".to_owned(), Align::Left));
    let mut table = Table::new(columns);
    for (names, verdicts, reason) in rows {
        let name = if names.len() == analysis.accounts.len() && names.len() > 1 {
            "every account".to_owned()
        } else {
            names.join(", ")
        };
        let mut row = vec![Line::toned(name, Tone::Strong)];
        row.extend(verdicts.into_iter().take(shown).map(yes_no));
        let width = row.len();
        let mut reasons = reason.into_iter();
        row.extend(reasons.next().map(Line::plain));
        table.row(row);
        for more in reasons {
            let blank = std::iter::repeat_with(Line::default).take(width);
            table.row(blank.chain([Line::plain(more)]));
        }
    }
    page.push(Block::Table(table));
    if let Some(text) = shared {
        page.text(Line::plain(format!("  In every account {text}.")));
    }
}

/// What rules close at once, if that is the same in all accounts in which the outcome holds.
fn shared_rules(accounts: &[AccountPage], index: usize) -> Option<String> {
    let questions = accounts
        .iter()
        .filter_map(|account| account.questions.get(index));
    let mut clauses = questions.flat_map(|q| &q.verdicts).map(closed);
    let first = clauses.next()??;
    (accounts.len() > 1 && clauses.all(|clause| clause.as_ref() == Some(&first))).then_some(first)
}

type Row<'a> = (Vec<&'a str>, Vec<bool>, Vec<String>);

/// Accounts with the same verdicts and the same reason share a row.
fn rows(accounts: &[AccountPage], index: usize, rules: Rules) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for account in accounts {
        let Some(question) = account.questions.get(index) else {
            continue;
        };
        let name = account.account.as_ref().map_or("", |a| a.name.as_str());
        let verdicts: Vec<bool> = question.verdicts.iter().map(|v| v.holds).collect();
        let reason = reason(question, rules);
        match rows
            .iter_mut()
            .find(|row| row.1 == verdicts && row.2 == reason)
        {
            Some(row) => row.0.push(name),
            None => rows.push((vec![name], verdicts, reason)),
        }
    }
    rows
}

/// One clause if it is the same under all concepts, else one for each group of concepts.
fn reason(question: &Question, rules: Rules) -> Vec<String> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for verdict in &question.verdicts {
        let clause = why_with(verdict, rules);
        match groups.iter_mut().find(|(other, _)| *other == clause) {
            Some((_, concepts)) => concepts.push(&verdict.concept),
            None => groups.push((clause, vec![&verdict.concept])),
        }
    }
    match groups.as_slice() {
        [(clause, _)] => vec![clause.clone()],
        many => {
            let clause = |(clause, concepts): &(String, Vec<&str>)| {
                format!("{}: {clause}", concepts.join(", "))
            };
            many.iter().map(clause).collect()
        }
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

/// What decides the verdicts without being stated by a passage; first what all accounts share.
fn resting(analysis: &Analysis, page: &mut Page) {
    let summaries = || analysis.accounts.iter().map(|account| &account.assumptions);
    if summaries().all(|summary| summary.unsourced == summary.total()) {
        let most = summaries().map(AssumptionSummary::total).max().unwrap_or(0);
        page.heading("What the answers rest on");
        page.text(format!(
            "  {}, none with a source",
            counted(most, "assumption", "assumptions")
        ));
        return;
    }
    let sets: Vec<Vec<&Assumption>> = analysis.accounts.iter().map(unstated).collect();
    let is_shared = |assumption: &&Assumption| sets.iter().all(|set| set.contains(assumption));
    let shared: Vec<&Assumption> = match (sets.len(), sets.first()) {
        (2.., Some(first)) => first.iter().copied().filter(|a| is_shared(a)).collect(),
        _ => Vec::new(),
    };
    let own: Vec<_> = analysis
        .accounts
        .iter()
        .zip(&sets)
        .map(|(account, set)| {
            let own: Vec<_> = set
                .iter()
                .copied()
                .filter(|a| !shared.contains(a))
                .collect();
            let lines = if own.is_empty() {
                Vec::new()
            } else {
                vec![named(&own)]
            };
            (account.account.clone(), lines)
        })
        .collect();
    let mut entries = by_account(&own);
    if !shared.is_empty() {
        entries.insert(
            0,
            Entry {
                term: Line::toned("every account", Tone::Strong),
                lines: vec![named(&shared)],
            },
        );
    }
    if !entries.is_empty() {
        page.heading("What the answers rest on, beyond what passages state");
        page.push(Block::List(entries));
    }
}

/// The assumptions that decide an account's verdicts and that no passage states.
fn unstated(account: &AccountPage) -> Vec<&Assumption> {
    let mut seen: Vec<&Assumption> = Vec::new();
    for verdict in account.questions.iter().flat_map(|q| &q.verdicts) {
        let fresh = verdict.assumptions.iter().filter(|a| a.grade != "stated");
        for assumption in fresh {
            if !seen.contains(&assumption) {
                seen.push(assumption);
            }
        }
    }
    seen
}

fn named(assumptions: &[&Assumption]) -> Line {
    let mut names: Vec<String> = assumptions
        .iter()
        .take(MOST_NAMED)
        .map(|a| format!("{} {}", mark(&a.grade), a.what))
        .collect();
    if assumptions.len() > MOST_NAMED {
        names.push(format!("{} more", assumptions.len() - MOST_NAMED));
    }
    Line::plain(names.join("; "))
}

/// Under which concepts the status quo is an equilibrium, and of which assumptions one change turns
/// an answer.
fn robust(analysis: &Analysis, page: &mut Page) {
    page.heading("How firm it is (`detente change` tells more)");
    let mut table = Table::new([
        ("account", Align::Left),
        ("status quo stable", Align::Left),
        ("an answer turns with one change of", Align::Left),
    ]);
    for account in &analysis.accounts {
        let name = account.account.as_ref().map_or("", |a| a.name.as_str());
        let mut stable = stable_under(account);
        let remarks = remarks(account);
        if !remarks.is_empty() {
            stable.push_str(&format!("; {remarks}"));
        }
        table.row([
            Line::toned(name, Tone::Strong),
            Line::plain(stable),
            Line::plain(turning(account)),
        ]);
    }
    page.push(Block::Table(table));
}

/// Assumptions of which a single change turns an answer; where there is none, the smallest set.
fn turning(account: &AccountPage) -> String {
    let mut alone: Vec<String> = Vec::new();
    for one in account
        .changes
        .iter()
        .flat_map(|question| &question.assumptions)
    {
        let named = format!("{} {}", one.assumption.what, mark(&one.assumption.grade));
        if one.dependence.contains(&Dependence::Alone) && !alone.contains(&named) {
            alone.push(named);
        }
    }
    let Some(first) = alone.first() else {
        let mut sets = account
            .changes
            .iter()
            .flat_map(|question| &question.changes);
        return match sets.next() {
            Some(set) => format!("none; of {} together", set.edits.len()),
            None if account.changes.is_empty() => "not looked for: too large".to_owned(),
            None => "none, nor with two".to_owned(),
        };
    };
    match alone.len() - 1 {
        0 => first.clone(),
        more => format!("{first}; {more} more"),
    }
}

fn stable_under(account: &AccountPage) -> String {
    let under: Vec<String> = account
        .standing
        .iter()
        .filter(|standing| standing.equilibrium)
        .map(|standing| standing.concept.clone())
        .collect();
    match under.len() {
        0 => "none".to_owned(),
        count if count == account.standing.len() => "all five".to_owned(),
        _ => and_list(&under),
    }
}

fn remarks(account: &AccountPage) -> String {
    let mut parts = Vec::new();
    if account.equilibria_unreachable > 0 {
        parts.push(format!(
            "{} out of reach",
            grouped(account.equilibria_unreachable)
        ));
    }
    let indifferent: Vec<String> = account.ties.iter().map(|tie| tie.actor.clone()).collect();
    if !indifferent.is_empty() {
        parts.push(format!("{} indifferent", and_list(&indifferent)));
    }
    parts.join("; ")
}

fn escalation(account: &AccountPage) -> Vec<Line> {
    let ways = account.escalation.iter().filter_map(|escalation| {
        let path = escalation.by_improvements.as_ref()?;
        let told = account
            .questions
            .iter()
            .flat_map(|q| &q.verdicts)
            .any(|v| v.path == *path);
        if path.is_empty() || told {
            return None;
        }
        Some(format!(
            "{} ends if each takes any gain: {}",
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
        .map(|check| format!("{}: {}", check.name, check.outcome.in_words()))
        .collect();
    bad.into_iter()
        .map(|text| Line::toned(text, Tone::Bad))
        .collect()
}

fn footer(analysis: &Analysis, page: &mut Page) {
    let first = analysis.accounts.iter().find_map(|a| a.account.as_ref());
    page.push(Block::Gap);
    page.text(Line::toned(
        format!(
            "✔ stated  ◐ supported  ✘ assumed  ✘✘ no source.  In full: --account {}",
            first.map_or("NAME", |account| account.name.as_str())
        ),
        Tone::Faint,
    ));
}
