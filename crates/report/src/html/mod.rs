//! The report as one page that needs nothing else: no network, no fonts, no script.
//!
//! In: a [`Dossier`]. Out: HTML, the same for the same dossier. Everything that comes from a model
//! or a document is escaped; addresses are linked only if they lead to the web; a policy in the
//! page forbids scripts, should a browser find one.

pub(crate) mod accounts;
pub(crate) mod answers;
pub(crate) mod apart;
mod assumptions;
pub(crate) mod book;
pub(crate) mod change;
pub(crate) mod claims;
pub(crate) mod conflict;
pub(crate) mod documents;
pub(crate) mod holds;
mod method;
pub(crate) mod parts;
mod rests;
mod shared;
mod timeline;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::answer::Dossier;
use crate::pages::brief;
use book::Book;
use parts::sentence;

/// The style sheet.
const STYLE: &str = include_str!("style.css");

/// What the page may load: its own style and pictures that are part of it, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// A part of the page: identifier, heading, content.
struct Part {
    id: &'static str,
    title: &'static str,
    content: Markup,
}

/// The report as a page. Linear in the size of the dossier.
#[must_use]
pub fn page(dossier: &Dossier) -> String {
    let book = Book::new(dossier);
    let parts = parts(&book);
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            (head(dossier))
            body {
                a.skip href="#main" { "Skip to the report" }
                div.frame {
                    (masthead(&book))
                    (contents(&parts))
                    main #main tabindex="-1" {
                        @for part in &parts {
                            section id=(part.id) aria-labelledby={ (part.id) "-title" } {
                                h2 id={ (part.id) "-title" } { (part.title) }
                                (part.content)
                            }
                        }
                    }
                    (foot(dossier))
                }
            }
        }
    };
    let mut text = markup.into_string();
    text.push('\n');
    text
}

/// The parts that have something to say, in reading order.
fn parts(book: &Book<'_>) -> Vec<Part> {
    let all: [(&'static str, &'static str, Option<Markup>); 15] = [
        ("answer", "The answer", answers::section(book)),
        ("basis", "What it rests on", rests::section(book)),
        ("conflict", "The conflict", conflict::section(book)),
        ("holds", "What holds, and why", holds::section(book)),
        ("accounts", "Accounts side by side", accounts::section(book)),
        (
            "apart",
            "What would tell the accounts apart",
            apart::section(book),
        ),
        (
            "change",
            "What would change the answer",
            change::section(book),
        ),
        (
            "assumptions",
            "Assumptions and their passages",
            assumptions::section(book),
        ),
        (
            "unsourced",
            "What is not sourced",
            assumptions::unsourced(book),
        ),
        (
            "claims",
            "Claims and where they come from",
            claims::section(book),
        ),
        ("words", "Same words, other speakers", shared::section(book)),
        ("timeline", "Timeline", timeline::section(book)),
        ("documents", "Documents", documents::section(book)),
        ("method", "Method and versions", Some(method::section(book))),
        ("cite", "How to cite", Some(method::cite(book))),
    ];
    all.into_iter()
        .filter_map(|(id, title, content)| content.map(|content| Part { id, title, content }))
        .collect()
}

fn head(dossier: &Dossier) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="generator" content={ "Détente " (dossier.program) };
            title { (dossier.title()) }
            style { (PreEscaped(STYLE)) }
        }
    }
}

fn masthead(book: &Book<'_>) -> Markup {
    let dossier = book.dossier;
    html! {
        header.masthead {
            p.kicker { "Conflict report" }
            h1 { (dossier.title()) }
            p.dateline {
                @if let Some(date) = &dossier.analysis.as_of {
                    "As of " time datetime=(date) { (date) } ". "
                }
                (brief::extent(&dossier.analysis))
                @let documents = dossier.sources.documents.len();
                @if documents > 0 {
                    ", " (documents) @if documents == 1 { " document" } @else { " documents" }
                }
                "."
            }
            @for setting in &dossier.settings {
                p.setting { "Read otherwise than the file says: " (setting) "." }
            }
            @for line in brief::drift(&dossier.sources) { p.setting { (sentence(book, &line)) } }
        }
    }
}

fn contents(parts: &[Part]) -> Markup {
    html! {
        nav.contents aria-labelledby="contents-title" {
            p #contents-title { "Contents" }
            ol {
                @for part in parts {
                    li { a href={ "#" (part.id) } { (part.title) } }
                }
            }
        }
    }
}

fn foot(dossier: &Dossier) -> Markup {
    html! {
        footer {
            p {
                "Made with Détente " (dossier.program) " from " (dossier.analysis.file)
                ". What stands here follows from the model and its assumptions. It is neither a "
                "forecast nor advice. Claims are their speakers’ claims."
            }
        }
    }
}
