//! Exact numbers, as game files and answers write them.

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// A fraction.
pub(super) type Exact = RBig;

/// Digits that a number may have, and the largest power of ten.
const MOST_DIGITS: usize = 1_000;

/// Reads `-3`, `2/3`, `0.25`, `.5` or `1e-3`; nothing where the text is none of these.
pub(super) fn read(text: &str) -> Option<Exact> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = if let Some((over, under)) = unsigned.split_once('/') {
        let under = whole(under)?;
        if under.is_zero() {
            return None;
        }
        Exact::from_parts(IBig::from(whole(over)?), under)
    } else {
        let (mantissa, power) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i64>().ok()?),
            None => (unsigned, 0),
        };
        let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = whole(&format!("{before}{after}"))?;
        let power = power.checked_sub(i64::try_from(after.len()).ok()?)?;
        if power.unsigned_abs() as usize > 2 * MOST_DIGITS {
            return None;
        }
        let tens = UBig::from(10u8).pow(power.unsigned_abs() as usize);
        if power < 0 {
            Exact::from_parts(IBig::from(digits), tens)
        } else {
            Exact::from(IBig::from(digits * tens))
        }
    };
    Some(if negative { -value } else { value })
}

fn whole(digits: &str) -> Option<UBig> {
    let fine = !digits.is_empty()
        && digits.len() <= MOST_DIGITS
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    fine.then(|| UBig::from_str_radix(digits, 10).ok())?
}

/// One over a power of ten.
pub(super) fn tenth(power: usize) -> Exact {
    Exact::from_parts(IBig::from(1), UBig::from(10u8).pow(power))
}

/// The value without its sign.
pub(super) fn size(value: &Exact) -> Exact {
    if *value < Exact::ZERO {
        -value.clone()
    } else {
        value.clone()
    }
}

/// The sum.
pub(super) fn total<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Exact {
    values.into_iter().fold(Exact::ZERO, |sum, one| sum + one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly() {
        for (text, same) in [
            ("-3", "-6/2"),
            ("0.25", "1/4"),
            (".5", "1/2"),
            ("1e-3", "1/1000"),
            ("-2.5e1", "-25"),
            ("+7", "7"),
        ] {
            assert_eq!(read(text), read(same), "{text}");
            assert!(read(text).is_some());
        }
        for text in ["", "-", "a", "1/0", "1/", "e3", "--1", "1e99999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
