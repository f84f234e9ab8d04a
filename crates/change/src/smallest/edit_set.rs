//! Sets of edits by number, and notes of which edits an answer depends on.

use std::cell::RefCell;

/// A set of edits by their place in the list of those that may be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditSet {
    words: Vec<u64>,
}

impl EditSet {
    /// The empty set; it grows as needed.
    #[must_use]
    pub fn new() -> Self {
        EditSet::default()
    }

    /// All edits up to a count.
    #[must_use]
    pub fn all(count: usize) -> Self {
        let mut set = EditSet::new();
        (0..count).for_each(|edit| set.insert(edit));
        set
    }

    /// Adds one.
    pub fn insert(&mut self, edit: usize) {
        let word = edit / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word |= 1 << (edit % 64);
        }
    }

    /// Adds all of another set.
    pub fn union_with(&mut self, other: &EditSet) {
        if other.words.len() > self.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// Whether it holds an edit.
    #[must_use]
    pub fn contains(&self, edit: usize) -> bool {
        self.words
            .get(edit / 64)
            .is_some_and(|word| word >> (edit % 64) & 1 == 1)
    }

    /// Its edits, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| at * 64 + bit)
        })
    }
}

/// Whether it is noted on which edits an answer depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noting {
    /// It is.
    Full,
    /// Only the answer is wanted.
    None,
}

/// Notes of the edits that an answer depends on, in frames: what is noted in an inner frame counts
/// outside only where it is taken up.
#[derive(Debug)]
pub(crate) struct Notes {
    frames: RefCell<Vec<EditSet>>,
    pub(crate) noting: Noting,
}

impl Default for Notes {
    fn default() -> Self {
        Notes::new()
    }
}

impl Notes {
    /// Notes that are kept or not.
    pub(crate) fn with(noting: Noting) -> Self {
        Notes {
            noting,
            ..Notes::new()
        }
    }

    /// Notes with one open frame.
    pub(crate) fn new() -> Self {
        Notes {
            frames: RefCell::new(vec![EditSet::new()]),
            noting: Noting::Full,
        }
    }

    pub(crate) fn add(&self, edit: usize) {
        if self.noting == Noting::None {
            return;
        }
        if let Some(frame) = self.frames.borrow_mut().last_mut() {
            frame.insert(edit);
        }
    }

    pub(crate) fn add_all(&self, edits: &EditSet) {
        if self.noting == Noting::None {
            return;
        }
        if let Some(frame) = self.frames.borrow_mut().last_mut() {
            frame.union_with(edits);
        }
    }

    pub(crate) fn begin(&self) {
        if self.noting == Noting::Full {
            self.frames.borrow_mut().push(EditSet::new());
        }
    }

    pub(crate) fn end(&self) -> EditSet {
        match self.noting {
            Noting::Full => self.frames.borrow_mut().pop().unwrap_or_default(),
            Noting::None => EditSet::new(),
        }
    }

    /// Everything noted in the outermost frame.
    pub(crate) fn finish(self) -> EditSet {
        self.frames
            .into_inner()
            .into_iter()
            .next()
            .unwrap_or_default()
    }
}
