//! Tags with thousands of attributes, which are compared with each other, made into text.

use std::borrow::Cow;

/// Most places in a tag at which an attribute may begin.
const MOST: usize = 2_000;

/// The page with the `<` of tags that have too many attributes written as `&lt;`: no reader means
/// them as tags. Linear in the page.
pub(super) fn tame(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut wild: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(found) = next_tag(bytes, at) {
        let (end, is_wild) = scan(bytes, found);
        if is_wild {
            wild.push(found);
            let mut next = found + 1;
            while let Some(inner) = next_tag(bytes, next).filter(|inner| *inner < end) {
                wild.push(inner);
                next = inner + 1;
            }
        }
        at = end;
    }
    if wild.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut tamed = String::with_capacity(html.len() + wild.len() * 3);
    let mut from = 0;
    for at in wild {
        tamed.push_str(html.get(from..at).unwrap_or_default());
        tamed.push_str("&lt;");
        from = at + 1;
    }
    tamed.push_str(html.get(from..).unwrap_or_default());
    Cow::Owned(tamed)
}

/// The next `<` before a letter.
fn next_tag(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let pairs = rest.windows(2);
    let found = pairs.into_iter().position(|pair| match pair {
        [b'<', letter] => letter.is_ascii_alphabetic(),
        _ => false,
    })?;
    Some(from + found)
}

/// Where the tag that begins here ends, or has too many attributes, and whether it has.
fn scan(bytes: &[u8], start: usize) -> (usize, bool) {
    let mut quote = None;
    let mut before = b' ';
    let mut attributes = 0;
    for (at, byte) in bytes.iter().enumerate().skip(start + 1) {
        match (quote, byte) {
            (Some(open), _) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (at + 1, false),
            (None, b'"' | b'\'') if before == b'=' => {
                quote = Some(*byte);
                attributes += 1;
            }
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'"' | b'\'') => attributes += 1,
            (None, _) => {}
        }
        if attributes > MOST {
            return (at + 1, true);
        }
        if !byte.is_ascii_whitespace() {
            before = *byte;
        }
    }
    (bytes.len(), false)
}
