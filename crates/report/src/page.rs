//! A page: what an answer says, laid out in blocks but not yet in any format.
//!
//! In: an answer (see [`crate::pages`]). Out: blocks that the renderers (terminal, Markdown, LaTeX,
//! Typst, DOCX) set, each in its own way.

use unicode_width::UnicodeWidthStr;

/// Columns of text on a sheet of paper, about.
const PAGE_WIDTH: usize = 100;
/// Columns of a text beyond which a cell rather wraps than takes room from the others.
const MOST_WANTED: usize = 48;
/// Room between two columns.
const GUTTER: usize = 4;

/// What a piece of text tells the eye. Renderers that have no colour leave it out, so no meaning
/// may rest on a tone alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Running text.
    #[default]
    Plain,
    /// Names and heads.
    Strong,
    /// What holds.
    Good,
    /// What fails.
    Bad,
    /// What deserves a second look.
    Warn,
    /// What can be skipped.
    Faint,
}

/// Text of one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text, without line breaks.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

/// Text with tones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Run>);

impl Line {
    /// Plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Line::default().and(text)
    }

    /// Text of one tone.
    #[must_use]
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Line::default().with(text, tone)
    }

    /// The line followed by plain text.
    #[must_use]
    pub fn and(self, text: impl Into<String>) -> Self {
        self.with(text, Tone::Plain)
    }

    /// The line followed by text of a tone.
    #[must_use]
    pub fn with(mut self, text: impl Into<String>, tone: Tone) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Run { text, tone });
        }
        self
    }

    /// The text alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Line::plain(text)
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Line::plain(text)
    }
}

/// On which side a column's text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Left.
    #[default]
    Left,
    /// Right, for numbers.
    Right,
    /// Middle, for marks.
    Centre,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// On which side its text stands.
    pub align: Align,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Line>>,
}

impl Table {
    /// A table with these columns: a head and its side.
    #[must_use]
    pub fn new<H: Into<String>>(columns: impl IntoIterator<Item = (H, Align)>) -> Self {
        Table {
            columns: columns
                .into_iter()
                .map(|(head, align)| Column {
                    head: head.into(),
                    align,
                })
                .collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row. Missing cells are empty, surplus ones are left out.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Line>) {
        let mut cells: Vec<Line> = cells.into_iter().take(self.columns.len()).collect();
        cells.resize(self.columns.len(), Line::default());
        self.rows.push(cells);
    }

    /// For each column the share of the table's width that suits its text, in hundredths, for
    /// formats that must say so before they set it. Each column has room for its longest word if
    /// all can have that; what is left goes to those with more to say.
    #[must_use]
    pub fn shares(&self) -> Vec<usize> {
        let least = self.measure(longest_word);
        let natural = self.measure(|text| text.width().min(MOST_WANTED));
        let needed: usize = least.iter().sum();
        let wishes: Vec<usize> = natural
            .iter()
            .zip(&least)
            .map(|(n, l)| n - n.min(l))
            .collect();
        let spare = PAGE_WIDTH.saturating_sub(needed);
        let wished = wishes.iter().sum::<usize>().max(1);
        let granted = least.iter().zip(&wishes);
        let widths: Vec<usize> = granted
            .map(|(least, wish)| least + (wish * spare / wished).min(*wish))
            .collect();
        let all = widths.iter().sum::<usize>().max(1);
        widths.iter().map(|own| (own * 100 / all).max(1)).collect()
    }

    /// The largest measure of each column's head and cells, with the room between columns.
    fn measure(&self, of: fn(&str) -> usize) -> Vec<usize> {
        let mut most: Vec<usize> = self.columns.iter().map(|c| of(&c.head)).collect();
        for row in &self.rows {
            for (cell, most) in row.iter().zip(&mut most) {
                *most = (*most).max(of(&cell.text()));
            }
        }
        most.iter().map(|columns| columns + GUTTER).collect()
    }
}

fn longest_word(text: &str) -> usize {
    let words = text.split_whitespace().map(UnicodeWidthStr::width);
    words.max().unwrap_or(0).min(MOST_WANTED)
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The page's title, with a remark set to the right of it.
    Title {
        /// The title.
        text: Line,
        /// The remark.
        aside: String,
    },
    /// A heading.
    Heading(Line),
    /// A heading below a heading.
    Subheading(Line),
    /// A paragraph.
    Text(Line),
    /// A list: each entry has a term (may be empty) and lines that belong to it.
    List(Vec<Entry>),
    /// A table.
    Table(Table),
    /// Somebody's exact words.
    Quotation(Quotation),
    /// A drawing.
    Figure(Figure),
    /// Text whose lines and spaces stay as they are, such as an entry of a bibliography.
    Verbatim(String),
    /// A blank line.
    Gap,
}

/// Somebody's exact words, with what is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without marks of quotation.
    pub words: String,
    /// Whose they are and where they stand, one line each.
    pub source: Vec<Line>,
}

/// A drawing and its words. Formats that cannot show it give the description in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The drawing, an SVG document that needs nothing beside it.
    pub svg: String,
    /// What it is.
    pub caption: String,
    /// What can be seen on it, for those who cannot see it.
    pub description: String,
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub term: Line,
    /// What is said.
    pub lines: Vec<Line>,
}

/// Blocks from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Page {
    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a paragraph.
    pub fn text(&mut self, line: impl Into<Line>) {
        self.push(Block::Text(line.into()));
    }

    /// Adds a heading, with a blank line before it unless it is first.
    pub fn heading(&mut self, line: impl Into<Line>) {
        if !self.blocks.is_empty() {
            self.push(Block::Gap);
        }
        self.push(Block::Heading(line.into()));
    }

    /// Adds a heading below a heading, with a blank line before it.
    pub fn subheading(&mut self, line: impl Into<Line>) {
        self.push(Block::Gap);
        self.push(Block::Subheading(line.into()));
    }

    /// The text of the title, if the page has one.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        self.blocks.iter().find_map(|block| match block {
            Block::Title { text, .. } => Some(text.text()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_room_for_its_longest_word() {
        let mut table = Table::new([("holds", Align::Left), ("why", Align::Left)]);
        let long = "a reason of very many words ".repeat(20);
        table.row(["yes".into(), long.as_str().into()]);
        let shares = table.shares();
        // "holds" and the gutter are 9 columns of about 61.
        assert!((10..=16).contains(&shares[0]), "{shares:?}");
        assert!((84..=90).contains(&shares[1]), "{shares:?}");
    }

    #[test]
    fn shares_of_nothing_are_not_divided_by_it() {
        assert!(Table::default().shares().is_empty());
        assert_eq!(Table::new([("", Align::Left)]).shares(), [100]);
    }
}
