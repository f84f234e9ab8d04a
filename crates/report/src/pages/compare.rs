//! Accounts side by side: a matrix for each question, the reasons by number, and what would tell
//! the accounts apart.

use super::separations::{divides, separations};
use super::words::{assumption, counted, mark, why};
use crate::answer::{
    Accounted, ComparedQuestion, Comparison, Explained, Holds, Question, Supposed, Supposition,
    SuppositionKind, and_list,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Widest that the heads of one table's accounts may be together.
const WIDEST: usize = 58;
/// Most weak assumptions named for one account, and most of those that all share.
const MOST_OWN: usize = 2;
const MOST_SHARED: usize = 6;

/// The page of `compare`.
#[must_use]
pub fn compare(comparison: &Comparison) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(
            comparison
                .title
                .clone()
                .unwrap_or_else(|| comparison.file.clone()),
        ),
        aside: comparison
            .as_of
            .as_ref()
            .map(|date| format!("as of {date}"))
            .unwrap_or_default(),
    });
    page.text(Line::toned(extent(comparison), Tone::Faint));
    if let ([one], true) = (
        comparison.separations.as_slice(),
        comparison.accounts.len() > 2,
    ) {
        separations(one, &mut page);
        remarks(comparison, &mut page);
        return page;
    }
    let mut reasons = Reasons::default();
    for question in &comparison.questions {
        matrix(comparison, question, &mut reasons, &mut page);
    }
    match comparison.accounts.as_slice() {
        [_] => in_full(comparison, &mut page),
        _ => {
            suppositions(comparison, &mut page);
            reasons.list(&mut page);
            explained(comparison, &mut page);
            alike(comparison, &mut page);
            if let [one] = comparison.separations.as_slice() {
                separations(one, &mut page);
            } else {
                divides(comparison, &mut page);
            }
            shared(comparison, &mut page);
        }
    }
    remarks(comparison, &mut page);
    page
}

fn remarks(comparison: &Comparison, page: &mut Page) {
    for remark in &comparison.remarks {
        page.push(Block::Gap);
        page.text(Line::toned(remark.clone(), Tone::Warn));
    }
}

fn extent(comparison: &Comparison) -> String {
    let supposed = comparison.suppositions.len().saturating_sub(1) as u64;
    format!(
        "{}, {}, foresight {}",
        counted(comparison.accounts.len() as u64, "account", "accounts"),
        counted(supposed, "supposition", "suppositions"),
        comparison.concepts.join(", ")
    )
}

/// Each distinct reason once, in order of first use.
#[derive(Default)]
struct Reasons(Vec<String>);

impl Reasons {
    fn number(&mut self, text: String) -> usize {
        let known = self.0.iter().position(|other| *other == text);
        let place = known.unwrap_or_else(|| {
            self.0.push(text);
            self.0.len() - 1
        });
        place + 1
    }

    fn list(&self, page: &mut Page) {
        if self.0.is_empty() {
            return;
        }
        page.heading("Why");
        let entries = self.0.iter().zip(1..).map(|(text, number)| Entry {
            term: Line::toned(number.to_string(), Tone::Strong),
            lines: vec![Line::plain(text.clone())],
        });
        page.push(Block::List(entries.collect()));
    }
}

fn name(account: &Accounted) -> &str {
    account.account.as_ref().map_or("base", |a| a.name.as_str())
}

/// What is supposed down, accounts across, in as many tables as the width asks for.
fn matrix(
    comparison: &Comparison,
    question: &ComparedQuestion,
    reasons: &mut Reasons,
    page: &mut Page,
) {
    page.heading(super::analysis::question_heading(&Question {
        kind: question.kind,
        name: question.name.clone(),
        label: question.label.clone(),
        formula: question.formula.clone(),
        verdicts: Vec::new(),
    }));
    for accounts in chunks(&comparison.accounts) {
        let heads = accounts.iter().filter_map(|&index| {
            let account = comparison.accounts.get(index)?;
            Some((name(account).to_owned(), Align::Left))
        });
        let first = ("supposed".to_owned(), Align::Left);
        let mut table = Table::new(std::iter::once(first).chain(heads));
        for (column, supposition) in comparison.suppositions.iter().enumerate() {
            let mut row = vec![Line::plain(supposition.name.clone())];
            row.extend(accounts.iter().map(|&index| {
                let cells = question.rows.get(index).map(|row| &row.cells);
                match cells.and_then(|cells| cells.get(column)) {
                    Some(supposed) => cell(supposed, comparison.accounts.len(), reasons),
                    None => Line::default(),
                }
            }));
            table.row(row);
        }
        page.push(Block::Table(table));
    }
}

