//! Exact numbers that keep the text they were written with.

use std::fmt;

use dashu_int::ops::Gcd;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// The digits that one number may have, and the largest power of ten in `1e…`.
///
/// More would let a short text such as `1e999999999` take all memory.
pub const MOST_DIGITS: usize = 1_000;

/// An exact rational number and the text it was written with: `0.50` stays `0.50`.
///
/// Two numbers are equal where their values are, however they were written.
#[derive(Clone)]
pub struct Number(Form);

/// Large games hold millions of numbers, so those that are written as usual are kept as small as can be.
#[derive(Clone)]
enum Form {
    /// `-3`: no sign but a minus, no zeros before.
    Integer(i64),
    /// `-2/3`: two such integers.
    Fraction(i32, u32),
    /// `-0.25`: all digits as one integer, and how many stand after the point. At least one digit stands
    /// on either side.
    Decimal(i32, u8),
    /// In any other way.
    Written(Box<Written>),
}

impl Form {
    /// The text as a small form, if it is one; its text may differ then.
    fn small(text: &str) -> Option<Self> {
        if let Some((over, under)) = text.split_once('/') {
            let small = Self::Fraction(over.parse().ok()?, under.parse().ok()?);
            return (!under.starts_with('0')).then_some(small);
        }
        let Some((whole, part)) = text.split_once('.') else {
            return Some(Self::Integer(text.parse().ok()?));
        };
        let digits = format!("{whole}{part}");
        let places = u8::try_from(part.len()).ok()?;
        Some(Self::Decimal(digits.parse().ok()?, places))
    }
}

impl fmt::Display for Form {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Integer(integer) => write!(to, "{integer}"),
            Form::Fraction(over, under) => write!(to, "{over}/{under}"),
            Form::Decimal(digits, places) => {
                let sign = if *digits < 0 { "-" } else { "" };
                let width = usize::from(*places) + 1;
                let digits = format!("{:0width$}", digits.unsigned_abs());
                let (whole, part) = digits.split_at(digits.len() - usize::from(*places));
                write!(to, "{sign}{whole}.{part}")
            }
            Form::Written(written) => to.write_str(&written.text),
        }
    }
}

#[derive(Clone)]
struct Written {
    value: RBig,
    text: Box<str>,
}

/// Why a word is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotANumber {
    /// Neither an integer, nor a fraction, nor a decimal.
    #[error("no number")]
    Malformed,
    /// A fraction `…/0`.
    #[error("a fraction with denominator 0")]
    ZeroDenominator,
    /// More digits than [`MOST_DIGITS`], or a larger power of ten.
    #[error("a number of more than {MOST_DIGITS} digits")]
    TooLong,
}

impl Number {
    /// Reads an integer `-3`, a fraction `2/3`, or a decimal `0.25`, `.5`, `1e-3`.
    ///
    /// # Errors
    /// The text is none of these, or larger than [`MOST_DIGITS`] allows.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        if text.len() > 2 * MOST_DIGITS + 8 {
            return Err(NotANumber::TooLong);
        }
        if let Some(small) = Form::small(text)
            && small.to_string() == text
        {
            return Ok(Self(small));
        }
        let value = parse(text)?;
        let text = text.into();
        Ok(Self(Form::Written(Box::new(Written { value, text }))))
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> RBig {
        match &self.0 {
            Form::Integer(integer) => RBig::from(*integer),
            Form::Fraction(over, under) => RBig::from_parts(IBig::from(*over), UBig::from(*under)),
            Form::Decimal(digits, places) => {
                let ten = UBig::from(10u8).pow(usize::from(*places));
                RBig::from_parts(IBig::from(*digits), ten)
            }
            Form::Written(written) => written.value.clone(),
        }
    }

    /// Whether the value is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Form::Integer(integer) => *integer == 0,
            Form::Fraction(over, _) => *over == 0,
            Form::Decimal(digits, _) => *digits == 0,
            Form::Written(written) => written.value.is_zero(),
        }
    }
}

/// The exact sum.
pub fn sum(values: impl IntoIterator<Item = RBig>) -> RBig {
    values
        .into_iter()
        .fold(RBig::ZERO, |sum, value| sum + value)
}

/// The least common multiple.
#[must_use]
pub fn common_multiple(one: UBig, other: &UBig) -> UBig {
    if one == *other || other.is_one() {
        return one;
    }
    let shared = (&one).gcd(other);
    one * (other / shared)
}

fn parse(text: &str) -> Result<RBig, NotANumber> {
    let negative = text.starts_with('-');
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let value = match unsigned.split_once('/') {
        Some((over, under)) => {
            let under = digits(under)?;
            if under.is_zero() {
                return Err(NotANumber::ZeroDenominator);
            }
            RBig::from_parts(digits(over)?.into(), under)
        }
        None => decimal(unsigned)?,
    };
    Ok(if negative { -value } else { value })
}

