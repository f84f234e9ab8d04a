//! Diagnostics as text with excerpts of the source, as one line each, and as JSON.
//!
//! In: [`Diagnostic`] values and the texts they point into. Out: text. The excerpts show at most
//! a few lines around each place, whatever the size of the file.

mod excerpt;
mod source;

use serde::Serialize;
use syntax::diagnostic::{Diagnostic, Severity, Span};

use crate::text::Colour;

pub use source::{Place, Source, Sources};

/// The message that counts those left out; it comes after them.
const COUNTS_OTHERS: &str = "too-many-messages";

/// How diagnostics are set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Columns to keep to.
    pub width: usize,
    /// Whether to use colours.
    pub colour: Colour,
    /// How many to show before "and M more".
    pub most: usize,
}

impl Default for Setting {
    fn default() -> Self {
        Setting {
            width: 100,
            colour: Colour::Plain,
            most: 20,
        }
    }
}

/// With excerpts: errors first, then warnings, then advice, each in the order given; at most
/// [`Setting::most`], then a line that counts the rest.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources<'_>, setting: Setting) -> String {
    let mut out = String::new();
    for diagnostic in by_severity(diagnostics).take(setting.most) {
        out.push_str(&excerpt::render(diagnostic, sources, setting));
        out.push_str("\n\n");
    }
    out.push_str(&rest(diagnostics, setting.most));
    out
}

/// One line each: `file:line:column: error[code]: message`.
#[must_use]
pub fn render_concise(
    diagnostics: &[Diagnostic],
    sources: &Sources<'_>,
    setting: Setting,
) -> String {
    let mut out = String::new();
    for diagnostic in by_severity(diagnostics).take(setting.most) {
        let place = sources.start(diagnostic.span);
        let hints: String = diagnostic
            .hints
            .iter()
            .map(|hint| format!("; {hint}"))
            .collect();
        out.push_str(&one_line(&format!(
            "{}:{}:{}: {}[{}]: {}{hints}",
            sources.name(diagnostic.span.file),
            place.line,
            place.column,
            diagnostic.severity,
            diagnostic.code,
            diagnostic.message,
        )));
        out.push('\n');
    }
    out.push_str(&rest(diagnostics, setting.most));
    out
}

/// All of them as JSON.
///
/// # Errors
/// As [`crate::json::render`].
pub fn render_json(
    diagnostics: &[Diagnostic],
    sources: &Sources<'_>,
) -> Result<String, serde_json::Error> {
    let diagnostics = by_severity(diagnostics)
        .map(|diagnostic| JsonDiagnostic::new(diagnostic, sources))
        .collect();
    crate::json::render(&JsonDiagnostics {
        version: crate::answer::VERSION,
        diagnostics,
    })
}

fn by_severity(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    [Severity::Error, Severity::Warning, Severity::Advice]
        .into_iter()
        .flat_map(move |severity| {
            let of_it = move |d: &&Diagnostic| d.severity == severity;
            let counts = |d: &&Diagnostic| d.code == COUNTS_OTHERS;
            let said = diagnostics.iter().filter(of_it);
            let counted = diagnostics.iter().filter(of_it);
            said.filter(move |d| !counts(d))
                .chain(counted.filter(counts))
        })
}

fn rest(diagnostics: &[Diagnostic], most: usize) -> String {
    let hidden: Vec<_> = by_severity(diagnostics).skip(most).collect();
    if hidden.is_empty() {
        return String::new();
    }
    let counts: Vec<String> = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Advice, "piece of advice"),
    ]
    .into_iter()
    .filter_map(|(severity, name)| {
        let count = hidden.iter().filter(|d| d.severity == severity).count();
        (count > 0).then(|| counted(count, name))
    })
    .collect();
    format!("… and {} more: {}\n", hidden.len(), counts.join(", "))
}

fn counted(count: usize, name: &str) -> String {
    match (count, name) {
        (1, _) => format!("1 {name}"),
        (_, "piece of advice") => format!("{count} pieces of advice"),
        _ => format!("{count} {name}s"),
    }
}

/// No line breaks and no control characters.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[derive(Serialize)]
struct JsonDiagnostics<'a> {
    version: u32,
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'static str,
    severity: String,
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    here: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<JsonLabel<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    hints: &'a [String],
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    bytes: [u32; 2],
}

impl<'a> JsonDiagnostic<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &Sources<'a>) -> Self {
        JsonDiagnostic {
            code: diagnostic.code,
            severity: diagnostic.severity.to_string(),
            message: &diagnostic.message,
            place: JsonPlace::new(diagnostic.span, sources),
            here: &diagnostic.here,
            labels: diagnostic
                .labels
                .iter()
                .map(|label| JsonLabel {
                    text: &label.text,
                    place: JsonPlace::new(label.span, sources),
                })
                .collect(),
            hints: &diagnostic.hints,
        }
    }
}

impl<'a> JsonPlace<'a> {
    fn new(span: Span, sources: &Sources<'a>) -> Self {
        let (start, end) = (sources.start(span), sources.end(span));
        JsonPlace {
            file: sources.name(span.file),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            bytes: [span.start, span.end],
        }
    }
}

#[cfg(test)]
mod tests;
