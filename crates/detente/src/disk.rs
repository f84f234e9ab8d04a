//! Files on a disk, for [`model::load`] and [`evidence::Library`].

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use evidence::text::{self, Extract};
use evidence::{DocumentSource, Kind};
use model::{LoadError, Loader};

use crate::apart;

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 64 << 20;

/// The path that stands for the standard input.
pub const STDIN: &str = "-";

/// Reads files, and the standard input as `-`.
#[derive(Debug, Default)]
pub struct Disk {
    read: BTreeMap<String, String>,
}

impl Disk {
    /// A loader that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Disk::default()
    }
}

impl Loader for Disk {
    fn read(&mut self, path: &str) -> Result<String, LoadError> {
        if let Some(text) = self.read.get(path) {
            return Ok(text.clone());
        }
        let text = read_text(path)?;
        self.read.insert(path.to_owned(), text.clone());
        Ok(text)
    }
}

/// A folder with the documents that passages are quoted from.
#[derive(Debug)]
pub struct Documents {
    folder: PathBuf,
    apart: bool,
}

impl Documents {
    /// The documents of a folder.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Documents {
            folder: folder.into(),
            apart: false,
        }
    }

    /// Reads web pages and PDF files in a process of their own ([`apart`]). Only for the program
    /// itself, which is what is called.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.apart = true;
        self
    }
}

impl DocumentSource for Documents {
    fn read(&mut self, file: &str) -> Result<Option<Vec<u8>>, String> {
        match read_bytes(&self.folder.join(file)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(LoadError::NotFound) => Ok(None),
            Err(why) => Err(why.to_string()),
        }
    }

    fn extract(&mut self, kind: Kind, bytes: &[u8]) -> Result<Extract, String> {
        match kind {
            Kind::Html | Kind::Pdf if self.apart => apart::extract(kind, bytes),
            _ => text::extract(kind, bytes),
        }
    }
}

/// The text of a file, or of the standard input for [`STDIN`].
///
/// # Errors
/// If there is no such file, or it is no file, too large, or not UTF-8.
pub fn read_text(path: &str) -> Result<String, LoadError> {
    let bytes = if path == STDIN {
        read_at_most(io::stdin().lock())?
    } else {
        read_bytes(Path::new(path))?
    };
    String::from_utf8(bytes).map_err(|error| LoadError::NotText(error.utf8_error().valid_up_to()))
}

/// A file, or the standard input for [`STDIN`], to be read piece by piece.
///
/// # Errors
/// If there is no such file, or it is no file.
pub fn stream(path: &str) -> Result<Box<dyn BufRead>, LoadError> {
    if path == STDIN {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).map_err(|error| because(&error))?;
    if file.metadata().map_err(|error| because(&error))?.is_dir() {
        return Err(LoadError::NotAFile);
    }
    Ok(Box::new(BufReader::new(file)))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    let file = File::open(path).map_err(|error| because(&error))?;
    let about = file.metadata().map_err(|error| because(&error))?;
    if about.is_dir() {
        return Err(LoadError::NotAFile);
    }
    if about.len() > LARGEST_FILE {
        return Err(LoadError::TooLarge);
    }
    read_at_most(file)
}

fn read_at_most(source: impl Read) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    source
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| because(&error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(LoadError::TooLarge);
    }
    Ok(bytes)
}

fn because(error: &io::Error) -> LoadError {
    match error.kind() {
        io::ErrorKind::NotFound => LoadError::NotFound,
        io::ErrorKind::IsADirectory => LoadError::NotAFile,
        io::ErrorKind::PermissionDenied => LoadError::Other("it may not be read".to_owned()),
        _ => LoadError::Other(error.to_string()),
    }
}
