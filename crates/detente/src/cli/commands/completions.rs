//! `detente completions`.

use clap::CommandFactory;

use crate::cli::args::{Cli, Completions};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;

/// Runs it.
pub fn run(host: &Host, args: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "detente", &mut script);
    host.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Good)
}
