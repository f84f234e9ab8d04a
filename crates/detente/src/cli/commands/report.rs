//! `detente report`.

use std::fs;
use std::path::Path;

use model::MemoryLoader;
use model::conflict::Case;
use report::answer::{Comparison, Dossier, Timeline};
use report::{docx, html, json, latex, markdown, pages, typst};

use super::leave_out_checks;
use crate::answers::compare::{self, supposable};
use crate::answers::dossier::{Beside, dossier, found};
use crate::answers::sources::sources;
use crate::answers::timeline;
use crate::cli::args::{Model, Report, ReportFormat};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::{Opened, open_with_drift};
use crate::disk::STDIN;
use crate::error::AnswerError;
use crate::fingerprint::fingerprint;

/// Endings of file names, and the formats that they stand for.
const ENDINGS: &[(&str, ReportFormat)] = &[
    ("html", ReportFormat::Html),
    ("htm", ReportFormat::Html),
    ("md", ReportFormat::Md),
    ("docx", ReportFormat::Docx),
    ("typ", ReportFormat::Typst),
    ("tex", ReportFormat::Latex),
    ("json", ReportFormat::Json),
];

/// Runs it.
pub fn run(host: &Host, args: &Report) -> Result<Outcome, Failure> {
    let format = format(host, args)?;
    let model = Model {
        file: case_file(&args.model.file)?,
        ..args.model.clone()
    };
    let opened = open_with_drift(host, &model)?;
    let answer = assemble(host, args, &model, &opened)?;
    let bytes = rendered(&answer, format)?;
    host.deliver_bytes(&bytes, args.output.as_deref())?;
    Ok(opened.outcome())
}

fn rendered(answer: &Dossier, format: ReportFormat) -> Result<Vec<u8>, Failure> {
    let page = || pages::dossier(answer);
    Ok(match format {
        ReportFormat::Html => html::page(answer).into_bytes(),
        ReportFormat::Md => markdown::render(&page()).into_bytes(),
        ReportFormat::Docx => docx::render(&page())
            .map_err(|error| Failure::InputOutput(format!("cannot write the report: {error}")))?,
        ReportFormat::Typst => typst::render(&page()).into_bytes(),
        ReportFormat::Latex => latex::document(&page()).into_bytes(),
        ReportFormat::Json => json::render(answer)
            .map_err(|error| Failure::InputOutput(format!("the answer is no JSON: {error}")))?
            .into_bytes(),
    })
}

fn assemble(
    host: &Host,
    args: &Report,
    model: &Model,
    opened: &Opened,
) -> Result<Dossier, Failure> {
    let asked = opened.ask_each(host, |world| {
        let study = world.study(&host.control)?;
        let mut one = found(&study, &|span| opened.place(span))?;
        leave_out_checks(&mut one.page, model);
        Ok(one)
    })?;
    let mut remarks = Vec::new();
    let comparison = comparison(host, opened, asked.warnings, &mut remarks)?;
    let timeline = timeline(host, model, opened, &mut remarks)?;
    let file = shown_name(&model.file);
    let library = model.documents.as_ref().map(|_| &opened.library);
    let beside = Beside {
        title: args.title.clone(),
        warnings: asked.warnings,
        model_hash: fingerprint(&opened.sources, &opened.options),
        settings: settings(model),
        comparison,
        sources: sources(&opened.case, library, &file, &host.control)?,
        file,
        timeline,
        remarks,
    };
    Ok(dossier(
        &opened.case,
        &opened.selected()?,
        asked.answers,
        beside,
    ))
}

/// Accounts side by side, where there is something to compare.
fn comparison(
    host: &Host,
    opened: &Opened,
    warnings: u64,
    remarks: &mut Vec<String>,
) -> Result<Option<Comparison>, Failure> {
    let accounts = opened.selected()?;
    if accounts.len() < 2 && supposable(&opened.case, &accounts).is_empty() {
        return Ok(None);
    }
    let request = compare::Request {
        warnings,
        ..compare::Request::default()
    };
    let found = compare::compare(&opened.case, &accounts, &request, &host.control);
    unless_refused(found, "The accounts are not compared", remarks)
}

