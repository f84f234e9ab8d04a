//! What the command line knows of the world around it: terminal, colours, signals, files.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use graph::Control;
use report::diagnostics::Setting;
use report::text::{Colour, Style};

use super::args::{Cli, Colours, Messages};
use super::failure::Failure;
use super::progress::Progress;

/// Narrowest and widest page.
const WIDTHS: (usize, usize) = (40, 120);
/// Width of pages that do not go to a terminal.
const DEFAULT_WIDTH: usize = 80;
/// Most diagnostics shown.
const MOST_SHOWN: usize = 20;

/// The world around one run.
pub struct Host {
    /// How pages are set.
    pub style: Style,
    /// How diagnostics are set.
    pub setting: Setting,
    /// The form of diagnostics.
    pub messages: Messages,
    /// Whether to leave out all but errors.
    pub quiet: bool,
    /// Whether the standard output is a terminal.
    pub out_is_terminal: bool,
    /// Stops long work at Ctrl-C and shows its progress.
    pub control: Control,
    progress: Progress,
}

impl Host {
    /// Looks at the terminal and the environment.
    #[must_use]
    pub fn new(cli: &Cli) -> Self {
        let (out, err) = (io::stdout().is_terminal(), io::stderr().is_terminal());
        let width = width(out);
        let progress = Progress::new(err && !cli.quiet);
        Host {
            style: Style {
                width,
                colour: colour(cli.color, out),
            },
            setting: Setting {
                width: if err { width } else { 100 },
                colour: colour(cli.color, err),
                most: MOST_SHOWN,
            },
            messages: cli.messages,
            quiet: cli.quiet,
            out_is_terminal: out,
            control: progress.control(),
            progress,
        }
    }

    /// Writes an answer to the standard output. A reader that has gone away is not an error.
    ///
    /// # Errors
    /// If the output cannot be written for another reason.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        self.print_bytes(text.as_bytes())
    }

    fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.progress.finish();
        let mut out = io::stdout().lock();
        let written = out.write_all(bytes).and_then(|()| out.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::InputOutput(
                format!("cannot write the answer: {error}"),
            )),
            _ => Ok(()),
        }
    }

    /// Writes to the standard error. Nothing can be done if that fails.
    pub fn tell(&self, text: &str) {
        self.progress.clear();
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// An answer to where it should go.
    ///
    /// # Errors
    /// If it cannot be written there.
    pub fn deliver(&self, text: &str, output: Option<&str>) -> Result<(), Failure> {
        self.deliver_bytes(text.as_bytes(), output)
    }

    /// An answer that is not text to where it should go.
    ///
    /// # Errors
    /// If it cannot be written there.
    pub fn deliver_bytes(&self, bytes: &[u8], output: Option<&str>) -> Result<(), Failure> {
        match output {
            None | Some("-") => self.print_bytes(bytes),
            Some(path) => write_whole(Path::new(path), bytes, Existing::Replace),
        }
    }

    /// What was being done when the work was stopped.
    #[must_use]
    pub fn last_step(&self) -> Option<String> {
        self.progress.last_step()
    }
}

/// What to do about a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Put the new one in its place, with its permissions.
    Replace,
    /// Refuse.
    Keep,
}

/// Writes a file whole or not at all: to a new file beside it, which then takes its place.
///
/// # Errors
/// If it cannot be written, or is there already and must be kept.
pub fn write_whole(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    let because =
        |why: &str| Failure::InputOutput(format!("cannot write `{}`: {why}", path.display()));
    // The system's own words may name the file beside it, which would only confuse.
    let fail = |error: &io::Error| match error.kind() {
        ErrorKind::NotFound => because("there is no such folder"),
        kind => because(&kind.to_string()),
    };
    // What a link points to is replaced, not the link.
    let target: PathBuf = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(because("it is a folder"));
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let is_special = fs::metadata(&target).is_ok_and(|about| !about.is_file());
    if is_special && existing == Existing::Replace {
        // A device or a pipe cannot be replaced.
        return fs::write(&target, bytes).map_err(|error| fail(&error));
    }
    let mut file = new_beside(&target, &folder).map_err(|error| fail(&error))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| fail(&error))?;
    match existing {
        Existing::Replace => file.persist(&target).map(drop).map_err(|e| fail(&e.error)),
        Existing::Keep => file.persist_noclobber(&target).map(drop).map_err(|e| {
            if e.error.kind() == ErrorKind::AlreadyExists {
                because("it is there already, and is not overwritten")
            } else {
                fail(&e.error)
            }
        }),
    }
}

fn new_beside(target: &Path, folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".detente-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The mask of the user's session applies, as it does to any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Ok(about) = fs::metadata(target) {
        file.as_file().set_permissions(about.permissions())?;
    }
    Ok(file)
}

fn width(is_terminal: bool) -> usize {
    let asked = std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.parse().ok());
    let seen = || {
        let size = is_terminal.then(terminal_size::terminal_size).flatten();
        size.map(|(terminal_size::Width(columns), _)| usize::from(columns))
    };
    asked
        .or_else(seen)
        .unwrap_or(DEFAULT_WIDTH)
        .clamp(WIDTHS.0, WIDTHS.1)
}

fn colour(choice: Colours, is_terminal: bool) -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    match choice {
        Colours::Always => Colour::Ansi,
        Colours::Never => Colour::Plain,
        Colours::Auto if is_terminal && !refused => Colour::Ansi,
        Colours::Auto => Colour::Plain,
    }
}
