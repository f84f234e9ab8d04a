//! Documents as BibLaTeX entries, and BibTeX or BibLaTeX entries as references.
//!
//! In: documents, or text. Out: entries of type `@online` for documents with an address, `@misc`
//! for others; references.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use biblatex::{
    Bibliography, ChunksExt, DateValue, Entry, PermissiveType, RawBibliography, RawChunk,
};
use model::evidence::{Document, When};
use model::when_text;

use super::{Reference, WHAT};
use crate::unreadable::{Unreadable, too_large};

/// Deepest nesting of braces that is read.
const DEEPEST: usize = 64;

/// One entry for each document. Linear in the text.
///
/// # Errors
/// The name of a document that BibTeX cannot have as a key, for keys are never rewritten.
pub fn bibtex(documents: &[Document]) -> Result<String, String> {
    let mut out = String::new();
    for document in documents {
        let bad = |sign: char| {
            sign.is_whitespace() || sign.is_control() || ",{}\"#%'()=~\\".contains(sign)
        };
        if document.name.contains(bad) {
            return Err(document.name.clone());
        }
        let kind = if document.url.is_some() {
            "online"
        } else {
            "misc"
        };
        let _ = writeln!(out, "@{kind}{{{},", document.name);
        let date = document.date.map(when_text);
        let outlet = document.outlet.as_deref();
        let fields = [
            ("title", document.title.as_deref().map(escaped)),
            ("author", document.author.as_deref().map(authors)),
            ("date", date),
            ("organization", outlet.map(escaped)),
            ("url", document.url.as_deref().map(address)),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                let _ = writeln!(out, "  {name} = {{{value}}},");
            }
        }
        out.push_str("}\n\n");
    }
    if out.ends_with("\n\n") {
        out.pop();
    }
    Ok(out)
}

/// An author in braces of its own, so that it is kept as it is written: the language does not say
/// which part of it is a family name.
fn authors(author: &str) -> String {
    format!("{{{}}}", escaped(author))
}

/// Text in which no sign has a meaning for TeX.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        // Two of these in a row would be read as a longer dash or a quotation mark.
        if matches!(sign, '-' | '\'' | '`') && out.ends_with(sign) {
            out.push_str("{}");
        }
        match sign {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', sign]),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// An address, of which BibLaTeX takes every sign as it is but for braces.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for sign in url.chars() {
        match sign {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// The entries of a BibTeX or BibLaTeX file, in order. `crossref` and `xdata` are not followed.
/// Linear in the text, which may have 16 MiB and braces 64 deep.
///
/// # Errors
/// If the text is too large, nested too deep, or not to the grammar: where, and what is wrong.
pub fn from_bibtex(text: &str) -> Result<Vec<Reference>, Unreadable> {
    too_large(text, WHAT)?;
    too_deep(text)?;
    let wrong = |error: biblatex::ParseError| {
        Unreadable::at(text, error.span.start, error.kind.to_string())
    };
    let mut raw = RawBibliography::parse(text).map_err(wrong)?;
    // Entries and abbreviations that refer to each other in a circle would never end.
    raw.abbreviations.retain(|pair| {
        let plain =
            |chunk: &biblatex::Spanned<RawChunk<'_>>| matches!(chunk.v, RawChunk::Normal(_));
        pair.value.v.iter().all(plain)
    });
    for entry in &mut raw.entries {
        entry.v.fields.retain(|field| {
            !["crossref", "xdata"].contains(&field.key.v.to_ascii_lowercase().as_str())
        });
    }
    let addresses = addresses(&raw);
    let read = Bibliography::from_raw(raw).map_err(wrong)?;
    let reference = |entry: &Entry| Reference {
        url: addresses.get(&entry.key).cloned(),
        ..reference(entry)
    };
    Ok(read.iter().map(reference).collect())
}

/// The addresses as they are written, by key: in them no sign has a meaning for TeX, but some
/// programs write a stroke before those that would have one elsewhere.
fn addresses(raw: &RawBibliography<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in &raw.entries {
        let field = entry
            .v
            .fields
            .iter()
            .find(|field| field.key.v.eq_ignore_ascii_case("url"));
        let mut text = String::new();
        for chunk in field.into_iter().flat_map(|field| &field.value.v) {
            if let RawChunk::Normal(part) = chunk.v {
                text.push_str(part);
            }
        }
        let text = text.trim().replace(['{', '}', '\\'], "");
        if !text.is_empty() {
            found.insert(entry.v.key.v.to_owned(), text);
        }
    }
    found
}

fn too_deep(text: &str) -> Result<(), Unreadable> {
    let mut depth = 0_usize;
    for (offset, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let message = format!("braces are more than {DEEPEST} deep here");
            return Err(Unreadable::at(text, offset, message));
        }
    }
    Ok(())
}

fn reference(entry: &Entry) -> Reference {
    let field = |name: &str| {
        let text = entry.get(name)?.format_verbatim();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let outlets = [
        "journaltitle",
        "journal",
        "booktitle",
        "organization",
        "publisher",
        "institution",
    ];
    let authors = entry.author().ok().map(|people| {
        let names = people.iter().map(|person| {
            let parts = [
                &person.given_name,
                &person.prefix,
                &person.name,
                &person.suffix,
            ];
            let parts: Vec<&str> = parts
                .iter()
                .map(|part| part.trim())
                .filter(|p| !p.is_empty())
                .collect();
            parts.join(" ")
        });
        names.collect::<Vec<_>>().join(" and ")
    });
    Reference {
        key: entry.key.clone(),
        title: field("title"),
        author: authors.filter(|names| !names.is_empty()),
        outlet: outlets.iter().find_map(|name| field(name)),
        date: date(entry),
        url: None,
    }
}

fn date(entry: &Entry) -> Option<When> {
    let PermissiveType::Typed(date) = entry.date().ok()? else {
        return None;
    };
    let (DateValue::At(day)
    | DateValue::After(day)
    | DateValue::Before(day)
    | DateValue::Between(day, _)) = date.value;
    let number = |zero_based: Option<u8>| Some(u16::from(zero_based?) + 1);
    super::when(
        u16::try_from(day.year).ok()?,
        number(day.month),
        number(day.day),
    )
}
