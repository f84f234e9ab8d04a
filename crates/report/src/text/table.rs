//! Tables that fit: the widest columns give way first, and their cells wrap.

use super::{Style, put_line, width, wrap};
use crate::page::{Align, Line, Table, Tone};

const INDENT: usize = 2;
const GUTTER: usize = 2;

pub(super) fn render(table: &Table, style: Style, out: &mut String) {
    let widths = fit(table, style.width.saturating_sub(INDENT));
    let heads: Vec<Line> = table
        .columns
        .iter()
        .map(|column| Line::toned(column.head.clone(), Tone::Strong))
        .collect();
    if heads.iter().any(|head| !head.is_empty()) {
        put_row(table, &heads, &widths, style, out);
        let rule = widths
            .iter()
            .map(|&columns| "─".repeat(columns))
            .collect::<Vec<_>>()
            .join(&" ".repeat(GUTTER));
        put_line(&Line::toned(rule, Tone::Faint), INDENT, style.colour, out);
    }
    for row in &table.rows {
        put_row(table, row, &widths, style, out);
    }
}

/// Natural widths, then the widest columns narrowed until the table fits; none below its longest
/// word.
fn fit(table: &Table, room: usize) -> Vec<usize> {
    let mut widths = measure(table, width);
    let words = measure(table, longest_word);
    let gutters = GUTTER * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gutters > room {
        let wide = widths
            .iter_mut()
            .zip(&words)
            .filter(|(columns, word)| **columns > **word);
        let Some((widest, _)) = wide.max_by_key(|(columns, _)| **columns) else {
            break;
        };
        *widest -= 1;
    }
    tighten(table, &mut widths);
    widths
}

/// The largest measure of each column's head and cells.
fn measure(table: &Table, of: fn(&str) -> usize) -> Vec<usize> {
    let mut largest: Vec<usize> = table.columns.iter().map(|c| of(&c.head)).collect();
    for row in &table.rows {
        for (cell, most) in row.iter().zip(&mut largest) {
            *most = (*most).max(of(&cell.text()));
        }
    }
    largest
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0)
}

/// A wrapped column needs no more room than its longest line.
fn tighten(table: &Table, widths: &mut [usize]) {
    for (index, columns) in widths.iter_mut().enumerate() {
        let head = table.columns.get(index).map_or(0, |c| width(&c.head));
        let longest = table
            .rows
            .iter()
            .filter_map(|row| row.get(index))
            .flat_map(|cell| wrap::wrap(cell, *columns))
            .map(|line| width(&line.text()))
            .max();
        *columns = (*columns).min(longest.unwrap_or(0)).max(head.min(*columns));
    }
}

fn put_row(table: &Table, cells: &[Line], widths: &[usize], style: Style, out: &mut String) {
    let wrapped: Vec<Vec<Line>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &columns)| wrap::wrap(cell, columns))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for index in 0..height {
        let mut line = Line::default();
        for (column, ((lines, &columns), definition)) in
            wrapped.iter().zip(widths).zip(&table.columns).enumerate()
        {
            let part = lines.get(index).cloned().unwrap_or_default();
            let spare = columns.saturating_sub(width(&part.text()));
            let before = match definition.align {
                Align::Left => 0,
                Align::Right => spare,
                Align::Centre => spare / 2,
            };
            let gutter = if column == 0 { 0 } else { GUTTER };
            line = line.and(" ".repeat(gutter + before));
            line.0.extend(part.0);
            line = line.and(" ".repeat(spare - before));
        }
        put_line(&line, INDENT, style.colour, out);
    }
}
