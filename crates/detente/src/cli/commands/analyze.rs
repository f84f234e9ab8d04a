//! `detente analyze`.

use report::answer::{Analysis, VERSION};
use report::{pages, records};

use super::{deliver, leave_out_checks};
use crate::answers::analysis;
use crate::cli::args::Analyze;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::open;

/// Runs it.
pub fn run(host: &Host, args: &Analyze) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let asked = opened.ask_each(host, |world| {
        let study = world.study(&host.control)?;
        let mut page = analysis::page(&study, &|span| opened.place(span))?;
        leave_out_checks(&mut page, &args.model);
        Ok(page)
    })?;
    let base = &opened.case.base;
    let answer = Analysis {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: args.model.file.clone(),
        title: base.title.clone(),
        as_of: base.as_of.map(model::date_text),
        warnings: asked.warnings,
        accounts: asked.answers,
    };
    let page = || pages::analysis(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::analysis(&answer)
    })?;
    Ok(Outcome::Good)
}
