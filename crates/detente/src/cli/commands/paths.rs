//! `detente paths`.

use report::answer::{PathsRun, VERSION};
use report::{pages, records};
use stability::Moving;

use super::deliver;
use crate::answers::paths::{Request, paths};
use crate::cli::args::Paths;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::open;
use crate::cli::state::{one_state, some_states};

/// Most states answered for.
const MOST: usize = 50;

/// Runs it.
pub fn run(host: &Host, args: &Paths) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let asked = opened.ask_each(host, |world| {
        let request = Request {
            start: one_state(host, world, &args.from)?,
            targets: match &args.to {
                Some(text) => Some(some_states(host, world, text)?),
                None => None,
            },
            moving: if args.improvements {
                Moving::ByImprovements
            } else {
                Moving::Anyhow
            },
            list: args.all,
            most: MOST,
        };
        let study = world.study(&host.control)?;
        Ok(paths(&study, &request)?)
    })?;
    let answer = PathsRun {
        version: VERSION,
        accounts: asked.answers,
    };
    let page = || pages::paths(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::paths(&answer)
    })?;
    Ok(Outcome::Good)
}
