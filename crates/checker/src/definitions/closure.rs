//! What can happen from a start: distances of legal sequences, and the moves that a concept leaves
//! open.

use std::collections::BTreeMap;

use model::conflict::Concept;

use super::{Actor, Model, Set, State};

/// Which improvements an actor makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One of its most preferred undeterred improvements.
    MostPreferred,
    /// Any undeterred improvement.
    Any,
}

impl Model {
    /// The undeterred improvements of `i` at `s`, under one of the five basic concepts.
    #[must_use]
    pub fn undeterred(&self, concept: Concept, i: Actor, s: State) -> Set {
        let open = |s1: &State| !self.deterred(concept, i, s, *s1);
        self.improvements(i, s).into_iter().filter(open).collect()
    }

    /// The moves that `i` makes at `s`. With limited foresight and non-myopic foresight these are
    /// the actor's choices, whatever `choice` says; non-myopic, at any horizon that recurs.
    #[must_use]
    pub fn departures(&self, concept: Concept, choice: Choice, i: Actor, s: State) -> Set {
        match concept {
            Concept::Limited(horizon) => self.choices(&self.foresight_before(horizon), i, s),
            Concept::NonMyopic => {
                let tables = self.recurring_foresight();
                tables.iter().flat_map(|g| self.choices(g, i, s)).collect()
            }
            _ => {
                let open = self.undeterred(concept, i, s);
                let best = open.iter().map(|q| self.rank(i, *q)).max();
                let taken = |q: &State| choice == Choice::Any || Some(self.rank(i, *q)) == best;
                open.into_iter().filter(taken).collect()
            }
        }
    }

    /// How many steps away each state is that can be reached from `start` when actors make the
    /// moves that `steps(actor, state)` gives. With `Succession::Free` an actor may move again
    /// after its own move.
    pub fn distances(
        &self,
        start: State,
        succession: Succession,
        steps: impl Fn(Actor, State) -> Set,
    ) -> BTreeMap<State, u32> {
        let mut seen: BTreeMap<(State, Option<Actor>), u32> = BTreeMap::from([((start, None), 0)]);
        let mut layer = vec![(start, None)];
        for step in 1.. {
            let mut next = Vec::new();
            for (x, last) in layer {
                for i in 0..self.actors() {
                    if succession == Succession::Alternate && last == Some(i) {
                        continue;
                    }
                    for q in steps(i, x) {
                        seen.entry((q, Some(i))).or_insert_with(|| {
                            next.push((q, Some(i)));
                            step
                        });
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            layer = next;
        }
        let mut nearest = BTreeMap::new();
        for ((state, _), step) in seen {
            let known = nearest.entry(state).or_insert(step);
            *known = step.min(*known);
        }
        nearest
    }
}

/// Whether an actor may move twice in succession.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Succession {
    /// It may not: legal sequences.
    Alternate,
    /// It may: plain sequences.
    Free,
}
