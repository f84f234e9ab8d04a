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

/// Rows that are there already, block by block.
#[derive(Debug, Default)]
pub struct Found {
    /// The header.
    pub header: Vec<String>,
    /// The rows, each with where it ends, in bytes from the start.
    pub rows: Vec<(Vec<String>, u64)>,
    /// Where the header ends.
    pub header_end: u64,
    /// Whether the text goes on beyond the last whole row.
    pub torn: bool,
    /// Whether it stands under its own name, not as a part.
    pub named: bool,
}

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
/// If it cannot be read, or is no table.
pub fn found(target: &Path) -> Result<Option<Found>, Failure> {
    for path in [target.to_owned(), part_of(target)] {
        match fs::read(&path) {
            Ok(bytes) => {
                let mut found = read(&path, &bytes)?;
                found.named = path == target;
                return Ok(Some(found));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                return Err(Failure::InputOutput(format!(
                    "cannot read `{}`: {}",
                    path.display(),
                    error.kind()
                )));
            }
        }
    }
    Ok(None)
}

fn read(path: &Path, bytes: &[u8]) -> Result<Found, Failure> {
    let other = |why: &str| {
        Failure::Usage(format!(
            "`{}` is there already and holds no results of a sweep ({why}); give another name, or \
             take it away",
            path.display()
        ))
    };
    // A row without its line feed was not written to its end.
    let whole = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes.get(..whole).unwrap_or_default());
    let mut found = Found {
        torn: whole < bytes.len(),
        ..Found::default()
    };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let cells: Vec<String> = record.iter().map(str::to_owned).collect();
                let end = reader.position().byte();
                if found.header_end == 0 {
                    found.header = cells;
                    found.header_end = end;
                } else {
                    found.rows.push((cells, end));
                }
            }
            Err(_) => return Err(other("it is not UTF-8")),
        }
    }
    if found.header.first().is_none_or(|first| first != "model") && !bytes.is_empty() && whole > 0 {
        return Err(other("its first column is not `model`"));
    }
    Ok(found)
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
