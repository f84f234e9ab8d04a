//! A box of mixtures for one choice of supports: what may hold in it, and what cannot.

use crate::compact::Compact;
use crate::dense::Matrix;

/// By how much bounds are widened: more than rounding can be wrong in units of the payoff range.
const ROUNDING: f64 = 1e-12;

/// How far boxes reach below 0, so that solutions at the rim lie inside.
const RIM: f64 = 1e-4;

/// Slopes this small beside the largest are 0.
const DEPENDENT: f64 = 1e-9;

/// Multiples of this are spread evenly (the golden ratio).
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Boxes narrower than this are not split.
const NARROWEST: f64 = 2e-3;

/// An interval.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    low: f64,
    high: f64,
}

impl Span {
    fn width(self) -> f64 {
        self.high - self.low
    }

    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    fn times(self, factor: f64) -> Self {
        let (one, two) = (self.low * factor, self.high * factor);
        Self {
            low: one.min(two),
            high: one.max(two),
        }
    }
}

/// What is known of a box.
pub(super) enum Verdict {
    /// No equilibrium with these supports is in it.
    Empty,
    /// Exactly one solution of the equations is in it: the probability of each action of the game.
    One(Vec<f64>),
    /// Neither.
    Open,
}

/// For each player, bounds of the probabilities of the strategies in its support.
#[derive(Clone, Debug)]
pub(super) struct Region<'a> {
    game: &'a Compact,
    choice: &'a [Vec<usize>],
    spans: Vec<Vec<Span>>,
}

/// For each player, probabilities of its support.
type Place = Vec<Vec<f64>>;

impl<'a> Region<'a> {
    /// All mixtures.
    pub(super) fn whole(game: &'a Compact, choice: &'a [Vec<usize>]) -> Self {
        let whole = |own: &Vec<usize>| {
            let span = match own.len() {
                1 => Span {
                    low: 1.0,
                    high: 1.0,
                },
                _ => Span {
                    low: -RIM,
                    high: 1.0 + RIM,
                },
            };
            vec![span; own.len()]
        };
        Self {
            game,
            choice,
            spans: choice.iter().map(whole).collect(),
        }
    }

    /// Strategies that are beaten by another one of the same player everywhere in the box.
    pub(super) fn beaten(&self) -> Vec<usize> {
        let mut beaten = Vec::new();
        for player in 0..self.choice.len() {
            let own = &self.choice[player];
            for &one in own {
                let is_beaten = own.iter().any(|&other| {
                    one != other && self.difference(player, one, other).high < -ROUNDING
                });
                if is_beaten {
                    beaten.push(one);
                }
            }
        }
        beaten
    }

    /// Leaves the box out, settles it, or makes it smaller as far as that goes.
    pub(super) fn judge(&mut self) -> Verdict {
        loop {
            if self.is_impossible() {
                return Verdict::Empty;
            }
            match self.contract() {
                Some(Contraction::Empty) => return Verdict::Empty,
                Some(Contraction::One(place)) => return Verdict::One(self.spread(&place)),
                Some(Contraction::Smaller) => {}
                None => return Verdict::Open,
            }
        }
    }

    /// The two halves across the widest side; nothing where the box is narrow already.
    pub(super) fn split(&self) -> Option<(Self, Self)> {
        let sides = self.spans.iter().enumerate().flat_map(|(player, spans)| {
            let own = spans.iter().enumerate();
            own.map(move |(place, span)| (player, place, span.width()))
        });
        let (player, place, width) = sides.max_by(|one, two| one.2.total_cmp(&two.2))?;
        if width < NARROWEST {
            return None;
        }
        let span = self.spans[player][place];
        // Not in the very middle, where solutions of symmetric games lie.
        let cut = span.low + 0.4871 * span.width();
        let (mut one, mut two) = (self.clone(), self.clone());
        one.spans[player][place].high = cut;
        two.spans[player][place].low = cut;
        Some((one, two))
    }

    /// A place of the box, as one list over all supports.
    pub(super) fn middle(&self) -> Vec<f64> {
        self.center().into_iter().flatten().collect()
    }

