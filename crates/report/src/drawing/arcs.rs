//! The lines of the arcs: ports at the boxes, curves between rows, arches within a row.

use std::collections::BTreeMap;

use super::Sketch;
use super::layers::Layers;

/// Height of the lowest arch within a row, and what each further one adds.
const ARCH: f64 = 16.0;
const ARCH_STEP: f64 = 9.0;
/// Free room between two rows.
const ROW_GAP: f64 = 54.0;

/// Boxes and lines in pixels.
#[derive(Clone, Debug)]
pub(super) struct Geometry {
    /// Left upper corner of each state's box.
    pub corners: Vec<(f64, f64)>,
    /// For each arc the data of an SVG path.
    pub paths: Vec<String>,
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
}

/// Size of a state's box and the distance between centres of neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct BoxSize {
    pub width: f64,
    pub height: f64,
    pub pitch: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Top,
    Bottom,
    Left,
    Right,
}

/// Turns places into pixels.
pub(super) fn route(sketch: &Sketch, layers: &Layers, size: BoxSize) -> Geometry {
    let arches = arches(sketch, layers);
    let tops = row_tops(layers, &arches, size);
    let least = layers
        .slots
        .iter()
        .map(|slot| slot.x)
        .fold(f64::INFINITY, f64::min);
    let most = layers.slots.iter().map(|slot| slot.x).fold(least, f64::max);
    let least = if least.is_finite() { least } else { 0.0 };
    let centre = |slot: usize| (layers.slots[slot].x - least) * size.pitch + size.pitch / 2.0;
    let corners: Vec<(f64, f64)> = (0..sketch.nodes.len())
        .map(|node| {
            (
                centre(node) - size.width / 2.0,
                tops[layers.slots[node].row],
            )
        })
        .collect();
    let ports = ports(layers, &arches, &corners, &centre, size);
    let paths = layers
        .ways
        .iter()
        .enumerate()
        .map(|(arc, way)| path(arc, way, layers, &arches, &ports, &tops, &centre, size))
        .collect();
    Geometry {
        corners,
        paths,
        width: (most - least + 1.0) * size.pitch,
        height: tops.last().map_or(0.0, |top| top + size.height) + 12.0,
    }
}

/// For each arc within a row: none if its ends are neighbours, else the level of its arch.
fn arches(sketch: &Sketch, layers: &Layers) -> BTreeMap<usize, Option<u32>> {
    let mut found = BTreeMap::new();
    for (index, row) in layers.rows.iter().enumerate() {
        let at: BTreeMap<usize, usize> = row.iter().enumerate().map(|(p, &s)| (s, p)).collect();
        let mut inside: Vec<(usize, usize, usize)> = Vec::new();
        for (arc, definition) in sketch.arcs.iter().enumerate() {
            if layers.slots[definition.from].row == index
                && layers.slots[definition.to].row == index
                && let (Some(&a), Some(&b)) = (at.get(&definition.from), at.get(&definition.to))
            {
                inside.push((a.min(b), a.max(b), arc));
            }
        }
        inside.sort_by_key(|&(a, b, arc)| (b - a, a, arc));
        let mut levels: Vec<Vec<(usize, usize)>> = Vec::new();
        for (a, b, arc) in inside {
            if b - a == 1 {
                found.insert(arc, None);
                continue;
            }
            let free = |taken: &Vec<(usize, usize)>| taken.iter().all(|&(c, d)| b <= c || d <= a);
            let level = levels.iter().position(free).unwrap_or(levels.len());
            if level == levels.len() {
                levels.push(Vec::new());
            }
            levels[level].push((a, b));
            found.insert(arc, Some(u32::try_from(level).unwrap_or(u32::MAX)));
        }
    }
    found
}

fn row_tops(layers: &Layers, arches: &BTreeMap<usize, Option<u32>>, size: BoxSize) -> Vec<f64> {
    let mut highest = vec![0.0_f64; layers.rows.len()];
    for (arc, level) in arches {
        if let Some(level) = level {
            let row = layers.slots[layers.ways[*arc][0]].row;
            highest[row] = highest[row].max(arch_height(*level));
        }
    }
    let mut tops = Vec::with_capacity(highest.len());
    let mut y = 0.0;
    for (row, arch) in highest.into_iter().enumerate() {
        y += arch + if row == 0 { 12.0 } else { ROW_GAP };
        tops.push(y);
        y += size.height;
    }
    tops
}

