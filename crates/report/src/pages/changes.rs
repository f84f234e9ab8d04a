//! What would change an answer: what breaks it, what repairs it, and what it depends on.

use super::account_heading;
use super::smallest::then;
use super::words::{counted, mark, question_text, turned};
use crate::answer::{
    ChangeAccount, ChangeQuestion, ChangeRun, ChangeSet, ChangeVerdict, Dependence, Holds,
    Question, Step, Turn, and_list, sequence_in_words,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// How much of an answer a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The first few sets and assumptions of each kind.
    #[default]
    Short,
    /// All of them.
    Full,
}

/// Sets and assumptions of each kind that a short page shows.
const FEW: usize = 8;
/// Lines on what follows from one set that a short page shows.
const FEW_EFFECTS: usize = 2;

/// The page of `change`.
#[must_use]
pub fn changes(run: &ChangeRun, extent: Extent) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(run.title.clone().unwrap_or_else(|| run.file.clone())),
        aside: String::new(),
    });
    page.text(Line::toned(searched(run), Tone::Faint));
    for account in &run.accounts {
        self::account(run, account, extent, &mut page);
    }
    page
}

fn searched(run: &ChangeRun) -> String {
    let mut text = format!(
        "What would change the answer: sets of up to {}, under {}",
        counted(run.size, "edit", "edits"),
        run.concepts.join(", ")
    );
    if let Some(levers) = &run.levers {
        text.push_str(&format!("; {levers}"));
    }
    text
}

fn account(run: &ChangeRun, account: &ChangeAccount, extent: Extent, page: &mut Page) {
    if let Some(which) = &account.account {
        page.heading(account_heading(which));
    }
    for question in &account.questions {
        let words = Question {
            kind: question.kind,
            name: question.name.clone(),
            label: question.label.clone(),
            formula: question.claim.clone(),
            verdicts: Vec::new(),
        };
        page.subheading(Line::plain(question_text(&words)));
        page.text(standing(question));
        for line in ways_out(question) {
            page.text(Line::toned(line, Tone::Faint));
        }
        turning(run, question, Direction::Breaks, extent, page);
        turning(run, question, Direction::Repairs, extent, page);
        depends(question, extent, page);
        unsourced(question, page);
        page.text(Line::toned(
            completeness(question, run.size, account.edits),
            Tone::Faint,
        ));
    }
}

/// `yes under gmr, seq; no under nash`.
fn standing(question: &ChangeQuestion) -> Line {
    let under = |holds: bool| {
        let verdicts = question.verdicts.iter().filter(|v| v.holds == holds);
        let names: Vec<&str> = verdicts.map(|v| v.concept.as_str()).collect();
        names.join(", ")
    };
    let (yes, no) = (under(true), under(false));
    let mut line = Line::default();
    if !yes.is_empty() {
        line = line.with("yes", Tone::Good).and(format!(" under {yes}"));
    }
    if !no.is_empty() {
        if !yes.is_empty() {
            line = line.and("; ");
        }
        line = line.with("no", Tone::Bad).and(format!(" under {no}"));
    }
    line
}

/// The paths that lead out of an outcome as the conflict stands, each with its concepts.
fn ways_out(question: &ChangeQuestion) -> Vec<String> {
    let mut ways: Vec<(String, Vec<&str>)> = Vec::new();
    for verdict in question.verdicts.iter().filter(|v| !v.path.is_empty()) {
        let path = sequence_in_words(&verdict.path);
        match ways.iter_mut().find(|(known, _)| *known == path) {
            Some((_, under)) => under.push(&verdict.concept),
            None => ways.push((path, vec![&verdict.concept])),
        }
    }
    let ways = ways.into_iter();
    ways.map(|(path, under)| format!("out of it under {}: {path}", under.join(", ")))
        .collect()
}

/// Whether sets break or repair an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Breaks,
    Repairs,
}

impl Direction {
    fn has(self, turn: &Turn) -> bool {
        turn.holds == (self == Direction::Repairs)
    }

    /// What is said where there is anything to break or repair.
    fn heading(self) -> &'static str {
        match self {
            Direction::Breaks => "What breaks it",
            Direction::Repairs => "What repairs it",
        }
    }
}