    /// The center of the box, moved so that each player's probabilities sum to 1.
    fn center(&self) -> Place {
        let center = |spans: &Vec<Span>| {
            let low: f64 = spans.iter().map(|span| span.low).sum();
            let width: f64 = spans.iter().map(|span| span.width()).sum();
            let share = if width > 0.0 {
                (1.0 - low) / width
            } else {
                0.0
            };
            spans
                .iter()
                .map(|span| span.low + share * span.width())
                .collect()
        };
        self.spans.iter().map(center).collect()
    }

    /// Whether the equations leave the solutions room to move, wherever there are any: fewer of them
    /// than unknowns count. Told from the rank of their slopes at a place with nothing special.
    pub(super) fn is_loose(&self) -> bool {
        let unknowns = self.unknowns();
        let place = self.choice.iter().enumerate().map(|(player, own)| {
            let weights: Vec<f64> = (1..=own.len())
                .map(|one| 1.0 + (f64::from((31 * player + one) as u32) * GOLDEN).fract())
                .collect();
            let sum: f64 = weights.iter().sum();
            weights.into_iter().map(|weight| weight / sum).collect()
        });
        let slopes = self.slopes_at(&place.collect(), &unknowns);
        rank(slopes) < unknowns.len()
    }

    /// Probabilities of the supports as probabilities of all actions.
    fn spread(&self, place: &Place) -> Vec<f64> {
        let mut all = vec![0.0; self.game.action_count()];
        for (&action, &chance) in self.choice.iter().flatten().zip(place.iter().flatten()) {
            all[action] = chance;
        }
        all
    }

    /// Whether no equilibrium with exactly these supports can lie in the box.
    fn is_impossible(&self) -> bool {
        for spans in &self.spans {
            let low: f64 = spans.iter().map(|span| span.low).sum();
            let high: f64 = spans.iter().map(|span| span.high).sum();
            if low > 1.0 + ROUNDING || high < 1.0 - ROUNDING {
                return true;
            }
            if spans.iter().any(|span| span.high < -ROUNDING) {
                return true;
            }
        }
        (0..self.choice.len()).any(|player| {
            let own = &self.choice[player];
            self.game.agents()[player].actions.clone().any(|other| {
                let inside = own.contains(&other);
                own.iter().any(|&one| {
                    // What is played must pay at least as much as everything else.
                    (one < other || !inside) && {
                        let span = self.difference(player, one, other);
                        span.high < -ROUNDING || (inside && span.low > ROUNDING)
                    }
                })
            })
        })
    }

    /// How much more one strategy of a player pays than another, anywhere in the box.
    fn difference(&self, player: usize, one: usize, other: usize) -> Span {
        self.bound(player, one, other, None)
    }

    /// Bounds of a difference of payoffs, or of its slope: how it changes where a player moves weight
    /// from one strategy of its support, given by its place, to another.
    fn bound(
        &self,
        player: usize,
        one: usize,
        other: usize,
        slope: Option<(usize, usize, usize)>,
    ) -> Span {
        let mut spans: Vec<Span> = self
            .game
            .differences(player, one, other, self.choice)
            .into_iter()
            .map(|value| Span {
                low: value,
                high: value,
            })
            .collect();
        for (moving, own) in self.spans.iter().enumerate() {
            if moving == player {
                continue;
            }
            spans = match slope {
                Some((who, to, from)) if who == moving => spans
                    .chunks_exact(own.len())
                    .map(|line| Span {
                        low: line[to].low - line[from].high,
                        high: line[to].high - line[from].low,
                    })
                    .collect(),
                _ => spans
                    .chunks_exact(own.len())
                    .map(|line| mean(line, own))
                    .collect(),
            };
        }
        spans[0]
    }

