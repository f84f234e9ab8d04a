//! Taking JSON values apart: the right kind of value, or a message that names the place.

use std::collections::BTreeMap;

use syntax::diagnostic::{Diagnostic, Span};

use super::json::{Key, Node, Place, Value};
use crate::codes;
use crate::sink::Sink;

/// The entries of an object by key; a repeated key is an error and its first value counts.
pub(super) type Fields<'n, 't> = BTreeMap<&'n str, (Span, &'n Node<'t>)>;

/// Reports a value of the wrong kind.
pub(super) fn wrong_kind(sink: &mut Sink, node: &Node<'_>, place: Place<'_>, expected: &str) {
    let message = format!("`{place}`: expected {expected}, found {}", node.kind());
    sink.push(Diagnostic::error(codes::JSON_SHAPE, node.span, message));
}

/// The entries of an object.
pub(super) fn fields<'n, 't>(
    sink: &mut Sink,
    entries: &'n [(Key<'t>, Node<'t>)],
    place: Option<Place<'_>>,
) -> Fields<'n, 't> {
    let mut fields = Fields::new();
    for (key, node) in entries {
        let text: &str = &key.text;
        if let Some((first, _)) = fields.get(text) {
            let whole =
                place.map_or_else(|| Place::top(text).to_string(), |p| p.key(text).to_string());
            let message = format!("`{whole}` is there twice");
            sink.push(
                Diagnostic::error(codes::DUPLICATE_NAME, key.span, message)
                    .label(*first, "the first is here"),
            );
            continue;
        }
        fields.insert(text, (key.span, node));
    }
    fields
}

/// A list, or a message and nothing.
pub(super) fn list<'n, 't>(
    sink: &mut Sink,
    node: &'n Node<'t>,
    place: Place<'_>,
    of: &str,
) -> &'n [Node<'t>] {
    if let Value::List(entries) = &node.value {
        return entries;
    }
    wrong_kind(sink, node, place, &format!("a list of {of}"));
    &[]
}

/// A text, or a message and nothing.
pub(super) fn text<'n>(
    sink: &mut Sink,
    node: &'n Node<'_>,
    place: Place<'_>,
    what: &str,
) -> Option<&'n str> {
    if let Value::Text(text) = &node.value {
        return printable(sink, node, place, text);
    }
    wrong_kind(sink, node, place, what);
    None
}

/// A name that a model can be written with, or a message and nothing.
fn printable<'n>(
    sink: &mut Sink,
    node: &Node<'_>,
    place: Place<'_>,
    text: &'n str,
) -> Option<&'n str> {
    if text.contains(char::is_control) {
        let message = format!("`{place}`: a name cannot hold a control character");
        sink.push(Diagnostic::error(codes::JSON_SHAPE, node.span, message));
        return None;
    }
    Some(text)
}

/// A state's id: a text or a whole number, as typed.
pub(super) fn id<'n>(sink: &mut Sink, node: &'n Node<'_>, place: Place<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) => return printable(sink, node, place, text),
        Value::Number(digits) if !digits.contains(['.', 'e', 'E']) => return Some(digits),
        _ => {}
    }
    wrong_kind(
        sink,
        node,
        place,
        "a state's id, which is a whole number or a text",
    );
    None
}
