//! JSON with places: a value tree in which every value knows where it stands in the text.
//!
//! Bounded in depth and number of values, linear in the text. Repeated keys are kept, so that the
//! reader of the form can report them.

use std::borrow::Cow;
use std::fmt;

use syntax::diagnostic::{Diagnostic, FileId, Span};

use crate::codes;

/// Deepest nesting that is read.
const DEEPEST: usize = 64;
/// Most values that are read.
const MOST_VALUES: usize = 2_000_000;

/// A value and its place.
#[derive(Debug)]
pub(crate) struct Node<'t> {
    pub(crate) span: Span,
    pub(crate) value: Value<'t>,
}

/// A value.
#[derive(Debug)]
pub(crate) enum Value<'t> {
    Null,
    Bool,
    /// As written.
    Number(&'t str),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Vec<(Key<'t>, Node<'t>)>),
}

/// A key and its place.
#[derive(Debug)]
pub(crate) struct Key<'t> {
    pub(crate) span: Span,
    pub(crate) text: Cow<'t, str>,
}

impl Node<'_> {
    /// What the value is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

/// Where a value is, as a path of keys and positions: `moves.US."3"[1]`.
#[derive(Clone, Copy)]
pub(crate) struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

impl<'p> Place<'p> {
    /// A key of the outermost object.
    pub(crate) fn top(key: &'p str) -> Place<'p> {
        Place {
            parent: None,
            step: Step::Key(key),
        }
    }

    /// A key below this place.
    pub(crate) fn key<'q>(&'q self, key: &'q str) -> Place<'q> {
        Place {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    /// A position below this place, from 0.
    pub(crate) fn index(&self, index: usize) -> Place<'_> {
        Place {
            parent: Some(self),
            step: Step::Index(index),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(key) => {
                if self.parent.is_some() {
                    f.write_str(".")?;
                }
                let mut letters = key.chars();
                let plain = letters.next().is_some_and(char::is_alphabetic)
                    && letters.all(|letter| letter.is_alphanumeric() || letter == '_');
                if plain {
                    f.write_str(key)
                } else {
                    write!(f, "{key:?}")
                }
            }
        }
    }
}

/// Reads one JSON text.
///
/// # Errors
/// The first thing that is not JSON, with its place.
pub(crate) fn parse(file: FileId, text: &str) -> Result<Node<'_>, Box<Diagnostic>> {
    let mut parser = Parser {
        file,
        text,
        at: 0,
        values: 0,
    };
    if text.starts_with('\u{feff}') {
        parser.at = '\u{feff}'.len_utf8();
    }
    let node = parser.value(0)?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.wrong("expected the end of the file after the outermost value"));
    }
    Ok(node)
}

struct Parser<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    values: usize,
}

