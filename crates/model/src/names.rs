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
    let wanted = name.to_lowercase();
    let length = wanted.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let allowed = length / 3;
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates.into_iter().take(MOST) {
        let lowered: String = candidate.to_lowercase().chars().take(LONGEST + 1).collect();
        if lowered.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let found = strsim::osa_distance(&wanted, &lowered);
        if found <= allowed && best.is_none_or(|(least, _)| found < least) {
            best = Some((found, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// `` `a`, `b`, `c` and 4 more``: at most `most` names, in order.
#[must_use]
pub fn listed<S: AsRef<str>>(names: &[S], most: usize) -> String {
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
