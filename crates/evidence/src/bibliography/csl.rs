//! Documents as CSL-JSON, the form in which reference managers exchange items, and back.
//!
//! In: documents, or text. Out: an array of items (schema `csl-data.json`, Citation Style Language
//! 1.0.2); references.

use model::evidence::{Document, When};
use serde_json::{Map, Value, json};

use super::{Reference, WHAT};
use crate::spot::{Step, Wrong};
use crate::unreadable::{self, Unreadable};

/// One item for each document. Linear in the text.
#[must_use]
pub fn csl_json(documents: &[Document]) -> String {
    let items: Vec<Value> = documents.iter().map(item).collect();
    format!("{:#}\n", Value::Array(items))
}

fn item(document: &Document) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(document.name));
    let kind = if document.url.is_some() {
        "webpage"
    } else {
        "document"
    };
    item.insert("type".to_owned(), json!(kind));
    let texts = [
        ("title", &document.title),
        ("container-title", &document.outlet),
        ("URL", &document.url),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            item.insert(name.to_owned(), json!(value));
        }
    }
    if let Some(author) = &document.author {
        // Kept whole: the language does not say which part of it is a family name.
        item.insert("author".to_owned(), json!([{ "literal": author }]));
    }
    if let Some(date) = document.date {
        let parts = match date {
            When::Day(day) => json!([day.year, day.month, day.day]),
            When::Month(year, month) => json!([year, month]),
            When::Year(year) => json!([year]),
        };
        item.insert("issued".to_owned(), json!({ "date-parts": [parts] }));
    }
    Value::Object(item)
}

/// The items of a CSL-JSON file, in order. Linear in the text, which may have 16 MiB.
///
/// # Errors
/// If the text is too large, is no JSON, or is no list of items with an `id`.
pub fn from_csl_json(text: &str) -> Result<Vec<Reference>, Unreadable> {
    let value = unreadable::json(text, WHAT)?;
    let items = value
        .as_array()
        .ok_or_else(|| wrong(text, &Wrong::here("expected a list of items")))?;
    items
        .iter()
        .enumerate()
        .map(|(number, item)| {
            reference(item).ok_or_else(|| {
                let message = format!("item {} has no `id`", number + 1);
                wrong(text, &Wrong::here(message).inside(Step::Entry(number)))
            })
        })
        .collect()
}

fn wrong(text: &str, wrong: &Wrong) -> Unreadable {
    Unreadable::at(text, wrong.byte(text), wrong.message.clone())
}

fn reference(item: &Value) -> Option<Reference> {
    let field = |name: &str| {
        let text = item.get(name)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let key = match item.get("id")? {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return None,
    };
    let authors: Vec<String> = item
        .get("author")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(person)
        .collect();
    Some(Reference {
        key,
        title: field("title"),
        author: (!authors.is_empty()).then(|| authors.join(" and ")),
        outlet: ["container-title", "publisher"]
            .iter()
            .find_map(|name| field(name)),
        date: item.get("issued").and_then(issued),
        url: field("URL"),
    })
}

fn person(person: &Value) -> Option<String> {
    if let Some(literal) = person.get("literal").and_then(Value::as_str) {
        return Some(literal.to_owned());
    }
    let parts = ["given", "non-dropping-particle", "family", "suffix"];
    let parts: Vec<&str> = parts
        .iter()
        .filter_map(|name| person.get(name)?.as_str())
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The first date. Its parts may be numbers, or numbers in quotes.
fn issued(issued: &Value) -> Option<When> {
    let parts = issued.get("date-parts")?.get(0)?;
    let part = |number: usize| match parts.get(number)? {
        Value::Number(part) => u16::try_from(part.as_u64()?).ok(),
        Value::String(part) => part.trim().parse().ok(),
        _ => None,
    };
    super::when(part(0)?, part(1), part(2))
}
