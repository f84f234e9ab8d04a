//! Whether behaviour is optimal everywhere, given beliefs that trembles can lead to.
//!
//! Where an information set is reached, beliefs follow from the behaviour by the rule of Bayes.
//! Elsewhere they are limits of beliefs under small trembles: each action that is not taken has a
//! rank, the number of steps by which it is less likely than what is taken, and of an information
//! set the nodes on whose path the ranks add up to least are held possible (Kreps and Wilson 1982,
//! appendix). Ranks are searched for under which some belief about those nodes makes the behaviour
//! optimal. Nodes that the same trembles lead to are as likely to each other as chance and what is
//! done make them; sets that the same trembles tell apart are believed in alike.

use std::ops::ControlFlow;

use game::Rational;
use game::tree::{InformationSetId, NodeId, Tree};

use super::supports::believed;
use super::{Demand, set_at};
use crate::behaviour::{Behaviour, reach, values, weight};
use crate::program::{Program, Row, solve};

/// What was found.
pub(super) enum Verdict {
    /// Beliefs that make the behaviour optimal, and whether trembles lead to them.
    Supported(Vec<Vec<Rational>>, Option<bool>),
    /// There are none.
    Unsupported,
    /// There may be some that were not tried.
    Open,
}

/// Actions off the path whose ranks are tried in all ways.
const MOST_RANKED: usize = 7;
/// The highest rank.
const HIGHEST: u32 = 3;

/// Looks for beliefs that make a behaviour optimal at every information set and are what is demanded.
pub(super) fn assess(tree: &Tree, behaviour: &Behaviour, demand: Demand) -> Verdict {
    let reach = reach(tree, behaviour);
    let values = values(tree, behaviour);
    let mut beliefs: Vec<Vec<Rational>> = Vec::new();
    let mut unreached: Vec<InformationSetId> = Vec::new();
    for (number, set) in tree.information_sets().iter().enumerate() {
        let id = InformationSetId(number as u32);
        let total = set
            .members
            .iter()
            .fold(Rational::ZERO, |sum, node| sum + &reach[node.index()]);
        if total.is_zero() {
            unreached.push(id);
            beliefs.push(vec![Rational::ZERO; set.members.len()]);
            continue;
        }
        let own: Vec<Rational> = set
            .members
            .iter()
            .map(|node| &reach[node.index()] / &total)
            .collect();
        let gains = gains(tree, behaviour, &values, id);
        let better = gains.iter().any(|action| {
            let mean = action
                .iter()
                .zip(&own)
                .fold(Rational::ZERO, |sum, (gain, weight)| sum + gain * weight);
            mean > Rational::ZERO
        });
        if better {
            return Verdict::Unsupported;
        }
        beliefs.push(own);
    }
    let sets: Vec<Unreached> = unreached
        .iter()
        .map(|id| Unreached::new(tree, behaviour, &values, *id))
        .collect();
    // Without trembles in common, each set by itself: if that fails, so does the whole.
    let alone = |set: &Unreached| Some(set.spread(&supporting(&[set], &set.least_surprising())?));
    let Some(each): Option<Vec<Vec<Rational>>> = sets.iter().map(alone).collect() else {
        return Verdict::Unsupported;
    };
    let (found, consistent) = match (ranked(&sets), demand) {
        (Ranked::Found(found), _) => (found, Some(true)),
        (Ranked::None, Demand::Bayes) => (each, Some(false)),
        (Ranked::Open, Demand::Bayes) => (each, None),
        (Ranked::None, Demand::Trembles) => return Verdict::Unsupported,
        (Ranked::Open, Demand::Trembles) => return Verdict::Open,
    };
    for (id, own) in unreached.iter().zip(found) {
        beliefs[id.index()] = own;
    }
    Verdict::Supported(beliefs, consistent)
}

/// Whether two behaviours are the same at every information set that the second reaches.
pub(super) fn same_on_the_way(tree: &Tree, one: &Behaviour, two: &Behaviour) -> bool {
    let reach = reach(tree, two);
    let mut sets = tree.information_sets().iter().zip(one.iter().zip(two));
    sets.all(|(set, (one, two))| {
        one == two || set.members.iter().all(|node| reach[node.index()].is_zero())
    })
}

