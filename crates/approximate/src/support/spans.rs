//! Intervals, and means with weights that are known between bounds.

use smallvec::SmallVec;

/// So many intervals need no memory of their own.
pub(super) const FEW: usize = 8;

/// An interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Span {
    pub(super) fn exact(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    pub(super) fn width(self) -> f64 {
        self.high - self.low
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self {
            low: self.low - other.high,
            high: self.high - other.low,
        }
    }

    pub(super) fn times(self, factor: f64) -> Self {
        let (one, two) = (self.low * factor, self.high * factor);
        Self {
            low: one.min(two),
            high: one.max(two),
        }
    }
}

/// Bounds of a mean with weights in these bounds that sum to 1. Sorts, else linear.
///
/// The least mean gives each value its least weight, and the rest to the lowest values.
pub(super) fn mean(values: &[Span], weights: &[Span]) -> Span {
    if let ([value], [_]) = (values, weights) {
        return *value;
    }
    // A weight a little below 0 counts the other end of the value's bounds.
    let mut slack = 0.0;
    let mut rest = 1.0;
    for (value, weight) in values.iter().zip(weights) {
        slack += (-weight.low).max(0.0) * value.width();
        rest -= weight.low;
    }
    Span {
        low: end(values, weights, rest, |span| span.low) - slack,
        high: -end(values, weights, rest, |span| -span.high) + slack,
    }
}

/// The least mean of the ends of values.
fn end(values: &[Span], weights: &[Span], rest: f64, at: impl Fn(&Span) -> f64) -> f64 {
    let (mut left, mut sum) = (rest, 0.0);
    let mut add = |place: usize| {
        let weight: Span = weights[place];
        let more = left.clamp(0.0, weight.width());
        sum += (weight.low + more) * at(&values[place]);
        left -= more;
    };
    if let [one, two] = values {
        let first = usize::from(at(one) > at(two));
        add(first);
        add(1 - first);
    } else {
        let mut order: SmallVec<[usize; FEW]> = (0..values.len()).collect();
        order.sort_unstable_by(|&one, &two| at(&values[one]).total_cmp(&at(&values[two])));
        order.into_iter().for_each(add);
    }
    sum
}
