//! Reading a model with the files that it includes.

use std::collections::BTreeMap;

use syntax::ast::{Item, Text};
use syntax::diagnostic::{Diagnostic, FileId, Severity, Span};

use crate::advice;
use crate::codes;
use crate::conflict::{Case, Date};
use crate::interchange;
use crate::limits;
use crate::listed;
use crate::loader::{LexicalPath, LoadError, Loader, Sources, is_plain_relative};
use crate::lower::{Given, lower};
use crate::sink::{Sink, nowhere};

/// What a host can say beside the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// The folder that includes must stay in; none means the folder of the first file. It must be
    /// absolute exactly where the path of the first file is.
    pub root: Option<String>,
    /// A date that replaces the one after `as of`.
    pub as_of: Option<Date>,
    /// Names of events that count as happened, whatever the files say.
    pub events: Vec<String>,
}

/// What came out of loading a model.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The files that were read; file 0 is the one that the user named.
    pub sources: Sources,
    /// Everything there is to say, sorted by file and place, without repetition.
    pub diagnostics: Vec<Diagnostic>,
    /// The model; none exactly where there is an error.
    pub case: Option<Case>,
}

/// Reads and checks the model at `entry`, a `.conflict` file or the JSON conflict form (the name
/// ends in `.json`, or the text begins with `{`). Never fails and never panics: what is wrong is
/// in the diagnostics. Time and memory are bounded by the text, whatever it holds.
pub fn load(entry: &str, loader: &mut dyn Loader) -> Checked {
    load_with(entry, &LoadOptions::default(), loader)
}

/// Like [`load`], with what the host says beside the files.
pub fn load_with(entry: &str, options: &LoadOptions, loader: &mut dyn Loader) -> Checked {
    let path = LexicalPath::new(entry);
    let root = options
        .root
        .as_deref()
        .map_or_else(|| path.folder(), LexicalPath::new);
    let mut reader = Reader {
        loader,
        root,
        sources: Sources::default(),
        sink: Sink::default(),
        seen: BTreeMap::new(),
        open: Vec::new(),
        items: Vec::new(),
        bytes: 0,
    };
    if let Some(text) = reader.entry(entry, &path)
        && (entry.ends_with(".json") || begins_like_json(&text))
    {
        let read = interchange::from_json(FileId(0), &text);
        return Checked {
            sources: reader.sources,
            diagnostics: read.diagnostics,
            case: read.case,
        };
    }
    reader.check(options)
}

fn begins_like_json(text: &str) -> bool {
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with('{')
}

struct Reader<'l> {
    loader: &'l mut dyn Loader,
    root: LexicalPath,
    sources: Sources,
    sink: Sink,
    /// Files that were read, by path.
    seen: BTreeMap<String, FileId>,
    /// The files that are being read now, from the first to the one that includes the next.
    open: Vec<String>,
    items: Vec<Item>,
    bytes: usize,
}

