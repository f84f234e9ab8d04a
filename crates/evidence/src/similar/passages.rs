//! The passages of texts, with what is compared of them.
//!
//! In: texts as rows of numbered words. Out: [`Passage`]s.

use crate::shared::row::Row;
use crate::words::Text;

/// Words in a shingle.
pub(super) const SHINGLE: usize = 3;
/// Longer passages are cut after so many words.
const MOST_WORDS: usize = 200;
/// A text with a longer line, in bytes, ends its paragraphs with line feeds.
const LONG_LINE: usize = 200;

/// Three words in a row.
pub(super) type Shingle = [u32; SHINGLE];

/// A paragraph, or a part of a long one.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// Number of the text.
    pub(super) text: usize,
    /// Positions in the row, the end not included.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Passage {
    /// Its words.
    pub(super) fn signs<'r>(&self, row: &'r Row) -> &'r [u32] {
        row.signs.get(self.start..self.end).unwrap_or_default()
    }

    /// Its shingles in order, each once.
    pub(super) fn shingles(&self, row: &Row) -> Vec<Shingle> {
        let windows = self.signs(row).windows(SHINGLE);
        let mut shingles: Vec<Shingle> = windows
            .filter_map(|window| window.try_into().ok())
            .collect();
        shingles.sort_unstable();
        shingles.dedup();
        shingles
    }
}

/// The passages of at least `least` words, in order. Linear in the texts.
pub(super) fn passages(texts: &[Text<'_>], row: &Row, least: usize) -> Vec<Passage> {
    let mut found = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let first = row.begins.get(number).map_or(0, |begin| *begin as usize);
        let next = row.begins.get(number + 1).map(|begin| *begin as usize);
        // The last sign of a text is no word.
        let last = next.unwrap_or(row.signs.len()).saturating_sub(1);
        let ends = paragraph_ends(text.text);
        let mut ends = ends.into_iter().peekable();
        let mut start = first;
        for at in first..last {
            let begins_at = row.bytes[at].0 as usize;
            let mut parted = at - start >= MOST_WORDS;
            while ends.next_if(|end| *end <= begins_at).is_some() {
                parted = true;
            }
            if parted {
                keep(number, start, at, least, &mut found);
                start = at;
            }
        }
        keep(number, start, last, least, &mut found);
    }
    found
}

fn keep(text: usize, start: usize, end: usize, least: usize, found: &mut Vec<Passage>) {
    if end >= start + least {
        found.push(Passage { text, start, end });
    }
}

/// Where paragraphs end, in bytes: at blank lines, and in a text with long lines at each line feed.
fn paragraph_ends(text: &str) -> Vec<usize> {
    let long = text.lines().any(|line| line.len() > LONG_LINE);
    let mut ends = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if long || line.trim().is_empty() {
            ends.push(at);
        }
    }
    ends
}
