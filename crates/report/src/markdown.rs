//! Pages as Markdown (GitHub tables).

use crate::markup::Language;
use crate::page::{Align, Block, Entry, Figure, Page, Quotation, Table};

const MARKDOWN: Language = Language {
    escape,
    strong: |text| format!("**{text}**"),
};

/// Sets a page. What a user wrote is escaped, so it cannot turn into markup.
///
/// Drawings are given by their description: Markdown has no place for them that all its readers
/// show.
#[must_use]
pub fn render(page: &Page) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        match block {
            Block::Title { text, aside } => {
                out.push_str(&format!("# {}\n\n", MARKDOWN.plain(text)));
                if !aside.is_empty() {
                    out.push_str(&format!("{}\n\n", escape(aside)));
                }
            }
            Block::Heading(line) => out.push_str(&format!("## {}\n\n", MARKDOWN.plain(line))),
            Block::Subheading(line) => out.push_str(&format!("### {}\n\n", MARKDOWN.plain(line))),
            Block::Text(line) => {
                out.push_str(&format!("{}\n\n", at_start(&MARKDOWN.line(line))));
            }
            Block::List(entries) => list(entries, &mut out),
            Block::Table(content) => table(content, &mut out),
            Block::Quotation(words) => quotation(words, &mut out),
            Block::Figure(drawing) => figure(drawing, &mut out),
            Block::Verbatim(text) => verbatim(text, &mut out),
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
        let lines = MARKDOWN.lines(&entry.lines, "; ");
        if entry.term.is_empty() {
            out.push_str(&format!("- {}\n", at_start(&lines)));
        } else {
            let term = MARKDOWN.plain(&entry.term);
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
        let cells: Vec<String> = row.iter().map(|cell| MARKDOWN.line(cell)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out.push('\n');
}

fn quotation(quotation: &Quotation, out: &mut String) {
    out.push_str(&format!("> “{}”\n", escape(&quotation.words)));
    for line in &quotation.source {
        out.push_str(&format!(">\n> {}\n", at_start(&MARKDOWN.line(line))));
    }
    out.push('\n');
}

fn figure(figure: &Figure, out: &mut String) {
    let caption = escape(&figure.caption);
    let description = escape(&figure.description);
    out.push_str(&format!("**Drawing: {caption}** {description}\n\n"));
}

/// A fence longer than any run of backticks inside.
fn verbatim(text: &str, out: &mut String) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    out.push_str(&format!("{fence}text\n{}\n{fence}\n\n", text.trim_end()));
}

/// Signs that mean something only where a paragraph begins.
fn at_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    if number.is_empty() && rest.starts_with(['-', '+', '=', '~'])
        || !number.is_empty() && rest.starts_with(['.', ')'])
    {
        format!("{number}\\{rest}")
    } else {
        text.to_owned()
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let next = rest.clone().next();
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '$' => {
                out.push('\\');
                out.push(character);
            }
            // Only what could be read as an entity, such as `&lt;`.
            '&' if next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#') => {
                out.push_str("\\&");
            }
            '~' if next == Some('~') => out.push_str("\\~"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Line;

    fn set(block: Block) -> String {
        render(&Page {
            blocks: vec![block],
        })
    }

    #[test]
    fn what_a_user_wrote_stays_text() {
        let mut content = Table::new([("a|b", Align::Left)]);
        content.row([Line::plain("*x* <script>")]);
        assert_eq!(
            set(Block::Table(content)),
            "| a\\|b |\n| --- |\n| \\*x\\* \\<script\\> |\n"
        );
    }

    #[test]
    fn a_paragraph_does_not_begin_as_something_else() {
        let text = |text: &str| set(Block::Text(text.into()));
        assert_eq!(text("- no list"), "\\- no list\n");
        assert_eq!(text("2025. A year"), "2025\\. A year\n");
        assert_eq!(text("# no heading"), "\\# no heading\n");
        assert_eq!(text("2025 is a year."), "2025 is a year.\n");
        assert_eq!(text("AT&T; R & D"), "AT\\&T; R & D\n");
    }

    #[test]
    fn verbatim_text_cannot_end_its_fence() {
        assert_eq!(
            set(Block::Verbatim("a\n````\nb".into())),
            "`````text\na\n````\nb\n`````\n"
        );
    }

    #[test]
    fn a_quotation_carries_its_source() {
        let words = Quotation {
            words: "We <do>".into(),
            source: vec!["a001.do".into()],
        };
        assert_eq!(
            set(Block::Quotation(words)),
            "> “We \\<do\\>”\n>\n> a001.do\n"
        );
    }
}
