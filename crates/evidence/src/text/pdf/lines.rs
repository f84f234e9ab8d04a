//! Letters on a page put together to words and lines, by where they stand.

use hayro_interpret::kurbo::{Point, Vec2};

/// A letter on a page. Lengths are in units of the page.
pub(super) struct Letter<'s> {
    /// The signs that it stands for.
    pub(super) signs: &'s str,
    /// Where it begins on the line of writing.
    pub(super) start: Point,
    /// Where the next one would begin.
    pub(super) end: Point,
    /// The direction of writing.
    pub(super) along: Vec2,
    /// The height of the font.
    pub(super) size: f64,
}

/// A gap of this part of the font's height is a space; letters of one word stand closer.
const SPACE: f64 = 0.15;

/// A letter that is off the line by this part of the height stands on another line; superscripts
/// stand on the same.
const OTHER_LINE: f64 = 0.5;

/// A line that is further away than this many heights begins a new paragraph.
const OTHER_PARAGRAPH: f64 = 1.9;

/// How far back, in heights, a letter may stand on its line.
const BACK: f64 = 1.5;

/// Lines in the making.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    letters: u64,
    last: Option<Last>,
}

struct Last {
    start: Point,
    end: Point,
    size: f64,
    signs: String,
}

/// What was written.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) letters: u64,
}

impl Lines {
    /// Bytes written so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn push(&mut self, letter: &Letter<'_>) {
        self.letters += 1;
        if let Some(last) = &self.last {
            let size = letter.size.max(last.size);
            // Bold made by printing twice.
            if last.signs == letter.signs && (letter.start - last.start).hypot() < 0.1 * size {
                return;
            }
            let length = letter.along.hypot();
            let along = if length > 0.0 {
                letter.along / length
            } else {
                Vec2::new(1.0, 0.0)
            };
            let gap = letter.start - last.end;
            let across = gap.cross(along).abs();
            let forward = gap.dot(along);
            if across > OTHER_LINE * size || forward < -BACK * size {
                self.break_line();
                if across > OTHER_PARAGRAPH * size {
                    self.text.push('\n');
                }
            } else if forward > SPACE * letter.size && !self.text.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
        }
        let line_begins = self.text.is_empty() || self.text.ends_with(['\n', ' ']);
        if !(line_begins && letter.signs.trim().is_empty()) {
            let shown = letter.signs.chars();
            let shown = shown.map(|sign| if sign.is_control() { ' ' } else { sign });
            self.text.extend(shown);
        }
        self.last = Some(Last {
            start: letter.start,
            end: letter.end,
            size: letter.size,
            signs: letter.signs.to_owned(),
        });
    }

    /// Ends a page: an empty line.
    pub(super) fn page_end(&mut self) {
        if !self.text.is_empty() {
            self.break_line();
            if !self.text.ends_with("\n\n") {
                self.text.push('\n');
            }
        }
        self.last = None;
    }

    fn break_line(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    pub(super) fn finish(mut self) -> Written {
        while self.text.ends_with(char::is_whitespace) {
            self.text.pop();
        }
        self.text.push('\n');
        Written {
            text: self.text,
            letters: self.letters,
        }
    }
}
