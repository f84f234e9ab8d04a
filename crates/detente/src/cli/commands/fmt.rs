//! `detente fmt`.

use std::path::Path;

use crate::cli::args::Fmt;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::{Existing, Host, write_whole};
use crate::cli::open::tell;
use crate::disk::{STDIN, read_text};
use model::Sources;

/// Runs it. All files are read and laid out before any is written.
pub fn run(host: &Host, args: &Fmt) -> Result<Outcome, Failure> {
    let mut laid_out = Vec::with_capacity(args.files.len());
    let mut broken = false;
    for file in &args.files {
        let text = read_text(file)
            .map_err(|why| Failure::InputOutput(format!("cannot read `{file}`: {why}")))?;
        match canonical(host, file, &text) {
            Some(formatted) => laid_out.push((file, text, formatted)),
            None => broken = true,
        }
    }
    if broken {
        return Err(Failure::Model);
    }
    let mut differs = false;
    for (file, text, formatted) in laid_out {
        let changed = text != formatted;
        differs |= changed;
        match (args.check, file == STDIN, changed) {
            (true, _, true) => host.print(&format!("{file}: not in canonical layout\n"))?,
            (false, true, _) => host.print(&formatted)?,
            (false, false, true) => {
                write_whole(Path::new(file), formatted.as_bytes(), Existing::Replace)?;
            }
            _ => {}
        }
    }
    Ok(if args.check && differs {
        Outcome::Failed
    } else {
        Outcome::Good
    })
}

/// The text in canonical layout; none if it has errors, which are shown.
fn canonical(host: &Host, file: &str, text: &str) -> Option<String> {
    let formatted = syntax::format(text);
    formatted
        .map_err(|errors| {
            let mut texts = Sources::default();
            texts.add(file, text);
            tell(host, &errors, &texts, false);
        })
        .ok()
}