fn turning(
    run: &ChangeRun,
    question: &ChangeQuestion,
    direction: Direction,
    extent: Extent,
    page: &mut Page,
) {
    let concerned: Vec<&ChangeVerdict> = question
        .verdicts
        .iter()
        .filter(|verdict| verdict.holds == (direction == Direction::Breaks))
        .collect();
    if concerned.is_empty() {
        return;
    }
    page.push(Block::Gap);
    page.text(Line::toned(direction.heading(), Tone::Strong));
    let sets: Vec<&ChangeSet> = question
        .changes
        .iter()
        .filter(|set| set.turns.iter().any(|turn| direction.has(turn)))
        .collect();
    if sets.is_empty() {
        page.text(format!(
            "nothing that changes up to {}",
            counted(run.size, "assumption", "assumptions")
        ));
        return;
    }
    let concepts = concerned
        .iter()
        .map(|verdict| (verdict.concept.clone(), Align::Centre));
    let heads = [
        ("cost".to_owned(), Align::Right),
        ("if".to_owned(), Align::Left),
    ];
    let mut table = Table::new(heads.into_iter().chain(concepts));
    let shown = match extent {
        Extent::Short => FEW,
        Extent::Full => sets.len(),
    };
    // In full, every set stands by itself.
    let groups = match extent {
        Extent::Short => alike(&sets, direction),
        Extent::Full => sets.iter().map(|set| (*set, 0)).collect(),
    };
    for (set, others) in groups.iter().take(shown) {
        let mut what = what(set);
        if *others > 0 {
            let changes = counted(*others, "other change", "other changes");
            what = what.with(format!(" (or {changes} of the same)"), Tone::Faint);
        }
        let mut row = vec![Line::plain(set.cost.to_string()), what];
        row.extend(concerned.iter().map(|verdict| {
            let turns = |turn: &&Turn| turn.concept == verdict.concept && direction.has(turn);
            match set.turns.iter().find(turns) {
                Some(_) => Line::toned("✔", Tone::Strong),
                None => Line::default(),
            }
        }));
        table.row(row);
        for effect in effects(set, direction, extent) {
            table.row([Line::default(), Line::toned(effect, Tone::Faint)]);
        }
    }
    page.push(Block::Table(table));
    let more = groups.len().saturating_sub(shown);
    if more > 0 {
        let text = format!(
            "and {}; --all shows them",
            counted(more as u64, "more set", "more sets")
        );
        page.text(Line::toned(text, Tone::Faint));
    }
}

/// The first of the sets that change the same assumptions at the same cost and turn the answer under
/// the same concepts, with the number of the others.
fn alike<'s>(sets: &[&'s ChangeSet], direction: Direction) -> Vec<(&'s ChangeSet, u64)> {
    let same = |one: &ChangeSet, other: &ChangeSet| {
        let concepts = |set: &ChangeSet| -> Vec<String> {
            let turns = set.turns.iter().filter(|turn| direction.has(turn));
            turns.map(|turn| turn.concept.clone()).collect()
        };
        let assumptions = |set: &ChangeSet| -> Vec<String> {
            set.edits
                .iter()
                .map(|edit| edit.assumption.what.clone())
                .collect()
        };
        one.cost == other.cost
            && assumptions(one) == assumptions(other)
            && concepts(one) == concepts(other)
    };
    let mut groups: Vec<(&ChangeSet, u64)> = Vec::new();
    for set in sets {
        match groups.iter_mut().find(|(first, _)| same(first, set)) {
            Some((_, others)) => *others += 1,
            None => groups.push((set, 0)),
        }
    }
    groups
}

/// The edits of a set, each with how its assumption is sourced.
fn what(set: &ChangeSet) -> Line {
    let mut line = Line::default();
    for (place, edit) in set.edits.iter().enumerate() {
        if place > 0 {
            line = line.and(", and ");
        }
        line = line.and(format!("{} {}", edit.what, mark(&edit.assumption.grade)));
    }
    line
}

/// What follows: the path that appears, or what stops the one that disappears; and which sanction
/// is gone, or new.
fn effects(set: &ChangeSet, direction: Direction, extent: Extent) -> Vec<String> {
    let turn = set.turns.first().filter(|turn| direction.has(turn));
    let Some(turn) = turn else {
        return Vec::new();
    };
    let moves: Vec<String> = turned(turn).collect();
    let says = |answer: &Holds| {
        let text = then(answer);
        // What stops the path that disappears may be all that keeps the outcome.
        let said = moves.iter().any(|line| {
            let clause = line.split(": this sanction").next().unwrap_or(line);
            text.starts_with(clause)
        });
        (!said).then_some(text)
    };
    let (appears, keeps) = match (&turn.answer, &turn.leaves) {
        // Of a single change, what it stops says enough.
        (Some(_), _) if turn.holds && !moves.is_empty() && set.edits.len() == 1 => (None, None),
        (Some(answer), _) if turn.holds && !moves.is_empty() => (None, says(answer)),
        (Some(answer), _) => (Some(then(answer)), None),
        (None, step) => (step.as_ref().map(Step::in_words), None),
    };
    let lines = appears.into_iter().chain(moves).chain(keeps);
    let mut lines: Vec<String> = lines.collect();
    if extent == Extent::Short {
        lines.truncate(FEW_EFFECTS);
    }
    let passages: Vec<&str> = set
        .edits
        .iter()
        .flat_map(|edit| edit.passages_for.iter().map(String::as_str))
        .collect();
    if let Some(first) = lines.first_mut() {
        *first = format!("→ {first}");
        if !passages.is_empty() {
            first.push_str(&format!(" (spoken for by {})", passages.join(", ")));
        }
    }
    lines
}

