//! A path of simplices on a grid (van der Laan and Talman 1982).
//!
//! From the start, each strategy has a direction: a little more of it, as much less of the one before.
//! A simplex of the path lies in the cone of some directions, and all but one of its corners carry their
//! labels. The corner whose label is twice there is replaced; where that leaves the cone, a direction is
//! given up; a new label adds one. The end is a simplex that has all labels of one player.

use crate::compact::{Agent, Compact};
use crate::several::Steps;

/// A grid and a simplex on it.
pub(super) struct Grid<'a> {
    game: &'a Compact,
    /// How many parts 1 has.
    parts: i64,
    /// The first corner of the simplex.
    base: Vec<i64>,
    /// How far the first corner lies from the start, in each direction.
    far: Vec<i64>,
    /// The directions from corner to corner.
    order: Vec<usize>,
    /// What the corners are labelled.
    labels: Vec<usize>,
}

impl<'a> Grid<'a> {
    /// A grid whose start is near these mixtures.
    pub(super) fn new(game: &'a Compact, parts: i64, near: &[f64]) -> Self {
        let mut base: Vec<i64> = near
            .iter()
            .map(|chance| (chance * parts as f64).floor() as i64)
            .collect();
        for agent in game.agents() {
            let own = &mut base[agent.actions.clone()];
            let rest = parts - own.iter().sum::<i64>();
            if let Some(first) = own.first_mut() {
                *first += rest;
            }
        }
        Self::at(game, parts, base)
    }

    fn at(game: &'a Compact, parts: i64, base: Vec<i64>) -> Self {
        Self {
            game,
            parts,
            far: vec![0; base.len()],
            base,
            order: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// A grid of half the width that starts where this one's path ended.
    pub(super) fn finer(&self) -> Self {
        let base = self.base.iter().map(|place| 2 * place).collect();
        Self::at(self.game, 2 * self.parts, base)
    }

    /// The middle of the simplex.
    pub(super) fn middle(&self) -> Vec<f64> {
        let corners = self.order.len() + 1;
        let mut sum = vec![0.0; self.base.len()];
        for corner in 0..corners {
            for (sum, place) in sum.iter_mut().zip(self.corner(corner)) {
                *sum += place as f64;
            }
        }
        let total = corners as f64 * self.parts as f64;
        sum.into_iter().map(|sum| sum / total).collect()
    }

    /// Follows the path to its end; false where there are not steps enough.
    pub(super) fn walk(&mut self, steps: &mut Steps<'_>) -> bool {
        if self
            .game
            .agents()
            .iter()
            .all(|agent| agent.actions.len() < 2)
        {
            return true;
        }
        let mut fresh = 0;
        self.labels = vec![0];
        loop {
            if !steps.take() {
                return false;
            }
            let label = self.label(&self.corner(fresh));
            self.labels[fresh] = label;
            if !self.order.contains(&label) {
                if self.is_complete_with(label) {
                    return true;
                }
                self.order.push(label);
                self.labels.push(label);
                fresh = self.order.len();
                continue;
            }
            let again = |(corner, other): (usize, &usize)| {
                (*other == label && corner != fresh).then_some(corner)
            };
            let Some(twice) = self.labels.iter().enumerate().find_map(again) else {
                // All other corners have different labels, so this does not happen.
                return false;
            };
            fresh = self.replace(twice);
        }
    }

    /// Replaces a corner, and says where the new one stands.
    fn replace(&mut self, mut corner: usize) -> usize {
        loop {
            let last = self.order.len();
            if corner == 0 {
                let direction = self.order.remove(0);
                self.step(direction, 1);
                self.order.push(direction);
                self.labels.remove(0);
                self.labels.push(direction);
                return last;
            }
            if corner < last {
                self.order.swap(corner - 1, corner);
                return corner;
            }
            let Some(direction) = self.order.pop() else {
                return 0;
            };
            self.labels.pop();
            if self.far[direction] > 0 {
                self.step(direction, -1);
                self.order.insert(0, direction);
                self.labels.insert(0, direction);
                return 0;
            }
            // The cone ends here: the direction is given up, and the corner that has its label goes.
            let Some(next) = self.labels.iter().position(|label| *label == direction) else {
                return 0;
            };
            corner = next;
        }
    }

    fn step(&mut self, direction: usize, by: i64) {
        let before = self.before(direction);
        self.far[direction] += by;
        self.base[direction] += by;
        self.base[before] -= by;
    }

    fn corner(&self, number: usize) -> Vec<i64> {
        let mut place = self.base.clone();
        for &direction in &self.order[..number] {
            place[direction] += 1;
            place[self.before(direction)] -= 1;
        }
        place
    }

    /// The strategy before one of the same player, in a circle.
    fn before(&self, action: usize) -> usize {
        let own = &self.owner(action).actions;
        if action == own.start {
            own.end - 1
        } else {
            action - 1
        }
    }

    fn owner(&self, action: usize) -> &'a Agent {
        let agents = self.game.agents();
        let place = agents.partition_point(|agent| agent.actions.end <= action);
        &agents[place.min(agents.len() - 1)]
    }

    /// Whether the directions and this label are all strategies of one player.
    fn is_complete_with(&self, label: usize) -> bool {
        let own = &self.owner(label).actions;
        own.clone()
            .all(|action| action == label || self.order.contains(&action))
    }

    /// The strategy that gains most at a place, over what its player's strategies gain on average.
    fn label(&self, place: &[i64]) -> usize {
        let place: Vec<f64> = place
            .iter()
            .map(|place| *place as f64 / self.parts as f64)
            .collect();
        let mixtures = nearest_mixture(self.game, &place);
        let worth = self.game.worth_of_chances(&mixtures);
        let mut best = (f64::NEG_INFINITY, 0);
        for agent in self.game.agents() {
            let own = agent.actions.clone();
            if own.len() < 2 {
                continue;
            }
            let gain = |action: usize| worth[action] + mixtures[action] - place[action];
            let mean = own.clone().map(gain).sum::<f64>() / own.len() as f64;
            for action in own {
                let gain = gain(action) - mean;
                if gain > best.0 {
                    best = (gain, action);
                }
            }
        }
        best.1
    }
}

/// For each player the mixture that is nearest to a place: all its numbers lowered alike, and those
/// below 0 taken for 0.
pub(super) fn nearest_mixture(game: &Compact, place: &[f64]) -> Vec<f64> {
    let mut mixtures = place.to_vec();
    for agent in game.agents() {
        let own = &mut mixtures[agent.actions.clone()];
        let mut falling = own.to_vec();
        falling.sort_by(|one, two| two.total_cmp(one));
        let (mut sum, mut lower) = (0.0, 0.0);
        for (count, number) in (1..).zip(falling) {
            sum += number;
            let here = (sum - 1.0) / f64::from(count);
            if number <= here {
                break;
            }
            lower = here;
        }
        for chance in own.iter_mut() {
            *chance = (*chance - lower).max(0.0);
        }
    }
    mixtures
}
