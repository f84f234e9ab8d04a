//! Whether trembles lead to beliefs that support behaviour.
//!
//! Beliefs are limits of beliefs under small trembles exactly where each action that is not taken has
//! a rank, the number of steps by which it is less likely than what is taken, and a weight, so that at
//! each information set the nodes held possible are those on whose path ranks add up to least, and are
//! as likely to each other as the products of weights (Kreps and Wilson 1982, lemmas A1 and A2).
//!
//! In: the information sets where nobody gets, their nodes in groups by the trembles that lead there.
//! Which groups are held possible is tried at one set after the other; ranks for that are a linear
//! program, so are the beliefs, and whether weights for all of these exist is linear in logarithms.

use std::ops::ControlFlow;

use game::Rational;

use super::beliefs::{Tremble, Unreached};
use super::relations::hold;
use crate::program::{Program, Row, solve};

/// What was found.
pub(super) enum Consistency {
    /// For each set, the belief about its nodes.
    Found(Vec<Vec<Rational>>),
    /// No trembles lead to beliefs that support the behaviour.
    None,
    /// Not everything could be tried.
    Open,
}

/// Of more groups than these, only single ones, pairs and all together are tried as those possible.
const MOST_GROUPS: usize = 6;
/// Linear programs about ranks that are solved at most.
const MOST_PROGRAMS: usize = 5_000;

/// Looks for beliefs that trembles lead to and that support the behaviour at all these sets.
pub(super) fn consistent(sets: &[Unreached]) -> Consistency {
    let mut classes = classes(sets);
    // Those first of which there is least to choose: they show soonest what cannot be.
    classes.sort_by_key(|class| class.beliefs.len());
    let mut trembles: Vec<Tremble> = Vec::new();
    for tremble in classes
        .iter()
        .flat_map(|class| class.groups.iter().flatten())
    {
        if !trembles.contains(tremble) {
            trembles.push(*tremble);
        }
    }
    let mut search = Search {
        open: classes.iter().any(|class| !class.all),
        classes: &classes,
        trembles,
        programs: 0,
        chosen: Vec::new(),
    };
    if !search.descend() {
        return if search.open {
            Consistency::Open
        } else {
            Consistency::None
        };
    }
    let mut found = vec![Vec::new(); sets.len()];
    for (class, choice) in classes.iter().zip(&search.chosen) {
        for set in &class.sets {
            found[*set] = sets[*set].spread(&class.beliefs[*choice].weights);
        }
    }
    Consistency::Found(found)
}

/// Sets whose groups are told apart by the same trembles. What is believed about these is believed at
/// all of them.
struct Class {
    sets: Vec<usize>,
    /// The trembles of each group that not all groups have in common.
    groups: Vec<Vec<Tremble>>,
    /// Beliefs that support the behaviour at these sets, one for each choice of the groups possible.
    beliefs: Vec<Belief>,
    /// Whether all choices were tried.
    all: bool,
}

/// The groups held possible, and for each group the product of the weights of its trembles.
struct Belief {
    possible: Vec<usize>,
    weights: Vec<Rational>,
}

fn classes(sets: &[Unreached]) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for (place, set) in sets.iter().enumerate() {
        let groups = set.difference();
        match classes.iter_mut().find(|class| class.groups == groups) {
            Some(class) => class.sets.push(place),
            None => classes.push(Class {
                sets: vec![place],
                groups,
                beliefs: Vec::new(),
                all: true,
            }),
        }
    }
    for class in &mut classes {
        let together: Vec<&Unreached> = class.sets.iter().map(|place| &sets[*place]).collect();
        // A group whose trembles another needs too is never less likely than that.
        let least = least_surprising(&class.groups);
        class.all = least.len() <= MOST_GROUPS;
        class.beliefs = choices(&least)
            .into_iter()
            .filter_map(|possible| {
                let weights = supporting(&together, &possible)?;
                Some(Belief { possible, weights })
            })
            .collect();
    }
    classes
}

/// The groups of which no other needs only a part of their trembles.
pub(super) fn least_surprising(groups: &[Vec<Tremble>]) -> Vec<usize> {
    let needs_more = |own: &Vec<Tremble>| {
        groups.iter().any(|other| {
            other.len() < own.len() && other.iter().all(|tremble| own.contains(tremble))
        })
    };
    (0..groups.len())
        .filter(|place| !needs_more(&groups[*place]))
        .collect()
}

/// The choices of some of these, the small ones first.
fn choices(of: &[usize]) -> Vec<Vec<usize>> {
    let bits = if of.len() <= MOST_GROUPS {
        (1u64..1 << of.len()).collect()
    } else {
        let single = (0..of.len().min(63)).map(|one| 1u64 << one);
        let mut few: Vec<u64> = single.clone().collect();
        few.extend(single.clone().flat_map(|one| {
            let greater = single.clone().filter(move |two| *two > one);
            greater.map(move |two| one | two)
        }));
        few.push(few.iter().fold(0, |all, one| all | one));
        few
    };
    let chosen = |bits: u64| {
        let places = (0..of.len().min(63)).filter(move |place| bits >> place & 1 == 1);
        places.map(|place| of[place]).collect()
    };
    let mut found: Vec<Vec<usize>> = bits.into_iter().map(chosen).collect();
    found.sort_by_key(Vec::len);
    found
}

