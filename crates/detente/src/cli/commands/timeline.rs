//! `detente timeline`.

use model::MemoryLoader;
use report::{pages, records};

use super::deliver;
use crate::answers::timeline::{Request, timeline};
use crate::cli::args::Timeline;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::concepts;
use crate::cli::open::open;
use crate::concepts::BASIC;

/// Runs it.
pub fn run(host: &Host, args: &Timeline) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    // Says what there is to say about the model as of its own date, and that the accounts exist.
    opened.ask_each(host, |_| Ok(()))?;
    let request = Request {
        concepts: concepts(&args.under, BASIC)?,
        accounts: args.model.account.clone(),
    };
    // The files as they were read: the standard input cannot be read twice.
    let sources = opened.sources.iter();
    let mut files = sources.fold(MemoryLoader::new(), |files, (_, source)| {
        files.with(&source.path, &source.text)
    });
    let answer = timeline(
        &args.model.file,
        &opened.options,
        &mut files,
        &request,
        &host.control,
    )?;
    let page = || pages::timeline(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::timeline(&answer)
    })?;
    Ok(Outcome::Good)
}
