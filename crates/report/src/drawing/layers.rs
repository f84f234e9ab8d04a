//! Where the states stand: rows by distance from the status quo, few crossings within them.

use std::collections::BTreeMap;

use super::Sketch;

/// Most states in a row; a fuller distance takes several rows.
const WIDEST_ROW: usize = 8;
/// Sweeps of the crossing reduction.
const SWEEPS: usize = 24;
/// Sweeps of the placement within rows.
const PLACINGS: usize = 12;

/// A place in a row: a state, or a bend of an arc that passes the row.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// The state; none for a bend.
    pub node: Option<usize>,
    /// Which row.
    pub row: usize,
    /// Centre, in units where a state has width 1 with its margin.
    pub x: f64,
}

/// Rows of slots, and each arc's way through them.
#[derive(Clone, Debug)]
pub(super) struct Layers {
    /// All slots; the first are the states, in the order of the sketch.
    pub slots: Vec<Slot>,
    /// For each row its slots from left to right.
    pub rows: Vec<Vec<usize>>,
    /// For each arc of the sketch the slots it passes, ends included.
    pub ways: Vec<Vec<usize>>,
}

/// Places all states. Cost: a fixed number of sweeps, each linear in arcs up to sorting; counting
/// crossings is quadratic in the arcs between two rows.
pub(super) fn place(sketch: &Sketch) -> Layers {
    let mut layers = rows(sketch);
    let links = links(&layers);
    order(&mut layers, &links);
    spread(&mut layers, &links);
    layers
}

/// Rows by distance; states that cannot be reached come last. Long arcs get bends.
fn rows(sketch: &Sketch) -> Layers {
    let mut by_distance: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, node) in sketch.nodes.iter().enumerate() {
        let distance = node.distance.unwrap_or(u32::MAX);
        by_distance.entry(distance).or_default().push(index);
    }
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut row_of = vec![0; sketch.nodes.len()];
    for nodes in by_distance.into_values() {
        let parts = nodes.len().div_ceil(WIDEST_ROW).max(1);
        for part in nodes.chunks(nodes.len().div_ceil(parts).max(1)) {
            for &node in part {
                row_of[node] = rows.len();
            }
            rows.push(part.to_vec());
        }
    }
    let mut slots: Vec<Slot> = row_of
        .iter()
        .enumerate()
        .map(|(node, &row)| Slot {
            node: Some(node),
            row,
            x: 0.0,
        })
        .collect();
    let ways = sketch
        .arcs
        .iter()
        .map(|arc| way(arc.from, arc.to, &mut slots, &mut rows))
        .collect();
    Layers { slots, rows, ways }
}

fn way(from: usize, to: usize, slots: &mut Vec<Slot>, rows: &mut [Vec<usize>]) -> Vec<usize> {
    let (start, end) = (slots[from].row, slots[to].row);
    let between: Vec<usize> = if start <= end {
        (start + 1..end).collect()
    } else {
        (end + 1..start).rev().collect()
    };
    let mut way = vec![from];
    for row in between {
        way.push(slots.len());
        rows[row].push(slots.len());
        slots.push(Slot {
            node: None,
            row,
            x: 0.0,
        });
    }
    way.push(to);
    way
}

/// For each slot its neighbours in other rows.
fn links(layers: &Layers) -> Vec<Vec<usize>> {
    let mut links = vec![Vec::new(); layers.slots.len()];
    for way in &layers.ways {
        for pair in way.windows(2) {
            if layers.slots[pair[0]].row != layers.slots[pair[1]].row {
                links[pair[0]].push(pair[1]);
                links[pair[1]].push(pair[0]);
            }
        }
    }
    links
}

