//! From text to tokens. Every byte belongs to exactly one token.

use logos::Logos;

use crate::kind::SyntaxKind;

/// A token as the lexer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme {
    /// What it is.
    pub kind: SyntaxKind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
enum Raw {
    #[regex(r"[ \t]+")]
    Space,
    #[regex(r"\r?\n", priority = 10)]
    Newline,
    #[regex(r"#[^\r\n]*", allow_greedy = true)]
    Comment,
    #[regex(r"[\p{L}\p{M}\p{N}_]+(-[\p{L}\p{M}\p{N}_]+)*", priority = 20)]
    Word,
    #[regex(r"[YN-]+", priority = 10)]
    Pattern,
    #[regex(r"-[0-9]+", priority = 15)]
    Signed,
    #[regex(r#""([^"\\\r\n]|\\[^\r\n])*""#, priority = 20)]
    Text,
    #[regex(r#""([^"\\\r\n]|\\[^\r\n])*\\?"#, priority = 10, allow_greedy = true)]
    OpenText,
    #[regex(r#"[“”„‟«»][^“”„‟«»"\r\n]*[“”„‟«»]?"#)]
    CurlyText,
    #[token(",")]
    Comma,
    #[token(":")]
    Colon,
    #[token(".")]
    Dot,
    #[token("(")]
    RoundOpen,
    #[token(")")]
    RoundClose,
    #[token("[")]
    SquareOpen,
    #[token("]")]
    SquareClose,
    #[token("{")]
    CurlyOpen,
    #[token("}")]
    CurlyClose,
    #[token("=")]
    Equal,
    #[token("!=")]
    NotEqual,
    #[token("<")]
    Less,
    #[token("<=")]
    LessOrEqual,
    #[token(">")]
    Greater,
    #[token(">=")]
    GreaterOrEqual,
    #[token("+")]
    Plus,
    #[token("*")]
    Star,
    #[token("/")]
    Slash,
    #[token("->", priority = 30)]
    Arrow,
    #[token("<->")]
    BothWays,
    #[regex(r"[^\n]", priority = 1)]
    Odd,
}

impl Raw {
    fn kind(self) -> SyntaxKind {
        match self {
            Raw::Space => SyntaxKind::Space,
            Raw::Newline => SyntaxKind::Newline,
            Raw::Comment => SyntaxKind::Comment,
            Raw::Word => SyntaxKind::Word,
            Raw::Pattern => SyntaxKind::Pattern,
            Raw::Signed => SyntaxKind::Signed,
            Raw::Text => SyntaxKind::Text,
            Raw::OpenText => SyntaxKind::OpenText,
            Raw::CurlyText => SyntaxKind::CurlyText,
            Raw::Comma => SyntaxKind::Comma,
            Raw::Colon => SyntaxKind::Colon,
            Raw::Dot => SyntaxKind::Dot,
            Raw::RoundOpen => SyntaxKind::RoundOpen,
            Raw::RoundClose => SyntaxKind::RoundClose,
            Raw::SquareOpen => SyntaxKind::SquareOpen,
            Raw::SquareClose => SyntaxKind::SquareClose,
            Raw::CurlyOpen => SyntaxKind::CurlyOpen,
            Raw::CurlyClose => SyntaxKind::CurlyClose,
            Raw::Equal => SyntaxKind::Equal,
            Raw::NotEqual => SyntaxKind::NotEqual,
            Raw::Less => SyntaxKind::Less,
            Raw::LessOrEqual => SyntaxKind::LessOrEqual,
            Raw::Greater => SyntaxKind::Greater,
            Raw::GreaterOrEqual => SyntaxKind::GreaterOrEqual,
            Raw::Plus => SyntaxKind::Plus,
            Raw::Star => SyntaxKind::Star,
            Raw::Slash => SyntaxKind::Slash,
            Raw::Arrow => SyntaxKind::Arrow,
            Raw::BothWays => SyntaxKind::BothWays,
            Raw::Odd => SyntaxKind::Odd,
        }
    }
}

/// Whether a text is something else that was read as text: among its first letters, one in twenty
/// is a control character. A text with any such character is an error in any case.
pub(crate) fn is_binary(text: &str) -> bool {
    const LOOKED_AT: usize = 4096;
    const FEWEST: usize = 8;
    let seen = text.chars().take(LOOKED_AT).count();
    let found = text
        .chars()
        .take(LOOKED_AT)
        .filter(|letter| is_odd_control(*letter))
        .count();
    found >= FEWEST && found * 20 >= seen
}

