//! `detente shared`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use evidence::read_file;
use report::{pages, records};

use super::deliver;
use crate::answers::shared::{Document, Request, shared};
use crate::cli::args::Shared;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::disk::Documents;

/// Most files that are compared at once.
const MOST_FILES: usize = 100_000;

/// Runs it. What cannot be read is said, and the rest goes on.
pub fn run(host: &Host, args: &Shared) -> Result<Outcome, Failure> {
    let files = files(host, &args.paths)?;
    if files.len() < 2 {
        return Err(Failure::Usage(
            "name at least two documents, or a folder with at least two".to_owned(),
        ));
    }
    let mut names = BTreeSet::new();
    let mut documents = Vec::with_capacity(files.len());
    for (path, shown) in &files {
        host.control.step(&format!("reading {}", path.display()))?;
        let path = path.to_string_lossy();
        documents.push(Document {
            name: name(shown, &mut names),
            file: shown.clone(),
            reading: read_file(&path, &mut Documents::new("").apart()),
        });
        host.control.check()?;
    }
    let request = Request {
        least_words: args.least_words.max(1),
        most: args.most,
    };
    let answer = shared(&documents, &request, &host.control)?;
    let mut complete = true;
    for document in &answer.documents {
        if let Some(why) = &document.unreadable {
            complete = false;
            host.tell(&format!(
                "detente: cannot read `{}`: {why}\n",
                document.file
            ));
        }
    }
    if args.items {
        let items = pages::shared_items(&answer);
        host.deliver(&items, args.output.output.as_deref())?;
    } else {
        let page = || pages::shared(&answer);
        deliver(host, &args.output, &answer, page, || {
            records::shared(&answer)
        })?;
    }
    if complete {
        Ok(Outcome::Good)
    } else {
        // Said already.
        Err(Failure::InputOutput(String::new()))
    }
}

/// The files that are meant, each with the path that is shown: relative to the folder, where one
/// folder is given, else as it was given.
fn files(host: &Host, paths: &[String]) -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut found = Vec::new();
    for given in paths {
        let path = Path::new(given);
        if !path.is_dir() {
            found.push((path.to_owned(), given.clone()));
            continue;
        }
        let below = walk(host, path)?;
        found.extend(below.into_iter().map(|file| {
            let inside = file.strip_prefix(path).ok().filter(|_| paths.len() == 1);
            let shown = inside.unwrap_or(&file).to_string_lossy().into_owned();
            (file, shown)
        }));
    }
    let mut seen = BTreeSet::new();
    found.retain(|(path, _)| seen.insert(path.clone()));
    Ok(found)
}

/// The files in a folder and the folders in it, by name; not those that are hidden, and no models.
fn walk(host: &Host, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        host.control.check()?;
        let cannot = |why: std::io::Error| {
            let why = why.kind();
            Failure::InputOutput(format!(
                "cannot read the folder `{}`: {why}",
                folder.display()
            ))
        };
        for entry in fs::read_dir(&folder).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let model = path.extension().is_some_and(|ending| ending == "conflict");
            if hidden || model {
                continue;
            }
            // Links to folders may lead in circles.
            match entry.file_type().map_err(cannot)? {
                kind if kind.is_dir() => folders.push(path),
                kind if kind.is_file() || path.is_file() => found.push(path),
                _ => {}
            }
        }
        if found.len() > MOST_FILES {
            return Err(Failure::TooLarge(format!(
                "there are more than {MOST_FILES} files; compare fewer of them"
            )));
        }
    }
    found.sort();
    Ok(found)
}

/// A name that no other document has: the file's without its ending, numbered where that is taken.
fn name(file: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = Path::new(file).file_stem();
    let stem = stem.map_or_else(
        || file.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    );
    let mut name = stem.clone();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{stem}-{number}");
    }
    name
}