    /// One step of Krawczyk's method; nothing where it brings no more.
    fn contract(&mut self) -> Option<Contraction> {
        let unknowns = self.unknowns();
        if unknowns.is_empty() {
            return Some(Contraction::One(self.center()));
        }
        let center = self.center();
        let slopes = self.slopes(&unknowns);
        let inverse = inverse(&slopes)?;
        let size = unknowns.len();
        let values = self.values(&unknowns, &center);
        // K = m − Y·F(m) + (1 − Y·F')·(X − m)
        let mut next = self.spans.clone();
        for (row, unknown) in unknowns.iter().enumerate() {
            let mut at = center[unknown.player][unknown.place];
            for (column, value) in values.iter().enumerate() {
                at -= inverse[row][column] * value;
            }
            let mut span = Span {
                low: at - ROUNDING,
                high: at + ROUNDING,
            };
            for (column, other) in unknowns.iter().enumerate() {
                let mut left = Span {
                    low: 0.0,
                    high: 0.0,
                };
                for (inner, factors) in inverse[row].iter().enumerate().take(size) {
                    left = left.plus(slopes[inner][column].times(-factors));
                }
                let one = f64::from(u8::from(row == column));
                let left = Span {
                    low: left.low + one,
                    high: left.high + one,
                };
                let side = self.spans[other.player][other.place];
                let middle = center[other.player][other.place];
                let reach = (side.high - middle).max(middle - side.low);
                let most = left.low.abs().max(left.high.abs()) * reach;
                span = span.plus(Span {
                    low: -most,
                    high: most,
                });
            }
            next[unknown.player][unknown.place] = span;
        }
        for (player, spans) in next.iter_mut().enumerate() {
            if let Some((last, rest)) = spans.split_last_mut()
                && !rest.is_empty()
            {
                let low: f64 = rest.iter().map(|span| span.low).sum();
                let high: f64 = rest.iter().map(|span| span.high).sum();
                *last = Span {
                    low: 1.0 - high,
                    high: 1.0 - low,
                };
                debug_assert_eq!(self.spans[player].len(), rest.len() + 1);
            }
        }
        self.compare(next, center, &unknowns)
    }

    /// What the image of the box says about the solutions in it.
    fn compare(
        &mut self,
        next: Vec<Vec<Span>>,
        center: Place,
        unknowns: &[Unknown],
    ) -> Option<Contraction> {
        let pairs = || self.spans.iter().flatten().zip(next.iter().flatten());
        let varied = || pairs().filter(|(span, _)| span.width() > 0.0);
        if varied().any(|(span, image)| image.high < span.low || image.low > span.high) {
            return Some(Contraction::Empty);
        }
        if varied().all(|(span, image)| image.low > span.low && image.high < span.high) {
            return self.polish(center, unknowns).map(Contraction::One);
        }
        let mut shrunk = 1.0;
        for (span, image) in self.spans.iter_mut().flatten().zip(next.iter().flatten()) {
            if span.width() > 0.0 {
                let before = span.width();
                span.low = span.low.max(image.low);
                span.high = span.high.min(image.high);
                shrunk *= (span.width() / before).max(1e-3);
            }
        }
        (shrunk < 0.5).then_some(Contraction::Smaller)
    }

    /// Newton's method from the center to the one solution.
    fn polish(&self, mut place: Place, unknowns: &[Unknown]) -> Option<Place> {
        for _ in 0..12 {
            let values = self.values(unknowns, &place);
            let mut matrix = Matrix::zero(unknowns.len());
            for (row, slopes) in self.slopes_at(&place, unknowns).iter().enumerate() {
                matrix.row_mut(row).copy_from_slice(slopes);
            }
            let step = matrix.factor()?.solve(&values);
            for (unknown, step) in unknowns.iter().zip(&step) {
                let own = &mut place[unknown.player];
                own[unknown.place] -= step;
                if let Some(last) = own.last_mut() {
                    *last += step;
                }
            }
            if step.iter().all(|step| step.abs() < 1e-16) {
                break;
            }
        }
        Some(place)
    }

    fn unknowns(&self) -> Vec<Unknown> {
        let players = self.choice.iter().enumerate();
        players
            .flat_map(|(player, own)| {
                (0..own.len() - 1).map(move |place| Unknown { player, place })
            })
            .collect()
    }

    /// What is left of each equation at a place: a strategy against the last one of the support.
    fn values(&self, unknowns: &[Unknown], place: &Place) -> Vec<f64> {
        let worth = self.game.worth_of_chances(&self.spread(place));
        unknowns
            .iter()
            .map(|unknown| {
                let own = &self.choice[unknown.player];
                worth[own[unknown.place]] - worth[own[own.len() - 1]]
            })
            .collect()
    }

    /// How the equations change with the unknowns at a place.
    fn slopes_at(&self, place: &Place, unknowns: &[Unknown]) -> Vec<Vec<f64>> {
        let point = Self {
            spans: place
                .iter()
                .map(|own| own.iter().map(|&at| Span { low: at, high: at }).collect())
                .collect(),
            ..self.clone()
        };
        let slopes = point.slopes(unknowns).into_iter();
        slopes
            .map(|row| row.into_iter().map(|slope| slope.low).collect())
            .collect()
    }

