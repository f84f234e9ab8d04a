//! The parts that both formats share: names, numbers, lists, the first line.

use std::io::BufRead;

use super::problem::{Place, What};
use super::words::{Token, Word, Words};
use crate::number::Number;

/// The first line of a file.
pub(super) struct Header {
    pub(super) title: Box<str>,
    pub(super) players: Vec<Box<str>>,
}

/// Each method takes what it expects and returns it; or it reports what stands there instead,
/// takes nothing and returns nothing.
impl<R: BufRead> Words<R> {
    pub(super) fn unexpected<T>(&mut self, expected: &'static str) -> Option<T> {
        let Token { place, word } = self.peek();
        let (place, found) = (*place, word.shown());
        self.problems.add(place, What::Expected { expected, found });
        None
    }

    /// The place of the next word.
    pub(super) fn place(&mut self) -> Place {
        self.peek().place
    }

    pub(super) fn is(&mut self, word: &Word) -> bool {
        self.peek().word == *word
    }

    pub(super) fn is_text(&mut self) -> bool {
        matches!(self.peek().word, Word::Text(_))
    }

    pub(super) fn take(&mut self, word: &Word, expected: &'static str) -> Option<()> {
        if self.is(word) {
            self.next();
            return Some(());
        }
        self.unexpected(expected)
    }

    pub(super) fn text(&mut self, expected: &'static str) -> Option<Box<str>> {
        if !self.is_text() {
            return self.unexpected(expected);
        }
        match self.next().word {
            Word::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn bare(&mut self, words: &[&str], expected: &'static str) -> Option<()> {
        match &self.peek().word {
            Word::Bare(found) if words.contains(&&**found) => {
                self.next();
                Some(())
            }
            _ => self.unexpected(expected),
        }
    }

    pub(super) fn integer(&mut self, expected: &'static str) -> Option<(Place, i64)> {
        let Token { place, word } = self.peek();
        let place = *place;
        let Word::Bare(found) = word else {
            return self.unexpected(expected);
        };
        match found.parse() {
            Ok(integer) => {
                self.next();
                Some((place, integer))
            }
            Err(_) => self.unexpected(expected),
        }
    }

    pub(super) fn number(&mut self, expected: &'static str) -> Option<Number> {
        let Token { place, word } = self.peek();
        let place = *place;
        let Word::Bare(found) = word else {
            return self.unexpected(expected);
        };
        match Number::parse(found) {
            Ok(number) => {
                self.next();
                Some(number)
            }
            Err(why) => {
                let found = word.shown();
                self.problems.add(
                    place,
                    What::Number {
                        expected,
                        found,
                        why,
                    },
                );
                None
            }
        }
    }

    /// Commas between entries say nothing.
    pub(super) fn skip_comma(&mut self) {
        if self.is(&Word::Comma) {
            self.next();
        }
    }

    /// A list in braces, of what `entry` takes.
    pub(super) fn list<T>(
        &mut self,
        expected: &'static str,
        mut entry: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.take(&Word::Open, expected)?;
        let mut entries = Vec::new();
        while !self.is(&Word::Close) {
            entries.push(entry(self)?);
            self.skip_comma();
        }
        self.next();
        Some(entries)
    }

    /// `EFG 2 R "title" { "player" … }`, for the given first two words.
    pub(super) fn header(
        &mut self,
        format: (&'static str, &'static str),
        version: (&'static str, &'static str),
    ) -> Option<Header> {
        self.bare(&[format.0], format.1)?;
        self.bare(&[version.0], version.1)?;
        self.bare(&["R", "D"], "`R`, the kind of numbers")?;
        let title = self.text("the title of the game in quotes")?;
        let players = self.list("the players in braces, as in `{ \"A\" \"B\" }`", |words| {
            words.text("the name of a player in quotes, or `}`")
        })?;
        Some(Header { title, players })
    }
}
