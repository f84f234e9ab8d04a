//! The words of texts as one row of numbers.
//!
//! In: texts. Out: [`Row`].

use std::collections::HashMap;
use std::ops::Range;

use super::{Stopped, ask};
use crate::words::{Text, each_word};

/// The numbered words of all texts, one after the other.
pub(crate) struct Row {
    /// For each text its words and a sign of its own. Those signs are the numbers below the number
    /// of texts.
    pub(crate) signs: Vec<u32>,
    /// All signs are below this.
    pub(crate) kinds: u32,
    /// For each sign the bytes of the raw text; nothing at the ends of texts.
    pub(crate) bytes: Vec<(u32, u32)>,
    /// For each text, where its first sign stands.
    pub(crate) begins: Vec<u32>,
}

impl Row {
    /// Numbers the words of texts. Linear in the texts.
    pub(crate) fn new(texts: &[Text<'_>], stop: &dyn Fn() -> bool) -> Result<Row, Stopped> {
        let count = u32::try_from(texts.len()).map_err(|_| Stopped::TooLarge)?;
        let mut row = Row {
            signs: Vec::new(),
            kinds: count,
            bytes: Vec::new(),
            begins: Vec::with_capacity(texts.len()),
        };
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for (end, text) in (0..count).zip(texts) {
            ask(stop)?;
            if u32::try_from(text.text.len()).is_err() {
                return Err(Stopped::TooLarge);
            }
            row.begins.push(row.length()?);
            each_word(text, |key, place| {
                let number = match numbers.get(key) {
                    Some(number) => *number,
                    None => {
                        let number = row.kinds;
                        row.kinds += 1;
                        numbers.insert(key.to_owned(), number);
                        number
                    }
                };
                row.push(number, place);
            });
            row.push(end, 0..0);
        }
        row.length()?;
        Ok(row)
    }

    fn push(&mut self, sign: u32, place: Range<usize>) {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.signs.push(sign);
        self.bytes.push((byte(place.start), byte(place.end)));
    }

    /// The length so far, if it can be numbered together with all kinds of signs.
    fn length(&self) -> Result<u32, Stopped> {
        let length = u32::try_from(self.signs.len()).map_err(|_| Stopped::TooLarge)?;
        // The highest number stands for none.
        if length >= u32::MAX - 2 || self.kinds >= u32::MAX - 2 {
            return Err(Stopped::TooLarge);
        }
        Ok(length)
    }

    /// The text in which a sign stands. Logarithmic in the texts.
    pub(crate) fn text_at(&self, position: u32) -> usize {
        self.begins
            .partition_point(|begin| *begin <= position)
            .saturating_sub(1)
    }
}
