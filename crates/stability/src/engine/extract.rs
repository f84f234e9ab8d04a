//! Gathers scattered bits of an index into consecutive low bits, and back.

/// A fixed selection of bits of a 32-bit index.
#[derive(Clone, Debug)]
pub(super) struct Extract {
    mask: u32,
    tables: [Vec<u32>; 4],
}

impl Extract {
    /// Selects the bits of `mask`.
    pub(super) fn new(mask: u32) -> Self {
        let table = |byte: u32| {
            let below = (mask & ((1_u64 << (8 * byte)) - 1) as u32).count_ones();
            let part = mask >> (8 * byte) & 0xff;
            (0..256_u32)
                .map(|value| gather(value, part) << below)
                .collect()
        };
        Extract {
            mask,
            tables: [table(0), table(1), table(2), table(3)],
        }
    }

    /// The selected bits of an index, gathered.
    pub(super) fn gather(&self, index: u32) -> u32 {
        let [a, b, c, d] = index.to_le_bytes();
        self.tables[0][usize::from(a)]
            | self.tables[1][usize::from(b)]
            | self.tables[2][usize::from(c)]
            | self.tables[3][usize::from(d)]
    }

    /// The inverse: spreads gathered bits to their places.
    pub(super) fn spread(&self, gathered: u32) -> u32 {
        let (mut spread, mut rest, mut mask) = (0, gathered, self.mask);
        while mask != 0 && rest != 0 {
            let bit = mask & mask.wrapping_neg();
            if rest & 1 == 1 {
                spread |= bit;
            }
            rest >>= 1;
            mask ^= bit;
        }
        spread
    }

    /// Number of selected bits.
    pub(super) fn width(&self) -> u32 {
        self.mask.count_ones()
    }
}

fn gather(value: u32, mask: u32) -> u32 {
    (0..8)
        .filter(|bit| mask >> bit & 1 == 1)
        .enumerate()
        .fold(0, |all, (place, bit)| all | (value >> bit & 1) << place)
}
