//! The definitions of stability, word for word, over sets.
//!
//! In: a finite [`Model`] (moves as sets, preferences as numbers). Out: reachable sets and truth
//! values. Slow on purpose: each function is one line of the definition in symbols, and its
//! documentation gives that line. Notation: N all actors, `R_i(s)` the moves of actor i at s,
//! `R_H(s)` the ends of legal sequences of the set H, Φ_i(s) the states no better than s for i.
//!
//! Sources: Nash 1950; Howard 1971 (metarationality); Fraser & Hipel 1979 (sequential); Rêgo &
//! Vieira 2015, 2017 (symmetric sequential). The rest is in [`coalitions`], [`foresight`] and
//! [`closure`].

use std::collections::{BTreeMap, BTreeSet};

use model::conflict::Concept;

pub mod attitudes;
pub mod closure;
pub mod coalitions;
pub mod foresight;
pub mod strength;
pub mod unknown;

/// A state by its position.
pub type State = usize;
/// An actor by its position.
pub type Actor = usize;
/// A set of states.
pub type Set = BTreeSet<State>;

/// A finite conflict as the definitions see it.
///
/// Functions that take a state or an actor expect one of this model; anything else has no moves
/// and the rank 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// How many states there are.
    pub states: usize,
    /// For each actor and state, where the actor can move to.
    pub moves: Vec<Vec<Set>>,
    /// For each actor and state, a number: higher is better, equal is indifferent.
    pub rank: Vec<Vec<u32>>,
}

impl Model {
    /// How many actors there are.
    #[must_use]
    pub fn actors(&self) -> usize {
        self.moves.len()
    }

    /// N∖{i}.
    #[must_use]
    pub fn others(&self, i: Actor) -> Vec<Actor> {
        (0..self.actors()).filter(|j| *j != i).collect()
    }

    /// How good `s` is for `i`.
    #[must_use]
    pub fn rank(&self, i: Actor, s: State) -> u32 {
        self.rank
            .get(i)
            .and_then(|of| of.get(s))
            .copied()
            .unwrap_or(0)
    }

    /// Whether `q ≻_i s`.
    #[must_use]
    pub fn better(&self, i: Actor, q: State, s: State) -> bool {
        self.rank(i, q) > self.rank(i, s)
    }

    /// Whether `q ∈ Φ_i(s)`, that is `s ≿_i q`.
    #[must_use]
    pub fn no_better(&self, i: Actor, q: State, s: State) -> bool {
        self.rank(i, q) <= self.rank(i, s)
    }

    /// `R_i(s)`.
    pub fn moves(&self, i: Actor, s: State) -> impl Iterator<Item = State> + '_ {
        self.moves
            .get(i)
            .and_then(|of| of.get(s))
            .into_iter()
            .flatten()
            .copied()
    }

    /// `R_i⁺(s) = {q ∈ R_i(s) : q ≻_i s}`.
    #[must_use]
    pub fn improvements(&self, i: Actor, s: State) -> Set {
        self.improving_moves(i, s).collect()
    }

    fn improving_moves(&self, i: Actor, s: State) -> impl Iterator<Item = State> + '_ {
        self.moves(i, s).filter(move |q| self.better(i, *q, s))
    }

    /// `R_H(s)`: ends of sequences of one or more moves by members of H, none of whom moves twice
    /// in succession.
    #[must_use]
    pub fn reach(&self, h: &[Actor], s: State) -> Set {
        legal_ends(self.states, h.len(), s, |k, x| {
            self.moves(h[k], x).collect()
        })
    }

    /// `R_H⁺(s)`: the same where every step improves on the state it leaves for its own mover.
    #[must_use]
    pub fn improving_reach(&self, h: &[Actor], s: State) -> Set {
        legal_ends(self.states, h.len(), s, |k, x| {
            self.improving_moves(h[k], x).collect()
        })
    }

    /// Where the others' sanctions against a move of `i` to `s1` can end, before it is asked
    /// whether they hurt: `R_{N∖i}(s1)` for GMR and SMR, `R⁺_{N∖i}(s1)` for SEQ and SSEQ, nothing
    /// for Nash.
    #[must_use]
    pub fn responses(&self, concept: Concept, i: Actor, s1: State) -> Set {
        match concept {
            Concept::Gmr | Concept::Smr => self.reach(&self.others(i), s1),
            Concept::Seq | Concept::Sseq => self.improving_reach(&self.others(i), s1),
            _ => Set::new(),
        }
    }

    /// Whether a response that ends at `s2` keeps `i` from leaving `s`: `s2 ∈ Φ_i(s)`, and for SMR
    /// and SSEQ besides `R_i(s2) ⊆ Φ_i(s)`.
    #[must_use]
    pub fn hurts(&self, concept: Concept, i: Actor, s: State, s2: State) -> bool {
        let no_escape = || self.moves(i, s2).all(|s3| self.no_better(i, s3, s));
        match concept {
            Concept::Gmr | Concept::Seq => self.no_better(i, s2, s),
            Concept::Smr | Concept::Sseq => self.no_better(i, s2, s) && no_escape(),
            _ => false,
        }
    }

    /// Whether `i` is kept from improving from `s` to `s1`: some response hurts.
    #[must_use]
    pub fn deterred(&self, concept: Concept, i: Actor, s: State, s1: State) -> bool {
        self.responses(concept, i, s1)
            .into_iter()
            .any(|s2| self.hurts(concept, i, s, s2))
    }

    /// The states that are stable for `i`: every improvement is deterred. Nash, GMR, SMR, SEQ and
    /// SSEQ.
    #[must_use]
    pub fn stable(&self, concept: Concept, i: Actor) -> Set {
        let mut stable: Set = (0..self.states).collect();
        for (s1, tempted) in self.temptations(i) {
            let responses = self.responses(concept, i, s1);
            for s in tempted {
                if !responses.iter().any(|s2| self.hurts(concept, i, s, *s2)) {
                    stable.remove(&s);
                }
            }
        }
        stable
    }

    /// The states that are stable for every actor.
    #[must_use]
    pub fn equilibria(&self, concept: Concept) -> Set {
        let all: Set = (0..self.states).collect();
        (0..self.actors()).fold(all, |left, i| &left & &self.stable(concept, i))
    }

    /// For each state, the states that `i` would improve on by moving there.
    fn temptations(&self, i: Actor) -> BTreeMap<State, Vec<State>> {
        let mut tempted: BTreeMap<State, Vec<State>> = BTreeMap::new();
        for s in 0..self.states {
            for s1 in self.improvements(i, s) {
                tempted.entry(s1).or_default().push(s);
            }
        }
        tempted
    }
}

/// Ends of the sequences of one or more steps from `s` over `states` states, where `steps(k, x)`
/// says where mover number `k` of `movers` can go from `x`, and no mover moves twice in succession.
pub(crate) fn legal_ends(
    states: usize,
    movers: usize,
    s: State,
    steps: impl Fn(usize, State) -> Vec<State>,
) -> Set {
    // Whether a state has been reached by a mover's move.
    let mut seen = vec![vec![false; states]; movers];
    let mut open = vec![(s, None)];
    while let Some((x, last)) = open.pop() {
        for mover in (0..movers).filter(|mover| Some(*mover) != last) {
            for q in steps(mover, x) {
                let seen = seen.get_mut(mover).and_then(|by| by.get_mut(q));
                if seen.is_some_and(|seen| !std::mem::replace(seen, true)) {
                    open.push((q, Some(mover)));
                }
            }
        }
    }
    (0..states)
        .filter(|q| seen.iter().any(|by| by[*q]))
        .collect()
}
