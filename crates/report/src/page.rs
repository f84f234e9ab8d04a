//! A page: what an answer says, laid out in blocks but not yet in any format.
//!
//! In: an answer (see [`crate::pages`]). Out: blocks that the terminal, Markdown and LaTeX
//! renderers set, each in its own way.

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
    /// A paragraph.
    Text(Line),
    /// A list: each entry has a term (may be empty) and lines that belong to it.
    List(Vec<Entry>),
    /// A table.
    Table(Table),
    /// A blank line.
    Gap,
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
}
