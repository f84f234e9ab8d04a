//! `detente verify`.

use crate::cli::args::Verify;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;

/// Runs it.
pub fn run(_host: &Host, _args: &Verify) -> Result<Outcome, Failure> {
    Err(Failure::Usage("not yet".to_owned()))
}
