//! The same words with other speakers, nearly the same words side by side, and words that documents
//! share.

use maud::{Markup, html};

use super::book::Book;
use super::parts::{scroller, source_link};
use crate::answer::{AlteredWords, AttributionShift, SharedRun, SharedStanding, WordUse, and_list};

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let sources = &book.dossier.sources;
    if sources.shifts.is_empty() && sources.altered.is_empty() && sources.shared.is_empty() {
        return None;
    }
    Some(html! {
        @if !sources.shifts.is_empty() {
            p { "These words stand in several documents, and are not said to be the same speaker’s everywhere." }
            @for shift in &sources.shifts { (one(book, shift)) }
        }
        @if !sources.altered.is_empty() {
            h3 { "Nearly the same words" }
            p { "Side by side, without a verdict: whether one is a version of the other, the texts do not say." }
            @for altered in &sources.altered { (side_by_side(book, altered)) }
        }
        @if !sources.shared.is_empty() {
            h3 { "Words that documents share" }
            @for run in &sources.shared { (run_of_words(run)) }
        }
        @if !sources.independent.is_empty() {
            p { "These documents share no words of any length with the others: " (and_list(&sources.independent)) "." }
        }
    })
}

fn one(book: &Book<'_>, shift: &AttributionShift) -> Markup {
    let table = html! {
        table {
            caption { "Who is said to have said it" }
            thead { tr { th scope="col" { "Passage" } th scope="col" { "Speaker as given" } th scope="col" { "Verb" } th scope="col" { "Hedge" } } }
            tbody { @for one in &shift.uses {
                tr {
                    th scope="row" { (source_link(book, &one.passage)) }
                    td { (one.speaker_as_given.as_deref().unwrap_or("not said")) }
                    td { (one.verb.as_deref().unwrap_or("")) }
                    td { (one.hedge.as_deref().unwrap_or("")) }
                }
            } }
        }
    };
    html! {
        div.shift {
            blockquote { p { "“" (shift.words) "”" } }
            (scroller(&format!("Speakers of the words “{}”", shift.words), table))
            @if !shift.traced.is_empty() || shift.run.is_some() {
                p.where {
                    @if !shift.traced.is_empty() { "Traced to " (and_list(&shift.traced)) ". " }
                    @if let Some(run) = shift.run { "The documents share " (run) " words here." }
                }
            }
        }
    }
}

fn side_by_side(book: &Book<'_>, altered: &AlteredWords) -> Markup {
    let (first, second) = &altered.differing;
    html! {
        div.sides {
            (side(book, &altered.first, first))
            (side(book, &altered.second, second))
        }
    }
}

/// One version; the words that the other has not are marked.
fn side(book: &Book<'_>, one: &WordUse, differing: &[String]) -> Markup {
    html! {
        figure {
            blockquote { p { (marked(&one.words, differing)) } }
            figcaption {
                (source_link(book, &one.passage))
                @if let Some(speaker) = &one.speaker_as_given { ". Given as “" (speaker) "”" }
                "."
            }
        }
    }
}

/// A quotation in which words are marked, those given, in order.
pub(super) fn marked(words: &str, differing: &[String]) -> Markup {
    let mut rest = differing.iter().peekable();
    html! {
        "“"
        @for (index, word) in words.split_whitespace().enumerate() {
            @if index > 0 { " " }
            @if rest.peek().is_some_and(|next| same(next, word)) { @let _ = rest.next(); mark { (word) } } @else { (word) }
        }
        "”"
    }
}

/// Whether two words are the same, punctuation and case apart.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    plain(a) == plain(b)
}

fn run_of_words(run: &SharedRun) -> Markup {
    let places: Vec<String> = run
        .places
        .iter()
        .map(|(document, line)| match line {
            Some(line) => format!("{document}, line {line}"),
            None => document.clone(),
        })
        .collect();
    html! {
        div.run {
            blockquote { p { "“" (run.words) "”" } }
            p {
                (run.length) " words in " (and_list(&places)) ". "
                @match &run.standing {
                    SharedStanding::Proposed => "Found by the program, not yet judged in the file.",
                    SharedStanding::Accepted { why } => { "Taken as one source: " (why) "." }
                    SharedStanding::Rejected { why } => { "Taken to mean nothing: " (why) "." }
                }
            }
        }
    }
}
