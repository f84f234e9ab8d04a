//! `detente import`.

use syntax::diagnostic::FileId;

use crate::cli::args::Import;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::tell;
use crate::disk::read_text;

/// Runs it.
pub fn run(host: &Host, args: &Import) -> Result<Outcome, Failure> {
    let text = read_text(&args.file)
        .map_err(|why| Failure::InputOutput(format!("cannot read `{}`: {why}", args.file)))?;
    let mut sources = model::Sources::default();
    sources.add(args.file.clone(), text.clone());
    let read = model::interchange::from_json(FileId(0), &text);
    tell(host, &read.diagnostics, &sources, false);
    let case = read.case.ok_or(Failure::Model)?;
    let written = model::interchange::to_conflict_text(&case);
    host.deliver(&written, args.output.as_deref())?;
    Ok(Outcome::Good)
}
