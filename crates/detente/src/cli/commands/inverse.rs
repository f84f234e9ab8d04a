//! `detente inverse`.

use report::answer::{InverseRun, VERSION};
use report::{pages, records};

use super::deliver;
use crate::answers::inverse::{Request, inverse};
use crate::cli::args::Inverse;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::{actors, concepts};
use crate::cli::open::open;
use crate::cli::state::one_state;
use crate::concepts::BASIC;

/// Runs it.
pub fn run(host: &Host, args: &Inverse) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let concepts = concepts(&args.under, BASIC)?;
    let asked = opened.ask_each(host, |world| {
        let request = Request {
            state: one_state(host, world, &args.state)?,
            actors: actors(world.conflict, &args.actor)?,
            concepts: concepts.clone(),
            draws: args.draws,
            seed: args.seed,
        };
        let study = world.study(&host.control)?;
        Ok(inverse(&study, &request)?)
    })?;
    let answer = InverseRun {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: args.model.file.clone(),
        seed: args.seed,
        accounts: asked.answers,
    };
    let page = || pages::inverse(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::inverse(&answer)
    })?;
    Ok(Outcome::Good)
}
