//! Pages as terminal text of a given width, with or without colour.
//!
//! Nothing here reads the environment: the face says how wide and whether in colour.

mod table;
mod wrap;

use crate::page::{Block, Entry, Figure, Line, Page, Quotation, Tone};

pub use wrap::width;

/// Whether to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Text alone.
    #[default]
    Plain,
    /// With the terminal's own colours.
    Ansi,
}

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Number of columns to keep to. Words longer than a line are cut off nowhere: they go over.
    pub width: usize,
    /// Whether to use colours.
    pub colour: Colour,
}

impl Default for Style {
    fn default() -> Self {
        Style {
            width: 80,
            colour: Colour::Plain,
        }
    }
}

/// Sets a page. Lines end in a line feed and have no spaces at their end.
#[must_use]
pub fn render(page: &Page, style: Style) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        match block {
            Block::Title { text, aside } => title(text, aside, style, &mut out),
            Block::Heading(line) | Block::Subheading(line) => {
                paragraph(&strengthen(line), 0, style, &mut out);
            }
            Block::Text(line) => paragraph(line, 0, style, &mut out),
            Block::List(entries) => list(entries, style, &mut out),
            Block::Table(content) => table::render(content, style, &mut out),
            Block::Quotation(words) => quotation(words, style, &mut out),
            Block::Figure(drawing) => figure(drawing, style, &mut out),
            Block::Verbatim(text) => {
                for line in text.lines() {
                    put_line(&Line::plain(line), 2, style.colour, &mut out);
                }
            }
            Block::Gap => out.push('\n'),
        }
    }
    out
}

fn strengthen(line: &Line) -> Line {
    let mut line = line.clone();
    for run in &mut line.0 {
        if run.tone == Tone::Plain {
            run.tone = Tone::Strong;
        }
    }
    line
}

fn title(text: &Line, aside: &str, style: Style, out: &mut String) {
    let text = strengthen(text);
    let (left, right) = (width(&text.text()), width(aside));
    if left + right + 2 > style.width {
        paragraph(&text, 0, style, out);
        if !aside.is_empty() {
            paragraph(&Line::toned(aside, Tone::Faint), 0, style, out);
        }
        return;
    }
    let mut line = text;
    if !aside.is_empty() {
        line = line
            .and(" ".repeat(style.width - left - right))
            .with(aside, Tone::Faint);
    }
    put_line(&line, 0, style.colour, out);
}

fn paragraph(line: &Line, indent: usize, style: Style, out: &mut String) {
    for part in wrap::wrap(line, style.width.saturating_sub(indent)) {
        put_line(&part, indent, style.colour, out);
    }
}

/// Terms in a column of their own where they are short, else on a line of their own.
fn list(entries: &[Entry], style: Style, out: &mut String) {
    let widest = entries.iter().map(|entry| width(&entry.term.text())).max();
    let widest = widest.unwrap_or(0);
    let beside = widest > 0 && widest <= style.width / 4;
    let indent = match (widest, beside) {
        (0, _) => 2,
        (_, true) => widest + 4,
        (_, false) => 6,
    };
    for entry in entries {
        let mut lines = entry
            .lines
            .iter()
            .flat_map(|line| wrap::wrap(line, style.width.saturating_sub(indent)));
        if beside {
            let term = width(&entry.term.text());
            let first = lines.next().unwrap_or_default();
            let mut line = entry.term.clone().and(" ".repeat(indent - 2 - term));
            line.0.extend(first.0);
            put_line(&line, 2, style.colour, out);
        } else if !entry.term.is_empty() {
            paragraph(&entry.term, 2, style, out);
        }
        for line in lines {
            put_line(&line, indent, style.colour, out);
        }
    }
}

fn quotation(quotation: &Quotation, style: Style, out: &mut String) {
    let words = Line::plain(format!("“{}”", quotation.words));
    paragraph(&words, 2, style, out);
    for line in &quotation.source {
        paragraph(line, 4, style, out);
    }
}

