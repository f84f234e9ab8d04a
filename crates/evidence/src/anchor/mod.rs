//! Where a passage stands in its document, as in the selectors of the W3C Web Annotation model: the
//! quotation first, then what stands around it, then the position.
//!
//! In: a [`Page`] and a passage. Out: [`Located`]. Source: *Web Annotation Data Model*, W3C 2017,
//! sections 4.2.4 (text-quote selector) and 4.2.5 (text-position selector).

mod nearest;
mod places;

use std::ops::Range;

use model::evidence::Passage;

use crate::fold::Folded;
use crate::page::Page;

/// Where a passage stands. Ranges are in bytes of [`Page::text`], lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// At one place, and where it is said to stand, if that is said.
    Found {
        /// The words.
        range: Range<usize>,
        /// The line of their first letter.
        line: u64,
    },
    /// At one place, but not on the line or at the position that is given.
    Moved {
        /// The words.
        range: Range<usize>,
        /// The line of their first letter.
        line: u64,
    },
    /// At several places, and nothing says which.
    Repeated {
        /// The line of each place, in order; a line may stand twice.
        lines: Vec<u64>,
    },
    /// Nowhere word for word; these words are nearest.
    Altered {
        /// The nearest words.
        range: Range<usize>,
        /// The line of their first letter.
        line: u64,
        /// The nearest words as the document has them, with single spaces.
        nearest: String,
    },
    /// Neither these words nor any that are near.
    Missing,
}

impl Located {
    /// The words of the passage in the document, where they stand at one known place.
    #[must_use]
    pub fn words(&self) -> Option<Range<usize>> {
        match self {
            Located::Found { range, .. } | Located::Moved { range, .. } => Some(range.clone()),
            Located::Repeated { .. } | Located::Altered { .. } | Located::Missing => None,
        }
    }
}

/// Where a passage stands. Linear in the text for words that are there; for others, linear in the
/// text plus a bounded number of comparisons with windows of the passage's length.
#[must_use]
pub fn locate(page: &Page, passage: &Passage) -> Located {
    find(page, passage)
        .or_else(|| nearest::nearest(page, passage))
        .unwrap_or(Located::Missing)
}

/// As [`locate`], without a search for the nearest words: none where the words are not there.
/// Linear in the text.
pub(crate) fn find(page: &Page, passage: &Passage) -> Option<Located> {
    let words = Folded::new(&passage.words);
    if let Some(found) = find_in(page, page.folded(), words.text(), passage) {
        return Some(found);
    }
    if !page.has_markup() {
        return None;
    }
    // The words may be quoted with their markup.
    find_in(page, &Folded::new(page.text()), words.text(), passage)
}

fn find_in(page: &Page, folded: &Folded, words: &str, passage: &Passage) -> Option<Located> {
    let mut places = places::places(folded, words);
    prefer(&mut places, |place| places::is_whole(folded.text(), place));
    prefer(&mut places, |place| {
        page.is_main(folded.raw_range(place.clone()).start)
    });
    narrow_by_context(&mut places, folded, passage);
    if let Some(line) = passage.line.filter(|_| places.len() > 1) {
        prefer(&mut places, |place| {
            page.line(folded.raw_range(place.clone()).start) == u64::from(line)
        });
    }
    if let Some((start, _)) = passage.characters.filter(|_| places.len() > 1) {
        let start = byte_of_character(page.text(), start);
        let distance = |place: &Range<usize>| folded.raw_range(place.clone()).start.abs_diff(start);
        let least = places.iter().map(distance).min();
        prefer(&mut places, |place| Some(distance(place)) == least);
    }
    let range = folded.raw_range(places.first()?.clone());
    let line = |place: &Range<usize>| page.line(folded.raw_range(place.clone()).start);
    let lines: Vec<u64> = places.iter().map(line).collect();
    // Several times on the line that is given is near enough: the first.
    let given = passage.line.map(u64::from);
    if lines.len() > 1 && lines.iter().any(|line| Some(*line) != given) {
        return Some(Located::Repeated { lines });
    }
    let line = page.line(range.start);
    let elsewhere = match (passage.line, passage.characters) {
        (Some(given), _) => u64::from(given) != line,
        (None, Some((start, end))) => {
            let start = byte_of_character(page.text(), start);
            let end = byte_of_character(page.text(), end);
            end <= range.start || range.end <= start
        }
        (None, None) => false,
    };
    Some(if elsewhere {
        Located::Moved { range, line }
    } else {
        Located::Found { range, line }
    })
}

/// Keeps the places that the test accepts, unless it accepts none.
fn prefer(places: &mut Vec<Range<usize>>, accepts: impl Fn(&Range<usize>) -> bool) {
    if places.len() > 1 && places.iter().any(&accepts) {
        places.retain(accepts);
    }
}

/// Keeps the places with the given words right before and right after; failing that, with one of
/// the two.
fn narrow_by_context(places: &mut Vec<Range<usize>>, folded: &Folded, passage: &Passage) {
    if places.len() < 2 {
        return;
    }
    let context = |words: &Option<String>| words.as_deref().map(Folded::new);
    let (prefix, suffix) = (context(&passage.prefix), context(&passage.suffix));
    let follows = |place: &Range<usize>| {
        prefix.as_ref().is_some_and(|prefix| {
            let before = folded.text().get(..place.start).unwrap_or_default();
            before.trim_end().ends_with(prefix.text())
        })
    };
    let precedes = |place: &Range<usize>| {
        suffix.as_ref().is_some_and(|suffix| {
            let after = folded.text().get(place.end..).unwrap_or_default();
            after.trim_start().starts_with(suffix.text())
        })
    };
    prefer(places, |place| {
        (prefix.is_none() || follows(place)) && (suffix.is_none() || precedes(place))
    });
    prefer(places, |place| follows(place) || precedes(place));
}

/// The byte at which a character, counted from 0, begins; the length of the text beyond its end.
/// Linear in the text.
pub(crate) fn byte_of_character(text: &str, character: u64) -> usize {
    let character = usize::try_from(character).unwrap_or(usize::MAX);
    let mut characters = text.char_indices().map(|(byte, _)| byte);
    characters.nth(character).unwrap_or(text.len())
}
