//! The page that an analyst wants first: one account in full, or an overview of several.

use super::equilibria::{equilibria, status_quo};
use super::overview::overview;
use super::plays::ends;
use super::smallest::{Marks, sentences};
use super::words::{assumption, counted, question_text, sanction_in_words, why, yes_no};
use crate::answer::{
    AccountPage, Analysis, AssumptionSummary, Holds, Question, QuestionKind, sequence_in_words,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Most sanctions shown under one question.
const MOST_SANCTIONS: usize = 6;
/// Most deciding assumptions shown under one question.
const MOST_DECIDING: usize = 8;

/// The page of an analysis.
#[must_use]
pub fn analysis(analysis: &Analysis) -> Page {
    match analysis.accounts.as_slice() {
        [one] => single(analysis, one),
        _ => overview(analysis),
    }
}

pub(super) fn title(analysis: &Analysis, page: &mut Page) {
    page.push(Block::Title {
        text: Line::plain(
            analysis
                .title
                .clone()
                .unwrap_or_else(|| analysis.file.clone()),
        ),
        aside: analysis
            .as_of
            .as_ref()
            .map(|date| format!("as of {date}"))
            .unwrap_or_default(),
    });
}

fn single(analysis: &Analysis, account: &AccountPage) -> Page {
    let mut page = Page::default();
    title(analysis, &mut page);
    if let Some(name) = &account.account {
        page.text(super::account_heading(name));
    }
    let actors: Vec<String> = account
        .actors
        .iter()
        .map(|actor| actor.name.clone())
        .collect();
    page.text(Line::toned(
        format!(
            "{} ({}), {}, {}",
            counted(actors.len() as u64, "actor", "actors"),
            actors.join(", "),
            counted(account.options, "option", "options"),
            counted(account.states, "state", "states"),
        ),
        Tone::Faint,
    ));
    if let Some(state) = &account.status_quo {
        page.text(format!("Now: {}", state.in_words()));
    }
    if let Some(state) = &account.observed {
        page.text(format!("Observed: {}", state.in_words()));
    }
    if !account.events.is_empty() {
        page.text(format!("Happened: {}", account.events.join("; ")));
    }
    for question in &account.questions {
        one_question(question, &account.assumptions, &mut page);
    }
    status_quo(account, &mut page);
    equilibria(account, &mut page);
    escalation(account, &mut page);
    played(account, &mut page);
    let changes = change_lines(account);
    if !changes.is_empty() {
        page.heading("The smallest changes that turn an answer");
        page.push(list(changes));
    }
    let ties = tie_lines(account);
    if !ties.is_empty() {
        page.heading("Indifference");
        page.push(list(ties));
    }
    sources(account, &mut page);
    checks(account, &mut page);
    for remark in &account.remarks {
        page.push(Block::Gap);
        page.text(Line::toned(remark.clone(), Tone::Warn));
    }
    page
}

/// Where the play ends, in both lenses.
fn played(account: &AccountPage, page: &mut Page) {
    let Some(played) = &account.played else {
        return;
    };
    page.heading("As a game: where the play ends");
    if played.ends.is_empty() {
        let why = played
            .why_not
            .as_deref()
            .unwrap_or("no equilibrium was found");
        page.text(Line::toned(format!("Not solved: {why}"), Tone::Warn));
    } else {
        ends(&played.ends, page);
    }
}

/// What breaks or restores each answer; the question is named where there are several.
fn change_lines(account: &AccountPage) -> Vec<Line> {
    let questions = sentences(account, Marks::Shown);
    let several = questions.len() > 1;
    let lines = questions.into_iter().flat_map(|(question, all)| {
        all.into_iter().map(move |one| {
            let line = match several {
                true => Line::plain(format!("{question} ")),
                false => Line::default(),
            };
            line.with(one.term, Tone::Strong)
                .and(format!(" {}", one.text))
        })
    });
    lines.collect()
}

pub(super) fn list(lines: Vec<Line>) -> Block {
    Block::List(
        lines
            .into_iter()
            .map(|line| Entry {
                term: Line::default(),
                lines: vec![line],
            })
            .collect(),
    )
}

/// `Is the leadership spared?  (always not lead)`.
pub(super) fn question_heading(question: &Question) -> Line {
    let line = Line::plain(question_text(question));
    match question.kind {
        QuestionKind::StatusQuo => line,
        _ => line.with(format!("  always {}", question.formula), Tone::Faint),
    }
}

fn one_question(question: &Question, summary: &AssumptionSummary, page: &mut Page) {
    page.heading(question_heading(question));
    let mut table = Table::new([
        ("foresight", Align::Left),
        ("holds", Align::Left),
        ("why", Align::Left),
    ]);
    for (concepts, verdict) in alike(&question.verdicts) {
        table.row([
            Line::toned(concepts.join(", "), Tone::Strong),
            yes_no(verdict.holds),
            Line::plain(why(verdict)),
        ]);
    }
    page.push(Block::Table(table));
    sanctions(question, page);
    ties_and_basis(question, summary, page);
}

/// Verdicts with the same answer and the same reason, together.
fn alike(verdicts: &[Holds]) -> Vec<(Vec<&str>, &Holds)> {
    let mut groups: Vec<(Vec<&str>, &Holds)> = Vec::new();
    for verdict in verdicts {
        let same = groups
            .iter_mut()
            .find(|(_, other)| other.holds == verdict.holds && why(other) == why(verdict));
        match same {
            Some((concepts, _)) => concepts.push(&verdict.concept),
            None => groups.push((vec![&verdict.concept], verdict)),
        }
    }
    groups
}

/// Each tempting move with what deters it, once.
fn sanctions(question: &Question, page: &mut Page) {
    let mut entries: Vec<(String, String)> = Vec::new();
    let tempting = question.verdicts.iter().flat_map(|v| &v.temptations);
    for temptation in tempting.filter(|temptation| temptation.breaks) {
        let Some(sanction) = &temptation.sanction else {
            continue;
        };
        let pair = (temptation.step.in_words(), sanction_in_words(sanction));
        let told = question.verdicts.iter().any(|v| why(v).contains(&pair.1));
        if !told && !entries.contains(&pair) {
            entries.push(pair);
        }
    }
    if entries.is_empty() {
        return;
    }
    page.text(Line::toned(
        "Also tempting, and what deters it:",
        Tone::Faint,
    ));
    let more = entries.len().saturating_sub(MOST_SANCTIONS);
    let mut lines: Vec<Line> = entries
        .into_iter()
        .take(MOST_SANCTIONS)
        .map(|(step, sanction)| Line::plain(format!("{step}: {sanction}")))
        .collect();
    if more > 0 {
        lines.push(Line::toned(
            format!("and {more} more; see `detente holds`"),
            Tone::Faint,
        ));
    }
    page.push(list(lines));
}

fn ties_and_basis(question: &Question, summary: &AssumptionSummary, page: &mut Page) {
    let mut ties: Vec<&String> = question
        .verdicts
        .iter()
        .flat_map(|v| &v.rests_on_ties)
        .collect();
    ties.dedup();
    if let Some(first) = ties.first() {
        page.text(Line::toned(
            format!("Rests on {first} being indifferent: it could move without loss."),
            Tone::Warn,
        ));
    }
    let mut seen = Vec::new();
    for assumption in question.verdicts.iter().flat_map(|v| &v.assumptions) {
        if !seen.contains(&assumption) {
            seen.push(assumption);
        }
    }
    if seen.is_empty() {
        return;
    }
    page.text(Line::toned("Decided by:", Tone::Faint));
    // Where nothing at all is sourced, the marks would say nothing.
    let unmarked = summary.unsourced == summary.total();
    let hidden = seen.len().saturating_sub(MOST_DECIDING);
    let shown = seen.into_iter().take(MOST_DECIDING);
    let mut lines: Vec<Line> = shown
        .map(|a| {
            if unmarked {
                Line::plain(a.what.clone())
            } else {
                assumption(a)
            }
        })
        .collect();
    if hidden > 0 {
        let text = format!("and {hidden} more; see `detente holds`");
        lines.push(Line::toned(text, Tone::Faint));
    }
    page.push(list(lines));
}

fn escalation(account: &AccountPage, page: &mut Page) {
    let mut lines = Vec::new();
    for escalation in &account.escalation {
        let name = &escalation.question;
        match (&escalation.by_improvements, &escalation.by_any_moves) {
            (Some(path), _) if path.is_empty() => {}
            (Some(path), _) => lines.push(Line::plain(format!(
                "{name} ends if each takes any gain: {}",
                sequence_in_words(path)
            ))),
            (None, Some(path)) => lines.push(Line::plain(format!(
                "{name} ends only by a move that costs its mover: {}",
                sequence_in_words(path)
            ))),
            (None, None) => {}
        }
    }
    if !lines.is_empty() {
        page.heading("Escalation");
        page.push(list(lines));
    }
}

fn tie_lines(account: &AccountPage) -> Vec<Line> {
    let ties = account.ties.iter().map(|tie| {
        let others = match tie.others {
            0 => String::new(),
            count => format!(
                " (or {})",
                counted(count, "other such move", "other such moves")
            ),
        };
        Line::toned(
            format!(
                "{} could {} without loss{others}",
                tie.actor,
                tie.step.infinitive()
            ),
            Tone::Warn,
        )
    });
    ties.collect()
}

fn sources(account: &AccountPage, page: &mut Page) {
    let summary = &account.assumptions;
    if summary.total() == 0 {
        return;
    }
    page.heading("Assumptions");
    if summary.unsourced == summary.total() {
        let count = counted(summary.total(), "assumption", "assumptions");
        page.push(list(vec![Line::plain(format!(
            "{count}, none with a source"
        ))]));
        return;
    }
    page.push(list(vec![Line::plain(format!(
        "{}: {} stated, {} supported, {} assumed, {} without source",
        counted(summary.total(), "assumption", "assumptions"),
        summary.stated,
        summary.supported,
        summary.assumed,
        summary.unsourced
    ))]));
    // If nothing is sourced, a list of everything would say nothing.
    if summary.weak.len() as u64 == summary.total() || summary.weak.is_empty() {
        return;
    }
    const MOST: usize = 10;
    let mut lines: Vec<Line> = summary.weak.iter().take(MOST).map(assumption).collect();
    if summary.weak.len() > MOST {
        lines.push(Line::toned(
            format!("and {} more", summary.weak.len() - MOST),
            Tone::Faint,
        ));
    }
    page.push(list(lines));
}

fn checks(account: &AccountPage, page: &mut Page) {
    let checks = &account.checks.checks;
    if checks.is_empty() {
        return;
    }
    let bad: Vec<Line> = checks
        .iter()
        .filter(|check| !check.outcome.is_good())
        .map(|check| {
            Line::toned(
                format!("{}: {}", check.name, check.outcome.in_words()),
                Tone::Bad,
            )
        })
        .collect();
    page.heading("Checks");
    if bad.is_empty() {
        let count = counted(checks.len() as u64, "check", "checks");
        page.push(list(vec![Line::toned(
            format!("{count} passed"),
            Tone::Good,
        )]));
    } else {
        page.push(list(bad));
    }
}
