//! DOT, for Graphviz and the tools that read its files.

use std::fmt::Write as _;

use super::{Head, Sketch, stroke};

/// The sketch as a DOT graph of any size. Node identifiers are the states' own.
#[must_use]
pub fn dot(sketch: &Sketch) -> String {
    let mut out = String::from("digraph conflict {\n");
    // Writing to a string does not fail.
    let _ = writeln!(out, "  label={};", quoted(&sketch.title));
    out.push_str("  labelloc=t;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for node in &sketch.nodes {
        let mut label = node.id.clone();
        if node.label != node.id && !node.label.is_empty() {
            label.push('\n');
            label.push_str(&node.label);
        }
        if !node.equilibrium_under.is_empty() {
            label.push_str("\nequilibrium: ");
            label.push_str(&node.equilibrium_under.join(", "));
        }
        let mut more = String::new();
        if node.is_status_quo {
            label.push_str("\nstatus quo");
            more.push_str(", penwidth=2.5");
        }
        if !node.equilibrium_under.is_empty() {
            more.push_str(", peripheries=2");
        }
        let (id, label) = (quoted(&node.id), quoted(&label));
        let _ = writeln!(out, "  {id} [label={label}{more}];");
    }
    for arc in &sketch.arcs {
        let (Some(from), Some(to)) = (sketch.nodes.get(arc.from), sketch.nodes.get(arc.to)) else {
            continue;
        };
        let name = sketch.actors.get(arc.actor).map_or("", String::as_str);
        let line = stroke(arc.actor);
        let _ = writeln!(
            out,
            "  {} -> {} [label={}, color=\"{}\", style={}, dir={}, arrowhead={}, arrowtail={}];",
            quoted(&from.id),
            quoted(&to.id),
            quoted(name),
            line.light,
            line.dot,
            direction(arc.forth, arc.back),
            head(arc.forth),
            head(arc.back),
        );
    }
    out.push_str("}\n");
    out
}

fn direction(forth: Head, back: Head) -> &'static str {
    match (forth, back) {
        (Head::None, Head::None) => "none",
        (_, Head::None) => "forward",
        (Head::None, _) => "back",
        _ => "both",
    }
}

fn head(head: Head) -> &'static str {
    match head {
        Head::None => "none",
        Head::Open => "empty",
        Head::Filled => "normal",
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
