//! The lineage of a claim: documents, what they say, who passed it on, where it comes from.

use super::arcs::px;
use super::ink::{Ink, STYLE, level_curve, measure, slug, stack, wrap};
use crate::answer::{ClaimLineage, Drawing, SourcePassage, Sources, and_list};

/// Most documents and passages that a drawing shows; more would not be legible.
const MOST: (usize, usize) = (12, 40);
const MARGIN: f64 = 14.0;
const HEAD: f64 = 26.0;
const LINE: f64 = 17.0;
const GAP: f64 = 14.0;
const GUTTER: f64 = 44.0;
/// Widths of documents, passages, those who pass on, origins.
const WIDTHS: [f64; 4] = [178.0, 300.0, 140.0, 190.0];

/// A box in a column; a lane through a column has no lines.
struct Node {
    lines: Vec<(&'static str, String)>,
    /// Whether it stands for a text without a name.
    dashed: bool,
    /// Whether other passages have the same words.
    banded: bool,
    key: String,
}

struct Column {
    head: &'static str,
    width: f64,
    nodes: Vec<Node>,
}

/// A link from a node of a column to one of the next.
type Link = (usize, usize, usize);

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
    let (columns, links) = columns(&passages, sources, claim);
    let tops = place(&columns, &links);
    let mut lefts = Vec::new();
    let mut x = MARGIN;
    for column in &columns {
        lefts.push(x);
        x += column.width + GUTTER;
    }
    let may_be = pairs(claim);
    let aside = if may_be.is_empty() {
        0.0
    } else {
        34.0 + 12.0 * may_be.len() as f64
    };
    let width = x - GUTTER + aside + MARGIN;
    let mut ink = Ink::default();
    let lowest = draw(&columns, &links, &lefts, &tops, &mut ink);
    arcs(&columns, &lefts, &tops, &may_be, &mut ink);
    let height = legend(&columns, &may_be, lowest, &mut ink);
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

/// Passages of the same origin and with the same words next to each other.
fn ordered<'a>(
    mut passages: Vec<&'a SourcePassage>,
    claim: &ClaimLineage,
) -> Vec<&'a SourcePassage> {
    let origin = |passage: &SourcePassage| {
        let mut origins = claim.origins.iter();
        origins
            .position(|origin| origin.passages.contains(&passage.name))
            .unwrap_or(usize::MAX)
    };
    let given: Vec<String> = passages
        .iter()
        .map(|passage| passage.name.clone())
        .collect();
    let at = |name: &str| given.iter().position(|other| other == name);
    passages.sort_by_key(|passage| (origin(passage), plain(&passage.words), at(&passage.name)));
    passages
}

