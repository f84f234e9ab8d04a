//! `detente uncertain`.

use change::uncertain::Bounds;
use report::answer::{Uncertainty, VERSION};
use report::{pages, records};
use stability::concepts::is_basic;

use super::deliver;
use crate::answers::uncertain::{Request, uncertain, views};
use crate::cli::args::Uncertain;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::concepts;
use crate::cli::open::open;
use crate::concepts::BASIC;

/// Runs it.
pub fn run(host: &Host, args: &Uncertain) -> Result<Outcome, Failure> {
    let concepts = concepts(&args.under, BASIC)?;
    if let Some(other) = concepts.iter().find(|concept| !is_basic(**concept)) {
        return Err(Failure::Usage(format!(
            "`uncertain` knows nash, seq, sseq, smr and gmr, and not {}",
            other.name()
        )));
    }
    let request = Request {
        concepts,
        bounds: Bounds {
            draws: args.draws,
            seed: args.seed,
            ..Bounds::default()
        },
    };
    let opened = open(host, &args.model)?;
    let asked = opened.ask_each(host, |world| {
        let study = world.study(&host.control)?;
        let seen = views(&opened.case, world.conflict);
        Ok(uncertain(&study, &seen, &request)?)
    })?;
    let base = &opened.case.base;
    let answer = Uncertainty {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: args.model.file.clone(),
        title: base.title.clone(),
        as_of: base.as_of.map(model::date_text),
        warnings: asked.warnings,
        concepts: request.concepts.iter().map(|c| c.name()).collect(),
        accounts: asked.answers,
    };
    let page = || pages::uncertain(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::uncertain(&answer)
    })?;
    Ok(Outcome::Good)
}
