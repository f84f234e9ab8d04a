//! The least number of groups within which any two may be one.
//!
//! In: how many origins there are, and which pairs may be one. Out: [`Cover`]. This is the minimum
//! clique cover of the graph of pairs, that is, the chromatic number of its complement (Karp 1972).

/// Most origins for which the least number is searched for exactly.
pub const MOST_EXACT: usize = 20;

/// The least number of groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The number; where it is not exact, the number is not less.
    pub count: usize,
    /// Whether the number is exact.
    pub exact: bool,
    /// Origins of which no two may be one, as many as were found, ascending: they show that there
    /// are not fewer groups than these.
    pub apart: Vec<usize>,
}

/// The least number of groups into which `0..count` can be divided so that every two of a group
/// are among `pairs`. Exact up to [`MOST_EXACT`], by search with a bound, exponential at worst;
/// beyond, the number of origins of which no two may be one, found greedily in quadratic time.
#[must_use]
pub fn least_cover(count: usize, pairs: &[(usize, usize)]) -> Cover {
    let mut alike = vec![vec![false; count]; count];
    for &(a, b) in pairs.iter().filter(|(a, b)| a != b) {
        for (from, to) in [(a, b), (b, a)] {
            if let Some(cell) = alike.get_mut(from).and_then(|row| row.get_mut(to)) {
                *cell = true;
            }
        }
    }
    let apart = apart(&alike);
    if count > MOST_EXACT {
        return Cover {
            count: apart.len(),
            exact: false,
            apart,
        };
    }
    let mut search = Search {
        alike: &alike,
        order: hardest_first(&alike),
        least: apart.len(),
        best: count,
    };
    search.place(0, &mut Vec::new());
    Cover {
        count: search.best,
        exact: true,
        apart,
    }
}

/// Those that may be one with few others come first: they need groups of their own.
fn hardest_first(alike: &[Vec<bool>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..alike.len()).collect();
    let company = |&one: &usize| {
        let row = alike.get(one).map(Vec::as_slice).unwrap_or_default();
        row.iter().filter(|cell| **cell).count()
    };
    order.sort_by_key(company);
    order
}

/// Origins of which no two may be one, ascending.
fn apart(alike: &[Vec<bool>]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for one in hardest_first(alike) {
        if chosen.iter().all(|&other| !are_alike(alike, one, other)) {
            chosen.push(one);
        }
    }
    chosen.sort_unstable();
    chosen
}

fn are_alike(alike: &[Vec<bool>], one: usize, other: usize) -> bool {
    alike.get(one).and_then(|row| row.get(other)) == Some(&true)
}

/// A search over all ways to divide.
struct Search<'a> {
    alike: &'a [Vec<bool>],
    order: Vec<usize>,
    /// There are not fewer groups than this.
    least: usize,
    /// The fewest groups found so far.
    best: usize,
}

impl Search<'_> {
    /// Places the origins from this position of the order on, in each way that can still be better.
    fn place(&mut self, position: usize, groups: &mut Vec<Vec<usize>>) {
        if groups.len() >= self.best || self.best == self.least {
            return;
        }
        let Some(&one) = self.order.get(position) else {
            self.best = groups.len();
            return;
        };
        for index in 0..groups.len() {
            let fits = groups
                .get(index)
                .is_some_and(|group| group.iter().all(|&other| are_alike(self.alike, one, other)));
            if !fits {
                continue;
            }
            if let Some(group) = groups.get_mut(index) {
                group.push(one);
            }
            self.place(position + 1, groups);
            if let Some(group) = groups.get_mut(index) {
                group.pop();
            }
        }
        groups.push(vec![one]);
        self.place(position + 1, groups);
        groups.pop();
    }
}