/// Accounts in groups whose names fit beside each other.
fn chunks(accounts: &[Accounted]) -> Vec<Vec<usize>> {
    let mut chunks: Vec<Vec<usize>> = Vec::new();
    let mut room = 0;
    for (index, account) in accounts.iter().enumerate() {
        let needed = crate::text::width(name(account)).max("holds 10".len()) + 2;
        match chunks.last_mut() {
            Some(chunk) if room >= needed => {
                chunk.push(index);
                room -= needed;
            }
            _ => {
                chunks.push(vec![index]);
                room = WIDEST.saturating_sub(needed);
            }
        }
    }
    chunks
}

/// `holds 1`, `fails nash seq 2`, `– 3`; without numbers where the reasons follow in full.
fn cell(supposed: &Supposed, accounts: usize, reasons: &mut Reasons) -> Line {
    let (line, reason) = match supposed {
        Supposed::Asked { verdicts } => (verdict(verdicts), reason(verdicts)),
        Supposed::DoesNotArise { why } => (
            Line::toned("–", Tone::Faint),
            format!("the question does not arise: {why}"),
        ),
    };
    if accounts == 1 {
        return line;
    }
    line.with(format!(" {}", reasons.number(reason)), Tone::Faint)
}

fn verdict(verdicts: &[Holds]) -> Line {
    let failing = verdicts.iter().filter(|v| !v.holds);
    let failing: Vec<&str> = failing.map(|v| v.concept.as_str()).collect();
    match failing.len() {
        0 => Line::toned("holds", Tone::Good),
        all if all == verdicts.len() => Line::toned("fails", Tone::Bad),
        _ => Line::toned(format!("fails {}", failing.join(" ")), Tone::Bad),
    }
}

/// One clause if it is the same under all concepts, else one for each group of concepts.
fn reason(verdicts: &[Holds]) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for verdict in verdicts {
        let clause = why(verdict);
        match groups.iter_mut().find(|(other, _)| *other == clause) {
            Some((_, concepts)) => concepts.push(&verdict.concept),
            None => groups.push((clause, vec![&verdict.concept])),
        }
    }
    match groups.as_slice() {
        [(clause, _)] => clause.clone(),
        many => {
            let said = many
                .iter()
                .map(|(clause, concepts)| format!("{}: {clause}", concepts.join(", ")));
            said.collect::<Vec<_>>().join(". ")
        }
    }
}

/// One account: every cell with its sanctions and assumptions.
fn in_full(comparison: &Comparison, page: &mut Page) {
    for question in &comparison.questions {
        let cells = question.rows.first().map(|row| row.cells.as_slice());
        let cells = cells.unwrap_or_default();
        for (supposition, cell) in comparison.suppositions.iter().zip(cells) {
            let heading = Line::plain(format!("{}: {}", question.name, supposition.name));
            page.heading(match &supposition.label {
                Some(label) => heading.with(format!("  {label}"), Tone::Faint),
                None => heading,
            });
            match cell {
                Supposed::Asked { verdicts } => {
                    together(verdicts)
                        .iter()
                        .for_each(|v| super::holds::one(v, page));
                }
                Supposed::DoesNotArise { why } => {
                    page.text(format!("The question does not arise: {why}."));
                }
            }
        }
    }
}

/// Verdicts that differ in nothing but the concept, as one.
fn together(verdicts: &[Holds]) -> Vec<Holds> {
    let mut groups: Vec<(&Holds, Vec<&str>)> = Vec::new();
    for verdict in verdicts {
        let bare = |one: &Holds| Holds {
            concept: String::new(),
            ..one.clone()
        };
        match groups
            .iter_mut()
            .find(|(one, _)| bare(one) == bare(verdict))
        {
            Some((_, concepts)) => concepts.push(&verdict.concept),
            None => groups.push((verdict, vec![&verdict.concept])),
        }
    }
    let joined = groups.into_iter().map(|(verdict, concepts)| Holds {
        concept: concepts.join(", "),
        ..verdict.clone()
    });
    joined.collect()
}

/// What each supposition changes.
fn suppositions(comparison: &Comparison, page: &mut Page) {
    let entry = |supposition: &Supposition| {
        let what = match supposition.kind {
            SuppositionKind::AsItStands => return None,
            SuppositionKind::Event => "event",
            SuppositionKind::WhatIf => "what if",
        };
        let mut line = Line::plain(supposition.label.clone().unwrap_or_default());
        if line.is_empty() {
            line = Line::plain(what);
        }
        line = line.with(
            format!("  {what}: {}", supposition.changes.join("; ")),
            Tone::Faint,
        );
        if supposition.irreversible {
            line = line.with("  (cannot be undone)", Tone::Warn);
        }
        Some(Entry {
            term: Line::toned(supposition.name.clone(), Tone::Strong),
            lines: vec![line],
        })
    };
    let entries: Vec<Entry> = comparison.suppositions.iter().filter_map(entry).collect();
    if !entries.is_empty() {
        page.heading("What is supposed");
        page.push(Block::List(entries));
    }
}

