//! What the tests share: messages as text, and a typed tree without its spans.

use std::fmt::Write as _;

use syntax::diagnostic::{Diagnostic, FileId, Span};
use syntax::{Parse, ast};

/// Parses a text as the first file.
pub fn parse(text: &str) -> Parse {
    syntax::parse(FileId(0), text)
}

/// What a file says, as text without places: two files that say the same give the same text.
pub fn meaning(file: &ast::File) -> String {
    without_spans(&format!("{file:#?}"))
}

/// Leaves out everything of the form `Span { … }` from a debug text over several lines.
pub fn without_spans(debug: &str) -> String {
    let mut out = String::new();
    let mut rest = debug;
    while let Some(start) = rest.find("Span {") {
        out.push_str(&rest[..start]);
        out.push('_');
        let mut depth = 0usize;
        let end = rest[start..]
            .char_indices()
            .find_map(|(at, letter)| {
                match letter {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                (letter == '}' && depth == 0).then_some(start + at + 1)
            })
            .expect("a debug text closes its braces");
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Messages as the test files show them.
pub fn render(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let _ = writeln!(
            out,
            "{} {}[{}] {}",
            place(text, diagnostic.span),
            diagnostic.severity,
            diagnostic.code,
            diagnostic.message
        );
        let words = text
            .get(diagnostic.span.start as usize..diagnostic.span.end as usize)
            .expect("a span lies in its file, at the bounds of letters");
        if !words.is_empty() {
            let _ = writeln!(out, "  at: {}", words.escape_debug());
        }
        if !diagnostic.here.is_empty() {
            let _ = writeln!(out, "  here: {}", diagnostic.here);
        }
        for label in &diagnostic.labels {
            let _ = writeln!(out, "  see {}: {}", place(text, label.span), label.text);
        }
        for hint in &diagnostic.hints {
            let _ = writeln!(out, "  hint: {hint}");
        }
    }
    out
}

/// Line and column of the start of a span, from 1.
pub fn place(text: &str, span: Span) -> String {
    let before = text
        .get(..span.start as usize)
        .expect("a span starts at the bound of a letter");
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |line| line.chars().count())
        + 1;
    format!("{line}:{column}")
}
