//! What can happen from a start: distances of legal sequences, and the moves that a concept leaves
//! open.

use std::collections::BTreeMap;

use model::conflict::Concept;

use super::foresight::Anticipation;
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

    /// What actors do under a concept. With limited and non-myopic foresight actors make their
    /// choices, whatever `choice` says; non-myopic, at any horizon that recurs.
    #[must_use]
    pub fn departures_under(&self, concept: Concept, choice: Choice) -> Departures<'_> {
        let foresight = match concept {
            Concept::Limited(horizon) => vec![self.foresight_before(horizon)],
            Concept::NonMyopic => self.recurring_foresight(),
            _ => Vec::new(),
        };
        Departures {
            model: self,
            concept,
            choice,
            foresight,
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

/// What actors do in each state under a concept.
#[derive(Clone, Debug)]
pub struct Departures<'a> {
    model: &'a Model,
    concept: Concept,
    choice: Choice,
    /// With foresight, `G_{h−1}` for each horizon h that counts.
    foresight: Vec<Anticipation>,
}

impl Departures<'_> {
    /// The moves that `i` makes at `s`.
    #[must_use]
    pub fn of(&self, i: Actor, s: State) -> Set {
        if !self.foresight.is_empty() {
            let choices = self
                .foresight
                .iter()
                .flat_map(|g| self.model.choices(g, i, s));
            return choices.collect();
        }
        let open = self.model.undeterred(self.concept, i, s);
        let best = open.iter().map(|q| self.model.rank(i, *q)).max();
        let taken = |q: &State| self.choice == Choice::Any || Some(self.model.rank(i, *q)) == best;
        open.into_iter().filter(taken).collect()
    }

    /// With foresight, where `i` expects its move to `to` to end, at each horizon that counts.
    #[must_use]
    pub fn expected(&self, i: Actor, to: State) -> Set {
        let results = self
            .foresight
            .iter()
            .filter_map(|g| g.get(1 - i.min(1))?.get(to));
        results.copied().collect()
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
