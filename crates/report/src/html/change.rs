//! What would change the answer: suppositions that turn it, moves that break it, weak assumptions
//! that it rests on.

use maud::{Markup, PreEscaped, html};

use super::accounts::supposition;
use super::book::Book;
use super::holds::of;
use super::parts::{account_names, assumption_link, capital, grade, where_line};
use crate::answer::{ComparedQuestion, Holds, Supposed, and_list, sequence_in_words};
use crate::drawing::name_of_pivots;
use crate::pages::brief::{by_foresight, with_foresight};
use crate::pages::smallest::{Marks, sentences};
use crate::pages::words::question_text;

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let turned = turned(book);
    let supposed = book.dossier.comparison.suppositions.len() > 1;
    let breaks = breaks(book);
    let weak: Vec<_> = book
        .assumptions()
        .filter(|(_, one)| !one.decides.is_empty() && one.assumption.grade != "stated")
        .collect();
    let smallest = smallest(book);
    if !supposed && turned.is_empty() && breaks.is_empty() && weak.is_empty() && smallest.is_none()
    {
        return None;
    }
    let texts: Vec<String> = breaks.iter().map(|(_, text)| text.clone()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Some(html! {
        @if let Some(smallest) = smallest { (smallest) }
        @if !turned.is_empty() {
            h3 { "What was supposed, and turns an answer" }
            ul.turns { @for line in &turned { li { (line) } } }
        } @else if supposed {
            p { "Nothing that was supposed turns an answer in any account." }
        }
        @if !breaks.is_empty() {
            h3 { "Moves that would break an outcome" }
            ul { @for (names, text) in &breaks { li { @if book.has_accounts() { "In " (account_names(names)) ": " } (text) } } }
            (where_line(book, &texts))
        }
        @if !weak.is_empty() {
            h3 { "Assumptions that an answer hangs on, and that no passage states in full" }
            ul.plain { @for (_, one) in weak {
                li {
                    (assumption_link(book, &one.assumption, one.accounts.first().map(String::as_str)))
                    @if let Some(words) = &one.assumption.assumed { " — assumed: " (words) }
                    @if !one.accounts.is_empty() { " (" (account_names(&one.accounts)) ")" }
                }
            } }
            p.where { "A grade says where an assumption comes from, not whether it is so: " (grade("supported")) " means that a passage supports its content and the analyst assumes its rank or strength." }
        }
    })
}

/// Account by account, the smallest sets of changes that turn each answer, and the assumptions on
/// which it depends alone. The full list is a step away.
fn smallest(book: &Book<'_>) -> Option<Markup> {
    let accounts: Vec<_> = book
        .dossier
        .analysis
        .accounts
        .iter()
        .filter(|account| !account.changes.is_empty())
        .collect();
    if accounts.is_empty() {
        return None;
    }
    let texts: Vec<String> = accounts
        .iter()
        .flat_map(|account| sentences(account, Marks::Elsewhere))
        .flat_map(|(_, all)| all.into_iter().map(|one| one.text))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Some(html! {
        h3 { "The smallest changes that turn an answer" }
        p { "A change drops, reverses or moves a preference, makes a rule binding or not, makes a move reversible or not, or lets an event happen or not. These are the fewest that do; with all others as the model has them." }
        @for account in accounts {
            @if let Some(name) = &account.account {
                h4 { (account_names(std::slice::from_ref(&name.name))) }
            }
            dl.smallest {
                @for (question, all) in sentences(account, Marks::Elsewhere) {
                    dt { (question) }
                    @for one in &all {
                        dd { b { (capital(one.term)) } " " (one.text) "." }
                    }
                }
            }
            @if let Some(drawing) = book.dossier.drawing(&name_of_pivots(account.account.as_ref())) {
                figure.drawing {
                    div.scroller role="region" tabindex="0" aria-label=(of("What each answer turns on", &account.account)) { (PreEscaped(&drawing.svg)) }
                    figcaption { (drawing.caption) }
                }
            }
        }
        (where_line(book, &texts))
    })
}

