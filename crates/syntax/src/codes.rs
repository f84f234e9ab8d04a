//! The codes of all messages about the text of a conflict, one line each.
//!
//! Each has a page in the book and an example under `tests/bad`.

/// A code and what it stands for, in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeSummary {
    /// Stable kebab-case code.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub summary: &'static str,
}

/// Declares the codes of a room: a constant for each, a list of them all, and a `summary` that looks
/// one up.
#[macro_export]
macro_rules! codes {
    ($(#[$about:meta])* $list:ident; $($constant:ident = $code:literal, $summary:literal;)*) => {
        $(#[doc = $summary] pub const $constant: &str = $code;)*

        $(#[$about])*
        pub const $list: &[$crate::codes::CodeSummary] = &[
            $($crate::codes::CodeSummary { code: $code, summary: $summary },)*
        ];

        /// What a code stands for.
        #[must_use]
        pub fn summary(code: &str) -> Option<&'static str> {
            let entry = $list.iter().find(|entry| entry.code == code)?;
            Some(entry.summary)
        }
    };
}

crate::codes! {
    /// Every code that parsing can give, in the order of the book.
    CODES;

    UNTERMINATED_TEXT = "unterminated-text", "A text has no closing quote on its line.";
    CURLY_QUOTES = "curly-quotes", "A text stands in typographic quotes instead of straight ones.";
    ODD_CHARACTER = "odd-character", "The language does not use this character.";
    BAD_ESCAPE = "bad-escape", "A backslash in a text is followed by something unknown.";
    EXPECTED_NAME = "expected-name", "A name is missing.";
    EXPECTED_TEXT = "expected-text", "A text in quotes is missing.";
    EXPECTED_NUMBER = "expected-number", "A whole number is missing.";
    NUMBER_TOO_LARGE = "number-too-large", "A number does not fit in 64 bits.";
    EXPECTED_DATE = "expected-date", "A date such as 2025-06-16 is missing.";
    NO_SUCH_DATE = "no-such-date", "The calendar does not have this date.";
    EXPECTED_GRADE = "expected-grade", "A grade of the Admiralty code is missing.";
    EXPECTED_PATTERN = "expected-pattern", "A pattern of Y, N and - is missing.";
    EXPECTED_SHA256 = "expected-sha256", "A SHA-256 sum of 64 digits is missing.";
    EXPECTED_WORD = "expected-word", "A word or a sign of the language is missing.";
    EXPECTED_FORMULA = "expected-formula", "A formula is missing.";
    MIXED_CONNECTIVES = "mixed-connectives", "Two of `if`, `only if`, `unless`, `iff` stand side by side without brackets.";
    UNCLOSED_BRACKET = "unclosed-bracket", "A bracket is not closed.";
    TOO_DEEP = "too-deep", "A formula is nested too deeply.";
    UNEXPECTED_WORDS = "unexpected-words", "A line goes on where it should end.";
    UNKNOWN_ITEM = "unknown-item", "A line is neither an item nor part of one.";
    STRAY_LINE = "stray-line", "A line stands outside the item that it belongs to.";
    STRAY_CLAUSE = "stray-clause", "A clause follows something that does not take it.";
    REPEATED_CLAUSE = "repeated-clause", "A clause stands twice.";
    INCOMPLETE_RULE = "incomplete-rule", "A rule does not say how its formula binds.";
    ONE_ACTOR = "one-actor", "A preference block names several actors.";
    NOT_IN_ACCOUNT = "not-in-account", "An item stands inside an account that cannot be there.";
    ONLY_IN_ACCOUNT = "only-in-account", "An edit stands outside all accounts.";
    ONLY_IN_WHAT_IF = "only-in-what-if", "A `set` stands outside a `what if`.";
    END_WITHOUT_ACCOUNT = "end-without-account", "An `end` closes neither an account nor a `what if`.";
    NOT_TEXT = "not-text", "A file is not text.";
    FILE_TOO_LARGE = "file-too-large", "A file is larger than the program reads.";
    TOO_MANY_ERRORS = "too-many-errors", "There are more errors than are shown.";
}
