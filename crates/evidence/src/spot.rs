//! Where in a JSON text a value stands that has not the shape it should have.
//!
//! In: a text that is JSON, and the way to a value in it. Out: a byte. A reader of values builds
//! [`Wrong`] on its way out, step by step, so that what is right costs nothing.

use crate::unreadable::Unreadable;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the value of a key of an object.
    Key(&'static str),
    /// To an entry of a list, from 0.
    Entry(usize),
}

/// A value that has not the shape it should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// What was expected.
    pub(crate) message: String,
    /// The steps to it, the last one first.
    steps: Vec<Step>,
}

impl Wrong {
    /// The value at hand is wrong.
    pub(crate) fn here(message: impl Into<String>) -> Wrong {
        Wrong {
            message: message.into(),
            steps: Vec::new(),
        }
    }

    /// As seen from the value around it.
    pub(crate) fn inside(mut self, step: Step) -> Wrong {
        self.steps.push(step);
        self
    }

    /// The way to it: `[3].target.selector`; empty for the whole text.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Entry(number) => path.push_str(&format!("[{number}]")),
                Step::Key(name) if path.is_empty() => path.push_str(name),
                Step::Key(name) => path.push_str(&format!(".{name}")),
            }
        }
        path
    }

    /// As a message that names the way and the place in the text. Linear in the text.
    pub(crate) fn unreadable(&self, text: &str) -> Unreadable {
        let path = self.path();
        let message = match path.is_empty() {
            true => self.message.clone(),
            false => format!("{path}: {}", self.message),
        };
        Unreadable::at(text, self.byte(text), message)
    }

    /// The byte of the text where it begins, or where the nearest value around it begins. Linear in
    /// the text.
    pub(crate) fn byte(&self, text: &str) -> usize {
        let mut walk = Walk { text, at: 0 };
        walk.space();
        let mut found = walk.at;
        for step in self.steps.iter().rev() {
            let entered = match step {
                Step::Entry(number) => walk.entry(*number),
                Step::Key(name) => walk.key(name),
            };
            if entered.is_none() {
                break;
            }
            found = walk.at;
        }
        found
    }
}

/// A place in a text that is known to be JSON.
struct Walk<'t> {
    text: &'t str,
    at: usize,
}

impl Walk<'_> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.next().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Goes over a sign and the space behind it, if the sign is next.
    fn sign(&mut self, sign: u8) -> Option<()> {
        (self.next() == Some(sign)).then(|| {
            self.at += 1;
            self.space();
        })
    }

    /// Goes to an entry of the list that is next.
    fn entry(&mut self, number: usize) -> Option<()> {
        self.sign(b'[')?;
        for _ in 0..number {
            self.value();
            self.sign(b',')?;
        }
        (self.next() != Some(b']')).then_some(())
    }

    /// Goes to the value of a key of the object that is next; of a key that stands there several
    /// times the last one counts.
    fn key(&mut self, name: &str) -> Option<()> {
        self.sign(b'{')?;
        let mut found = None;
        while self.next() == Some(b'"') {
            let start = self.at;
            self.value();
            let key = self.text.get(start..self.at).unwrap_or_default();
            let key: Option<String> = serde_json::from_str(key.trim_end()).ok();
            self.sign(b':')?;
            if key.as_deref() == Some(name) {
                found = Some(self.at);
            }
            self.value();
            if self.sign(b',').is_none() {
                break;
            }
        }
        self.at = found?;
        Some(())
    }

    /// Goes over the value that is next, and the space behind it.
    fn value(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.next() {
                None => return,
                Some(b'"') => self.string(),
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                Some(b'}' | b']') => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                Some(b',' | b':') => self.at += 1,
                Some(byte) if byte.is_ascii_whitespace() => self.at += 1,
                Some(_) => self.word(),
            }
            if depth == 0 {
                return self.space();
            }
        }
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.next() {
            self.at += match byte {
                b'\\' => 2,
                _ => 1,
            };
            if byte == b'"' {
                return;
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) {
        let ends = |byte: u8| byte.is_ascii_whitespace() || b",:]}".contains(&byte);
        while self.next().is_some_and(|byte| !ends(byte)) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest<'t>(text: &'t str, steps: &[Step]) -> &'t str {
        let wrong = steps
            .iter()
            .rev()
            .fold(Wrong::here(""), |wrong, step| wrong.inside(step.clone()));
        &text[wrong.byte(text)..]
    }

    #[test]
    fn the_place_of_a_value_is_found() {
        let text = " [1, {\"a\": \"}]\\\"\", \"t\\u0061\": [ null , {\"x\" : -2e5}]}, \"é\" , 4]";
        use Step::{Entry, Key};
        assert!(rest(text, &[]).starts_with("[1"));
        assert!(rest(text, &[Entry(0)]).starts_with("1,"));
        assert!(rest(text, &[Entry(1), Key("a")]).starts_with("\"}]"));
        assert!(rest(text, &[Entry(1), Key("ta"), Entry(0)]).starts_with("null"));
        assert!(rest(text, &[Entry(1), Key("ta"), Entry(1), Key("x")]).starts_with("-2e5"));
        assert!(rest(text, &[Entry(3)]).starts_with("4]"));
        // What is not there stands in what is.
        assert!(rest(text, &[Entry(4)]).starts_with("[1"));
        assert!(rest(text, &[Entry(1), Key("b")]).starts_with("{\"a\""));
        assert_eq!(rest("{\"a\": 1, \"a\": 2}", &[Key("a")]), "2}");
    }

    #[test]
    fn the_way_is_written_as_in_a_program() {
        let wrong = Wrong::here("").inside(Step::Key("selector"));
        let wrong = wrong.inside(Step::Key("target")).inside(Step::Entry(3));
        assert_eq!(wrong.path(), "[3].target.selector");
    }
}
