//! The smallest parts of the typed tree: names, texts, dates, numbers, each with its place.

use crate::diagnostic::Span;

/// A name as written, bare or quoted. `text` is the decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Decoded text, without quotes or escapes.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A string literal. `text` is the decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Decoded text.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A calendar date, already checked to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// A date of which the day, or the month, may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Date),
    /// A month: year, and month from 1 to 12.
    Month(u16, u8),
    /// A year.
    Year(u16),
}

impl When {
    /// The first day that it can be.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            When::Day(date) => date,
            When::Month(year, month) => Date {
                year,
                month,
                day: 1,
            },
            When::Year(year) => Date {
                year,
                month: 1,
                day: 1,
            },
        }
    }

    /// The last day that it can be.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            When::Day(date) => date,
            When::Month(year, month) => Date {
                year,
                month,
                day: crate::literal::last_day(year, month).unwrap_or(31),
            },
            When::Year(year) => Date {
                year,
                month: 12,
                day: 31,
            },
        }
    }

    /// Whether it can be this day.
    #[must_use]
    pub fn can_be(self, date: Date) -> bool {
        (self.first_day()..=self.last_day()).contains(&date)
    }
}

/// A date that may leave the day or the month open, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhenLiteral {
    /// The date.
    pub when: When,
    /// Where it stands.
    pub span: Span,
}

/// A date with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateLiteral {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub span: Span,
}

/// A dotted name: `lead`, `Israel.lead`, `a001.window-shut`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// One or two parts.
    pub parts: Vec<Name>,
    /// Where it stands.
    pub span: Span,
}

/// An integer, possibly negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The value.
    pub value: i64,
    /// Where it stands.
    pub span: Span,
}
