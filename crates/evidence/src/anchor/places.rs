//! All places of some words in a text, both folded.

use std::ops::Range;

use crate::fold::Folded;

/// Most places that are looked at.
const MOST: usize = 10_000;

/// The places of the words in the text, in bytes of the folded text, in order. Where the words are
/// nowhere, hyphens at line ends may be left out. Linear in the text.
pub(super) fn places(text: &Folded, words: &str) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let found: Vec<Range<usize>> = text
        .text()
        .match_indices(words)
        .take(MOST)
        .map(|(start, found)| start..start + found.len())
        .collect();
    if !found.is_empty() || text.optional().is_empty() {
        return found;
    }
    without_line_hyphens(text, words)
}

/// Whether the place neither begins nor ends inside a word.
pub(super) fn is_whole(text: &str, place: &Range<usize>) -> bool {
    let inside = |at: usize| {
        let (before, after) = (text.get(..at), text.get(at..));
        let before = before.and_then(|before| before.chars().next_back());
        let after = after.and_then(|after| after.chars().next());
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    };
    !inside(place.start) && !inside(place.end)
}

/// The places of the words where hyphens at line ends count or not, as the words have it. Both
/// sides are compared without any hyphen first; each place is then compared sign by sign.
fn without_line_hyphens(text: &Folded, words: &str) -> Vec<Range<usize>> {
    let bare_words: String = words.chars().filter(|sign| *sign != '-').collect();
    if bare_words.is_empty() {
        return Vec::new();
    }
    let mut bare = String::with_capacity(text.text().len());
    let mut from = Vec::with_capacity(text.text().len());
    for (at, sign) in text.text().char_indices().filter(|(_, sign)| *sign != '-') {
        bare.push(sign);
        from.resize(bare.len(), at);
    }
    bare.match_indices(&bare_words)
        .take(MOST)
        .filter_map(|(start, _)| {
            let start = *from.get(start)?;
            Some(start..same_but_for_line_hyphens(text, start, words)?)
        })
        .collect()
}

/// The end of the words where they stand at this place.
fn same_but_for_line_hyphens(text: &Folded, start: usize, words: &str) -> Option<usize> {
    let mut wanted = words.chars().peekable();
    for (at, sign) in text.text().get(start..)?.char_indices() {
        let at = start + at;
        match wanted.peek() {
            None => return Some(at),
            Some(next) if *next == sign => {
                wanted.next();
            }
            Some(_) if text.optional().binary_search(&at).is_ok() => {}
            Some(_) => return None,
        }
    }
    wanted.next().is_none().then_some(text.text().len())
}
