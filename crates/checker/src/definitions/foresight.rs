//! Limited foresight L_h and non-myopic stability for two actors: Kilgour 1984; Fang, Hipel &
//! Kilgour 1993.
//!
//! `G_0(i, s) = s`. For h ≥ 1, where i has moves, M is the move with the best
//! `G_{h−1}(j, ·)` for i, and `G_h(i, s)` is `G_{h−1}(j, M)` if that is better than s for i, else
//! s. Among moves that are equally good for i, i is taken to choose the one whose result is worst
//! for j: j, who looks ahead to that choice, must not count on i's good will.

use super::{Actor, Model, Set, State};

/// `G_h`: for each of the two actors and each state, where play that the actor starts there ends.
pub type Anticipation = [Vec<State>; 2];

impl Model {
    /// `G_0`.
    #[must_use]
    pub fn no_foresight(&self) -> Anticipation {
        let here: Vec<State> = (0..self.states).collect();
        [here.clone(), here]
    }

    /// `G_h` from `G_{h−1}`.
    #[must_use]
    pub fn one_step_further(&self, previous: &Anticipation) -> Anticipation {
        [0, 1].map(|i| {
            (0..self.states)
                .map(|s| self.anticipated(previous, i, s))
                .collect()
        })
    }

    /// The moves that i would make at s: those with the best `G_{h−1}(j, q)` for i, if that is
    /// better than s; none if i stays.
    #[must_use]
    pub fn choices(&self, previous: &Anticipation, i: Actor, s: State) -> Set {
        let result = |q: State| self.rank(i, previous[1 - i][q]);
        let best = self.moves(i, s).map(result).max().unwrap_or(0);
        let leaves = best > self.rank(i, s);
        self.moves(i, s)
            .filter(|q| leaves && result(*q) == best)
            .collect()
    }

    /// `G_h(i, s)`.
    fn anticipated(&self, previous: &Anticipation, i: Actor, s: State) -> State {
        let j = 1 - i;
        let results = self
            .choices(previous, i, s)
            .into_iter()
            .map(|q| previous[j][q]);
        results.min_by_key(|q| self.rank(j, *q)).unwrap_or(s)
    }

    /// `G_{h−1}` for a horizon h ≥ 1 (two actors).
    #[must_use]
    pub fn foresight_before(&self, horizon: u16) -> Anticipation {
        (1..horizon).fold(self.no_foresight(), |g, _| self.one_step_further(&g))
    }

    /// The tables `G_h` that repeat for ever (two actors): from the first that comes back to the
    /// one before it comes back.
    #[must_use]
    pub fn recurring_foresight(&self) -> Vec<Anticipation> {
        let mut tables = vec![self.no_foresight()];
        loop {
            let next = tables
                .last()
                .map_or_else(|| self.no_foresight(), |g| self.one_step_further(g));
            if let Some(first) = tables.iter().position(|earlier| *earlier == next) {
                return tables.split_off(first);
            }
            tables.push(next);
        }
    }

    /// The states from which `i` does not move with a foresight of `horizon` moves (two actors).
    #[must_use]
    pub fn limited_stable(&self, horizon: u16, i: Actor) -> Set {
        let previous = self.foresight_before(horizon);
        (0..self.states)
            .filter(|s| self.choices(&previous, i, *s).is_empty())
            .collect()
    }

    /// The states from which `i` does not move at any large horizon (two actors).
    #[must_use]
    pub fn non_myopic_stable(&self, i: Actor) -> Set {
        let tables = self.recurring_foresight();
        let stays = |s: &State| tables.iter().all(|g| self.choices(g, i, *s).is_empty());
        (0..self.states).filter(stays).collect()
    }
}
