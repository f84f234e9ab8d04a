//! What a check finds.

use std::fmt;

/// What came of checking an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many claims were checked.
    pub checked: u64,
    /// The claims that are wrong, in order of appearance.
    pub wrong: Vec<Wrong>,
    /// What could not be checked, and why.
    pub unchecked: Vec<String>,
}

/// A claim that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The account, if the answer names one.
    pub account: Option<String>,
    /// Which claim: `YN is stable for A under seq`.
    pub claim: String,
    /// Why it is wrong.
    pub why: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(account) = &self.account {
            write!(f, "account {account}: ")?;
        }
        write!(f, "{}: {}", self.claim, self.why)
    }
}

impl Findings {
    /// Whether no claim is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.wrong.is_empty()
    }

    /// Counts a claim, and notes it if it is wrong.
    pub(crate) fn note(&mut self, claim: impl FnOnce() -> String, result: Result<(), String>) {
        self.checked += 1;
        if let Err(why) = result {
            let claim = claim();
            self.wrong.push(Wrong {
                account: None,
                claim,
                why,
            });
        }
    }

    /// Adds the findings about one account.
    pub(crate) fn absorb(&mut self, account: Option<&str>, other: Findings) {
        self.checked += other.checked;
        let named = |wrong: Wrong| Wrong {
            account: account.map(str::to_owned),
            ..wrong
        };
        self.wrong.extend(other.wrong.into_iter().map(named));
        let prefixed = |what: String| match account {
            Some(account) => format!("account {account}: {what}"),
            None => what,
        };
        self.unchecked
            .extend(other.unchecked.into_iter().map(prefixed));
    }
}
