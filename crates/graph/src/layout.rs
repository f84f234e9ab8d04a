//! How the options of a conflict are packed into bits.
//!
//! The first option takes the lowest bits, so that codes of yes/no options count states as the
//! field does (state number = Σ 2^k over the options k that are taken).

use model::conflict::{Level, OptionDef, OptionId};

/// A bit-packed option vector.
pub type Code = u128;

/// The most bits a [`Code`] can hold.
pub const MAX_BITS: u32 = Code::BITS;

/// The bits of one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Position of the lowest bit.
    pub offset: u32,
    /// Number of bits, at least 1.
    pub width: u32,
    /// Number of levels, at least 1.
    pub levels: u8,
}

impl Field {
    /// The bits of this field within a code.
    #[must_use]
    pub fn mask(self) -> Code {
        ((1 << self.width) - 1) << self.offset
    }

    /// A code with this field at `level` and zero elsewhere.
    #[must_use]
    pub fn put(self, level: Level) -> Code {
        Code::from(level.0) << self.offset
    }

    /// This field's level in a code.
    #[must_use]
    pub fn get(self, code: Code) -> Level {
        Level(((code & self.mask()) >> self.offset) as u8)
    }
}

/// The packing of all options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    fields: Vec<Field>,
    bits: u32,
}

impl Layout {
    /// Packs the options in file order. None if they need more than [`MAX_BITS`] bits; the number
    /// needed is then returned as the error.
    pub fn new(options: &[OptionDef]) -> Result<Self, u32> {
        let mut fields = Vec::with_capacity(options.len());
        let mut bits = 0_u32;
        for option in options {
            let levels = option.level_count().max(1);
            let width = u32::from(levels - 1)
                .checked_ilog2()
                .map_or(1, |log| log + 1);
            fields.push(Field {
                offset: bits,
                width,
                levels,
            });
            bits = bits.saturating_add(width);
        }
        if bits > MAX_BITS {
            return Err(bits);
        }
        Ok(Layout { fields, bits })
    }

    /// Number of bits of a code.
    #[must_use]
    pub fn bits(&self) -> u32 {
        self.bits
    }

    /// All fields in option order.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field of one option.
    #[must_use]
    pub fn field(&self, option: OptionId) -> Field {
        self.fields.get(option.index()).copied().unwrap_or(Field {
            offset: 0,
            width: 1,
            levels: 1,
        })
    }

    /// Packs a value for every option.
    #[must_use]
    pub fn pack(&self, levels: &[Level]) -> Code {
        self.fields
            .iter()
            .zip(levels)
            .fold(0, |code, (field, level)| code | field.put(*level))
    }

    /// Whether every field holds an existing level.
    #[must_use]
    pub fn is_valid(&self, code: Code) -> bool {
        self.fields
            .iter()
            .all(|field| field.get(code).0 < field.levels)
    }
}
