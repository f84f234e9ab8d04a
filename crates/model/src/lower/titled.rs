//! Where a text gives somebody a title: `President Biden`, `ex-Prime Minister Ehud Olmert`.

use std::collections::BTreeMap;

use super::titles::{LONGEST_TITLE, Person, Title};
use crate::fold::{FoldedWord, Gap, fold};

/// Most words between a title and a last name: first and middle names.
const FORENAMES: usize = 3;

/// Most words between `former` and a title: `former U.S. President`.
const QUALIFIERS: usize = 3;

/// What a text says of somebody and an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claimed {
    /// `President X`: holds it.
    Holds,
    /// `then-President X`: holds it or has held it.
    Held,
    /// `former President X`, `ex-President X`: held it and holds it no longer.
    Former,
}

/// One place where a title stands with a name that an office knows.
#[derive(Debug)]
pub(crate) struct Mention<'t> {
    /// The title.
    pub(crate) title: &'t Title,
    /// What is said.
    pub(crate) claimed: Claimed,
    /// Who can be meant; several where they share a last name.
    pub(crate) people: Vec<&'t Person>,
    /// The words of the text.
    pub(crate) words: String,
}

/// All mentions in a text, in order. The longest title counts: a vice president is no president.
pub(crate) fn mentions<'t>(titles: &'t BTreeMap<String, Title>, text: &str) -> Vec<Mention<'t>> {
    let words = fold(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((title, length)) = title_at(titles, &words, at) else {
            at += 1;
            continue;
        };
        let next = at + length;
        if let Some(claimed) = claimed(&words, at)
            && let Some((people, end)) = people_at(title, &words, next)
        {
            let (from, to) = (words.get(at), words.get(end));
            let range = from.zip(to).map(|(from, to)| from.start..to.end);
            let shown = range.and_then(|range| text.get(range)).unwrap_or("");
            found.push(Mention {
                title,
                claimed,
                people,
                words: shown.to_owned(),
            });
        }
        at = next;
    }
    found
}

/// The longest title that begins at a word, and how many words it has.
fn title_at<'t>(
    titles: &'t BTreeMap<String, Title>,
    words: &[FoldedWord],
    at: usize,
) -> Option<(&'t Title, usize)> {
    let mut joined = String::new();
    let mut found = None;
    for (length, word) in words.iter().skip(at).take(LONGEST_TITLE).enumerate() {
        if length > 0 {
            if word.gap != Gap::Near {
                break;
            }
            joined.push(' ');
        }
        joined.push_str(&word.text);
        if let Some(title) = titles.get(&joined) {
            found = Some((title, length + 1));
        }
    }
    found
}

/// What the words before a title make of it; none where they make another title of it.
fn claimed(words: &[FoldedWord], title: usize) -> Option<Claimed> {
    let mut at = title;
    for passed in 0..=QUALIFIERS {
        // The word at `at` must stand close to the one before it.
        if words.get(at).is_none_or(|word| word.gap != Gap::Near) {
            return Some(Claimed::Holds);
        }
        at = at.checked_sub(1)?;
        let word = words.get(at)?;
        match word.text.as_str() {
            "former" | "ex" | "late" | "onetime" => return Some(Claimed::Former),
            "then" => return Some(Claimed::Held),
            "vice" | "deputy" | "acting" | "interim" | "assistant" | "under" if passed == 0 => {
                return None;
            }
            _ if word.capital => {}
            _ => return Some(Claimed::Holds),
        }
    }
    Some(Claimed::Holds)
}

/// The people whose name begins at a word, and the last word of the name.
fn people_at<'t>(
    title: &'t Title,
    words: &[FoldedWord],
    at: usize,
) -> Option<(Vec<&'t Person>, usize)> {
    let first = words.get(at)?;
    if first.gap == Gap::Break {
        return None;
    }
    for (distance, word) in words.iter().enumerate().skip(at).take(FORENAMES + 1) {
        if distance > at && word.gap != Gap::Near {
            return None;
        }
        let Some(namesakes) = title.by_last_name.get(&word.text) else {
            continue;
        };
        let alone = distance == at;
        let meant = namesakes
            .iter()
            .filter_map(|number| title.person(*number))
            .filter(|person| match person.words.as_slice() {
                // A last name alone stands right behind the title.
                [_] => alone,
                [given, ..] => {
                    (alone && first.gap == Gap::Near) || (!alone && *given == first.text)
                }
                [] => false,
            });
        let people: Vec<&Person> = meant.collect();
        if !people.is_empty() {
            return Some((people, distance));
        }
    }
    None
}
