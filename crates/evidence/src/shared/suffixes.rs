//! Suffix array and common prefixes of a row of numbers, in linear time.
//!
//! In: a row. Out: [`Suffixes`].

use super::{Stopped, ask};

/// Stands for no position.
const NONE: u32 = u32::MAX;

/// The suffixes of a row in order.
pub(super) struct Suffixes {
    /// Where each suffix begins, smallest suffix first.
    pub(super) order: Vec<u32>,
    /// For each position, the place of its suffix in `order`.
    pub(super) rank: Vec<u32>,
    /// For each place in `order`, how many signs its suffix shares with the one before; 0 for the
    /// first.
    pub(super) common: Vec<u32>,
}

impl Suffixes {
    /// Sorts the suffixes of a row of numbers below `kinds`. Linear time; 12 bytes for each sign to
    /// keep, about as much again on the way.
    ///
    /// # Errors
    /// If `stop` says so.
    pub(super) fn new(
        row: &[u32],
        kinds: u32,
        stop: &dyn Fn() -> bool,
    ) -> Result<Suffixes, Stopped> {
        ask(stop)?;
        let order = sorted(row, kinds.max(1) as usize);
        ask(stop)?;
        let mut rank = vec![0; order.len()];
        for (place, position) in (0..).zip(&order) {
            rank[*position as usize] = place;
        }
        let common = common_prefixes(row, &order, &rank);
        ask(stop)?;
        Ok(Suffixes {
            order,
            rank,
            common,
        })
    }
}

/// Kasai and others: the common prefix loses at most one sign from one position to the next.
fn common_prefixes(row: &[u32], order: &[u32], rank: &[u32]) -> Vec<u32> {
    let mut common = vec![0; row.len()];
    let mut length = 0;
    for (position, place) in rank.iter().enumerate() {
        let place = *place as usize;
        let Some(before) = place.checked_sub(1) else {
            length = 0;
            continue;
        };
        let other = order[before] as usize;
        while position + length < row.len()
            && other + length < row.len()
            && row[position + length] == row[other + length]
        {
            length += 1;
        }
        common[place] = u32::try_from(length).unwrap_or(NONE);
        length = length.saturating_sub(1);
    }
    common
}

/// SA-IS, with the end of the row before every sign.
fn sorted(row: &[u32], kinds: usize) -> Vec<u32> {
    match row.len() {
        0 => return Vec::new(),
        1 => return vec![0],
        _ => {}
    }
    let sorter = Sorter::new(row, kinds);
    let lows = sorter.lows();
    let mut order = sorter.induced(&lows);
    if lows.is_empty() {
        return order;
    }
    // Where a low position stands among them.
    let mut index = vec![NONE; row.len()];
    for (number, low) in (0..).zip(&lows) {
        index[*low as usize] = number;
    }
    order.retain(|position| index[*position as usize] != NONE);
    let (names, count) = sorter.names(&lows, &order, &index);
    drop(index);
    let inner = sorted(&names, count);
    for (slot, number) in order.iter_mut().zip(inner) {
        *slot = lows[number as usize];
    }
    sorter.induced(&order)
}

/// What both steps of SA-IS need to know of a row.
struct Sorter<'r> {
    row: &'r [u32],
    /// Whether the suffix at a position is smaller than the next one.
    rises: Vec<bool>,
    /// For each sign, where its falling suffixes begin in the order.
    falling: Vec<u32>,
    /// For each sign, where its rising suffixes begin.
    rising: Vec<u32>,
}

impl<'r> Sorter<'r> {
    fn new(row: &'r [u32], kinds: usize) -> Self {
        let mut rises = vec![false; row.len()];
        for at in (0..row.len() - 1).rev() {
            rises[at] = row[at] < row[at + 1] || (row[at] == row[at + 1] && rises[at + 1]);
        }
        let mut falling = vec![0; kinds + 1];
        let mut rising = vec![0; kinds + 1];
        for (sign, rise) in row.iter().zip(&rises) {
            if *rise {
                // The falling ones of the next sign come after them.
                falling[*sign as usize + 1] += 1;
            } else {
                rising[*sign as usize] += 1;
            }
        }
        for sign in 0..=kinds {
            rising[sign] += falling[sign];
            if sign < kinds {
                falling[sign + 1] += rising[sign];
            }
        }
        Sorter {
            row,
            rises,
            falling,
            rising,
        }
    }

