//! Pages as LaTeX with booktabs tables: fragments for a paper, or a document of its own.

use crate::markup::Language;
use crate::page::{Align, Block, Entry, Figure, Page, Quotation, Table};

const LATEX: Language = Language {
    escape,
    strong: |text| format!("\\textbf{{{text}}}"),
};

/// What a document of its own begins with. It asks for no package outside the recommended ones
/// of TeX Live.
const PREAMBLE: &str = "\
% Compiles with pdflatex; names in other scripts than Latin need lualatex or xelatex.
\\documentclass[11pt,a4paper]{article}
\\usepackage{iftex}
\\ifPDFTeX
  \\usepackage[T1]{fontenc}
  \\usepackage{textcomp}
  \\usepackage{lmodern}
\\else
  \\usepackage{fontspec}
\\fi
\\usepackage[margin=25mm]{geometry}
\\usepackage{array,booktabs,longtable,amssymb}
\\usepackage[pdflang={en},hidelinks]{hyperref}
\\setcounter{secnumdepth}{0}
\\setlength{\\parindent}{0pt}
\\setlength{\\parskip}{0.5\\baselineskip}
\\emergencystretch=3em
\\makeatletter
\\renewcommand\\@listi{\\leftmargin\\leftmargini\\topsep=3pt\\partopsep=0pt\\parsep=0pt\\itemsep=2pt}
\\makeatother
";

/// Characters after which a word is one that TeX does not know how to hyphenate.
const LONGEST_WORD: usize = 32;

/// Where a page goes, which decides how its tables and heads are set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Into a paper: tables as wide as their text, heads that no list of contents counts.
    Fragment,
    /// On its own: tables that wrap and break across sheets.
    Document,
}

/// Sets a page as a fragment that needs `booktabs`, and `amssymb` for the signs of grades.
#[must_use]
pub fn render(page: &Page) -> String {
    let mut out = String::from("% needs \\usepackage{booktabs,amssymb}\n");
    blocks(page, Form::Fragment, &mut out);
    out
}

/// Sets a page as a document that compiles as it is. Drawings are given by their description.
#[must_use]
pub fn document(page: &Page) -> String {
    let mut out = String::from(PREAMBLE);
    let title = escape(&page.title().unwrap_or_default());
    out.push_str(&format!("\\hypersetup{{pdftitle={{{title}}}}}\n"));
    out.push_str("\\begin{document}\n");
    blocks(page, Form::Document, &mut out);
    out.push_str("\\end{document}\n");
    out
}

fn blocks(page: &Page, form: Form, out: &mut String) {
    for block in &page.blocks {
        match block {
            Block::Title { text, aside } => {
                match form {
                    Form::Fragment => head("section", form, &LATEX.plain(text), out),
                    Form::Document => out.push_str(&format!(
                        "{{\\raggedright\\LARGE\\bfseries {}\\par}}\n",
                        LATEX.plain(text)
                    )),
                }
                if !aside.is_empty() {
                    out.push_str(&format!("{}\n\n", escape(aside)));
                }
            }
            Block::Heading(line) => {
                let level = match form {
                    Form::Fragment => "subsection",
                    Form::Document => "section",
                };
                head(level, form, &LATEX.plain(line), out);
            }
            Block::Subheading(line) => {
                let level = match form {
                    Form::Fragment => "subsubsection",
                    Form::Document => "subsection",
                };
                head(level, form, &LATEX.plain(line), out);
            }
            Block::Text(line) => out.push_str(&format!("{}\n\n", LATEX.line(line))),
            Block::List(entries) => list(entries, out),
            Block::Table(content) => match form {
                Form::Fragment => table(content, out),
                Form::Document => long_table(content, out),
            },
            Block::Quotation(words) => quotation(words, out),
            Block::Figure(drawing) => figure(drawing, out),
            Block::Verbatim(text) => verbatim(text, out),
            Block::Gap => {}
        }
    }
}

fn head(level: &str, form: Form, text: &str, out: &mut String) {
    let star = match form {
        Form::Fragment => "*",
        Form::Document => "",
    };
    out.push_str(&format!("\\{level}{star}{{{text}}}\n"));
}

fn list(entries: &[Entry], out: &mut String) {
    if entries.is_empty() {
        return;
    }
    // Where no entry has a term, a description would only indent.
    let (name, has_terms) = match entries.iter().all(|entry| entry.term.is_empty()) {
        true => ("itemize", false),
        false => ("description", true),
    };
    out.push_str(&format!("\\begin{{{name}}}\n"));
    for entry in entries {
        let lines = LATEX.lines(&entry.lines, " ");
        if has_terms {
            let term = LATEX.plain(&entry.term);
            out.push_str(&format!("  \\item[{{{term}}}] {lines}\n"));
        } else {
            out.push_str(&format!("  \\item {lines}\n"));
        }
    }
    out.push_str(&format!("\\end{{{name}}}\n\n"));
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
    out.push_str(&format!("  {} \\\\\n  \\midrule\n", heads(table)));
    rows(table, out);
    out.push_str("  \\bottomrule\n\\end{tabular}\n\n");
}

