//! A file of results that grows while a sweep runs, and from which it goes on.
//!
//! While it is not complete it stands as `NAME.part` beside where it will be. Rows are written whole
//! blocks at a time and reach the disk before the work goes on. A file that ends in the middle of a
//! block is taken up to its last whole block.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::host::{Existing, write_whole};

/// What an earlier run has left.
#[derive(Debug)]
pub struct Found {
    path: PathBuf,
    /// The text up to the last whole row.
    text: Vec<u8>,
    /// Whether the file goes on beyond that.
    pub torn: bool,
    /// Whether it stands under its own name, not as a part.
    pub named: bool,
}

/// A row, with where it ends, in bytes from the start.
pub type Row = (Vec<String>, u64);

/// Largest file of results that is read, in bytes.
const LARGEST: u64 = 4 << 30;

/// A file of results.
#[derive(Debug)]
pub struct Results {
    target: PathBuf,
    part: PathBuf,
    file: File,
}

fn fail(path: &Path, why: &str) -> Failure {
    Failure::InputOutput(format!("cannot write `{}`: {why}", path.display()))
}

fn part_of(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// What an earlier run has left: the file of results, or its part.
///
/// # Errors
/// If it cannot be read.
pub fn found(target: &Path) -> Result<Option<Found>, Failure> {
    for path in [target.to_owned(), part_of(target)] {
        let because =
            |why: &str| Failure::InputOutput(format!("cannot read `{}`: {why}", path.display()));
        if fs::metadata(&path).is_ok_and(|about| about.len() > LARGEST) {
            return Err(because("it is larger than 4 GB"));
        }
        match fs::read(&path) {
            Ok(mut text) => {
                // A row without its line feed was not written to its end.
                let whole = text
                    .iter()
                    .rposition(|byte| *byte == b'\n')
                    .map_or(0, |at| at + 1);
                let torn = whole < text.len();
                text.truncate(whole);
                let named = path == target;
                return Ok(Some(Found {
                    path,
                    text,
                    torn,
                    named,
                }));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(because(&error.kind().to_string())),
        }
    }
    Ok(None)
}

impl Found {
    /// Its rows, the header first.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row, Failure>> + '_ {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(self.text.as_slice());
        let mut record = csv::StringRecord::new();
        std::iter::from_fn(move || match reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let cells = record.iter().map(str::to_owned).collect();
                Some(Ok((cells, reader.position().byte())))
            }
            Err(_) => Some(Err(Failure::Usage(format!(
                "`{}` is there already and is no text in UTF-8; give another name, or take it away",
                self.path.display()
            )))),
        })
    }
}

impl Results {
    /// Opens the part, with the first `kept` bytes of what an earlier run has left.
    ///
    /// # Errors
    /// If it cannot be written, or another sweep is writing it.
    pub fn open(
        target: &Path,
        header: &[String],
        before: Option<&Found>,
        kept: u64,
    ) -> Result<Results, Failure> {
        let part = part_of(target);
        if target.is_dir() {
            return Err(fail(target, "it is a folder"));
        }
        if before.is_some_and(|before| before.named) {
            let bytes = fs::read(target).map_err(|e| fail(target, &e.kind().to_string()))?;
            write_whole(&part, &bytes, Existing::Replace)?;
        }
        let open = OpenOptions::new().create(true).append(true).open(&part);
        let file = open.map_err(|error| match error.kind() {
            ErrorKind::NotFound => fail(&part, "there is no such folder"),
            kind => fail(&part, &kind.to_string()),
        })?;
        if file.try_lock().is_err() {
            return Err(fail(&part, "another sweep is writing it"));
        }
        let mut results = Results {
            target: target.to_owned(),
            part,
            file,
        };
        let cut = results.file.set_len(kept);
        cut.map_err(|error| fail(&results.part, &error.kind().to_string()))?;
        if kept == 0 {
            results.append(&[header.to_vec()])?;
        }
        Ok(results)
    }

    /// Adds rows; they have reached the disk when this returns.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn append(&mut self, rows: &[Vec<String>]) -> Result<(), Failure> {
        let text = text(rows);
        let written = self.file.write_all(text.as_bytes());
        written
            .and_then(|()| self.file.sync_data())
            .map_err(|error| fail(&self.part, &error.kind().to_string()))
    }

    /// Gives the complete file its name.
    ///
    /// # Errors
    /// If that cannot be done.
    pub fn complete(self) -> Result<(), Failure> {
        fs::rename(&self.part, &self.target)
            .map_err(|error| fail(&self.target, &error.kind().to_string()))
    }

    /// Where the part stands.
    pub fn part(&self) -> &Path {
        &self.part
    }
}

/// Rows as CSV (RFC 4180).
pub fn text(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        report::csv::put(row.iter().map(String::as_str), &mut out);
    }
    out
}
