//! Annotations read as quotations: JSON-LD, and what the programming interface of Hypothesis gives.

use std::collections::BTreeMap;

use serde_json::Value;
use syntax::{quote_name, quote_text};

use crate::unreadable::{self, Unreadable};

/// A quotation that somebody marked in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The address of the document; empty if none is given.
    pub source: String,
    /// The words; empty where the whole document is meant.
    pub exact: String,
    /// The words right before.
    pub prefix: Option<String>,
    /// The words right after.
    pub suffix: Option<String>,
    /// Start and end in the document's text, in characters from 0, end not included.
    pub characters: Option<(u64, u64)>,
    /// What was written about it, one text for each comment or tag.
    pub comments: Vec<String>,
}

/// The quotations of annotations: a list of W3C Web Annotations, an annotation page or collection,
/// a single annotation, or an export with `rows` from the programming interface of Hypothesis. One
/// for each target of each annotation, in order. Linear in the text, which may have 16 MiB.
///
/// # Errors
/// If the text is too large, is no JSON, or holds no annotations.
pub fn from_json(text: &str) -> Result<Vec<Imported>, Unreadable> {
    let value = unreadable::json(text, "annotations")?;
    let annotations = list(&value).ok_or_else(|| {
        Unreadable::at_start(
            "expected annotations: a list, an annotation page with `items`, or an export of \
             Hypothesis with `rows`",
        )
    })?;
    let mut found = Vec::new();
    for annotation in annotations {
        read(annotation, &mut found);
    }
    if found.is_empty() && !annotations.is_empty() {
        let message = "none of the annotations has a target";
        return Err(Unreadable::at_start(message));
    }
    Ok(found)
}

/// The annotations of a list, a page, a collection with its first page, or a Hypothesis export.
fn list(value: &Value) -> Option<&[Value]> {
    if let Value::Array(list) = value {
        return Some(list);
    }
    let inside = ["items", "rows"]
        .iter()
        .find_map(|name| value.get(name)?.as_array());
    let first = || value.get("first")?.get("items")?.as_array();
    if let Some(list) = inside.or_else(first) {
        return Some(list);
    }
    value.get("target").map(|_| std::slice::from_ref(value))
}

/// One value, or each of a list.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
    }
}

fn text_of(value: &Value, name: &str) -> Option<String> {
    let text = value.get(name)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn read(annotation: &Value, found: &mut Vec<Imported>) {
    let mut comments: Vec<String> = text_of(annotation, "text").into_iter().collect();
    for body in each(annotation.get("body")) {
        match body {
            Value::String(text) => comments.push(text.clone()),
            other => comments.extend(text_of(other, "value")),
        }
    }
    comments.extend(text_of(annotation, "bodyValue"));
    let tags = each(annotation.get("tags")).iter();
    comments.extend(tags.filter_map(|tag| Some(tag.as_str()?.to_owned())));
    for target in each(annotation.get("target")) {
        let mut imported = Imported {
            source: source(annotation, target),
            comments: comments.clone(),
            ..Imported::default()
        };
        for selector in each(target.get("selector")) {
            select(selector, &mut imported);
        }
        found.push(imported);
    }
}

fn source(annotation: &Value, target: &Value) -> String {
    let address = |value: &Value| {
        let text = value.as_str().map(str::to_owned);
        text.or_else(|| text_of(value, "id"))
    };
    let named = ["source", "id"]
        .iter()
        .find_map(|name| address(target.get(name)?));
    let named = named
        .or_else(|| address(target))
        .or_else(|| text_of(annotation, "uri"));
    named.unwrap_or_default()
}

fn select(selector: &Value, imported: &mut Imported) {
    match selector.get("type").and_then(Value::as_str) {
        Some("TextQuoteSelector") => {
            imported.exact = text_of(selector, "exact").unwrap_or_default();
            imported.prefix = text_of(selector, "prefix");
            imported.suffix = text_of(selector, "suffix");
        }
        Some("TextPositionSelector") => {
            let number = |name: &str| selector.get(name)?.as_u64();
            let range = number("start").zip(number("end"));
            imported.characters = range.filter(|(start, end)| start <= end);
        }
        _ => {}
    }
}

/// The quotations as lines of a model, ready to paste: a document for each address, with its
/// passages. Annotations of whole documents become remarks. Linear in the quotations.
#[must_use]
pub fn to_text(imported: &[Imported]) -> String {
    let mut order: Vec<&str> = Vec::new();
    let mut by_source: BTreeMap<&str, Vec<&Imported>> = BTreeMap::new();
    for one in imported {
        let list = by_source.entry(&one.source).or_default();
        if list.is_empty() {
            order.push(&one.source);
        }
        list.push(one);
    }
    let mut out = String::new();
    for (number, source) in order.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let name = quote_name(&format!("document-{}", number + 1));
        let title = if source.is_empty() {
            "untitled"
        } else {
            source
        };
        out.push_str(&format!("document {name} {}\n", literal(title)));
        if !source.is_empty() {
            out.push_str(&format!("  url {}\n", literal(source)));
        }
        let mut passages = 0;
        for one in by_source.get(source).into_iter().flatten() {
            if one.exact.trim().is_empty() {
                for comment in &one.comments {
                    out.push_str(&format!("  # {}\n", one_line(comment)));
                }
            } else {
                passages += 1;
                passage(&mut out, passages, one);
            }
        }
    }
    out
}

fn passage(out: &mut String, number: usize, one: &Imported) {
    out.push_str(&format!("  passage p{number} {}\n", literal(&one.exact)));
    let context = [("prefix", &one.prefix), ("suffix", &one.suffix)];
    for (name, words) in context {
        if let Some(words) = words.as_ref().filter(|words| !words.trim().is_empty()) {
            out.push_str(&format!("    {name} {}\n", literal(words)));
        }
    }
    if let Some((start, end)) = one.characters {
        out.push_str(&format!("    characters {start} to {end}\n"));
    }
    if !one.comments.is_empty() {
        out.push_str(&format!("    note {}\n", literal(&one.comments.join("; "))));
    }
}

fn literal(text: &str) -> String {
    quote_text(&one_line(text))
}

/// With single spaces, so that it stands on one line, and without signs that no text may hold.
fn one_line(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
