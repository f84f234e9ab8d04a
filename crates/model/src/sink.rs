//! Where diagnostics are collected: bounded, sorted, without repetition.

use syntax::diagnostic::{Diagnostic, FileId, Severity, Span};

use crate::codes;

/// Most diagnostics of one severity that are kept; the rest are counted.
const MOST: usize = 200;

/// A bounded collection of diagnostics.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    kept: Vec<Diagnostic>,
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
    /// Adds a diagnostic, or only counts it where there are too many already.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let Some(count) = self.counts.get_mut(slot(diagnostic.severity)) else {
            return;
        };
        *count += 1;
        if *count <= MOST {
            self.kept.push(diagnostic);
        }
    }

    /// Whether further errors would only be counted. Costly searches for suggestions stop then.
    pub(crate) fn is_full(&self) -> bool {
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

    /// The diagnostics by file and place, each once, and one more that says how many were left out.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        for (severity, count) in [Severity::Error, Severity::Warning, Severity::Advice]
            .into_iter()
            .zip(self.counts)
        {
            if count > MOST {
                let message = format!("{} more of this kind are not shown", count - MOST);
                let mut last = Diagnostic::error(codes::TOO_MANY_MESSAGES, nowhere(), message);
                last.severity = severity;
                self.kept.push(last);
            }
        }
        self.kept.sort_by(|a, b| {
            (a.span, a.severity, a.code, &a.message).cmp(&(b.span, b.severity, b.code, &b.message))
        });
        self.kept.dedup_by(|a, b| {
            (a.span, a.severity, a.code, &a.message) == (b.span, b.severity, b.code, &b.message)
        });
        self.kept
    }
}

/// The start of the file that the user named, for what has no better place.
pub(crate) fn nowhere() -> Span {
    Span {
        file: FileId(0),
        start: 0,
        end: 0,
    }
}
