//! What actions pay, as sums of products of unknown probabilities.

use game::Rational;
use game::tree::{Mover, NodeId};

use super::multilinear::Multilinear;
use super::set_at;
use super::supports::Supports;

/// What each node pays and how likely it is, in unknown probabilities.
pub(super) struct Payoffs<'s> {
    supports: &'s Supports<'s>,
    /// What each player is paid from each node on.
    values: Vec<Vec<Multilinear>>,
    /// How likely nodes are given the trembles that lead there, which count as certain.
    reach: Vec<Multilinear>,
}

/// The probability of each action, with an unknown for each but the last of those taken, and how many
/// unknowns there are.
pub(super) fn unknown_weights(supports: &Supports<'_>) -> (Vec<Vec<Multilinear>>, u16) {
    let mut unknowns = 0u16;
    let mut weights = Vec::new();
    for (set, taken, _) in supports.sets() {
        let mut own = vec![Multilinear::zero(); set.actions.len()];
        let mut rest = Multilinear::constant(Rational::ONE);
        for (place, action) in taken.iter().enumerate() {
            own[*action as usize] = if place + 1 == taken.len() {
                rest.clone()
            } else {
                let unknown = Multilinear::unknown(unknowns);
                unknowns += 1;
                rest = rest.minus(&unknown);
                unknown
            };
        }
        weights.push(own);
    }
    (weights, unknowns)
}

impl<'s> Payoffs<'s> {
    /// Under these probabilities of actions. Linear in the tree, but for how many products there are.
    pub(super) fn new(supports: &'s Supports<'s>, weights: &[Vec<Multilinear>]) -> Self {
        let (tree, taken) = (supports.tree, &supports.taken);
        let weight = |node: NodeId| -> Multilinear {
            let action = tree.node(node).action as usize;
            match tree.node(node).parent.map(|parent| tree.node(parent).mover) {
                None | Some(Mover::Nobody) => Multilinear::constant(Rational::ONE),
                Some(Mover::Chance(chance)) => {
                    Multilinear::constant(tree.chance(chance).actions[action].1.value())
                }
                Some(Mover::Player(set)) => weights[set.index()][action].clone(),
            }
        };
        let mut reach = vec![Multilinear::constant(Rational::ONE); tree.nodes().len()];
        for id in tree.node_ids().skip(1) {
            let Some(parent) = tree.node(id).parent else {
                continue;
            };
            let trembles = set_at(tree, parent)
                .is_some_and(|set| !taken[set.index()].contains(&tree.node(id).action));
            reach[id.index()] = if trembles {
                reach[parent.index()].clone()
            } else {
                reach[parent.index()].times(&weight(id))
            };
        }
        let players = tree.players().len();
        let mut values = vec![vec![Multilinear::zero(); players]; tree.nodes().len()];
        for id in tree.node_ids().rev() {
            if let Some(outcome) = tree.node(id).outcome {
                let payoffs = &tree.outcome(outcome).payoffs;
                for (value, payoff) in values[id.index()].iter_mut().zip(payoffs) {
                    *value = value.plus(&Multilinear::constant(payoff.value()));
                }
            }
            if let Some(parent) = tree.node(id).parent {
                let weight = weight(id);
                if weight.is_zero() {
                    continue;
                }
                let own = values[id.index()].clone();
                for (sum, value) in values[parent.index()].iter_mut().zip(own) {
                    *sum = sum.plus(&value.times(&weight));
                }
            }
        }
        Payoffs {
            supports,
            values,
            reach,
        }
    }

    /// For each information set that mixes and of which it is known what is believed, that each action
    /// taken pays as much as the first.
    pub(super) fn equations(&self) -> Vec<Multilinear> {
        self.differences(&|taken, action| taken[1..].contains(&action))
    }

    /// For each information set of which it is known what is believed, how much more each action that is
    /// not taken pays than the first that is, times how likely it is that it is asked for.
    pub(super) fn gains(&self) -> Vec<Multilinear> {
        self.differences(&|taken, action| !taken.contains(&action))
    }

    fn differences(&self, asked: &dyn Fn(&[u32], u32) -> bool) -> Vec<Multilinear> {
        let mut found = Vec::new();
        for (set, taken, believed) in self.supports.sets() {
            let Some(believed) = believed else { continue };
            for action in (0..set.actions.len() as u32).filter(|action| asked(taken, *action)) {
                let mut sum = Multilinear::zero();
                for place in believed {
                    let node = set.members[*place];
                    let gain = self.gain(node, set.player.index(), action, taken[0]);
                    sum = sum.plus(&self.reach[node.index()].times(&gain));
                }
                found.push(sum);
            }
        }
        found
    }

    /// How much more an action pays a player at a node than another.
    fn gain(&self, node: NodeId, player: usize, more: u32, less: u32) -> Multilinear {
        let pays = |action: u32| {
            let mut children = self.supports.tree.children(node);
            let child = children.nth(action as usize).unwrap_or(node);
            &self.values[child.index()][player]
        };
        pays(more).minus(pays(less))
    }

    /// Whether what can be believed, where that depends on trembles, is the same question whatever the
    /// unknowns are: neither what actions pay there depends on them nor how likely nodes are against
    /// each other once trembles happen.
    pub(super) fn ask_the_same(&self) -> bool {
        let mut depending = self
            .supports
            .sets()
            .filter(|(_, _, believed)| believed.is_none());
        depending.all(|(set, taken, _)| {
            set.members.iter().all(|node| {
                let likely = self.reach[node.index()].degree() == 0;
                let mut others = (0..set.actions.len() as u32).filter(|one| *one != taken[0]);
                let player = set.player.index();
                likely
                    && others.all(|action| self.gain(*node, player, action, taken[0]).degree() == 0)
            })
        })
    }
}
