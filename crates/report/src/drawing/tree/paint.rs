//! The shapes, lines and words of a drawn game tree.

mod legend;

use std::fmt::Write as _;

use super::layout::{Layout, Link, Shape, mover, pill_height};
use super::{TreeKind, TreeNode, TreePlay, TreeSketch};
use crate::answer::and_list;
use crate::drawing::STROKES;
use crate::drawing::arcs::px;
use crate::drawing::ink::{Ink, STYLE, escape, measure, wrap};
use crate::pages::words::counted;

/// Room around the drawing.
const MARGIN: f64 = 16.0;
/// Height of a line of text.
const LINE: f64 = 14.5;
/// Narrowest drawing, for its title and legend.
const NARROWEST: f64 = 520.0;

/// The finished drawing.
pub(super) fn paint(sketch: &TreeSketch, layout: &Layout, name: &str) -> String {
    let width = (layout.size.0 + 2.0 * MARGIN).max(NARROWEST);
    let room = width - 2.0 * MARGIN;
    let mut ink = Ink::default();
    let head = heading(sketch, room, &mut ink);
    let _ = writeln!(
        ink.out,
        "<g transform=\"translate({} {})\">",
        px(MARGIN),
        px(head)
    );
    let mut drawing = Drawing {
        sketch,
        layout,
        ink: &mut ink,
    };
    drawing.lines();
    drawing.links();
    drawing.nodes();
    ink.out.push_str("</g>\n");
    let height = legend::legend(sketch, head + layout.size.1 + 14.0, room, &mut ink);
    let mut whole = Ink::default();
    whole.open(
        name,
        (width, height),
        (&sketch.title, &description(sketch)),
        &style(sketch),
    );
    whole.out.push_str(&ink.out);
    whole.close()
}

/// Title and remarks; returns where the tree begins.
fn heading(sketch: &TreeSketch, room: f64, ink: &mut Ink) -> f64 {
    let mut y = MARGIN;
    for line in wrap(&sketch.title, room, 17.5, 2) {
        y += 16.0;
        ink.text("d-strong t-title", MARGIN, y, &line);
    }
    for remark in &sketch.remarks {
        for line in wrap(remark, room, 11.5, 3) {
            y += LINE + 2.0;
            ink.text("d-soft", MARGIN, y, &line);
        }
    }
    y + 16.0
}

/// What the drawing shows, for those who read rather than see it.
fn description(sketch: &TreeSketch) -> String {
    let count = |wanted: &dyn Fn(&TreeKind) -> bool| {
        let kinds = sketch.nodes.iter().map(|node| &node.kind);
        kinds.filter(|kind| wanted(kind)).count() as u64
    };
    let mut text = format!(
        "A game tree with {}, {} of them ends.",
        counted(
            count(&|kind| !matches!(kind, TreeKind::Folded(_))),
            "node",
            "nodes"
        ),
        count(&|kind| matches!(kind, TreeKind::End)),
    );
    if !sketch.players.is_empty() {
        let _ = write!(text, " Players: {}.", and_list(&sketch.players));
    }
    let folded = count(&|kind| matches!(kind, TreeKind::Folded(_)));
    if folded > 0 {
        let _ = write!(text, " {} folded.", counted(folded, "part is", "parts are"));
    }
    for remark in &sketch.remarks {
        let _ = write!(text, " {remark}");
    }
    text
}

