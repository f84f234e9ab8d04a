//! The words of a text, as they are compared between texts.
//!
//! In: raw text with the stretches that do not count. Out: for each word a key, equal for words
//! that differ only in case, punctuation or typography, and its place in the raw text.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::fold::Folded;
use crate::page::Page;

/// A text whose words are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// The raw text.
    pub text: &'a str,
    /// Bytes that are not compared, in order and apart from each other: boilerplate, readers'
    /// comments, markup. The words on both sides of such a stretch count as neighbours, so that a
    /// notice in the middle of a copied paragraph does not hide that it is copied.
    pub skip: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    /// All of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Text {
            text,
            skip: Vec::new(),
        }
    }

    /// The author's words of a page: no markup, no readers' comments, no boilerplate, and nothing
    /// that stands around the matter of a web page. Linear in the text.
    #[must_use]
    pub fn of_page(page: &'a Page) -> Self {
        Text {
            text: page.text(),
            skip: page.not_the_authors(),
        }
    }

    /// The stretches that count, each with its offset.
    fn pieces(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let text = self.text;
        let starts = std::iter::once(0).chain(self.skip.iter().map(|skip| skip.end));
        let ends = self.skip.iter().map(|skip| skip.start);
        let ends = ends.chain(std::iter::once(text.len()));
        starts
            .zip(ends)
            .filter_map(move |(start, end)| Some((start, text.get(start..end)?)))
    }
}

/// Calls `each` with the key and the raw bytes of every word of a text, in order.
///
/// Words are those of Unicode's text segmentation (UAX 29), on text that is folded as quoted words
/// are: `we’ll` is one word and equal to `WE'LL`, `well-known` is two, and a word that a hyphen
/// divides between two lines is one. In Chinese, Japanese and Thai, which put no spaces between
/// words, each sign counts as a word (except that a row of katakana is one). Punctuation inside
/// words is dropped, `U.S.` is `us`; apostrophes stay, and the point of a decimal fraction.
///
/// Linear in the text.
pub fn each_word(text: &Text<'_>, mut each: impl FnMut(&str, Range<usize>)) {
    let folded = Folded::of_pieces(text.pieces());
    let optional = folded.optional();
    let mut key = String::new();
    let mut pending: Option<Range<usize>> = None;
    for (start, word) in folded.text().unicode_word_indices() {
        let end = start + word.len();
        match &mut pending {
            // The hyphen before stood for the end of a line.
            Some(range) if range.end + 1 == start && optional.binary_search(&range.end).is_ok() => {
                range.end = end;
            }
            _ => {
                if let Some(range) = pending.take() {
                    hand_over(&folded, &key, range, &mut each);
                }
                key.clear();
                pending = Some(start..end);
            }
        }
        put_key(word, &mut key);
    }
    if let Some(range) = pending {
        hand_over(&folded, &key, range, &mut each);
    }
}

fn hand_over(
    folded: &Folded,
    key: &str,
    range: Range<usize>,
    each: &mut impl FnMut(&str, Range<usize>),
) {
    if !key.is_empty() {
        each(key, folded.raw_range(range));
    }
}

/// Adds the key of a word.
fn put_key(word: &str, key: &mut String) {
    let mut signs = word.chars().peekable();
    let mut last = None;
    while let Some(sign) = signs.next() {
        let between_digits = last.is_some_and(|last: char| last.is_numeric())
            && signs.peek().is_some_and(|next| next.is_numeric());
        match sign {
            'ß' | 'ẞ' => key.push_str("ss"),
            'ς' => key.push('σ'),
            '\'' => key.push(sign),
            '.' if between_digits => key.push(sign),
            sign if sign.is_alphanumeric() || is_combining_mark(sign) => {
                key.extend(sign.to_lowercase());
            }
            _ => {}
        }
        last = Some(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let mut keys = Vec::new();
        each_word(&Text::new(text), |key, _| keys.push(key.to_owned()));
        keys
    }

    #[test]
    fn case_punctuation_and_typography_do_not_count() {
        assert_eq!(
            keys("“Until THEY do, we’re not”"),
            keys("until they do -- we're (not)")
        );
        assert_eq!(keys("the U.S. o\u{fb03}ce"), ["the", "us", "office"]);
        assert_eq!(keys("caf\u{e9}"), keys("CAFE\u{301}"));
        assert_eq!(keys("Straße"), keys("STRASSE"));
        assert_eq!(
            keys("3.5 of 35, and 1,000"),
            ["3.5", "of", "35", "and", "1000"]
        );
        assert_eq!(
            keys("moral\u{2014}legal well-known"),
            ["moral", "legal", "well", "known"]
        );
        assert_eq!(keys("… — ?!"), Vec::<String>::new());
    }

    #[test]
    fn a_word_divided_between_lines_is_one() {
        assert_eq!(keys("an exam-\nple"), ["an", "example"]);
    }

    #[test]
    fn scripts_without_spaces_have_a_word_for_each_sign() {
        assert_eq!(keys("美国否决"), ["美", "国", "否", "决"]);
        assert_eq!(keys("สวัสดี").len(), 4);
    }

    #[test]
    fn places_lead_to_the_raw_text_and_skipped_stretches_are_not_there() {
        let raw = "One [advert here] two-\nfold “ﬁne”";
        let skip = raw.find('[').unwrap_or(0)..raw.find(']').unwrap_or(0) + 1;
        let text = Text {
            text: raw,
            skip: vec![skip],
        };
        let mut found = Vec::new();
        each_word(&text, |key, place| {
            found.push((key.to_owned(), &raw[place]))
        });
        let expected = [("one", "One"), ("twofold", "two-\nfold"), ("fine", "ﬁne")];
        let expected: Vec<(String, &str)> = expected
            .iter()
            .map(|(key, raw)| ((*key).to_owned(), *raw))
            .collect();
        assert_eq!(found, expected);
    }
}
