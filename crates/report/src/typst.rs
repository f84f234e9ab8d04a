//! Pages as Typst source that compiles as it is, without packages.

use crate::markup::Language;
use crate::page::{Align, Block, Entry, Figure, Page, Quotation, Table};

const TYPST: Language = Language {
    escape,
    strong: |text| format!("#strong[{text}]"),
};

/// How a document looks: plain heads, booktabs rules, quotations set in, figures in one column.
const LOOK: &str = r#"#set page(paper: "a4", margin: (x: 24mm, y: 26mm), numbering: "1 / 1")
#set text(lang: "en", size: 10pt)
#set par(justify: false, leading: 0.62em)
#set table(stroke: none, inset: (x: 4pt, y: 3.5pt))
#show table: set text(size: 8.5pt)
#show table: set par(leading: 0.5em)
#show heading: set block(above: 1.6em, below: 0.8em)
#show quote.where(block: true): it => block(stroke: (left: 1.5pt + luma(160)), inset: (y: 2pt), it)
#show figure: set block(breakable: false)
"#;

/// Sets a page as a document.
#[must_use]
pub fn render(page: &Page) -> String {
    let mut out = String::from("// Compiles as it is: typst compile this-file.typ\n");
    let title = page.title().unwrap_or_default();
    out.push_str(&format!("#set document(title: {})\n", string(&title)));
    out.push_str(LOOK);
    out.push('\n');
    for block in &page.blocks {
        match block {
            Block::Title { text, aside } => {
                let text = TYPST.plain(text);
                out.push_str(&format!("#text(size: 20pt, weight: \"bold\")[{text}]\n\n"));
                if !aside.is_empty() {
                    out.push_str(&format!("{}\n\n", escape(aside)));
                }
            }
            Block::Heading(line) => out.push_str(&format!("= {}\n\n", TYPST.plain(line))),
            Block::Subheading(line) => out.push_str(&format!("== {}\n\n", TYPST.plain(line))),
            Block::Text(line) => out.push_str(&format!("{}\n\n", TYPST.line(line))),
            Block::List(entries) => list(entries, &mut out),
            Block::Table(content) => table(content, &mut out),
            Block::Quotation(words) => quotation(words, &mut out),
            Block::Figure(drawing) => figure(drawing, &mut out),
            Block::Verbatim(text) => {
                out.push_str(&format!("#raw(block: true, {})\n\n", string(text)));
            }
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
        let lines = TYPST.lines(&entry.lines, " \\ ");
        if entry.term.is_empty() {
            out.push_str(&format!("- {lines}\n"));
        } else {
            // A colon would end the term.
            let term = TYPST.plain(&entry.term).replace(':', "\\:");
            out.push_str(&format!("/ {term}: {lines}\n"));
        }
    }
    out.push('\n');
}

fn table(table: &Table, out: &mut String) {
    let shares: String = table.shares().iter().map(|s| format!("{s}fr, ")).collect();
    let sides: String = table
        .columns
        .iter()
        .map(|column| match column.align {
            Align::Left => "left, ",
            Align::Right => "right, ",
            Align::Centre => "center, ",
        })
        .collect();
    out.push_str("#table(\n");
    out.push_str(&format!("  columns: ({}),\n", shares.trim_end()));
    out.push_str(&format!("  align: ({}),\n", sides.trim_end()));
    let heads: Vec<String> = table
        .columns
        .iter()
        .map(|column| format!("[#strong[{}]]", escape(&column.head)))
        .collect();
    out.push_str("  table.hline(stroke: 0.8pt),\n");
    out.push_str(&format!("  table.header({}),\n", heads.join(", ")));
    out.push_str("  table.hline(stroke: 0.5pt),\n");
    for row in &table.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| format!("[{}]", TYPST.line(cell)))
            .collect();
        out.push_str(&format!("  {},\n", cells.join(", ")));
    }
    out.push_str("  table.hline(stroke: 0.8pt),\n)\n\n");
}

fn quotation(quotation: &Quotation, out: &mut String) {
    let words = escape(&quotation.words);
    out.push_str(&format!("#quote(block: true)[“{words}”"));
    for line in &quotation.source {
        out.push_str(&format!(" \\ #text(size: 8.5pt)[{}]", TYPST.line(line)));
    }
    out.push_str("]\n\n");
}

fn figure(figure: &Figure, out: &mut String) {
    out.push_str("#figure(\n  image(\n");
    out.push_str(&format!("    bytes({}),\n", string(&figure.svg)));
    out.push_str("    format: \"svg\",\n");
    out.push_str(&format!(
        "    alt: {},\n  ),\n",
        string(&figure.description)
    ));
    out.push_str(&format!("  caption: [{}],\n)\n\n", escape(&figure.caption)));
}

/// A string literal.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push('\n'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Text as markup that shows just this text, wherever it stands: also where a line begins, and
/// also before or after other text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let next = rest.clone().next();
        let escaped = match character {
            '\\' | '#' | '*' | '_' | '`' | '$' | '<' | '>' | '@' | '[' | ']' | '~' | '"' | '\''
            | '/' | '=' | '+' => true,
            // A hyphen within a word is one; elsewhere it may begin a list or be half of a dash.
            '-' => !(is_letter(before) && is_letter(next)),
            // Three make an ellipsis; after digits one makes a list.
            '.' => next == Some('.') || before == Some('.') || is_digit(before),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(if character.is_control() {
            ' '
        } else {
            character
        });
        before = Some(character);
    }
    out
}

fn is_letter(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphabetic)
}

fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_ascii_digit())
}
