//! Which actions can be optimal at all, and the combinations of them.

use game::Rational;
use game::tree::{InformationSet, Mover, NodeId, Tree};

use super::Hidden;

/// For each information set the actions that are left when those are taken out, again and again,
/// that pay less than another action of the set at each of its nodes whatever is done afterwards.
pub(super) fn possible(tree: &Tree) -> Vec<Vec<u32>> {
    let mut left: Vec<Vec<u32>> = tree
        .information_sets()
        .iter()
        .map(|set| (0..set.actions.len() as u32).collect())
        .collect();
    loop {
        let bounds = Bounds::new(tree, &left);
        let mut changed = false;
        for (number, set) in tree.information_sets().iter().enumerate() {
            let player = set.player.index();
            let own = left[number].clone();
            left[number].retain(|&action| {
                !own.iter()
                    .any(|&other| bounds.is_worse(&set.members, player, action, other))
            });
            changed |= left[number].len() < own.len();
        }
        if !changed {
            return left;
        }
    }
}

/// The least and the most that each player can be paid from each node on.
struct Bounds<'t> {
    tree: &'t Tree,
    paid: Vec<Vec<(Rational, Rational)>>,
}

impl<'t> Bounds<'t> {
    /// Where these actions may be taken.
    fn new(tree: &'t Tree, left: &[Vec<u32>]) -> Self {
        let players = tree.players().len();
        let mut paid = vec![vec![(Rational::ZERO, Rational::ZERO); players]; tree.nodes().len()];
        for id in tree.node_ids().rev() {
            let children: Vec<NodeId> = tree.children(id).collect();
            let here = (0..players)
                .map(|player| {
                    let of = |child: &NodeId| paid[child.index()][player].clone();
                    bound(tree, left, id, player, &children, &of)
                })
                .collect();
            paid[id.index()] = here;
        }
        Self { tree, paid }
    }

    /// Whether an action pays a player less than another one at each of these nodes, whatever is done
    /// afterwards.
    fn is_worse(&self, nodes: &[NodeId], player: usize, action: u32, other: u32) -> bool {
        let bound = |node: NodeId, action: u32| {
            let child = self
                .tree
                .children(node)
                .nth(action as usize)
                .unwrap_or(node);
            &self.paid[child.index()][player]
        };
        nodes
            .iter()
            .all(|&node| bound(node, action).1 < bound(node, other).0)
    }
}

/// The least and the most that a player can be paid from a node on, given what it can be paid from
/// the nodes that follow.
fn bound(
    tree: &Tree,
    left: &[Vec<u32>],
    id: NodeId,
    player: usize,
    children: &[NodeId],
    of: &dyn Fn(&NodeId) -> (Rational, Rational),
) -> (Rational, Rational) {
    let node = tree.node(id);
    let (mut low, mut high) = match node.mover {
        Mover::Nobody => (Rational::ZERO, Rational::ZERO),
        Mover::Chance(chance) => {
            let actions = &tree.chance(chance).actions;
            children.iter().zip(actions).fold(
                (Rational::ZERO, Rational::ZERO),
                |(low, high), (child, (_, weight))| {
                    let (least, most) = of(child);
                    let weight = weight.value();
                    (low + least * &weight, high + most * weight)
                },
            )
        }
        Mover::Player(set) => {
            let open = left[set.index()]
                .iter()
                .filter_map(|action| children.get(*action as usize))
                .map(of);
            open.reduce(|one, two| (one.0.min(two.0), one.1.max(two.1)))
                .unwrap_or((Rational::ZERO, Rational::ZERO))
        }
    };
    if let Some(outcome) = node.outcome {
        let paid = tree.outcome(outcome).payoffs[player].value();
        low += &paid;
        high += paid;
    }
    (low, high)
}

/// Which actions are taken at each information set.
pub(super) struct Supports<'t> {
    pub(super) tree: &'t Tree,
    pub(super) taken: Vec<Vec<u32>>,
    /// For each information set the nodes, by place, that are held possible there whatever the trembles
    /// are: those whose trembles all other nodes need too. Nothing where that depends on the trembles.
    ///
    /// Where an information set is reached these are the nodes that are.
    pub(super) believed: Vec<Option<Vec<usize>>>,
}

impl<'t> Supports<'t> {
    fn new(tree: &'t Tree, taken: Vec<Vec<u32>>) -> Self {
        Self {
            tree,
            believed: believed(tree, &taken),
            taken,
        }
    }

    /// Where actions mix.
    fn hidden(&self) -> Hidden {
        let mut sets = self.believed.iter().zip(&self.taken);
        if sets.any(|(believed, taken)| taken.len() > 1 && believed.is_none()) {
            Hidden::Mixes
        } else {
            Hidden::Determined
        }
    }

    /// Each information set, the actions taken there, and the nodes that are believed in.
    pub(super) fn sets(
        &self,
    ) -> impl Iterator<Item = (&'t InformationSet, &[u32], Option<&[usize]>)> {
        let sets = self.tree.information_sets().iter();
        sets.zip(&self.taken)
            .zip(&self.believed)
            .map(|((set, taken), believed)| (set, taken.as_slice(), believed.as_deref()))
    }

