//! Small pieces that several parts of the page share.

use maud::{Markup, html};

use super::book::Book;
use crate::answer::{Assumption, SourcePassage};
use crate::pages::brief::{foresight_name, grade_word};

/// An identifier that no other name gives, made of letters that need no escape.
pub(super) fn anchor(kind: &str, name: &str) -> String {
    let mut out = format!("{kind}-");
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || character == '-' || character == '.' {
            out.push(character);
        } else {
            out.push_str(&format!("_{:x}_", u32::from(character)));
        }
    }
    out
}

/// A table that scrolls by itself where the page is narrow, also with the keyboard.
pub(super) fn scroller(label: &str, table: Markup) -> Markup {
    html! {
        div.scroller role="region" tabindex="0" aria-label=(label) { (table) }
    }
}

/// `yes` or `no` with its sign.
pub(super) fn yes_no(holds: bool) -> Markup {
    if holds {
        html! { span.verdict.yes { span.sign aria-hidden="true" { "✓" } "yes" } }
    } else {
        html! { span.verdict.no { span.sign aria-hidden="true" { "✗" } "no" } }
    }
}

/// The class of a grade.
pub(super) fn grade_class(grade: &str) -> &'static str {
    match grade {
        "stated" => "stated",
        "supported" => "supported",
        "assumed" => "assumed",
        _ => "unsourced",
    }
}

/// A grade as a word with its sign: a full, half, empty or dashed disc.
pub(super) fn grade(grade: &str) -> Markup {
    html! {
        span.grade.(grade_class(grade)) {
            svg.disc viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false" {
                @match grade {
                    "stated" => { circle.full cx="6" cy="6" r="5" {} }
                    "supported" => {
                        circle.ring cx="6" cy="6" r="4.5" {}
                        path.full d="M6 1.5A4.5 4.5 0 0 1 6 10.5Z" {}
                    }
                    "assumed" => { circle.ring cx="6" cy="6" r="4.5" {} }
                    _ => { circle.ring.dashed cx="6" cy="6" r="4.5" {} }
                }
            }
            (grade_word(grade))
        }
    }
}

/// An assumption as a link to the place where it is written in full.
pub(super) fn assumption_link(book: &Book<'_>, one: &Assumption, account: Option<&str>) -> Markup {
    html! {
        (grade(&one.grade)) " "
        @match book.assumption_anchor(&one.what, account) {
            Some(id) => a href={ "#" (id) } { (one.what) },
            None => (one.what),
        }
    }
}

/// What the names in these texts stand for, in one line; nothing where none has a label.
pub(super) fn where_line(book: &Book<'_>, texts: &[&str]) -> Markup {
    let names = book.names_in(texts);
    let iff = texts.iter().any(|text| text.contains(" iff "));
    html! {
        @if !names.is_empty() {
            p.where {
                "Here "
                @for (index, (name, label)) in names.iter().enumerate() {
                    @if index > 0 { "; " }
                    b { (name) } " stands for “" (label) "”"
                }
                @if iff { "; " b { "iff" } " for “if and only if”" }
                "."
            }
        }
    }
}

/// A foresight's name as the head of a column, with the word that commands use.
pub(super) fn foresight_head(concept: &str) -> Markup {
    html! { (capital(&foresight_name(concept))) }
}

/// With a capital letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// A sentence in which names stand between backticks: passages and documents become links.
pub(super) fn sentence(book: &Book<'_>, text: &str) -> Markup {
    let text = capital(text);
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 1 { (source_link(book, part)) } @else { (part) }
        }
    }
}

/// Names of accounts, each with its label as a help for the eye; `every account` for none.
pub(super) fn account_names(names: &[String]) -> Markup {
    html! {
        @if names.is_empty() { "every account" }
        @for (index, name) in names.iter().enumerate() {
            @if index > 0 { ", " }
            span.account { (name) }
        }
    }
}

/// A passage by name, or a document, as a link to where it is written.
pub(super) fn source_link(book: &Book<'_>, name: &str) -> Markup {
    if book.passage(name).is_some() {
        html! { a.source href={ "#" (anchor("passage", name)) } { (name) } }
    } else if book.document(name).is_some() {
        html! { a.source href={ "#" (anchor("document", name)) } { (name) } }
    } else {
        html! { span.source { (name) } }
    }
}

/// Said under a passage that its document has not in these words.
pub(crate) const NOT_AS_QUOTED: &str = "Not in the document in these words.";

/// The words of a passage with where they stand and who said them.
pub(super) fn quotation(book: &Book<'_>, name: &str) -> Markup {
    let Some(passage) = book.passage(name) else {
        return html! { p.cited { "From " (source_link(book, name)) "." } };
    };
    html! {
        figure.passage {
            blockquote { p { "“" (passage.words) "”" } }
            figcaption {
                (attribution(passage)) " " (source_link(book, name)) (place(passage)) "."
                @if passage.standing.is_drift() { " " strong { (NOT_AS_QUOTED) } }
            }
        }
    }
}

/// Who said a passage: as given, as traced, how strongly.
pub(super) fn attribution(passage: &SourcePassage) -> Markup {
    html! {
        @if let Some(given) = &passage.speaker_as_given {
            "Given as “" (given) "”"
            @if !passage.traced.is_empty() { ", traced to " (passage.traced.join(", by way of ")) }
            ". "
        } @else if !passage.traced.is_empty() {
            (capital(&passage.traced.join(", by way of "))) ". "
        }
        @if let Some(verb) = &passage.verb { "Verb: " i { (verb) } ". " }
        @if let Some(hedge) = &passage.hedge { "Hedge: " i { (hedge) } ". " }
        @if let Some(when) = &passage.when {
            "Date as given: " i { (when) }
            @if let Some(date) = &passage.resolved { ", taken to be " (date) }
            ". "
        }
        @if let Some(credibility) = passage.credibility {
            "Credibility " (credibility) ". "
        }
    }
}

fn place(passage: &SourcePassage) -> Markup {
    html! { @if let Some(line) = passage.line { ", line " (line) } }
}

/// An address, as a link if it leads to the web, else as text.
pub(super) fn address(url: &str) -> Markup {
    let lower = url.trim_start().to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        html! { a.address href=(url.trim()) rel="noreferrer noopener" { (url) } }
    } else {
        html! { span.address { (url) } }
    }
}