impl Reader<'_> {
    /// The text of the first file, or a message.
    fn entry(&mut self, entry: &str, path: &LexicalPath) -> Option<String> {
        if !path.is_inside(&self.root) {
            let message = format!("`{entry}` is outside the root folder `{}`", self.root);
            self.sink
                .push(Diagnostic::error(codes::OUTSIDE_FOLDER, nowhere(), message));
            self.sources.add(entry, "");
            return None;
        }
        // The host knows the first file by the name that its user gave.
        match self.loader.read(entry) {
            Ok(text) => {
                self.sources.add(entry, text.as_str());
                Some(text)
            }
            Err(why) => {
                self.sources.add(entry, "");
                self.unreadable(entry, &why, nowhere());
                None
            }
        }
    }

    fn unreadable(&mut self, path: &str, why: &LoadError, span: Span) {
        let message = format!("cannot read `{path}`: {why}");
        self.sink
            .push(Diagnostic::error(codes::CANNOT_READ, span, message));
    }

    /// Parses what was read, with its includes, and checks it.
    fn check(mut self, options: &LoadOptions) -> Checked {
        let entry = self
            .sources
            .get(FileId(0))
            .map(|entry| (entry.path.clone(), entry.text.clone()));
        if let Some((path, text)) = entry.filter(|_| !self.sink.has_errors()) {
            let path = LexicalPath::new(&path);
            self.seen.insert(path.to_string(), FileId(0));
            self.bytes = text.len();
            self.parse(FileId(0), &path, &text);
        }
        let misread = self.sink.has_errors();
        let given = Given {
            as_of: options.as_of,
            events: &options.events,
        };
        let case = lower(&mut self.sink, &self.items, &given);
        if misread {
            keep_certain(&mut self.sink);
        } else if !self.sink.has_errors() {
            for conflict in case.conflicts() {
                listed::check_rankings(&mut self.sink, conflict);
            }
            listed::check_states(&mut self.sink, &case.base);
            advice::advise(&mut self.sink, &case);
        }
        let case = (!self.sink.has_errors()).then_some(case);
        Checked {
            sources: self.sources,
            diagnostics: self.sink.finish(),
            case,
        }
    }

    fn parse(&mut self, file: FileId, path: &LexicalPath, text: &str) {
        let parse = syntax::parse(file, text);
        for diagnostic in parse.diagnostics() {
            self.sink.push(diagnostic.clone());
        }
        self.open.push(path.to_string());
        let folder = path.folder();
        for item in &parse.file().items {
            if let Item::Include(text) = item {
                self.include(&folder, text);
            } else {
                self.items.push(item.clone());
            }
        }
        self.open.pop();
    }

    fn include(&mut self, folder: &LexicalPath, written: &Text) {
        let path = folder.join(&written.text);
        if !is_plain_relative(&written.text) || !path.is_inside(&self.root) {
            let message = format!("`{}` is outside the folder of the model", written.text);
            self.sink.push(
                Diagnostic::error(codes::OUTSIDE_FOLDER, written.span, message)
                    .hint("paths are relative, with `/` between folders")
                    .hint("`--root FOLDER` names a larger folder to stay in"),
            );
            return;
        }
        let name = path.to_string();
        if let Some(start) = self.open.iter().position(|open| *open == name) {
            let mut chain: Vec<&str> = self.open.iter().skip(start).map(String::as_str).collect();
            chain.push(&name);
            let message = format!(
                "files include each other in a circle: {}",
                chain.join(" → ")
            );
            self.sink.push(Diagnostic::error(
                codes::INCLUDE_CIRCLE,
                written.span,
                message,
            ));
            return;
        }
        if self.seen.contains_key(&name) {
            return;
        }
        if self.open.len() >= limits::INCLUDE_DEPTH || self.sources.len() >= limits::FILES {
            let message = format!(
                "includes are more than {} deep, or more than {} files",
                limits::INCLUDE_DEPTH,
                limits::FILES
            );
            self.sink
                .push(Diagnostic::error(codes::TOO_LARGE, written.span, message));
            return;
        }
        self.read(&path, name, written.span);
    }

    fn read(&mut self, path: &LexicalPath, name: String, span: Span) {
        let text = match self.loader.read(&name) {
            Ok(text) => text,
            Err(why) => {
                self.unreadable(&name, &why, span);
                return;
            }
        };
        self.bytes = self.bytes.saturating_add(text.len());
        if self.bytes > limits::BYTES {
            let message = format!("all files together are over {} MiB", limits::BYTES >> 20);
            self.sink
                .push(Diagnostic::error(codes::TOO_LARGE, span, message));
            return;
        }
        let file = self.sources.add(name.as_str(), text.as_str());
        self.seen.insert(name, file);
        self.parse(file, path, &text);
    }
}

/// Where parts of a file could not be read, names may be missing because of that. What is left of
/// the later messages is what is wrong in any case.
fn keep_certain(sink: &mut Sink) {
    sink.retain(|diagnostic| {
        let only_missing = [
            codes::NO_ACTORS,
            codes::NO_STATES,
            codes::PASSAGE_NEEDED,
            codes::PATTERN_LENGTH,
            codes::STATE_NEEDED,
            codes::MOVES_WITHOUT_STATES,
            codes::NO_SUCH_STATEMENT,
            codes::TWO_ACTORS_ONLY,
            codes::NOTHING_TO_REVISE,
        ];
        let meant = |hint: &String| hint.starts_with("did you mean");
        let unknown = diagnostic.code == codes::UNKNOWN_NAME && !diagnostic.hints.iter().any(meant);
        diagnostic.severity == Severity::Error
            && !unknown
            && !only_missing.contains(&diagnostic.code)
    });
}
