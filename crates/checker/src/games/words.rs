//! The words of Gambit's files: texts in quotes, braces, commas, and what stands between spaces.

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A text in quotes.
    Text(String),
    /// A number or a letter.
    Bare(String),
    /// `{`
    Open,
    /// `}`
    Close,
}

/// Words one after the other. Commas separate like spaces.
pub(super) struct Words<'w> {
    rest: &'w str,
    ahead: Option<Word>,
}

impl<'w> Words<'w> {
    pub(super) fn new(text: &'w str) -> Result<Self, String> {
        let mut words = Words {
            rest: text.strip_prefix('\u{feff}').unwrap_or(text),
            ahead: None,
        };
        words.advance()?;
        Ok(words)
    }

    /// The next word, which stays there; nothing at the end.
    pub(super) fn peek(&self) -> Option<&Word> {
        self.ahead.as_ref()
    }

    /// The next word.
    pub(super) fn next(&mut self) -> Result<Option<Word>, String> {
        let word = self.ahead.take();
        self.advance()?;
        Ok(word)
    }

    fn advance(&mut self) -> Result<(), String> {
        let between = |sign: char| sign.is_ascii_whitespace() || sign == '\u{b}' || sign == ',';
        self.rest = self.rest.trim_start_matches(between);
        let Some(first) = self.rest.chars().next() else {
            self.ahead = None;
            return Ok(());
        };
        self.ahead = Some(match first {
            '{' | '}' => {
                self.rest = &self.rest[1..];
                if first == '{' {
                    Word::Open
                } else {
                    Word::Close
                }
            }
            '"' => Word::Text(self.quoted()?),
            _ => {
                let end = |sign: char| between(sign) || matches!(sign, '{' | '}' | '"');
                let length = self.rest.find(end).unwrap_or(self.rest.len());
                let (word, rest) = self.rest.split_at(length);
                self.rest = rest;
                Word::Bare(word.to_owned())
            }
        });
        Ok(())
    }

    fn quoted(&mut self) -> Result<String, String> {
        let mut text = String::new();
        let mut signs = self.rest.char_indices().skip(1).peekable();
        while let Some((at, sign)) = signs.next() {
            match (sign, signs.peek()) {
                ('"', _) => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(text);
                }
                ('\\', Some((_, escaped @ ('"' | '\\')))) => {
                    text.push(*escaped);
                    signs.next();
                }
                _ => text.push(sign),
            }
        }
        Err("a text in quotes does not end".to_owned())
    }

    /// A text in quotes, if one comes next.
    pub(super) fn text(&mut self) -> Result<Option<String>, String> {
        match self.ahead {
            Some(Word::Text(_)) => match self.next()? {
                Some(Word::Text(text)) => Ok(Some(text)),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// A text in quotes, which must come next.
    pub(super) fn must_text(&mut self, what: &str) -> Result<String, String> {
        self.text()?.ok_or_else(|| format!("{what} is missing"))
    }

    /// A word without quotes, which must come next.
    pub(super) fn must_bare(&mut self, what: &str) -> Result<String, String> {
        match self.next()? {
            Some(Word::Bare(word)) => Ok(word),
            _ => Err(format!("{what} is missing")),
        }
    }

    /// A whole number, which must come next.
    pub(super) fn must_whole(&mut self, what: &str) -> Result<i64, String> {
        let word = self.must_bare(what)?;
        word.parse()
            .map_err(|_| format!("`{word}` stands where {what} is expected"))
    }

    /// What stands in braces, if braces come next.
    pub(super) fn list<T>(
        &mut self,
        one: impl Fn(&mut Self) -> Result<T, String>,
    ) -> Result<Option<Vec<T>>, String> {
        if self.ahead != Some(Word::Open) {
            return Ok(None);
        }
        self.next()?;
        let mut all = Vec::new();
        while self.ahead != Some(Word::Close) {
            if self.ahead.is_none() {
                return Err("a list in braces does not end".to_owned());
            }
            all.push(one(self)?);
        }
        self.next()?;
        Ok(Some(all))
    }

    /// The first words of a file: its kind, version, title and players.
    pub(super) fn header(&mut self, kind: &str) -> Result<(String, Vec<String>), String> {
        let found = self.must_bare("the kind of the file")?;
        if found != kind {
            return Err(format!("the file begins with `{found}`, not with `{kind}`"));
        }
        self.must_whole("the version of the format")?;
        self.must_bare("the kind of numbers")?;
        let title = self.must_text("the title")?;
        let players = self.list(|words| words.must_text("the name of a player"))?;
        Ok((title, players.ok_or("the players are missing")?))
    }
}