fn style(sketch: &TreeSketch) -> String {
    let mut out = STYLE.to_owned();
    out.push_str(
        ".t-title{font-size:16px}\n\
         .t-action{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:12px;fill:#1b1d21;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}\n\
         .t-not{fill:#62656d}\n.t-chosen{font-weight:600}\n\
         .t-edge{fill:none;stroke:#a9a7a0;stroke-width:1.2}\n\
         .t-open{stroke:#6f7178;stroke-width:1.5}\n.t-would{stroke-width:1.9}\n.t-taken{stroke-width:3.6}\n\
         .t-node{fill:#fff;stroke:#6f7178;stroke-width:1.8}\n.t-fold{fill:#e6e3db;stroke:#8b8a84;stroke-width:1}\n\
         .t-set{fill:none;stroke-width:1.7;stroke-dasharray:4 3.5}\n.t-member{stroke:#fff;stroke-width:1}\n",
    );
    let used = sketch.players.len().min(STROKES.len());
    for (index, line) in STROKES.iter().take(used).enumerate() {
        let _ = writeln!(
            out,
            ".p{index}{{stroke:{0}}}.q{index}{{fill:{0}}}",
            line.light
        );
    }
    out.push_str(".pc{stroke:#51555e}\n");
    out.push_str(
        "@media screen and (prefers-color-scheme:dark){\n\
         .t-action{fill:#e8e8e6;stroke:#15171b}\n.t-not{fill:#a5a8af}\n.t-edge{stroke:#5d6168}\n.t-open{stroke:#a3a7b0}\n\
         .t-node{fill:#15171b}\n.t-fold{fill:#33373e;stroke:#7d828c}\n.t-member{stroke:#15171b}\n",
    );
    for (index, line) in STROKES.iter().take(used).enumerate() {
        let _ = writeln!(
            out,
            ".p{index}{{stroke:{0}}}.q{index}{{fill:{0}}}",
            line.dark
        );
    }
    out.push_str(".pc{stroke:#b3b6bd}\n}\n");
    out
}

/// The class of lines of a mover.
fn ink_of(kind: TreeKind) -> String {
    match kind {
        TreeKind::Player(player) => format!("p{}", player % STROKES.len()),
        _ => "pc".to_owned(),
    }
}

/// A box for a player, pointed for chance.
fn pill(kind: TreeKind, (x, middle): (f64, f64), (width, height): (f64, f64)) -> String {
    let class = ink_of(kind);
    let top = middle - height / 2.0;
    if kind == TreeKind::Chance {
        let half = height / 2.0;
        let tip = half.min(11.0);
        return format!(
            "<path class=\"t-node {class}\" d=\"M{} {}l{tip} -{half}h{}l{tip} {half}l-{tip} {half}h-{}z\"/>",
            px(x),
            px(middle),
            px(width - 2.0 * tip),
            px(width - 2.0 * tip),
        );
    }
    format!(
        "<rect class=\"t-node {class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"9\"/>",
        px(x),
        px(top),
        px(width),
        px(height)
    )
}

struct Drawing<'a> {
    sketch: &'a TreeSketch,
    layout: &'a Layout,
    ink: &'a mut Ink,
}

