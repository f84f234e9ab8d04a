//! Splits a stream of bytes into the words of Gambit's files.

use std::io::BufRead;

use super::problem::{Place, Problems, What};

/// Bytes that a quoted text may have.
const MOST_TEXT: usize = 1 << 20;

/// Bytes that a word without quotes may have.
const MOST_WORD: usize = 4_096;

/// A word and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) place: Place,
    pub(super) word: Word,
}

/// What the files are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A text in quotes, without them and with `\"` and `\\` resolved.
    Text(Box<str>),
    /// Anything else between spaces: numbers and single letters.
    Bare(Box<str>),
    Open,
    Close,
    Comma,
    End,
}

impl Word {
    /// How the word is named in a message.
    pub(super) fn shown(&self) -> String {
        let short = |text: &str| match text.char_indices().nth(40) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text.to_owned(),
        };
        match self {
            Self::Text(text) => format!("the text {:?}", short(text)),
            Self::Bare(text) => format!("`{}`", short(text)),
            Self::Open => "`{`".to_owned(),
            Self::Close => "`}`".to_owned(),
            Self::Comma => "`,`".to_owned(),
            Self::End => "the end of the file".to_owned(),
        }
    }
}

/// Reads words one at a time, with one word of lookahead.
pub(super) struct Words<R> {
    input: R,
    place: Place,
    ahead: Option<Token>,
    /// The bytes could not be read to their end; said once.
    broken: bool,
    pub(super) problems: Problems,
}

impl<R: BufRead> Words<R> {
    pub(super) fn new(input: R) -> Self {
        let mut words = Self {
            input,
            place: Place { line: 1, column: 1 },
            ahead: None,
            broken: false,
            problems: Problems::default(),
        };
        words.skip_mark();
        words
    }

    /// The next word, which stays there.
    pub(super) fn peek(&mut self) -> &Token {
        let token = match self.ahead.take() {
            Some(token) => token,
            None => self.read(),
        };
        self.ahead.insert(token)
    }

    /// The next word.
    pub(super) fn next(&mut self) -> Token {
        match self.ahead.take() {
            Some(token) => token,
            None => self.read(),
        }
    }

    /// Some editors begin a text with a mark that says that it is UTF-8.
    fn skip_mark(&mut self) {
        let marked = matches!(self.input.fill_buf(), Ok([0xEF, 0xBB, 0xBF, ..]));
        if marked {
            self.input.consume(3);
        }
    }

    fn byte(&mut self) -> Option<u8> {
        while !self.broken {
            match self.input.fill_buf() {
                Ok(buffer) => return buffer.first().copied(),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.broken = true;
                    self.problems
                        .add(self.place, What::Unread(error.to_string()));
                }
            }
        }
        None
    }

    /// Goes on by the byte that was just looked at.
    fn step(&mut self, byte: u8) {
        self.input.consume(1);
        if byte == b'\n' {
            self.place.line += 1;
            self.place.column = 1;
        } else if byte & 0xC0 != 0x80 {
            self.place.column += 1;
        }
    }

    fn read(&mut self) -> Token {
        loop {
            let place = self.place;
            let Some(byte) = self.byte() else {
                return Token {
                    place,
                    word: Word::End,
                };
            };
            if byte.is_ascii_whitespace() || byte == 0x0B {
                self.step(byte);
                continue;
            }
            let word = match byte {
                b'{' => self.single(byte, Word::Open),
                b'}' => self.single(byte, Word::Close),
                b',' => self.single(byte, Word::Comma),
                b'"' => self.read_text(place),
                _ => self.read_bare(place),
            };
            return Token { place, word };
        }
    }

    fn single(&mut self, byte: u8, word: Word) -> Word {
        self.step(byte);
        word
    }

    fn read_text(&mut self, place: Place) -> Word {
        self.step(b'"');
        let mut bytes = Vec::new();
        let mut whole = true;
        loop {
            let Some(byte) = self.byte() else {
                self.problems.add(place, What::Unclosed);
                break;
            };
            self.step(byte);
            let kept = match byte {
                b'"' => break,
                b'\\' => match self.byte() {
                    Some(escaped @ (b'"' | b'\\')) => {
                        self.step(escaped);
                        escaped
                    }
                    _ => byte,
                },
                _ => byte,
            };
            whole &= bytes.len() < MOST_TEXT;
            if whole {
                bytes.push(kept);
            }
        }
        if !whole {
            self.problems.add(place, What::TooLong(MOST_TEXT));
        }
        Word::Text(self.utf8(place, bytes))
    }

    fn read_bare(&mut self, place: Place) -> Word {
        let mut bytes = Vec::new();
        let mut whole = true;
        while let Some(byte) = self.byte() {
            if byte.is_ascii_whitespace()
                || byte == 0x0B
                || matches!(byte, b'{' | b'}' | b',' | b'"')
            {
                break;
            }
            self.step(byte);
            whole &= bytes.len() < MOST_WORD;
            if whole {
                bytes.push(byte);
            }
        }
        if !whole {
            self.problems.add(place, What::TooLong(MOST_WORD));
        }
        Word::Bare(self.utf8(place, bytes))
    }

    fn utf8(&mut self, place: Place, bytes: Vec<u8>) -> Box<str> {
        match String::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(error) => {
                // A text cut at its limit may end inside a character; that is reported already.
                let cut =
                    error.utf8_error().error_len().is_none() && error.as_bytes().len() >= MOST_WORD;
                if !cut {
                    self.problems.add(place, What::NotText);
                }
                String::from_utf8_lossy(error.as_bytes()).into()
            }
        }
    }
}
