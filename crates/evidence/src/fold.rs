//! Text in the form in which quoted words are compared: quotes, dashes, ligatures and spaces
//! folded. Each sign of the folded text knows where it came from.
//!
//! In: raw text, or the pieces of it that a reader sees. Out: [`Folded`].

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Folded text with the way back to the raw text.
///
/// Characters are decomposed by compatibility (ligatures, wide forms, the ellipsis); quotes become
/// straight; dashes become one hyphen without white space around it; a run of white space becomes
/// one space; signs that are not seen (soft hyphens, zero-width signs, direction marks) are gone;
/// there is no white space at the ends. Letter case is kept.
///
/// A hyphen between a letter and a line end may belong to the word or to the line. It is kept, and
/// [`Folded::optional`] says where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of the folded text, the bytes of the raw character that it came from.
    raw: Vec<(u32, u8)>,
    /// Bytes of the folded text with a hyphen that may stand only for a line end, ascending.
    optional: Vec<usize>,
}

/// What the last sign before a word was, for hyphens at line ends.
#[derive(Clone, Copy, Default, PartialEq)]
enum Before {
    /// Nothing of interest.
    #[default]
    Other,
    /// A hyphen right after a letter.
    Hyphen,
    /// Such a hyphen, and then a line end.
    LineEnd,
}

impl Folded {
    /// Folds a text. Linear in the text.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        Folded::of_pieces([(0, raw)])
    }

    /// Folds the pieces of a raw text that a reader sees, each with its offset in the raw text,
    /// in order. Linear in the text.
    pub fn of_pieces<'t>(pieces: impl IntoIterator<Item = (usize, &'t str)>) -> Self {
        let mut folded = Folded::default();
        let mut before = Before::default();
        for (start, piece) in pieces {
            for (offset, character) in piece.char_indices() {
                folded.sign(start + offset, character, &mut before);
            }
        }
        if folded.text.ends_with(' ') {
            folded.text.pop();
            folded.raw.pop();
        }
        folded
    }

    /// With places in whole characters of the raw text, also where what a reader sees is longer or
    /// shorter than what stands there: `&ouml;`, a tab that is seen as four spaces. Linear.
    pub(crate) fn in_whole_characters(mut self, raw: &str) -> Self {
        for (start, length) in &mut self.raw {
            let first = raw.floor_char_boundary(*start as usize);
            let end = raw.ceil_char_boundary(*start as usize + usize::from(*length));
            *start = u32::try_from(first).unwrap_or(u32::MAX);
            *length = u8::try_from(end - first).unwrap_or(u8::MAX);
        }
        self
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Bytes of the folded text with a hyphen that may stand only for a line end, ascending.
    #[must_use]
    pub fn optional(&self) -> &[usize] {
        &self.optional
    }

    /// The stretch of the raw text that a stretch of the folded text came from, in bytes. Whole
    /// characters: half a ligature leads to the ligature.
    #[must_use]
    pub fn raw_range(&self, range: Range<usize>) -> Range<usize> {
        let at = |byte: usize| {
            let (start, length) = self.raw.get(byte).copied().unwrap_or_default();
            (start as usize, start as usize + usize::from(length))
        };
        let (start, first_end) = at(range.start);
        match range.end.checked_sub(1) {
            Some(last) if last >= range.start => start..at(last).1.max(first_end),
            _ => start..start,
        }
    }

    /// The first byte of the folded text that came from this byte of the raw text or a later one.
    /// Logarithmic.
    #[must_use]
    pub fn folded_offset(&self, raw: usize) -> usize {
        self.raw
            .partition_point(|(start, length)| (*start as usize + usize::from(*length)) <= raw)
    }

    fn sign(&mut self, offset: usize, character: char, before: &mut Before) {
        let source = (
            u32::try_from(offset).unwrap_or(u32::MAX),
            u8::try_from(character.len_utf8()).unwrap_or(1),
        );
        let joins = *before == Before::LineEnd && character.is_lowercase();
        if joins && self.text.ends_with('-') {
            self.optional.push(self.text.len() - 1);
        }
        *before = match character {
            '-' | '\u{2010}' if self.text.ends_with(char::is_alphabetic) => Before::Hyphen,
            '\n' | '\r' | '\u{2028}' if *before != Before::Other => Before::LineEnd,
            other if other.is_whitespace() => *before,
            _ => Before::Other,
        };
        match alike(character) {
            Some(Alike::Unseen) => {}
            Some(Alike::Sign(sign)) => self.push(sign, source),
            None => {
                for part in std::iter::once(character).nfkd() {
                    match alike(part) {
                        Some(Alike::Unseen) => {}
                        Some(Alike::Sign(sign)) => self.push(sign, source),
                        None => self.push(part, source),
                    }
                }
            }
        }
    }

    fn push(&mut self, part: char, source: (u32, u8)) {
        let last = self.text.chars().next_back();
        match (part, last) {
            (' ', None | Some(' ' | '-')) | ('-', Some('-')) => return,
            ('-', Some(' ')) => {
                self.text.pop();
                self.raw.pop();
                if self.text.ends_with('-') {
                    return;
                }
            }
            // Two single quotes are a double one.
            ('\'', Some('\'')) => {
                self.text.pop();
                self.text.push('"');
                return;
            }
            _ => {}
        }
        self.text.push(part);
        self.raw.resize(self.text.len(), source);
    }
}

