//! Source texts and where their lines begin.

use syntax::diagnostic::{FileId, Span};

/// A source file by name and text.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The name to show.
    pub name: &'a str,
    /// The whole text.
    pub text: &'a str,
}

/// The sources of one run, in the order of their [`FileId`]s, with an index of lines.
#[derive(Clone, Debug)]
pub struct Sources<'a> {
    files: Vec<Indexed<'a>>,
}

#[derive(Clone, Debug)]
struct Indexed<'a> {
    source: Source<'a>,
    /// Byte offset of each line's first byte.
    starts: Vec<usize>,
}

/// A place for people: counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl<'a> Sources<'a> {
    /// Indexes the sources. Linear in their length.
    #[must_use]
    pub fn new(sources: impl IntoIterator<Item = Source<'a>>) -> Self {
        let files = sources.into_iter().map(Indexed::new).collect();
        Sources { files }
    }

    /// The name of a file.
    #[must_use]
    pub fn name(&self, file: FileId) -> &'a str {
        self.file(file).map_or("<unknown>", |file| file.source.name)
    }

    /// Where a span begins.
    #[must_use]
    pub fn start(&self, span: Span) -> Place {
        self.place(span.file, span.start as usize)
    }

    /// Where a span ends.
    #[must_use]
    pub fn end(&self, span: Span) -> Place {
        self.place(span.file, span.end as usize)
    }

    /// `file:line` of a span.
    #[must_use]
    pub fn file_and_line(&self, span: Span) -> String {
        format!("{}:{}", self.name(span.file), self.start(span).line)
    }

    /// A line without its line break, and the offset of its first byte. `line` counts from 1.
    #[must_use]
    pub fn line(&self, file: FileId, line: usize) -> Option<(&'a str, usize)> {
        let file = self.file(file)?;
        let start = *file.starts.get(line.checked_sub(1)?)?;
        let end = file.starts.get(line).copied();
        let end = end.unwrap_or(file.source.text.len());
        let text = file.source.text.get(start..end)?;
        Some((text.trim_end_matches(['\n', '\r']), start))
    }

    fn place(&self, file: FileId, offset: usize) -> Place {
        let Some(file) = self.file(file) else {
            return Place { line: 1, column: 1 };
        };
        let offset = floor_boundary(file.source.text, offset);
        let line = file.starts.partition_point(|&start| start <= offset).max(1);
        let start = file.starts.get(line - 1).copied().unwrap_or(0);
        let before = file.source.text.get(start..offset).unwrap_or("");
        Place {
            line,
            column: before.chars().count() + 1,
        }
    }

    fn file(&self, file: FileId) -> Option<&Indexed<'a>> {
        self.files.get(file.0 as usize)
    }
}

impl<'a> Indexed<'a> {
    fn new(source: Source<'a>) -> Self {
        let breaks = source.text.bytes().enumerate();
        let mut starts = vec![0];
        starts.extend(breaks.filter(|&(_, b)| b == b'\n').map(|(i, _)| i + 1));
        Indexed { source, starts }
    }
}

/// The nearest character boundary at or before an offset.
pub(super) fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let sources = Sources::new([Source {
            name: "a",
            text: "é x\nsecond\n",
        }]);
        let span = Span {
            file: FileId(0),
            start: 3,
            end: 10,
        };
        assert_eq!(sources.start(span), Place { line: 1, column: 3 });
        assert_eq!(sources.end(span), Place { line: 2, column: 6 });
        assert_eq!(sources.line(FileId(0), 2), Some(("second", 5)));
        assert_eq!(sources.line(FileId(0), 9), None);
    }

    #[test]
    fn offsets_beyond_the_text_are_its_end() {
        let sources = Sources::new([Source {
            name: "a",
            text: "ab",
        }]);
        let span = Span {
            file: FileId(0),
            start: 70,
            end: 90,
        };
        assert_eq!(sources.start(span), Place { line: 1, column: 3 });
    }
}
