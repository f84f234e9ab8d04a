//! What a reader sees of a page, in one pass over its tags.

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// The visible text, with a line for each block.
#[derive(Debug, Default)]
pub(super) struct Visible {
    pub(super) text: String,
    /// Number of tags that open something.
    pub(super) tags: usize,
    /// Most tags open at once.
    pub(super) deepest: usize,
}

impl Visible {
    /// The visible text of a page. Linear in the page.
    pub(super) fn of(html: &str) -> Visible {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(html));
        // A sink that never hands out a script is never asked to run one.
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        let mut state = tokenizer.sink.state.take();
        while state.visible.text.ends_with(char::is_whitespace) {
            state.visible.text.pop();
        }
        if !state.visible.text.is_empty() {
            state.visible.text.push('\n');
        }
        state.visible
    }
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    visible: Visible,
    /// The tags that are open, outermost first.
    open: Vec<String>,
    /// How often each name is among them.
    count: BTreeMap<String, usize>,
    /// How many were open when one that is not shown opened.
    hidden: Option<usize>,
    /// How many `pre` are open.
    kept: usize,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        let out = &mut self.visible.text;
        for sign in text.chars() {
            let is_space = matches!(sign, ' ' | '\t' | '\n' | '\r' | '\x0c');
            if self.kept > 0 || !is_space {
                out.push(sign);
            } else if !out.is_empty() && !out.ends_with([' ', '\n', '\t']) {
                out.push(' ');
            }
        }
    }

    fn line_end(&mut self) {
        let out = &mut self.visible.text;
        while out.ends_with([' ', '\t']) {
            out.pop();
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if is_block(name) && self.hidden.is_none() {
            self.line_end();
        } else if matches!(name, "td" | "th") && self.hidden.is_none() {
            self.text(" ");
        }
        match tag.kind {
            TagKind::StartTag => self.opened(tag, name),
            TagKind::EndTag => {
                self.closed(name);
                TokenSinkResult::Continue
            }
        }
    }

    fn opened(&mut self, tag: &Tag, name: &str) -> TokenSinkResult<()> {
        self.visible.tags += 1;
        if is_void(name) || (tag.self_closing && !is_block(name) && !is_unshown(name)) {
            return TokenSinkResult::Continue;
        }
        // A paragraph ends where the next begins, whether the page says so or not.
        if closes_itself(name) && self.open.last().is_some_and(|last| last == name) {
            self.closed(name);
        }
        if self.hidden.is_none() && (is_unshown(name) || is_hidden(tag)) {
            self.hidden = Some(self.open.len());
        }
        if name == "pre" {
            self.kept += 1;
        }
        self.open.push(name.to_owned());
        *self.count.entry(name.to_owned()).or_default() += 1;
        self.visible.deepest = self.visible.deepest.max(self.open.len());
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    /// Closes the innermost tag of this name, and those inside it.
    fn closed(&mut self, name: &str) {
        if self.count.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(last) = self.open.pop() {
            if let Some(count) = self.count.get_mut(&last) {
                *count = count.saturating_sub(1);
            }
            if last == "pre" {
                self.kept = self.kept.saturating_sub(1);
            }
            if self.hidden == Some(self.open.len()) {
                self.hidden = None;
            }
            if last == name {
                return;
            }
        }
    }
}

/// Whether a tag says itself that it is not shown.
fn is_hidden(tag: &Tag) -> bool {
    tag.attrs
        .iter()
        .any(|attribute| match &*attribute.name.local {
            "hidden" => true,
            "style" => {
                let style = attribute.value.get(..200).unwrap_or(&attribute.value);
                let style: String = style.chars().filter(|sign| !sign.is_whitespace()).collect();
                style.to_ascii_lowercase().contains("display:none")
            }
            _ => false,
        })
}

fn is_unshown(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "template" | "title" | "iframe" | "noembed" | "noframes" | "datalist"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li" | "td" | "th" | "tr" | "dt" | "dd" | "option"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}