    /// How the equations change with the unknowns, anywhere in the box.
    fn slopes(&self, unknowns: &[Unknown]) -> Vec<Vec<Span>> {
        unknowns
            .iter()
            .map(|equation| {
                let own = &self.choice[equation.player];
                let (one, other) = (own[equation.place], own[own.len() - 1]);
                unknowns
                    .iter()
                    .map(|unknown| {
                        if unknown.player == equation.player {
                            return Span {
                                low: 0.0,
                                high: 0.0,
                            };
                        }
                        let last = self.choice[unknown.player].len() - 1;
                        let moved = (unknown.player, unknown.place, last);
                        self.bound(equation.player, one, other, Some(moved))
                    })
                    .collect()
            })
            .collect()
    }
}

/// The probability of a strategy of a support, the last one of each excepted.
#[derive(Clone, Copy, Debug)]
struct Unknown {
    player: usize,
    place: usize,
}

enum Contraction {
    Empty,
    One(Place),
    Smaller,
}

/// Bounds of a mean with weights in these bounds that sum to 1. Sorts, else linear.
///
/// The least mean gives each value its least weight, and the rest to the lowest values.
fn mean(values: &[Span], weights: &[Span]) -> Span {
    if let ([value], [_]) = (values, weights) {
        return *value;
    }
    // A weight a little below 0 counts the other end of the value's bounds.
    let mut slack = 0.0;
    for (value, weight) in values.iter().zip(weights) {
        slack += (-weight.low).max(0.0) * value.width();
    }
    let end = |bound: fn(&Span) -> f64, upward: bool| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&one, &two| bound(&values[one]).total_cmp(&bound(&values[two])));
        if upward {
            order.reverse();
        }
        let mut left = 1.0 - weights.iter().map(|weight| weight.low).sum::<f64>();
        let mut sum = 0.0;
        for place in order {
            let more = left.clamp(0.0, weights[place].width());
            sum += (weights[place].low + more) * bound(&values[place]);
            left -= more;
        }
        sum
    };
    Span {
        low: end(|span| span.low, false) - slack,
        high: end(|span| span.high, true) + slack,
    }
}

/// The rank of a matrix, by elimination with the largest entry that is left.
fn rank(mut rows: Vec<Vec<f64>>) -> usize {
    let size = rows.len();
    let mut used = vec![false; size];
    let mut largest = None;
    for rank in 0..size {
        let places = (rank..size).flat_map(|row| (0..size).map(move |column| (row, column)));
        let free = places.filter(|&(_, column)| !used[column]);
        let pivot = free.max_by(|&(row, column), &(other, beside)| {
            f64::total_cmp(&rows[row][column].abs(), &rows[other][beside].abs())
        });
        let Some((row, column)) = pivot else {
            return rank;
        };
        let entry = rows[row][column].abs();
        if entry <= DEPENDENT * *largest.get_or_insert(entry.max(DEPENDENT)) {
            return rank;
        }
        rows.swap(rank, row);
        used[column] = true;
        let (done, rest) = rows.split_at_mut(rank + 1);
        let Some(pivot) = done.last() else {
            return rank;
        };
        for other in rest {
            let factor = other[column] / pivot[column];
            for (one, entry) in other.iter_mut().zip(pivot) {
                *one -= factor * entry;
            }
        }
    }
    size
}

/// The inverse of the middle of a matrix of intervals.
fn inverse(slopes: &[Vec<Span>]) -> Option<Vec<Vec<f64>>> {
    let size = slopes.len();
    let mut middle = Matrix::zero(size);
    for (row, spans) in slopes.iter().enumerate() {
        for (entry, span) in middle.row_mut(row).iter_mut().zip(spans) {
            *entry = f64::midpoint(span.low, span.high);
        }
    }
    let factors = middle.factor()?;
    let columns: Vec<Vec<f64>> = (0..size)
        .map(|column| {
            let mut unit = vec![0.0; size];
            unit[column] = 1.0;
            factors.solve(&unit)
        })
        .collect();
    let rows = (0..size).map(|row| columns.iter().map(|column| column[row]).collect());
    let rows: Vec<Vec<f64>> = rows.collect();
    rows.iter()
        .flatten()
        .all(|entry| entry.abs() < 1e9)
        .then_some(rows)
}
