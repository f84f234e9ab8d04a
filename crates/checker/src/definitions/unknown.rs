//! Stability under unknown preference. Li, Hipel, Kilgour & Fang (2004).

use std::collections::BTreeSet;

use model::conflict::Concept;

use super::{Actor, Model, Set, State, legal_ends};

/// A model in which some pairs of states cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt<'a> {
    /// Moves, and the order of the pairs that are known.
    pub model: &'a Model,
    /// For each actor U_i, with each pair in both orders.
    pub unknown: Vec<BTreeSet<(State, State)>>,
}

/// Which moves an index lets an actor leave by, and what it lets deter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Only what is certain.
    Certain,
    /// Also what is not known.
    Possible,
}

impl Doubt<'_> {
    fn is_unknown(&self, i: Actor, q: State, s: State) -> bool {
        self.unknown.get(i).is_some_and(|u| u.contains(&(q, s)))
    }

    /// `q ≻_i s`, known.
    #[must_use]
    pub fn better(&self, i: Actor, q: State, s: State) -> bool {
        !self.is_unknown(i, q, s) && self.model.better(i, q, s)
    }

    /// `s ≿_i q`, known: `q ∈ Φ_i(s)`.
    #[must_use]
    pub fn no_better(&self, i: Actor, q: State, s: State) -> bool {
        !self.is_unknown(i, q, s) && self.model.no_better(i, q, s)
    }

    /// `R_i⁺(s)`, or `R_i^{+,U}(s)`.
    #[must_use]
    pub fn departures(&self, leaves: Counts, i: Actor, s: State) -> Set {
        let takes = |q: &State| {
            self.better(i, *q, s) || leaves == Counts::Possible && self.is_unknown(i, *q, s)
        };
        self.model.moves(i, s).filter(takes).collect()
    }

    /// `q ∈ Φ_i(s)`, or `q ∈ Φ_i^U(s)`.
    #[must_use]
    pub fn hurts(&self, fears: Counts, i: Actor, q: State, s: State) -> bool {
        self.no_better(i, q, s) || fears == Counts::Possible && self.is_unknown(i, q, s)
    }

    /// The ends of sanctions: any legal sequences, or for SEQ legal sequences of `R^{+,U}`.
    fn responses(&self, concept: Concept, i: Actor, s1: State) -> Set {
        let others = self.model.others(i);
        match concept {
            Concept::Gmr | Concept::Smr => self.model.reach(&others, s1),
            Concept::Seq => legal_ends(self.model.states, others.len(), s1, |k, x| {
                let ends = self.departures(Counts::Possible, others[k], x);
                ends.into_iter().collect()
            }),
            _ => Set::new(),
        }
    }

    /// The states that are stable for `i`: Nash, GMR, SMR and SEQ.
    #[must_use]
    pub fn stable(&self, concept: Concept, leaves: Counts, fears: Counts, i: Actor) -> Set {
        let deterred = |s: State, s1: State| {
            self.responses(concept, i, s1).into_iter().any(|s2| {
                self.hurts(fears, i, s2, s)
                    && (concept != Concept::Smr
                        || self
                            .model
                            .moves(i, s2)
                            .all(|s3| self.hurts(fears, i, s3, s)))
            })
        };
        let stays = |s: &State| {
            let departures = self.departures(leaves, i, *s);
            departures.into_iter().all(|s1| deterred(*s, s1))
        };
        (0..self.model.states).filter(stays).collect()
    }
}
