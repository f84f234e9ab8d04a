//! One document's text, ready for looking up what is quoted from it.

use std::ops::Range;

use model::evidence::{Passage, Speaker, VoiceLines};

use crate::anchor::{self, Located};
use crate::fold::Folded;
use crate::text::{Extract, Kind};

/// A document's text.
#[derive(Clone, Debug)]
pub struct Page {
    /// Hash of the file's bytes, 64 lower-case hexadecimal digits; empty if there is no file.
    pub sha256: String,
    /// Whether the model gives another hash.
    pub changed: bool,
    /// What the file was read as.
    pub kind: Kind,
    /// What had to be assumed to read it, one sentence each.
    pub remarks: Vec<String>,
    text: String,
    /// The stretches of the text that a reader sees, where those are not all of it.
    seen: Option<Vec<Range<usize>>>,
    /// The stretches of the text that are its matter, where the rest is what stands around it.
    main: Option<Vec<Range<usize>>>,
    folded: Folded,
    /// Offsets of the line feeds in the text.
    line_ends: Vec<usize>,
    voices: Vec<VoiceLines>,
}

impl Page {
    /// The page of a text. Linear in the text.
    #[must_use]
    pub fn new(kind: Kind, extract: Extract) -> Self {
        let Extract {
            text,
            seen,
            main,
            remarks,
        } = extract;
        let folded = match &seen {
            None => Folded::new(&text),
            Some(seen) => {
                let pieces = seen.iter().map(|(start, piece)| (*start, piece.as_str()));
                Folded::of_pieces(pieces).in_whole_characters(&text)
            }
        };
        Page {
            sha256: String::new(),
            changed: false,
            kind,
            remarks,
            line_ends: text.match_indices('\n').map(|(at, _)| at).collect(),
            seen: seen.map(|pieces| stretches(&text, &pieces)),
            text,
            main,
            folded,
            voices: Vec::new(),
        }
    }

    /// Sets the hash of the file, and whether it is the expected one.
    #[must_use]
    pub fn of_file(mut self, sha256: String, expected: Option<&str>) -> Self {
        self.changed = expected.is_some_and(|expected| expected != sha256);
        self.sha256 = sha256;
        self
    }

    /// Sets whose lines are whose.
    #[must_use]
    pub fn with_voices(mut self, voices: &[VoiceLines]) -> Self {
        self.voices = voices.to_vec();
        self
    }

    /// The raw text, as extracted: of plain text and Markdown all of it, of HTML and PDF what a
    /// reader sees.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text in the form in which words are compared.
    #[must_use]
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The line, from 1, on which a byte of [`Page::text`] stands. Logarithmic in the lines.
    #[must_use]
    pub fn line(&self, byte: usize) -> u64 {
        self.line_ends.partition_point(|end| *end < byte) as u64 + 1
    }

    /// The byte at which a line, from 1, begins; the length of the text for a line beyond its end.
    pub(crate) fn line_start(&self, line: u64) -> usize {
        match usize::try_from(line)
            .ok()
            .and_then(|line| line.checked_sub(2))
        {
            None => 0,
            Some(before) => self
                .line_ends
                .get(before)
                .map_or(self.text.len(), |end| end + 1),
        }
    }

    /// The stretches of the text that are its matter, in bytes, where it could be told from what
    /// stands around it (menus, notices); none where all of the text counts.
    #[must_use]
    pub fn main(&self) -> Option<&[Range<usize>]> {
        self.main.as_deref()
    }

    /// Whether a byte of the text belongs to its matter. Logarithmic.
    #[must_use]
    pub fn is_main(&self, byte: usize) -> bool {
        self.main.as_ref().is_none_or(|main| {
            let before = main.partition_point(|range| range.start <= byte);
            let last = before.checked_sub(1).and_then(|at| main.get(at));
            last.is_some_and(|range| byte < range.end)
        })
    }

    /// Whose words stand on a line, from 1, where the model says that it is not the author's:
    /// [`Speaker::Comment`] or [`Speaker::Boilerplate`].
    #[must_use]
    pub fn voice_at(&self, line: u64) -> Option<Speaker> {
        let holds =
            |(first, last): &(u32, u32)| (u64::from(*first)..=u64::from(*last)).contains(&line);
        let voice = self
            .voices
            .iter()
            .find(|voice| voice.lines.iter().any(holds));
        voice.map(|voice| voice.voice)
    }

    /// The stretches of the text that are not the author's words, in bytes, in order and apart from
    /// each other: markup, what stands around the matter of a web page, and the lines of other
    /// voices. Linear in the text.
    #[must_use]
    pub fn not_the_authors(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        for kept in [&self.seen, &self.main].into_iter().flatten() {
            let mut end = 0;
            for range in kept {
                out.push(end..range.start);
                end = range.end;
            }
            out.push(end..self.text.len());
        }
        for (first, last) in self.voices.iter().flat_map(|voice| &voice.lines) {
            let after = self.line_start(u64::from(*last) + 1);
            out.push(self.line_start(u64::from(*first))..after);
        }
        out.retain(|range| range.start < range.end);
        out.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in out {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }

    /// Where a passage stands. Linear in the text for words that are there; for others as
    /// [`anchor::locate`] says.
    #[must_use]
    pub fn locate(&self, passage: &Passage) -> Located {
        anchor::locate(self, passage)
    }

    /// Whether parts of the text are markup, which is no part of what is compared.
    pub(crate) fn has_markup(&self) -> bool {
        self.seen.is_some()
    }

    /// A stretch of the text in characters from 0 instead of bytes, as in the text-position
    /// selector. Linear in the text.
    #[must_use]
    pub fn characters(&self, range: Range<usize>) -> (u64, u64) {
        let count = |text: Option<&str>| text.map_or(0, |text| text.chars().count() as u64);
        let before = count(self.text.get(..range.start));
        (before, before + count(self.text.get(range)))
    }

    /// The raw text of a stretch, with single spaces.
    pub(crate) fn excerpt(&self, range: Range<usize>) -> String {
        let raw = self.text.get(range).unwrap_or_default();
        raw.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Where the pieces that a reader sees stand, in whole characters. Between pieces that a line end or
/// the rule of a table parts, that sign is kept, so that the words on both sides are not one.
fn stretches(text: &str, pieces: &[(usize, String)]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, piece) in pieces.iter().filter(|(_, piece)| piece != "\n") {
        let before = found.last().map_or(0, |range| range.end);
        let start = text.floor_char_boundary(*start);
        let gap = text.get(before..start).unwrap_or_default();
        if let Some(at) = gap.find(['\n', '|']) {
            found.push(before + at..before + at + 1);
        }
        found.push(start..text.ceil_char_boundary(start + piece.len()));
    }
    found
}
