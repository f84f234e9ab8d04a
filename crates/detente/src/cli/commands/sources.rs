//! `detente sources`.

use evidence::{annotation, bibliography};
use report::{pages, records};

use super::deliver;
use crate::answers::sources::sources;
use crate::cli::args::Sources;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::unknown;
use crate::cli::open::{Opened, open_with_drift};

/// Runs it.
pub fn run(host: &Host, args: &Sources) -> Result<Outcome, Failure> {
    let opened = open_with_drift(host, &args.model)?;
    opened.tell(host);
    exchange(host, args, &opened)?;
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
    Ok(opened.outcome())
}

/// Writes what other programs read.
fn exchange(host: &Host, args: &Sources, opened: &Opened) -> Result<(), Failure> {
    if let Some(file) = &args.annotations {
        let text = annotation::to_json(&opened.case, &opened.library);
        host.deliver(&text, Some(file))?;
    }
    let Some(file) = &args.bibliography else {
        return Ok(());
    };
    let documents = &opened.case.base.evidence.documents;
    let text = if file.ends_with(".bib") {
        bibliography::bibtex(documents).map_err(|name| {
            Failure::Usage(format!(
                "BibTeX cannot have `{name}` as a key; write CSL-JSON, or rename the document"
            ))
        })?
    } else if file.ends_with(".json") {
        bibliography::csl_json(documents)
    } else {
        return Err(Failure::Usage(format!(
            "`{file}` ends neither in .bib nor in .json"
        )));
    };
    host.deliver(&text, Some(file))
}
