//! Text and boxes for drawings whose fonts are not known: widths are estimated on the wide side.

use std::fmt::Write as _;

use super::arcs::px;

/// Estimated width of a text in pixels at a font size, after the widest common sans-serif.
pub(super) fn measure(text: &str, size: f64) -> f64 {
    text.chars().map(letter).sum::<f64>() * size
}

/// Width of a letter as a share of the font size.
fn letter(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '-' | '[' | ']' | '’' | '‘' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1.0,
        'A'..='Z' => 0.76,
        c if c.is_ascii() => 0.64,
        c if crate::text::width(c.encode_utf8(&mut [0; 4])) > 1 => 1.1,
        _ => 0.7,
    }
}

/// A text broken at spaces into at most `most` lines of this width. Words that are too long are
/// broken; what does not fit ends in an ellipsis.
pub(super) fn wrap(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text
        .split_whitespace()
        .flat_map(|word| pieces(word, room, size))
    {
        let longer = if line.is_empty() {
            word.clone()
        } else {
            format!("{line} {word}")
        };
        if measure(&longer, size) <= room {
            line = longer;
            continue;
        }
        if lines.len() + 1 >= most {
            lines.push(cut(&line, room, size));
            return lines;
        }
        lines.push(std::mem::replace(&mut line, word));
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word in pieces that fit.
fn pieces(word: &str, room: f64, size: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        if let Some(last) = pieces.last_mut()
            && (last.is_empty() || measure(last, size) + letter(character) * size <= room)
        {
            last.push(character);
            continue;
        }
        pieces.push(character.to_string());
    }
    pieces
}

/// A line with an ellipsis at its end.
fn cut(line: &str, room: f64, size: f64) -> String {
    let mut kept: Vec<char> = line.chars().collect();
    while !kept.is_empty() && measure(&kept.iter().collect::<String>(), size) + size > room {
        kept.pop();
    }
    let kept: String = kept.into_iter().collect();
    format!("{}…", kept.trim_end())
}

/// Places boxes of these heights below each other, each as near to its wished-for middle as the
/// others leave it, from 0 to `room` where they fit. Returns the tops.
pub(super) fn stack(wishes: &[f64], heights: &[f64], gap: f64, room: f64) -> Vec<f64> {
    let mut tops: Vec<f64> = Vec::with_capacity(heights.len());
    let mut free = 0.0_f64;
    for (wish, height) in wishes.iter().zip(heights) {
        let top = (wish - height / 2.0).max(free);
        tops.push(top);
        free = top + height + gap;
    }
    let mut limit = room;
    for (top, height) in tops.iter_mut().zip(heights).rev() {
        *top = top.min(limit - height);
        limit = *top - gap;
    }
    // Where they do not fit, they go on below the room, from the top.
    let mut free = 0.0_f64;
    for (top, height) in tops.iter_mut().zip(heights) {
        *top = top.max(free);
        free = *top + height + gap;
    }
    tops
}

/// Where an SVG is written.
#[derive(Default)]
pub(super) struct Ink {
    /// What has been written.
    pub out: String,
}

impl Ink {
    /// A text that begins at this point.
    pub(super) fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        let _ = writeln!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
            px(x),
            px(y),
            escape(text)
        );
    }

    /// A box.
    pub(super) fn rect(&mut self, class: &str, corner: (f64, f64), size: (f64, f64)) {
        let _ = writeln!(
            self.out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
            px(corner.0),
            px(corner.1),
            px(size.0),
            px(size.1)
        );
    }

    /// A line or a shape.
    pub(super) fn path(&mut self, class: &str, data: &str) {
        let _ = writeln!(self.out, "<path class=\"{class}\" d=\"{data}\"/>");
    }

    /// The opening of a drawing: size, words for those who cannot see it, style, ground. Its
    /// identifiers begin with `name`, which must be made of letters, digits and `-._`.
    pub(super) fn open(&mut self, name: &str, size: (f64, f64), words: (&str, &str), style: &str) {
        let (w, h) = (px(size.0), px(size.1));
        let _ = writeln!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" aria-labelledby=\"{name}-title {name}-desc\">\n<title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-desc\">{}</desc>\n<style>\n{style}</style>\n<rect class=\"d-ground\" width=\"{w}\" height=\"{h}\"/>",
            escape(words.0),
            escape(words.1)
        );
    }

    /// The finished drawing.
    pub(super) fn close(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}