/// Words without case, punctuation and spaces.
fn plain(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn columns(
    passages: &[&SourcePassage],
    sources: &Sources,
    claim: &ClaimLineage,
) -> (Vec<Column>, Vec<Link>) {
    let mut links: Vec<Link> = Vec::new();
    let mut documents = Column {
        head: "Document",
        width: WIDTHS[0],
        nodes: Vec::new(),
    };
    let mut said = Column {
        head: "What it says",
        width: WIDTHS[1],
        nodes: Vec::new(),
    };
    for (index, passage) in passages.iter().enumerate() {
        let document = add(&mut documents, &passage.document, || {
            document_lines(sources, &passage.document)
        });
        links.push((0, document, index));
        said.nodes.push(passage_node(passage, passages));
    }
    let depth = claim
        .origins
        .iter()
        .map(|origin| origin.via.len())
        .max()
        .unwrap_or(0);
    let mut all = vec![documents, said];
    all.extend((0..depth).map(|_| Column {
        head: "Passed on by",
        width: WIDTHS[2],
        nodes: Vec::new(),
    }));
    all.push(Column {
        head: "Origin",
        width: WIDTHS[3],
        nodes: Vec::new(),
    });
    for origin in &claim.origins {
        for name in &origin.passages {
            let Some(start) = passages.iter().position(|passage| passage.name == *name) else {
                continue;
            };
            let mut at = start;
            for step in 0..=depth {
                let column = step + 2;
                let next = if step == depth {
                    add(&mut all[column], &origin.origin, || origin_lines(origin))
                } else {
                    // Who passes on stands next to the origin; a lane leads there. The one nearest
                    // to the documents is last in the list.
                    match origin
                        .via
                        .iter()
                        .rev()
                        .nth((step + origin.via.len()).wrapping_sub(depth))
                    {
                        Some(who) => add(&mut all[column], who, || {
                            wrap(who, WIDTHS[2] - 20.0, 13.0, 4)
                                .into_iter()
                                .map(|line| ("d-text", line))
                                .collect()
                        }),
                        None => add(
                            &mut all[column],
                            &format!("\u{0}{}", origin.origin),
                            Vec::new,
                        ),
                    }
                };
                let link = (column - 1, at, next);
                if !links.contains(&link) {
                    links.push(link);
                }
                at = next;
            }
        }
    }
    if let Some(last) = all.last_mut() {
        for node in &mut last.nodes {
            node.dashed = claim
                .origins
                .iter()
                .any(|origin| origin.origin == node.key && origin.anonymous);
        }
    }
    (all, links)
}

/// A document by name, with its title.
fn document_lines(sources: &Sources, name: &str) -> Vec<(&'static str, String)> {
    let room = WIDTHS[0] - 22.0;
    let strong = wrap(name, room, 13.8, 2).into_iter();
    let mut lines: Vec<(&'static str, String)> = strong.map(|line| ("d-strong", line)).collect();
    let document = sources
        .documents
        .iter()
        .find(|document| document.name == name);
    if let Some(title) = document.and_then(|document| document.title.as_ref()) {
        let soft = wrap(title, room, 11.5, 3).into_iter();
        lines.extend(soft.map(|line| ("d-soft", line)));
    }
    lines
}

/// The node with this key, made if it is new.
fn add(
    column: &mut Column,
    key: &str,
    lines: impl FnOnce() -> Vec<(&'static str, String)>,
) -> usize {
    if let Some(index) = column.nodes.iter().position(|node| node.key == key) {
        return index;
    }
    column.nodes.push(Node {
        lines: lines(),
        dashed: false,
        banded: false,
        key: key.to_owned(),
    });
    column.nodes.len() - 1
}

fn passage_node(passage: &SourcePassage, all: &[&SourcePassage]) -> Node {
    let words = plain(&passage.words);
    let twins: Vec<String> = all
        .iter()
        .filter(|other| other.name != passage.name && plain(&other.words) == words)
        .map(|other| other.document.clone())
        .collect();
    let room = WIDTHS[1] - 28.0;
    let quoted = format!("“{}”", passage.words);
    let mut lines: Vec<(&'static str, String)> = wrap(&quoted, room, 13.0, 4)
        .into_iter()
        .map(|line| ("d-text", line))
        .collect();
    if let Some(speaker) = &passage.speaker_as_given {
        lines.extend(
            wrap(&format!("as: {speaker}"), room, 11.5, 2)
                .into_iter()
                .map(|line| ("d-soft", line)),
        );
    }
    if !twins.is_empty() {
        lines.extend(
            wrap(
                &format!("same words in {}", and_list(&twins)),
                room,
                11.5,
                2,
            )
            .into_iter()
            .map(|line| ("d-head", line)),
        );
    }
    Node {
        lines,
        dashed: false,
        banded: !twins.is_empty(),
        key: passage.name.clone(),
    }
}

fn origin_lines(origin: &crate::answer::SupportingOrigin) -> Vec<(&'static str, String)> {
    let room = WIDTHS[3] - 24.0;
    let mut lines: Vec<(&'static str, String)> = wrap(&origin.origin, room, 13.8, 4)
        .into_iter()
        .map(|line| ("d-strong", line))
        .collect();
    if origin.anonymous {
        lines.push(("d-soft", "no name is given".to_owned()));
    }
    if let Some(grade) = &origin.reliability {
        lines.push(("d-soft", format!("reliability {grade}")));
    }
    lines
}

fn height(node: &Node) -> f64 {
    if node.lines.is_empty() {
        10.0
    } else {
        14.0 + LINE * node.lines.len() as f64
    }
}

/// The tops of all nodes: passages in order, the others as near to what they lead to as they can be.
/// Columns are put in the order of what they hang on first.
fn place(columns: &[Column], links: &[Link]) -> Vec<Vec<f64>> {
    let heights: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| column.nodes.iter().map(height).collect())
        .collect();
    let room = heights
        .iter()
        .map(|all| all.iter().sum::<f64>() + GAP * all.len().saturating_sub(1) as f64)
        .fold(0.0, f64::max);
    let mut tops: Vec<Vec<f64>> = heights.iter().map(|all| vec![0.0; all.len()]).collect();
    if let (Some(top), Some(all)) = (tops.get_mut(1), heights.get(1)) {
        let total = all.iter().sum::<f64>() + GAP * all.len().saturating_sub(1) as f64;
        let mut y = (room - total) / 2.0;
        for (top, height) in top.iter_mut().zip(all) {
            *top = y;
            y += height + GAP;
        }
    }
    let others = std::iter::once(0).chain(2..columns.len());
    for column in others {
        let wishes: Vec<f64> = (0..heights[column].len())
            .map(|node| {
                let near: Vec<f64> = links
                    .iter()
                    .filter_map(|&(left, from, to)| {
                        let (other, index) = match column {
                            0 if left == 0 && from == node => (1, to),
                            0 => return None,
                            _ if left + 1 == column && to == node => (left, from),
                            _ => return None,
                        };
                        Some(tops[other][index] + heights[other][index] / 2.0)
                    })
                    .collect();
                if near.is_empty() {
                    0.0
                } else {
                    near.iter().sum::<f64>() / near.len() as f64
                }
            })
            .collect();
        let mut order: Vec<usize> = (0..wishes.len()).collect();
        order.sort_by(|&a, &b| wishes[a].total_cmp(&wishes[b]).then(a.cmp(&b)));
        let sorted: Vec<f64> = order.iter().map(|&node| wishes[node]).collect();
        let tall: Vec<f64> = order.iter().map(|&node| heights[column][node]).collect();
        for (top, node) in stack(&sorted, &tall, GAP, room).into_iter().zip(order) {
            tops[column][node] = top;
        }
    }
    tops
}

/// Draws links and boxes, and returns where they end.
fn draw(
    columns: &[Column],
    links: &[Link],
    lefts: &[f64],
    tops: &[Vec<f64>],
    ink: &mut Ink,
) -> f64 {
    let origin = MARGIN + HEAD;
    let middle = |column: usize, node: usize| {
        origin + tops[column][node] + height(&columns[column].nodes[node]) / 2.0
    };
    for &(left, from, to) in links {
        let start = (lefts[left] + columns[left].width, middle(left, from));
        let end = (lefts[left + 1], middle(left + 1, to));
        ink.path("d-line", &level_curve(start, end));
    }
    let mut lowest = origin;
    for (index, column) in columns.iter().enumerate() {
        ink.text("d-head", lefts[index], MARGIN + 12.0, column.head);
        for (number, node) in column.nodes.iter().enumerate() {
            let (x, y) = (lefts[index], origin + tops[index][number]);
            lowest = lowest.max(y + height(node));
            if node.lines.is_empty() {
                let at = middle(index, number);
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
            ink.rect(class, (x, y), (column.width, height(node)));
            if node.banded {
                ink.path(
                    "d-band",
                    &format!("M{} {}h5v{}h-5z", px(x), px(y), px(height(node))),
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
fn arcs(
    columns: &[Column],
    lefts: &[f64],
    tops: &[Vec<f64>],
    pairs: &[(String, String)],
    ink: &mut Ink,
) {
    let (Some(column), Some(left), Some(tops)) = (columns.last(), lefts.last(), tops.last()) else {
        return;
    };
    let right = left + column.width;
    let middle = |name: &String| {
        let index = column.nodes.iter().position(|node| node.key == *name)?;
        Some(MARGIN + HEAD + tops.get(index)? + height(column.nodes.get(index)?) / 2.0)
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
fn legend(columns: &[Column], may_be: &[(String, String)], lowest: f64, ink: &mut Ink) -> f64 {
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
