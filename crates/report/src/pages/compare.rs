//! Accounts side by side. First what fits a screen: who explains what was observed, a matrix for each
//! question, and what would tell the accounts apart. On request, the reasons by number and all that
//! the answer rests on.

use super::separations::{divides, separations, signposts};
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

/// How much the page of `compare` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// The answer alone.
    #[default]
    Answer,
    /// Also the reasons, what is supposed, what follows, and the assumptions.
    Explained,
}

/// The page of `compare`. One account alone, and one pair of many, are always told in full.
#[must_use]
pub fn compare(comparison: &Comparison, depth: Depth) -> Page {
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
    let mut reasons = (depth == Depth::Explained).then(Reasons::default);
    observed(comparison, &mut page);
    for question in &comparison.questions {
        matrix(comparison, question, reasons.as_mut(), &mut page);
    }
    legend(comparison, &mut page);
    match (comparison.accounts.as_slice(), reasons) {
        ([_], _) => in_full(comparison, &mut page),
        (_, None) => signposts(comparison, &mut page),
        (_, Some(reasons)) => explained(comparison, &reasons, &mut page),
    }
    remarks(comparison, &mut page);
    page
}

/// All that the answer rests on.
fn explained(comparison: &Comparison, reasons: &Reasons, page: &mut Page) {
    suppositions(comparison, page);
    reasons.list(page);
    if let [one] = comparison.separations.as_slice() {
        separations(one, page);
    } else {
        divides(comparison, page);
    }
    resting(comparison, page);
    shared(comparison, page);
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

/// The observed outcome, and who explains it; nothing where none is to be explained.
fn observed(comparison: &Comparison, page: &mut Page) {
    let accounts = &comparison.accounts;
    let mut states: Vec<(String, Vec<String>)> = Vec::new();
    for account in accounts {
        let Some(state) = &account.observed else {
            continue;
        };
        together(&mut states, state.in_words(), name(account));
    }
    for (state, who) in &states {
        let line = match states.len() {
            1 => format!("Observed: {state}"),
            _ => format!("Observed in {}: {state}", and_list(who)),
        };
        page.text(line);
    }
    let mut groups: Vec<(Line, Vec<String>)> = Vec::new();
    for account in accounts.iter().filter(|a| !a.explained.is_empty()) {
        together(&mut groups, explains(&account.explained), name(account));
    }
    let groups: Vec<Line> = groups
        .into_iter()
        .map(|(explains, who)| {
            let every = who.len() == accounts.len() && who.len() > 1;
            let mut line = Line::plain(match (every, who.as_slice()) {
                (true, _) => "every account explains it ".to_owned(),
                (false, [one]) => format!("{one} explains it "),
                (false, many) => format!("{} explain it ", and_list(many)),
            });
            line.0.extend(explains.0);
            line
        })
        .collect();
    if !groups.is_empty() {
        page.push(super::analysis::list(groups));
    }
}

/// Adds a name to those of whom the same is said.
fn together<T: PartialEq>(groups: &mut Vec<(T, Vec<String>)>, said: T, name: &str) {
    match groups.iter_mut().find(|(other, _)| *other == said) {
        Some((_, names)) => names.push(name.to_owned()),
        None => groups.push((said, vec![name.to_owned()])),
    }
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
    mut reasons: Option<&mut Reasons>,
    page: &mut Page,
) {
    page.heading(super::analysis::question_heading(&Question {
        kind: question.kind,
        name: question.name.clone(),
        label: question.label.clone(),
        formula: question.formula.clone(),
        verdicts: Vec::new(),
    }));
    for accounts in chunks(comparison) {
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
                    Some(supposed) => cell(supposed, reasons.as_deref_mut()),
                    None => Line::default(),
                }
            }));
            table.row(row);
        }
        page.push(Block::Table(table));
    }
}

/// Accounts in groups whose names fit beside each other.
fn chunks(comparison: &Comparison) -> Vec<Vec<usize>> {
    let cell = comparison.concepts.len().max("holds 10".len());
    let mut chunks: Vec<Vec<usize>> = Vec::new();
    let mut room = 0;
    for (index, account) in comparison.accounts.iter().enumerate() {
        let needed = crate::text::width(name(account)).max(cell) + 2;
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

/// `holds`, `fails`, `--+++` or `–`, with the number of the reason where reasons are given.
fn cell(supposed: &Supposed, reasons: Option<&mut Reasons>) -> Line {
    let line = match supposed {
        Supposed::Asked { verdicts } => verdict(verdicts),
        Supposed::DoesNotArise { .. } => Line::toned("–", Tone::Faint),
    };
    let Some(reasons) = reasons else {
        return line;
    };
    let reason = match supposed {
        Supposed::Asked { verdicts } => reason(verdicts),
        Supposed::DoesNotArise { why } => format!("the question does not arise: {why}"),
    };
    line.with(format!(" {}", reasons.number(reason)), Tone::Faint)
}

/// One word where every foresight says the same, else one sign for each.
fn verdict(verdicts: &[Holds]) -> Line {
    let failing = verdicts.iter().filter(|v| !v.holds).count();
    if failing == 0 {
        return Line::toned("holds", Tone::Good);
    }
    if failing == verdicts.len() {
        return Line::toned("fails", Tone::Bad);
    }
    let sign = |verdict: &Holds| if verdict.holds { '+' } else { '-' };
    Line::toned(verdicts.iter().map(sign).collect::<String>(), Tone::Bad)
}

/// What the signs of the matrix mean, as far as it has them.
fn legend(comparison: &Comparison, page: &mut Page) {
    let questions = comparison.questions.iter();
    let cells: Vec<&Supposed> = questions
        .flat_map(|question| &question.rows)
        .flat_map(|row| &row.cells)
        .collect();
    let is_mixed = |cell: &&Supposed| match cell {
        Supposed::Asked { verdicts } => verdicts.windows(2).any(|pair| match pair {
            [one, two] => one.holds != two.holds,
            _ => false,
        }),
        Supposed::DoesNotArise { .. } => false,
    };
    let mut said = Vec::new();
    if cells.iter().any(is_mixed) {
        let order = comparison.concepts.join(" ");
        said.push(format!("+ holds, - fails, by foresight: {order}"));
    }
    let is_open = |cell: &&Supposed| matches!(cell, Supposed::DoesNotArise { .. });
    if cells.iter().any(is_open) {
        said.push("– does not arise".to_owned());
    }
    if !said.is_empty() {
        page.text(Line::toned(format!("  {}", said.join("; ")), Tone::Faint));
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
                    in_common(verdicts)
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
fn in_common(verdicts: &[Holds]) -> Vec<Holds> {
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

/// Over which assumptions each account says what it says.
fn resting(comparison: &Comparison, page: &mut Page) {
    page.heading("What each account rests on");
    let mut table = Table::new([
        ("account", Align::Left),
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
    let under: Vec<String> = under.map(|e| e.concept.clone()).collect();
    match under.len() {
        0 if explained.iter().any(|e| e.reached) => {
            Line::toned("under no foresight; it does not last", Tone::Bad)
        }
        0 => Line::toned("under no foresight; it is not reached", Tone::Bad),
        all if all == explained.len() => Line::toned("under every foresight", Tone::Good),
        _ => Line::plain(format!("under {}", and_list(&under))),
    }
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
