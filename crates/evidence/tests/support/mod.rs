//! What the tests share: files from the disk, and messages as text.

#![allow(
    dead_code,
    reason = "each test file is its own program and uses a part of this"
)]

use std::fmt::Write as _;
use std::path::PathBuf;

use evidence::DocumentSource;
use model::{LoadError, Loader, Sources};
use syntax::diagnostic::{Diagnostic, Span};

/// Files below a folder of the disk.
pub struct Folder(pub PathBuf);

impl Loader for Folder {
    fn read(&mut self, path: &str) -> Result<String, LoadError> {
        let file = self.0.join(path);
        if !file.exists() {
            return Err(LoadError::NotFound);
        }
        std::fs::read_to_string(file).map_err(|why| LoadError::Other(why.to_string()))
    }
}

impl DocumentSource for Folder {
    fn read(&mut self, file: &str) -> Result<Option<Vec<u8>>, String> {
        let path = self.0.join(file);
        if path.is_dir() {
            return Err("it is a folder".to_owned());
        }
        Ok(std::fs::read(path).ok())
    }
}

/// Line and column of the start of a span, from 1.
fn place(sources: &Sources, span: Span) -> String {
    let source = sources
        .get(span.file)
        .expect("a span names a file that was read");
    let before = source
        .text
        .get(..span.start as usize)
        .expect("a span starts at a letter");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{line}:{column}")
}

/// Messages as the test files show them.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for d in diagnostics {
        let at = place(sources, d.span);
        let _ = writeln!(out, "{at} {}[{}] {}", d.severity, d.code, d.message);
        for hint in &d.hints {
            let _ = writeln!(out, "  hint: {hint}");
        }
    }
    out
}