/// Whether a letter is a control character that no text has.
pub(crate) fn is_odd_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')
}

/// Cuts a text into tokens, in time linear in its length.
///
/// The text must be shorter than 4 GiB, which [`crate::parse`] sees to.
pub(crate) fn lex(text: &str) -> Vec<Lexeme> {
    let mut out: Vec<Lexeme> = Vec::with_capacity(text.len() / 4);
    for (raw, range) in Raw::lexer(text).spanned() {
        let kind = raw.map_or(SyntaxKind::Odd, Raw::kind);
        let kind = if range.start == 0 && text.starts_with('\u{feff}') {
            SyntaxKind::Space
        } else {
            kind
        };
        push(text, &mut out, kind, range.start, range.end);
    }
    out
}

/// Adds a token, joining runs of odd characters and mending `YN->`, in which the last sign of the
/// pattern belongs to the arrow.
fn push(text: &str, out: &mut Vec<Lexeme>, kind: SyntaxKind, start: usize, end: usize) {
    let (start, end) = (offset(start), offset(end));
    match (out.last_mut(), kind) {
        (Some(last), SyntaxKind::Odd) if last.kind == SyntaxKind::Odd => {
            last.end = end;
            return;
        }
        (Some(last), SyntaxKind::Greater)
            if last.kind == SyntaxKind::Pattern
                && last.end == start
                && text.as_bytes().get((start as usize).saturating_sub(1)) == Some(&b'-') =>
        {
            mend_arrow(text, out, end);
            return;
        }
        _ => {}
    }
    out.push(Lexeme { kind, start, end });
}

/// The last token is a pattern with `>` right behind it: its last sign belongs to the arrow, and
/// what is left may be a plain word.
fn mend_arrow(text: &str, out: &mut Vec<Lexeme>, end: u32) {
    let Some(last) = out.pop() else { return };
    let dash = last.end.saturating_sub(1);
    let left = text.get(last.start as usize..dash as usize).unwrap_or("");
    if !left.is_empty() {
        let plain = !left.starts_with('-') && !left.ends_with('-') && !left.contains("--");
        out.push(Lexeme {
            kind: if plain {
                SyntaxKind::Word
            } else {
                SyntaxKind::Pattern
            },
            end: dash,
            ..last
        });
    }
    out.push(Lexeme {
        kind: SyntaxKind::Arrow,
        start: dash,
        end,
    });
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(SyntaxKind, &str)> {
        lex(text)
            .into_iter()
            .map(|l| (l.kind, &text[l.start as usize..l.end as usize]))
            .filter(|(kind, _)| *kind != SyntaxKind::Space)
            .collect()
    }

    #[test]
    fn names_keep_inner_hyphens_and_any_script() {
        use SyntaxKind::Word;
        assert_eq!(
            kinds("binding-veto a001 7 сделка 2025-06-16 a_b"),
            [
                (Word, "binding-veto"),
                (Word, "a001"),
                (Word, "7"),
                (Word, "сделка"),
                (Word, "2025-06-16"),
                (Word, "a_b"),
            ]
        );
    }

    #[test]
    fn patterns_numbers_and_arrows_are_told_apart() {
        use SyntaxKind::{Arrow, BothWays, Pattern, Signed, Word};
        assert_eq!(
            kinds("YN-Y ---Y- Y--N -2 s1->s2 s1<->s2 YN->NN -"),
            [
                (Word, "YN-Y"),
                (Pattern, "---Y-"),
                (Pattern, "Y--N"),
                (Signed, "-2"),
                (Word, "s1"),
                (Arrow, "->"),
                (Word, "s2"),
                (Word, "s1"),
                (BothWays, "<->"),
                (Word, "s2"),
                (Word, "YN"),
                (Arrow, "->"),
                (Word, "NN"),
                (Pattern, "-"),
            ]
        );
    }

    #[test]
    fn a_text_without_its_closing_quote_ends_with_the_line() {
        use SyntaxKind::{Newline, OpenText, Text, Word};
        assert_eq!(
            kinds("\"a \\\" b\" \"open \\\nnext"),
            [
                (Text, "\"a \\\" b\""),
                (OpenText, "\"open \\"),
                (Newline, "\n"),
                (Word, "next"),
            ]
        );
    }

    #[test]
    fn odd_characters_come_together() {
        use SyntaxKind::{Odd, Word};
        assert_eq!(
            kinds("a\u{0}\u{0}\u{a0}b"),
            [(Word, "a"), (Odd, "\0\0\u{a0}"), (Word, "b")]
        );
    }
}
