//! Comparing names, and finding the one that was probably meant.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Longest name, in characters, for which a suggestion is looked for.
const LONGEST: usize = 64;

/// Most candidates that are looked at, so that many wrong names in a large model cost little.
const MOST: usize = 5_000;

/// The form in which names are compared: Unicode NFC. Linear in the name.
pub(crate) fn key(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfc().collect())
    }
}

/// The candidate nearest to `name`, where one is near enough to be a slip of the pen: the same but
/// for letter case, or at most a third of the letters changed. The first of equals wins.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let allowed = wanted.len() / 3;
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates.into_iter().take(MOST) {
        let letters: Vec<char> = candidate.to_lowercase().chars().take(LONGEST + 1).collect();
        if letters.len().abs_diff(wanted.len()) > allowed {
            continue;
        }
        let found = distance(&wanted, &letters);
        if found <= allowed && best.is_none_or(|(least, _)| found < least) {
            best = Some((found, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edit distance with insertions, deletions, changes and swaps of neighbours ("optimal string
/// alignment"). Quadratic in the lengths, which the caller bounds.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let change = above[j] + usize::from(a != b);
            let mut least = change.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && left[i - 1] == *b && *a == right[j - 1] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}

/// `` `a`, `b`, `c` and 4 more``: at most `most` names, in order.
pub(crate) fn listed<S: AsRef<str>>(names: &[S], most: usize) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(most)
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    let mut text = shown.join(", ");
    if names.len() > most {
        text.push_str(&format!(" and {} more", names.len() - most));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_other_words_are_not() {
        let names = ["veto", "strikes", "retaliate"];
        assert_eq!(nearest("vteo", names), Some("veto"));
        assert_eq!(nearest("Veto", names), Some("veto"));
        assert_eq!(nearest("retailate", names), Some("retaliate"));
        assert_eq!(nearest("talks", names), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("UK", ["US"]), None);
        assert_eq!(nearest("us", ["US"]), Some("US"));
    }

    #[test]
    fn names_compare_after_normalisation() {
        assert_eq!(key("e\u{301}"), key("\u{e9}"));
    }
}
