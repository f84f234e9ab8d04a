//! From arguments to a checked model and the states of each account asked for.

use std::path::Path;

use evidence::Library;
use model::conflict::{Case, Conflict, Date};
use model::{Checked, LoadOptions, Loader as _, Sources};
use report::diagnostics as rendered;
use syntax::diagnostic::{Diagnostic, Severity, Span};

use super::args::{Messages, Model};
use super::failure::{Failure, Outcome, of_build};
use super::host::Host;
use super::names::unknown;
use crate::disk::{Disk, Documents};
use crate::study::World;

/// The name of the conflict without any account.
const BASE: &str = "base";

/// A model that has been read and checked without an error.
pub struct Opened {
    /// The base and all accounts.
    pub case: Case,
    /// The texts.
    pub sources: Sources,
    /// What was said beside the files.
    pub options: LoadOptions,
    /// The documents, where `--documents` names a folder.
    pub library: Library,
    accounts: Vec<String>,
    pedantic: bool,
    /// Whether a passage is not in its document as it is quoted, or a document gives no text.
    drifted: bool,
    /// What there is to say about the text; said together with what the states show.
    diagnostics: Vec<Diagnostic>,
}

/// What was found for each account.
pub struct Asked<T> {
    /// One answer an account.
    pub answers: Vec<T>,
    /// Number of warnings that the model gave.
    pub warnings: u64,
}

/// Reads and checks a model. Passages that are not in their documents as they are quoted are errors
/// of the model.
///
/// # Errors
/// If the file cannot be read, if the model has errors, which are shown, or if an argument names
/// nothing.
pub fn open(host: &Host, args: &Model) -> Result<Opened, Failure> {
    let opened = open_with_drift(host, args)?;
    if opened.drifted {
        opened.tell(host);
        return Err(Failure::Model);
    }
    Ok(opened)
}

/// As [`open`], for commands that show how passages and documents have drifted apart: that is then
/// a finding ([`Opened::outcome`]).
///
/// # Errors
/// As [`open`], but not for passages and documents.
pub fn open_with_drift(host: &Host, args: &Model) -> Result<Opened, Failure> {
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
        case,
    } = checked;
    let mut library = Library::default();
    let mut drifted = false;
    if let (Some(folder), Some(found)) = (&args.documents, &case) {
        if !Path::new(folder).is_dir() {
            return Err(Failure::InputOutput(format!("`{folder}` is no folder")));
        }
        library = Library::read(&found.base.evidence, &mut Documents::new(folder).apart());
        let compared = evidence::check(found, &library);
        drifted = compared.iter().any(|d| d.severity == Severity::Error);
        diagnostics.extend(compared);
    }
    let Some(case) = case else {
        tell(host, &diagnostics, &sources, args.pedantic);
        return Err(Failure::Model);
    };
    Ok(Opened {
        case,
        sources,
        options,
        library,
        accounts: args.account.clone(),
        pedantic: args.pedantic,
        drifted,
        diagnostics,
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

    /// Asks a question of each account that was asked for, one after the other, and shows what
    /// there is to say about the model.
    ///
    /// # Errors
    /// If the model has errors that only its states show, if it is too large, if the question has
    /// no answer, or if the user stops the work.
    pub fn ask_each<T>(
        &self,
        host: &Host,
        mut question: impl FnMut(&World<'_>) -> Result<T, Failure>,
    ) -> Result<Asked<T>, Failure> {
        let mut said = self.diagnostics.clone();
        let mut answers = Vec::new();
        let mut failure = None;
        for conflict in self.selected()? {
            let found = match self.world(host, conflict, &mut said) {
                Ok(world) => question(&world),
                Err(error) => Err(error),
            };
            match found {
                Ok(answer) => answers.push(answer),
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        let warnings = tell(host, &said, &self.sources, self.pedantic);
        match failure {
            Some(failure) => Err(failure),
            None => Ok(Asked { answers, warnings }),
        }
    }

    /// As [`Opened::ask_each`], of the one account that was asked for.
    ///
    /// # Errors
    /// Also if there are several accounts; `what` is to be done with one.
    pub fn ask_one<T>(
        &self,
        host: &Host,
        what: &str,
        question: impl FnMut(&World<'_>) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        let selected = self.selected()?;
        if selected.len() != 1 {
            let names = selected
                .iter()
                .filter_map(|conflict| conflict.account.as_ref());
            let names: Vec<String> = names.map(|account| format!("`{}`", account.name)).collect();
            return Err(Failure::Usage(format!(
                "there are {} accounts; choose one to {what} with --account: {}",
                names.len(),
                names.join(", ")
            )));
        }
        Ok(self.ask_each(host, question)?.answers.pop())
    }

    /// How a command ends that has shown what drifted.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if self.drifted {
            Outcome::Failed
        } else {
            Outcome::Good
        }
    }

    /// Shows what there is to say about the text, for a command that asks for no states.
    pub fn tell(&self, host: &Host) {
        tell(host, &self.diagnostics, &self.sources, self.pedantic);
    }

    /// The states of an account. Adds to `said` what they show and has not been said: accounts
    /// share most of their text, and what the text alone shows to be idle is so in the states too.
    fn world<'c>(
        &self,
        host: &Host,
        conflict: &'c Conflict,
        said: &mut Vec<Diagnostic>,
    ) -> Result<World<'c>, Failure> {
        host.control.step("finding states and moves")?;
        match World::build(conflict, &graph::Limits::default(), &host.control) {
            Ok(world) => {
                let is_new = |d: &&Diagnostic| said.iter().all(|other| other.span != d.span);
                let fresh: Vec<Diagnostic> =
                    world.warnings.iter().filter(is_new).cloned().collect();
                said.extend(fresh);
                Ok(world)
            }
            Err(error) => {
                let (diagnostics, failure) = of_build(error);
                said.extend(diagnostics);
                Err(failure)
            }
        }
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
        show(host, &shown, &sources(texts));
    }
    diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Warning)
        .count() as u64
}

/// Shows diagnostics in the form that was asked for.
pub fn show(host: &Host, shown: &[Diagnostic], sources: &rendered::Sources<'_>) {
    host.tell(&match host.messages {
        Messages::Full => rendered::render(shown, sources, host.setting),
        Messages::Concise => rendered::render_concise(shown, sources, host.setting),
        Messages::Json => rendered::render_json(shown, sources).unwrap_or_default(),
    });
}

fn sources(texts: &Sources) -> rendered::Sources<'_> {
    rendered::Sources::new(texts.iter().map(|(_, source)| rendered::Source {
        name: &source.path,
        text: &source.text,
    }))
}

fn date(text: &str) -> Result<Date, Failure> {
    model::parse_date(text)
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
