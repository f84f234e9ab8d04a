//! How the text of files gets in: hosts implement [`Loader`], paths are joined here without a disk.

use std::collections::BTreeMap;
use std::fmt;

use syntax::diagnostic::FileId;

/// Reads files for [`crate::load`]. The command line reads a disk, tests read [`MemoryLoader`].
pub trait Loader {
    /// The text of the file at `path`, which is normalised and inside the root folder.
    ///
    /// # Errors
    /// Says why the file cannot be read; the message ends up in a diagnostic.
    fn read(&mut self, path: &str) -> Result<String, LoadError>;
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// There is no such file.
    NotFound,
    /// It is a folder, a device or another thing that is not a file.
    NotAFile,
    /// It is not UTF-8; the first wrong byte is at this offset.
    NotText(usize),
    /// It is larger than the host reads.
    TooLarge,
    /// Anything else, in the host's words.
    Other(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NotFound => f.write_str("there is no such file"),
            LoadError::NotAFile => f.write_str("it is not a file"),
            LoadError::NotText(byte) => write!(f, "it is not UTF-8 text (byte {byte})"),
            LoadError::TooLarge => f.write_str("it is too large"),
            LoadError::Other(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for LoadError {}

/// Files held in memory, by path.
#[derive(Clone, Debug, Default)]
pub struct MemoryLoader {
    files: BTreeMap<String, String>,
}

impl MemoryLoader {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        MemoryLoader::default()
    }

    /// Adds a file and returns the loader.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }
}

impl Loader for MemoryLoader {
    fn read(&mut self, path: &str) -> Result<String, LoadError> {
        self.files.get(path).cloned().ok_or(LoadError::NotFound)
    }
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path, normalised.
    pub path: String,
    /// Its text; empty where it could not be read.
    pub text: String,
}

/// All files that were read, in order of first use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// The file with this number.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(usize::try_from(file.0).ok()?)
    }

    /// All files in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0_u32..).map(FileId).zip(&self.files)
    }

    /// Number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds a file and returns its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.push(Source {
            path: path.into(),
            text: text.into(),
        });
        FileId(id)
    }
}

/// A path as its parts, with `.` and inner `..` removed. Nothing here looks at a disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LexicalPath {
    absolute: bool,
    parts: Vec<String>,
}

impl LexicalPath {
    /// The normalised form of `path`.
    pub(crate) fn new(path: &str) -> Self {
        let mut normalised = LexicalPath {
            absolute: path.starts_with('/'),
            parts: Vec::new(),
        };
        normalised.extend(path);
        normalised
    }

    fn extend(&mut self, path: &str) {
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." if self.parts.last().is_some_and(|last| last != "..") => {
                    self.parts.pop();
                }
                ".." if self.absolute => {}
                other => self.parts.push(other.to_owned()),
            }
        }
    }

    /// The folder that holds this file.
    pub(crate) fn folder(&self) -> LexicalPath {
        let mut folder = self.clone();
        folder.parts.pop();
        folder
    }

    /// `path` as seen from this folder.
    pub(crate) fn join(&self, path: &str) -> LexicalPath {
        let mut joined = self.clone();
        joined.extend(path);
        joined
    }

    /// Whether this path is `folder` or below it.
    pub(crate) fn is_inside(&self, folder: &LexicalPath) -> bool {
        let below = self.parts.get(folder.parts.len()..);
        self.absolute == folder.absolute
            && self.parts.starts_with(&folder.parts)
            && below.is_some_and(|rest| rest.iter().all(|part| part != ".."))
    }
}

impl fmt::Display for LexicalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.absolute {
            f.write_str("/")?;
        }
        f.write_str(&self.parts.join("/"))
    }
}

/// Whether a path written in a model is relative and free of the signs by which some systems leave
/// the folder (backslashes, drive letters, NUL).
pub(crate) fn is_plain_relative(path: &str) -> bool {
    !path.is_empty() && !path.starts_with('/') && !path.contains(['\\', ':', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_a_disk() {
        let folder = LexicalPath::new("cases/a/../b/x.conflict").folder();
        assert_eq!(folder.to_string(), "cases/b");
        assert_eq!(folder.join("../c/./y").to_string(), "cases/c/y");
        assert_eq!(LexicalPath::new("/a/../../b").to_string(), "/b");
    }

    #[test]
    fn a_path_inside_stays_inside() {
        let root = LexicalPath::new("cases");
        assert!(root.join("a/b").is_inside(&root));
        assert!(!root.join("../other").is_inside(&root));
        let up = LexicalPath::new("..");
        assert!(LexicalPath::new("../x").is_inside(&up));
        assert!(!LexicalPath::new("../../x").is_inside(&up));
        assert!(!LexicalPath::new("../x").is_inside(&LexicalPath::new("")));
    }
}