/// For each group how likely its trembles are, the same at all the sets: above 0 for those possible and
/// 0 for others, so that no action pays more than what is done. As even as can be.
pub(super) fn supporting(sets: &[&Unreached], possible: &[usize]) -> Option<Vec<Rational>> {
    let count = sets.first().map_or(0, |set| set.groups.len());
    let unknown = possible.len();
    let mut rows = optimal(sets, possible);
    rows.extend((0..unknown).map(|at| Row {
        entries: vec![(unknown, Rational::ONE), (at, -Rational::ONE)],
        bound: Rational::ZERO,
    }));
    let best = largest_least(rows, unknown)?;
    let total = best[..unknown]
        .iter()
        .fold(Rational::ZERO, |sum, one| sum + one);
    let mut weights = vec![Rational::ZERO; count];
    for (group, weight) in possible.iter().zip(best) {
        weights[*group] = weight / &total;
    }
    Some(weights)
}

/// As [`supporting`] at one set, where some of the groups possible may be held for impossible.
pub(super) fn supporting_by_some(set: &Unreached, possible: &[usize]) -> Option<Vec<Rational>> {
    let program = Program {
        rows: optimal(&[set], possible),
        goal: vec![Rational::ONE; possible.len()],
    };
    let best = solve(&program, &mut || ControlFlow::Continue(()))?;
    (best.value > Rational::ZERO).then(|| {
        let mut weights = vec![Rational::ZERO; set.groups.len()];
        for (group, weight) in possible.iter().zip(best.point) {
            weights[*group] = weight;
        }
        weights
    })
}

/// That no action pays more than what is done at any of the sets, and that weights add up to 1 at most.
fn optimal(sets: &[&Unreached], possible: &[usize]) -> Vec<Row> {
    let mut rows = vec![Row {
        entries: (0..possible.len()).map(|at| (at, Rational::ONE)).collect(),
        bound: Rational::ONE,
    }];
    for set in sets {
        let actions = set.groups.first().map_or(0, |group| group.gains.len());
        rows.extend((0..actions).map(|action| {
            let gains = possible.iter().map(|group| {
                let group = &set.groups[*group];
                &group.gains[action] * &group.likely
            });
            Row {
                entries: gains.enumerate().collect(),
                bound: Rational::ZERO,
            }
        }));
    }
    rows
}

/// The point at which the last unknown is largest, if it can be above 0.
fn largest_least(rows: Vec<Row>, last: usize) -> Option<Vec<Rational>> {
    let mut goal = vec![Rational::ZERO; last + 1];
    goal[last] = Rational::ONE;
    let best = solve(&Program { rows, goal }, &mut || ControlFlow::Continue(()))?;
    (best.value > Rational::ZERO).then_some(best.point)
}

struct Search<'s> {
    classes: &'s [Class],
    trembles: Vec<Tremble>,
    programs: usize,
    /// Which belief of each class, as far as chosen.
    chosen: Vec<usize>,
    open: bool,
}

impl Search<'_> {
    /// Whether beliefs can be chosen for the classes that are left.
    fn descend(&mut self) -> bool {
        let Some(class) = self.classes.get(self.chosen.len()) else {
            let found = hold(&self.ratios());
            // Other beliefs with the same groups possible might do.
            self.open |= !found;
            return found;
        };
        for choice in 0..class.beliefs.len() {
            if self.programs >= MOST_PROGRAMS {
                self.open = true;
                return false;
            }
            self.chosen.push(choice);
            if self.ranks_exist() && self.descend() {
                return true;
            }
            self.chosen.pop();
        }
        false
    }

    fn beliefs(&self) -> impl Iterator<Item = (&Class, &Belief)> {
        let chosen = self.classes.iter().zip(&self.chosen);
        chosen.map(|(class, choice)| (class, &class.beliefs[*choice]))
    }

    /// How often each tremble is on the way to one group, less those on the way to another.
    fn excess(&self, more: &[Tremble], less: &[Tremble]) -> Vec<(usize, Rational)> {
        let times =
            |of: &[Tremble], tremble: &Tremble| of.iter().filter(|one| *one == tremble).count();
        let all = self.trembles.iter().enumerate();
        all.filter_map(|(place, tremble)| {
            let excess = Rational::from(times(more, tremble) as u64)
                - Rational::from(times(less, tremble) as u64);
            (!excess.is_zero()).then_some((place, excess))
        })
        .collect()
    }

    /// Whether there are ranks under which the groups chosen, and no others, have the least sums.
    fn ranks_exist(&mut self) -> bool {
        self.programs += 1;
        let last = self.trembles.len();
        let mut rows: Vec<Row> = Vec::new();
        for place in 0..last {
            rows.push(Row {
                entries: vec![(last, Rational::ONE), (place, -Rational::ONE)],
                bound: Rational::ZERO,
            });
            rows.push(Row {
                entries: vec![(place, Rational::ONE)],
                bound: Rational::ONE,
            });
        }
        for (class, belief) in self.beliefs() {
            let first = &class.groups[belief.possible[0]];
            for (place, group) in class.groups.iter().enumerate() {
                let mut least = self.excess(first, group);
                if belief.possible.contains(&place) {
                    let turned = least.iter().map(|(at, one)| (*at, -one.clone()));
                    let turned = turned.collect();
                    rows.push(Row {
                        entries: turned,
                        bound: Rational::ZERO,
                    });
                } else {
                    least.push((last, Rational::ONE));
                }
                rows.push(Row {
                    entries: least,
                    bound: Rational::ZERO,
                });
            }
        }
        // Without trembles that tell anything apart there is nothing to rank.
        last == 0 || largest_least(rows, last).is_some()
    }

    /// What the weights of trembles must multiply to: for each group held possible, against the first.
    fn ratios(&self) -> Vec<(Vec<(usize, Rational)>, Rational)> {
        let mut found = Vec::new();
        for (class, belief) in self.beliefs() {
            let first = belief.possible[0];
            for group in &belief.possible[1..] {
                let excess = self.excess(&class.groups[*group], &class.groups[first]);
                found.push((excess, &belief.weights[*group] / &belief.weights[first]));
            }
        }
        found
    }
}