/// Barycentre sweeps down and up; the order with the fewest crossings is kept.
fn order(layers: &mut Layers, links: &[Vec<usize>]) {
    let mut best = layers.rows.clone();
    let mut fewest = crossings(&layers.rows, links, &layers.slots);
    for sweep in 0..SWEEPS {
        let count = layers.rows.len();
        let down = sweep % 2 == 0;
        let sequence: Vec<usize> = if down {
            (1..count).collect()
        } else {
            (0..count.saturating_sub(1)).rev().collect()
        };
        for row in sequence {
            let reference = if down { row - 1 } else { row + 1 };
            sort_row(layers, links, row, reference);
        }
        let now = crossings(&layers.rows, links, &layers.slots);
        if now < fewest {
            fewest = now;
            best.clone_from(&layers.rows);
        }
    }
    layers.rows = best;
}

fn sort_row(layers: &mut Layers, links: &[Vec<usize>], row: usize, reference: usize) {
    let position: BTreeMap<usize, usize> = positions(&layers.rows[reference]);
    let own = positions(&layers.rows[row]);
    let mut keyed: Vec<(f64, usize, usize)> = layers.rows[row]
        .iter()
        .map(|&slot| {
            let near: Vec<f64> = links[slot]
                .iter()
                .filter_map(|other| position.get(other))
                .map(|&p| p as f64)
                .collect();
            let at = own.get(&slot).copied().unwrap_or(0);
            let share =
                layers.rows[reference].len().max(1) as f64 / layers.rows[row].len().max(1) as f64;
            let key = if near.is_empty() {
                at as f64 * share
            } else {
                near.iter().sum::<f64>() / near.len() as f64
            };
            (key, at, slot)
        })
        .collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    layers.rows[row] = keyed.into_iter().map(|(_, _, slot)| slot).collect();
}

fn positions(row: &[usize]) -> BTreeMap<usize, usize> {
    row.iter()
        .enumerate()
        .map(|(at, &slot)| (slot, at))
        .collect()
}

fn crossings(rows: &[Vec<usize>], links: &[Vec<usize>], slots: &[Slot]) -> usize {
    let mut count = 0;
    for (index, pair) in rows.windows(2).enumerate() {
        let below = positions(&pair[1]);
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (at, &slot) in pair[0].iter().enumerate() {
            for other in &links[slot] {
                if slots[*other].row == index + 1
                    && let Some(&to) = below.get(other)
                {
                    ends.push((at, to));
                }
            }
        }
        for (i, a) in ends.iter().enumerate() {
            count += ends[..i]
                .iter()
                .filter(|b| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1))
                .count();
        }
    }
    count
}

/// Centres: pulled towards the neighbours, kept apart within the row.
fn spread(layers: &mut Layers, links: &[Vec<usize>]) {
    let Layers { slots, rows, .. } = layers;
    for row in rows.iter() {
        let mut x = 0.0;
        for &slot in row {
            x += room(&slots[slot]) / 2.0;
            slots[slot].x = x;
            x += room(&slots[slot]) / 2.0;
        }
        for &slot in row {
            slots[slot].x -= x / 2.0;
        }
    }
    for _ in 0..PLACINGS {
        for row in rows.iter() {
            settle(row, links, slots);
        }
        for row in rows.iter().rev() {
            settle(row, links, slots);
        }
    }
}

fn room(slot: &Slot) -> f64 {
    if slot.node.is_some() { 1.0 } else { 0.25 }
}

fn settle(row: &[usize], links: &[Vec<usize>], slots: &mut [Slot]) {
    let wish: Vec<f64> = row
        .iter()
        .map(|&slot| {
            let near = &links[slot];
            if near.is_empty() {
                slots[slot].x
            } else {
                near.iter().map(|&n| slots[n].x).sum::<f64>() / near.len() as f64
            }
        })
        .collect();
    // Left to right and right to left, each keeping its distance; the mean of both is balanced.
    let apart = |a: usize, b: usize| (room(&slots[row[a]]) + room(&slots[row[b]])) / 2.0;
    let mut left = wish.clone();
    for index in 1..row.len() {
        left[index] = left[index].max(left[index - 1] + apart(index - 1, index));
    }
    let mut right = wish;
    for index in (1..row.len()).rev() {
        right[index - 1] = right[index - 1].min(right[index] - apart(index - 1, index));
    }
    for (index, &slot) in row.iter().enumerate() {
        slots[slot].x = (left[index] + right[index]) / 2.0;
    }
}
