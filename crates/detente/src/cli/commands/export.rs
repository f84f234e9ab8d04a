//! `detente export`.

use model::interchange::to_json;

use crate::answers::table::table;
use crate::cli::args::Export;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::open;

/// Most states that a table can usefully list.
const MOST: usize = 100_000;

/// Runs it.
pub fn run(host: &Host, args: &Export) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let (worlds, _) = opened.worlds(host, args.model.pedantic)?;
    let [world] = worlds.as_slice() else {
        return Err(Failure::Usage(format!(
            "the file has {} accounts; choose one with --account",
            worlds.len()
        )));
    };
    if world.graph.count() > MOST {
        return Err(Failure::TooLarge(format!(
            "the conflict has {} states; at most {MOST} are written out one by one",
            world.graph.count()
        )));
    }
    let written = to_json(world.conflict, Some(&table(world)))
        .map_err(|error| Failure::Usage(error.to_string()))?;
    host.deliver(&written, args.output.as_deref())?;
    Ok(Outcome::Good)
}
