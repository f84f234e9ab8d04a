//! Pages as Markdown (GitHub tables).

use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Sets a page. What a user wrote is escaped, so it cannot turn into markup.
#[must_use]
pub fn render(page: &Page) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        match block {
            Block::Title { text, aside } => {
                out.push_str(&format!("# {}\n\n", escape(&text.text())));
                if !aside.is_empty() {
                    out.push_str(&format!("{}\n\n", escape(aside)));
                }
            }
            Block::Heading(line) => out.push_str(&format!("## {}\n\n", escape(&line.text()))),
            Block::Text(line) => out.push_str(&format!("{}\n\n", inline(line))),
            Block::List(entries) => list(entries, &mut out),
            Block::Table(content) => table(content, &mut out),
            Block::Gap => {}
        }
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn list(entries: &[Entry], out: &mut String) {
    for entry in entries {
        let lines = entry
            .lines
            .iter()
            .map(inline)
            .collect::<Vec<_>>()
            .join("; ");
        if entry.term.is_empty() {
            out.push_str(&format!("- {lines}\n"));
        } else {
            let term = escape(&entry.term.text());
            out.push_str(&format!("- **{term}** {lines}\n"));
        }
    }
    out.push('\n');
}

fn table(table: &Table, out: &mut String) {
    let heads: Vec<String> = table.columns.iter().map(|c| escape(&c.head)).collect();
    out.push_str(&format!("| {} |\n|", heads.join(" | ")));
    for column in &table.columns {
        out.push_str(match column.align {
            Align::Left => " --- |",
            Align::Right => " ---: |",
            Align::Centre => " :---: |",
        });
    }
    out.push('\n');
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(inline).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out.push('\n');
}

fn inline(line: &Line) -> String {
    line.0
        .iter()
        .map(|run| {
            let text = escape(&run.text);
            let bare = text.trim();
            if run.tone == Tone::Strong && !bare.is_empty() {
                text.replacen(bare, &format!("**{bare}**"), 1)
            } else {
                text
            }
        })
        .collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                out.push('\\');
                out.push(character);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_wrote_stays_text() {
        let mut content = Table::new([("a|b", Align::Left)]);
        content.row([Line::plain("*x* <script>")]);
        let page = Page {
            blocks: vec![Block::Table(content)],
        };
        assert_eq!(
            render(&page),
            "| a\\|b |\n| --- |\n| \\*x\\* \\<script\\> |\n"
        );
    }
}
