//! Bibliographies: the documents of a model as BibTeX and as CSL-JSON, for reference managers, and
//! back.
//!
//! In: documents, or the text of a bibliography. Out: text, or [`Reference`]s and the lines of a
//! model that declare them. A document's name is the entry's key, and is never rewritten.

mod bibtex;
mod csl;

pub use bibtex::{bibtex, from_bibtex};
pub use csl::{csl_json, from_csl_json};

use model::evidence::When;
use model::when_text;
use syntax::{quote_name, quote_text};

/// What the readers take, for the message that there is too much of it.
const WHAT: &str = "references";

/// What a bibliography says of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The key, which becomes the document's name.
    pub key: String,
    /// Title.
    pub title: Option<String>,
    /// Authors, joined by `and`.
    pub author: Option<String>,
    /// Where it appeared.
    pub outlet: Option<String>,
    /// Date, as far as it is known.
    pub date: Option<When>,
    /// Address.
    pub url: Option<String>,
}

/// The lines of a model that declare these documents. Linear in the references.
#[must_use]
pub fn to_text(references: &[Reference]) -> String {
    let mut out = String::new();
    for (number, reference) in references.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        out.push_str(&format!("document {}", quote_name(&reference.key)));
        if let Some(title) = &reference.title {
            out.push_str(&format!(" {}", quote_text(title)));
        }
        out.push('\n');
        if let Some(date) = reference.date {
            out.push_str(&format!("  date {}\n", when_text(date)));
        }
        let texts = [
            ("author", &reference.author),
            ("outlet", &reference.outlet),
            ("url", &reference.url),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                out.push_str(&format!("  {name} {}\n", quote_text(value)));
            }
        }
    }
    out
}

/// The date of a year, and a month and a day where they are known and there is such a day.
fn when(year: u16, month: Option<u16>, day: Option<u16>) -> Option<When> {
    let text = match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) if (1..=12).contains(&month) => {
            return Some(When::Month(year, u8::try_from(month).ok()?));
        }
        (None, None) => return Some(When::Year(year)),
        _ => return None,
    };
    model::parse_date(&text).map(When::Day)
}
