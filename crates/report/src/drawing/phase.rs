//! Phase diagrams: over one or two things that vary, where an outcome holds and where not.

use std::fmt::Write as _;

use super::arcs::px;
use super::ink::{Ink, STYLE, measure, wrap};

/// Diagrams side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhaseDrawing {
    /// Title of the conflict.
    pub title: String,
    /// The diagrams: those of one account and question one after the other, concept by concept.
    pub panels: Vec<PhasePanel>,
}

/// One diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhasePanel {
    /// Which account; empty where the file has none.
    pub account: String,
    /// Name of the question.
    pub question: String,
    /// What is asked.
    pub formula: String,
    /// Under which concept.
    pub concept: String,
    /// The axis to the right.
    pub x: PhaseAxis,
    /// The axis upwards, if there is one.
    pub y: Option<PhaseAxis>,
    /// The cells in rows from below.
    pub cells: Vec<PhaseCell>,
}

/// An axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseAxis {
    /// What varies.
    pub name: String,
    /// Its cells.
    pub ticks: PhaseTicks,
    /// The value that the file has, if it is among them.
    pub here: Option<String>,
}

/// What stands beside an axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhaseTicks {
    /// A value for each cell.
    Cells(Vec<String>),
    /// A number at each edge of a cell, one more than there are cells.
    Edges(Vec<i64>),
}

/// Whether the outcome holds in a cell; none where there is no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseCell {
    /// One answer.
    Whole(Option<bool>),
    /// An answer for each part between the diagonals.
    Cut {
        /// On the left.
        left: Option<bool>,
        /// Above.
        above: Option<bool>,
        /// On the right.
        right: Option<bool>,
        /// Below.
        below: Option<bool>,
    },
}

/// The widest plot.
const PLOT: f64 = 196.0;
/// The widest and narrowest cell.
const CELL: (f64, f64) = (3.0, 46.0);
const MARGIN: f64 = 20.0;
const GAP: f64 = 22.0;
const LINE: f64 = 16.0;
const SIZE: f64 = 11.5;

const OWN_STYLE: &str = "\
.p-yes{fill:#0072b2}\n\
.p-no{fill:#f4ead9}\n\
.p-none{fill:#c9c9c9}\n\
.p-hatch{stroke:#b34700;stroke-width:1}\n\
.p-cross{stroke:#51555e;stroke-width:1}\n\
.p-frame{fill:none;stroke:#51555e;stroke-width:1}\n\
.p-halo{fill:none;stroke:#fff;stroke-width:4.5}\n\
.p-here{fill:none;stroke:#1b1d21;stroke-width:2}\n\
@media screen and (prefers-color-scheme:dark){\n\
.p-yes{fill:#56b4e9}\n\
.p-no{fill:#2c241b}\n\
.p-none{fill:#4a4d54}\n\
.p-hatch{stroke:#ff9b52}\n\
.p-cross{stroke:#b3b6bd}\n\
.p-frame{stroke:#a3a7b0}\n\
.p-halo{stroke:#15171b}\n\
.p-here{stroke:#fff}\n\
}\n";

const PATTERNS: &str = "<defs>\n\
<pattern id=\"p-no\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"p-no\" width=\"6\" height=\"6\"/><path class=\"p-hatch\" d=\"M0 6L6 0\"/></pattern>\n\
<pattern id=\"p-none\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"p-none\" width=\"6\" height=\"6\"/><path class=\"p-cross\" d=\"M0 0L6 6M0 6L6 0\"/></pattern>\n\
</defs>\n";

/// The diagrams as one self-contained SVG that follows a light or dark ground: a row for each
/// account and question, a column for each concept.
#[must_use]
pub fn phase(drawing: &PhaseDrawing) -> String {
    let rows: Vec<&[PhasePanel]> = drawing
        .panels
        .chunk_by(|a, b| (&a.account, &a.question) == (&b.account, &b.question))
        .collect();
    let sizes: Vec<Size> = rows
        .iter()
        .filter_map(|row| row.first())
        .map(size)
        .collect();
    let width = rows
        .iter()
        .zip(&sizes)
        .map(|(row, size)| size.left + row.len() as f64 * (size.plot.0 + GAP))
        .fold(440.0, f64::max)
        + 2.0 * MARGIN;
    let heights = sizes.iter().map(Size::height).sum::<f64>();
    let height = 44.0 + heights + LEGEND;
    let mut ink = Ink::default();
    let style = format!("{STYLE}{OWN_STYLE}");
    let words = (drawing.title.as_str(), &*description(drawing));
    ink.open("phase", (width, height), words, &style);
    ink.out.push_str(PATTERNS);
    ink.text(
        "d-text d-strong",
        MARGIN,
        26.0,
        &shortened(&drawing.title, width - 2.0 * MARGIN),
    );
    let mut top = 44.0;
    for (row, size) in rows.iter().zip(&sizes) {
        panels(row, size, (top, width), &mut ink);
        top += size.height();
    }
    legend(top, &mut ink);
    ink.close()
}

