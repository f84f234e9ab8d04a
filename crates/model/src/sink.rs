//! Where diagnostics are collected: bounded, sorted, without repetition.

use std::collections::BTreeSet;

use syntax::diagnostic::{Diagnostic, FileId, Severity, Span};

use crate::codes;

/// Most diagnostics of one severity that are kept; the rest are counted.
const MOST: usize = 200;

/// A bounded collection of diagnostics.
#[derive(Debug, Default)]
pub struct Sink {
    kept: Vec<Diagnostic>,
    /// What is kept, by place and words: accounts repeat what they share.
    known: BTreeSet<(Span, &'static str, String)>,
    counts: [usize; 3],
}

fn slot(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Advice => 2,
    }
}

impl Sink {
    /// Adds a diagnostic that is new, or only counts it where there are too many already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let words = (diagnostic.span, diagnostic.code, diagnostic.message.clone());
        if self.known.contains(&words) {
            return;
        }
        let Some(count) = self.counts.get_mut(slot(diagnostic.severity)) else {
            return;
        };
        *count += 1;
        if *count <= MOST {
            self.known.insert(words);
            self.kept.push(diagnostic);
        }
    }

    /// Whether further errors would only be counted. Costly searches for suggestions stop then.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.counts[0] >= MOST
    }

    /// Whether there is an error.
    pub(crate) fn has_errors(&self) -> bool {
        self.counts[0] > 0
    }

    /// Keeps the diagnostics that `keep` accepts.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.kept.retain(keep);
    }

    /// The diagnostics by file and place, each once; then, where some were left out, how many.
    #[must_use]
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by(|a, b| order(a).cmp(&order(b)));
        let last = self.kept.last().map_or_else(nowhere, |last| last.span);
        let kinds = [
            (Severity::Error, "errors"),
            (Severity::Warning, "warnings"),
            (Severity::Advice, "pieces of advice"),
        ];
        for ((severity, words), count) in kinds.into_iter().zip(self.counts) {
            if count > MOST {
                let message = format!("{} more {words} are not shown", count - MOST);
                let mut counted = Diagnostic::error(codes::TOO_MANY_MESSAGES, last, message);
                counted.severity = severity;
                self.kept.push(counted);
            }
        }
        self.kept
    }
}

/// What decides on the order of messages.
fn order(diagnostic: &Diagnostic) -> (Span, Severity, &'static str, &str) {
    let message = diagnostic.message.as_str();
    (
        diagnostic.span,
        diagnostic.severity,
        diagnostic.code,
        message,
    )
}

/// The start of the file that the user named, for what has no better place.
pub(crate) fn nowhere() -> Span {
    Span {
        file: FileId(0),
        start: 0,
        end: 0,
    }
}
