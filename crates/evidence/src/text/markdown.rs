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
                let inside = raw.find(&*text).unwrap_or(0);
                seen.push((range.start + inside, text.into_string()));
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