/// What the diagrams show, for those who read rather than see them.
fn description(drawing: &PhaseDrawing) -> String {
    let mut text = String::new();
    for panel in &drawing.panels {
        let parts: Vec<Option<bool>> = panel.cells.iter().flat_map(|cell| cell.parts()).collect();
        let held = parts.iter().filter(|part| **part == Some(true)).count();
        let account = match panel.account.as_str() {
            "" => String::new(),
            name => format!("{name}, "),
        };
        let _ = write!(
            text,
            "{account}{} under {}: holds in {held} of {} regions. ",
            panel.question,
            panel.concept,
            parts.len()
        );
    }
    text.trim_end().to_owned()
}

impl PhaseCell {
    fn parts(self) -> Vec<Option<bool>> {
        match self {
            PhaseCell::Whole(answer) => vec![answer],
            PhaseCell::Cut {
                left,
                above,
                right,
                below,
            } => vec![left, above, right, below],
        }
    }

    /// The one answer of all its parts, if there is one.
    fn one(self) -> Option<Option<bool>> {
        let parts = self.parts();
        let first = *parts.first()?;
        parts.iter().all(|part| *part == first).then_some(first)
    }
}

impl PhaseTicks {
    fn cells(&self) -> usize {
        match self {
            PhaseTicks::Cells(names) => names.len(),
            PhaseTicks::Edges(numbers) => numbers.len().saturating_sub(1),
        }
    }

    /// Where a value stands, in cells from the first edge.
    fn place(&self, value: &str) -> Option<f64> {
        match self {
            PhaseTicks::Cells(names) => {
                let at = names.iter().position(|name| name == value)?;
                Some(at as f64 + 0.5)
            }
            PhaseTicks::Edges(numbers) => {
                let (first, last) = (*numbers.first()?, *numbers.last()?);
                let span = (last as f64 - first as f64).max(1.0);
                let number: f64 = value.parse().ok()?;
                Some((number - first as f64) / span * self.cells() as f64)
            }
        }
    }

    /// Labels with where they stand, in cells; as many as have room.
    fn labels(&self, cell: f64, room: impl Fn(&str) -> f64) -> Vec<(f64, String)> {
        let all: Vec<(f64, String)> = match self {
            PhaseTicks::Cells(names) => (0..)
                .map(|at| f64::from(at) + 0.5)
                .zip(names.clone())
                .collect(),
            PhaseTicks::Edges(numbers) => {
                let texts = numbers.iter().map(i64::to_string);
                (0..).map(f64::from).zip(texts).collect()
            }
        };
        let widest = all.iter().map(|(_, text)| room(text)).fold(0.0, f64::max);
        let every = ((widest + 6.0) / cell).ceil().max(1.0) as usize;
        all.into_iter().step_by(every).collect()
    }
}

/// The measures of the diagrams in a row.
struct Size {
    /// Room for what stands left of the first.
    left: f64,
    plot: (f64, f64),
    cell: (f64, f64),
    head: f64,
}

impl Size {
    fn height(&self) -> f64 {
        self.head + self.plot.1 + 3.0 * LINE + 20.0
    }
}

/// Widest label beside the axis upwards.
const WIDEST: f64 = 120.0;

fn size(panel: &PhasePanel) -> Size {
    let columns = panel.x.ticks.cells().max(1) as f64;
    let rows = panel.y.as_ref().map_or(1, |y| y.ticks.cells()).max(1) as f64;
    let side = |count: f64| (PLOT / count).clamp(CELL.0, CELL.1);
    // Letters of the axis to the right stand side by side.
    let wide = match &panel.x.ticks {
        PhaseTicks::Cells(names) if names.len() <= 6 => {
            let widest = names
                .iter()
                .map(|name| measure(name, SIZE))
                .fold(0.0, f64::max);
            (widest + 8.0).min(110.0)
        }
        _ => 0.0,
    };
    let cell = (side(columns).max(wide), side(rows));
    let labels = panel.y.as_ref().map_or(0.0, |y| {
        let labels = y.ticks.labels(cell.1, |_| SIZE);
        let widths = labels.iter().map(|(_, text)| measure(text, SIZE));
        widths.fold(0.0, f64::max).min(WIDEST)
    });
    Size {
        left: labels + 10.0,
        plot: (cell.0 * columns, cell.1 * rows),
        cell,
        head: 3.0 * LINE + 12.0,
    }
}

