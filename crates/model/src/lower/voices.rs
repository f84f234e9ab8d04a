//! Which lines of a document are whose, and where its passages stand.

use syntax::ast;
use syntax::diagnostic::{Diagnostic, Span};

use super::evidence::voice;
use crate::codes;
use crate::evidence::{Passage, Speaker, VoiceLines};
use crate::sink::Sink;

/// The number of a line, counted from 1, or an error.
pub(crate) fn line_number(sink: &mut Sink, number: ast::Number) -> Option<u32> {
    let line = u32::try_from(number.value).ok().filter(|line| *line > 0);
    if line.is_none() {
        let message = "lines are counted from 1";
        sink.push(Diagnostic::error(codes::BAD_COUNT, number.span, message));
    }
    line
}

/// Start and end of a passage in characters, or an error.
pub(crate) fn characters(
    sink: &mut Sink,
    start: ast::Number,
    end: ast::Number,
) -> Option<(u64, u64)> {
    let first = u64::try_from(start.value).ok();
    if first.is_none() {
        let message = "characters are counted from 0";
        sink.push(Diagnostic::error(codes::BAD_COUNT, start.span, message));
    }
    let last = u64::try_from(end.value).unwrap_or(0);
    let first = first?;
    if last <= first {
        let message = "the end is the number of the character behind the last one";
        sink.push(
            Diagnostic::error(codes::BAD_RANGE, end.span, message)
                .label(start.span, "it begins here"),
        );
        return None;
    }
    Some((first, last))
}

/// The lines of a document that are not its author's. A line has one voice: stretches that overlap
/// are reported. Takes time proportional to n log n in the number of stretches.
pub(crate) fn voices(sink: &mut Sink, written: &[ast::VoiceLines]) -> Vec<VoiceLines> {
    let mut voices = Vec::new();
    let mut stretches = Vec::new();
    for entry in written {
        let Some(speaker) = voice(&entry.voice.text) else {
            continue;
        };
        let mut lines = Vec::new();
        for range in &entry.lines {
            if let Some(stretch) = stretch(sink, range) {
                lines.push(stretch);
                stretches.push((stretch, range.span));
            }
        }
        voices.push(VoiceLines {
            voice: speaker,
            lines,
            span: entry.voice.span,
        });
    }
    stretches.sort_unstable_by_key(|(stretch, span)| (*stretch, *span));
    let mut before: Option<((u32, u32), Span)> = None;
    for (stretch, span) in stretches {
        if let Some((earlier, first)) = before
            && stretch.0 <= earlier.1
        {
            let message = format!("line {} has a voice already", stretch.0);
            sink.push(
                Diagnostic::error(codes::OVERLAPPING_VOICES, span, message)
                    .label(first, "it is given here as well"),
            );
        }
        if before.is_none_or(|(earlier, _)| stretch.1 > earlier.1) {
            before = Some((stretch, span));
        }
    }
    voices
}

fn stretch(sink: &mut Sink, range: &ast::LineRange) -> Option<(u32, u32)> {
    let first = line_number(sink, range.first);
    let last = match range.last {
        Some(last) => line_number(sink, last),
        None => first,
    };
    let (first, last) = first.zip(last)?;
    if last < first {
        let message = "the last line stands before the first";
        sink.push(Diagnostic::error(codes::BAD_RANGE, range.span, message));
        return None;
    }
    Some((first, last))
}

/// Reports a passage whose line has another voice than its speaker. An origin may be quoted in any
/// voice.
pub(crate) fn report_voice(sink: &mut Sink, passage: &Passage, voices: &[VoiceLines], span: Span) {
    let (Some(line), Some(speaker)) = (passage.line, passage.speaker) else {
        return;
    };
    if matches!(speaker, Speaker::Origin(_)) {
        return;
    }
    let holds = |voice: &&VoiceLines| {
        let mut lines = voice.lines.iter();
        lines.any(|(first, last)| (*first..=*last).contains(&line))
    };
    let found = voices.iter().find(holds);
    let said = voices.iter().find(|voice| voice.voice == speaker);
    let message = match (found, said) {
        (Some(found), _) if found.voice != speaker => format!(
            "line {line} is {}, but the speaker of `{}` is {}",
            of_voice(found.voice),
            passage.name,
            of_voice(speaker)
        ),
        (None, Some(_)) => format!(
            "line {line} is not among the lines of {}, the speaker of `{}`",
            of_voice(speaker),
            passage.name
        ),
        _ => return,
    };
    let mut wrong = Diagnostic::warning(codes::VOICE_MISMATCH, span, message);
    if let Some(other) = found.or(said) {
        wrong = wrong.label(other.span, "the lines are given here");
    }
    sink.push(wrong);
}

fn of_voice(voice: Speaker) -> &'static str {
    match voice {
        Speaker::Origin(_) => "an origin",
        Speaker::Author => "the author",
        Speaker::Comment => "a reader's comment",
        Speaker::Boilerplate => "boilerplate",
    }
}
