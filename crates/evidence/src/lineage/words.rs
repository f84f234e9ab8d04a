//! Words without punctuation and letter case, for asking whether two quotations are the same.
//!
//! In: raw text. Out: its words.

use crate::fold::Folded;

/// The words of a text: folded as in [`Folded`], in lower case, parted at everything that is
/// neither a letter nor a digit; an apostrophe inside a word belongs to it. Linear in the text.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded = Folded::new(text).text().to_lowercase();
    folded
        .split(|sign: char| !sign.is_alphanumeric() && sign != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
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
        let plain = ["we're", "not", "even", "talking", "self", "defense"];
        assert_eq!(words("“We’re not even — TALKING,” self-defense"), plain);
        assert_eq!(words("'we're' not. Even... talking self‑defense"), plain);
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
