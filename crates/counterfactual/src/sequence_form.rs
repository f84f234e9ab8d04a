//! The sequence form (von Stengel 1996): what each player can do, as arrays, and what it pays, as a
//! sparse matrix over pairs of sequences, with chance folded in.
//!
//! A sequence is what a player has done on the way to a node; sequence 0 is "nothing yet". The
//! sequences of an information set stand next to each other, and an information set stands after
//! those before it, so one walk over the arrays goes down the tree or up.

use game::Tree;
use game::number::Number;
use game::tree::{InformationSetId, Mover, PlayerId};

/// An information set: its sequences, and the one that leads to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Set {
    /// Its first sequence.
    pub(crate) first: usize,
    /// The sequence after its last.
    pub(crate) end: usize,
    /// What its player did before.
    pub(crate) before: usize,
    /// Which set of the tree it is.
    pub(crate) id: InformationSetId,
}

/// One player's part.
#[derive(Debug)]
pub(crate) struct Side {
    /// Its information sets, each after those before it.
    pub(crate) sets: Vec<Set>,
    /// How many sequences it has.
    pub(crate) sequences: usize,
    /// What it is paid: a row for each of its sequences, a column for each of the other's.
    payoffs: Matrix,
}

/// A sparse matrix, row by row.
#[derive(Debug)]
struct Matrix {
    starts: Vec<usize>,
    cells: Vec<(u32, f64)>,
}

/// A node on the way: sequences, what was paid so far, how likely chance lets it be reached.
#[derive(Clone, Copy)]
struct Way {
    sequences: [u32; 2],
    paid: [f64; 2],
    chance: f64,
}

impl Side {
    /// What each sequence pays at the ends that it leads to directly, where the other plays with
    /// these weights of sequences.
    pub(crate) fn pays(&self, other: &[f64], out: &mut [f64]) {
        let rows = self.payoffs.starts.windows(2).zip(out);
        for (row, out) in rows {
            let cells = &self.payoffs.cells[row[0]..row[1]];
            *out = cells
                .iter()
                .map(|&(column, value)| value * other[column as usize])
                .sum();
        }
    }
}

/// Both sides of a tree of two players with perfect recall. Cost: `n log n` for `n` nodes.
pub(crate) fn sides(tree: &Tree) -> [Side; 2] {
    let mut firsts = vec![0; tree.information_sets().len()];
    let mut sides = [PlayerId(0), PlayerId(1)].map(|player| {
        let mut sequences = 1;
        let sets = tree.players()[player.index()].information_sets.iter();
        let sets = sets.map(|&id| {
            let first = sequences;
            firsts[id.index()] = first;
            sequences += tree.information_set(id).actions.len();
            Set {
                first,
                end: sequences,
                before: 0,
                id,
            }
        });
        Side {
            sets: sets.collect(),
            sequences,
            payoffs: Matrix {
                starts: Vec::new(),
                cells: Vec::new(),
            },
        }
    });
    let (befores, mut ends) = walk(tree, &firsts);
    for set in sides.iter_mut().flat_map(|side| &mut side.sets) {
        set.before = befores[set.id.index()];
    }
    for (player, side) in sides.iter_mut().enumerate() {
        ends.sort_by_key(|end| (end.sequences[player], end.sequences[1 - player]));
        side.payoffs = matrix(&ends, player, side.sequences);
    }
    sides
}

/// The sequence before each information set, and the ends.
fn walk(tree: &Tree, firsts: &[usize]) -> (Vec<usize>, Vec<Way>) {
    let float = |number: &Number| number.value().to_f64().value();
    let outcomes: Vec<[f64; 2]> = tree
        .outcomes()
        .iter()
        .map(|outcome| [0, 1].map(|player| float(&outcome.payoffs[player])))
        .collect();
    let chances: Vec<Vec<f64>> = tree
        .chances()
        .iter()
        .map(|chance| {
            chance
                .actions
                .iter()
                .map(|(_, likely)| float(likely))
                .collect()
        })
        .collect();
    let start = Way {
        sequences: [0, 0],
        paid: [0.0, 0.0],
        chance: 1.0,
    };
    let mut ways = vec![start; tree.nodes().len()];
    let mut befores = vec![0; firsts.len()];
    let mut ends = Vec::new();
    for id in tree.node_ids() {
        let node = tree.node(id);
        let mut way = start;
        if let Some(parent) = node.parent {
            way = ways[parent.index()];
            match tree.node(parent).mover {
                Mover::Nobody => {}
                Mover::Chance(chance) => {
                    way.chance *= chances[chance.index()][node.action as usize]
                }
                Mover::Player(set) => {
                    let player = tree.information_set(set).player.index();
                    way.sequences[player] = firsts[set.index()] as u32 + node.action;
                }
            }
        }
        if let Some(outcome) = node.outcome {
            for (paid, payoff) in way.paid.iter_mut().zip(outcomes[outcome.index()]) {
                *paid += payoff;
            }
        }
        match node.mover {
            Mover::Nobody if way.chance > 0.0 => ends.push(way),
            Mover::Player(set) => {
                let player = tree.information_set(set).player.index();
                befores[set.index()] = way.sequences[player] as usize;
            }
            _ => {}
        }
        ways[id.index()] = way;
    }
    (befores, ends)
}

/// The payoffs of a player from ends that stand by its sequences, then by the other's.
fn matrix(ends: &[Way], player: usize, rows: usize) -> Matrix {
    let mut starts = vec![0; rows + 1];
    let mut cells: Vec<(u32, f64)> = Vec::new();
    let mut last = None;
    for end in ends {
        let value = end.paid[player] * end.chance;
        let column = end.sequences[1 - player];
        if last == Some(end.sequences)
            && let Some(cell) = cells.last_mut()
        {
            cell.1 += value;
            continue;
        }
        last = Some(end.sequences);
        cells.push((column, value));
        starts[end.sequences[player] as usize + 1] += 1;
    }
    for row in 0..rows {
        starts[row + 1] += starts[row];
    }
    Matrix { starts, cells }
}
