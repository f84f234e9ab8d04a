//! Relational stability. Inohara, Hipel & Walker (2007).

use model::conflict::Concept;

use super::{Actor, Model, Set, State, legal_ends};

/// A model in which actors care for each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relational<'a> {
    /// Moves and orders.
    pub model: &'a Model,
    /// `e_ij`: above 0 for +, below for −.
    pub attitude: Vec<Vec<i8>>,
}

impl Relational<'_> {
    /// Whether `q` is relationally preferred to `s` for `i`.
    #[must_use]
    pub fn preferred(&self, i: Actor, q: State, s: State) -> bool {
        let toward = |j: Actor| {
            let of_i = self.attitude.get(i);
            of_i.and_then(|row| row.get(j)).copied().unwrap_or(0)
        };
        (0..self.model.actors()).all(|j| match toward(j) {
            1.. => self.model.no_better(j, s, q),
            0 => true,
            _ => self.model.no_better(j, q, s),
        })
    }

    /// The moves of `i` at `s` to states that are relationally preferred.
    #[must_use]
    pub fn replies(&self, i: Actor, s: State) -> Set {
        self.model
            .moves(i, s)
            .filter(|q| self.preferred(i, *q, s))
            .collect()
    }

    /// Whether `q` is `s`, or not relationally preferred to it.
    #[must_use]
    pub fn hurts(&self, i: Actor, q: State, s: State) -> bool {
        q == s || !self.preferred(i, q, s)
    }

    /// The states that are RNash, RGMR, RSMR or RSEQ for `i`.
    #[must_use]
    pub fn stable(&self, concept: Concept, i: Actor) -> Set {
        let others = self.model.others(i);
        let responses = |s1: State| match concept {
            Concept::Gmr | Concept::Smr => self.model.reach(&others, s1),
            Concept::Seq => legal_ends(self.model.states, others.len(), s1, |k, x| {
                self.replies(others[k], x).into_iter().collect()
            }),
            _ => Set::new(),
        };
        let deterred = |s: State, s1: State| {
            responses(s1).into_iter().any(|s2| {
                self.hurts(i, s2, s)
                    && (concept != Concept::Smr
                        || self.model.moves(i, s2).all(|s3| self.hurts(i, s3, s)))
            })
        };
        let stays = |s: &State| self.replies(i, *s).into_iter().all(|s1| deterred(*s, s1));
        (0..self.model.states).filter(stays).collect()
    }
}
