//! Accounts side by side: accounts down, suppositions across, each cell one step from its reason.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::book::Book;
use super::parts::{anchor, assumption_link, capital, scroller, where_line, yes_no};
use crate::answer::{
    ComparedQuestion, Comparison, Holds, Supposed, Supposition, SuppositionKind, and_list,
};
use crate::pages::brief::{foresight_name, under, with_foresight};
use crate::pages::words::why;

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let comparison = &book.dossier.comparison;
    if comparison.questions.is_empty()
        || (comparison.accounts.len() < 2 && comparison.suppositions.len() < 2)
    {
        return None;
    }
    Some(html! {
        p {
            "Each row is an account, each column supposes one thing. A number after an answer leads to "
            "its reason below the table."
        }
        (suppositions(book))
        @for (index, question) in comparison.questions.iter().enumerate() { (matrix(book, index, question)) }
        (explained(comparison))
        (shared(book))
    })
}

/// A supposition as the head of a column.
pub(crate) fn supposition(one: &Supposition) -> String {
    match one.kind {
        SuppositionKind::AsItStands => "As things stand".to_owned(),
        _ => one.label.clone().unwrap_or_else(|| capital(&one.name)),
    }
}

fn suppositions(book: &Book<'_>) -> Markup {
    let supposed: Vec<&Supposition> = book
        .dossier
        .comparison
        .suppositions
        .iter()
        .filter(|one| one.kind != SuppositionKind::AsItStands)
        .collect();
    html! {
        @if !supposed.is_empty() {
            details {
                summary { "What each column supposes" }
                dl.suppositions {
                    @for one in supposed {
                        div {
                            dt { (supposition(one)) }
                            dd {
                                @match one.kind { SuppositionKind::Event => "An event of the file. ", _ => "A question of the file. " }
                                (capital(&and_list(&one.changes))) "."
                                @if one.irreversible { " It takes an irreversible option." }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The reasons under a table, each once, numbered in the order of first use.
#[derive(Default)]
struct Reasons {
    numbers: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Reasons {
    fn number(&mut self, text: String) -> usize {
        if let Some(&number) = self.numbers.get(&text) {
            return number;
        }
        let number = self.texts.len() + 1;
        self.numbers.insert(text.clone(), number);
        self.texts.push(text);
        number
    }
}

fn matrix(book: &Book<'_>, index: usize, question: &ComparedQuestion) -> Markup {
    let comparison = &book.dossier.comparison;
    let mut reasons = Reasons::default();
    let title = question
        .label
        .clone()
        .unwrap_or_else(|| capital(&question.name));
    let rows: Vec<Markup> = question.rows.iter().map(|row| {
        html! {
            tr {
                th scope="row" {
                    @match &row.account {
                        Some(account) => a href={ "#" (anchor("account", &account.name)) } { (account.name) },
                        None => "the model",
                    }
                }
                @for cell in &row.cells { td { (self::cell(index, cell, &mut reasons)) } }
            }
        }
    }).collect();
    let table = html! {
        table.matrix {
            caption { "“" (title) "” in each account, for each supposition" }
            thead { tr {
                th scope="col" { @if book.has_accounts() { "Account" } @else { "" } }
                @for one in &comparison.suppositions { th scope="col" { (supposition(one)) } }
            } }
            tbody { @for row in rows { (row) } }
        }
    };
    let texts: Vec<&str> = reasons.texts.iter().map(String::as_str).collect();
    html! {
        h3 { (title) }
        (scroller(&title, table))
        @if !reasons.texts.is_empty() {
            ol.reasonlist {
                @for (number, text) in reasons.texts.iter().enumerate() {
                    li id={ "reason-" (index + 1) "-" (number + 1) } { (capital(text)) "." }
                }
            }
            (where_line(book, &texts))
        }
    }
}

fn cell(question: usize, cell: &Supposed, reasons: &mut Reasons) -> Markup {
    match cell {
        Supposed::DoesNotArise { why } => {
            let number = reasons.number(format!("does not arise: {why}"));
            html! { span.notasked { "does not arise" } (reference(question, number)) }
        }
        Supposed::Asked { verdicts } => {
            let groups = alike(verdicts);
            let all: Vec<String> = verdicts.iter().map(|one| one.concept.clone()).collect();
            html! {
                @match groups.as_slice() {
                    [(_, verdict)] => { (yes_no(verdict.holds)) (reference(question, reasons.number(why(verdict)))) }
                    many => {
                        @for (names, verdict) in many {
                            span.split {
                                (yes_no(verdict.holds)) (reference(question, reasons.number(why(verdict))))
                                " " span.under { (under(names, &all).unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn reference(question: usize, number: usize) -> Markup {
    html! {
        a.ref href={ "#reason-" (question + 1) "-" (number) } aria-label={ "reason " (number) } { (number) }
    }
}

/// Verdicts with the same answer and reason, together.
pub(crate) fn alike(verdicts: &[Holds]) -> Vec<(Vec<String>, &Holds)> {
    let mut groups: Vec<(Vec<String>, &Holds)> = Vec::new();
    for verdict in verdicts {
        let name = verdict.concept.clone();
        match groups
            .iter_mut()
            .find(|(_, other)| other.holds == verdict.holds && why(other) == why(verdict))
        {
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], verdict)),
        }
    }
    groups
}

/// Whether each account explains what was observed.
fn explained(comparison: &Comparison) -> Markup {
    let any = comparison
        .accounts
        .iter()
        .any(|one| one.observed.is_some() && !one.explained.is_empty());
    if !any {
        return html! {};
    }
    let table = html! {
        table {
            caption { "Does the account explain what was observed: do undeterred moves lead there, and does it then stay?" }
            thead { tr {
                th scope="col" { "Account" }
                @for concept in &comparison.concepts { th scope="col" { (capital(&foresight_name(concept))) } }
                th.number scope="col" { "Assumptions of its own" }
            } }
            tbody { @for one in &comparison.accounts {
                tr {
                    th scope="row" { (one.account.as_ref().map_or("the model", |account| account.name.as_str())) }
                    @for concept in &comparison.concepts {
                        td { @if let Some(found) = one.explained.iter().find(|e| e.concept == *concept) { (yes_no(found.is_explained())) } }
                    }
                    td.number { (one.own.len()) }
                }
            } }
        }
    };
    html! { h3 { "What was observed" } (scroller("Does each account explain what was observed", table)) }
}

/// What every account assumes.
fn shared(book: &Book<'_>) -> Markup {
    let shared = &book.dossier.comparison.shared;
    if shared.is_empty() || book.dossier.comparison.accounts.len() < 2 {
        return html! {};
    }
    html! {
        details {
            summary { "Assumptions that every account makes (" (shared.len()) ")" }
            ul.plain { @for one in shared {
                li {
                    (assumption_link(book, &one.assumption, None))
                    @if one.sourced_differently { " (the accounts source it differently)" }
                }
            } }
        }
        @for alike in &book.dossier.comparison.alike {
            p {
                "As things stand, nothing that could be observed tells " (and_list(&alike.accounts))
                " apart"
                @if alike.concepts.len() < book.dossier.comparison.concepts.len() {
                    " " (with_foresight(&alike.concepts, &book.dossier.comparison.concepts))
                }
                "."
            }
        }
    }
}
