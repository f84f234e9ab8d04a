//! Words of a text without the differences that people do not read: letter case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing but spaces and hyphens, and the point of an initial.
    Near,
    /// A comma as well.
    Comma,
    /// Anything else, or the start of the text.
    Break,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoldedWord {
    /// Its letters and digits, in lower case and without accents.
    pub(crate) text: String,
    /// Whether it is written with a capital first letter.
    pub(crate) capital: bool,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// First byte in the text.
    pub(crate) start: usize,
    /// One past the last byte in the text.
    pub(crate) end: usize,
}

/// The words of a text: runs of letters and digits. Linear.
pub(crate) fn fold(text: &str) -> Vec<FoldedWord> {
    let mut words: Vec<FoldedWord> = Vec::new();
    let mut gap = Gap::Break;
    let mut inside = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if letter.is_alphanumeric() || (inside && is_combining_mark(letter)) {
            if !inside {
                words.push(FoldedWord {
                    text: String::new(),
                    capital: letter.is_uppercase(),
                    gap,
                    start: at,
                    end,
                });
                inside = true;
            }
            if let Some(word) = words.last_mut() {
                let plain = letter.nfkd().filter(|part| !is_combining_mark(*part));
                word.text.extend(plain.flat_map(char::to_lowercase));
                word.end = end;
            }
        } else {
            let initial = words
                .last()
                .is_some_and(|word| word.text.chars().nth(1).is_none());
            let between = match letter {
                ' ' | '\t' | '\u{a0}' | '-' | '\u{2010}' | '\u{2011}' => Gap::Near,
                '.' if initial && inside => Gap::Near,
                ',' => Gap::Comma,
                _ => Gap::Break,
            };
            gap = if inside { between } else { gap.max(between) };
            inside = false;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_and_accents_and_keep_their_gaps() {
        let words = fold("Ex-Präsident U.S. e\u{301}te\u{301}, Х. “Я”");
        let texts: Vec<(&str, Gap)> = words.iter().map(|w| (w.text.as_str(), w.gap)).collect();
        assert_eq!(
            texts,
            [
                ("ex", Gap::Break),
                ("prasident", Gap::Near),
                ("u", Gap::Near),
                ("s", Gap::Near),
                ("ete", Gap::Near),
                ("х", Gap::Comma),
                ("я", Gap::Break),
            ]
        );
    }
}
