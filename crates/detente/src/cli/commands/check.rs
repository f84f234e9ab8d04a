//! `detente check`.

use report::answer::{CheckAccount, CheckRun, VERSION};
use report::{pages, records};

use super::deliver;
use crate::answers::checks::checks;
use crate::cli::args::Check;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::open;
use crate::naming;

/// Runs it.
pub fn run(host: &Host, args: &Check) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let asked = opened.ask_each(host, |world| {
        if world.conflict.checks.is_empty() {
            return Ok(CheckAccount {
                account: naming::account(world.conflict),
                checks: Vec::new(),
            });
        }
        let study = world.study(&host.control)?;
        Ok(checks(&study, &|span| opened.place(span))?)
    })?;
    let answer = CheckRun {
        version: VERSION,
        file: args.model.file.clone(),
        warnings: asked.warnings,
        accounts: asked.answers,
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
