//! What each answer turns on: one row for each assumption, one column for each question and concept.
//!
//! In: the questions of accounts with how their answers depend on each assumption. Out: a drawing,
//! and the same in words.

use std::fmt::Write as _;

use super::arcs::px;
use super::ink::{Ink, STYLE, escape, measure, slug, wrap};
use crate::answer::{
    AccountRef, Assumption, ChangeQuestion, Dependence, Drawing, PivotalAssumption, Question,
    and_list,
};
use crate::pages::words::{counted, question_text};

/// Most rows that a drawing shows of an account; those that make the least difference are left out.
const MOST: usize = 60;
/// Questions side by side; further ones stand below with rows of their own.
const ABREAST: usize = 3;
const MARGIN: f64 = 14.0;
/// Height of a line of text.
const LINE: f64 = 17.0;
/// Width of the assumptions, and of the words on how they are sourced. Narrow, so that the first
/// marks can be seen on a small screen.
const NAMES: f64 = 210.0;
const SOURCED: f64 = 76.0;
/// Width of a concept, the least width of a question, and the room between questions.
const CONCEPT: f64 = 34.0;
const QUESTION: f64 = 150.0;
const GAP: f64 = 22.0;

/// One account as it is drawn: its name, and what was asked of it.
pub type Asked<'a> = (Option<&'a AccountRef>, &'a [ChangeQuestion]);

/// What the answers of some accounts turn on, the accounts below each other; none where no
/// assumption was changed. Cost: assumptions times questions and concepts.
#[must_use]
pub fn pivots(accounts: &[Asked<'_>]) -> Option<Drawing> {
    let mut ink = Ink::default();
    let mut bottom = MARGIN;
    let mut right = 0.0_f64;
    let mut sentences: Vec<String> = Vec::new();
    for (account, questions) in accounts {
        let rows = rows(questions);
        if rows.is_empty() {
            continue;
        }
        if let Some(account) = account {
            let head = account.label.as_ref().map_or_else(
                || account.name.clone(),
                |label| format!("{}: {label}", account.name),
            );
            let head = wrap(&head, NAMES + SOURCED + QUESTION, 13.8, 1).join("");
            ink.text("d-strong", MARGIN, bottom + 14.0, &head);
            sentences.push(format!("Account {}.", account.name));
            bottom += 26.0;
        }
        for abreast in questions.chunks(ABREAST) {
            let (end, side) = table(&rows, abreast, bottom, &mut ink);
            bottom = end;
            right = right.max(side);
        }
        sentences.extend(questions.iter().map(|question| in_words(question, &rows)));
    }
    if sentences.is_empty() {
        return None;
    }
    let (height, side) = legend(bottom + 10.0, &mut ink);
    let width = right.max(side) + MARGIN;
    let name = match accounts {
        [(Some(account), _)] => name_of(Some(account)),
        _ => name_of(None),
    };
    let description = sentences.join(" ");
    let title = "What each answer turns on";
    let mut whole = Ink::default();
    let ids = format!("drawing-{name}");
    whole.open(&ids, (width, height), (title, &description), STYLE);
    whole.out.push_str(&ink.out);
    Some(Drawing {
        name,
        caption: "What each answer turns on: a full disc, on this assumption alone; half a disc, \
                  on it with others; a ring, on no set of changes that was searched; a dash, never."
            .to_owned(),
        description,
        svg: whole.close(),
    })
}

/// The name that the drawing of an account has in a report.
#[must_use]
pub fn name_of(account: Option<&AccountRef>) -> String {
    match account {
        Some(account) => format!("turns-{}", slug(&account.name)),
        None => "turns".to_owned(),
    }
}

/// The assumptions of all questions, those on which most hangs first.
fn rows(questions: &[ChangeQuestion]) -> Vec<&Assumption> {
    let mut rows: Vec<&Assumption> = Vec::new();
    for one in questions.iter().flat_map(|question| &question.assumptions) {
        if !rows.iter().any(|known| known.what == one.assumption.what) {
            rows.push(&one.assumption);
        }
    }
    let weight = |row: &&Assumption| {
        let all = questions
            .iter()
            .filter_map(|question| of(question, row))
            .flat_map(|one| one.dependence.iter().copied());
        let all: Vec<Dependence> = all.collect();
        let count = |kind| all.iter().filter(|found| **found == kind).count();
        (
            all.iter().min().copied(),
            std::cmp::Reverse(count(Dependence::Alone)),
            std::cmp::Reverse(count(Dependence::WithOthers)),
        )
    };
    rows.sort_by_cached_key(weight);
    rows
}

/// How the answer to a question depends on an assumption.
fn of<'q>(question: &'q ChangeQuestion, row: &Assumption) -> Option<&'q PivotalAssumption> {
    let mut all = question.assumptions.iter();
    all.find(|one| one.assumption.what == row.what)
}

