//! The report as a page: a golden page, and what must be so of every page.

mod fixture;

use std::collections::BTreeSet;

use fixture::{bare, dossier, hostile, plain};
use report::html::page;

/// A page with a line for each element that begins a block, without its style sheet.
fn in_lines(page: &str) -> String {
    let (before, rest) = page
        .split_once("<style>")
        .expect("a page has a style sheet");
    let (_, after) = rest.split_once("</style>").expect("a style sheet ends");
    let mut text = format!("{before}<style>…</style>{after}");
    for tag in [
        "head",
        "meta",
        "title",
        "body",
        "div",
        "nav",
        "ol",
        "ul",
        "li",
        "main",
        "header",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "figure",
        "figcaption",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "svg",
        "footer",
        "pre",
    ] {
        for end in [">", " "] {
            text = text.replace(&format!("<{tag}{end}"), &format!("\n<{tag}{end}"));
        }
    }
    text
}

/// The tags of a page in order, each as it is written between its angle brackets. What stands
/// outside of them is text, in which every angle bracket is escaped.
fn tags(page: &str) -> Vec<&str> {
    let (before, rest) = page
        .split_once("<style>")
        .expect("a page has a style sheet");
    let (_, after) = rest.split_once("</style>").expect("a style sheet ends");
    let mut tags = Vec::new();
    for part in [before, after] {
        for piece in part.split('<').skip(1) {
            let mut quoted = false;
            let end = piece.find(|c: char| {
                quoted ^= c == '"';
                c == '>' && !quoted
            });
            tags.push(&piece[..end.expect("a tag ends")]);
        }
    }
    tags
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let key = format!(" {attribute}=\"");
    let found = tags(page).into_iter().flat_map(|tag| {
        let values = tag.split(key.as_str()).skip(1);
        values
            .map(|rest| rest.split('"').next().unwrap_or_default())
            .collect::<Vec<_>>()
    });
    found.collect()
}

#[test]
fn the_page_of_a_small_case() {
    insta::assert_snapshot!(in_lines(&page(&dossier(plain))));
}

#[test]
fn the_page_of_a_bare_case_leaves_out_what_would_be_empty() {
    let text = page(&bare(plain));
    for id in [
        "accounts",
        "apart",
        "claims",
        "words",
        "timeline",
        "documents",
        "assumptions",
    ] {
        assert!(
            !text.contains(&format!("<section id=\"{id}\"")),
            "{id} is empty"
        );
    }
    assert!(text.contains("none of them names a source"));
    assert!(text.contains("nothing of where the conflict stands"));
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    assert_eq!(page(&dossier(plain)), page(&dossier(plain)));
}

#[test]
fn identifiers_are_unique_and_links_lead_to_them() {
    for text in [
        page(&dossier(plain)),
        page(&dossier(hostile)),
        page(&bare(plain)),
    ] {
        let ids = values(&text, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        assert!(ids.len() > 10);
        for target in values(&text, "href") {
            let Some(id) = target.strip_prefix('#') else {
                assert!(
                    target.starts_with("https://") || target.starts_with("http://"),
                    "{target}"
                );
                continue;
            };
            assert!(unique.contains(id), "nothing is called {id}");
        }
        for key in ["aria-labelledby", "aria-describedby"] {
            for id in values(&text, key).iter().flat_map(|value| value.split(' ')) {
                assert!(unique.contains(id), "nothing is called {id}");
            }
        }
    }
}

#[test]
fn headings_step_down_one_at_a_time() {
    for text in [page(&dossier(plain)), page(&bare(plain))] {
        let mut level = 0;
        let mut first = 0;
        for tag in tags(&text) {
            let Some(next) = tag
                .strip_prefix('h')
                .and_then(|rest| rest.chars().next()?.to_digit(10))
            else {
                continue;
            };
            assert!(
                next <= level + 1,
                "<{tag}> follows a heading of level {level}"
            );
            level = next;
            first += u32::from(next == 1);
        }
        assert_eq!(first, 1, "a page has one main heading");
    }
}

#[test]
fn tables_have_captions_and_scopes() {
    let text = page(&dossier(plain));
    let tags = tags(&text);
    for (index, tag) in tags.iter().enumerate() {
        let name = tag.split(' ').next().unwrap_or_default();
        if name == "table" {
            assert!(
                tags[index + 1].starts_with("caption"),
                "<{tag}> has no caption"
            );
        }
        if name == "th" {
            assert!(tag.contains(" scope=\""), "<{tag}> heads nothing");
        }
        if name == "svg" {
            assert!(
                tag.contains("role=\"img\"") || tag.contains("aria-hidden=\"true\""),
                "<{tag}>"
            );
        }
    }
}

#[test]
fn nothing_in_a_case_can_run() {
    let text = page(&dossier(hostile));
    assert!(
        text.contains("&lt;script&gt;"),
        "the hostile text is shown as text"
    );
    for tag in tags(&text) {
        let name = tag
            .split([' ', '/'])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        assert!(
            ![
                "script",
                "img",
                "iframe",
                "object",
                "embed",
                "link",
                "base",
                "form",
                "foreignObject",
                "use",
                "animate"
            ]
            .contains(&name),
            "<{tag}>"
        );
        let mut outside = String::new();
        let mut quoted = false;
        for character in tag.chars() {
            quoted ^= character == '"';
            if !quoted {
                outside.push(character);
            }
        }
        for word in outside.split_whitespace() {
            assert!(
                !word.to_lowercase().starts_with("on"),
                "a handler in <{tag}>"
            );
            assert!(!word.starts_with("style="), "a style in <{tag}>");
        }
    }
    for target in values(&text, "href") {
        let lower = target.to_lowercase();
        assert!(
            lower.starts_with('#') || lower.starts_with("https://") || lower.starts_with("http://"),
            "{target}"
        );
    }
    assert!(values(&text, "src").is_empty());
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    let text = page(&dossier(plain));
    assert!(text.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\""));
    let policy = text.find("Content-Security-Policy").expect("a policy");
    let style = text.find("<style>").expect("a style sheet");
    assert!(policy < style, "the policy stands before what it rules");
    for word in ["@import", "url(", "@font-face"] {
        assert!(!text.contains(word), "{word}");
    }
}
