//! Whether two quotations have the same words.
//!
//! In: raw text. Out: its words as they are compared between texts ([`crate::words`]).

use crate::words::{Text, each_word};

/// The words of a text, without punctuation and letter case. Linear in the text.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_word(&Text::new(text), |key, _| found.push(key.to_owned()));
    found
}

/// Whether the words of `part` stand in `whole` one after the other. Linear in the product of the
/// lengths.
#[must_use]
pub fn contains(whole: &[String], part: &[String]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

/// Whether one of the two stands in the other.
#[must_use]
pub fn overlap(first: &[String], second: &[String]) -> bool {
    contains(first, second) || contains(second, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_and_letter_case_are_no_words() {
        let plain = ["we're", "not", "even", "talking"];
        assert_eq!(words("“We’re not even — TALKING,”"), plain);
        assert_eq!(words(" — ’ "), Vec::<String>::new());
    }

    #[test]
    fn a_part_stands_in_the_whole_in_one_piece() {
        let whole = words("Until they do, we’re not even talking");
        assert!(contains(&whole, &words("they do we’re")));
        assert!(!contains(&whole, &words("they we’re")));
        assert!(!contains(&whole, &[]));
        assert!(overlap(&words("they do"), &whole));
    }
}
