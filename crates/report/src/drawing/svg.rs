//! The SVG drawing: boxes for states, lines for moves, a legend, words for those who cannot see.

use std::fmt::Write as _;

use super::arcs::{BoxSize, px, route};
use super::ink::escape;
use super::layers::place;
use super::{Arc, Head, MOST_STATES, Node, STROKES, Sketch, TooMany, stroke};
use crate::text::width;

/// Room around the drawing.
const MARGIN: f64 = 20.0;
/// Width of a letter of the identifiers, which are set in a fixed pitch.
const LETTER: f64 = 6.7;
/// Mean width of a letter of the labels.
const LABEL_LETTER: f64 = 5.6;
/// Narrowest and widest box.
const BOX: (f64, f64) = (136.0, 230.0);
const BOX_HEIGHT: f64 = 64.0;
const LEGEND_LINE: f64 = 20.0;

/// The sketch as a self-contained SVG that follows a light or dark ground.
///
/// # Errors
/// [`TooMany`] if there are more than [`MOST_STATES`] states.
pub fn svg(sketch: &Sketch) -> Result<String, TooMany> {
    drawn(sketch, "")
}

/// As [`svg`], with identifiers that begin with `name` and a style for this drawing alone, so that
/// it can stand on a page beside others; bare where the name is empty.
pub(super) fn drawn(sketch: &Sketch, name: &str) -> Result<String, TooMany> {
    if sketch.nodes.len() > MOST_STATES {
        return Err(TooMany {
            states: sketch.nodes.len(),
        });
    }
    let size = box_size(sketch);
    let layers = place(sketch);
    let geometry = route(sketch, &layers, size);
    let legend = legend_lines(sketch);
    let width = (geometry.width + 2.0 * MARGIN).max(600.0);
    let head = 34.0;
    let height = head + geometry.height + 2.0 * MARGIN + LEGEND_LINE * legend as f64;
    let mut out = String::new();
    opening(sketch, name, (width, height), &mut out);
    let left = MARGIN + (width - 2.0 * MARGIN - geometry.width).max(0.0) / 2.0;
    let _ = writeln!(
        out,
        "<g transform=\"translate({} {})\">",
        px(left),
        px(head)
    );
    for (arc, path) in sketch.arcs.iter().zip(&geometry.paths) {
        line(sketch, name, (*arc, path), &mut out);
    }
    for (node, corner) in sketch.nodes.iter().zip(&geometry.corners) {
        state(node, *corner, size, &mut out);
    }
    out.push_str("</g>\n");
    legend_block(sketch, name, head + geometry.height + MARGIN, &mut out);
    out.push_str("</svg>\n");
    Ok(out)
}

fn box_size(sketch: &Sketch) -> BoxSize {
    let longest = sketch.nodes.iter().map(|node| width(&node.id)).max();
    let wanted = longest.unwrap_or(0) as f64 * LETTER + 16.0;
    let width = wanted.clamp(BOX.0, BOX.1);
    BoxSize {
        width,
        height: BOX_HEIGHT,
        pitch: width + 26.0,
    }
}

fn opening(sketch: &Sketch, name: &str, (width, height): (f64, f64), out: &mut String) {
    let (w, h) = (px(width), px(height));
    let ids = prefix(name);
    let own = match name {
        "" => String::new(),
        name => format!(" id=\"{name}\""),
    };
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\"{own} viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" aria-labelledby=\"{ids}title {ids}desc\">"
    );
    let _ = writeln!(
        out,
        "<title id=\"{ids}title\">{}</title>",
        escape(&sketch.title)
    );
    let _ = writeln!(
        out,
        "<desc id=\"{ids}desc\">{}</desc>",
        escape(&description(sketch))
    );
    out.push_str("<style>\n");
    out.push_str(&within(&style(sketch), name));
    out.push_str("</style>\n");
    markers(sketch, name, out);
    let _ = writeln!(out, "<rect class=\"ground\" width=\"{w}\" height=\"{h}\"/>");
    let _ = writeln!(
        out,
        "<text class=\"head\" x=\"{}\" y=\"24\">{}</text>",
        px(MARGIN),
        escape(&shorten(
            &sketch.title,
            ((width - 2.0 * MARGIN) / 8.0) as usize
        ))
    );
}

/// What the drawing shows, for those who read rather than see it.
pub(super) fn description(sketch: &Sketch) -> String {
    let mut text = format!(
        "{} states and {} moves of {}.",
        sketch.nodes.len(),
        sketch
            .arcs
            .iter()
            .map(|arc| usize::from(arc.forth != Head::None) + usize::from(arc.back != Head::None))
            .sum::<usize>(),
        sketch.actors.join(", "),
    );
    for node in sketch.nodes.iter().filter(|node| node.is_status_quo) {
        let _ = write!(text, " The status quo is {} ({}).", node.id, node.label);
    }
    let equilibria: Vec<&str> = sketch
        .nodes
        .iter()
        .filter(|node| !node.equilibrium_under.is_empty())
        .map(|node| node.id.as_str())
        .collect();
    if !equilibria.is_empty() {
        let _ = write!(text, " Equilibria: {}.", equilibria.join(", "));
    }
    text
}

