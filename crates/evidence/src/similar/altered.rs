//! Whether two quotations are nearly the same, word by word.
//!
//! In: two quotations. Out: [`Alteration`].

use super::table::{Extent, Table};
use crate::words::{Text, each_word};

/// Quotations of fewer words are not compared: too many say the same by chance.
const LEAST_WORDS: usize = 6;
/// One word in so many may differ.
const ONE_IN: usize = 5;
/// Quotations of more words than this are compared in their first words only.
const MOST_WORDS: usize = 2_000;

/// Nearly the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// Words put in, left out or replaced on the shortest way from one to the other.
    pub edits: usize,
    /// Words of the first that the second has not, as they are written there, in order.
    pub first: Vec<String>,
    /// Words of the second that the first has not.
    pub second: Vec<String>,
}

/// The words in which two quotations differ, if they are nearly the same and not the same.
///
/// They are nearly the same if the shorter one has at least six words and at most one word in five
/// must be put in, left out or replaced to come from one to the other. Where one is a good deal
/// longer, it is enough that the shorter one is so close to a stretch of it; the words around that
/// stretch are not counted as differing. `we’ll` is one word, so that "We do what we need to do"
/// and "We’ll do what we need to do" are one word apart. Case and punctuation do not count.
///
/// Time and memory grow with the product of the numbers of words; of more than 2,000 words only
/// the first 2,000 are compared.
#[must_use]
pub fn altered(first: &str, second: &str) -> Option<Alteration> {
    let (one, other) = (Words::of(first), Words::of(second));
    if one.keys.len() <= other.keys.len() {
        within(&one, &other)
    } else {
        let found = within(&other, &one)?;
        Some(Alteration {
            edits: found.edits,
            first: found.second,
            second: found.first,
        })
    }
}

/// The words of a quotation.
struct Words {
    keys: Vec<String>,
    written: Vec<String>,
}

impl Words {
    fn of(text: &str) -> Words {
        let mut words = Words {
            keys: Vec::new(),
            written: Vec::new(),
        };
        each_word(&Text::new(text), |key, place| {
            if words.keys.len() < MOST_WORDS {
                words.keys.push(key.to_owned());
                words
                    .written
                    .push(text.get(place).unwrap_or_default().to_owned());
            }
        });
        words
    }
}

fn within(short: &Words, long: &Words) -> Option<Alteration> {
    if short.keys.len() < LEAST_WORDS {
        return None;
    }
    let allowed = short.keys.len() / ONE_IN;
    let whole = (long.keys.len() - short.keys.len() <= allowed)
        .then(|| Table::new(&short.keys, &long.keys, Extent::Whole));
    let table = whole
        .filter(|table| table.edits() <= allowed)
        .unwrap_or_else(|| Table::new(&short.keys, &long.keys, Extent::Stretch));
    let edits = table.edits();
    if edits == 0 || edits > allowed {
        return None;
    }
    let (only_short, only_long) = table.differing();
    let written = |words: &Words, places: Vec<usize>| {
        let words = places
            .into_iter()
            .filter_map(|at| words.written.get(at).cloned());
        words.collect()
    };
    Some(Alteration {
        edits,
        first: written(short, only_short),
        second: written(long, only_long),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differing(first: &str, second: &str) -> Option<(String, String)> {
        let found = altered(first, second)?;
        Some((found.first.join(" "), found.second.join(" ")))
    }

    fn pair(first: &str, second: &str) -> Option<(String, String)> {
        Some((first.to_owned(), second.to_owned()))
    }

    #[test]
    fn nearly_the_same() {
        let we_do = "We do what we need to do.";
        let we_will = "We’ll do what we need to do,";
        assert_eq!(differing(we_do, we_will), pair("We", "We’ll"));
        assert_eq!(differing(we_will, we_do), pair("We’ll", "We"));
        assert_eq!(
            differing(
                "We do what we need to do. And the harbour knows what is good for it.",
                we_will
            ),
            pair("We", "We’ll")
        );
        assert_eq!(
            differing(
                "the council will never accept the dam on the upper river",
                "The council will not accept the new dam on the upper river."
            ),
            pair("never", "not new")
        );
        assert_eq!(
            differing(
                "we shall go to the harbour",
                "we shall go to the old harbour"
            ),
            pair("", "old")
        );
    }

    #[test]
    fn not_nearly_the_same() {
        // The same words, but for case and punctuation.
        assert_eq!(
            altered(
                "No. Until they do, we’re waiting",
                "no - until they do we're WAITING"
            ),
            None
        );
        // Too short to say.
        assert_eq!(
            altered("a credible opportunity", "a credible window of opportunity"),
            None
        );
        // Said otherwise.
        assert_eq!(
            altered(
                "two officials of the port who spoke with the paper on condition of anonymity",
                "two unnamed officials of the port speaking to the paper"
            ),
            None
        );
        // The same turns of phrase.
        assert_eq!(
            altered(
                "the president of the assembly spoke to the press on Monday",
                "the director of the harbour wrote to the mayor on Friday"
            ),
            None
        );
        assert_eq!(altered("", ""), None);
        assert_eq!(altered("a b c d e f", ""), None);
    }

    #[test]
    fn a_hostile_length_is_cut() {
        let long = "again and ".repeat(100_000);
        assert_eq!(altered(&long, &long), None);
    }
}
