//! Phase diagrams of plays: the regions of two parameters in which the same equilibria hold.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::arcs::px;
use super::ink::{Ink, STYLE, escape, measure, wrap};
use crate::answer::{PlayAxis, PlayPlane, PlayRegion, PlayRun, PlaySpot};

/// Width and height of the plane.
const PLOT: (f64, f64) = (440.0, 360.0);
const LEFT: f64 = 64.0;
const MARGIN: f64 = 20.0;
const LINE: f64 = 16.0;
const SIZE: f64 = 11.5;
/// Marks along an axis, both ends included.
const MARKS: usize = 5;
/// Fills that can be told apart without colour; more regions begin again and are told apart by
/// letter.
const FILLS: usize = 8;

const OWN_STYLE: &str = "\
.r-frame{fill:none;stroke:#51555e;stroke-width:1}\n\
.r-curve{fill:none;stroke:#1b1d21;stroke-width:1.8;stroke-linejoin:round}\n\
.r-mark{fill:#fff;stroke:#1b1d21;stroke-width:1}\n\
.r-name{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:17px;font-weight:700;fill:#1b1d21;stroke:#fff;stroke-width:4;paint-order:stroke}\n\
.r-0{fill:#ffffff}.r-1{fill:#cfe3f1}.r-2{fill:#f6dfc0}.r-3{fill:#cdeadf}.r-4{fill:#f1d5e4}.r-5{fill:#f7f3c4}.r-6{fill:#dfdfdf}.r-7{fill:#f3cfc0}\n\
.r-ink{fill:none;stroke:#6a6d75;stroke-width:1}\n\
.r-spot{fill:#6a6d75}\n\
@media screen and (prefers-color-scheme:dark){\n\
.r-frame{stroke:#a3a7b0}\n\
.r-curve{stroke:#f2f2f0}\n\
.r-mark{fill:#15171b;stroke:#f2f2f0}\n\
.r-name{fill:#fff;stroke:#15171b}\n\
.r-0{fill:#15171b}.r-1{fill:#17364c}.r-2{fill:#4a3414}.r-3{fill:#123f33}.r-4{fill:#4a2238}.r-5{fill:#3f3b12}.r-6{fill:#3a3d43}.r-7{fill:#51261a}\n\
.r-ink{stroke:#9a9ea8}\n\
.r-spot{fill:#9a9ea8}\n\
}\n";

/// What stands on the ground of each fill.
const PATTERNS: [&str; FILLS] = [
    "",
    "<path class=\"r-ink\" d=\"M0 8L8 0\"/>",
    "<path class=\"r-ink\" d=\"M0 0L8 8\"/>",
    "<circle class=\"r-spot\" cx=\"4\" cy=\"4\" r=\"1.2\"/>",
    "<path class=\"r-ink\" d=\"M0 4H8\"/>",
    "<path class=\"r-ink\" d=\"M4 0V8\"/>",
    "<path class=\"r-ink\" d=\"M0 0L8 8M0 8L8 0\"/>",
    "<path class=\"r-ink\" d=\"M0 4H8M4 0V8\"/>",
];

/// The diagrams of all accounts of a run below each other, as one self-contained SVG that follows a
/// light or dark ground.
#[must_use]
pub fn play_regions(run: &PlayRun) -> String {
    let found: Vec<Diagram<'_>> = run
        .accounts
        .iter()
        .filter_map(|played| {
            let account = played.account.as_ref().map(|account| account.name.as_str());
            Some(Diagram::new(account, played.plane.as_ref()?))
        })
        .collect();
    let title = run.title.clone().unwrap_or_else(|| run.file.clone());
    let width = LEFT + PLOT.0 + 2.0 * MARGIN;
    let height = 44.0 + found.iter().map(Diagram::height).sum::<f64>();
    let mut ink = Ink::default();
    let words: Vec<String> = found.iter().map(Diagram::in_words).collect();
    let style = format!("{STYLE}{OWN_STYLE}");
    ink.open(
        "regions",
        (width, height),
        (&title, &words.join(" ")),
        &style,
    );
    patterns(&mut ink);
    let head = wrap(&title, width - 2.0 * MARGIN, SIZE + 1.5, 1);
    ink.text(
        "d-text d-strong",
        MARGIN,
        26.0,
        head.first().map_or("", String::as_str),
    );
    let mut top = 44.0;
    for diagram in &found {
        diagram.draw(top, &mut ink);
        top += diagram.height();
    }
    ink.close()
}

fn patterns(ink: &mut Ink) {
    ink.out.push_str("<defs>\n");
    for (number, drawn) in PATTERNS.iter().enumerate() {
        let _ = writeln!(
            ink.out,
            "<pattern id=\"r-{number}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect class=\"r-{number}\" width=\"8\" height=\"8\"/>{drawn}</pattern>"
        );
    }
    ink.out.push_str("</defs>\n");
}

