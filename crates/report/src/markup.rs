//! What Markdown, LaTeX and Typst do alike with a line of text.
//!
//! In: lines of a page, and how a language writes text and emphasis. Out: a line of that language.

use crate::page::{Line, Tone};

/// How a markup language writes what stands in a line.
pub(crate) struct Language {
    /// Text as text, whatever signs are in it.
    pub(crate) escape: fn(&str) -> String,
    /// Escaped text, emphasised. It is not empty and has no spaces at its ends.
    pub(crate) strong: fn(&str) -> String,
}

impl Language {
    /// A line with its names and heads emphasised; other tones are for the eye alone.
    pub(crate) fn line(&self, line: &Line) -> String {
        line.0
            .iter()
            .map(|run| {
                let text = (self.escape)(&run.text);
                let bare = text.trim();
                if run.tone == Tone::Strong && !bare.is_empty() {
                    text.replacen(bare, &(self.strong)(bare), 1)
                } else {
                    text
                }
            })
            .collect()
    }

    /// A line without emphasis, for a place that emphasises it anyway.
    pub(crate) fn plain(&self, line: &Line) -> String {
        (self.escape)(&line.text())
    }

    /// Lines one after another.
    pub(crate) fn lines(&self, lines: &[Line], between: &str) -> String {
        let lines: Vec<String> = lines.iter().map(|line| self.line(line)).collect();
        lines.join(between)
    }
}
