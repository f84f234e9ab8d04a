//! Runs of words that several texts share, exactly.
//!
//! In: texts. Out: [`Found`], the runs with all their places. Nothing is judged here: whether
//! shared words mean a shared source is the analyst's to say.
//!
//! The words of all texts are numbered and set one after the other, with a sign of its own after
//! each text. A suffix array of that row (SA-IS; G. Nong, S. Zhang, W. H. Chan, "Two Efficient
//! Algorithms for Linear Time Suffix Array Construction", IEEE Transactions on Computers 60, 2011)
//! with the lengths of common prefixes (T. Kasai and others, "Linear-Time Longest-Common-Prefix
//! Computation in Suffix Arrays and Its Applications", CPM 2001) lists every repeated run once, as
//! an interval. The number of texts of each interval is counted as in L. C. K. Hui, "Color Set Size
//! Problem with Applications to String Matching", CPM 1992.

mod intervals;
mod minimum;
pub(crate) mod row;
mod suffixes;

use crate::words::Text;
use intervals::Interval;
use row::Row;
use suffixes::Suffixes;

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Runs of fewer words are left out. At least 1.
    pub least_words: usize,
    /// At most so many runs are listed, the longest.
    pub most_runs: usize,
    /// At most so many places of one run are listed, the first.
    pub most_places: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            least_words: 8,
            most_runs: 10_000,
            most_places: 1_000,
        }
    }
}

/// A run of words that at least two texts have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Number of words.
    pub words: usize,
    /// Number of texts that have it.
    pub texts: usize,
    /// Where it stands, by text and start. Places in one text may overlap.
    pub places: Vec<Place>,
    /// Places left out by [`Options::most_places`].
    pub more_places: u64,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Number of the text, from 0.
    pub text: usize,
    /// Where the first word begins, in bytes of the raw text.
    pub start: usize,
    /// Where the last word ends.
    pub end: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The runs: longest first, then those of more texts, then by first place.
    pub runs: Vec<Run>,
    /// Runs left out by [`Options::most_runs`].
    pub more: u64,
    /// Number of words compared, in all texts together.
    pub words: u64,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// The host asked to stop.
    Interrupted,
    /// More than four thousand million words, or bytes of one text.
    TooLarge,
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Stopped::Interrupted => "interrupted",
            Stopped::TooLarge => {
                "the texts have too many words to be compared at once; compare fewer of them"
            }
        })
    }
}

impl std::error::Error for Stopped {}

/// The runs of at least [`Options::least_words`] words that at least two texts have and that no
/// longer run of the same texts contains.
///
/// More exactly: a run is listed if every run that has one word more, before or behind it, is in
/// fewer texts. So each run is as long as it can be in all its texts; a part of it is listed only
/// where further texts have that part. Words are compared as [`crate::words::each_word`] says.
///
/// Time grows linearly with the number of words, apart from a logarithmic factor for what repeats;
/// memory is at most about 50 bytes for each word beside the result. `stop` is asked now and then.
///
/// # Errors
/// If `stop` says so, or if there are too many words to be numbered.
pub fn shared_runs(
    texts: &[Text<'_>],
    options: &Options,
    stop: &dyn Fn() -> bool,
) -> Result<Found, Stopped> {
    let row = Row::new(texts, stop)?;
    let words = (row.signs.len() - texts.len()) as u64;
    let suffixes = Suffixes::new(&row.signs, row.kinds, stop)?;
    let least = u32::try_from(options.least_words.max(1)).unwrap_or(u32::MAX);
    let mut intervals = intervals::maximal(&suffixes, &row, least, stop)?;
    let more = keep_longest(&mut intervals, options.most_runs);
    let mut runs = Vec::with_capacity(intervals.len());
    for interval in &intervals {
        ask(stop)?;
        runs.push(run(&row, interval, &suffixes, options.most_places));
    }
    Ok(Found { runs, more, words })
}

/// Sorts, and keeps so many. Returns how many were left out.
fn keep_longest(intervals: &mut Vec<Interval>, most: usize) -> u64 {
    let order = |interval: &Interval| {
        use std::cmp::Reverse;
        (
            Reverse(interval.length),
            Reverse(interval.texts),
            interval.first,
        )
    };
    let more = intervals.len().saturating_sub(most);
    if more > 0 && most > 0 {
        intervals.select_nth_unstable_by_key(most - 1, order);
    }
    intervals.truncate(most);
    intervals.sort_unstable_by_key(order);
    more as u64
}

/// Asks the host whether to go on.
pub(crate) fn ask(stop: &dyn Fn() -> bool) -> Result<(), Stopped> {
    if stop() {
        Err(Stopped::Interrupted)
    } else {
        Ok(())
    }
}

/// The run of an interval, with its first places.
fn run(row: &Row, interval: &Interval, suffixes: &Suffixes, most: usize) -> Run {
    let length = interval.length as usize;
    let mut positions = suffixes.order[interval.left as usize..=interval.right as usize].to_vec();
    let more = positions.len().saturating_sub(most);
    if more > 0 && most > 0 {
        positions.select_nth_unstable(most - 1);
    }
    positions.truncate(most);
    positions.sort_unstable();
    let place = |position: &u32| {
        let first = *position as usize;
        Place {
            text: row.text_at(*position),
            start: row.bytes[first].0 as usize,
            end: row.bytes[first + length - 1].1 as usize,
        }
    };
    Run {
        words: length,
        texts: interval.texts as usize,
        places: positions.iter().map(place).collect(),
        more_places: more as u64,
    }
}

#[cfg(test)]
mod tests;
