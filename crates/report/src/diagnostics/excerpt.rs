//! One diagnostic with excerpts of the source, set by annotate-snippets.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use syntax::diagnostic::{Diagnostic, FileId, Severity, Span};

use super::source::floor_boundary;
use super::{Setting, Sources};
use crate::text::Colour;

/// Longest line that is shown whole, in bytes.
const LONG: usize = 240;
/// What is kept of a longer line on either side of the place, in bytes.
const AROUND: usize = 80;
/// Lines that may lie between two places shown in one excerpt.
const GAP: usize = 12;

pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources<'_>, setting: Setting) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    };
    let title = level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    if is_about_all(diagnostic) {
        group = group.element(Origin::path(sources.name(diagnostic.span.file)));
    }
    for excerpt in excerpts(diagnostic, sources) {
        group = match excerpt.clipped_at {
            Some(column) => group.element(
                Origin::path(excerpt.path)
                    .line(excerpt.first_line)
                    .char_column(column),
            ),
            None => group,
        };
        let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line);
        if excerpt.clipped_at.is_none() {
            snippet = snippet.path(excerpt.path);
        }
        for mark in excerpt.marks {
            let label = (!mark.text.is_empty()).then_some(mark.text);
            snippet = snippet.annotation(mark.kind.span(mark.range).label(label));
        }
        group = group.element(snippet);
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(printable(hint)));
    }
    let renderer = match setting.colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    renderer
        .term_width(setting.width)
        .decor_style(DecorStyle::Unicode)
        .render(&[group])
}

/// Some lines of a file with marks in them.
struct Excerpt<'a> {
    path: &'a str,
    first_line: usize,
    text: String,
    marks: Vec<Mark>,
    /// The true column of the first mark, where the line is shown in part.
    clipped_at: Option<usize>,
}

struct Mark {
    kind: AnnotationKind,
    range: Range<usize>,
    text: String,
}

/// A place to be shown: its lines, and what to say there.
struct Spot<'a> {
    span: Span,
    line: usize,
    kind: AnnotationKind,
    text: &'a str,
}

fn excerpts<'a>(diagnostic: &Diagnostic, sources: &Sources<'a>) -> Vec<Excerpt<'a>> {
    let spot = |span, kind, text| Spot {
        span,
        line: sources.start(span).line,
        kind,
        text,
    };
    let mut spots = Vec::new();
    // What is said of the file as a whole needs no excerpt of its first line.
    if !is_about_all(diagnostic) {
        let here = diagnostic.here.as_str();
        spots.push(spot(diagnostic.span, AnnotationKind::Primary, here));
    }
    for label in &diagnostic.labels {
        spots.push(spot(label.span, AnnotationKind::Context, &label.text));
    }
    cluster(spots, sources)
        .iter()
        .filter_map(|cluster| excerpt(cluster, sources))
        .collect()
}

/// Whether a message points to nothing in its file.
fn is_about_all(diagnostic: &Diagnostic) -> bool {
    diagnostic.span == Span::default() && diagnostic.here.is_empty()
}

/// Groups places that are near each other; the group of the main place comes first.
fn cluster<'a>(spots: Vec<Spot<'a>>, sources: &Sources<'_>) -> Vec<Vec<Spot<'a>>> {
    let mut clusters: Vec<Vec<Spot<'a>>> = Vec::new();
    for spot in spots {
        let short = |file, line| {
            sources
                .line(file, line)
                .is_some_and(|(t, _)| t.len() <= LONG)
        };
        let near = clusters.iter().position(|cluster| {
            cluster.iter().any(|other| {
                let (low, high) = (spot.line.min(other.line), spot.line.max(other.line));
                spot.span.file == other.span.file
                    && high - low <= GAP
                    && (low..=high).all(|line| short(spot.span.file, line))
            })
        });
        match near.and_then(|index| clusters.get_mut(index)) {
            Some(cluster) => cluster.push(spot),
            None => clusters.push(vec![spot]),
        }
    }
    clusters
}

fn excerpt<'a>(spots: &[Spot<'_>], sources: &Sources<'a>) -> Option<Excerpt<'a>> {
    let file = spots.first()?.span.file;
    let first = spots.iter().map(|spot| spot.line).min()?;
    let last = spots.iter().map(|spot| spot.line).max()?;
    let (line, start) = sources.line(file, first)?;
    if line.len() > LONG {
        return clipped(spots.first()?, line, start, sources);
    }
    let text = lines(file, first..=last, sources);
    let marks = spots
        .iter()
        .map(|spot| Mark {
            kind: spot.kind,
            range: local(spot, start, sources, &text),
            text: printable(spot.text),
        })
        .collect();
    Some(Excerpt {
        path: sources.name(file),
        first_line: first,
        text,
        marks,
        clipped_at: None,
    })
}

fn lines(file: FileId, range: std::ops::RangeInclusive<usize>, sources: &Sources<'_>) -> String {
    // Byte positions must stay those of the source, so a carriage return becomes a space.
    let mut text = String::new();
    let (first, last) = (*range.start(), *range.end());
    let begin = sources.line(file, first).map_or(0, |(_, start)| start);
    for line in first..=last {
        if let Some((content, start)) = sources.line(file, line) {
            while begin + text.len() < start {
                let newline = begin + text.len() + 1 == start;
                text.push(if newline { '\n' } else { ' ' });
            }
            text.push_str(content);
        }
    }
    text
}

/// A place's range within an excerpt that begins at `base`; at most its first line.
fn local(spot: &Spot<'_>, base: usize, sources: &Sources<'_>, text: &str) -> Range<usize> {
    let line_end = sources
        .line(spot.span.file, spot.line)
        .map_or(base, |(content, start)| start + content.len());
    let start = (spot.span.start as usize).clamp(base, line_end);
    let end = (spot.span.end as usize).clamp(start, line_end);
    let start = floor_boundary(text, start - base);
    let end = floor_boundary(text, end - base);
    start..end.max(start)
}

/// A part of a long line around the place.
fn clipped<'a>(
    spot: &Spot<'_>,
    line: &str,
    start: usize,
    sources: &Sources<'a>,
) -> Option<Excerpt<'a>> {
    let at = floor_boundary(line, (spot.span.start as usize).saturating_sub(start));
    let until = floor_boundary(line, (spot.span.end as usize).saturating_sub(start)).max(at);
    let until = until.min(floor_boundary(line, at + AROUND));
    let from = floor_boundary(line, at.saturating_sub(AROUND));
    let to = floor_boundary(line, until + AROUND);
    let (before, after) = (if from > 0 { "…" } else { "" }, to < line.len());
    let text = format!(
        "{before}{}{}",
        line.get(from..to)?,
        if after { "…" } else { "" }
    );
    let shift = before.len();
    Some(Excerpt {
        path: sources.name(spot.span.file),
        first_line: spot.line,
        text,
        marks: vec![Mark {
            kind: spot.kind,
            range: at - from + shift..until - from + shift,
            text: printable(spot.text),
        }],
        clipped_at: Some(sources.start(spot.span).column),
    })
}

/// Control characters of a user's file must not reach a terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}
