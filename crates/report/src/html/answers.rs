//! The questions and the answers in words, with their reasons.

use maud::{Markup, html};

use super::book::Book;
use super::parts::{assumption_link, capital, where_line};
use crate::answer::{AccountPage, Assumption, Question};
use crate::pages::brief::{answers, every, same_question, with_foresight};
use crate::pages::words::{Rules, closed, why_with};

/// Most deciding assumptions named under a question.
const MOST_DECIDING: usize = 12;

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let analysis = &book.dossier.analysis;
    let first = analysis.accounts.first()?;
    if first.questions.is_empty() {
        return Some(html! {
            p { "The model says nothing of where the conflict stands, so it is not asked what holds from there." }
        });
    }
    Some(html! {
        @for (question, answered) in first.questions.iter().zip(answers(analysis)) {
            article.answer {
                h3 { (answered.question) }
                p.lead {
                    strong { (answered.verdict) }
                    (answered.sentence().trim_start_matches(answered.verdict))
                }
                (reasons(book, question))
            }
        }
        p.condition {
            "These answers are conditional: they hold if the model’s assumptions hold, and the next "
            "part says how each assumption is sourced. Foresight is how far the actors look ahead; "
            a href="#foresight" { "what each kind means" } "."
        }
    })
}

/// The reasons, once for all accounts that share them; what decides the answer.
fn reasons(book: &Book<'_>, question: &Question) -> Markup {
    let accounts = &book.dossier.analysis.accounts;
    let shared = shared_rules(accounts, question);
    let rules = if shared.is_some() {
        Rules::Elsewhere
    } else {
        Rules::Named
    };
    let groups = grouped(accounts, question, rules);
    let mut texts: Vec<&str> = groups
        .iter()
        .flat_map(|(_, lines)| lines)
        .map(String::as_str)
        .collect();
    texts.extend(shared.as_deref());
    let deciding = deciding(accounts, question);
    html! {
        div.reasons {
            @if let Some(text) = &shared { p { (capital(&format!("in {} {text}.", every(accounts.len())))) } }
            @if groups.len() == 1 {
                @for (_, lines) in &groups { @for line in lines { p { (capital(line)) "." } } }
            } @else {
                dl.byaccount {
                    @for (names, lines) in &groups {
                        div {
                            dt {
                                @for name in names {
                                    span.one {
                                        (name)
                                        @if let Some(label) = book.account_label(name) { span.label { (label) } }
                                    }
                                }
                            }
                            @for line in lines { dd { (capital(line)) "." } }
                        }
                    }
                }
            }
            (where_line(book, &texts))
            @if !deciding.is_empty() {
                details {
                    summary { "Assumptions that decide this answer (" (deciding.len()) ")" }
                    ul.plain {
                        @for (one, account) in deciding.iter().take(MOST_DECIDING) {
                            li { (assumption_link(book, one, *account)) }
                        }
                    }
                    @if deciding.len() > MOST_DECIDING {
                        p { "And " (deciding.len() - MOST_DECIDING) " more, marked in the list of " a href="#assumptions" { "assumptions" } "." }
                    }
                }
            }
        }
    }
}

/// What rules close at once, if that is the same under all foresights in all of several accounts.
pub(crate) fn shared_rules(accounts: &[AccountPage], question: &Question) -> Option<String> {
    let questions = accounts
        .iter()
        .filter_map(|page| same_question(page, question));
    let mut clauses = questions.flat_map(|q| &q.verdicts).map(closed);
    let first = clauses.next()??;
    (accounts.len() > 1 && clauses.all(|clause| clause.as_ref() == Some(&first))).then_some(first)
}

/// Accounts that give the same reasons, together.
pub(crate) fn grouped(
    accounts: &[AccountPage],
    question: &Question,
    rules: Rules,
) -> Vec<(Vec<String>, Vec<String>)> {
    let mut groups: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for page in accounts {
        let Some(question) = same_question(page, question) else {
            continue;
        };
        let name = page
            .account
            .as_ref()
            .map_or("", |account| account.name.as_str());
        let lines = by_foresight(question, rules);
        match groups.iter_mut().find(|(_, other)| *other == lines) {
            Some((names, _)) => names.push(name.to_owned()),
            None => groups.push((vec![name.to_owned()], lines)),
        }
    }
    groups
}

/// One clause if it is the same under all foresights, else one for each group of them.
pub(crate) fn by_foresight(question: &Question, rules: Rules) -> Vec<String> {
    let mut groups: Vec<(String, bool, Vec<String>)> = Vec::new();
    for verdict in &question.verdicts {
        let clause = why_with(verdict, rules);
        let concept = verdict.concept.clone();
        let same = |group: &&mut (String, bool, Vec<String>)| {
            group.0 == clause && group.1 == verdict.holds
        };
        match groups.iter_mut().find(same) {
            Some((_, _, concepts)) => concepts.push(concept),
            None => groups.push((clause, verdict.holds, vec![concept])),
        }
    }
    let mixed = groups.iter().any(|group| group.1) && groups.iter().any(|group| !group.1);
    let all: Vec<String> = question
        .verdicts
        .iter()
        .map(|v| v.concept.clone())
        .collect();
    let many = groups.len() > 1;
    groups
        .into_iter()
        .map(|(clause, holds, concepts)| {
            let answer = with_answer(&clause, holds, mixed);
            if many {
                format!("{}, {answer}", with_foresight(&concepts, &all))
            } else {
                answer
            }
        })
        .collect()
}

fn with_answer(clause: &str, holds: bool, mixed: bool) -> String {
    match (mixed, holds) {
        (false, _) => clause.to_owned(),
        (true, true) => format!("yes: {clause}"),
        (true, false) => format!("no: {clause}"),
    }
}

/// The assumptions that decide the answer in some account, each with an account that makes it.
pub(crate) fn deciding<'a>(
    accounts: &'a [AccountPage],
    question: &Question,
) -> Vec<(&'a Assumption, Option<&'a str>)> {
    let mut seen: Vec<(&Assumption, Option<&str>)> = Vec::new();
    for page in accounts {
        let name = page.account.as_ref().map(|account| account.name.as_str());
        let verdicts = same_question(page, question)
            .into_iter()
            .flat_map(|q| &q.verdicts);
        for one in verdicts.flat_map(|verdict| &verdict.assumptions) {
            if !seen.iter().any(|(other, _)| *other == one) {
                seen.push((one, name));
            }
        }
    }
    let weight = |grade: &str| match grade {
        "stated" => 3,
        "supported" => 2,
        "assumed" => 1,
        _ => 0,
    };
    seen.sort_by_key(|(one, _)| weight(&one.grade));
    seen
}