type Parsed<T> = Result<T, Box<Diagnostic>>;

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn span_from(&self, start: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span {
            file: self.file,
            start: clamp(start),
            end: clamp(self.at),
        }
    }

    /// An error at the character that comes next.
    fn wrong(&self, expected: &str) -> Box<Diagnostic> {
        let rest = self.text.get(self.at..).unwrap_or("");
        let (found, length) = match rest.chars().next() {
            Some(letter) => (format!("{letter:?}"), letter.len_utf8()),
            None => ("the end of the file".to_owned(), 0),
        };
        let mut span = self.span_from(self.at);
        span.end = span.end.saturating_add(u32::try_from(length).unwrap_or(0));
        let message = format!("this is not JSON: {expected}, found {found}");
        Box::new(Diagnostic::error(codes::JSON_SYNTAX, span, message))
    }

    fn limit(&self, what: &str) -> Box<Diagnostic> {
        let span = self.span_from(self.at);
        Box::new(Diagnostic::error(codes::TOO_LARGE, span, what))
    }

    fn value(&mut self, depth: usize) -> Parsed<Node<'t>> {
        if depth > DEEPEST {
            return Err(self.limit(&format!("lists and objects are nested over {DEEPEST} deep")));
        }
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(self.limit(&format!("the file holds more than {MOST_VALUES} values")));
        }
        self.skip_space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        Ok(Node {
            span: self.span_from(start),
            value,
        })
    }

    fn word(&mut self) -> Parsed<Value<'t>> {
        let rest = self.text.get(self.at..).unwrap_or("");
        for (word, value) in [
            ("null", Value::Null),
            ("true", Value::Bool),
            ("false", Value::Bool),
        ] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.wrong("expected a value"))
    }

    fn digits(&mut self) -> Parsed<()> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.wrong("expected a digit"));
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Parsed<Value<'t>> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        self.digits()?;
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Value::Number(self.text.get(start..self.at).unwrap_or("")))
    }

    fn list(&mut self, depth: usize) -> Parsed<Value<'t>> {
        let mut entries = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(entries));
        }
        loop {
            entries.push(self.value(depth + 1)?);
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::List(entries));
                }
                _ => return Err(self.wrong("expected `,` or `]`")),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Parsed<Value<'t>> {
        let mut entries = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(entries));
        }
        loop {
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err(self.wrong("expected a key in double quotes"));
            }
            let start = self.at;
            let text = self.string()?;
            let span = self.span_from(start);
            self.skip_space();
            if self.peek() != Some(b':') {
                return Err(self.wrong("expected `:`"));
            }
            self.at += 1;
            entries.push((Key { span, text }, self.value(depth + 1)?));
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Value::Object(entries));
                }
                _ => return Err(self.wrong("expected `,` or `}`")),
            }
        }
    }

    fn string(&mut self) -> Parsed<Cow<'t, str>> {
        self.at += 1;
        let mut decoded: Option<String> = None;
        let mut plain = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let rest = self.text.get(plain..self.at).unwrap_or("");
                    self.at += 1;
                    return Ok(match decoded {
                        Some(text) => Cow::Owned(text + rest),
                        None => Cow::Borrowed(rest),
                    });
                }
                Some(b'\\') => {
                    let text = decoded.get_or_insert_with(String::new);
                    text.push_str(self.text.get(plain..self.at).unwrap_or(""));
                    self.at += 1;
                    let letter = self.escape()?;
                    text.push(letter);
                    plain = self.at;
                }
                Some(byte) if byte >= 0x20 => self.at += 1,
                _ => return Err(self.wrong("expected the rest of a text and its closing quote")),
            }
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        let letter = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.wrong("expected an escape such as `\\n`")),
        };
        self.at += 1;
        Ok(letter)
    }

    /// The four digits after `\u`, and the second half of a pair. A half without its other half
    /// becomes the replacement character.
    fn unicode(&mut self) -> Parsed<char> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        if !self.text.get(self.at..).unwrap_or("").starts_with("\\u") {
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        let back = self.at;
        self.at += 2;
        let second = self.hex()?;
        if !(0xdc00..0xe000).contains(&second) {
            self.at = back;
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Parsed<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.wrong("expected four hexadecimal digits"));
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads_as(text: &str) -> Result<serde_json::Value, String> {
        parse(FileId(0), text)
            .map(|node| plain(&node))
            .map_err(|wrong| wrong.message)
    }

    fn plain(node: &Node<'_>) -> serde_json::Value {
        match &node.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool => serde_json::Value::Bool(true),
            Value::Number(text) => serde_json::Value::String((*text).to_owned()),
            Value::Text(text) => serde_json::Value::String(text.to_string()),
            Value::List(entries) => entries.iter().map(plain).collect(),
            Value::Object(entries) => entries
                .iter()
                .map(|(key, value)| (key.text.to_string(), plain(value)))
                .collect(),
        }
    }

    #[test]
    fn values_come_out_as_written() {
        let text = r#" {"a": [1, -2.5e3, null, true], "b": "x\u00e9\n\ud83d\ude00\"" } "#;
        let expected = serde_json::json!({"a": ["1", "-2.5e3", null, true], "b": "xé\n😀\""});
        assert_eq!(reads_as(text), Ok(expected));
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\" 1}",
            "{a:1}",
            "\"x",
            "\"\\q\"",
            "1 2",
            "nul",
            "-",
            "1.",
            "\"\n\"",
        ] {
            assert!(reads_as(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_without_recursing() {
        let bomb = "[".repeat(1_000_000);
        let message = reads_as(&bomb).err().unwrap_or_default();
        assert!(message.contains("nested over"), "{message}");
    }

    #[test]
    fn places_are_written_as_paths() {
        let moves = Place::top("moves");
        let actor = moves.key("US");
        let from = actor.key("3");
        assert_eq!(from.index(1).to_string(), "moves.US.\"3\"[1]");
    }
}
