//! The words of a document that are nearest to words that are not in it.
//!
//! A window as long as the passage slides over the document; what counts is how many words they
//! share, rare ones more, in any order. The best windows are compared word by word (edit distance,
//! the ends of the window free), which gives the exact stretch.

use std::collections::BTreeMap;
use std::ops::Range;

use model::evidence::Passage;

use super::Located;
use super::byte_of_character;
use crate::fold::Folded;
use crate::page::Page;

/// Most words of a passage that are compared.
const LONGEST: usize = 400;

/// Windows that are compared word by word.
const CANDIDATES: usize = 3;

/// Least part of the passage, in hundredths, that has to agree.
const ENOUGH: usize = 50;

/// What leaving out or adding a word costs.
const GAP: usize = 2;

/// What another word costs, and what a similar one.
const OTHER: usize = 3;
const SIMILAR: usize = 1;

/// A word, in lower case, and its place in the folded text.
struct Word {
    word: String,
    range: Range<usize>,
}

/// The words nearest to the passage, if any are near: at least half of the words, in nearly the
/// same order, or three fifths of them in another one.
pub(super) fn nearest(page: &Page, passage: &Passage) -> Option<Located> {
    let folded = page.folded();
    let mut wanted = words(Folded::new(&passage.words).text());
    wanted.truncate(LONGEST);
    let text = words(folded.text());
    let near = hint(page, passage);
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    for window in candidates(&text, &wanted, near) {
        let (score, range) = compare(&text, &wanted, window);
        let place = folded.raw_range(text.get(range.start)?.range.clone()).start;
        let distance = near.map_or(0, |near| near.abs_diff(place));
        let better = best.as_ref().is_none_or(|(most, least, _)| {
            (score, std::cmp::Reverse(distance)) > (*most, std::cmp::Reverse(*least))
        });
        if score >= ENOUGH && better {
            best = Some((score, distance, range));
        }
    }
    let (_, _, range) = best?;
    let first = text.get(range.start)?.range.start;
    let last = text.get(range.end.checked_sub(1)?)?.range.end;
    let range = folded.raw_range(first..last);
    Some(Located::Altered {
        line: page.line(range.start),
        nearest: page.excerpt(range.clone()),
        range,
    })
}

/// Where the passage is said to stand, in bytes of the text.
fn hint(page: &Page, passage: &Passage) -> Option<usize> {
    if let Some((start, _)) = passage.characters {
        return Some(byte_of_character(page.text(), start));
    }
    passage.line.map(|line| page.line_start(u64::from(line)))
}

