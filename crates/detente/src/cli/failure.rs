//! How a command ends, and the exit codes.

use std::process::ExitCode;

use graph::BuildError;

use crate::error::AnswerError;

/// How a command that worked ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: 0.
    Good,
    /// A check or verification failed, a quoted passage or its document is not as it should be, or a
    /// file is not formatted: 1.
    Failed,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The command was not used as it should be: 2.
    Usage(String),
    /// The model has errors, which have been shown: 3.
    Model,
    /// The model is too large: 4.
    TooLarge(String),
    /// Reading or writing went wrong: 5.
    InputOutput(String),
    /// The user stopped the work: 130.
    Interrupted,
}

impl Outcome {
    /// The exit code.
    #[must_use]
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Outcome::Good => 0,
            Outcome::Failed => 1,
        })
    }
}

impl Failure {
    /// The exit code.
    #[must_use]
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Usage(_) => 2,
            Failure::Model => 3,
            Failure::TooLarge(_) => 4,
            Failure::InputOutput(_) => 5,
            Failure::Interrupted => 130,
        })
    }

    /// What to say, if it has not been said.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match self {
            Failure::Usage(text) | Failure::TooLarge(text) | Failure::InputOutput(text) => {
                (!text.is_empty()).then_some(text)
            }
            Failure::Model => None,
            Failure::Interrupted => Some("interrupted"),
        }
    }
}

impl From<AnswerError> for Failure {
    fn from(error: AnswerError) -> Self {
        match error {
            AnswerError::Question(text) => Failure::Usage(text),
            AnswerError::TooLarge(text) => Failure::TooLarge(text),
            AnswerError::Interrupted => Failure::Interrupted,
        }
    }
}

impl From<graph::Interrupted> for Failure {
    fn from(_: graph::Interrupted) -> Self {
        Failure::Interrupted
    }
}

/// The diagnostics of a graph that could not be built, and the failure that follows from it.
#[must_use]
pub fn of_build(error: BuildError) -> (Vec<syntax::diagnostic::Diagnostic>, Failure) {
    match error {
        BuildError::Model(diagnostics) => (diagnostics, Failure::Model),
        // Shown as a diagnostic with its hints.
        BuildError::TooLarge(diagnostic) => (vec![*diagnostic], Failure::TooLarge(String::new())),
        BuildError::Interrupted => (Vec::new(), Failure::Interrupted),
    }
}