fn decimal(text: &str) -> Result<RBig, NotANumber> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, power(exponent)?),
        None => (text, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = digits(&format!("{whole}{part}"))?;
    let places = i64::try_from(part.len()).map_err(|_| NotANumber::TooLong)?;
    let shift = exponent - places;
    let ten = UBig::from(10u8).pow(shift.unsigned_abs() as usize);
    Ok(if shift < 0 {
        RBig::from_parts(all.into(), ten)
    } else {
        RBig::from(IBig::from(all * ten))
    })
}

fn power(text: &str) -> Result<i64, NotANumber> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotANumber::Malformed);
    }
    let power: i64 = unsigned.parse().map_err(|_| NotANumber::TooLong)?;
    if power > MOST_DIGITS as i64 {
        return Err(NotANumber::TooLong);
    }
    Ok(if text.starts_with('-') { -power } else { power })
}

fn digits(text: &str) -> Result<UBig, NotANumber> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotANumber::Malformed);
    }
    if text.len() > MOST_DIGITS {
        return Err(NotANumber::TooLong);
    }
    UBig::from_str_radix(text, 10).map_err(|_| NotANumber::Malformed)
}

impl From<i64> for Number {
    fn from(integer: i64) -> Self {
        Self(Form::Integer(integer))
    }
}

impl From<RBig> for Number {
    fn from(value: RBig) -> Self {
        if value.denominator().is_one()
            && let Ok(integer) = i64::try_from(value.numerator())
        {
            return Self(Form::Integer(integer));
        }
        let text = value.to_string();
        Self(Form::small(&text).unwrap_or_else(|| {
            let text = text.into();
            Form::Written(Box::new(Written { value, text }))
        }))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Integer(one), Form::Integer(two)) => one == two,
            _ => self.value() == other.value(),
        }
    }
}

impl Eq for Number {}

/// As written.
impl fmt::Display for Number {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match Number::parse(text) {
            Ok(number) => format!("{number} = {}", number.value()),
            Err(why) => why.to_string(),
        }
    }

    #[test]
    fn values_are_exact_and_the_text_stays() {
        for (text, expected) in [
            ("3", "3 = 3"),
            ("-0", "-0 = 0"),
            ("007", "007 = 7"),
            ("2/4", "2/4 = 1/2"),
            ("-2/4", "-2/4 = -1/2"),
            ("0.1", "0.1 = 1/10"),
            ("-.50", "-.50 = -1/2"),
            ("5.", "5. = 5"),
            ("0.050", "0.050 = 1/20"),
            ("-12.5", "-12.5 = -25/2"),
            ("-0.0", "-0.0 = 0"),
            ("00.5", "00.5 = 1/2"),
            ("+1/2", "+1/2 = 1/2"),
            ("1/02", "1/02 = 1/2"),
            ("0/3", "0/3 = 0"),
            ("-0/3", "-0/3 = 0"),
            ("4294967295/4294967295", "4294967295/4294967295 = 1"),
            ("0.000000000001", "0.000000000001 = 1/1000000000000"),
            (
                "123456789.123456789",
                "123456789.123456789 = 123456789123456789/1000000000",
            ),
            ("1e3", "1e3 = 1000"),
            ("2.5E-1", "2.5E-1 = 1/4"),
            (
                "9223372036854775808",
                "9223372036854775808 = 9223372036854775808",
            ),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "-", ".", "e3", "1e", "1/", "/2", "1//2", "1.5/2", "3/-2", "--1", "0x1",
        ] {
            assert_eq!(read(text), "no number", "{text}");
        }
        assert_eq!(read("1/0"), "a fraction with denominator 0");
        assert_eq!(read("1e999999999"), "a number of more than 1000 digits");
        assert_eq!(
            read("1e99999999999999999999"),
            "a number of more than 1000 digits"
        );
        assert_eq!(
            read(&"9".repeat(5_000)),
            "a number of more than 1000 digits"
        );
    }

    #[test]
    fn usual_numbers_take_two_words() {
        assert_eq!(size_of::<Number>(), 16);
        for text in ["-3", "2/3", "-0.25"] {
            let number = Number::parse(text).expect("a number");
            assert!(!matches!(number.0, Form::Written(_)), "{text}");
        }
    }

    #[test]
    fn equal_values_are_equal_numbers() {
        assert_eq!(Number::parse("0.5"), Number::parse("1/2"));
        assert_eq!(Number::parse("2"), Number::parse("4/2"));
        assert_eq!(Number::from(RBig::from(3)).to_string(), "3");
    }
}
