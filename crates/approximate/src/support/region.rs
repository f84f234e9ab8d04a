//! A box of mixtures for one choice of supports: what may hold in it, and what cannot.

use super::conditions::{Conditions, Place, ROUNDING, Spans};
use super::spans::Span;
use crate::dense::Matrix;

/// How far boxes reach below 0, so that solutions at the rim lie inside.
const RIM: f64 = 1e-4;

/// Boxes narrower than this are not split.
const NARROWEST: f64 = 2e-3;

/// Inverses with larger entries say nothing.
const LARGEST: f64 = 1e9;

/// What is known of a box.
pub(super) enum Verdict {
    /// No equilibrium with these supports is in it.
    Empty,
    /// Exactly one solution of the equations is in it: the probability of each action of the game.
    One(Vec<f64>),
    /// Neither.
    Open,
}

/// What one step of Krawczyk's method says.
enum Contraction {
    Empty,
    One(Place),
    Smaller,
}

/// Bounds of the probabilities of the strategies in the supports.
#[derive(Clone)]
pub(super) struct Region<'a> {
    conditions: &'a Conditions<'a>,
    spans: Spans,
}

impl<'a> Region<'a> {
    /// All mixtures.
    pub(super) fn whole(conditions: &'a Conditions<'a>) -> Self {
        let mut spans = Spans::new();
        for own in &conditions.ranges {
            let span = match own.len() {
                1 => Span::exact(1.0),
                _ => Span {
                    low: -RIM,
                    high: 1.0 + RIM,
                },
            };
            spans.extend(own.clone().map(|_| span));
        }
        Self { conditions, spans }
    }

    /// Leaves the box out, settles it, or makes it smaller as far as that goes.
    pub(super) fn judge(&mut self) -> Verdict {
        loop {
            if self.is_impossible() {
                return Verdict::Empty;
            }
            match self.contract() {
                Some(Contraction::Empty) => return Verdict::Empty,
                Some(Contraction::One(place)) => {
                    return Verdict::One(self.conditions.spread(&place));
                }
                Some(Contraction::Smaller) => {}
                None => return Verdict::Open,
            }
        }
    }

    /// The two halves across the widest side; nothing where the box is narrow already.
    pub(super) fn split(&self) -> Option<(Self, Self)> {
        let widths = self.spans.iter().map(|span| span.width()).enumerate();
        let (place, width) = widths.max_by(|one, two| one.1.total_cmp(&two.1))?;
        if width < NARROWEST {
            return None;
        }
        // Not in the very middle, where solutions of symmetric games lie.
        let cut = self.spans[place].low + 0.4871 * width;
        let (mut one, mut two) = (self.clone(), self.clone());
        one.spans[place].high = cut;
        two.spans[place].low = cut;
        Some((one, two))
    }

    /// The center of the box, moved so that each player's probabilities sum to 1.
    pub(super) fn center(&self) -> Place {
        let mut center = Place::new();
        for own in &self.conditions.ranges {
            let spans = &self.spans[own.clone()];
            let low: f64 = spans.iter().map(|span| span.low).sum();
            let width: f64 = spans.iter().map(|span| span.width()).sum();
            let share = if width > 0.0 {
                (1.0 - low) / width
            } else {
                0.0
            };
            center.extend(spans.iter().map(|span| span.low + share * span.width()));
        }
        center
    }

    /// Whether no equilibrium with exactly these supports can lie in the box.
    fn is_impossible(&self) -> bool {
        for own in &self.conditions.ranges {
            let spans = &self.spans[own.clone()];
            let low: f64 = spans.iter().map(|span| span.low).sum();
            let high: f64 = spans.iter().map(|span| span.high).sum();
            if low > 1.0 + ROUNDING || high < 1.0 - ROUNDING {
                return true;
            }
            if spans.iter().any(|span| span.high < -ROUNDING) {
                return true;
            }
        }
        self.conditions.are_violated(&self.spans)
    }

    /// One step of Krawczyk's method; nothing where it brings no more.
    fn contract(&mut self) -> Option<Contraction> {
        let unknowns = &self.conditions.unknowns;
        let center = self.center();
        if unknowns.is_empty() {
            return Some(Contraction::One(center));
        }
        let size = unknowns.len();
        let slopes = self.conditions.slopes(&self.spans);
        let inverse = inverse(size, &slopes)?;
        let values = self.conditions.values(&center);
        // K = m − Y·F(m) + (1 − Y·F')·(X − m)
        let mut next = self.spans.clone();
        for (row, unknown) in unknowns.iter().enumerate() {
            let factors = inverse.row(row);
            let moved: f64 = factors
                .iter()
                .zip(&values)
                .map(|(one, two)| one * two)
                .sum();
            let at = center[unknown.place] - moved;
            let mut most = ROUNDING;
            for (column, other) in unknowns.iter().enumerate() {
                let mut left = Span::exact(f64::from(u8::from(row == column)));
                for (inner, factor) in factors.iter().enumerate() {
                    left = left.plus(slopes[inner * size + column].times(-factor));
                }
                let (side, middle) = (self.spans[other.place], center[other.place]);
                let reach = (side.high - middle).max(middle - side.low);
                most += left.low.abs().max(left.high.abs()) * reach;
            }
            next[unknown.place] = Span {
                low: at - most,
                high: at + most,
            };
        }
        for own in &self.conditions.ranges {
            if let Some((last, rest)) = next[own.clone()].split_last_mut()
                && !rest.is_empty()
            {
                let low: f64 = rest.iter().map(|span| span.low).sum();
                let high: f64 = rest.iter().map(|span| span.high).sum();
                *last = Span {
                    low: 1.0 - high,
                    high: 1.0 - low,
                };
            }
        }
        self.compare(&next, center)
    }

    /// What the image of the box says about the solutions in it.
    fn compare(&mut self, next: &[Span], center: Place) -> Option<Contraction> {
        let pairs = || self.spans.iter().zip(next);
        let varied = || pairs().filter(|(span, _)| span.width() > 0.0);
        if varied().any(|(span, image)| image.high < span.low || image.low > span.high) {
            return Some(Contraction::Empty);
        }
        if varied().all(|(span, image)| image.low > span.low && image.high < span.high) {
            return self.polish(center).map(Contraction::One);
        }
        let mut shrunk = 1.0;
        for (span, image) in self.spans.iter_mut().zip(next) {
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
    fn polish(&self, mut place: Place) -> Option<Place> {
        for _ in 0..12 {
            let values = self.conditions.values(&place);
            let step = self.conditions.slopes_at(&place).factor()?.solve(&values);
            for (unknown, step) in self.conditions.unknowns.iter().zip(&step) {
                place[unknown.place] -= step;
                place[self.conditions.ranges[unknown.player].end - 1] += step;
            }
            if step.iter().all(|step| step.abs() < 1e-16) {
                break;
            }
        }
        Some(place)
    }
}

/// The inverse of the middle of a matrix of intervals, unless its entries are very large.
fn inverse(size: usize, slopes: &[Span]) -> Option<Matrix> {
    let middle = Matrix {
        size,
        entries: slopes.iter().map(|span| span.middle()).collect(),
    };
    let inverse = middle.factor()?.inverse();
    let are_small = inverse.entries.iter().all(|entry| entry.abs() < LARGEST);
    are_small.then_some(inverse)
}
