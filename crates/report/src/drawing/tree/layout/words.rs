//! What is written at a node, broken into lines that fit, and the room that it takes.

use super::super::{TreeKind, TreeNode, TreePlay};
use crate::drawing::ink::{measure, wrap};
use crate::pages::words::{counted, grouped};

/// Height of a line of text.
pub(in super::super) const LINE: f64 = 14.5;
/// Room for the name of an action, and for what stands in a box and next to an end.
const ACTION: f64 = 150.0;
const BOX: f64 = 120.0;
const END: f64 = 170.0;
/// Room for a single payoff.
const PAYOFF: f64 = 90.0;
/// Lines of payoffs at most.
const PAYOFF_LINES: usize = 4;

/// Digits and signs above which a number is rounded.
const LONG_NUMBER: usize = 8;

/// What is written at a node.
pub(in super::super) struct Words {
    /// The action that leads here, in lines.
    pub(in super::super) action: Vec<String>,
    /// What stands in the box, with the class of each line.
    pub(in super::super) inside: Vec<(&'static str, String)>,
    /// What stands below the box, or next to the end.
    pub(in super::super) below: Vec<(&'static str, String)>,
    /// Payoffs in lines: whose, and how much.
    pub(in super::super) payoffs: Vec<Vec<(usize, String)>>,
    /// Room above and below the middle of the node.
    pub(in super::super) above: f64,
    /// See `above`.
    pub(in super::super) under: f64,
    /// Width of the action, of the box and of what stands at an end.
    pub(in super::super) action_width: f64,
    /// Width of a box with its words; 0 where there is none.
    pub(in super::super) box_width: f64,
    /// Width of what stands at an end; 0 where there is none.
    pub(in super::super) end_width: f64,
}

/// The height of a box with so many lines.
pub(in super::super) fn pill_height(lines: usize) -> f64 {
    9.0 + LINE * lines as f64
}

impl Words {
    pub(super) fn new(node: &TreeNode) -> Words {
        let soft = |text: &str, room: f64, most: usize| -> Vec<(&'static str, String)> {
            let lines = wrap(text, room, 11.5, most).into_iter();
            lines.map(|line| ("d-soft", line)).collect()
        };
        let in_a_box = matches!(node.kind, TreeKind::Player(_) | TreeKind::Chance);
        let mut inside = Vec::new();
        let mut below = Vec::new();
        let payoffs = payoffs(&node.payoffs);
        match node.kind {
            TreeKind::Player(_) | TreeKind::Chance => {
                inside = soft(&node.name, BOX, 1);
                if !node.belief.is_empty() {
                    below.push(("d-soft", format!("belief {}", short(&node.belief))));
                }
                below.extend(soft(&node.note, BOX, 2));
            }
            TreeKind::End => {
                below = soft(&node.name, END, 1);
                below.extend(soft(&node.note, END, 2));
            }
            TreeKind::Folded(behind) => {
                let nodes = counted(behind.nodes as u64, "node", "nodes");
                let ends = counted(behind.ends as u64, "end", "ends");
                below.push(("d-soft", format!("{nodes}, {ends}")));
            }
        }
        let mut words = Words {
            action: action(node),
            inside,
            below,
            payoffs,
            above: 0.0,
            under: 0.0,
            action_width: 0.0,
            box_width: 0.0,
            end_width: 0.0,
        };
        words.measure(in_a_box, node.action.part);
        words
    }

    fn measure(&mut self, in_a_box: bool, part: TreePlay) {
        let widest = |lines: &[(&'static str, String)]| {
            let widths = lines.iter().map(|(_, line)| measure(line, 11.5));
            widths.fold(0.0, f64::max)
        };
        let paid = self.payoffs.iter().map(|line| {
            let texts: Vec<&str> = line.iter().map(|(_, text)| text.as_str()).collect();
            measure(&texts.join(", "), 13.0)
        });
        let paid = paid.fold(0.0, f64::max);
        let actions = self.action.iter().map(|line| measure(line, 12.0));
        // What is taken is written bold.
        let bold = if part == TreePlay::Taken { 1.08 } else { 1.0 };
        self.action_width = actions.fold(0.0, f64::max) * bold;
        let lines = self.payoffs.len() + self.below.len();
        let over = LINE * self.action.len() as f64 + 6.0;
        if in_a_box {
            // The name of the mover is measured by the columns: all its boxes are as wide.
            let half = pill_height(1 + self.inside.len()) / 2.0;
            self.box_width = (widest(&self.inside) + 18.0)
                .max(widest(&self.below))
                .max(paid);
            self.above = over.max(half);
            self.under = half + LINE * lines as f64 + if lines > 0 { 4.0 } else { 0.0 };
        } else {
            self.end_width = widest(&self.below).max(paid);
            self.above = over.max(8.0);
            self.under = 8.0 + LINE * lines.saturating_sub(1) as f64;
        }
    }
}

/// The action with its probability, in at most three lines.
fn action(node: &TreeNode) -> Vec<String> {
    if node.parent.is_none() {
        return Vec::new();
    }
    if let TreeKind::Folded(behind) = node.kind
        && behind.actions > 1
    {
        return vec![format!("{} more", grouped(behind.actions as u64))];
    }
    let mut lines = wrap(&node.action.name, ACTION, 12.0, 2);
    if node.action.probability.is_empty() {
        return lines;
    }
    let likely = format!("({})", short(&node.action.probability));
    match lines.last_mut() {
        Some(last) if measure(last, 12.0) + measure(&likely, 12.0) < ACTION + 20.0 => {
            last.push(' ');
            last.push_str(&likely);
        }
        _ => lines.push(likely),
    }
    lines
}

/// A number as it is, or as a decimal where it has many digits.
fn short(number: &str) -> String {
    if number.len() <= LONG_NUMBER {
        return number.to_owned();
    }
    let value = match number.split_once('/') {
        Some((above, below)) => above.parse::<f64>().ok().zip(below.parse::<f64>().ok()),
        None => number.parse().ok().map(|value| (value, 1.0)),
    };
    match value.map(|(above, below)| above / below) {
        Some(value) if value.abs() < 1e7 && (value == 0.0 || value.abs() >= 5e-5) => {
            let digits = if value.abs() < 10.0 { 4 } else { 1 };
            format!("≈{value:.digits$}")
        }
        Some(value) if value.is_finite() => format!("≈{value:.1e}"),
        _ => number.to_owned(),
    }
}

/// Payoffs in lines that fit; what does not fit ends in an ellipsis.
fn payoffs(payoffs: &[String]) -> Vec<Vec<(usize, String)>> {
    let mut lines: Vec<Vec<(usize, String)>> = Vec::new();
    let mut room = 0.0;
    for (player, payoff) in payoffs.iter().enumerate() {
        let text = wrap(&short(payoff).replace('-', "−"), PAYOFF, 13.0, 1).join("");
        let width = measure(&text, 13.0) + measure(", ", 13.0);
        if lines.is_empty() || width > room {
            if lines.len() == PAYOFF_LINES {
                if let Some(line) = lines.last_mut() {
                    line.push((player, "…".to_owned()));
                }
                return lines;
            }
            lines.push(Vec::new());
            room = END;
        }
        room -= width;
        if let Some(line) = lines.last_mut() {
            line.push((player, text));
        }
    }
    lines
}
