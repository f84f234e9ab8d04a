//! One file a command: open the model, ask, deliver.

pub mod analyze;
pub mod change;
pub mod check;
pub mod compare;
pub mod completions;
pub mod explain;
pub mod export;
pub mod fmt;
pub mod game;
pub mod graph;
pub mod holds;
pub mod import;
pub mod inverse;
pub mod mediate;
pub mod new;
pub mod paths;
pub mod play;
pub mod report;
pub mod shared;
pub mod sources;
pub mod stability;
pub mod sweep;
pub mod timeline;
pub mod uncertain;
pub mod verify;

use ::report::answer::AccountPage;
use ::report::csv::Records;
use ::report::page::Page;
use ::report::{csv, json, latex, markdown, text};
use serde::Serialize;

use super::args::{Format, Model, Output};
use super::failure::Failure;
use super::host::Host;

/// An answer in the form that was asked for, delivered.
fn deliver(
    host: &Host,
    output: &Output,
    answer: &impl Serialize,
    page: impl FnOnce() -> Page,
    records: impl FnOnce() -> Records,
) -> Result<(), Failure> {
    let set = match output.format {
        Format::Text => {
            // A file has no colours.
            let style = match &output.output {
                Some(_) => text::Style::default(),
                None => host.style,
            };
            text::render(&page(), style)
        }
        Format::Json => json::render(answer)
            .map_err(|error| Failure::InputOutput(format!("the answer is no JSON: {error}")))?,
        Format::Csv => csv::render(&records()),
        Format::Md => markdown::render(&page()),
        Format::Latex => latex::render(&page()),
    };
    host.deliver(&set, output.output.as_deref())
}

/// Leaves the file's checks out of a page on a model that supposes something: they speak of the
/// file as it stands.
fn leave_out_checks(page: &mut AccountPage, model: &Model) {
    const SUPPOSED: &str =
        "The file's checks are left out: they are not about what --event and --as-of suppose.";
    if model.supposes() && !page.checks.checks.is_empty() {
        page.checks.checks.clear();
        page.remarks.push(SUPPOSED.to_owned());
    }
}
