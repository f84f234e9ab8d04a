//! `detente explain`.

use report::answer::{ExplanationRun, VERSION};
use report::{pages, records};

use super::deliver;
use crate::answers::explain::explanations;
use crate::cli::args::Explain;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::{actors, concepts};
use crate::cli::open::open;
use crate::cli::state::one_state;
use crate::concepts::BASIC;

/// Runs it.
pub fn run(host: &Host, args: &Explain) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let concepts = concepts(&args.under, BASIC)?;
    let asked = opened.ask_each(host, |world| {
        let state = one_state(host, world, &args.state)?;
        let actors = actors(world.conflict, &args.actor)?;
        let study = world.study(&host.control)?;
        Ok(explanations(&study, state, &actors, &concepts)?)
    })?;
    let answer = ExplanationRun {
        version: VERSION,
        accounts: asked.answers,
    };
    let page = || pages::explain(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::explain(&answer)
    })?;
    Ok(Outcome::Good)
}
