//! `detente export`.

use model::interchange::to_json;

use crate::answers::table::table;
use crate::answers::uncertain::views;
use crate::cli::args::Export;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::open;

/// Most states that a table can usefully list.
const MOST: usize = 100_000;

/// Runs it.
pub fn run(host: &Host, args: &Export) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let written = opened.ask_one(host, "export", |world| {
        if world.graph.count() > MOST {
            return Err(Failure::TooLarge(format!(
                "the conflict has {} states; at most {MOST} are written out one by one",
                world.graph.count()
            )));
        }
        let found = table(world, &views(&opened.case, world.conflict), &host.control)?;
        for name in found.left_out.iter().filter(|_| !host.quiet) {
            host.tell(&format!(
                "left out: what {name} sees, which changes more than rankings and attitudes\n"
            ));
        }
        to_json(world.conflict, Some(&found.table))
            .map_err(|error| Failure::Usage(error.to_string()))
    })?;
    host.deliver(&written.unwrap_or_default(), args.output.as_deref())?;
    Ok(Outcome::Good)
}
