//! The matrix method (Xu, Hipel & Kilgour 2009): moves and sanctions as |S| × |S| matrices of bits.
//!
//! It is the yardstick of the growth curves: the field's open programs work so, none of them installs
//! from a package registry, and a program for it in the same language as the engine flatters it.
//! Time |S|² and more, memory |S|² bits for each matrix.

use graph::{Graph, Ranks, StateId};
use model::conflict::ActorId;

/// A square matrix of bits, one row for each state.
#[derive(Clone)]
struct Matrix {
    words: usize,
    rows: Vec<u64>,
}

impl Matrix {
    fn new(size: usize) -> Self {
        let words = size.div_ceil(64);
        Matrix {
            words,
            rows: vec![0; words * size],
        }
    }

    fn set(&mut self, row: usize, column: usize) {
        self.rows[row * self.words + column / 64] |= 1 << (column % 64);
    }

    fn row(&self, row: usize) -> &[u64] {
        &self.rows[row * self.words..(row + 1) * self.words]
    }

    fn bits(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        self.row(row).iter().enumerate().flat_map(|(at, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| at * 64 + bit)
        })
    }

    /// Adds row `from` to row `to`; whether anything was new.
    fn add_row(&mut self, from: usize, to: usize) -> bool {
        let mut new = false;
        for word in 0..self.words {
            let before = self.rows[to * self.words + word];
            let after = before | self.rows[from * self.words + word];
            new |= after != before;
            self.rows[to * self.words + word] = after;
        }
        new
    }
}

/// The number of equilibria under Nash, GMR, SMR, SEQ and SSEQ, by matrices. Moves must be
/// transitive, so that plain closure gives the sets of legal sequences.
#[must_use]
pub fn equilibria(graph: &Graph, ranks: &Ranks) -> [usize; 5] {
    let size = graph.index_len();
    let moves: Vec<Matrix> = graph.actors().map(|actor| moves(graph, actor)).collect();
    let mut stable = vec![[true; 5]; size];
    for actor in graph.actors() {
        let own = &moves[actor.index()];
        let all = closure(graph, ranks, actor, &moves, false);
        let improving = closure(graph, ranks, actor, &moves, true);
        let rank = |state: usize| ranks.rank(actor, StateId::from_index(state));
        for (state, stable) in stable.iter_mut().enumerate() {
            let deterred = |end: usize, by: &Matrix, reply: bool| {
                by.bits(end).any(|s2| {
                    rank(s2) <= rank(state)
                        && (!reply || own.bits(s2).all(|s3| rank(s3) <= rank(state)))
                })
            };
            for end in own.bits(state).filter(|end| rank(*end) > rank(state)) {
                stable[0] = false;
                stable[1] &= deterred(end, &all, false);
                stable[2] &= deterred(end, &all, true);
                stable[3] &= deterred(end, &improving, false);
                stable[4] &= deterred(end, &improving, true);
            }
        }
    }
    std::array::from_fn(|concept| {
        (0..size)
            .filter(|s| graph.contains(StateId::from_index(*s)) && stable[*s][concept])
            .count()
    })
}

fn moves(graph: &Graph, actor: ActorId) -> Matrix {
    let mut matrix = Matrix::new(graph.index_len());
    let mut ends = Vec::new();
    for state in graph.states() {
        graph.moves(actor, state, &mut ends);
        for end in &ends {
            matrix.set(state.index(), end.index());
        }
    }
    matrix
}

/// Who can be reached by the others: the union of their matrices, closed by repeated addition.
fn closure(
    graph: &Graph,
    ranks: &Ranks,
    actor: ActorId,
    moves: &[Matrix],
    improving: bool,
) -> Matrix {
    let mut reach = Matrix::new(graph.index_len());
    for other in graph.actors().filter(|other| *other != actor) {
        for state in graph.states() {
            for end in moves[other.index()].bits(state.index()) {
                if !improving || ranks.prefers(other, StateId::from_index(end), state) {
                    reach.set(state.index(), end);
                }
            }
        }
    }
    let mut changed = true;
    while changed {
        changed = false;
        for state in graph.states() {
            let ends: Vec<usize> = reach.bits(state.index()).collect();
            for end in ends {
                changed |= reach.add_row(end, state.index());
            }
        }
    }
    reach
}
