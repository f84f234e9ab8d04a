//! Pages as LaTeX with booktabs tables.

use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Sets a page as a fragment that needs `booktabs`, and `amssymb` for the signs of grades.
#[must_use]
pub fn render(page: &Page) -> String {
    let mut out = String::from("% needs \\usepackage{booktabs,amssymb}\n");
    for block in &page.blocks {
        match block {
            Block::Title { text, aside } => {
                out.push_str(&format!("\\section*{{{}}}\n", escape(&text.text())));
                if !aside.is_empty() {
                    out.push_str(&format!("{}\n\n", escape(aside)));
                }
            }
            Block::Heading(line) => {
                out.push_str(&format!("\\subsection*{{{}}}\n", escape(&line.text())));
            }
            Block::Text(line) => out.push_str(&format!("{}\n\n", inline(line))),
            Block::List(entries) => list(entries, &mut out),
            Block::Table(content) => table(content, &mut out),
            Block::Gap => {}
        }
    }
    out
}

fn list(entries: &[Entry], out: &mut String) {
    out.push_str("\\begin{description}\n");
    for entry in entries {
        let lines = entry.lines.iter().map(inline).collect::<Vec<_>>().join(" ");
        out.push_str(&format!(
            "  \\item[{}] {lines}\n",
            escape(&entry.term.text())
        ));
    }
    out.push_str("\\end{description}\n\n");
}

fn table(table: &Table, out: &mut String) {
    let sides: String = table
        .columns
        .iter()
        .map(|column| match column.align {
            Align::Left => 'l',
            Align::Right => 'r',
            Align::Centre => 'c',
        })
        .collect();
    out.push_str(&format!("\\begin{{tabular}}{{{sides}}}\n  \\toprule\n"));
    let heads: Vec<String> = table.columns.iter().map(|c| escape(&c.head)).collect();
    out.push_str(&format!("  {} \\\\\n  \\midrule\n", heads.join(" & ")));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(inline).collect();
        out.push_str(&format!("  {} \\\\\n", cells.join(" & ")));
    }
    out.push_str("  \\bottomrule\n\\end{tabular}\n\n");
}

fn inline(line: &Line) -> String {
    line.0
        .iter()
        .map(|run| {
            let text = escape(&run.text);
            if run.tone == Tone::Strong && !text.trim().is_empty() {
                format!("\\textbf{{{text}}}")
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
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(character);
            }
            '✓' => out.push_str("$\\checkmark$"),
            '●' => out.push_str("$\\bullet$"),
            '·' => out.push_str("$\\cdot$"),
            '→' => out.push_str("$\\rightarrow$"),
            '←' => out.push_str("$\\leftarrow$"),
            '✔' => out.push_str("$\\checkmark$"),
            '✘' => out.push_str("$\\times$"),
            '◐' => out.push_str("$\\circ$"),
            '“' => out.push_str("``"),
            '”' => out.push_str("''"),
            '–' => out.push_str("--"),
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
    fn special_signs_are_escaped() {
        assert_eq!(escape("50% of a_b & {c}"), "50\\% of a\\_b \\& \\{c\\}");
        assert_eq!(escape("\\x~"), "\\textbackslash{}x\\textasciitilde{}");
    }
}
