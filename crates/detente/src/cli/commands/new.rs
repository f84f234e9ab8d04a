//! `detente new`.

use std::path::Path;

use crate::cli::args::New;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::{Existing, Host, write_whole};

/// The starter file. A test checks it.
pub const STARTER: &str = include_str!("starter.conflict");

/// Runs it.
pub fn run(host: &Host, args: &New) -> Result<Outcome, Failure> {
    write_whole(Path::new(&args.file), STARTER.as_bytes(), Existing::Keep)?;
    if !host.quiet {
        host.print(&format!(
            "wrote {0}; now try: detente analyze {0}\n",
            args.file
        ))?;
    }
    Ok(Outcome::Good)
}
