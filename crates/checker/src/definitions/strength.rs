//! Strong stability. Hamouda, Kilgour & Hipel (2004, 2006).

use std::collections::BTreeSet;

use model::conflict::Concept;

use super::{Actor, Model, Set, State};

/// A model with the pairs that are far apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded<'a> {
    /// Moves and order.
    pub model: &'a Model,
    /// For each actor the pairs (s, q) with `s ≫_i q`.
    pub much: Vec<BTreeSet<(State, State)>>,
}

impl Graded<'_> {
    /// `s ≫_i q`.
    #[must_use]
    pub fn much_better(&self, i: Actor, s: State, q: State) -> bool {
        self.much.get(i).is_some_and(|much| much.contains(&(s, q)))
    }

    /// The states that are strongly stable for `i`: GMR, SMR and SEQ. Under Nash, those that are
    /// stable.
    #[must_use]
    pub fn strongly_stable(&self, concept: Concept, i: Actor) -> Set {
        let deterred = |s: State, s1: State| {
            self.model.responses(concept, i, s1).into_iter().any(|s2| {
                self.much_better(i, s, s2)
                    && (concept != Concept::Smr
                        || self.model.moves(i, s2).all(|s3| self.much_better(i, s, s3)))
            })
        };
        let stays = |s: &State| {
            let improvements = self.model.improvements(i, *s);
            improvements.into_iter().all(|s1| deterred(*s, s1))
        };
        (0..self.model.states).filter(stays).collect()
    }
}
