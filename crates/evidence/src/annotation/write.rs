//! Passages as an annotation page.

use model::conflict::Case;
use model::evidence::{Document, DocumentId, Evidence, Passage, PassageId, Speaker};
use serde_json::{Map, Value, json};

use crate::library::Library;
use crate::page::Page;

/// Letters before and after a passage that a selector shows.
const AROUND: usize = 40;

/// What `sha256` means in our annotations.
const SHA256: &str = "http://id.loc.gov/vocabulary/preservation/cryptographicHashFunctions/sha256";

/// All passages of a case as a JSON-LD annotation page, in file order. Where a document is at hand,
/// the words around a passage and its position are the document's, else those that the model
/// gives. The same case and documents give the same text. Linear in the documents times their
/// passages.
#[must_use]
pub fn to_json(case: &Case, library: &Library) -> String {
    let evidence = &case.base.evidence;
    let mut items = Vec::new();
    for (document, number) in evidence.documents.iter().zip(0..) {
        let id = DocumentId(number);
        let page = library.page(id);
        for (passage, number) in document.passages.iter().zip(0..) {
            let passage_id = PassageId {
                document: id,
                passage: number,
            };
            items.push(json!({
                "id": format!("#{}.{}", document.name, passage.name),
                "type": "Annotation",
                "motivation": "describing",
                "body": bodies(evidence, passage, passage_id),
                "target": target(document, passage, page),
            }));
        }
    }
    let whole = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "sha256": SHA256 }],
        "type": "AnnotationPage",
        "items": items,
    });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

/// What is said about a passage: one plain text for each thing.
fn bodies(evidence: &Evidence, passage: &Passage, id: PassageId) -> Vec<Value> {
    let mut said = Vec::new();
    if let Some(speaker) = passage.speaker {
        said.push(format!("speaker: {}", name_of(evidence, speaker)));
    }
    let given = [
        ("as given", &passage.speaker_as_given),
        ("verb", &passage.verb),
        ("hedge", &passage.hedge),
        ("note", &passage.note),
    ];
    for (what, words) in given {
        said.extend(words.as_ref().map(|words| format!("{what}: {words}")));
    }
    if let Some(credibility) = passage.credibility {
        said.push(format!("credibility: {}", credibility.0));
    }
    for claim in &evidence.claims {
        let label = claim.label.as_ref().unwrap_or(&claim.name);
        if claim.passages.contains(&id) {
            said.push(format!("claims: {label}"));
        }
        if claim.against.contains(&id) {
            said.push(format!("denies: {label}"));
        }
    }
    let body = |value: String| {
        json!({
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": value,
        })
    };
    said.into_iter().map(body).collect()
}

fn name_of(evidence: &Evidence, speaker: Speaker) -> &str {
    match speaker {
        Speaker::Author => "the author",
        Speaker::Comment => "a reader's comment",
        Speaker::Boilerplate => "boilerplate",
        Speaker::Origin(origin) => evidence
            .origins
            .get(origin.0 as usize)
            .map_or("", |origin| origin.label.as_ref().unwrap_or(&origin.name)),
    }
}

/// The document with the selectors of the passage.
fn target(document: &Document, passage: &Passage, page: Option<&Page>) -> Value {
    let mut source = Map::new();
    let address = document.url.as_ref().or(document.file.as_ref());
    let address = address
        .cloned()
        .unwrap_or_else(|| format!("#{}", document.name));
    source.insert("id".to_owned(), Value::String(address));
    if let Some(title) = &document.title {
        source.insert("dcterms:title".to_owned(), Value::String(title.clone()));
    }
    let hash = page.map(|page| &page.sha256).or(document.sha256.as_ref());
    if let Some(hash) = hash {
        source.insert("sha256".to_owned(), Value::String(hash.clone()));
    }
    let place = page.and_then(|page| Some((page, page.locate(passage).words()?)));
    let (exact, prefix, suffix, position) = match place {
        Some((page, range)) => {
            let text = page.text();
            let before = text.get(..range.start).unwrap_or_default();
            let after = text.get(range.end..).unwrap_or_default();
            let prefix: Vec<char> = before.chars().rev().take(AROUND).collect();
            (
                text.get(range.clone()).unwrap_or_default().to_owned(),
                Some(prefix.into_iter().rev().collect()),
                Some(after.chars().take(AROUND).collect()),
                Some(page.characters(range)),
            )
        }
        None => (
            passage.words.clone(),
            passage.prefix.clone(),
            passage.suffix.clone(),
            passage.characters,
        ),
    };
    let mut quote = Map::new();
    quote.insert("type".to_owned(), json!("TextQuoteSelector"));
    quote.insert("exact".to_owned(), Value::String(exact));
    let around: [(&str, Option<String>); 2] = [("prefix", prefix), ("suffix", suffix)];
    for (name, words) in around {
        if let Some(words) = words {
            quote.insert(name.to_owned(), Value::String(words));
        }
    }
    let mut selectors = vec![Value::Object(quote)];
    selectors.extend(
        position.map(
            |(start, end)| json!({ "type": "TextPositionSelector", "start": start, "end": end }),
        ),
    );
    json!({ "source": source, "selector": selectors })
}
