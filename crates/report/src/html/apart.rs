//! What would tell accounts apart, cheapest first.

use maud::{Markup, html};

use super::book::Book;
use super::parts::{capital, scroller, where_line};
use crate::answer::{Divide, Separation, Separator, SeparatorKind, and_list};
use crate::pages::brief::foresight_name;
use crate::pages::words::counted;

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let comparison = &book.dossier.comparison;
    if comparison.separations.is_empty() {
        return None;
    }
    let (told, untold): (Vec<&Separation>, Vec<&Separation>) = comparison
        .separations
        .iter()
        .partition(|one| !one.by.is_empty());
    let all = comparison.concepts.len();
    Some(html! {
        @if !comparison.divides.is_empty() {
            p { "These few things together tell apart all pairs of accounts that anything tells apart. What shows before any irreversible act comes first." }
            @for divide in &comparison.divides { (one_divide(book, divide)) }
        }
        h3 { "Pair by pair" }
        @for one in &told { (pair(book, one, all)) }
        @if !untold.is_empty() {
            p {
                "Nothing that was tried tells these apart: "
                @for (index, one) in untold.iter().enumerate() {
                    @if index > 0 { "; " }
                    (one.first) " and " (one.second)
                }
                "."
            }
        }
        @for remark in &comparison.remarks { p.note { (remark) } }
    })
}

/// One thing, with what each account says of it.
fn one_divide(book: &Book<'_>, divide: &Divide) -> Markup {
    let texts: Vec<&str> = divide
        .groups
        .iter()
        .map(|group| group.follows.as_str())
        .chain([divide.what.as_str()])
        .collect();
    html! {
        div.divide {
            h3 { (divide.what) }
            p.where {
                (capital(kind(divide.kind))) ". "
                @if divide.before_irreversible { "It shows before any irreversible act" } @else { "It shows only after an irreversible act" }
                ", and tells " (counted(divide.tells_apart, "pair of accounts", "pairs of accounts")) " apart."
            }
            dl.byaccount {
                @for group in &divide.groups {
                    div { dt { (and_list(&group.accounts)) } dd { (capital(&group.follows)) "." } }
                }
            }
            (where_line(book, &texts))
        }
    }
}

fn pair(book: &Book<'_>, one: &Separation, all: usize) -> Markup {
    let first = one.by.first();
    let texts: Vec<&str> = one
        .by
        .iter()
        .flat_map(|by| [by.what.as_str(), &by.in_first, &by.in_second])
        .collect();
    html! {
        details.pair {
            summary { (one.first) " or " (one.second) "?" }
            @if let Some(by) = first { p.lead { (by.what) "." } p { (sentence(one, by, all)) } }
            @if one.by.len() > 1 || one.more > 0 {
                details {
                    summary { "All that would tell them apart (" (one.by.len() as u64 + one.more) ")" }
                    (table(one, all))
                    @if one.more > 0 { p { "And " (one.more) " more." } }
                }
            }
            (where_line(book, &texts))
        }
    }
}

/// What follows in each, and when it shows.
fn sentence(pair: &Separation, by: &Separator, all: usize) -> Markup {
    html! {
        (capital(kind(by.kind))) ". In " b { (pair.first) } ": " (by.in_first)
        "; in " b { (pair.second) } ": " (by.in_second) ". "
        @if by.before_irreversible { "It shows before any irreversible act" } @else { "It shows only after an irreversible act" }
        @if by.concepts.len() < all { ", with " (and_list(&names(&by.concepts))) " foresight" }
        "."
    }
}

fn table(pair: &Separation, all: usize) -> Markup {
    let table = html! {
        table {
            caption { "What would tell " (pair.first) " from " (pair.second) }
            thead { tr {
                th scope="col" { "What" } th scope="col" { "In " (pair.first) } th scope="col" { "In " (pair.second) }
                th scope="col" { "Shows" } th scope="col" { "Foresight" }
            } }
            tbody { @for by in &pair.by {
                tr {
                    th scope="row" { (by.what) span.label { (kind(by.kind)) } }
                    td { (by.in_first) } td { (by.in_second) }
                    td { @if by.before_irreversible { "before any irreversible act" } @else { "after an irreversible act" } }
                    td { @if by.concepts.len() == all { "any" } @else { (and_list(&names(&by.concepts))) } }
                }
            } }
        }
    };
    scroller(
        &format!("What would tell {} from {}", pair.first, pair.second),
        table,
    )
}

fn names(concepts: &[String]) -> Vec<String> {
    concepts
        .iter()
        .map(|concept| foresight_name(concept))
        .collect()
}

pub(crate) fn kind(kind: SeparatorKind) -> &'static str {
    match kind {
        SeparatorKind::Observation => "it is enough to watch",
        SeparatorKind::Move => "a move to watch for",
        SeparatorKind::Event => "an event",
        SeparatorKind::WhatIf => "a change in a what-if of the file",
        SeparatorKind::Rule => "a change of a rule",
    }
}