/// A terminal does not show drawings, so it gives their description.
fn figure(figure: &Figure, style: Style, out: &mut String) {
    let line = Line::toned(format!("Drawing: {}", figure.caption), Tone::Strong);
    paragraph(&line, 0, style, out);
    paragraph(&Line::plain(figure.description.clone()), 2, style, out);
}

/// One line with its colours, without spaces at its end.
fn put_line(line: &Line, indent: usize, colour: Colour, out: &mut String) {
    let start = out.len();
    out.push_str(&" ".repeat(indent));
    for run in &line.0 {
        put_run(&run.text, run.tone, colour, out);
    }
    let kept = out.trim_end_matches(' ').len().max(start);
    out.truncate(kept);
    out.push('\n');
}

fn put_run(text: &str, tone: Tone, colour: Colour, out: &mut String) {
    let code = match (colour, tone) {
        (Colour::Plain, _) | (_, Tone::Plain) => None,
        (_, Tone::Strong) => Some("1"),
        (_, Tone::Good) => Some("32"),
        (_, Tone::Bad) => Some("31"),
        (_, Tone::Warn) => Some("33"),
        (_, Tone::Faint) => Some("2"),
    };
    let clean = printable(text);
    match code {
        Some(code) if !clean.trim().is_empty() => {
            out.push_str("\u{1b}[");
            out.push_str(code);
            out.push('m');
            out.push_str(&clean);
            out.push_str("\u{1b}[0m");
        }
        _ => out.push_str(&clean),
    }
}

/// Control characters of a user's file must not reach a terminal.
fn printable(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().any(char::is_control) {
        text.chars()
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect::<String>()
            .into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Align, Table};

    fn style(width: usize) -> Style {
        Style {
            width,
            colour: Colour::Plain,
        }
    }

    #[test]
    fn paragraphs_keep_to_the_width() {
        let mut page = Page::default();
        page.text("one two three four five six seven");
        let text = render(&page, style(12));
        assert_eq!(text, "one two\nthree four\nfive six\nseven\n");
    }

    #[test]
    fn a_title_and_its_aside_share_a_line_where_they_fit() {
        let page = Page {
            blocks: vec![Block::Title {
                text: "Left".into(),
                aside: "right".into(),
            }],
        };
        assert_eq!(render(&page, style(14)), "Left     right\n");
        assert_eq!(render(&page, style(8)), "Left\nright\n");
    }

    #[test]
    fn a_list_sets_short_terms_beside_their_text() {
        let page = Page {
            blocks: vec![Block::List(vec![
                Entry {
                    term: "norm".into(),
                    lines: vec!["holds everywhere in the model".into()],
                },
                Entry {
                    term: "b".into(),
                    lines: vec!["fails".into()],
                },
            ])],
        };
        let text = render(&page, style(24));
        assert_eq!(
            text,
            "  norm  holds everywhere\n        in the model\n  b     fails\n"
        );
    }

    #[test]
    fn tables_wrap_their_widest_column() {
        let mut table = Table::new([("a", Align::Left), ("n", Align::Right)]);
        table.row(["some rather long words".into(), "1".into()]);
        table.row(["x".into(), "12".into()]);
        let page = Page {
            blocks: vec![Block::Table(table)],
        };
        assert_eq!(
            render(&page, style(20)),
            "  a             n\n  ───────────  ──\n  some rather   1\n  long words\n  x            12\n"
        );
    }

    #[test]
    fn colour_surrounds_text_and_control_characters_do_not_pass() {
        let mut page = Page::default();
        page.text(Line::toned("a\u{1b}[31m\u{7}", Tone::Good));
        let text = render(
            &page,
            Style {
                width: 80,
                colour: Colour::Ansi,
            },
        );
        assert_eq!(text, "\u{1b}[32ma\u{fffd}[31m\u{fffd}\u{1b}[0m\n");
    }
}
