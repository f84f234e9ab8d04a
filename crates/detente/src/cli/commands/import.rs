//! `detente import`.

use evidence::{Unreadable, annotation, bibliography};
use serde_json::Value;
use syntax::diagnostic::FileId;

use crate::cli::args::Import;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::tell;
use crate::disk::read_text;

/// Runs it.
pub fn run(host: &Host, args: &Import) -> Result<Outcome, Failure> {
    let text = read_text(&args.file)
        .map_err(|why| Failure::InputOutput(format!("cannot read `{}`: {why}", args.file)))?;
    let unreadable =
        |why: Unreadable| Failure::InputOutput(format!("cannot read `{}`: {why}", args.file));
    let written = match form(&args.file, &text) {
        Form::Conflict => conflict(host, args, &text)?,
        Form::BibTex => {
            bibliography::to_text(&bibliography::from_bibtex(&text).map_err(unreadable)?)
        }
        Form::CslJson => {
            bibliography::to_text(&bibliography::from_csl_json(&text).map_err(unreadable)?)
        }
        Form::Annotations => {
            annotation::to_text(&annotation::from_json(&text).map_err(unreadable)?)
        }
    };
    host.deliver(&written, args.output.as_deref())?;
    Ok(Outcome::Good)
}

/// What can be imported.
enum Form {
    /// A conflict in JSON.
    Conflict,
    /// BibTeX or BibLaTeX.
    BibTex,
    /// CSL-JSON.
    CslJson,
    /// W3C Web Annotations, or an export of Hypothesis.
    Annotations,
}

/// By the ending of the file, and for JSON by what is in it.
fn form(file: &str, text: &str) -> Form {
    if file.ends_with(".bib") || text.trim_start().starts_with('@') {
        return Form::BibTex;
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return Form::Conflict;
    };
    let has = |value: &Value, names: &[&str]| names.iter().any(|name| value.get(name).is_some());
    let first = value.get(0);
    if has(&value, &["rows", "items", "first", "target"])
        || first.is_some_and(|first| has(first, &["target"]))
    {
        Form::Annotations
    } else if value.is_array() {
        Form::CslJson
    } else {
        Form::Conflict
    }
}

fn conflict(host: &Host, args: &Import, text: &str) -> Result<String, Failure> {
    let mut sources = model::Sources::default();
    sources.add(args.file.clone(), text.to_owned());
    let read = model::interchange::from_json(FileId(0), text);
    tell(host, &read.diagnostics, &sources, false);
    let case = read.case.ok_or(Failure::Model)?;
    Ok(model::interchange::to_conflict_text(&case))
}
