//! What a reader found wrong, and where.

use std::fmt;

use crate::build::Flaw;
use crate::number::NotANumber;
use crate::strategic::StrategicFlaw;

/// Problems after which a reader stops.
pub const MOST_PROBLEMS: usize = 100;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, counted from 1.
    pub line: u64,
    /// The character in the line, counted from 1.
    pub column: u64,
}

/// One problem of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// Something else stands where a part of the file is expected.
    #[error("expected {expected}, found {found}")]
    Expected {
        /// What is expected.
        expected: &'static str,
        /// What stands there, shortened.
        found: String,
    },
    /// A word that should be a number.
    #[error("expected {expected}, found {found}: {why}")]
    Number {
        /// What is expected.
        expected: &'static str,
        /// What stands there, shortened.
        found: String,
        /// Why it is no number.
        why: NotANumber,
    },
    /// The part is well formed, and there is no such game.
    #[error("{0}")]
    Flaw(Flaw),
    /// The same for strategic games.
    #[error("{0}")]
    Strategic(StrategicFlaw),
    /// A text in quotes that does not end.
    #[error("the quoted text that begins here does not end")]
    Unclosed,
    /// A text or word longer than any name.
    #[error("a text of more than {0} bytes")]
    TooLong(usize),
    /// Bytes that are no UTF-8.
    #[error("this is not UTF-8 text; save the file as UTF-8")]
    NotText,
    /// More strategies than a table can have.
    #[error("more than {0} strategies")]
    TooManyStrategies(usize),
    /// The outcome of number 0 stands for no payoffs.
    #[error("outcome 0 means that nothing is paid; it has no name and no payoffs")]
    NullOutcome,
    /// The bytes could not be read.
    #[error("the file could not be read: {0}")]
    Unread(String),
}

/// All problems of a file, in its order; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What was found, at most [`MOST_PROBLEMS`].
    pub problems: Vec<Problem>,
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}", self.line, self.column)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: {}", self.place, self.what)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let line = if index == 0 { "" } else { "\n" };
            write!(to, "{line}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Unreadable {}

/// Problems as they are found.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<Problem>,
}

impl Problems {
    pub(super) fn add(&mut self, place: Place, what: What) {
        if self.found.len() < MOST_PROBLEMS {
            self.found.push(Problem { place, what });
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.found.len() == MOST_PROBLEMS
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn into_unreadable(mut self) -> Unreadable {
        self.found.sort_by_key(|problem| problem.place);
        Unreadable {
            problems: self.found,
        }
    }
}
