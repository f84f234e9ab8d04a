//! Text in the form in which quoted words are compared: quotes, dashes, ligatures and spaces
//! folded. Each sign of the folded text knows where it came from.

use unicode_normalization::UnicodeNormalization;

/// Folded text with the way back to the raw text.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// The folded text.
    pub(crate) text: String,
    /// For each byte of the folded text, the offset of the raw character that it came from.
    raw: Vec<u32>,
}

impl Folded {
    /// Folds a text: compatibility decomposition of each character (ligatures, wide forms, the
    /// ellipsis), straight quotes, single hyphens for dashes, one space for each run of white
    /// space, nothing for invisible signs, no white space at the ends. Linear in the text.
    pub(crate) fn new(raw: &str) -> Self {
        let mut folded = Folded::default();
        for (offset, character) in raw.char_indices() {
            let offset = u32::try_from(offset).unwrap_or(u32::MAX);
            for part in std::iter::once(character).nfkd() {
                folded.push(part, offset);
            }
        }
        if folded.text.ends_with(' ') {
            folded.text.pop();
            folded.raw.pop();
        }
        folded
    }

    fn push(&mut self, part: char, offset: u32) {
        let Some(part) = fold(part) else {
            return;
        };
        let last = self.text.chars().next_back();
        let repeated_space = part == ' ' && matches!(last, None | Some(' '));
        let repeated_dash = part == '-' && last == Some('-');
        if repeated_space || repeated_dash {
            return;
        }
        self.text.push(part);
        self.raw.resize(self.text.len(), offset);
    }

    /// The offset in the raw text of the character that this byte of the folded text came from.
    pub(crate) fn raw_offset(&self, byte: usize) -> usize {
        self.raw
            .get(byte)
            .map_or(0, |offset| usize::try_from(*offset).unwrap_or(0))
    }
}

/// The sign that stands for this one; none for signs that are not seen.
fn fold(part: char) -> Option<char> {
    Some(match part {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '`' | '´' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => '-',
        // Soft hyphen, zero-width signs, direction marks, byte order mark.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {
            return None;
        }
        other if other.is_whitespace() => ' ',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(raw: &str) -> String {
        Folded::new(raw).text
    }

    #[test]
    fn what_looks_alike_is_alike() {
        assert_eq!(folded("“Until they do, we’re”"), "\"Until they do, we're\"");
        assert_eq!(folded("the o\u{fb03}ce\u{a0}\u{a0}\n of"), "the office of");
        assert_eq!(folded("moral\u{2014}legal -- both"), "moral-legal - both");
        assert_eq!(folded("co\u{ad}op\u{200b}erate…"), "cooperate...");
        assert_eq!(folded("caf\u{e9}"), folded("cafe\u{301}"));
        assert_eq!(folded("  \n "), "");
    }

    #[test]
    fn offsets_lead_back_to_the_raw_text() {
        let raw = "a  “ﬁne” day";
        let folded = Folded::new(raw);
        let place = folded.text.find("fine").map(|byte| folded.raw_offset(byte));
        assert_eq!(place, raw.find('ﬁ'));
        let place = folded.text.find("day").map(|byte| folded.raw_offset(byte));
        assert_eq!(place, raw.find("day"));
    }
}