/// Between two behaviours that differ in one probability, 0 and 1, the stretch of it in which no
/// action pays more than what is done at any information set of which it is known what is believed
/// in between; nothing where it is empty. What actions pay, times how likely they are asked for, is
/// linear in it.
pub(super) fn stretch(
    tree: &Tree,
    taken: &[Vec<u32>],
    ends: &[Behaviour; 2],
) -> Option<(Rational, Rational)> {
    let believed = believed(tree, taken);
    let at_ends: Vec<Vec<Rational>> = ends
        .iter()
        .map(|behaviour| {
            let reach = reach_after_trembles(tree, taken, behaviour);
            let values = values(tree, behaviour);
            let sets = (0u32..).map(InformationSetId).zip(tree.information_sets());
            let known = sets.zip(&believed);
            known
                .filter_map(|((id, set), believed)| Some((id, set, believed.as_ref()?)))
                .flat_map(|(id, set, believed)| {
                    let gains = gains(tree, behaviour, &values, id);
                    let weighed = gains.into_iter().map(|action| {
                        believed.iter().fold(Rational::ZERO, |sum, place| {
                            sum + &action[*place] * &reach[set.members[*place].index()]
                        })
                    });
                    weighed.collect::<Vec<_>>()
                })
                .collect()
        })
        .collect();
    let (mut low, mut high) = (Rational::ZERO, Rational::ONE);
    for (zero, one) in at_ends[0].iter().zip(&at_ends[1]) {
        let slope = one - zero;
        if slope.is_zero() {
            if *zero > Rational::ZERO {
                return None;
            }
            continue;
        }
        let bound = -zero.clone() / &slope;
        if slope > Rational::ZERO {
            high = high.min(bound);
        } else {
            low = low.max(bound);
        }
    }
    (low <= high).then_some((low, high))
}

/// An action that is not taken, and must have been for a node to be reached.
type Tremble = (InformationSetId, u32);

/// An information set where nobody gets.
struct Unreached {
    /// Its nodes by the trembles that lead there: those of one group are as likely to each other as
    /// chance and what is done make them.
    groups: Vec<Group>,
    /// How many nodes it has.
    nodes: usize,
}

struct Group {
    trembles: Vec<Tremble>,
    /// The nodes by place, and how likely each is within the group.
    nodes: Vec<(usize, Rational)>,
    /// For each action, how much more it pays than what is done, on average over the group.
    gains: Vec<Rational>,
}

impl Unreached {
    fn new(
        tree: &Tree,
        behaviour: &Behaviour,
        values: &[Vec<Rational>],
        id: InformationSetId,
    ) -> Self {
        let members = &tree.information_set(id).members;
        let mut groups: Vec<Group> = Vec::new();
        for (place, node) in members.iter().enumerate() {
            let mut trembles = Vec::new();
            let mut likely = Rational::ONE;
            let mut at = *node;
            while let Some(parent) = tree.node(at).parent {
                let weight = weight(tree, behaviour, at);
                match set_at(tree, parent) {
                    Some(set) if weight.is_zero() => trembles.push((set, tree.node(at).action)),
                    _ => likely *= weight,
                }
                at = parent;
            }
            trembles.sort_unstable();
            match groups.iter_mut().find(|group| group.trembles == trembles) {
                Some(group) => group.nodes.push((place, likely)),
                None => groups.push(Group {
                    trembles,
                    nodes: vec![(place, likely)],
                    gains: Vec::new(),
                }),
            }
        }
        let gains = gains(tree, behaviour, values, id);
        for group in &mut groups {
            let total = group
                .nodes
                .iter()
                .fold(Rational::ZERO, |sum, (_, likely)| sum + likely);
            if !total.is_zero() {
                for (_, likely) in &mut group.nodes {
                    *likely /= &total;
                }
            }
            group.gains = gains
                .iter()
                .map(|action| {
                    group
                        .nodes
                        .iter()
                        .fold(Rational::ZERO, |sum, (place, likely)| {
                            sum + &action[*place] * likely
                        })
                })
                .collect();
        }
        Unreached {
            groups,
            nodes: members.len(),
        }
    }