/// The question in words.
fn words(question: &ChangeQuestion) -> String {
    question_text(&Question {
        kind: question.kind,
        name: question.name.clone(),
        label: question.label.clone(),
        formula: question.claim.clone(),
        verdicts: Vec::new(),
    })
}

/// How far changes were searched: `sets of 1 searched`.
fn searched(question: &ChangeQuestion) -> String {
    if question.verdicts.iter().all(|verdict| verdict.none_beyond) {
        return "every size searched".to_owned();
    }
    let sizes = question.verdicts.iter().map(|verdict| verdict.complete_to);
    match sizes.min().unwrap_or(0) {
        0 => "not searched in full".to_owned(),
        1 => "single changes searched".to_owned(),
        size => format!("up to {size} changes searched"),
    }
}

fn width_of(question: &ChangeQuestion) -> f64 {
    (CONCEPT * question.verdicts.len() as f64).max(QUESTION)
}

/// Draws some questions side by side, and returns where they end below and on the right.
fn table(
    rows: &[&Assumption],
    questions: &[ChangeQuestion],
    top: f64,
    ink: &mut Ink,
) -> (f64, f64) {
    let heads: Vec<Vec<String>> = questions
        .iter()
        .map(|question| wrap(&words(question), width_of(question) - 8.0, 13.0, 4))
        .collect();
    let lines = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let first = MARGIN + NAMES;
    let base = top + LINE * lines + 2.0 * LINE;
    ink.text("d-head", MARGIN, base + 14.0, "Assumption");
    let mut left = first;
    for (question, head) in questions.iter().zip(&heads) {
        let above = lines - head.len() as f64;
        for (number, line) in head.iter().enumerate() {
            let y = top + 13.0 + LINE * (above + number as f64);
            ink.text("d-strong", left, y, line);
        }
        ink.text(
            "d-soft",
            left,
            top + 13.0 + LINE * lines,
            &searched(question),
        );
        for (number, verdict) in question.verdicts.iter().enumerate() {
            let x = left + CONCEPT * number as f64;
            let answer = if verdict.holds { "yes" } else { "no" };
            ink.text("d-head", x, base, &verdict.concept);
            ink.text("d-soft", x, base + 14.0, answer);
        }
        left += width_of(question) + GAP;
    }
    ink.text("d-head", left, base + 14.0, "Sourced");
    let (sourced, right) = (left, left + SOURCED);
    let mut y = base + 24.0;
    for row in rows.iter().take(MOST) {
        let name = wrap(&row.what, NAMES - 12.0, 13.0, 4);
        let height = LINE * name.len().max(1) as f64 + 9.0;
        ink.path(
            "d-rule",
            &format!("M{} {}H{}", px(MARGIN), px(y), px(right)),
        );
        let _ = writeln!(ink.out, "<g><title>{}</title>", escape(&row.what));
        for (number, line) in name.iter().enumerate() {
            ink.text("d-text", MARGIN, y + 17.0 + LINE * number as f64, line);
        }
        ink.text("d-soft", sourced, y + 17.0, &row.grade);
        let mut left = first;
        for question in questions {
            for (number, verdict) in question.verdicts.iter().enumerate() {
                let found = of(question, row).and_then(|one| one.dependence.get(number));
                let centre = (left + CONCEPT * number as f64 + 10.0, y + 12.5);
                if let Some(found) = found {
                    let said = format!(
                        "{}, {}: {}",
                        question.name,
                        verdict.concept,
                        meaning(*found)
                    );
                    mark(*found, centre, Some(&said), ink);
                }
            }
            left += width_of(question) + GAP;
        }
        ink.out.push_str("</g>\n");
        y += height;
    }
    let more = rows.len().saturating_sub(MOST) as u64;
    if more > 0 {
        let text = format!(
            "and {} on which less hangs",
            counted(more, "assumption", "assumptions")
        );
        ink.text("d-soft", MARGIN, y + 17.0, &text);
        y += LINE + 9.0;
    }
    (y + 14.0, right)
}

