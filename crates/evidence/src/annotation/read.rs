//! Annotations read as quotations: JSON-LD, and what the programming interface of Hypothesis gives.

use std::collections::BTreeMap;

use serde_json::Value;
use syntax::{quote_name, quote_text};

use crate::spot::Step::{Entry, Key};
use crate::spot::Wrong;
use crate::unreadable::{self, Unreadable};

/// The keys that lead to a list of annotations.
const WAYS: [&[&str]; 3] = [&["items"], &["rows"], &["first", "items"]];

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
/// If the text is too large, is no JSON, holds no annotations, or if a part of one has not the shape
/// that the model gives it; the place is then that of the part.
pub fn from_json(text: &str) -> Result<Vec<Imported>, Unreadable> {
    let value = unreadable::json(text, "annotations")?;
    read_all(&value).map_err(|wrong| wrong.unreadable(text))
}

fn read_all(value: &Value) -> Result<Vec<Imported>, Wrong> {
    let (way, annotations) = list(value)?;
    let mut found = Vec::new();
    let outwards = |wrong: Wrong| inside(way, wrong);
    for (number, annotation) in annotations.iter().enumerate() {
        let read = match annotation {
            Value::Object(_) => read(annotation, &mut found),
            other => Err(expected("an annotation", other)),
        };
        read.map_err(|wrong| match value.is_array() || !way.is_empty() {
            true => outwards(wrong.inside(Entry(number))),
            false => wrong,
        })?;
    }
    if found.is_empty() && !annotations.is_empty() {
        return Err(outwards(Wrong::here(
            "none of the annotations has a target",
        )));
    }
    Ok(found)
}

/// As seen from where these keys begin.
fn inside(way: &'static [&'static str], wrong: Wrong) -> Wrong {
    let names = way.iter().rev();
    names.fold(wrong, |wrong, name| wrong.inside(Key(name)))
}

/// `expected a text, found a number`.
fn expected(what: &str, found: &Value) -> Wrong {
    let found = match found {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Wrong::here(format!("expected {what}, found {found}"))
}

/// The annotations of a list, a page, a collection with its first page, or a Hypothesis export, and
/// the keys that lead to them.
fn list(value: &Value) -> Result<(&'static [&'static str], &[Value]), Wrong> {
    if let Value::Array(list) = value {
        return Ok((&[], list));
    }
    for way in WAYS {
        match way.iter().try_fold(value, |value, name| value.get(name)) {
            Some(Value::Array(list)) => return Ok((way, list)),
            Some(other) => {
                return Err(inside(way, expected("a list of annotations", other)));
            }
            None => {}
        }
    }
    if value.get("target").is_some() {
        return Ok((&[], std::slice::from_ref(value)));
    }
    Err(Wrong::here(
        "expected annotations: a list, an annotation page with `items`, or an export of Hypothesis \
         with `rows`",
    ))
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

fn read(annotation: &Value, found: &mut Vec<Imported>) -> Result<(), Wrong> {
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
    for_each(annotation, "target", |target| {
        if !target.is_object() && !target.is_string() {
            return Err(expected("a target: an address or an object", target));
        }
        let mut imported = Imported {
            source: source(annotation, target),
            comments: comments.clone(),
            ..Imported::default()
        };
        for_each(target, "selector", |selector| {
            select(selector, &mut imported)
        })?;
        found.push(imported);
        Ok(())
    })
}

/// Reads the value of a key, or each entry where it is a list.
fn for_each(
    value: &Value,
    name: &'static str,
    mut read: impl FnMut(&Value) -> Result<(), Wrong>,
) -> Result<(), Wrong> {
    let inside = value.get(name);
    let is_list = inside.is_some_and(Value::is_array);
    for (number, one) in each(inside).iter().enumerate() {
        read(one).map_err(|wrong| match is_list {
            true => wrong.inside(Entry(number)).inside(Key(name)),
            false => wrong.inside(Key(name)),
        })?;
    }
    Ok(())
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

/// Reads a selector. Those of kinds that a passage has no place for say nothing here.
fn select(selector: &Value, imported: &mut Imported) -> Result<(), Wrong> {
    if !selector.is_object() && !selector.is_string() {
        return Err(expected("a selector: an address or an object", selector));
    }
    match selector.get("type").and_then(Value::as_str) {
        Some("TextQuoteSelector") => {
            imported.exact = words(selector, "exact")?.unwrap_or_default();
            imported.prefix = words(selector, "prefix")?;
            imported.suffix = words(selector, "suffix")?;
        }
        Some("TextPositionSelector") => {
            let (start, end) = (character(selector, "start")?, character(selector, "end")?);
            if end < start {
                let wrong = Wrong::here(format!("the end, {end}, is before the start, {start}"));
                return Err(wrong.inside(Key("end")));
            }
            imported.characters = Some((start, end));
        }
        _ => {}
    }
    Ok(())
}

/// A text that is not empty, if there is one.
fn words(selector: &Value, name: &'static str) -> Result<Option<String>, Wrong> {
    match selector.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok((!text.is_empty()).then(|| text.clone())),
        Some(other) => Err(expected("a text", other).inside(Key(name))),
    }
}

/// A number of characters.
fn character(selector: &Value, name: &'static str) -> Result<u64, Wrong> {
    let value = selector.get(name);
    let number = value.and_then(Value::as_u64);
    number.ok_or_else(|| {
        let what = "a number of characters from 0";
        match value {
            None => Wrong::here(format!("expected {what} as `{name}`, and there is none")),
            Some(Value::Number(other)) => {
                Wrong::here(format!("expected {what}, found {other}")).inside(Key(name))
            }
            Some(other) => expected(what, other).inside(Key(name)),
        }
    })
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
