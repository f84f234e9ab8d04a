//! From the text of a literal to its value.

use crate::ast::{Date, When};

/// Why a text does not decode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFault {
    /// A backslash with an unknown follower, at this byte of the literal.
    Escape(usize),
    /// A control character, at this byte of the literal.
    Control(usize),
}

/// Decodes a text with its quotes. Linear in its length.
pub(crate) fn decode_text(literal: &str) -> Result<String, TextFault> {
    let inner = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(literal);
    let mut out = String::with_capacity(inner.len());
    let mut letters = inner.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => match letters.next().map(|(_, escaped)| escaped) {
                Some('n') => out.push('\n'),
                Some(escaped @ ('"' | '\\')) => out.push(escaped),
                _ => return Err(TextFault::Escape(at + 1)),
            },
            '\t' => out.push('\t'),
            control if control.is_control() => return Err(TextFault::Control(at + 1)),
            other => out.push(other),
        }
    }
    Ok(out)
}

/// Why a word is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateFault {
    /// It does not look like one.
    Shape,
    /// It looks like one, but the calendar does not have it; the last day of that month, if there
    /// is such a month.
    Calendar(Option<u8>),
}

/// Reads `2025-06-16`.
pub(crate) fn decode_date(word: &str) -> Result<Date, DateFault> {
    let mut parts = word.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(DateFault::Shape);
    };
    let digits = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return Err(DateFault::Shape);
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
        return Err(DateFault::Shape);
    };
    let last = last_day(year, month);
    match last {
        Some(last) if (1..=last).contains(&day) => Ok(Date { year, month, day }),
        _ => Err(DateFault::Calendar(last)),
    }
}

/// Reads `2025-06-16`, `2025-06` or `2025`.
pub(crate) fn decode_when(word: &str) -> Result<When, DateFault> {
    let digits = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = |part: &str| part.parse::<u16>().map_err(|_| DateFault::Shape);
    match word.split_once('-') {
        None if digits(word, 4) => Ok(When::Year(number(word)?)),
        Some((year, month)) if digits(year, 4) && digits(month, 2) => {
            let month = u8::try_from(number(month)?).unwrap_or(0);
            match last_day(number(year)?, month) {
                Some(_) => Ok(When::Month(number(year)?, month)),
                None => Err(DateFault::Calendar(None)),
            }
        }
        _ => decode_date(word).map(When::Day),
    }
}

/// The last day of a month of the Gregorian calendar.
pub(crate) fn last_day(year: u16, month: u8) -> Option<u8> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

/// Why a word is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// It is not made of digits.
    Shape,
    /// It does not fit.
    Size,
}

/// Reads a whole number.
pub(crate) fn decode_number(word: &str) -> Result<i64, NumberFault> {
    let digits = word.strip_prefix('-').unwrap_or(word);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberFault::Shape);
    }
    word.parse().map_err(|_| NumberFault::Size)
}

/// Whether a word is made of the signs of a pattern: `Y`, `N` and `-`, at least one.
#[must_use]
pub fn is_pattern(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'Y' | b'N' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_decode_and_unknown_ones_are_located() {
        assert_eq!(decode_text(r#""a\"b\\c\nd""#), Ok("a\"b\\c\nd".to_owned()));
        assert_eq!(decode_text(r#""ab\q""#), Err(TextFault::Escape(3)));
        assert_eq!(decode_text("\"a\0\""), Err(TextFault::Control(2)));
    }

    #[test]
    fn dates_follow_the_gregorian_calendar() {
        assert!(decode_date("2024-02-29").is_ok());
        assert!(decode_date("2000-02-29").is_ok());
        assert_eq!(
            decode_date("1900-02-29"),
            Err(DateFault::Calendar(Some(28)))
        );
        assert_eq!(decode_date("2025-13-01"), Err(DateFault::Calendar(None)));
        assert_eq!(
            decode_date("2025-06-00"),
            Err(DateFault::Calendar(Some(30)))
        );
        assert_eq!(decode_date("2025-6-1"), Err(DateFault::Shape));
    }

    #[test]
    fn a_date_may_leave_the_day_or_the_month_open() {
        assert_eq!(decode_when("2025"), Ok(When::Year(2025)));
        assert_eq!(decode_when("2025-06"), Ok(When::Month(2025, 6)));
        assert_eq!(
            decode_when("2025-06-16"),
            decode_date("2025-06-16").map(When::Day)
        );
        assert_eq!(decode_when("2025-00"), Err(DateFault::Calendar(None)));
        for wrong in ["", "25", "20255", "2025-6", "2025-06-", "-2025", "june"] {
            assert_eq!(decode_when(wrong), Err(DateFault::Shape), "{wrong}");
        }
    }

    #[test]
    fn numbers_fit_in_64_bits() {
        assert_eq!(decode_number("-9223372036854775808"), Ok(i64::MIN));
        assert_eq!(decode_number("9223372036854775808"), Err(NumberFault::Size));
        assert_eq!(decode_number("1a"), Err(NumberFault::Shape));
    }

    #[test]
    fn patterns_hold_only_their_three_signs() {
        assert!(is_pattern("YN-Y") && is_pattern("---Y-"));
        assert!(!is_pattern("") && !is_pattern("yn") && !is_pattern("YNX"));
    }
}
