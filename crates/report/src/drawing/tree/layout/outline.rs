//! How high each node stands: subtrees are put below each other as close as their outlines allow.

use super::super::TreeSketch;
use super::words::Words;

/// Room between what stands below each other.
const GAP: f64 = 9.0;
/// Half the room of a line that passes a column.
const PASSING: f64 = 5.0;

/// For each column from that of a node on, how far its subtree reaches above and below the node.
type Outline = Vec<(f64, f64)>;

/// The height of each node, its own zero for the whole tree.
pub(super) fn heights(sketch: &TreeSketch, levels: &[usize], words: &[Words]) -> Vec<f64> {
    let count = sketch.nodes.len();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (index, node) in sketch.nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            children[parent].push(index);
        }
    }
    let mut outlines: Vec<Outline> = vec![Vec::new(); count];
    // How far each node stands below its parent.
    let mut offsets = vec![0.0; count];
    for node in (0..count).rev() {
        let next = levels[node] + 1;
        let below: Vec<Outline> = children[node]
            .iter()
            .map(|&child| {
                let mut outline = vec![(-PASSING, PASSING); levels[child] - next];
                outline.append(&mut outlines[child]);
                outline
            })
            .collect();
        let places = packed(&below);
        for (&child, place) in children[node].iter().zip(&places) {
            offsets[child] = *place;
        }
        outlines[node] = vec![(-words[node].above, words[node].under)];
        outlines[node].extend(joined(&below, &places));
    }
    let mut ys = vec![0.0; count];
    for (index, node) in sketch.nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            ys[index] = ys[parent] + offsets[index];
        }
    }
    ys
}

/// Where subtrees stand below each other around their common parent at 0: half-way between as high
/// and as low as they can without taking more room.
fn packed(outlines: &[Outline]) -> Vec<f64> {
    let Some(last) = outlines.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut high = vec![0.0; outlines.len()];
    let mut edge: Vec<f64> = Vec::new();
    for (index, outline) in outlines.iter().enumerate() {
        let needed = edge
            .iter()
            .zip(outline)
            .map(|(edge, own)| edge + GAP - own.0);
        high[index] = if index == 0 {
            0.0
        } else {
            needed.fold(0.0, f64::max)
        };
        lay(&mut edge, outline.iter().map(|own| own.1 + high[index]));
    }
    let mut low = vec![high[last]; outlines.len()];
    let mut edge: Vec<f64> = Vec::new();
    for (index, outline) in outlines.iter().enumerate().rev() {
        let free = edge
            .iter()
            .zip(outline)
            .map(|(edge, own)| edge - GAP - own.1);
        low[index] = free.fold(high[last], f64::min);
        lay(&mut edge, outline.iter().map(|own| own.0 + low[index]));
    }
    let middle = f64::midpoint(0.0, high[last]);
    high.iter()
        .zip(&low)
        .map(|(high, low)| f64::midpoint(*high, *low) - middle)
        .collect()
}

/// The nearer outline hides the one behind it.
fn lay(edge: &mut Vec<f64>, own: impl Iterator<Item = f64>) {
    for (level, value) in own.enumerate() {
        match edge.get_mut(level) {
            Some(edge) => *edge = value,
            None => edge.push(value),
        }
    }
}

/// The outline of subtrees together.
fn joined(outlines: &[Outline], places: &[f64]) -> Outline {
    let mut all: Outline = Vec::new();
    for (outline, place) in outlines.iter().zip(places) {
        for (level, (above, under)) in outline.iter().enumerate() {
            let own = (above + place, under + place);
            match all.get_mut(level) {
                Some(all) => *all = (all.0.min(own.0), all.1.max(own.1)),
                None => all.push(own),
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtrees_keep_their_distance_and_their_parent_stands_in_the_middle() {
        let leaf = vec![(-5.0, 5.0)];
        let deep = vec![(-5.0, 5.0), (-60.0, 60.0)];
        let outlines = [deep.clone(), leaf.clone(), leaf.clone(), deep];
        let places = packed(&outlines);
        assert_eq!(places[0], -places[3]);
        assert!((places[3] - places[0] - 129.0).abs() < 1e-9, "{places:?}");
        for pair in places.windows(2) {
            assert!(pair[1] - pair[0] >= 19.0 - 1e-9, "{places:?}");
        }
        assert_eq!(packed(&[leaf]), [0.0]);
    }
}