    /// The trembles of each group that not all groups have in common. Sets where these are the same
    /// are believed in alike.
    fn difference(&self) -> Vec<Vec<Tremble>> {
        let common = |tremble: &Tremble| {
            self.groups
                .iter()
                .all(|group| group.trembles.contains(tremble))
        };
        self.groups
            .iter()
            .map(|group| {
                let own = group.trembles.iter().copied();
                own.filter(|tremble| !common(tremble)).collect()
            })
            .collect()
    }

    /// The groups that need no more trembles than they must: where others need the same and more, the rule
    /// of Bayes holds these for impossible.
    fn least_surprising(&self) -> Vec<usize> {
        let needs_more = |own: &Group| {
            self.groups.iter().any(|other| {
                other.trembles.len() < own.trembles.len()
                    && other
                        .trembles
                        .iter()
                        .all(|tremble| own.trembles.contains(tremble))
            })
        };
        let places = self.groups.iter().enumerate();
        places
            .filter(|(_, group)| !needs_more(group))
            .map(|(place, _)| place)
            .collect()
    }

    /// A belief about groups as one about nodes.
    fn spread(&self, belief: &[Rational]) -> Vec<Rational> {
        let mut nodes = vec![Rational::ZERO; self.nodes];
        for (group, weight) in self.groups.iter().zip(belief) {
            for (place, likely) in &group.nodes {
                nodes[*place] = likely * weight;
            }
        }
        nodes
    }
}

enum Ranked {
    Found(Vec<Vec<Rational>>),
    None,
    Open,
}

/// Tries ranks of the actions that are not taken and tell groups of nodes apart.
fn ranked(sets: &[Unreached]) -> Ranked {
    let mut actions: Vec<Tremble> = Vec::new();
    let differences: Vec<Vec<Vec<Tremble>>> = sets.iter().map(Unreached::difference).collect();
    for tremble in differences.iter().flatten().flatten() {
        if !actions.contains(tremble) {
            actions.push(*tremble);
        }
    }
    let all = actions.len() <= MOST_RANKED;
    let mut ranks = vec![1u32; actions.len()];
    loop {
        if let Some(found) = under_ranks(sets, &differences, &actions, &ranks) {
            return Ranked::Found(found);
        }
        if !next(&mut ranks, all) {
            return if all { Ranked::None } else { Ranked::Open };
        }
    }
}

/// Beliefs at all sets under these ranks, if some support the behaviour.
fn under_ranks(
    sets: &[Unreached],
    differences: &[Vec<Vec<Tremble>>],
    actions: &[Tremble],
    ranks: &[u32],
) -> Option<Vec<Vec<Rational>>> {
    let mut found: Vec<Vec<Rational>> = vec![Vec::new(); sets.len()];
    for (first, difference) in differences.iter().enumerate() {
        if !found[first].is_empty() {
            continue;
        }
        let alike: Vec<usize> = (first..sets.len())
            .filter(|other| differences[*other] == *difference)
            .collect();
        let rank = |tremble: &Tremble| {
            let place = actions.iter().position(|one| one == tremble);
            place.map_or(0, |place| ranks[place])
        };
        let sums: Vec<u32> = difference
            .iter()
            .map(|group| group.iter().map(rank).sum())
            .collect();
        let least = sums.iter().copied().min().unwrap_or(0);
        let possible: Vec<usize> = (0..sums.len()).filter(|one| sums[*one] == least).collect();
        let together: Vec<&Unreached> = alike.iter().map(|one| &sets[*one]).collect();
        let belief = supporting(&together, &possible)?;
        for one in alike {
            found[one] = sets[one].spread(&belief);
        }
    }
    Some(found)
}

/// The next ranks: all combinations where there are few, else one action less likely at a time.
fn next(ranks: &mut [u32], all: bool) -> bool {
    if all {
        for rank in ranks.iter_mut() {
            *rank += 1;
            if *rank <= HIGHEST {
                return true;
            }
            *rank = 1;
        }
        return false;
    }
    let place = ranks.iter().position(|rank| *rank == 2);
    if let Some(place) = place {
        ranks[place] = 1;
    }
    let following = place.map_or(0, |place| place + 1);
    match ranks.get_mut(following) {
        Some(rank) => {
            *rank = 2;
            true
        }
        None => false,
    }
}