fn arch_height(level: u32) -> f64 {
    ARCH + ARCH_STEP * f64::from(level)
}

type Ports = BTreeMap<(usize, usize), (f64, f64)>;

/// Where each arc meets the box of each of its ends: arcs of a side are spread along it in the
/// order of their other ends.
fn ports(
    layers: &Layers,
    arches: &BTreeMap<usize, Option<u32>>,
    corners: &[(f64, f64)],
    centre: &impl Fn(usize) -> f64,
    size: BoxSize,
) -> Ports {
    let mut sides: BTreeMap<(usize, Side), Vec<(f64, usize)>> = BTreeMap::new();
    for (arc, way) in layers.ways.iter().enumerate() {
        let (Some(&from), Some(&to)) = (way.first(), way.last()) else {
            continue;
        };
        let (next, before) = (way[1], way[way.len() - 2]);
        for (node, other) in [(from, next), (to, before)] {
            let side = side(node, other, arches.get(&arc), layers, centre);
            // Neighbours in a row: both ends in the same order, so that lines stay level.
            let key = match side {
                Side::Top | Side::Bottom => centre(other),
                Side::Left | Side::Right => 0.0,
            };
            sides.entry((node, side)).or_default().push((key, arc));
        }
    }
    let mut ports = Ports::new();
    for ((node, side), mut ends) in sides {
        ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let count = ends.len() as f64;
        let (left, top) = corners[node];
        for (index, (_, arc)) in ends.into_iter().enumerate() {
            let share = (index as f64 + 1.0) / (count + 1.0);
            let point = match side {
                Side::Top => (left + size.width * share, top),
                Side::Bottom => (left + size.width * share, top + size.height),
                Side::Left => (left, top + size.height * share),
                Side::Right => (left + size.width, top + size.height * share),
            };
            ports.insert((arc, node), point);
        }
    }
    ports
}

fn side(
    node: usize,
    other: usize,
    arch: Option<&Option<u32>>,
    layers: &Layers,
    centre: &impl Fn(usize) -> f64,
) -> Side {
    let (own, its) = (layers.slots[node].row, layers.slots[other].row);
    match arch {
        Some(None) if centre(other) > centre(node) => Side::Right,
        Some(None) => Side::Left,
        Some(Some(_)) => Side::Top,
        None if its > own => Side::Bottom,
        None => Side::Top,
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "one arc's line depends on all of the layout"
)]
fn path(
    arc: usize,
    way: &[usize],
    layers: &Layers,
    arches: &BTreeMap<usize, Option<u32>>,
    ports: &Ports,
    tops: &[f64],
    centre: &impl Fn(usize) -> f64,
    size: BoxSize,
) -> String {
    let port = |slot: usize| ports.get(&(arc, slot)).copied().unwrap_or((0.0, 0.0));
    let (from, to) = (way[0], way[way.len() - 1]);
    let (start, end) = (port(from), port(to));
    let mut data = format!("M{} {}", px(start.0), px(start.1));
    match arches.get(&arc) {
        Some(None) => data.push_str(&format!(" L{} {}", px(end.0), px(end.1))),
        Some(Some(level)) => {
            // A cubic curve reaches three quarters of the height of its control points.
            let y = start.1 - arch_height(*level) * 4.0 / 3.0;
            data.push_str(&curve((start.0, y), (end.0, y), end));
        }
        None => {
            let mut at = start;
            for pair in way.windows(2) {
                let down = layers.slots[pair[1]].row > layers.slots[pair[0]].row;
                let (next, leave) = if pair[1] == to {
                    (end, end)
                } else {
                    let (x, top) = (centre(pair[1]), tops[layers.slots[pair[1]].row]);
                    let (near, far) = if down {
                        (top, top + size.height)
                    } else {
                        (top + size.height, top)
                    };
                    ((x, near), (x, far))
                };
                let middle = f64::midpoint(at.1, next.1);
                data.push_str(&curve((at.0, middle), (next.0, middle), next));
                if leave != next {
                    data.push_str(&format!(" L{} {}", px(leave.0), px(leave.1)));
                }
                at = leave;
            }
        }
    }
    data
}

fn curve(first: (f64, f64), second: (f64, f64), end: (f64, f64)) -> String {
    let [a, b, c] = [first, second, end].map(|(x, y)| format!("{} {}", px(x), px(y)));
    format!(" C{a} {b} {c}")
}

/// A coordinate with at most one decimal.
pub(super) fn px(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // No minus sign before nought.
    format!("{}", rounded + 0.0)
}