impl Drawing<'_> {
    /// The lines of all actions, those that are taken over the others.
    fn lines(&mut self) {
        for part in [
            TreePlay::Open,
            TreePlay::Not,
            TreePlay::Would,
            TreePlay::Taken,
        ] {
            for (index, node) in self.sketch.nodes.iter().enumerate() {
                if let (Some(parent), true) = (node.parent, node.action.part == part) {
                    self.line(parent, index, part);
                }
            }
        }
    }

    fn line(&mut self, parent: usize, child: usize, part: TreePlay) {
        let layout = self.layout;
        let from = &layout.columns[layout.levels[parent]];
        let bend = &layout.columns[layout.levels[parent] + 1];
        let to = &layout.columns[layout.levels[child]];
        let (y, end) = (layout.ys[parent], layout.ys[child]);
        let middle = f64::midpoint(bend.start, bend.actions);
        let ink = ink_of(self.sketch.nodes[parent].kind);
        let class = match part {
            TreePlay::Open => "t-edge t-open".to_owned(),
            TreePlay::Not => "t-edge".to_owned(),
            TreePlay::Would => format!("t-edge t-would {ink}"),
            TreePlay::Taken => format!("t-edge t-taken {ink}"),
        };
        let data = format!(
            "M{} {}H{}C{} {} {} {} {} {}H{}",
            px(from.left + from.box_width),
            px(y),
            px(bend.start),
            px(middle),
            px(y),
            px(middle),
            px(end),
            px(bend.actions),
            px(end),
            px(to.left)
        );
        self.ink.path(&class, &data);
    }

    /// The dashed lines of information sets.
    fn links(&mut self) {
        let layout = self.layout;
        for link in &layout.links {
            let name = &self.sketch.sets[link.set].name;
            let owner = self
                .sketch
                .players
                .get(link.player)
                .map_or("", String::as_str);
            let title = format!("{owner} cannot tell these apart: {name}");
            let data = self.link(link);
            let class = format!("t-set p{}", link.player % STROKES.len());
            let _ = writeln!(
                self.ink.out,
                "<path class=\"{class}\" d=\"{data}\"><title>{}</title></path>",
                escape(&title)
            );
            if let Shape::Lane(lane) = link.shape {
                for &member in &link.members {
                    let x = layout.columns[layout.levels[member]].lane(lane);
                    let _ = writeln!(
                        self.ink.out,
                        "<path class=\"t-member q{}\" d=\"M{} {}l5 5l-5 5l-5 -5z\"/>",
                        link.player % STROKES.len(),
                        px(x),
                        px(layout.ys[member] - 5.0)
                    );
                }
            }
        }
    }

    fn link(&self, link: &Link) -> String {
        let layout = self.layout;
        let column = |node: usize| &layout.columns[layout.levels[node]];
        let middle = |node: usize| column(node).left + column(node).box_width / 2.0;
        let half = |node: usize| pill_height(1 + layout.words[node].inside.len()) / 2.0;
        // What stands below a box is not crossed.
        let under = |node: usize| half(node).max(layout.words[node].under + 2.0);
        let (Some(&first), Some(&last)) = (link.members.first(), link.members.last()) else {
            return String::new();
        };
        match link.shape {
            Shape::Straight => {
                let pairs = link.members.windows(2).map(|pair| {
                    format!(
                        "M{} {}V{}",
                        px(middle(pair[0])),
                        px(layout.ys[pair[0]] + under(pair[0])),
                        px(layout.ys[pair[1]] - half(pair[1]))
                    )
                });
                pairs.collect()
            }
            Shape::Lane(lane) => format!(
                "M{} {}V{}",
                px(column(first).lane(lane)),
                px(layout.ys[first]),
                px(layout.ys[last])
            ),
            Shape::Across => {
                let (from, to) = (
                    layout.ys[first] + under(first),
                    layout.ys[last] + under(last),
                );
                let deep = from.max(to) + 22.0;
                format!(
                    "M{} {}C{} {} {} {} {} {}",
                    px(middle(first)),
                    px(from),
                    px(middle(first)),
                    px(deep),
                    px(middle(last)),
                    px(deep),
                    px(middle(last)),
                    px(to)
                )
            }
        }
    }

    fn nodes(&mut self) {
        for (index, node) in self.sketch.nodes.iter().enumerate() {
            let _ = write!(
                self.ink.out,
                "<g><title>{}</title>",
                escape(&self.title(node))
            );
            self.action(index, node);
            match node.kind {
                TreeKind::Player(_) | TreeKind::Chance => self.mover(index, node),
                TreeKind::End => self.end(index, 6.0),
                TreeKind::Folded(_) => {
                    let column = &self.layout.columns[self.layout.levels[index]];
                    let (x, y) = (column.left, self.layout.ys[index]);
                    self.ink
                        .path("t-fold", &format!("M{} {}l17 -7v14z", px(x), px(y)));
                    self.end(index, 23.0);
                }
            }
            self.ink.out.push_str("</g>\n");
        }
    }

    /// The whole of what the drawing may have cut.
    fn title(&self, node: &TreeNode) -> String {
        let mut parts = Vec::new();
        if node.parent.is_some() && !node.action.name.is_empty() {
            let likely = match node.action.probability.as_str() {
                "" => String::new(),
                likely => format!(" ({likely})"),
            };
            parts.push(format!("after {}{likely}", node.action.name));
        }
        match node.kind {
            TreeKind::Player(player) => {
                let name = self.sketch.players.get(player).map_or("", String::as_str);
                parts.push(format!("{name} moves"));
            }
            TreeKind::Chance => parts.push("chance moves".to_owned()),
            TreeKind::End => {}
            TreeKind::Folded(behind) => parts.push(format!(
                "folded: {}, {}",
                counted(behind.nodes as u64, "node", "nodes"),
                counted(behind.ends as u64, "end", "ends")
            )),
        }
        parts.extend(
            [&node.name, &node.note]
                .into_iter()
                .filter(|text| !text.is_empty())
                .cloned(),
        );
        if !node.belief.is_empty() {
            parts.push(format!("belief {}", node.belief));
        }
        let paid = node.payoffs.iter().zip(&self.sketch.players);
        parts.extend(paid.map(|(payoff, player)| format!("{player} is paid {payoff}")));
        parts.join("; ")
    }

    fn action(&mut self, index: usize, node: &TreeNode) {
        let layout = self.layout;
        let class = match node.action.part {
            TreePlay::Not => "t-action t-not",
            TreePlay::Taken => "t-action t-chosen",
            TreePlay::Open | TreePlay::Would => "t-action",
        };
        let lines = &layout.words[index].action;
        let x = layout.columns[layout.levels[index]].actions;
        let mut y = layout.ys[index] - 6.0 - LINE * (lines.len() as f64 - 1.0);
        for line in lines {
            self.ink.text(class, x, y, line);
            y += LINE;
        }
    }

    fn mover(&mut self, index: usize, node: &TreeNode) {
        let layout = self.layout;
        let column = &layout.columns[layout.levels[index]];
        let words = &layout.words[index];
        let height = pill_height(1 + words.inside.len());
        let (x, y) = (column.left, layout.ys[index]);
        let _ = writeln!(
            self.ink.out,
            "{}",
            pill(node.kind, (x, y), (column.box_width, height))
        );
        let middle = x + column.box_width / 2.0;
        let mut line = y - height / 2.0 + 16.0;
        let name = mover(self.sketch, node.kind);
        self.centred("d-strong", middle, line, &name);
        for (class, text) in &words.inside {
            line += LINE;
            self.centred(class, middle, line, text);
        }
        let mut line = y + height / 2.0 + 13.0;
        for (class, text) in &words.below {
            self.centred(class, middle, line, text);
            line += LINE;
        }
        self.payoffs(index, x, line);
    }

    fn centred(&mut self, class: &str, x: f64, y: f64, text: &str) {
        let _ = writeln!(
            self.ink.out,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            px(x),
            px(y),
            escape(text)
        );
    }

    /// Payoffs and words at an end, a little away from its line.
    fn end(&mut self, index: usize, away: f64) {
        let layout = self.layout;
        let x = layout.columns[layout.levels[index]].left + away;
        let mut y = layout.ys[index] + 4.5;
        y = self.payoffs(index, x, y);
        for (class, text) in &layout.words[index].below {
            self.ink.text(class, x, y, text);
            y += LINE;
        }
    }

    /// Payoffs, each in the colour of its player; returns where the next line stands.
    fn payoffs(&mut self, index: usize, x: f64, mut y: f64) -> f64 {
        for line in &self.layout.words[index].payoffs {
            let _ = write!(
                self.ink.out,
                "<text class=\"d-strong\" x=\"{}\" y=\"{}\">",
                px(x),
                px(y)
            );
            for (place, (player, text)) in line.iter().enumerate() {
                let comma = if place > 0 { ", " } else { "" };
                let _ = write!(
                    self.ink.out,
                    "{comma}<tspan class=\"q{}\">{}</tspan>",
                    player % STROKES.len(),
                    escape(text)
                );
            }
            self.ink.out.push_str("</text>\n");
            y += LINE;
        }
        y
    }
}
