//! Which tokens carry meaning, and where one line of the language ends and the next begins.
//!
//! In: the tokens of [`crate::lexer`]. Out: the tokens with meaning, each saying whether a line
//! of the language ends before it. The rules of continuation live here and nowhere else.

use crate::kind::SyntaxKind as K;
use crate::lexer::Lexeme;
use crate::words;

/// Whether a line of the language ends before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Break {
    /// The line goes on.
    No,
    /// The line goes on if what stands before it takes the clause that starts here.
    Soft,
    /// A new line of the language begins.
    Hard,
}

/// A token with meaning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// What it is.
    pub kind: K,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its index among all tokens.
    pub raw: usize,
    /// Whether it is the first on its physical line.
    pub first: bool,
    /// Whether a line of the language ends before it.
    pub line: Break,
}

/// The tokens with meaning, and the text they are cut from.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Tokens with meaning, in order.
    pub tokens: Vec<Token>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of the language, in time linear in the number of tokens.
    pub fn new(text: &'t str, lexemes: &[Lexeme]) -> Self {
        let mut lines = Lines {
            text,
            tokens: meaningful(lexemes),
        };
        lines.break_lines();
        lines
    }

    /// The text of a token, empty past the end.
    pub fn text_of(&self, index: usize) -> &'t str {
        self.tokens
            .get(index)
            .and_then(|t| self.text.get(t.start as usize..t.end as usize))
            .unwrap_or("")
    }

    /// The text of a bare word, empty for any other token.
    pub fn word(&self, index: usize) -> &'t str {
        match self.tokens.get(index) {
            Some(token) if token.kind == K::Word => self.text_of(index),
            _ => "",
        }
    }

    /// The kind of a token on the same physical line as the one before it.
    fn kind_on_line(&self, index: usize) -> K {
        match self.tokens.get(index) {
            Some(token) if !token.first => token.kind,
            _ => K::LineEnd,
        }
    }

    /// The bare word on the same physical line as the token before it.
    fn word_on_line(&self, index: usize) -> &'t str {
        match self.kind_on_line(index) {
            K::Word => self.text_of(index),
            _ => "",
        }
    }

    fn break_lines(&mut self) {
        let matched = self.match_brackets();
        let mut depth = 0usize;
        for index in 0..self.tokens.len() {
            let Some(token) = self.tokens.get(index).copied() else {
                continue;
            };
            let line = if depth > 0 || (!token.first && index > 0) {
                Break::No
            } else {
                self.break_before(index)
            };
            if let Some(token) = self.tokens.get_mut(index) {
                token.line = line;
            }
            if matched.get(index).copied().unwrap_or(false) {
                match token.kind {
                    K::RoundOpen | K::SquareOpen | K::CurlyOpen => depth += 1,
                    _ => depth = depth.saturating_sub(1),
                }
            }
        }
    }

    /// What a physical line end outside brackets means.
    fn break_before(&self, index: usize) -> Break {
        if index > 0 && self.word(index) == "set" && self.goes_on_after(index - 1) {
            // What an event sets may stand on the line below it.
            return Break::No;
        }
        if index == 0 || self.starts_item(index) {
            // `note` is an item and a clause; whoever stands before it decides.
            if index > 0 && self.word(index) == "note" {
                return Break::Soft;
            }
            return Break::Hard;
        }
        if self.goes_on_after(index - 1) {
            Break::No
        } else if self.starts_clause(index) {
            Break::Soft
        } else {
            Break::Hard
        }
    }

    /// Whether a line always goes on after this token.
    fn goes_on_after(&self, index: usize) -> bool {
        match self.tokens.get(index).map(|t| t.kind) {
            Some(
                K::Comma
                | K::Colon
                | K::Arrow
                | K::BothWays
                | K::Equal
                | K::NotEqual
                | K::Less
                | K::LessOrEqual
                | K::Greater
                | K::GreaterOrEqual
                | K::Plus
                | K::Star
                | K::Slash,
            ) => true,
            Some(K::Word) => matches!(
                self.text_of(index),
                "and" | "or" | "not" | "if" | "iff" | "unless"
            ),
            _ => false,
        }
    }

    /// Whether the line that begins here is a clause of the line before.
    fn starts_clause(&self, index: usize) -> bool {
        let word = self.word(index);
        let next = index + 1;
        let fits = match word {
            "as" => self.word_on_line(next) != "of",
            "other" => self.word_on_line(next) == "than",
            "when" => matches!(
                self.kind_on_line(next),
                K::Text | K::OpenText | K::CurlyText
            ),
            // The one clause of a single word.
            "anonymous" => return self.kind_on_line(next) == K::LineEnd || self.is_clause(next),
            _ => true,
        };
        fits && words::CLAUSE_WORDS.contains(&word) && self.operand_follows(index)
    }

    /// Whether a clause other than a basis begins here, on the same physical line.
    fn is_clause(&self, index: usize) -> bool {
        let word = self.word_on_line(index);
        words::CLAUSE_WORDS.contains(&word) && !words::BASIS_WORDS.contains(&word)
    }

    /// Whether a word is followed, on its physical line, by something that no formula has right
    /// behind a name.
    fn operand_follows(&self, index: usize) -> bool {
        match self.kind_on_line(index + 1) {
            K::Word => {
                let next = self.text_of(index + 1);
                !words::CONNECTIVES.contains(&next)
                    && !words::BASIS_WORDS.contains(&next)
                    && next != "with"
            }
            K::Text | K::Pattern | K::Signed | K::OpenText | K::CurlyText | K::Odd => true,
            _ => false,
        }
    }

    /// Whether the line that begins here is an item, wherever it stands. A line of a block that
    /// merely begins with the same word, such as the formula `state and rule`, is none.
    pub fn starts_item(&self, index: usize) -> bool {
        self.starts_actor_block(index)
            || self.starts_view(index)
            || match self.word(index) {
                "end" | "nature" | "play" => self.kind_on_line(index + 1) == K::LineEnd,
                "as" => self.word_on_line(index + 1) == "of",
                // A formula such as `what if (x)` is none.
                "what" => {
                    self.word_on_line(index + 1) == "if"
                        && matches!(self.kind_on_line(index + 2), K::Word | K::Text)
                }
                "status" => self.word_on_line(index + 1) == "quo",
                "held" => self.word_on_line(index + 1) == "by",
                "advisory" | "costly" => self.word_on_line(index + 1) == "rule",
                "drop" | "replace" | "weaken" => {
                    self.word_on_line(index + 1) == "rule" && self.operand_follows(index + 1)
                }
                "check" => {
                    self.operand_follows(index) || self.kind_on_line(index + 1) == K::RoundOpen
                }
                "conflict" | "include" | "note" | "document" | "origin" | "office" | "actor"
                | "state" | "rule" | "event" | "outcome" | "account" | "observed" | "option"
                | "passage" | "claim" | "shared" | "set" | "parameter" | "type" => {
                    self.operand_follows(index)
                }
                "utility" => self.word_on_line(index + 1) == "of",
                _ => false,
            }
    }

    /// `X prefers`, `X, Y moves`, `X cannot compare …`
    pub fn starts_actor_block(&self, index: usize) -> bool {
        let Some(verb) = self.after_names(index) else {
            return false;
        };
        let word = self.word_on_line(verb);
        words::BLOCK_WORDS.contains(&word)
            || (word == "cannot" && self.word_on_line(verb + 1) == "compare")
            || ((words::ATTITUDE_WORDS.contains(&word) || word == "observes")
                && matches!(self.kind_on_line(verb + 1), K::Word | K::Text))
    }

    /// `X sees`, `X sees "label"`: the conflict as an actor sees it.
    pub fn starts_view(&self, index: usize) -> bool {
        let Some(verb) = self.after_names(index) else {
            return false;
        };
        let behind = verb + 1;
        self.word_on_line(verb) == "sees"
            && (matches!(self.kind_on_line(behind), K::LineEnd | K::Text)
                || words::BASIS_WORDS.contains(&self.word_on_line(behind)))
    }

    /// `X chooses a`, `X, Y choose a, b`: a line of a play.
    pub fn starts_choice(&self, index: usize) -> bool {
        let verb = self.after_names(index);
        verb.is_some_and(|verb| {
            words::CHOICE_WORDS.contains(&self.word_on_line(verb))
                && matches!(self.kind_on_line(verb + 1), K::Word | K::Text)
        })
    }

    /// The token behind a list of names that begins here, if one does.
    pub fn after_names(&self, index: usize) -> Option<usize> {
        let mut next = index;
        loop {
            match self.tokens.get(next).map(|t| t.kind) {
                Some(K::Word | K::Text) => next += 1,
                _ => return None,
            }
            if self.kind_on_line(next) != K::Comma {
                return Some(next);
            }
            next += 1;
            if self.tokens.get(next).is_some_and(|t| t.first) {
                return None;
            }
        }
    }

    /// For every bracket, whether it has its partner. A line that is certainly an item closes the
    /// search, so that one forgotten bracket does not swallow the file.
    fn match_brackets(&self) -> Vec<bool> {
        let mut matched = vec![false; self.tokens.len()];
        let mut open: Vec<(usize, K)> = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            if token.first && !open.is_empty() && self.starts_item(index) {
                open.clear();
            }
            let partner = match token.kind {
                K::RoundOpen | K::SquareOpen | K::CurlyOpen => {
                    open.push((index, token.kind));
                    continue;
                }
                K::RoundClose => K::RoundOpen,
                K::SquareClose => K::SquareOpen,
                K::CurlyClose => K::CurlyOpen,
                _ => continue,
            };
            // A closing bracket of the wrong kind closes nothing: the innermost one must fit.
            if let Some((start, kind)) = open.last().copied()
                && kind == partner
            {
                open.pop();
                matched[start] = true;
                matched[index] = true;
            }
        }
        matched
    }
}

/// Leaves out spaces, line ends and comments.
fn meaningful(lexemes: &[Lexeme]) -> Vec<Token> {
    let mut first = true;
    let mut tokens = Vec::with_capacity(lexemes.len() / 2);
    for (raw, lexeme) in lexemes.iter().enumerate() {
        if lexeme.kind == K::Newline {
            first = true;
        }
        if !lexeme.kind.is_trivia() {
            tokens.push(Token {
                kind: lexeme.kind,
                start: lexeme.start,
                end: lexeme.end,
                raw,
                first,
                line: Break::No,
            });
            first = false;
        }
    }
    tokens
}
