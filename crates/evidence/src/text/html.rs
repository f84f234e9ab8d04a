//! The text of a web page: what a reader sees of it, and which part of that is the matter.
//!
//! The visible text comes from a single pass over the page's tags, without a tree, so that no
//! nesting can exhaust anything. The matter is found by Mozilla's Readability heuristics (crate
//! `legible`) on pages of ordinary size and depth; lines of the visible text that are in its
//! result are marked.

mod tame;
mod visible;

use std::collections::BTreeSet;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};

use super::{Extract, decode};
use crate::fold::Folded;
use visible::Visible;

/// Largest page whose matter is looked for: bytes, tags, and tags inside each other.
const LARGEST: usize = 2 << 20;
const MOST_TAGS: usize = 50_000;
const DEEPEST: usize = 256;

/// How far into a page its encoding is looked for, in bytes.
const BEGINNING: usize = 4096;

/// The visible text of a page. Linear in its bytes.
///
/// # Errors
/// If the bytes are no text.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, String> {
    let decoded = decode::decode(bytes, declared(bytes).as_deref())?;
    let html = tame::tame(&decoded.text);
    let visible = Visible::of(&html);
    let mut remarks = decoded.remarks;
    let mut main = None;
    if html.len() > LARGEST || visible.tags > MOST_TAGS || visible.deepest > DEEPEST {
        remarks.push("all of the page counts as its matter: it is too large to tell".to_owned());
    } else {
        main = matter(&html, &visible.text);
    }
    Ok(Extract {
        text: visible.text,
        seen: None,
        main,
        remarks,
    })
}

/// The encoding that a page declares near its beginning: `charset=utf-8` in a `meta` tag or an XML
/// declaration's `encoding="utf-8"`.
fn declared(bytes: &[u8]) -> Option<String> {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let beginning = String::from_utf8_lossy(beginning).to_ascii_lowercase();
    let rest = ["charset", "encoding"].iter().find_map(|word| {
        let (_, rest) = beginning.split_once(word)?;
        rest.trim_start().strip_prefix('=')
    })?;
    let label = rest.trim_start_matches([' ', '"', '\'']);
    let length = label.find(|sign: char| !sign.is_ascii_alphanumeric() && !"-_:.".contains(sign));
    label.get(..length?).map(str::to_owned)
}

/// The lines of the visible text that belong to the matter of the page, adjacent ones as one; none
/// where no matter is found.
fn matter(html: &str, text: &str) -> Option<Vec<Range<usize>>> {
    let article = panic::catch_unwind(AssertUnwindSafe(|| legible::parse(html, None, None)));
    let article = article.ok()?.ok()?;
    let content = Visible::of(&article.content).text;
    let lines: BTreeSet<String> = content
        .lines()
        .map(|line| Folded::new(line).text().to_owned())
        .collect();
    let mut main: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        if !lines.contains(Folded::new(line).text()) {
            continue;
        }
        match main.last_mut().filter(|last| last.end == range.start) {
            Some(last) => last.end = range.end,
            None => main.push(range),
        }
    }
    (!main.is_empty()).then_some(main)
}
