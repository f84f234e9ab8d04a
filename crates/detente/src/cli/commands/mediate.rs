//! `detente mediate`.

use report::answer::{MediationRun, VERSION};
use report::{pages, records};

use super::deliver;
use crate::answers::mediation::mediation;
use crate::cli::args::Mediate;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::concepts;
use crate::cli::open::open;
use crate::concepts::BASIC;

/// Runs it.
pub fn run(host: &Host, args: &Mediate) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let asked = concepts(&args.under, BASIC)?;
    let found = opened.ask_each(host, |world| {
        let study = world.study(&host.control)?;
        Ok(mediation(&study, &asked, &host.control)?)
    })?;
    let answer = MediationRun {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: args.model.file.clone(),
        title: opened.case.base.title.clone(),
        concepts: asked.iter().map(|concept| concept.name()).collect(),
        accounts: found.answers,
    };
    let page = || pages::mediation(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::mediation(&answer)
    })?;
    Ok(Outcome::Good)
}
