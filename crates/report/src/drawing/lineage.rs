//! The lineage of a claim: documents, what they say, who passed it on, where it comes from.
//!
//! In: what is known of the sources. Out: a drawing, and the same in words.

mod layout;

use super::arcs::px;
use super::ink::{Ink, STYLE, level_curve, measure, slug};
use crate::answer::{ClaimLineage, Drawing, SourcePassage, Sources, and_list};
use layout::{HEAD, LINE, Layout, MARGIN, ordered};

/// Most documents and passages that a drawing shows; more would not be legible.
const MOST: (usize, usize) = (12, 40);

/// The lineage of a claim; none where nothing leads to an origin, or there is too much to draw.
/// Cost: passages times origins.
#[must_use]
pub fn lineage(sources: &Sources, claim: &ClaimLineage) -> Option<Drawing> {
    let find = |name: &String| {
        sources
            .passages
            .iter()
            .find(|passage| passage.name == *name)
    };
    let passages: Vec<&SourcePassage> = claim.passages.iter().filter_map(find).collect();
    if passages.is_empty()
        || claim.origins.is_empty()
        || passages.len() > MOST.1
        || claim.documents.len() > MOST.0
    {
        return None;
    }
    let passages = ordered(passages, claim);
    let layout = Layout::new(&passages, sources, claim);
    let may_be = pairs(claim);
    let aside = if may_be.is_empty() {
        0.0
    } else {
        34.0 + 12.0 * may_be.len() as f64
    };
    let width = layout.right + aside + MARGIN;
    let mut ink = Ink::default();
    let lowest = draw(&layout, &mut ink);
    arcs(&layout, &may_be, &mut ink);
    let height = legend(&layout, &may_be, lowest, &mut ink);
    let label = claim.label.as_deref().unwrap_or(&claim.name);
    let description = description(&passages, claim);
    let mut whole = Ink::default();
    let name = format!("lineage-{}", claim.name);
    whole.open(
        &format!("drawing-{}", slug(&name)),
        (width, height),
        (&format!("Where “{label}” comes from"), &description),
        STYLE,
    );
    whole.out.push_str(&ink.out);
    Some(Drawing {
        name,
        caption: format!("From the documents on the left to the origins on the right: “{label}”."),
        description,
        svg: whole.close(),
    })
}

/// Draws links and boxes, and returns where they end.
fn draw(layout: &Layout, ink: &mut Ink) -> f64 {
    let (columns, lefts) = (&layout.columns, &layout.lefts);
    for &(left, from, to) in &layout.links {
        let start = (lefts[left] + columns[left].width, layout.middle(left, from));
        let end = (lefts[left + 1], layout.middle(left + 1, to));
        ink.path("d-line", &level_curve(start, end));
    }
    let mut lowest = MARGIN + HEAD;
    for (index, column) in columns.iter().enumerate() {
        ink.text("d-head", lefts[index], MARGIN + 12.0, column.head);
        for (number, node) in column.nodes.iter().enumerate() {
            let (x, y) = (lefts[index], layout.top(index, number));
            lowest = lowest.max(y + node.height());
            if node.lines.is_empty() {
                let at = layout.middle(index, number);
                ink.path(
                    "d-line",
                    &format!("M{} {}h{}", px(x), px(at), px(column.width)),
                );
                continue;
            }
            let class = if node.dashed {
                "d-box d-dashed"
            } else {
                "d-box"
            };
            ink.rect(class, (x, y), (column.width, node.height()));
            if node.banded {
                ink.path(
                    "d-band",
                    &format!("M{} {}h5v{}h-5z", px(x), px(y), px(node.height())),
                );
            }
            for (line, (class, text)) in node.lines.iter().enumerate() {
                ink.text(class, x + 12.0, y + 20.0 + LINE * line as f64, text);
            }
        }
    }
    lowest
}

/// Pairs of origins that may be the same, each once.
fn pairs(claim: &ClaimLineage) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for origin in &claim.origins {
        for other in &origin.may_be {
            let known = claim.origins.iter().any(|one| one.origin == *other);
            let (a, b) = (origin.origin.clone(), other.clone());
            if known
                && a != b
                && !pairs.contains(&(b.clone(), a.clone()))
                && !pairs.contains(&(a.clone(), b.clone()))
            {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

/// Dashed arcs on the right between origins that may be the same.
fn arcs(layout: &Layout, pairs: &[(String, String)], ink: &mut Ink) {
    let Some((last, column)) = layout.columns.iter().enumerate().next_back() else {
        return;
    };
    let right = layout.right;
    let middle = |name: &String| {
        let node = column.nodes.iter().position(|node| node.key == *name)?;
        Some(layout.middle(last, node))
    };
    for (index, (a, b)) in pairs.iter().enumerate() {
        let (Some(from), Some(to)) = (middle(a), middle(b)) else {
            continue;
        };
        let far = right + 40.0 + 14.0 * index as f64;
        ink.path(
            "d-maybe",
            &format!(
                "M{} {}C{} {} {} {} {} {}",
                px(right),
                px(from),
                px(far),
                px(from),
                px(far),
                px(to),
                px(right),
                px(to)
            ),
        );
    }
}

/// Draws what the signs mean, and returns the height of the whole.
fn legend(layout: &Layout, may_be: &[(String, String)], lowest: f64, ink: &mut Ink) -> f64 {
    let columns = &layout.columns;
    let mut items: Vec<(&str, &str)> = Vec::new();
    if columns
        .iter()
        .flat_map(|column| &column.nodes)
        .any(|node| node.banded)
    {
        items.push(("band", "the same words"));
    }
    if columns
        .last()
        .is_some_and(|column| column.nodes.iter().any(|node| node.dashed))
    {
        items.push(("dashed", "the text gives no name"));
    }
    if !may_be.is_empty() {
        items.push(("maybe", "may be the same"));
    }
    if items.is_empty() {
        return lowest + MARGIN;
    }
    let y = lowest + 28.0;
    let mut x = MARGIN;
    for (sign, text) in items {
        match sign {
            "band" => ink.path("d-band", &format!("M{} {}h5v13h-5z", px(x), px(y - 11.0))),
            "dashed" => ink.rect("d-box d-dashed", (x, y - 11.0), (20.0, 13.0)),
            _ => ink.path("d-maybe", &format!("M{} {}h22", px(x), px(y - 4.0))),
        }
        ink.text("d-soft", x + 28.0, y, text);
        x += 28.0 + measure(text, 11.5) + 26.0;
    }
    y + MARGIN
}

/// The lineage in words.
fn description(passages: &[&SourcePassage], claim: &ClaimLineage) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for origin in &claim.origins {
        let mut documents: Vec<String> = Vec::new();
        for passage in passages
            .iter()
            .filter(|passage| origin.passages.contains(&passage.name))
        {
            if !documents.contains(&passage.document) {
                documents.push(passage.document.clone());
            }
        }
        let via = if origin.via.is_empty() {
            String::new()
        } else {
            format!(", passed on by {}", and_list(&origin.via))
        };
        sentences.push(format!(
            "{}{via}, stands behind {}.",
            origin.origin,
            and_list(&documents)
        ));
    }
    for (a, b) in pairs(claim) {
        sentences.push(format!("{a} and {b} may be the same."));
    }
    sentences.join(" ")
}