    /// Whether an action taken pays less than another one whatever is done elsewhere within the supports,
    /// at every node that may be believed in.
    pub(super) fn are_wasteful(&self) -> bool {
        let bounds = Bounds::new(self.tree, &self.taken);
        self.sets().any(|(set, taken, believed)| {
            let nodes: Vec<NodeId> = match believed {
                Some(places) => places.iter().map(|place| set.members[*place]).collect(),
                None => set.members.clone(),
            };
            let player = set.player.index();
            let all = 0..set.actions.len() as u32;
            taken.iter().any(|&own| {
                all.clone()
                    .any(|other| bounds.is_worse(&nodes, player, own, other))
            })
        })
    }
}

/// One combination of supports.
pub(super) enum Combination<'t> {
    /// One action at each information set.
    Pure(Vec<Vec<u32>>),
    /// Several somewhere.
    Mixed(Supports<'t>),
}

/// All combinations of supports, as far as they fit where actions may mix.
pub(super) struct Walk<'t> {
    tree: &'t Tree,
    hidden: Hidden,
    /// The supports of each set, the smallest first.
    choices: Vec<Vec<Vec<u32>>>,
    /// Which of them is the turn; nothing when the walk is over.
    at: Option<Vec<usize>>,
}

impl<'t> Walk<'t> {
    pub(super) fn new(tree: &'t Tree, possible: &[Vec<u32>], hidden: Hidden) -> Self {
        let choices: Vec<Vec<Vec<u32>>> = possible.iter().map(|own| subsets(own)).collect();
        Walk {
            tree,
            hidden,
            at: Some(vec![0; choices.len()]),
            choices,
        }
    }

    fn step(&mut self) {
        let Some(at) = &mut self.at else { return };
        for (place, choices) in at.iter_mut().zip(&self.choices) {
            *place += 1;
            if *place < choices.len() {
                return;
            }
            *place = 0;
        }
        self.at = None;
    }

    fn combination(&self, taken: Vec<Vec<u32>>) -> Option<Combination<'t>> {
        if taken.iter().all(|taken| taken.len() == 1) {
            let fits = self.hidden == Hidden::Determined;
            return fits.then_some(Combination::Pure(taken));
        }
        let supports = Supports::new(self.tree, taken);
        (supports.hidden() == self.hidden).then_some(Combination::Mixed(supports))
    }
}

impl<'t> Iterator for Walk<'t> {
    type Item = Combination<'t>;

    fn next(&mut self) -> Option<Combination<'t>> {
        loop {
            let at = self.at.as_ref()?.iter().zip(&self.choices);
            let taken = at.map(|(place, choices)| choices[*place].clone()).collect();
            self.step();
            if let Some(found) = self.combination(taken) {
                return Some(found);
            }
        }
    }
}

fn believed(tree: &Tree, taken: &[Vec<u32>]) -> Vec<Option<Vec<usize>>> {
    let mut trembles: Vec<Vec<u32>> = vec![Vec::new(); tree.nodes().len()];
    for id in tree.node_ids().skip(1) {
        let node = tree.node(id);
        let Some(parent) = node.parent else { continue };
        let mut own = trembles[parent.index()].clone();
        if let Mover::Player(set) = tree.node(parent).mover
            && !taken[set.index()].contains(&node.action)
        {
            own.push(set.0 << 8 | node.action);
            own.sort_unstable();
        }
        trembles[id.index()] = own;
    }
    tree.information_sets()
        .iter()
        .map(|set| {
            let of = |node: &NodeId| &trembles[node.index()];
            let least = set.members.iter().map(of).min_by_key(|own| own.len())?;
            let needs = |own: &Vec<u32>| least.iter().all(|one| own.contains(one));
            if !set.members.iter().map(of).all(needs) {
                return None;
            }
            let places = set.members.iter().enumerate();
            let possible = places.filter(|(_, node)| of(node) == least);
            Some(possible.map(|(place, _)| place).collect())
        })
        .collect()
}

/// How many [`subsets`] there are.
pub(super) fn count(of: &[u32]) -> u64 {
    let actions = of.len() as u64;
    if actions <= MOST_IN_ALL_WAYS {
        (1 << actions) - 1
    } else {
        actions + actions * (actions - 1) / 2
    }
}

/// Actions of which all subsets are tried.
const MOST_IN_ALL_WAYS: u64 = 8;

/// Whether all of them are tried.
pub(super) fn all_are_tried(possible: &[Vec<u32>]) -> bool {
    let mut sizes = possible.iter().map(|own| own.len() as u64);
    sizes.all(|actions| actions <= MOST_IN_ALL_WAYS)
}

/// All non-empty subsets, the small ones first. Of more than 8 actions, those of at most two.
fn subsets(of: &[u32]) -> Vec<Vec<u32>> {
    let mut found: Vec<Vec<u32>> = if of.len() as u64 <= MOST_IN_ALL_WAYS {
        (1u32..1 << of.len())
            .map(|bits| {
                let inside = |place: &usize| bits >> place & 1 == 1;
                (0..of.len())
                    .filter(inside)
                    .map(|place| of[place])
                    .collect()
            })
            .collect()
    } else {
        let pairs = of
            .iter()
            .enumerate()
            .flat_map(|(place, one)| of[place + 1..].iter().map(move |two| vec![*one, *two]));
        of.iter().map(|one| vec![*one]).chain(pairs).collect()
    };
    found.sort_by_key(Vec::len);
    found
}