fn panels(row: &[PhasePanel], size: &Size, (top, width): (f64, f64), ink: &mut Ink) {
    let Some(first) = row.first() else { return };
    let mut head = match first.account.as_str() {
        "" => String::new(),
        name => format!("{name}: "),
    };
    let _ = write!(head, "{} — always {}", first.question, first.formula);
    let room = width - 2.0 * MARGIN;
    ink.text(
        "d-text d-strong",
        MARGIN,
        top + LINE,
        &shortened(&head, room),
    );
    if let Some(y) = &first.y {
        let name = format!("↑ {}", y.name);
        ink.text("d-soft", MARGIN, top + 2.0 * LINE, &shortened(&name, room));
    }
    for (number, panel) in row.iter().enumerate() {
        let left = MARGIN + size.left + number as f64 * (size.plot.0 + GAP);
        let corner = (left, top + size.head);
        ink.text("d-head", left, corner.1 - 6.0, &panel.concept);
        cells(panel, size, corner, ink);
        axes(panel, size, corner, number == 0, ink);
    }
    let name = format!("→ {}", first.x.name);
    let below = top + size.head + size.plot.1 + 2.0 * LINE + 4.0;
    ink.text(
        "d-soft",
        MARGIN + size.left,
        below,
        &shortened(&name, room - size.left),
    );
}

fn fill(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "class=\"p-yes\"",
        Some(false) => "fill=\"url(#p-no)\"",
        None => "fill=\"url(#p-none)\"",
    }
}

fn cells(panel: &PhasePanel, size: &Size, corner: (f64, f64), ink: &mut Ink) {
    let columns = panel.x.ticks.cells().max(1);
    let _ = writeln!(ink.out, "<g shape-rendering=\"crispEdges\">");
    for (number, row) in panel.cells.chunks(columns).enumerate() {
        let top = corner.1 + size.plot.1 - (number + 1) as f64 * size.cell.1;
        let mut at = 0;
        for run in row.chunk_by(|a, b| a.one().is_some() && a.one() == b.one()) {
            let left = corner.0 + at as f64 * size.cell.0;
            match run.first().map(|cell| (cell, cell.one())) {
                Some((_, Some(answer))) => {
                    let _ = writeln!(
                        ink.out,
                        "<rect {} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                        fill(answer),
                        px(left),
                        px(top),
                        px(size.cell.0 * run.len() as f64),
                        px(size.cell.1)
                    );
                }
                Some((cell, None)) => parts(*cell, (left, top), size.cell, ink),
                None => {}
            }
            at += run.len();
        }
    }
    ink.out.push_str("</g>\n");
    let _ = writeln!(
        ink.out,
        "<rect class=\"p-frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
        px(corner.0),
        px(corner.1),
        px(size.plot.0),
        px(size.plot.1)
    );
}

/// The four parts of a cell, left, above, right, below.
fn parts(cell: PhaseCell, (left, top): (f64, f64), (width, height): (f64, f64), ink: &mut Ink) {
    let corners = [
        (left, top + height),
        (left, top),
        (left + width, top),
        (left + width, top + height),
    ];
    let middle = (left + width / 2.0, top + height / 2.0);
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    for (answer, (from, to)) in cell.parts().into_iter().zip(sides) {
        let _ = writeln!(
            ink.out,
            "<path {} d=\"M{} {}L{} {}L{} {}Z\"/>",
            fill(answer),
            px(from.0),
            px(from.1),
            px(to.0),
            px(to.1),
            px(middle.0),
            px(middle.1)
        );
    }
}

fn axes(panel: &PhasePanel, size: &Size, corner: (f64, f64), with_y: bool, ink: &mut Ink) {
    let bottom = corner.1 + size.plot.1;
    for (place, text) in panel
        .x
        .ticks
        .labels(size.cell.0, |text| measure(text, SIZE))
    {
        let text = shortened(&text, size.cell.0.max(40.0) - 2.0);
        let x = corner.0 + place * size.cell.0 - measure(&text, SIZE) * 0.42;
        ink.text("d-soft", x, bottom + LINE - 2.0, &text);
    }
    if let Some(y) = panel.y.as_ref().filter(|_| with_y) {
        for (place, text) in y.ticks.labels(size.cell.1, |_| SIZE) {
            let text = shortened(&text, WIDEST);
            let x = corner.0 - 6.0 - measure(&text, SIZE) * 0.9;
            ink.text(
                "d-soft",
                x.max(4.0),
                bottom - place * size.cell.1 + 4.0,
                &text,
            );
        }
    }
    let place = |axis: &PhaseAxis| {
        axis.here
            .as_deref()
            .and_then(|value| axis.ticks.place(value))
    };
    let x = place(&panel.x);
    let y = match &panel.y {
        Some(y) => place(y),
        None => Some(0.5),
    };
    if let Some((x, y)) = x.zip(y) {
        let inside = (0.0..=panel.x.ticks.cells() as f64).contains(&x);
        if inside {
            let middle = (corner.0 + x * size.cell.0, bottom - y * size.cell.1);
            ring(middle, ink);
        }
    }
}

