//! From arguments to a checked model, selected accounts, actors, concepts and formulas.

use std::path::Path;

use model::conflict::{ActorId, Case, Concept, Conflict, Date};
use model::formula::Formula;
use model::{Checked, LoadOptions, Loader as _, Sources};
use report::diagnostics as rendered;
use syntax::diagnostic::{Diagnostic, FileId, Severity, Span};

use super::args::{Messages, Model};
use super::failure::{Failure, of_build};
use super::host::Host;
use crate::concepts::BASIC;
use crate::disk::{Disk, Documents};
use crate::study::World;
use crate::suggest::nearest;

/// The name of the conflict without any account.
const BASE: &str = "base";

/// A model that has been read and checked without an error.
pub struct Opened {
    /// The base and all accounts.
    pub case: Case,
    /// The texts.
    pub sources: Sources,
    /// Number of warnings shown.
    pub warnings: u64,
    /// What was said beside the files.
    pub options: LoadOptions,
    accounts: Vec<String>,
    /// The places that messages about the text have pointed to.
    marked: Vec<Span>,
}

/// Reads and checks a model and shows what there is to say about it.
///
/// # Errors
/// If the file cannot be read, if the model has errors, or if an argument names nothing.
pub fn open(host: &Host, args: &Model) -> Result<Opened, Failure> {
    let options = LoadOptions {
        root: args.root.clone(),
        as_of: args.as_of.as_deref().map(date).transpose()?,
        events: args.event.clone(),
    };
    let mut disk = Disk::new();
    // A file that cannot be read is a matter of input, not of the model.
    disk.read(&args.file)
        .map_err(|why| Failure::InputOutput(format!("cannot read `{}`: {why}", args.file)))?;
    if !args.event.is_empty() {
        let without = LoadOptions {
            events: Vec::new(),
            ..options.clone()
        };
        if let Some(case) = model::load_with(&args.file, &without, &mut disk).case {
            check_events(&case, &args.event)?;
        }
    }
    let checked = model::load_with(&args.file, &options, &mut disk);
    let Checked {
        sources,
        mut diagnostics,
        mut case,
    } = checked;
    if let (Some(folder), Some(found)) = (&args.documents, &case) {
        if !Path::new(folder).is_dir() {
            return Err(Failure::InputOutput(format!("`{folder}` is no folder")));
        }
        diagnostics.extend(model::check_passages(found, &mut Documents::new(folder)));
        if diagnostics.iter().any(|d| d.severity == Severity::Error) {
            case = None;
        }
    }
    let warnings = tell(host, &diagnostics, &sources, args.pedantic);
    let case = case.ok_or(Failure::Model)?;
    Ok(Opened {
        case,
        sources,
        warnings,
        options,
        marked: diagnostics.iter().map(|d| d.span).collect(),
        accounts: args.account.clone(),
    })
}

impl Opened {
    /// The accounts that were asked for; all by default.
    ///
    /// # Errors
    /// If one is not in the file.
    pub fn selected(&self) -> Result<Vec<&Conflict>, Failure> {
        if self.accounts.is_empty() {
            return Ok(self.case.analysed().iter().collect());
        }
        self.accounts
            .iter()
            .map(|name| self.account(name))
            .collect()
    }

    fn account(&self, name: &str) -> Result<&Conflict, Failure> {
        let named =
            |conflict: &&Conflict| conflict.account.as_ref().is_some_and(|a| a.name == name);
        if let Some(found) = self.case.accounts.iter().find(named) {
            return Ok(found);
        }
        if name == BASE {
            return Ok(&self.case.base);
        }
        let names = self
            .case
            .accounts
            .iter()
            .filter_map(|c| c.account.as_ref())
            .map(|a| a.name.as_str());
        let names: Vec<&str> = names.chain([BASE]).collect();
        Err(unknown("account", name, &names))
    }

    /// The states of each account that was asked for, and the number of warnings that they gave.
    ///
    /// # Errors
    /// If the model has errors that only its states show, if it is too large, or if the user stops
    /// the work.
    pub fn worlds(&self, host: &Host, pedantic: bool) -> Result<(Vec<World<'_>>, u64), Failure> {
        let mut said: Vec<Diagnostic> = Vec::new();
        let mut worlds = Vec::new();
        for conflict in self.selected()? {
            host.control.step("finding states and moves")?;
            match World::build(conflict, &graph::Limits::default(), &host.control) {
                Ok(world) => {
                    // Accounts share most of their text, and what is said of it. What the text
                    // alone shows to be idle is so in the states too.
                    let fresh = world
                        .warnings
                        .iter()
                        .filter(|d| !said.contains(d) && !self.marked.contains(&d.span));
                    let fresh: Vec<Diagnostic> = fresh.cloned().collect();
                    said.extend(fresh);
                    worlds.push(world);
                }
                Err(error) => {
                    let (diagnostics, failure) = of_build(error);
                    tell(host, &diagnostics, &self.sources, pedantic);
                    return Err(failure);
                }
            }
        }
        let warnings = tell(host, &said, &self.sources, pedantic);
        Ok((worlds, warnings))
    }

