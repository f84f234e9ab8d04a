//! Which parts of a Markdown file a reader sees. The text stays as it is.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Extract;

/// Longest file, in bytes, whose markup is looked at.
const LONGEST: usize = 4 << 20;

/// Marks what a reader sees of a Markdown text: no signs of emphasis, no targets of links, no
/// tags. Linear in the text for all but contrived texts, whose length is bounded.
pub(super) fn mark(mut extract: Extract) -> Extract {
    if extract.text.len() > LONGEST {
        let remark = format!(
            "read as plain text, because longer than {} MiB",
            LONGEST >> 20
        );
        extract.remarks.push(remark);
        return extract;
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut seen = Vec::new();
    for (event, range) in Parser::new_ext(&extract.text, options).into_offset_iter() {
        match event {
            Event::Text(text) => seen.push((range.start, text.into_string())),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let raw = extract.text.get(range.clone()).unwrap_or_default();
                match raw.find(&*text) {
                    Some(inside) => seen.push((range.start + inside, text.into_string())),
                    None => seen.extend(lines(range.start, raw, &text)),
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => {
                seen.push((range.start, "\n".to_owned()));
            }
            Event::Start(tag) if is_block(&tag) => seen.push((range.start, "\n".to_owned())),
            Event::End(TagEnd::TableCell) => seen.push((range.start, "\n".to_owned())),
            Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
    extract.seen = Some(seen);
    extract
}

/// How far ahead the next sign of a code span is looked for, in signs: over what begins its next
/// line, in a list of quoted replies.
const AHEAD: usize = 200;

/// The pieces of a code span of several lines, each where it stands. A line end is seen as a space,
/// and what begins the next line is not seen. Linear in the span.
fn lines(start: usize, raw: &str, text: &str) -> Vec<(usize, String)> {
    let mut pieces: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    for sign in text.chars() {
        let rest = raw.get(at..).unwrap_or_default();
        let stands = |(_, found): &(usize, char)| {
            *found == sign || sign == ' ' && matches!(found, '\n' | '\r')
        };
        let ahead = rest.char_indices().take(AHEAD).find(stands);
        let (skipped, length) =
            ahead.map_or((0, 0), |(skipped, found)| (skipped, found.len_utf8()));
        match pieces.last_mut() {
            Some((_, piece)) if skipped == 0 => piece.push(sign),
            _ => pieces.push((start + at + skipped, sign.to_string())),
        }
        at += skipped + length;
    }
    pieces
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