/// What the identifiers of a named drawing begin with.
fn prefix(name: &str) -> String {
    match name {
        "" => String::new(),
        name => format!("{name}-"),
    }
}

/// A style whose rules speak of the named drawing alone. Paper has no dark ground.
fn within(style: &str, name: &str) -> String {
    if name.is_empty() {
        return style.to_owned();
    }
    let mut out = String::with_capacity(style.len() * 2);
    for rule in style.split_inclusive('}') {
        let at = match rule.find("@media") {
            Some(at) => at + rule.get(at..).and_then(|rest| rest.find('{')).unwrap_or(0) + 1,
            None => 0,
        };
        let (before, own) = rule.split_at_checked(at).unwrap_or(("", rule));
        out.push_str(&before.replace("@media (", "@media screen and ("));
        let bare = own.trim_start();
        out.push_str(own.get(..own.len() - bare.len()).unwrap_or_default());
        if bare.contains('{') {
            let _ = write!(out, "#{name} ");
        }
        out.push_str(bare);
    }
    out
}

fn style(sketch: &Sketch) -> String {
    let mut out = String::new();
    out.push_str("text{font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;font-size:10.5px;fill:#1c1c1c}\n");
    out.push_str(".head{font-size:15px;font-weight:600}\n.id{font-family:ui-monospace,'DejaVu Sans Mono',monospace;font-size:11px;font-weight:600}\n");
    out.push_str(".ground{fill:#fff}\n.state{fill:#fff;stroke:#555;stroke-width:1}\n.equilibrium{fill:#fff3c4}\n.second{fill:none;stroke:#555;stroke-width:1}\n.now{stroke:#111;stroke-width:3}\n.tag{font-size:9.5px;font-style:italic;fill:#444}\n.arc{fill:none;stroke-width:1.6}\n");
    let used = sketch.actors.len().min(STROKES.len());
    for (index, line) in STROKES.iter().take(used).enumerate() {
        let _ = writeln!(
            out,
            ".a{index}{{stroke:{0}}}.f{index}{{fill:{0};stroke:{0}}}.o{index}{{fill:#fff;stroke:{0}}}",
            line.light
        );
    }
    out.push_str("@media (prefers-color-scheme:dark){text{fill:#eee}.ground{fill:#16181c}.state{fill:#16181c;stroke:#aaa}.equilibrium{fill:#443b12}.second{stroke:#aaa}.now{stroke:#fff}.tag{fill:#bbb}\n");
    for (index, line) in STROKES.iter().take(used).enumerate() {
        let _ = writeln!(
            out,
            ".a{index}{{stroke:{0}}}.f{index}{{fill:{0};stroke:{0}}}.o{index}{{fill:#16181c;stroke:{0}}}",
            line.dark
        );
    }
    out.push_str("}\n");
    out
}

fn markers(sketch: &Sketch, name: &str, out: &mut String) {
    let ids = prefix(name);
    out.push_str("<defs>\n");
    for index in 0..sketch.actors.len().min(STROKES.len()) {
        for kind in ["f", "o"] {
            let _ = writeln!(
                out,
                "<marker id=\"{ids}{kind}{index}\" viewBox=\"-1 -5 11 10\" refX=\"9\" refY=\"0\" markerWidth=\"9\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path class=\"{kind}{index}\" d=\"M0 -4L9 0L0 4Z\" stroke-width=\"1.2\"/></marker>"
            );
        }
    }
    out.push_str("</defs>\n");
}

fn line(sketch: &Sketch, name: &str, (arc, path): (Arc, &str), out: &mut String) {
    let (Some(from), Some(to)) = (sketch.nodes.get(arc.from), sketch.nodes.get(arc.to)) else {
        return;
    };
    let (style, ids) = (arc.actor % STROKES.len(), prefix(name));
    let dashes = stroke(arc.actor).dashes;
    let _ = write!(out, "<path class=\"arc a{style}\" d=\"{path}\"");
    if !dashes.is_empty() {
        let _ = write!(out, " stroke-dasharray=\"{dashes}\"");
    }
    for (which, head) in [("marker-end", arc.forth), ("marker-start", arc.back)] {
        if let Some(kind) = marker(head) {
            let _ = write!(out, " {which}=\"url(#{ids}{kind}{style})\"");
        }
    }
    let actor = sketch.actors.get(arc.actor).map_or("", String::as_str);
    let sign = match (arc.forth, arc.back) {
        (Head::None, _) => "←",
        (_, Head::None) => "→",
        _ => "↔",
    };
    let words = format!("{actor}: {} {sign} {}", from.id, to.id);
    let _ = writeln!(out, "><title>{}</title></path>", escape(&words));
}