    /// Positions that rise behind one that falls.
    fn lows(&self) -> Vec<u32> {
        let pairs = self.rises.windows(2);
        let lows = (1..).zip(pairs).filter(|(_, pair)| !pair[0] && pair[1]);
        lows.map(|(at, _)| at).collect()
    }

    /// The order of all suffixes, from that of the low ones.
    fn induced(&self, lows: &[u32]) -> Vec<u32> {
        let mut order = vec![NONE; self.row.len()];
        let sign = |position: u32| self.row[position as usize] as usize;
        let mut free = self.rising.clone();
        for low in lows {
            let slot = &mut free[sign(*low)];
            order[*slot as usize] = *low;
            *slot += 1;
        }
        free.copy_from_slice(&self.falling);
        let last = (self.row.len() - 1) as u32;
        let slot = &mut free[sign(last)];
        order[*slot as usize] = last;
        *slot += 1;
        for place in 0..order.len() {
            let position = order[place];
            if position == NONE || position == 0 || self.rises[position as usize - 1] {
                continue;
            }
            let slot = &mut free[sign(position - 1)];
            order[*slot as usize] = position - 1;
            *slot += 1;
        }
        free.copy_from_slice(&self.falling);
        for place in (0..order.len()).rev() {
            let position = order[place];
            if position == NONE || position == 0 || !self.rises[position as usize - 1] {
                continue;
            }
            let slot = &mut free[sign(position - 1) + 1];
            *slot -= 1;
            order[*slot as usize] = position - 1;
        }
        order
    }

    /// Numbers for the stretches from one low position to the next, in their order, and how many
    /// there are. `ordered` has the low positions by their stretches.
    fn names(&self, lows: &[u32], ordered: &[u32], index: &[u32]) -> (Vec<u32>, usize) {
        let mut names = vec![0; lows.len()];
        let mut name = 0;
        for pair in ordered.windows(2) {
            if !self.same_stretch(lows, index, pair[0], pair[1]) {
                name += 1;
            }
            names[index[pair[1] as usize] as usize] = name;
        }
        (names, name as usize + 1)
    }

    fn same_stretch(&self, lows: &[u32], index: &[u32], one: u32, other: u32) -> bool {
        let stretch = |low: u32| {
            let next = lows.get(index[low as usize] as usize + 1);
            next.map(|next| &self.row[low as usize..=*next as usize])
        };
        // The last stretch ends with the row, as no other does.
        match (stretch(one), stretch(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn naive(row: &[u32]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..row.len() as u32).collect();
        order.sort_by_key(|at| &row[*at as usize..]);
        order
    }

    proptest! {
        #[test]
        fn suffixes_are_in_order(row in prop::collection::vec(0_u32..4, 0..60)) {
            let suffixes = Suffixes::new(&row, 4, &|| false).expect("nobody stops it");
            prop_assert_eq!(&suffixes.order, &naive(&row));
            for place in 1..row.len() {
                let (one, other) = (suffixes.order[place - 1], suffixes.order[place]);
                let pairs = row[one as usize..].iter().zip(&row[other as usize..]);
                let common = pairs.take_while(|(a, b)| a == b).count();
                prop_assert_eq!(suffixes.common[place] as usize, common);
            }
        }
    }

    #[test]
    fn deep_repeats_are_no_trouble() {
        let mut row = vec![0, 1];
        let mut before = vec![0];
        while row.len() < 3000 {
            let next = [row.clone(), before].concat();
            before = row;
            row = next;
        }
        assert_eq!(sorted(&row, 2), naive(&row));
        assert_eq!(sorted(&[0; 2000], 1), naive(&[0; 2000]));
    }
}
