//! Results as tables of typed columns, where the program is built with that.

#[cfg(feature = "parquet")]
mod written;

#[cfg(feature = "parquet")]
pub use written::sweep;

/// Whether tables can be written.
pub const CAN_WRITE: bool = cfg!(feature = "parquet");

/// What to say where they cannot.
pub const CANNOT_WRITE: &str = "this program was built without Parquet; build it with `--features parquet`, or use --results, \
     whose CSV says the same";

#[cfg(not(feature = "parquet"))]
mod refused {
    use change::sweep::Observation;

    use crate::answers::sweep::Account;
    use crate::answers::sweep::results::Layout;
    use crate::error::AnswerError;

    /// Refuses.
    ///
    /// # Errors
    /// Always.
    pub fn sweep(
        _: &Layout,
        _: &[Account<'_>],
        _: &[Vec<Observation>],
        _: &str,
    ) -> Result<Vec<u8>, AnswerError> {
        Err(AnswerError::Question(super::CANNOT_WRITE.to_owned()))
    }
}

#[cfg(not(feature = "parquet"))]
pub use refused::sweep;
