//! From rows to text: columns that line up, comments, breaks of long lines.

use std::collections::BTreeMap;

use super::rows::{Body, Cell, Entry, Place, Row};
use super::{WIDTH, Wrap};
use crate::kind::SyntaxKind;

/// A cell wider than this does not push the others of its column to the right.
const WIDEST: [usize; 2] = [32, 56];

/// Writes all entries. Rows of one kind share their columns up to the next blank line.
pub(super) fn write(entries: &[Entry], wrap: Wrap) -> String {
    let indents = comment_indents(entries);
    let mut out = String::new();
    let mut start = 0;
    for section in entries.split_inclusive(|entry| matches!(entry, Entry::Blank)) {
        let end = start + section.len();
        write_section(
            section,
            indents.get(start..end).unwrap_or(&[]),
            wrap,
            &mut out,
        );
        start = end;
    }
    out
}

/// Where comments on lines of their own stand: with the line below, or, when they were indented
/// deeper than that, with the line above.
fn comment_indents(entries: &[Entry]) -> Vec<usize> {
    let mut indents = vec![0; entries.len()];
    let mut below = 0;
    for (at, entry) in entries.iter().enumerate().rev() {
        if let Entry::Row(row) = entry {
            below = row.indent;
        }
        indents[at] = below;
    }
    let mut above = 0;
    for (at, entry) in entries.iter().enumerate() {
        match entry {
            Entry::Row(row) => above = row.indent,
            Entry::Comment { column, .. } if *column > indents[at] => {
                indents[at] = indents[at].max(above);
            }
            _ => {}
        }
    }
    indents
}

/// Which rows share their columns.
type Group = (SyntaxKind, usize);

fn group(row: &Row) -> Group {
    (row.kind, row.indent)
}

/// Writes entries between two blank lines.
fn write_section(section: &[Entry], indents: &[usize], wrap: Wrap, out: &mut String) {
    let rows = || {
        section.iter().filter_map(|entry| match entry {
            Entry::Row(row) => Some(row),
            _ => None,
        })
    };
    let columns = columns(rows());
    let lines: Vec<String> = rows()
        .map(|row| match &row.body {
            Body::Cells(cells) => {
                let widths = columns.get(&group(row)).map_or(&[][..], Vec::as_slice);
                line(row.indent, cells, widths, wrap)
            }
            Body::Fixed(lines) => fixed(row.indent, lines),
        })
        .collect();
    let comments = comment_columns(rows().zip(&lines));
    let mut lines = lines.iter();
    for (at, entry) in section.iter().enumerate() {
        match entry {
            Entry::Row(row) => {
                let text = lines.next().map_or("", String::as_str);
                let column = comments.get(&group(row)).copied().unwrap_or(0);
                write_row(text, row.comment.as_deref(), column, out);
            }
            Entry::Comment { text, .. } => {
                pad(out, indents.get(at).copied().unwrap_or(0));
                out.push_str(text);
                out.push('\n');
            }
            Entry::Blank => out.push('\n'),
        }
    }
}

/// Writes one row and the comment behind it, at `column` if the row leaves room.
fn write_row(text: &str, comment: Option<&str>, column: usize, out: &mut String) {
    out.push_str(text);
    if let Some(comment) = comment {
        if !text.contains('\n') {
            pad(out, column.saturating_sub(text.chars().count()));
        }
        out.push_str("  ");
        out.push_str(comment);
    }
    out.push('\n');
}

/// Where the comments behind the rows of each group stand.
fn comment_columns<'r>(
    rows: impl Iterator<Item = (&'r Row, &'r String)>,
) -> BTreeMap<Group, usize> {
    let mut columns = BTreeMap::new();
    for (row, text) in rows {
        let width = text.chars().count();
        if row.comment.is_some() && !text.contains('\n') && width <= WIDTH {
            let column = columns.entry(group(row)).or_insert(0);
            *column = width.max(*column);
        }
    }
    columns
}

/// The width of each column of each group: that of its widest cell with something behind it.
fn columns<'r>(rows: impl Iterator<Item = &'r Row>) -> BTreeMap<Group, Vec<usize>> {
    let mut columns: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
    for row in rows {
        let Body::Cells(cells) = &row.body else {
            continue;
        };
        let widths = columns.entry(group(row)).or_default();
        if widths.len() < cells.len() {
            widths.resize(cells.len(), 0);
        }
        for (at, (cell, widest_so_far)) in cells.iter().zip(widths).enumerate() {
            let width = cell.width();
            if at + 1 < cells.len() && width <= widest(at) {
                *widest_so_far = width.max(*widest_so_far);
            }
        }
    }
    columns
}

