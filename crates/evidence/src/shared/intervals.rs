//! Which repeated runs are listed.
//!
//! In: suffixes in order. Out: for each listed run the interval of suffixes that begin with it.
//!
//! Runs that cannot be made longer behind are the intervals of the suffix array (M. I. Abouelhoda,
//! S. Kurtz, E. Ohlebusch, "Replacing suffix trees with enhanced suffix arrays", Journal of
//! Discrete Algorithms 2, 2004). An interval's texts are its suffixes less those that are not the
//! first of their text in it. Whether a run can be made longer without losing a text is seen from
//! the intervals within it (longer behind) and from the intervals whose suffix link leads to it
//! (longer before).

use super::minimum::Minima;
use super::row::Row;
use super::suffixes::Suffixes;
use super::{Stopped, ask};

/// Stands for no interval and for no place.
const NONE: u32 = u32::MAX;
/// How many steps pass between two questions to the host.
const STEPS: u32 = 1 << 16;

/// A run: the suffixes that begin with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    /// First and last place in the order of suffixes.
    pub(super) left: u32,
    pub(super) right: u32,
    /// Number of words.
    pub(super) length: u32,
    /// Number of texts.
    pub(super) texts: u32,
    /// Its first position in the row.
    pub(super) first: u32,
    /// Whether a longer run is in all its texts.
    longer: bool,
}

/// An interval whose end is not reached yet.
struct Open {
    interval: Interval,
    /// Its number among the intervals.
    number: u32,
    /// Suffixes that are not the first of their text in it.
    again: u32,
    /// The most texts of an interval within it.
    most_within: u32,
}

impl Open {
    /// Takes in an interval that has come to its end within it.
    fn take_in(&mut self, inner: &Open) {
        self.again += inner.again;
        self.most_within = self.most_within.max(inner.interval.texts);
        self.interval.first = self.interval.first.min(inner.interval.first);
    }
}

/// The runs of at least `least` words in two texts or more that no longer run of the same texts
/// contains. Of `n` words, O(n log n) at worst, and linear in those that do not repeat.
///
/// # Errors
/// If `stop` says so.
pub(super) fn maximal(
    suffixes: &Suffixes,
    row: &Row,
    least: u32,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Interval>, Stopped> {
    let mut search = Search {
        suffixes,
        row,
        open: Vec::new(),
        all: Vec::new(),
        owner: vec![NONE; suffixes.common.len()],
        last_of_text: vec![NONE; row.begins.len()],
        block: 0,
    };
    for (place, common) in (0_u32..).zip(&suffixes.common) {
        if place.is_multiple_of(STEPS) {
            ask(stop)?;
        }
        search.step(place, *common, least);
    }
    search.close_all(suffixes.common.len() as u32);
    let Search { mut all, owner, .. } = search;
    mark_longer_before(&mut all, &owner, suffixes, least, stop)?;
    all.retain(|interval| interval.texts >= 2 && !interval.longer);
    Ok(all)
}

struct Search<'s> {
    suffixes: &'s Suffixes,
    row: &'s Row,
    /// Each within the one before.
    open: Vec<Open>,
    /// All intervals, by number; complete once closed.
    all: Vec<Interval>,
    /// For each place, the interval in which its suffix and the one before part.
    owner: Vec<u32>,
    /// For each text, the last place that was seen.
    last_of_text: Vec<u32>,
    /// The first place from which on all suffixes share at least so many words with their
    /// neighbour as are asked for.
    block: u32,
}

impl Search<'_> {
    /// Goes on to a suffix that shares `common` words with the one before.
    fn step(&mut self, place: u32, common: u32, least: u32) {
        let position = self.suffixes.order[place as usize];
        if common < least {
            self.close_all(place);
            self.block = place;
        } else {
            self.part(place, common);
            if let Some(top) = self.open.last_mut() {
                top.interval.first = top.interval.first.min(position);
                self.owner[place as usize] = top.number;
            }
        }
        self.see_text(place, position);
    }

    /// Closes what is longer than `common`, and opens an interval of that length if there is none.
    fn part(&mut self, place: u32, common: u32) {
        let mut left = place - 1;
        let mut inner = None;
        while self
            .open
            .last()
            .is_some_and(|top| top.interval.length > common)
        {
            let Some(closed) = self.close(place) else {
                break;
            };
            left = closed.interval.left;
            match self.open.last_mut() {
                Some(outer) if outer.interval.length >= common => outer.take_in(&closed),
                _ => inner = Some(closed),
            }
        }
        if self
            .open
            .last()
            .is_some_and(|top| top.interval.length == common)
        {
            return;
        }
        let mut opened = Open {
            interval: Interval {
                left,
                right: left,
                length: common,
                texts: 0,
                first: self.suffixes.order[place as usize - 1],
                longer: false,
            },
            number: self.all.len() as u32,
            again: 0,
            most_within: 0,
        };
        if let Some(inner) = inner {
            opened.take_in(&inner);
        }
        self.all.push(opened.interval);
        self.open.push(opened);
    }

    fn close_all(&mut self, place: u32) {
        while let Some(closed) = self.close(place) {
            if let Some(outer) = self.open.last_mut() {
                outer.take_in(&closed);
            }
        }
    }

    /// Closes the innermost interval before this place.
    fn close(&mut self, place: u32) -> Option<Open> {
        let mut closed = self.open.pop()?;
        let interval = &mut closed.interval;
        interval.right = place - 1;
        interval.texts = interval.right - interval.left + 1 - closed.again;
        interval.longer = closed.most_within == interval.texts;
        self.all[closed.number as usize] = *interval;
        Some(closed)
    }

    /// Counts a suffix as seen again in the smallest interval that has an earlier one of its text.
    fn see_text(&mut self, place: u32, position: u32) {
        let text = self.row.text_at(position);
        let before = std::mem::replace(&mut self.last_of_text[text], place);
        if before == NONE || before < self.block {
            return;
        }
        let holding = self
            .open
            .partition_point(|open| open.interval.left <= before);
        if let Some(smallest) = holding.checked_sub(1).and_then(|at| self.open.get_mut(at)) {
            smallest.again += 1;
        }
    }
}

/// Marks the runs that can be made longer before: a run of one word more, in as many texts, has a
/// suffix link to them. (A run that is followed by the same word in all its texts has been marked
/// already, so that the longer run is an interval of its own where it matters.)
fn mark_longer_before(
    all: &mut [Interval],
    owner: &[u32],
    suffixes: &Suffixes,
    least: u32,
    stop: &dyn Fn() -> bool,
) -> Result<(), Stopped> {
    let minima = Minima::new(&suffixes.common);
    for number in 0..all.len() {
        if (number as u32).is_multiple_of(STEPS) {
            ask(stop)?;
        }
        let Interval {
            left,
            right,
            length,
            texts,
            ..
        } = all[number];
        if length <= least || texts < 2 {
            continue;
        }
        // Without their first word, the first and the last suffix bound the shorter run.
        let behind = |place: u32| {
            let next = suffixes.order[place as usize] as usize + 1;
            suffixes.rank[next]
        };
        let parting = minima.at(behind(left) + 1, behind(right));
        let shorter = owner[parting as usize];
        if let Some(shorter) = all.get_mut(shorter as usize)
            && shorter.texts == texts
        {
            shorter.longer = true;
        }
    }
    Ok(())
}
