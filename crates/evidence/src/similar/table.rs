//! How far two rows of words are apart.
//!
//! In: two rows. Out: [`Table`], which says how many words must be edited, and which.

/// What part of the longer quotation is compared.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// The stretch that is nearest.
    Stretch,
}

/// Edit distances of all beginnings (R. A. Wagner, M. J. Fischer, "The String-to-String Correction
/// Problem", Journal of the ACM 21, 1974; for a stretch, P. H. Sellers, "The Theory and Computation
/// of Evolutionary Distances", Journal of Algorithms 1, 1980).
pub(super) struct Table<'w, W> {
    short: &'w [W],
    long: &'w [W],
    extent: Extent,
    /// Row by row of the shorter one.
    cells: Vec<u32>,
}

impl<'w, W: PartialEq> Table<'w, W> {
    /// Compares two rows of words, the shorter one first. Time and memory grow with the product of
    /// their lengths.
    pub(super) fn new(short: &'w [W], long: &'w [W], extent: Extent) -> Self {
        let width = long.len() + 1;
        let mut cells = vec![0; width * (short.len() + 1)];
        if extent == Extent::Whole {
            for (cell, distance) in cells.iter_mut().zip(0..width as u32) {
                *cell = distance;
            }
        }
        for (row, word) in short.iter().enumerate() {
            let at = (row + 1) * width;
            cells[at] = row as u32 + 1;
            for (column, other) in long.iter().enumerate() {
                let replaced = cells[at - width + column] + u32::from(word != other);
                let left_out = cells[at - width + column + 1] + 1;
                let put_in = cells[at + column] + 1;
                cells[at + column + 1] = replaced.min(left_out).min(put_in);
            }
        }
        Table {
            short,
            long,
            extent,
            cells,
        }
    }

    fn cell(&self, row: usize, column: usize) -> u32 {
        self.cells[row * (self.long.len() + 1) + column]
    }

    /// The column in which the way ends: the last, or that of the nearest stretch.
    fn end(&self) -> usize {
        let last = self.long.len();
        match self.extent {
            Extent::Whole => last,
            Extent::Stretch => (0..=last)
                .min_by_key(|column| self.cell(self.short.len(), *column))
                .unwrap_or(last),
        }
    }

    /// Words put in, left out or replaced on the shortest way.
    pub(super) fn edits(&self) -> usize {
        self.cell(self.short.len(), self.end()) as usize
    }

    /// Places of the words on each side that the other has not, on one shortest way.
    pub(super) fn differing(&self) -> (Vec<usize>, Vec<usize>) {
        let (mut row, mut column) = (self.short.len(), self.end());
        let (mut only_short, mut only_long) = (Vec::new(), Vec::new());
        while row > 0 || (column > 0 && self.extent == Extent::Whole) {
            let here = self.cell(row, column);
            if row > 0 && column > 0 {
                let differs = self.short[row - 1] != self.long[column - 1];
                if here == self.cell(row - 1, column - 1) + u32::from(differs) {
                    (row, column) = (row - 1, column - 1);
                    if differs {
                        only_short.push(row);
                        only_long.push(column);
                    }
                    continue;
                }
            }
            if row > 0 && here == self.cell(row - 1, column) + 1 {
                row -= 1;
                only_short.push(row);
            } else {
                column -= 1;
                only_long.push(column);
            }
        }
        only_short.reverse();
        only_long.reverse();
        (only_short, only_long)
    }
}
