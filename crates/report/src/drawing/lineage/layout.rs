//! Where everything on the drawing of a lineage stands: columns of boxes, links between them.
//!
//! In: a claim's passages and origins. Out: a [`Layout`], in pixels.

use crate::answer::{ClaimLineage, SourcePassage, Sources, SupportingOrigin, and_list};
use crate::drawing::ink::{stack, wrap};

/// Room around the drawing.
pub(super) const MARGIN: f64 = 14.0;
/// Height of the heads of columns.
pub(super) const HEAD: f64 = 26.0;
/// Height of a line of text.
pub(super) const LINE: f64 = 17.0;
const GAP: f64 = 14.0;
const GUTTER: f64 = 44.0;
/// Widths of documents, passages, those who pass on, origins.
const WIDTHS: [f64; 4] = [178.0, 300.0, 140.0, 190.0];

/// A box in a column; a lane through a column has no lines.
pub(super) struct Node {
    pub(super) lines: Vec<(&'static str, String)>,
    /// Whether it stands for a text without a name.
    pub(super) dashed: bool,
    /// Whether other passages have the same words.
    pub(super) banded: bool,
    pub(super) key: String,
}

pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) width: f64,
    pub(super) nodes: Vec<Node>,
}

/// A link from a node of a column to one of the next.
pub(super) type Link = (usize, usize, usize);

/// What stands where.
pub(super) struct Layout {
    /// Documents, passages, those who pass on, origins.
    pub(super) columns: Vec<Column>,
    pub(super) links: Vec<Link>,
    /// The left side of each column.
    pub(super) lefts: Vec<f64>,
    /// The right side of the last column.
    pub(super) right: f64,
    /// The top of each node of each column, below the heads.
    tops: Vec<Vec<f64>>,
}

impl Layout {
    /// Cost: passages times origins.
    pub(super) fn new(
        passages: &[&SourcePassage],
        sources: &Sources,
        claim: &ClaimLineage,
    ) -> Layout {
        let (columns, links) = columns(passages, sources, claim);
        let tops = place(&columns, &links);
        let mut lefts = Vec::new();
        let mut x = MARGIN;
        for column in &columns {
            lefts.push(x);
            x += column.width + GUTTER;
        }
        Layout {
            columns,
            links,
            lefts,
            right: x - GUTTER,
            tops,
        }
    }

    /// The upper side of a node.
    pub(super) fn top(&self, column: usize, node: usize) -> f64 {
        MARGIN + HEAD + self.tops[column][node]
    }

    /// Half-way down a node, where links meet it.
    pub(super) fn middle(&self, column: usize, node: usize) -> f64 {
        self.top(column, node) + self.columns[column].nodes[node].height() / 2.0
    }
}

impl Node {
    pub(super) fn height(&self) -> f64 {
        if self.lines.is_empty() {
            10.0
        } else {
            14.0 + LINE * self.lines.len() as f64
        }
    }
}

/// Passages of the same origin and with the same words next to each other.
pub(super) fn ordered<'a>(
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

fn origin_lines(origin: &SupportingOrigin) -> Vec<(&'static str, String)> {
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

/// The tops of all nodes: passages in order, the others as near to what they lead to as they can be.
/// Columns are put in the order of what they hang on first.
fn place(columns: &[Column], links: &[Link]) -> Vec<Vec<f64>> {
    let heights: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| column.nodes.iter().map(Node::height).collect())
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
