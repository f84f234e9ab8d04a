//! The blocks of a page as paragraphs and tables of a word processor.

use super::{XML, escape};
use crate::page::{Align, Block, Entry, Figure, Line, Page, Quotation, Run, Table, Tone};

/// Width of the text, in twentieths of a point: A4 with margins of 25 mm.
const TEXT_WIDTH: usize = 9070;

/// The main part.
pub(super) fn document(page: &Page) -> String {
    let mut out = String::from(XML);
    out.push_str(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>",
    );
    for block in &page.blocks {
        put(block, &mut out);
    }
    out.push_str(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" \
         w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
    );
    out
}

fn put(block: &Block, out: &mut String) {
    match block {
        Block::Title { text, aside } => {
            paragraph("Title", text, out);
            if !aside.is_empty() {
                paragraph("Subtitle", &aside.as_str().into(), out);
            }
        }
        Block::Heading(line) => paragraph("Heading1", line, out),
        Block::Subheading(line) => paragraph("Heading2", line, out),
        Block::Text(line) => paragraph("Normal", line, out),
        Block::List(entries) => entries.iter().for_each(|entry| item(entry, out)),
        Block::Table(content) => table(content, out),
        Block::Quotation(words) => quotation(words, out),
        Block::Figure(drawing) => figure(drawing, out),
        Block::Verbatim(text) => {
            for line in text.lines() {
                paragraph("PlainText", &line.into(), out);
            }
            // Apart from what follows.
            paragraph("Normal", &Line::default(), out);
        }
        Block::Gap => {}
    }
}

fn paragraph(style: &str, line: &Line, out: &mut String) {
    out.push_str(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"
    ));
    line.0.iter().for_each(|run| put_run(run, out));
    out.push_str("</w:p>");
}

/// Without a term an item of a list; with one a paragraph that begins with it.
fn item(entry: &Entry, out: &mut String) {
    let mut lines = entry.lines.iter();
    let first = lines.next().cloned().unwrap_or_default();
    if entry.term.is_empty() {
        paragraph("ListBullet", &first, out);
    } else {
        let mut line = Line::toned(entry.term.text(), Tone::Strong).and("  ");
        line.0.extend(first.0);
        paragraph("Definition", &line, out);
    }
    lines.for_each(|line| paragraph("ListContinue", line, out));
}

fn table(table: &Table, out: &mut String) {
    if table.columns.is_empty() {
        return;
    }
    out.push_str(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
         <w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
         w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
    );
    let shares = table.shares();
    let all = shares.iter().sum::<usize>().max(1);
    let widths: Vec<usize> = shares.iter().map(|own| own * TEXT_WIDTH / all).collect();
    for width in &widths {
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid>");
    let heads: Vec<Line> = table
        .columns
        .iter()
        .map(|column| Line::toned(column.head.clone(), Tone::Strong))
        .collect();
    // A head row is announced by readers and repeated on every sheet.
    row("<w:cantSplit/><w:tblHeader/>", table, &heads, &widths, out);
    for cells in &table.rows {
        row("<w:cantSplit/>", table, cells, &widths, out);
    }
    out.push_str("</w:tbl>");
    // Two tables in a row would grow together.
    paragraph("Normal", &Line::default(), out);
}

fn row(properties: &str, table: &Table, cells: &[Line], widths: &[usize], out: &mut String) {
    out.push_str(&format!("<w:tr><w:trPr>{properties}</w:trPr>"));
    for ((cell, width), column) in cells.iter().zip(widths).zip(&table.columns) {
        let side = match column.align {
            Align::Left => "start",
            Align::Right => "end",
            Align::Centre => "center",
        };
        out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>\
             <w:pStyle w:val=\"TableText\"/><w:jc w:val=\"{side}\"/></w:pPr>"
        ));
        cell.0.iter().for_each(|run| put_run(run, out));
        out.push_str("</w:p></w:tc>");
    }
    out.push_str("</w:tr>");
}

fn quotation(quotation: &Quotation, out: &mut String) {
    let words = Line::plain(format!("“{}”", quotation.words));
    paragraph("Quote", &words, out);
    for line in &quotation.source {
        paragraph("QuoteSource", line, out);
    }
}

fn figure(figure: &Figure, out: &mut String) {
    let line = Line::toned(format!("Drawing: {}. ", figure.caption), Tone::Strong)
        .and(figure.description.clone());
    paragraph("Normal", &line, out);
}

/// Colours dark enough to be read on paper and on a screen; what they mean is said in words too.
fn put_run(run: &Run, out: &mut String) {
    let properties = match run.tone {
        Tone::Plain => "",
        Tone::Strong => "<w:rPr><w:b/></w:rPr>",
        Tone::Good => "<w:rPr><w:color w:val=\"1B5E20\"/></w:rPr>",
        Tone::Bad => "<w:rPr><w:color w:val=\"9B1C1C\"/></w:rPr>",
        Tone::Warn => "<w:rPr><w:color w:val=\"7A4B00\"/></w:rPr>",
        Tone::Faint => "<w:rPr><w:color w:val=\"555555\"/></w:rPr>",
    };
    out.push_str(&format!(
        "<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escape(&run.text)
    ));
}