/// What a mark says.
fn meaning(dependence: Dependence) -> &'static str {
    match dependence {
        Dependence::Alone => "turns on it alone",
        Dependence::WithOthers => "turns on it with others",
        Dependence::NotFound => "no set searched needs it",
        Dependence::Never => "never",
    }
}

/// A mark with the words that say what it stands for.
fn mark(dependence: Dependence, (x, y): (f64, f64), said: Option<&str>, ink: &mut Ink) {
    let disc = |class: &str, radius: f64| {
        format!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>",
            px(x),
            px(y)
        )
    };
    let path = |class: &str, data: String| format!("<path class=\"{class}\" d=\"{data}\"/>");
    let shape = match dependence {
        Dependence::Alone => disc("d-tip", 6.5),
        Dependence::WithOthers => {
            let half = format!("M{} {}a5.5 5.5 0 0 0 0 11z", px(x), px(y - 5.5));
            format!("{}{}", disc("d-then", 5.5), path("d-tip", half))
        }
        Dependence::NotFound => disc("d-line", 3.5),
        Dependence::Never => path("d-line", format!("M{} {}h7", px(x - 3.5), px(y))),
    };
    let title = said.map_or_else(String::new, |said| {
        format!("<title>{}</title>", escape(said))
    });
    let _ = writeln!(ink.out, "<g>{title}{shape}</g>");
}

/// Draws what the marks stand for, and returns the height of the whole and its right side.
fn legend(y: f64, ink: &mut Ink) -> (f64, f64) {
    let all = [
        Dependence::Alone,
        Dependence::WithOthers,
        Dependence::NotFound,
        Dependence::Never,
    ];
    let mut x = MARGIN;
    for dependence in all {
        mark(dependence, (x + 7.0, y - 4.0), None, ink);
        ink.text("d-soft", x + 20.0, y, meaning(dependence));
        x += 20.0 + measure(meaning(dependence), 11.5) + 14.0;
    }
    (y + MARGIN, x)
}

/// What is drawn of a question, in words.
fn in_words(question: &ChangeQuestion, rows: &[&Assumption]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let kinds = [
        (Dependence::Alone, "Turned by one alone"),
        (Dependence::WithOthers, "Turned with others"),
    ];
    for (kind, begins) in kinds {
        let named = rows.iter().filter_map(|row| {
            let found = &of(question, row)?.dependence;
            let under: Vec<String> = question
                .verdicts
                .iter()
                .zip(found)
                .filter(|(_, one)| **one == kind)
                .map(|(verdict, _)| verdict.concept.clone())
                .collect();
            match under.len() {
                0 => None,
                all if all == question.verdicts.len() => Some(row.what.clone()),
                _ => Some(format!("{} (under {})", row.what, and_list(&under))),
            }
        });
        let named: Vec<String> = named.collect();
        if !named.is_empty() {
            parts.push(format!("{begins}: {}.", named.join("; ")));
        }
    }
    if parts.is_empty() {
        parts.push("Turned by no assumption that was changed.".to_owned());
    }
    format!("{} {}", words(question), parts.join(" "))
}