/// The style that the drawings of a report share. Colours after Okabe and Ito; every difference in
/// colour is one in shape as well.
pub(super) const STYLE: &str = "\
.d-ground{fill:#fff}\n\
.d-box{fill:#f7f6f3;stroke:#8b8a84;stroke-width:1}\n\
.d-plain{fill:#fff;stroke:#8b8a84;stroke-width:1}\n\
.d-dashed{stroke-dasharray:5 3}\n\
.d-text,.d-strong,.d-soft,.d-name,.d-head{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:13px;fill:#1b1d21}\n\
.d-strong{font-weight:600}\n\
.d-soft,.d-head{font-size:11.5px;fill:#51555e}\n\
.d-head{font-weight:600}\n\
.d-name{font-size:11.5px;fill:#51555e;font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}\n\
.d-line{fill:none;stroke:#6f7178;stroke-width:1.5}\n\
.d-rule{fill:none;stroke:#d9d7d0;stroke-width:1}\n\
.d-if{fill:none;stroke:#0072b2;stroke-width:1.6}\n\
.d-then{fill:none;stroke:#b34700;stroke-width:1.8}\n\
.d-bar{fill:none;stroke:#b34700;stroke-width:3.4}\n\
.d-tip{fill:#b34700}\n\
.d-dot{fill:#0072b2}\n\
.d-mark{fill:none;stroke:#1b1d21;stroke-width:1.4}\n\
.d-taken{fill:#1b1d21;stroke:#1b1d21;stroke-width:1.4}\n\
.d-band{fill:#0072b2}\n\
.d-maybe{fill:none;stroke:#9c3f7c;stroke-width:1.6;stroke-dasharray:5 4}\n\
@media screen and (prefers-color-scheme:dark){\n\
.d-ground{fill:#15171b}\n\
.d-box{fill:#1e2126;stroke:#7d828c}\n\
.d-plain{fill:#15171b;stroke:#7d828c}\n\
.d-text,.d-strong{fill:#e8e8e6}\n\
.d-soft,.d-head,.d-name{fill:#b3b6bd}\n\
.d-line{stroke:#a3a7b0}\n\
.d-rule{stroke:#3a3e46}\n\
.d-if{stroke:#56b4e9}\n\
.d-then,.d-bar{stroke:#ff9b52}\n\
.d-tip{fill:#ff9b52}\n\
.d-dot,.d-band{fill:#56b4e9}\n\
.d-mark{stroke:#e8e8e6}\n\
.d-taken{fill:#e8e8e6;stroke:#e8e8e6}\n\
.d-maybe{stroke:#e59acb}\n\
}\n";

/// A smooth line between two points that leaves and arrives level.
pub(super) fn level_curve(from: (f64, f64), to: (f64, f64)) -> String {
    let middle = f64::midpoint(from.0, to.0);
    format!(
        "M{} {}C{} {} {} {} {} {}",
        px(from.0),
        px(from.1),
        px(middle),
        px(from.1),
        px(middle),
        px(to.1),
        px(to.0),
        px(to.1)
    )
}

/// Text that can stand in an element or an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A name made of letters that need no escape; no two names give the same.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || character == '-' || character == '.' {
            out.push(character);
        } else {
            let _ = write!(out, "_{:x}_", u32::from(character));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_fit_and_keep_the_words() {
        let text = "Until they do, we are not even talking about that";
        let lines = wrap(text, 120.0, 13.0, 9);
        assert_eq!(lines.join(" "), text);
        assert!(
            lines.iter().all(|line| measure(line, 13.0) <= 120.0),
            "{lines:?}"
        );
        let short = wrap(text, 120.0, 13.0, 2);
        assert_eq!(short.len(), 2);
        assert!(short.last().is_some_and(|line| line.ends_with('…')));
        assert!(wrap(&"x".repeat(400), 120.0, 13.0, 3).len() <= 3);
    }

    #[test]
    fn stacked_boxes_keep_their_order_and_do_not_overlap() {
        let wishes = [50.0, 50.0, 50.0, 400.0];
        let heights = [30.0, 40.0, 20.0, 60.0];
        let tops = stack(&wishes, &heights, 8.0, 300.0);
        for index in 1..tops.len() {
            assert!(
                tops[index - 1] + heights[index - 1] + 8.0 <= tops[index] + 1e-9,
                "{tops:?}"
            );
        }
        assert!(tops[3] + heights[3] <= 300.0);
    }
}