/// A belief about these groups, the same at all the sets, under which no action pays more than what
/// is done: one group, or two, or where that does not suffice more of them.
fn supporting(sets: &[&Unreached], possible: &[usize]) -> Option<Vec<Rational>> {
    let count = sets.first().map_or(0, |set| set.groups.len());
    let gains = |group: usize| sets.iter().flat_map(move |set| &set.groups[group].gains);
    let certain = |group: usize| -> Vec<Rational> {
        (0..count)
            .map(|one| Rational::from(u8::from(one == group)))
            .collect()
    };
    let fine = |group: &&usize| gains(**group).all(|gain| *gain <= Rational::ZERO);
    if let Some(group) = possible.iter().find(fine) {
        return Some(certain(*group));
    }
    for (number, one) in possible.iter().enumerate() {
        for two in &possible[number + 1..] {
            // Weight w on the first: w g₁ + (1 - w) g₂ is at most 0 for every action.
            let (mut low, mut high) = (Rational::ZERO, Rational::ONE);
            for (first, second) in gains(*one).zip(gains(*two)) {
                let slope = first - second;
                if slope.is_zero() {
                    if *second > Rational::ZERO {
                        high = -Rational::ONE;
                    }
                    continue;
                }
                let bound = -second.clone() / &slope;
                if slope > Rational::ZERO {
                    high = high.min(bound);
                } else {
                    low = low.max(bound);
                }
            }
            if low <= high {
                let weight = (low + high) / Rational::from(2);
                let mut belief = vec![Rational::ZERO; count];
                belief[*two] = Rational::ONE - &weight;
                belief[*one] = weight;
                return Some(belief);
            }
        }
    }
    if possible.len() > 2 {
        return spread_widely(sets, possible);
    }
    None
}

/// A belief as [`supporting`] looks for, about any number of groups, by a linear program.
fn spread_widely(sets: &[&Unreached], possible: &[usize]) -> Option<Vec<Rational>> {
    let count = sets.first().map_or(0, |set| set.groups.len());
    let mut rows = vec![Row {
        entries: (0..possible.len()).map(|at| (at, Rational::ONE)).collect(),
        bound: Rational::ONE,
    }];
    for set in sets {
        let actions = possible.first().map_or(0, |at| set.groups[*at].gains.len());
        rows.extend((0..actions).map(|action| {
            let gains = possible
                .iter()
                .map(|at| set.groups[*at].gains[action].clone());
            Row {
                entries: gains.enumerate().collect(),
                bound: Rational::ZERO,
            }
        }));
    }
    let program = Program {
        rows,
        goal: vec![Rational::ONE; possible.len()],
    };
    let best = solve(&program, &mut || ControlFlow::Continue(()))?;
    (best.value == Rational::ONE).then(|| {
        let mut belief = vec![Rational::ZERO; count];
        for (group, weight) in possible.iter().zip(best.point) {
            belief[*group] = weight;
        }
        belief
    })
}

/// For each action of a set and each of its nodes, how much more it pays there than what is done.
fn gains(
    tree: &Tree,
    behaviour: &Behaviour,
    values: &[Vec<Rational>],
    id: InformationSetId,
) -> Vec<Vec<Rational>> {
    let set = tree.information_set(id);
    let player = set.player.index();
    let done = &behaviour[id.index()];
    let pays = |node: NodeId, action: usize| {
        let child = tree.children(node).nth(action).unwrap_or(node);
        values[child.index()][player].clone()
    };
    let standard = |node: NodeId| {
        (0..set.actions.len()).fold(Rational::ZERO, |sum, action| {
            sum + pays(node, action) * &done[action]
        })
    };
    (0..set.actions.len())
        .map(|action| {
            set.members
                .iter()
                .map(|node| pays(*node, action) - standard(*node))
                .collect()
        })
        .collect()
}

/// How likely nodes are given the trembles that lead there.
fn reach_after_trembles(tree: &Tree, taken: &[Vec<u32>], behaviour: &Behaviour) -> Vec<Rational> {
    let mut reach = vec![Rational::ONE; tree.nodes().len()];
    for id in tree.node_ids().skip(1) {
        let Some(parent) = tree.node(id).parent else {
            continue;
        };
        let trembles = set_at(tree, parent)
            .is_some_and(|set| !taken[set.index()].contains(&tree.node(id).action));
        reach[id.index()] = if trembles {
            reach[parent.index()].clone()
        } else {
            &reach[parent.index()] * weight(tree, behaviour, id)
        };
    }
    reach
}