/// A table that is as wide as the text, wraps its cells and repeats its head on every sheet.
fn long_table(table: &Table, out: &mut String) {
    if table.columns.is_empty() {
        return;
    }
    // What columns keep free at their sides is not theirs to fill.
    let columns = table.columns.len();
    let sides: Vec<String> = table
        .columns
        .iter()
        .zip(table.shares())
        .map(|(column, share)| {
            let side = match column.align {
                Align::Left => "\\raggedright",
                Align::Right => "\\raggedleft",
                Align::Centre => "\\centering",
            };
            format!(
                ">{{{side}\\arraybackslash}}p{{\\dimexpr(\\linewidth-{}\\tabcolsep)*{share}/100}}",
                2 * columns
            )
        })
        .collect();
    out.push_str("{\\small\n\\begin{longtable}{");
    out.push_str(&format!("{}}}\n  \\toprule\n", sides.join("%\n  ")));
    out.push_str(&format!("  {} \\\\\n  \\midrule\n", heads(table)));
    out.push_str("  \\endhead\n  \\bottomrule\n  \\endfoot\n");
    rows(table, out);
    out.push_str("\\end{longtable}\n}\n\n");
}

fn heads(table: &Table) -> String {
    let heads: Vec<String> = table.columns.iter().map(|c| escape(&c.head)).collect();
    heads.join(" & ")
}

fn rows(table: &Table, out: &mut String) {
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| LATEX.line(cell)).collect();
        out.push_str(&format!("  {} \\\\\n", cells.join(" & ")));
    }
}

fn quotation(quotation: &Quotation, out: &mut String) {
    out.push_str(&format!(
        "\\begin{{quote}}\n``{}''\n",
        escape(&quotation.words)
    ));
    for line in &quotation.source {
        out.push_str(&format!("\n{{\\small {}\\par}}\n", LATEX.line(line)));
    }
    out.push_str("\\end{quote}\n\n");
}

fn figure(figure: &Figure, out: &mut String) {
    out.push_str(&format!(
        "\\textbf{{Drawing: {}}} {}\n\n",
        escape(&figure.caption),
        escape(&figure.description)
    ));
}

/// Each line on its own in typewriter letters. The environment `verbatim` would end at the words
/// that end it.
fn verbatim(text: &str, out: &mut String) {
    out.push_str("\\begin{flushleft}\\ttfamily\\small\n");
    for line in text.lines() {
        let body = line.trim_start();
        let indent = "~".repeat(line.len() - body.len());
        out.push_str(&format!("\\mbox{{}}{indent}{} \\\\\n", escape(body)));
    }
    out.push_str("\\end{flushleft}\n\n");
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    let mut unbroken = 0;
    while let Some(character) = rest.next() {
        // Hashes and addresses have no place where a line could end.
        unbroken = if character.is_whitespace() {
            0
        } else {
            unbroken + 1
        };
        if unbroken > LONGEST_WORD {
            out.push_str("\\allowbreak{}");
            unbroken = 1;
        }
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(character);
            }
            // After a line's end, or in an item, a bracket would open an argument.
            '[' => out.push_str("{[}"),
            ']' => out.push_str("{]}"),
            // Two would be set as one dash.
            '-' if rest.clone().next() == Some('-') => out.push_str("-{}"),
            '✓' | '✔' => out.push_str("$\\checkmark$"),
            '●' => out.push_str("$\\bullet$"),
            '·' => out.push_str("$\\cdot$"),
            '→' => out.push_str("$\\rightarrow$"),
            '←' => out.push_str("$\\leftarrow$"),
            '✘' => out.push_str("$\\times$"),
            '◐' => out.push_str("$\\circ$"),
            '≤' => out.push_str("$\\leq$"),
            '≥' => out.push_str("$\\geq$"),
            '−' => out.push_str("$-$"),
            '“' => out.push_str("``"),
            '”' => out.push_str("''"),
            '‘' => out.push('`'),
            '’' => out.push('\''),
            '…' => out.push_str("\\dots{}"),
            '–' => out.push_str("--"),
            '—' => out.push_str("---"),
            '\u{a0}' => out.push('~'),
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

    #[test]
    fn special_signs_are_escaped() {
        assert_eq!(escape("50% of a_b & {c}"), "50\\% of a\\_b \\& \\{c\\}");
        assert_eq!(escape("\\x~"), "\\textbackslash{}x\\textasciitilde{}");
        assert_eq!(escape("--where"), "-{}-where");
    }

    #[test]
    fn a_bracket_never_opens_an_argument() {
        let mut content = Table::new([("origins", Align::Left)]);
        content.row([Line::plain("[1, 2]")]);
        let page = Page {
            blocks: vec![
                Block::Table(content),
                Block::List(vec![Entry {
                    term: "a]b".into(),
                    lines: vec!["c".into()],
                }]),
            ],
        };
        let text = render(&page);
        assert!(text.contains("  {[}1, 2{]} \\\\\n"), "{text}");
        assert!(text.contains("\\item[{a{]}b}] c"), "{text}");
    }

    #[test]
    fn a_document_begins_and_ends_as_one() {
        let mut page = Page::default();
        page.push(Block::Title {
            text: "100%".into(),
            aside: String::new(),
        });
        let text = document(&page);
        assert!(text.contains("pdftitle={100\\%}"), "{text}");
        assert!(text.ends_with("\\end{document}\n"), "{text}");
    }
}
