//! What must hold where players play certain strategies: each in a support pays the same, and no other of
//! the player more.

use std::ops::Range;

use smallvec::SmallVec;

use super::spans::{FEW, Span, mean};
use crate::compact::Compact;
use crate::dense::{Matrix, rank};

/// By how much bounds are widened: more than rounding can be wrong in units of the payoff range.
pub(super) const ROUNDING: f64 = 1e-12;

/// Multiples of this are spread evenly (the golden ratio).
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Bounds of the probabilities of all strategies in the supports, one player's after the other's.
pub(super) type Spans = SmallVec<[Span; 2 * FEW]>;

/// Probabilities of all strategies in the supports.
pub(super) type Place = SmallVec<[f64; 2 * FEW]>;

/// A choice of supports, with what these strategies pay.
pub(super) struct Conditions<'a> {
    choice: &'a [Vec<usize>],
    /// Where each player's strategies are among those of all supports.
    pub(super) ranges: Vec<Range<usize>>,
    /// The probabilities that are unknown: of each player all but the last.
    pub(super) unknowns: Vec<Unknown>,
    /// For each unknown, how much more that strategy pays than the last one of its player: they pay
    /// the same.
    equations: Vec<Difference>,
    /// What else must not be below 0, or must be 0.
    others: Vec<Difference>,
    actions: usize,
}

/// A strategy of a support that is not the last one of its player.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unknown {
    pub(super) player: usize,
    /// Its place among the strategies of all supports.
    pub(super) place: usize,
}

/// How much more one strategy of a player pays than another, for each combination of what others play.
struct Difference {
    player: usize,
    /// Whether both are played, so that this must be 0.
    is_equal: bool,
    values: Vec<f64>,
}

/// How something changes where a player moves weight from one strategy to another.
#[derive(Clone, Copy)]
struct Slope {
    player: usize,
    to: usize,
    from: usize,
}

impl<'a> Conditions<'a> {
    /// Of all strategies that are `kept`, those of a choice are played.
    pub(super) fn new(game: &Compact, kept: &[Vec<usize>], choice: &'a [Vec<usize>]) -> Self {
        let mut ranges = Vec::with_capacity(choice.len());
        let (mut unknowns, mut equations, mut others) = (Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for (player, own) in choice.iter().enumerate() {
            ranges.push(start..start + own.len());
            let difference = |one, other, is_equal| Difference {
                player,
                is_equal,
                values: game.differences(player, one, other, choice),
            };
            for (rank, &one) in own.iter().enumerate() {
                for &other in &own[rank + 1..] {
                    let difference = difference(one, other, true);
                    if own.last() == Some(&other) {
                        equations.push(difference);
                    } else {
                        others.push(difference);
                    }
                }
                let unplayed = kept[player].iter().filter(|other| !own.contains(other));
                others.extend(unplayed.map(|&other| difference(one, other, false)));
            }
            let last = start + own.len() - 1;
            unknowns.extend((start..last).map(|place| Unknown { player, place }));
            start += own.len();
        }
        Self {
            choice,
            ranges,
            unknowns,
            equations,
            others,
            actions: game.action_count(),
        }
    }

    /// Whether something cannot hold within these bounds.
    pub(super) fn are_violated(&self, spans: &[Span]) -> bool {
        self.equations.iter().chain(&self.others).any(|difference| {
            let span = self.bound(difference, spans, None);
            span.high < -ROUNDING || (difference.is_equal && span.low > ROUNDING)
        })
    }

    /// What is left of each equation.
    pub(super) fn values(&self, place: &[f64]) -> Vec<f64> {
        let exact: Spans = place.iter().map(|&at| Span::exact(at)).collect();
        let equations = self.equations.iter();
        equations
            .map(|equation| self.bound(equation, &exact, None).low)
            .collect()
    }

    /// How the equations change with the unknowns, within bounds: a row for each equation.
    pub(super) fn slopes(&self, spans: &[Span]) -> Vec<Span> {
        let mut slopes = Vec::with_capacity(self.unknowns.len() * self.unknowns.len());
        for equation in &self.equations {
            for unknown in &self.unknowns {
                if unknown.player == equation.player {
                    slopes.push(Span::exact(0.0));
                    continue;
                }
                let own = &self.ranges[unknown.player];
                let slope = Slope {
                    player: unknown.player,
                    to: unknown.place - own.start,
                    from: own.len() - 1,
                };
                slopes.push(self.bound(equation, spans, Some(slope)));
            }
        }
        slopes
    }

    /// How the equations change with the unknowns at a place.
    pub(super) fn slopes_at(&self, place: &[f64]) -> Matrix {
        let exact: Spans = place.iter().map(|&at| Span::exact(at)).collect();
        let slopes = self.slopes(&exact);
        Matrix {
            size: self.unknowns.len(),
            entries: slopes.iter().map(|slope| slope.low).collect(),
        }
    }

    /// Whether the equations leave the solutions room to move, wherever there are any: fewer of them
    /// than unknowns count. Told from the rank of their slopes at a place with nothing special.
    pub(super) fn are_loose(&self) -> bool {
        let mut place = Place::new();
        for (player, own) in self.ranges.iter().enumerate() {
            let weight =
                |one: usize| 1.0 + (f64::from((31 * player + one) as u32) * GOLDEN).fract();
            let sum: f64 = (1..=own.len()).map(weight).sum();
            place.extend((1..=own.len()).map(|one| weight(one) / sum));
        }
        rank(self.slopes_at(&place)) < self.unknowns.len()
    }

    /// Probabilities of the supports as probabilities of all actions.
    pub(super) fn spread(&self, place: &[f64]) -> Vec<f64> {
        let mut all = vec![0.0; self.actions];
        for (&action, &chance) in self.choice.iter().flatten().zip(place) {
            all[action] = chance;
        }
        all
    }

    /// Bounds of a difference, or of its slope.
    fn bound(&self, difference: &Difference, spans: &[Span], slope: Option<Slope>) -> Span {
        let players = self.ranges.len();
        self.bound_before(players, &difference.values, difference.player, spans, slope)
    }

    /// The same of a part of the table in which players from one on play certain strategies.
    fn bound_before(
        &self,
        player: usize,
        values: &[f64],
        owner: usize,
        spans: &[Span],
        slope: Option<Slope>,
    ) -> Span {
        let Some(player) = (0..player).rev().find(|&player| player != owner) else {
            return Span::exact(values[0]);
        };
        let own = &spans[self.ranges[player].clone()];
        let part = |part: &[f64]| self.bound_before(player, part, owner, spans, slope);
        let taken = slope.filter(|slope| slope.player == player);
        match own {
            [_] => part(values),
            // By far the most frequent, and faster than any list.
            [one, two] if taken.is_none() => {
                let (first, second) = values.split_at(values.len() / 2);
                mean(&[part(first), part(second)], &[*one, *two])
            }
            _ => {
                let parts = values.chunks_exact(values.len() / own.len()).map(part);
                let parts: SmallVec<[Span; FEW]> = parts.collect();
                match taken {
                    Some(slope) => parts[slope.to].minus(parts[slope.from]),
                    None => mean(&parts, own),
                }
            }
        }
    }
}