/// Who explains what was observed, and over which assumptions.
fn explained(comparison: &Comparison, page: &mut Page) {
    page.heading("Who explains what was observed, and over what");
    let mut table = Table::new([
        ("account", Align::Left),
        ("explains it under", Align::Left),
        ("✔", Align::Right),
        ("◐", Align::Right),
        ("✘", Align::Right),
        ("✘✘", Align::Right),
        ("its own weakest", Align::Left),
    ]);
    for account in &comparison.accounts {
        let sources = &account.assumptions;
        let weak = account.own.iter().filter(|a| is_weak(&a.grade));
        let mut own: Vec<String> = weak.map(|a| a.what.clone()).collect();
        let more = own.len().saturating_sub(MOST_OWN);
        own.truncate(MOST_OWN);
        if more > 0 {
            own.push(format!("{more} more"));
        }
        table.row([
            Line::toned(name(account), Tone::Strong),
            explains(&account.explained),
            Line::plain(sources.stated.to_string()),
            Line::plain(sources.supported.to_string()),
            Line::plain(sources.assumed.to_string()),
            Line::plain(sources.unsourced.to_string()),
            Line::plain(own.join("; ")),
        ]);
    }
    page.push(Block::Table(table));
    page.text(Line::toned(
        "  ✔ stated  ◐ supported  ✘ assumed  ✘✘ no source",
        Tone::Faint,
    ));
}

fn is_weak(grade: &str) -> bool {
    matches!(grade, "assumed" | "unsourced")
}

fn explains(explained: &[Explained]) -> Line {
    let under = explained.iter().filter(|e| e.is_explained());
    let under: Vec<&str> = under.map(|e| e.concept.as_str()).collect();
    match under.len() {
        0 if explained.iter().any(|e| e.reached) => {
            Line::toned("none: it does not last", Tone::Bad)
        }
        0 => Line::toned("none: it is not reached", Tone::Bad),
        all if all == explained.len() => Line::toned("every foresight", Tone::Good),
        _ => Line::plain(under.join(" ")),
    }
}

fn alike(comparison: &Comparison, page: &mut Page) {
    if comparison.accounts.len() < 2 {
        return;
    }
    page.heading("What watching alone would show");
    let mut lines: Vec<Line> = Vec::new();
    for group in &comparison.alike {
        let who = if group.accounts.len() == comparison.accounts.len() {
            "every account predicts".to_owned()
        } else {
            format!("{} predict", and_list(&group.accounts))
        };
        let under = if group.concepts.len() == comparison.concepts.len() {
            "under every foresight".to_owned()
        } else {
            format!("under {}", and_list(&group.concepts))
        };
        lines.push(Line::plain(format!(
            "As the conflict stands {who} the same {under}."
        )));
    }
    if lines.is_empty() {
        lines.push(Line::plain(
            "No two accounts predict the same as the conflict stands.",
        ));
    }
    page.push(super::analysis::list(lines));
}

/// What every account assumes, the weak ones by name.
fn shared(comparison: &Comparison, page: &mut Page) {
    if comparison.shared.is_empty() {
        return;
    }
    let graded = |grade: &str| {
        let found = comparison.shared.iter();
        let count = found.filter(|s| s.assumption.grade == grade).count();
        format!("{} {count}", mark(grade))
    };
    let grades = ["stated", "supported", "assumed", "unsourced"].map(graded);
    page.heading("What every account assumes");
    let mut lines = vec![Line::plain(format!(
        "{}: {}",
        counted(comparison.shared.len() as u64, "assumption", "assumptions"),
        grades.join("  ")
    ))];
    let differently = comparison.shared.iter().filter(|s| s.sourced_differently);
    let differently: Vec<String> = differently.map(|s| s.assumption.what.clone()).collect();
    if !differently.is_empty() {
        lines.push(Line::plain(format!(
            "sourced differently: {}",
            differently.join("; ")
        )));
    }
    let weak = comparison.shared.iter().map(|s| &s.assumption);
    let weak: Vec<Line> = weak.filter(|a| is_weak(&a.grade)).map(assumption).collect();
    let more = weak.len().saturating_sub(MOST_SHARED);
    // If nothing is sourced, a list of everything would say nothing.
    if weak.len() < comparison.shared.len() {
        lines.extend(weak.into_iter().take(MOST_SHARED));
        if more > 0 {
            lines.push(Line::toned(format!("and {more} more"), Tone::Faint));
        }
    }
    page.push(super::analysis::list(lines));
}