/// What a sign looks like.
enum Alike {
    /// Nothing is seen.
    Unseen,
    /// This sign.
    Sign(char),
}

/// What this sign looks like, where another one stands for it.
fn alike(part: char) -> Option<Alike> {
    Some(Alike::Sign(match part {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '`' | '´' | 'ʼ' | 'ʹ' | '‹' | '›' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '〝' | '〞' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' | '⸺' | '⸻' => {
            '-'
        }
        // Soft hyphen, zero-width signs, direction marks, byte order mark.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => return Some(Alike::Unseen),
        other if other.is_whitespace() || other.is_control() => ' ',
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(raw: &str) -> String {
        Folded::new(raw).text
    }

    #[test]
    fn what_looks_alike_is_alike() {
        assert_eq!(folded("“Until they do, we’re”"), "\"Until they do, we're\"");
        assert_eq!(
            folded("``Until they do, we´re''"),
            "\"Until they do, we're\""
        );
        assert_eq!(folded("the o\u{fb03}ce\u{a0}\u{a0}\n of"), "the office of");
        assert_eq!(folded("moral\u{2014}legal -- both"), "moral-legal-both");
        assert_eq!(folded("moral \u{2013} legal"), folded("moral\u{2014}legal"));
        assert_eq!(folded("co\u{ad}op\u{200b}erate…"), "cooperate...");
        assert_eq!(folded("caf\u{e9}"), folded("cafe\u{301}"));
        assert_eq!(folded("  \n "), "");
        assert_eq!(folded(" - "), "-");
    }

    #[test]
    fn offsets_lead_back_to_the_raw_text() {
        let raw = "a  “ﬁne” day —  it is";
        let folded = Folded::new(raw);
        let back = |words: &str| {
            let start = folded.text.find(words)?;
            raw.get(folded.raw_range(start..start + words.len()))
        };
        assert_eq!(back("\"fine\""), Some("“ﬁne”"));
        assert_eq!(back("in"), Some("ﬁn"));
        assert_eq!(back("day-it"), Some("day —  it"));
        assert_eq!(back(" \"fine"), Some("  “ﬁne"));
        let day = raw.find("day").unwrap_or(0);
        assert!(folded.text[folded.folded_offset(day)..].starts_with("day"));
    }

    #[test]
    fn a_hyphen_at_a_line_end_is_marked() {
        let text = Folded::new("an exam-\n ple, well-known, Anglo-\nSaxon, 5-\nfold");
        assert_eq!(text.text(), "an exam-ple, well-known, Anglo-Saxon, 5-fold");
        assert_eq!(text.optional(), [7]);
    }

    #[test]
    fn pieces_keep_their_places() {
        let raw = "*so* it";
        let folded = Folded::of_pieces([(1, "so"), (4, " it")]);
        assert_eq!(folded.text(), "so it");
        assert_eq!(folded.raw_range(0..5), 1..raw.len());
    }
}
