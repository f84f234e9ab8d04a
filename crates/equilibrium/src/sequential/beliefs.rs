//! Whether behaviour is optimal everywhere, given beliefs of the kind that is demanded.
//!
//! Where an information set is reached, beliefs follow from the behaviour by the rule of Bayes. Where
//! nobody gets, nodes that the same trembles lead to are as likely to each other as chance and what is
//! done make them; how likely these groups are is asked in `consistency`.

use game::Rational;
use game::tree::{InformationSetId, NodeId, Tree};

use super::consistency::{
    Consistency, consistent, least_surprising, supporting, supporting_by_some,
};
use super::{Demand, set_at};
use crate::behaviour::{Behaviour, reach, values, weight};

/// What was found.
pub(super) enum Verdict {
    /// Beliefs that make the behaviour optimal, and whether trembles lead to them.
    Supported(Vec<Vec<Rational>>, Option<bool>),
    /// There are none.
    Unsupported,
    /// There may be some that were not tried.
    Open,
}

impl Verdict {
    pub(super) fn is_supported(&self) -> bool {
        matches!(self, Verdict::Supported(..))
    }
}

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
    let alone = |set: &Unreached| Some(set.spread(&set.alone()?));
    let Some(each): Option<Vec<Vec<Rational>>> = sets.iter().map(alone).collect() else {
        return Verdict::Unsupported;
    };
    let (found, consistent) = match (consistent(&sets), demand) {
        (Consistency::Found(found), _) => (found, Some(true)),
        (Consistency::None, Demand::Bayes) => (each, Some(false)),
        (Consistency::Open, Demand::Bayes) => (each, None),
        (Consistency::None, Demand::Trembles) => return Verdict::Unsupported,
        (Consistency::Open, Demand::Trembles) => return Verdict::Open,
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

/// An action that is not taken, and must have been for a node to be reached.
pub(super) type Tremble = (InformationSetId, u32);

/// An information set where nobody gets.
pub(super) struct Unreached {
    /// Its nodes by the trembles that lead there: those of one group are as likely to each other as
    /// chance and what is done make them.
    pub(super) groups: Vec<Group>,
    /// How many nodes it has.
    nodes: usize,
}

pub(super) struct Group {
    trembles: Vec<Tremble>,
    /// The nodes by place, and how likely each is within the group.
    nodes: Vec<(usize, Rational)>,
    /// How likely the group is once its trembles happen.
    pub(super) likely: Rational,
    /// For each action, how much more it pays than what is done, on average over the group.
    pub(super) gains: Vec<Rational>,
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
                    likely: Rational::ONE,
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
                group.likely = total;
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
    pub(super) fn difference(&self) -> Vec<Vec<Tremble>> {
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

    /// How likely the trembles of each group may be for this set by itself, where groups that need more
    /// trembles than others are impossible by the rule of Bayes.
    fn alone(&self) -> Option<Vec<Rational>> {
        let possible = least_surprising(&self.difference());
        let single = possible.iter().map(|group| vec![*group]);
        let mut tries = single.chain([possible.clone()]);
        tries
            .find_map(|possible| supporting(&[self], &possible))
            .or_else(|| supporting_by_some(self, &possible))
    }

    /// How likely trembles are for each group, as a belief about nodes.
    pub(super) fn spread(&self, trembles: &[Rational]) -> Vec<Rational> {
        let mut nodes = vec![Rational::ZERO; self.nodes];
        let groups = self.groups.iter().zip(trembles);
        let total = groups.clone().fold(Rational::ZERO, |sum, (group, weight)| {
            sum + &group.likely * weight
        });
        for (group, weight) in groups {
            for (place, within) in &group.nodes {
                nodes[*place] = within * &group.likely * weight / &total;
            }
        }
        nodes
    }
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