fn widest(column: usize) -> usize {
    WIDEST[column.min(1)]
}

/// One row, without its comment. Where it does not fit, clauses go to lines of their own.
fn line(indent: usize, cells: &[Cell], columns: &[usize], wrap: Wrap) -> String {
    let mut writer = Writer {
        out: " ".repeat(indent),
        column: indent,
        limit: if wrap == Wrap::Long {
            WIDTH
        } else {
            usize::MAX
        },
        hang: indent + 4,
    };
    let mut target = indent;
    let mut first = true;
    let mut broken = false;
    for (at, cell) in cells.iter().enumerate() {
        let place = cell.place;
        let width = columns.get(at).copied().unwrap_or(0);
        if !cell.words.is_empty() {
            let gap = if place == Place::Near { 1 } else { 2 };
            let start = if first {
                indent
            } else if broken {
                writer.column + gap
            } else {
                target.max(writer.column + gap)
            };
            let clause = matches!(place, Place::Clause | Place::OwnLine);
            let too_long = start + cell.width() > writer.limit && clause;
            if place == Place::OwnLine || too_long {
                writer.newline(indent + 2);
                broken = true;
            } else {
                writer.pad_to(start);
            }
            writer.cell(cell);
            first = false;
        }
        let next_gap = match cells.get(at + 1) {
            Some(next) if next.place == Place::Near => 1,
            _ => 2,
        };
        if width > 0 {
            target += width + next_gap;
        }
    }
    writer.out
}

/// Writes words and knows the column.
struct Writer {
    out: String,
    column: usize,
    limit: usize,
    hang: usize,
}

impl Writer {
    fn newline(&mut self, indent: usize) {
        self.out.push('\n');
        pad(&mut self.out, indent);
        self.column = indent;
    }

    fn pad_to(&mut self, column: usize) {
        pad(&mut self.out, column.saturating_sub(self.column));
        self.column = self.column.max(column);
    }

    /// The words of a cell, breaking the line where that is allowed and needed: outside brackets
    /// if that is enough.
    fn cell(&mut self, cell: &Cell) {
        let room = self.limit.saturating_sub(self.hang);
        let fits = self.column + cell.width() <= self.limit;
        let depth = (0..DEEPEST_BREAK)
            .find(|depth| fits || widest_unit(cell, *depth) <= room)
            .unwrap_or(DEEPEST_BREAK);
        let units = unit_widths(cell, depth);
        for (at, (word, unit)) in cell.words.iter().zip(units).enumerate() {
            let breakable = word.break_depth.is_some_and(|inside| inside <= depth);
            if at > 0 && breakable && self.column + unit > self.limit {
                self.newline(self.hang);
            } else if at > 0 && word.spaced {
                self.out.push(' ');
                self.column += 1;
            }
            self.out.push_str(&word.text);
            self.column += word.text.chars().count();
        }
    }
}

/// Lines are broken inside at most this many brackets.
const DEEPEST_BREAK: usize = 3;

/// For every word, the width from there to the next place where the line could be broken.
fn unit_widths(cell: &Cell, depth: usize) -> Vec<usize> {
    let mut widths = vec![0; cell.words.len()];
    let mut behind = 0;
    for (word, width) in cell.words.iter().zip(&mut widths).rev() {
        behind += word.text.chars().count() + usize::from(word.spaced);
        *width = behind;
        if word.break_depth.is_some_and(|inside| inside <= depth) {
            behind = 0;
        }
    }
    widths
}

fn widest_unit(cell: &Cell, depth: usize) -> usize {
    unit_widths(cell, depth).into_iter().max().unwrap_or(0)
}

/// A row that comments run through keeps its physical lines.
fn fixed(indent: usize, lines: &[(Cell, Option<String>)]) -> String {
    let mut out = String::new();
    for (at, (cell, comment)) in lines.iter().enumerate() {
        let mut writer = Writer {
            out: String::new(),
            column: 0,
            limit: usize::MAX,
            hang: 0,
        };
        if at > 0 {
            writer.newline(indent + 2);
        } else {
            writer.pad_to(indent);
        }
        writer.cell(cell);
        if let Some(comment) = comment {
            if !cell.words.is_empty() {
                writer.out.push_str("  ");
            }
            writer.out.push_str(comment);
        }
        out.push_str(&writer.out);
    }
    out
}

fn pad(out: &mut String, letters: usize) {
    out.extend(std::iter::repeat_n(' ', letters));
}
