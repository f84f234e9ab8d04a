//! `detente sources`.

use report::{pages, records};

use super::deliver;
use crate::answers::sources::sources;
use crate::cli::args::Sources;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::unknown;
use crate::cli::open::open;

/// Runs it.
pub fn run(host: &Host, args: &Sources) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    opened.tell(host);
    host.control
        .step("looking for words that documents share")?;
    let library = args.model.documents.as_ref().map(|_| &opened.library);
    let mut answer = sources(&opened.case, library, &args.model.file, &host.control)?;
    if !args.claim.is_empty() {
        let names: Vec<&str> = answer.claims.iter().map(|c| c.name.as_str()).collect();
        if let Some(name) = args
            .claim
            .iter()
            .find(|name| !names.contains(&name.as_str()))
        {
            return Err(unknown("claim", name, &names));
        }
        answer
            .claims
            .retain(|claim| args.claim.contains(&claim.name));
    }
    let only_claims = !args.claim.is_empty();
    let page = || {
        if only_claims {
            pages::claims(&answer)
        } else {
            pages::sources(&answer)
        }
    };
    deliver(host, &args.output, &answer, page, || {
        records::sources(&answer)
    })?;
    Ok(Outcome::Good)
}
