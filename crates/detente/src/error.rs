//! Why an answer could not be given.

use change::smallest::ChangeError;
use change::uncertain::UncertainError;
use graph::{BuildError, Interrupted};
use stability::certificate::CertifyError;
use stability::extended::ExtendedError;
use stability::{CoalitionError, ForesightError, HoldsError};

/// Why an answer could not be given.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The question does not fit the model.
    #[error("{0}")]
    Question(String),
    /// The model is too large for the question.
    #[error("{0}")]
    TooLarge(String),
    /// The host stopped the work.
    #[error("interrupted")]
    Interrupted,
}

impl From<Interrupted> for AnswerError {
    fn from(_: Interrupted) -> Self {
        AnswerError::Interrupted
    }
}

impl From<BuildError> for AnswerError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Model(diagnostics) => AnswerError::Question(
                diagnostics
                    .first()
                    .map_or_else(|| "it has no states".to_owned(), |d| d.message.clone()),
            ),
            BuildError::TooLarge(diagnostic) => AnswerError::TooLarge(diagnostic.message),
            BuildError::Interrupted => AnswerError::Interrupted,
        }
    }
}

impl From<ForesightError> for AnswerError {
    fn from(error: ForesightError) -> Self {
        match error {
            ForesightError::Interrupted(_) => AnswerError::Interrupted,
            other => AnswerError::Question(other.to_string()),
        }
    }
}

impl From<HoldsError> for AnswerError {
    fn from(error: HoldsError) -> Self {
        match error {
            HoldsError::Interrupted(_) => AnswerError::Interrupted,
            other => AnswerError::Question(other.to_string()),
        }
    }
}

impl From<ChangeError> for AnswerError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Interrupted(_) => AnswerError::Interrupted,
            ChangeError::Build(error) => error.into(),
            ChangeError::Coalitions(error) => error.into(),
            ChangeError::Foresight(error) => error.into(),
            other => AnswerError::Question(other.to_string()),
        }
    }
}

impl From<CertifyError> for AnswerError {
    fn from(error: CertifyError) -> Self {
        match error {
            CertifyError::Interrupted(_) => AnswerError::Interrupted,
            other => AnswerError::TooLarge(other.to_string()),
        }
    }
}

impl From<CoalitionError> for AnswerError {
    fn from(error: CoalitionError) -> Self {
        match error {
            CoalitionError::Interrupted(_) => AnswerError::Interrupted,
            CoalitionError::TooLarge { .. } | CoalitionError::TooManyImprovements { .. } => {
                AnswerError::TooLarge(error.to_string())
            }
            other => AnswerError::Question(other.to_string()),
        }
    }
}

impl From<UncertainError> for AnswerError {
    fn from(error: UncertainError) -> Self {
        match error {
            UncertainError::Interrupted(_) => AnswerError::Interrupted,
            UncertainError::Question(other) => AnswerError::from(other),
            UncertainError::TooLarge { .. } | UncertainError::Pairs(_) => {
                AnswerError::TooLarge(error.to_string())
            }
        }
    }
}

impl From<ExtendedError> for AnswerError {
    fn from(error: ExtendedError) -> Self {
        match error {
            ExtendedError::Interrupted(_) => AnswerError::Interrupted,
            ExtendedError::TooLarge { .. } => AnswerError::TooLarge(error.to_string()),
        }
    }
}