/// The assumptions that the answer depends on.
fn depends(question: &ChangeQuestion, extent: Extent, page: &mut Page) {
    let kinds = [
        (Dependence::Alone, "alone"),
        (Dependence::WithOthers, "with others"),
    ];
    let entries: Vec<Entry> = kinds
        .iter()
        .filter_map(|(kind, term)| {
            let named: Vec<String> = question
                .assumptions
                .iter()
                .filter(|one| one.dependence.iter().min() == Some(kind))
                .map(|one| format!("{} {}", one.assumption.what, mark(&one.assumption.grade)))
                .collect();
            let shown = match extent {
                Extent::Short => FEW,
                Extent::Full => named.len(),
            };
            let more = named.len().saturating_sub(shown);
            let mut text = named
                .iter()
                .take(shown)
                .cloned()
                .collect::<Vec<_>>()
                .join("; ");
            if more > 0 {
                text.push_str(&format!("; and {more} more"));
            }
            (!named.is_empty()).then(|| Entry {
                term: Line::plain((*term).to_owned()),
                lines: vec![Line::plain(text)],
            })
        })
        .collect();
    page.push(Block::Gap);
    page.text(Line::toned("What it depends on", Tone::Strong));
    if entries.is_empty() {
        page.text("no assumption that was changed here makes a difference");
    } else {
        page.push(Block::List(entries));
    }
    let idle = question
        .assumptions
        .iter()
        .filter(|one| one.dependence.iter().min() > Some(&Dependence::WithOthers))
        .count() as u64;
    if idle > 0 {
        page.text(format!(
            "{} no difference here",
            counted(idle, "assumption makes", "assumptions make")
        ));
    }
}

/// `Of 6 assumptions without a passage, the answer under seq stays without 4 together; it needs …`.
fn unsourced(question: &ChangeQuestion, page: &mut Page) {
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for verdict in &question.verdicts {
        let found = &verdict.without_sources;
        if found.count == 0 {
            continue;
        }
        let text = match (found.survives.len() as u64, found.needs.as_slice()) {
            (_, []) => "stays even without all of them".to_owned(),
            (0, needs) => format!("needs {}", and_list(needs)),
            (some, needs) => format!(
                "stays without {some} of them together, but not also without {}",
                match needs {
                    [one] => one.clone(),
                    many => format!("any of {}", and_list(many)),
                }
            ),
        };
        match said.iter_mut().find(|(other, _)| *other == text) {
            Some((_, under)) => under.push(&verdict.concept),
            None => said.push((text, vec![&verdict.concept])),
        }
    }
    let Some(first) = question.verdicts.first().map(|v| v.without_sources.count) else {
        return;
    };
    if said.is_empty() {
        return;
    }
    page.push(Block::Gap);
    let clauses: Vec<String> = said
        .into_iter()
        .map(|(text, under)| format!("under {} the answer {text}", under.join(", ")))
        .collect();
    page.text(format!(
        "{} can be given up here: {}.",
        counted(
            first,
            "assumption without a passage",
            "assumptions without a passage"
        ),
        clauses.join("; ")
    ));
}

fn completeness(question: &ChangeQuestion, size: u64, edits: u64) -> String {
    let complete = question
        .verdicts
        .iter()
        .map(|v| v.complete_to)
        .min()
        .unwrap_or(0);
    let tried: u64 = question.verdicts.iter().map(|v| v.tried).sum();
    let beyond = question.verdicts.iter().all(|v| v.none_beyond);
    let mut found = match (beyond, complete) {
        (true, _) => "There is no other set, of whatever size".to_owned(),
        (false, 0) => "Not all single edits are tried".to_owned(),
        (false, complete) => {
            format!(
                "All sets of up to {} are found",
                counted(complete, "edit", "edits")
            )
        }
    };
    if !beyond && complete < size {
        found.push_str("; larger ones are too many to try");
    }
    format!(
        "{found} ({}; {} tried).",
        counted(edits, "edit", "edits"),
        counted(tried, "set", "sets")
    )
}