/// One diagram.
struct Diagram<'p> {
    account: Option<&'p str>,
    plane: &'p PlayPlane,
    x: (f64, f64),
    y: (f64, f64),
    /// Lines of the legend below.
    legend: Vec<(Key, Vec<String>)>,
}

/// What a line of the legend is about.
enum Key {
    /// A region, by number.
    Region(usize),
    /// A curve, by number.
    Curve(usize),
}

impl<'p> Diagram<'p> {
    fn new(account: Option<&'p str>, plane: &'p PlayPlane) -> Self {
        let range = |axis: &PlayAxis| (number(&axis.from), number(&axis.to));
        let lines = |text: &str| wrap(text, PLOT.0 + LEFT - 44.0, SIZE, 3);
        let regions = plane.regions.iter().enumerate().map(|(place, region)| {
            let words = format!("{}: {}", region.name, region.in_words());
            (Key::Region(place), lines(&words))
        });
        let curves = (1..).zip(curves(plane));
        let curves = curves.map(|(place, (equation, _))| (Key::Curve(place), lines(equation)));
        Diagram {
            account,
            plane,
            x: range(&plane.x),
            y: range(&plane.y),
            legend: regions.chain(curves).collect(),
        }
    }

    fn height(&self) -> f64 {
        let lines: usize = self.legend.iter().map(|(_, lines)| lines.len()).sum();
        self.head()
            + PLOT.1
            + 3.0 * LINE
            + lines as f64 * LINE
            + self.legend.len() as f64 * 5.0
            + 16.0
    }

    fn head(&self) -> f64 {
        LINE * if self.account.is_some() { 2.0 } else { 1.0 } + 8.0
    }

    fn in_words(&self) -> String {
        let mut text = format!(
            "{} to the right, {} upwards.",
            self.plane.x.parameter, self.plane.y.parameter
        );
        for region in &self.plane.regions {
            let _ = write!(text, " {}: {}.", region.name, region.in_words());
        }
        for (equation, _) in curves(self.plane) {
            let _ = write!(text, " Boundary: {equation}.");
        }
        text
    }

    fn draw(&self, top: f64, ink: &mut Ink) {
        let corner = (MARGIN + LEFT, top + self.head());
        if let Some(account) = self.account {
            ink.text("d-text d-strong", MARGIN, top + LINE, account);
        }
        let name = wrap(
            &format!("↑ {}", axis(&self.plane.y)),
            PLOT.0 + LEFT,
            SIZE,
            1,
        );
        let name = name.first().map_or("", String::as_str);
        ink.text("d-soft", MARGIN, corner.1 - 8.0, name);
        ink.out.push_str("<g shape-rendering=\"crispEdges\">\n");
        for (place, region) in self.plane.regions.iter().enumerate() {
            for part in &region.parts {
                let data = self.path(part, corner);
                let fill = place % FILLS;
                let _ = writeln!(ink.out, "<path fill=\"url(#r-{fill})\" d=\"{data}Z\"/>");
            }
        }
        ink.out.push_str("</g>\n");
        for one in &self.plane.boundaries {
            ink.path("r-curve", &self.path(&one.points, corner));
        }
        let _ = writeln!(
            ink.out,
            "<rect class=\"r-frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            px(corner.0),
            px(corner.1),
            px(PLOT.0),
            px(PLOT.1)
        );
        for region in &self.plane.regions {
            self.label(region, corner, ink);
        }
        for (place, (_, points)) in (1..).zip(curves(self.plane)) {
            if let Some(middle) = points.get(points.len() / 2) {
                mark(place, self.at(middle, corner), ink);
            }
        }
        self.axes(corner, ink);
        self.legend(corner.1 + PLOT.1 + 3.0 * LINE + 8.0, ink);
    }

    /// Where a point stands.
    fn at(&self, spot: &PlaySpot, corner: (f64, f64)) -> (f64, f64) {
        let share = |value: &str, (from, to): (f64, f64)| {
            ((number(value) - from) / (to - from)).clamp(0.0, 1.0)
        };
        (
            corner.0 + share(&spot.x, self.x) * PLOT.0,
            corner.1 + (1.0 - share(&spot.y, self.y)) * PLOT.1,
        )
    }

    fn path(&self, points: &[PlaySpot], corner: (f64, f64)) -> String {
        let mut data = String::new();
        for (place, point) in points.iter().enumerate() {
            let (x, y) = self.at(point, corner);
            let letter = if place == 0 { 'M' } else { 'L' };
            let _ = write!(data, "{letter}{} {}", px(x), px(y));
        }
        data
    }