/// One sentence for each supposition and question that it turns.
fn turned(book: &Book<'_>) -> Vec<Markup> {
    let comparison = &book.dossier.comparison;
    let mut lines = Vec::new();
    for (index, one) in comparison.suppositions.iter().enumerate().skip(1) {
        for question in &comparison.questions {
            let groups = changes(question, index);
            if groups.is_empty() {
                continue;
            }
            let title = question
                .label
                .clone()
                .unwrap_or_else(|| capital(&question.name));
            lines.push(html! {
                b { (supposition(one)) } " — “" (title) "” "
                @for (number, (names, text)) in groups.iter().enumerate() {
                    @if number > 0 { "; " }
                    @if book.has_accounts() { "in " (and_list(names)) " " }
                    (text)
                }
                "."
            });
        }
    }
    lines
}

/// Accounts in which the answer turns, with what it turns to.
pub(crate) fn changes(question: &ComparedQuestion, index: usize) -> Vec<(Vec<String>, String)> {
    let mut groups: Vec<(Vec<String>, String)> = Vec::new();
    for row in &question.rows {
        let (Some(Supposed::Asked { verdicts: before }), Some(Supposed::Asked { verdicts: after })) =
            (row.cells.first(), row.cells.get(index))
        else {
            continue;
        };
        let Some(text) = turn(before, after) else {
            continue;
        };
        let name = row
            .account
            .as_ref()
            .map_or("", |account| account.name.as_str());
        match groups.iter_mut().find(|(_, other)| *other == text) {
            Some((names, _)) => names.push(name.to_owned()),
            None => groups.push((vec![name.to_owned()], text)),
        }
    }
    groups
}

/// `turns from yes to no, with nash foresight`.
fn turn(before: &[Holds], after: &[Holds]) -> Option<String> {
    let pairs = || before.iter().zip(after).filter(|(a, b)| a.holds != b.holds);
    let first = pairs().next()?;
    let to = |holds: bool| {
        if holds {
            "from no to yes"
        } else {
            "from yes to no"
        }
    };
    let all_same = pairs().all(|(_, b)| b.holds == first.1.holds);
    if !all_same {
        return Some(format!("becomes: {}", by_foresight(after)));
    }
    let some: Vec<String> = pairs().map(|(_, b)| b.concept.clone()).collect();
    let all: Vec<String> = before
        .iter()
        .map(|verdict| verdict.concept.clone())
        .collect();
    Some(format!(
        "turns {}, {}",
        to(first.1.holds),
        with_foresight(&some, &all)
    ))
}

/// The shortest moves that break an outcome that holds, with the accounts in which they do.
pub(crate) fn breaks(book: &Book<'_>) -> Vec<(Vec<String>, String)> {
    let pages = &book.dossier.analysis.accounts;
    let mut groups: Vec<(Vec<String>, String)> = Vec::new();
    for page in pages {
        for one in &page.escalation {
            let title = page
                .questions
                .iter()
                .find(|q| q.name == one.question)
                .map_or_else(|| one.question.clone(), question_text);
            let text = match (&one.by_improvements, &one.by_any_moves) {
                (Some(path), _) if !path.is_empty() => format!(
                    "“{title}” would become no if each actor took any gain: {}.",
                    sequence_in_words(path)
                ),
                (None, Some(path)) => format!(
                    "“{title}” becomes no only by a move that costs its mover: {}.",
                    sequence_in_words(path)
                ),
                _ => continue,
            };
            let name = page.account.as_ref().map(|account| account.name.clone());
            match groups.iter_mut().find(|(_, other)| *other == text) {
                Some((names, _)) => names.extend(name),
                None => groups.push((name.into_iter().collect(), text)),
            }
        }
    }
    for (names, _) in &mut groups {
        if names.len() == pages.len() {
            names.clear();
        }
    }
    groups
}