/// The words of a folded text: letters and digits, with apostrophes inside.
fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, sign) in ends {
        let inside = sign.is_alphanumeric()
            || unicode_normalization::char::is_combining_mark(sign)
            || (sign == '\'' && start.is_some());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                let word = text.get(first..at).unwrap_or_default();
                let word = word.trim_end_matches('\'');
                found.push(Word {
                    word: word.to_lowercase(),
                    range: first..first + word.len(),
                });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The starts of the windows that share most with the passage, best first. Linear in the text.
fn candidates(text: &[Word], wanted: &[Word], near: Option<usize>) -> Vec<Range<usize>> {
    let length = wanted.len();
    if length == 0 {
        return Vec::new();
    }
    let mut need: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for word in wanted {
        need.entry(&word.word).or_default().0 += 1;
    }
    for word in text {
        if let Some((_, seen)) = need.get_mut(word.word.as_str()) {
            *seen += 1;
        }
    }
    // A word that stands once in the text counts 16, one that stands everywhere counts 1.
    let weight = |seen: usize| {
        16_usize
            .checked_shr(seen.max(1).ilog2())
            .unwrap_or(0)
            .max(1)
    };
    let value: Vec<Option<(&str, usize)>> = text
        .iter()
        .map(|word| {
            let (key, (_, seen)) = need.get_key_value(word.word.as_str())?;
            Some((*key, weight(*seen)))
        })
        .collect();
    let mut have: BTreeMap<&str, usize> = BTreeMap::new();
    let mut score = 0;
    let mut scored: Vec<(usize, usize)> = Vec::new();
    for (at, entry) in value.iter().enumerate() {
        if let Some((key, weight)) = entry {
            let count = have.entry(key).or_default();
            *count += 1;
            if need.get(key).is_some_and(|(needed, _)| *count <= *needed) {
                score += weight;
            }
        }
        let start = (at + 1).saturating_sub(length);
        if score > 0 && entry.is_some() {
            scored.push((score, start));
        }
        if at + 1 >= length
            && let Some(Some((key, weight))) = value.get(start)
            && let Some(count) = have.get_mut(key)
        {
            if need.get(key).is_some_and(|(needed, _)| *count <= *needed) {
                score -= weight;
            }
            *count -= 1;
        }
    }
    best_apart(scored, text, length, near)
}

/// The best windows that lie apart from each other.
fn best_apart(
    mut scored: Vec<(usize, usize)>,
    text: &[Word],
    length: usize,
    near: Option<usize>,
) -> Vec<Range<usize>> {
    let distance = |start: usize| {
        let place = text.get(start).map_or(0, |word| word.range.start);
        near.map_or(0, |near| near.abs_diff(place))
    };
    scored.sort_by_key(|(score, start)| (std::cmp::Reverse(*score), distance(*start), *start));
    let mut chosen: Vec<usize> = Vec::new();
    for (_, start) in scored {
        if chosen.len() == CANDIDATES {
            break;
        }
        if chosen.iter().all(|other| other.abs_diff(start) >= length) {
            chosen.push(start);
        }
    }
    let slack = length / 2 + 3;
    let window =
        |start: usize| start.saturating_sub(slack)..(start + length + slack).min(text.len());
    chosen.into_iter().map(window).collect()
}

/// How far the passage and its nearest stretch of a window agree, in hundredths, and the stretch.
/// Quadratic in the passage, which has at most [`LONGEST`] words.
fn compare(text: &[Word], wanted: &[Word], window: Range<usize>) -> (usize, Range<usize>) {
    let words = text.get(window.clone()).unwrap_or_default();
    let (cost, aligned) = align(words, wanted);
    let most = wanted.len() * GAP;
    let agrees = (most.saturating_sub(cost)) * 100 / most.max(1);
    let (shared, loose) = overlap(words, wanted);
    // Another order is worth less than the same one.
    let loosely = (shared * 100 / wanted.len().max(1)).saturating_sub(10);
    let (score, range) = if agrees >= loosely {
        (agrees, aligned)
    } else {
        (loosely, loose)
    };
    (score, window.start + range.start..window.start + range.end)
}

/// The least cost of turning the wanted words into a stretch of these, and the stretch.
fn align(words: &[Word], wanted: &[Word]) -> (usize, Range<usize>) {
    // One row a wanted word: cost, and where the stretch begins.
    let mut row: Vec<(usize, usize)> = (0..=words.len()).map(|start| (0, start)).collect();
    for want in wanted {
        let mut next = Vec::with_capacity(row.len());
        let mut left = row
            .first()
            .map_or((0, 0), |(cost, start)| (cost + GAP, *start));
        next.push(left);
        for (pair, word) in row.windows(2).zip(words) {
            let [diagonal, above] = pair else {
                continue;
            };
            let change = (diagonal.0 + change(&want.word, &word.word), diagonal.1);
            let missing = (above.0 + GAP, above.1);
            let added = (left.0 + GAP, left.1);
            left = [change, missing, added]
                .into_iter()
                .min_by_key(|(cost, start)| (*cost, *start))
                .unwrap_or(change);
            next.push(left);
        }
        row = next;
    }
    let ends = row.into_iter().enumerate();
    // Of equally near stretches the longest, which has more of the words.
    let best =
        ends.min_by_key(|(end, (cost, start))| (*cost, std::cmp::Reverse(end - start), *end));
    best.map_or((usize::MAX, 0..0), |(end, (cost, start))| {
        (cost, start..end)
    })
}

/// How many of the wanted words are among these, and the stretch from the first to the last.
fn overlap(words: &[Word], wanted: &[Word]) -> (usize, Range<usize>) {
    let mut need: BTreeMap<&str, usize> = BTreeMap::new();
    for word in wanted {
        *need.entry(&word.word).or_default() += 1;
    }
    let mut shared = 0;
    let mut stretch: Option<(usize, usize)> = None;
    for (at, word) in words.iter().enumerate() {
        if let Some(left) = need.get_mut(word.word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
            stretch = Some((stretch.map_or(at, |(first, _)| first), at + 1));
        }
    }
    let (first, end) = stretch.unwrap_or_default();
    (shared, first..end)
}

/// What it costs to have one word for another.
fn change(one: &str, other: &str) -> usize {
    if one == other {
        0
    } else if are_similar(one, other) {
        SIMILAR
    } else {
        OTHER
    }
}

/// Whether one word is probably a form of the other: the first three letters are the same, and at
/// least half of the longer one.
fn are_similar(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let same = same.count();
    let longer = one.chars().count().max(other.chars().count());
    same >= 3 && same * 2 >= longer
}
