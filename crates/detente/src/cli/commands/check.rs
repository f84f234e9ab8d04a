//! `detente check`.

use report::answer::{CheckRun, VERSION};
use report::{pages, records};

use super::deliver;
use crate::answers::checks::checks;
use crate::cli::args::Check;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::open;

/// Runs it.
pub fn run(host: &Host, args: &Check) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let (worlds, warnings) = opened.worlds(host, args.model.pedantic)?;
    let mut accounts = Vec::with_capacity(worlds.len());
    for world in &worlds {
        let study = world.study(&host.control)?;
        accounts.push(checks(&study, &|span| opened.place(span))?);
    }
    let answer = CheckRun {
        version: VERSION,
        file: args.model.file.clone(),
        warnings: opened.warnings + warnings,
        accounts,
    };
    let good = answer.is_good();
    // A quiet run says nothing about what is as it should be.
    if !(host.quiet && good && args.output.output.is_none()) {
        let page = || pages::checks(&answer);
        deliver(host, &args.output, &answer, page, || {
            records::checks(&answer)
        })?;
    }
    Ok(if good { Outcome::Good } else { Outcome::Failed })
}