fn marker(head: Head) -> Option<&'static str> {
    match head {
        Head::None => None,
        Head::Open => Some("o"),
        Head::Filled => Some("f"),
    }
}

fn state(node: &Node, (x, y): (f64, f64), size: BoxSize, out: &mut String) {
    let mut class = String::from("state");
    if !node.equilibrium_under.is_empty() {
        class.push_str(" equilibrium");
    }
    if node.is_status_quo {
        class.push_str(" now");
    }
    let tag = tag(node);
    let _ = write!(
        out,
        "<g><title>{}</title>",
        escape(&format!(
            "{}: {}{}{tag}",
            node.id,
            node.label,
            if tag.is_empty() { "" } else { " — " }
        ))
    );
    let _ = write!(
        out,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>",
        px(x),
        px(y),
        px(size.width),
        px(size.height)
    );
    if !node.equilibrium_under.is_empty() {
        let _ = write!(
            out,
            "<rect class=\"second\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>",
            px(x + 3.5),
            px(y + 3.5),
            px(size.width - 7.0),
            px(size.height - 7.0)
        );
    }
    let mut put = |class: &str, dy: f64, text: &str| {
        let _ = write!(
            out,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            px(x + size.width / 2.0),
            px(y + dy),
            escape(text)
        );
    };
    put(
        "id",
        17.0,
        &shorten(&node.id, ((size.width - 12.0) / LETTER) as usize),
    );
    if node.label != node.id {
        let room = ((size.width - 12.0) / LABEL_LETTER) as usize;
        for (index, text) in two_lines(&node.label, room).iter().enumerate() {
            put("label", 30.0 + 12.0 * index as f64, text);
        }
    }
    put(
        "tag",
        55.0,
        &shorten(&tag, ((size.width - 12.0) / 4.9) as usize),
    );
    out.push_str("</g>\n");
}

fn tag(node: &Node) -> String {
    let mut parts = Vec::new();
    if node.is_status_quo {
        parts.push("status quo".to_owned());
    }
    match node.equilibrium_under.len() {
        0 => {}
        5.. => parts.push("equilibrium".to_owned()),
        _ => parts.push(format!("eq. {}", node.equilibrium_under.join(" "))),
    }
    parts.join(", ")
}

/// At most two lines, broken at spaces; what does not fit ends in an ellipsis.
fn two_lines(text: &str, room: usize) -> Vec<String> {
    if width(text) <= room {
        return vec![text.to_owned()];
    }
    let mut first = String::new();
    let mut rest = text;
    while let Some((word, after)) = rest.split_once(' ') {
        if width(&first) + width(word) + 1 > room {
            break;
        }
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
        rest = after;
    }
    if first.is_empty() {
        return vec![shorten(text, room)];
    }
    vec![first, shorten(rest, room)]
}

fn shorten(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for character in text.chars() {
        let mut longer = out.clone();
        longer.push(character);
        if width(&longer) + 1 > room {
            break;
        }
        out = longer;
    }
    out.push('…');
    out
}

fn legend_lines(sketch: &Sketch) -> usize {
    sketch.actors.len() + 2 + usize::from(sketch.remark.is_some())
}

fn legend_block(sketch: &Sketch, name: &str, top: f64, out: &mut String) {
    let ids = prefix(name);
    let mut y = top;
    for (index, actor) in sketch.actors.iter().enumerate() {
        let style = index % STROKES.len();
        let dashes = stroke(index).dashes;
        let dash = if dashes.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{dashes}\"")
        };
        let (x, middle) = (px(MARGIN), px(y - 4.0));
        let _ = writeln!(
            out,
            "<path class=\"arc a{style}\" d=\"M{x} {middle}h52\"{dash} marker-end=\"url(#{ids}f{style})\"/><text x=\"{}\" y=\"{}\">{}</text>",
            px(MARGIN + 62.0),
            px(y),
            escape(actor)
        );
        y += LEGEND_LINE;
    }
    let mut notes = vec![
        "Filled head: the mover is better off. Open head: it is not. Two heads: the move can be undone.".to_owned(),
        "Thick border: status quo. Double border: equilibrium. Further down: more moves from the status quo.".to_owned(),
    ];
    notes.extend(sketch.remark.clone());
    for note in notes {
        let _ = writeln!(
            out,
            "<text class=\"tag\" x=\"{}\" y=\"{}\">{}</text>",
            px(MARGIN),
            px(y),
            escape(&note)
        );
        y += LEGEND_LINE;
    }
}
