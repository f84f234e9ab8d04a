//! Breaking lines at spaces.

use unicode_width::UnicodeWidthStr;

use crate::page::{Line, Run, Tone};

/// Number of terminal columns that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a line at spaces so that each part fits `limit` columns; a longer word stands alone.
/// Linear in the text.
pub(super) fn wrap(line: &Line, limit: usize) -> Vec<Line> {
    let mut parts = Vec::new();
    let mut current = Line::default();
    let mut used = 0;
    for word in words(line) {
        let taken = word
            .pieces
            .iter()
            .map(|(text, _)| width(text))
            .sum::<usize>();
        if used > 0 && used + word.space + taken > limit {
            parts.push(std::mem::take(&mut current));
            used = 0;
        } else if used > 0 || parts.is_empty() {
            push(&mut current, &" ".repeat(word.space), word.space_tone);
            used += word.space;
        }
        for (text, tone) in &word.pieces {
            push(&mut current, text, *tone);
        }
        used += taken;
    }
    if !current.is_empty() || parts.is_empty() {
        parts.push(current);
    }
    parts
}

/// A word, possibly of several tones, and the spaces before it.
struct Word {
    space: usize,
    space_tone: Tone,
    pieces: Vec<(String, Tone)>,
}

fn words(line: &Line) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut space, mut space_tone, mut fresh) = (0, Tone::Plain, true);
    for run in &line.0 {
        for (index, piece) in run.text.split(' ').enumerate() {
            if index > 0 {
                space += 1;
                space_tone = run.tone;
                fresh = true;
            }
            if piece.is_empty() {
                continue;
            }
            let piece = (piece.to_owned(), run.tone);
            match words.last_mut() {
                Some(last) if !fresh => last.pieces.push(piece),
                _ => words.push(Word {
                    space,
                    space_tone,
                    pieces: vec![piece],
                }),
            }
            (space, fresh) = (0, false);
        }
    }
    words
}

fn push(line: &mut Line, text: &str, tone: Tone) {
    if text.is_empty() {
        return;
    }
    match line.0.last_mut() {
        Some(run) if run.tone == tone => run.text.push_str(text),
        _ => line.0.push(Run {
            text: text.to_owned(),
            tone,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_inside_a_word_do_not_break_it() {
        let line = Line::plain("ab").with("cd", Tone::Bad).and(" ef");
        let parts = wrap(&line, 4);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].text(), "abcd");
        assert_eq!(parts[1].text(), "ef");
    }

    #[test]
    fn wide_characters_count_double() {
        assert_eq!(width("сделка"), 6);
        assert_eq!(width("交渉"), 4);
        assert_eq!(wrap(&Line::plain("交渉 交渉"), 8).len(), 2);
    }
}