/// What held when, where events have dates.
fn timeline(
    host: &Host,
    model: &Model,
    opened: &Opened,
    remarks: &mut Vec<String>,
) -> Result<Option<Timeline>, Failure> {
    let events = |case: &Case| {
        let all = case.analysed().iter().flat_map(|conflict| &conflict.events);
        all.filter(|event| event.date.is_some()).count()
    };
    if events(&opened.case) == 0 {
        return Ok(None);
    }
    let request = timeline::Request {
        accounts: model.account.clone(),
        ..timeline::Request::default()
    };
    let sources = opened.sources.iter();
    let mut files = sources.fold(MemoryLoader::new(), |files, (_, source)| {
        files.with(&source.path, &source.text)
    });
    let found = timeline::timeline(
        &model.file,
        &opened.options,
        &mut files,
        &request,
        &host.control,
    );
    unless_refused(found, "There is no timeline", remarks)
}

/// A part that cannot be answered is left out with a remark: the rest of the report stands.
fn unless_refused<T>(
    found: Result<T, AnswerError>,
    what: &str,
    remarks: &mut Vec<String>,
) -> Result<Option<T>, Failure> {
    match found {
        Ok(answer) => Ok(Some(answer)),
        Err(AnswerError::Interrupted) => Err(Failure::Interrupted),
        Err(why) => {
            remarks.push(format!("{what}: {why}."));
            Ok(None)
        }
    }
}

/// As asked for, else as the name of the output says, else HTML.
fn format(host: &Host, args: &Report) -> Result<ReportFormat, Failure> {
    let to_stdout = matches!(args.output.as_deref(), None | Some("-"));
    if to_stdout && host.out_is_terminal && args.format != Some(ReportFormat::Json) {
        return Err(Failure::Usage(
            "a report is a page to open, not to read in a terminal; say where to write it, for \
             example `-o report.html`"
                .to_owned(),
        ));
    }
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(output) = args.output.as_deref().filter(|_| !to_stdout) else {
        return Ok(ReportFormat::Html);
    };
    let ending = Path::new(output).extension();
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let known = |(known, _): &&(&str, ReportFormat)| ending.as_deref() == Some(*known);
    match ENDINGS.iter().find(known) {
        Some((_, format)) => Ok(*format),
        None => {
            let known: Vec<String> = ENDINGS.iter().map(|(e, _)| format!(".{e}")).collect();
            Err(Failure::Usage(format!(
                "the name `{output}` does not say which format is wanted: end it in one of {}, or \
                 use --format",
                known.join(", ")
            )))
        }
    }
}

/// The model file itself, or the one model in a folder.
fn case_file(case: &str) -> Result<String, Failure> {
    if case == STDIN || !Path::new(case).is_dir() {
        return Ok(case.to_owned());
    }
    let cannot =
        |why: &str| Failure::InputOutput(format!("cannot read the folder `{case}`: {why}"));
    let entries = fs::read_dir(case).map_err(|error| cannot(&error.kind().to_string()))?;
    let mut models: Vec<String> = Vec::new();
    for entry in entries {
        let path = entry
            .map_err(|error| cannot(&error.kind().to_string()))?
            .path();
        let is_model = path.extension().is_some_and(|ending| ending == "conflict");
        if is_model && path.is_file() {
            models.push(path.to_string_lossy().into_owned());
        }
    }
    models.sort();
    match models.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Failure::Usage(format!(
            "there is no .conflict file directly in the folder `{case}`"
        ))),
        many => Err(Failure::Usage(format!(
            "there are {} .conflict files in the folder `{case}`; choose one: {}",
            many.len(),
            many.join(", ")
        ))),
    }
}

/// The name of the file without its folder: a report says the same wherever the case lies.
fn shown_name(file: &str) -> String {
    let name = Path::new(file).file_name();
    name.map_or_else(
        || file.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// What was asked for beside the file, in words.
fn settings(model: &Model) -> Vec<String> {
    let mut said = Vec::new();
    if !model.account.is_empty() {
        said.push(format!("only the accounts {}", model.account.join(", ")));
    }
    if !model.event.is_empty() {
        said.push(format!(
            "supposing that these events have happened: {}",
            model.event.join(", ")
        ));
    }
    if let Some(date) = &model.as_of {
        said.push(format!("events up to {date}"));
    }
    said
}