    /// `file:line` of a place in the model.
    #[must_use]
    pub fn place(&self, span: Span) -> Option<String> {
        let sources = sources(&self.sources);
        (span != Span::default()).then(|| sources.file_and_line(span))
    }
}

/// Shows diagnostics, advice only if asked for. Returns the number of warnings.
pub fn tell(host: &Host, diagnostics: &[Diagnostic], texts: &Sources, pedantic: bool) -> u64 {
    let shown: Vec<Diagnostic> = diagnostics
        .iter()
        .filter(|d| match d.severity {
            Severity::Error => true,
            Severity::Warning => !host.quiet,
            Severity::Advice => pedantic && !host.quiet,
        })
        .cloned()
        .collect();
    if !shown.is_empty() {
        let sources = sources(texts);
        host.tell(&match host.messages {
            Messages::Full => rendered::render(&shown, &sources, host.setting),
            Messages::Concise => rendered::render_concise(&shown, &sources, host.setting),
            Messages::Json => rendered::render_json(&shown, &sources).unwrap_or_default(),
        });
    }
    diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Warning)
        .count() as u64
}

fn sources(texts: &Sources) -> rendered::Sources<'_> {
    rendered::Sources::new(texts.iter().map(|(_, source)| rendered::Source {
        name: &source.path,
        text: &source.text,
    }))
}

fn date(text: &str) -> Result<Date, Failure> {
    model::date_from_text(text)
        .ok_or_else(|| Failure::Usage(format!("`{text}` is no date; write it like 2025-06-16")))
}

fn check_events(case: &Case, asked: &[String]) -> Result<(), Failure> {
    let names: Vec<&str> = case
        .base
        .events
        .iter()
        .chain(case.accounts.iter().flat_map(|account| &account.events))
        .map(|event| event.name.as_str())
        .collect();
    match asked.iter().find(|name| !names.contains(&name.as_str())) {
        Some(name) => Err(unknown("event", name, &names)),
        None => Ok(()),
    }
}

/// The actors with these names; all where none is given.
///
/// # Errors
/// If the conflict has no such actor.
pub fn actors(conflict: &Conflict, names: &[String]) -> Result<Vec<ActorId>, Failure> {
    let all = || (0_u16..).map(ActorId).zip(&conflict.actors);
    if names.is_empty() {
        return Ok(all().map(|(id, _)| id).collect());
    }
    let known: Vec<&str> = conflict.actors.iter().map(|a| a.name.as_str()).collect();
    names
        .iter()
        .map(|name| {
            let found = all().find(|(_, actor)| actor.name == *name);
            found
                .map(|(id, _)| id)
                .ok_or_else(|| unknown("actor", name, &known))
        })
        .collect()
}

/// The concepts with these names; the five basic ones where none is given.
///
/// # Errors
/// If there is no such concept.
pub fn concepts(names: &[String], order: [Concept; 5]) -> Result<Vec<Concept>, Failure> {
    if names.is_empty() {
        return Ok(order.to_vec());
    }
    let known: Vec<String> = BASIC
        .iter()
        .map(|c| c.name())
        .chain(["nm".into()])
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    names
        .iter()
        .map(|name| model::concept_from_name(name).ok_or_else(|| unknown("concept", name, &known)))
        .collect()
}

/// A formula typed on the command line, resolved against a conflict.
///
/// # Errors
/// If it does not parse or names something unknown; that is shown with an excerpt.
pub fn formula(host: &Host, conflict: &Conflict, text: &str) -> Result<Formula, Failure> {
    let parsed = syntax::parse_formula(FileId(0), text);
    let resolved = parsed.and_then(|written| model::resolve_formula(conflict, &written));
    resolved.map_err(|diagnostics| {
        let mut texts = Sources::default();
        texts.add("formula", text);
        tell(host, &diagnostics, &texts, false);
        Failure::Usage(String::new())
    })
}

/// "there is no account `x`; did you mean `y`?"
pub fn unknown(kind: &str, name: &str, known: &[&str]) -> Failure {
    let mut text = format!("there is no {kind} `{name}`");
    match nearest(name, known.iter().copied()) {
        Some(near) => text.push_str(&format!("; did you mean `{near}`?")),
        None if known.is_empty() => text.push_str(&format!("; the file has no {kind}s")),
        None => text.push_str(&format!("; there are {}", listed(known))),
    }
    Failure::Usage(text)
}

fn listed(names: &[&str]) -> String {
    const MOST: usize = 12;
    let mut text = names
        .iter()
        .take(MOST)
        .map(|n| format!("`{n}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > MOST {
        text.push_str(&format!(" and {} more", names.len() - MOST));
    }
    text
}