    /// The letter of a region in the middle of its largest part.
    fn label(&self, region: &PlayRegion, corner: (f64, f64), ink: &mut Ink) {
        let mut best: Option<(f64, (f64, f64))> = None;
        for part in &region.parts {
            let half = part.len() / 2;
            // Slices: a point below, and the one above it on the way back.
            let slices: Vec<((f64, f64), f64)> = (0..half)
                .map(|place| {
                    let low = self.at(&part[place], corner);
                    let high = self.at(&part[part.len() - 1 - place], corner);
                    ((low.0, f64::midpoint(low.1, high.1)), low.1 - high.1)
                })
                .collect();
            let areas: Vec<f64> = slices
                .windows(2)
                .map(|pair| (pair[1].0.0 - pair[0].0.0) * f64::midpoint(pair[0].1, pair[1].1))
                .collect();
            let all: f64 = areas.iter().sum();
            let mut so_far = 0.0;
            let middle = areas.iter().position(|area| {
                so_far += area;
                so_far * 2.0 >= all
            });
            if let Some(middle) = middle
                && best.is_none_or(|(size, _)| all > size)
            {
                best = Some((all, slices[middle].0));
            }
        }
        let Some((area, (x, y))) = best else { return };
        if area > 60.0 {
            let half = measure(&region.name, 17.0) / 2.0;
            ink.text("r-name", x - half, y + 6.0, &region.name);
        }
    }

    fn axes(&self, corner: (f64, f64), ink: &mut Ink) {
        let bottom = corner.1 + PLOT.1;
        for place in 0..MARKS {
            let share = place as f64 / (MARKS - 1) as f64;
            let text = shown(self.x.0 + share * (self.x.1 - self.x.0));
            let x = corner.0 + share * PLOT.0;
            ink.path("r-frame", &format!("M{} {}v4", px(x), px(bottom)));
            ink.text(
                "d-soft",
                x - measure(&text, SIZE) * 0.42,
                bottom + LINE,
                &text,
            );
            let text = shown(self.y.0 + share * (self.y.1 - self.y.0));
            let y = bottom - share * PLOT.1;
            ink.path("r-frame", &format!("M{} {}h-4", px(corner.0), px(y)));
            let left = corner.0 - 8.0 - measure(&text, SIZE) * 0.9;
            ink.text("d-soft", left.max(2.0), y + 4.0, &text);
        }
        let name = wrap(&format!("→ {}", axis(&self.plane.x)), PLOT.0, SIZE, 1);
        let name = name.first().map_or("", String::as_str);
        ink.text("d-soft", corner.0, bottom + 2.0 * LINE + 4.0, name);
    }

    fn legend(&self, top: f64, ink: &mut Ink) {
        let mut y = top + 12.0;
        for (key, lines) in &self.legend {
            match key {
                Key::Region(place) => {
                    let _ = writeln!(
                        ink.out,
                        "<rect fill=\"url(#r-{})\" x=\"{}\" y=\"{}\" width=\"22\" height=\"14\"/><rect class=\"r-frame\" x=\"{}\" y=\"{}\" width=\"22\" height=\"14\"/>",
                        place % FILLS,
                        px(MARGIN),
                        px(y - 11.0),
                        px(MARGIN),
                        px(y - 11.0)
                    );
                }
                Key::Curve(place) => mark(*place, (MARGIN + 11.0, y - 4.0), ink),
            }
            for line in lines {
                ink.text("d-soft", MARGIN + 30.0, y, line);
                y += LINE;
            }
            y += 5.0;
        }
    }
}

/// The number of a curve in a ring.
fn mark(number: usize, (x, y): (f64, f64), ink: &mut Ink) {
    let text = number.to_string();
    let _ = writeln!(
        ink.out,
        "<circle class=\"r-mark\" cx=\"{}\" cy=\"{}\" r=\"8\"/><text class=\"d-soft\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text>",
        px(x),
        px(y),
        px(x),
        px(y + 4.0),
        escape(&text)
    );
}

/// The different curves in order, each with the points of its longest stretch.
fn curves(plane: &PlayPlane) -> Vec<(&str, &[PlaySpot])> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<(&str, &[PlaySpot])> = Vec::new();
    for one in &plane.boundaries {
        match places.get(one.equation.as_str()) {
            Some(place) if found[*place].1.len() < one.points.len() => {
                found[*place].1 = &one.points;
            }
            Some(_) => {}
            None => {
                places.insert(&one.equation, found.len());
                found.push((&one.equation, &one.points));
            }
        }
    }
    found
}

fn axis(axis: &PlayAxis) -> String {
    match &axis.label {
        Some(label) => format!("{}: {label}", axis.parameter),
        None => axis.parameter.clone(),
    }
}

/// A decimal or a fraction.
fn number(text: &str) -> f64 {
    let parse = |text: &str| text.parse::<f64>().unwrap_or(0.0);
    match text.split_once('/') {
        Some((over, under)) => parse(over) / parse(under),
        None => parse(text),
    }
}

fn shown(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}