fn ring((x, y): (f64, f64), ink: &mut Ink) {
    for class in ["p-halo", "p-here"] {
        let _ = writeln!(
            ink.out,
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"6\"/>",
            px(x),
            px(y)
        );
    }
}

/// Height of the legend.
const LEGEND: f64 = 84.0;

fn legend(top: f64, ink: &mut Ink) {
    let first = top + 14.0;
    let mut left = MARGIN;
    for (answer, words) in [
        (Some(true), "holds"),
        (Some(false), "does not hold"),
        (None, "no model"),
    ] {
        let _ = writeln!(
            ink.out,
            "<rect {} x=\"{}\" y=\"{}\" width=\"18\" height=\"14\"/>",
            fill(answer),
            px(left),
            px(first - 11.0)
        );
        ink.text("d-soft", left + 24.0, first, words);
        left += 34.0 + measure(words, SIZE);
    }
    ring((left + 7.0, first - 4.0), ink);
    ink.text("d-soft", left + 20.0, first, "as in the file");
    let remark = "Boundaries over weights are exact. On a boundary itself two states weigh the \
                  same, and the answer may be another.";
    for (number, line) in wrap(remark, 400.0, SIZE, 3).iter().enumerate() {
        ink.text("d-soft", MARGIN, first + 22.0 + number as f64 * LINE, line);
    }
}

/// As much of a text as has room.
fn shortened(text: &str, room: f64) -> String {
    let line = wrap(text, room, SIZE + 1.5, 1);
    line.into_iter().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(names: &[&str]) -> PhaseAxis {
        PhaseAxis {
            name: "rule <veto> binds".to_owned(),
            ticks: PhaseTicks::Cells(names.iter().map(|n| (*n).to_owned()).collect()),
            here: names.last().map(|n| (*n).to_owned()),
        }
    }

    fn drawing(cells: Vec<PhaseCell>, y: Option<PhaseAxis>) -> PhaseDrawing {
        PhaseDrawing {
            title: "a & b".to_owned(),
            panels: vec![PhasePanel {
                account: "one".to_owned(),
                question: "restraint".to_owned(),
                formula: "not lead".to_owned(),
                concept: "seq".to_owned(),
                x: axis(&["no", "yes"]),
                y,
                cells,
            }],
        }
    }

    #[test]
    fn every_cell_is_drawn_with_its_answer_and_runs_are_one_box() {
        let yes = PhaseCell::Whole(Some(true));
        let no = PhaseCell::Whole(Some(false));
        let svg = phase(&drawing(vec![yes, no, no, no], Some(axis(&["no", "yes"]))));
        let tree = roxmltree::Document::parse(&svg).expect("it is XML");
        let plot = tree
            .descendants()
            .find(|node| node.attribute("shape-rendering").is_some())
            .expect("it has a plot");
        // Below: one cell each. Above: two cells in one box.
        assert_eq!(
            plot.children().filter(roxmltree::Node::is_element).count(),
            3
        );
        assert!(svg.contains("one, restraint under seq: holds in 1 of 4 regions."));
        assert!(!svg.contains("<veto>"));
    }

    #[test]
    fn a_cut_cell_is_four_parts_round_its_middle() {
        let cut = PhaseCell::Cut {
            left: Some(true),
            above: None,
            right: Some(false),
            below: Some(true),
        };
        let svg = phase(&drawing(vec![cut, cut], None));
        assert_eq!(svg.matches("Z\"/>").count(), 8);
        assert!(svg.contains("holds in 4 of 8 regions"));
    }

    #[test]
    fn a_number_stands_between_the_edges_of_its_cell() {
        let ticks = PhaseTicks::Edges(vec![0, 5, 10]);
        assert_eq!(ticks.place("5"), Some(1.0));
        assert_eq!(ticks.place("8"), Some(1.6));
        assert_eq!(ticks.cells(), 2);
    }
}
