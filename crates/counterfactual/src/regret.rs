//! What a behaviour profile pays, and what each player could gain alone, from the tree itself.
//!
//! Nothing here is shared with the arrays that regret is minimised on, so that it checks them.

use game::Tree;
use game::number::Number;
use game::tree::{Mover, NodeId, PlayerId};

use crate::Behaviour;

/// What a profile pays, and what there is to gain.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Certificate {
    /// The expected payoff of each player.
    pub payoffs: Vec<f64>,
    /// How much more the best strategy of each player would pay against the others. For players
    /// with perfect recall.
    pub regrets: Vec<f64>,
}

impl Certificate {
    /// The mean of the players' regrets. For two players whose payoffs sum to a constant, an
    /// opponent who knows the profile gains this much on average over both sides of the table.
    #[must_use]
    pub fn exploitability(&self) -> f64 {
        let total: f64 = self.regrets.iter().sum();
        total / self.regrets.len().max(1) as f64
    }
}

/// Whether a game is one for two.
pub(crate) fn is_of_two(tree: &Tree) -> bool {
    tree.players().len() == 2
}

/// The payoffs and regrets of a profile. Linear in the tree for each player.
pub fn certificate(tree: &Tree, profile: &Behaviour) -> Certificate {
    let mut payoffs = Vec::new();
    let mut regrets = Vec::new();
    for player in tree.player_ids() {
        let walk = Walk::new(tree, player);
        let paid = walk.paid(&walk.reach(profile, Who::Everybody));
        regrets.push(walk.best_reply(&walk.reach(profile, Who::Others)) - paid);
        payoffs.push(paid);
    }
    Certificate { payoffs, regrets }
}

/// Whose choices count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Everybody,
    /// All but the player: it does all to reach each node.
    Others,
}

struct Walk<'a> {
    tree: &'a Tree,
    player: PlayerId,
    /// What each outcome pays the player.
    outcomes: Vec<f64>,
}

impl Walk<'_> {
    fn new(tree: &Tree, player: PlayerId) -> Walk<'_> {
        let outcomes = tree.outcomes().iter();
        Walk {
            tree,
            player,
            outcomes: outcomes
                .map(|one| float(&one.payoffs[player.index()]))
                .collect(),
        }
    }

    /// How likely each node is.
    fn reach(&self, profile: &Behaviour, who: Who) -> Vec<f64> {
        let mut reach = vec![1.0; self.tree.nodes().len()];
        for id in self.tree.node_ids() {
            let node = self.tree.node(id);
            let Some(parent) = node.parent else { continue };
            let action = node.action as usize;
            let weight = match self.tree.node(parent).mover {
                Mover::Nobody => 0.0,
                Mover::Chance(chance) => float(&self.tree.chance(chance).actions[action].1),
                Mover::Player(_) if who == Who::Others && self.is_own(parent) => 1.0,
                Mover::Player(set) => profile[set.index()][action],
            };
            reach[id.index()] = reach[parent.index()] * weight;
        }
        reach
    }

    fn is_own(&self, node: NodeId) -> bool {
        let mover = self.tree.node(node).mover;
        matches!(mover, Mover::Player(set) if self.tree.information_set(set).player == self.player)
    }

    /// What is paid at a node, as often as it is reached.
    fn here(&self, node: NodeId, reach: &[f64]) -> f64 {
        let outcome = self.tree.node(node).outcome;
        outcome.map_or(0.0, |outcome| {
            self.outcomes[outcome.index()] * reach[node.index()]
        })
    }

    fn paid(&self, reach: &[f64]) -> f64 {
        self.tree
            .node_ids()
            .map(|node| self.here(node, reach))
            .sum()
    }

    /// What the best strategy pays. With perfect recall an information set comes, in the order of
    /// appearance, after all that come before it in play; so the last is decided first.
    fn best_reply(&self, reach: &[f64]) -> f64 {
        // What follows at each node of the player once it is decided.
        let mut decided = vec![0.0; self.tree.nodes().len()];
        let own = &self.tree.players()[self.player.index()].information_sets;
        for &id in own.iter().rev() {
            let set = self.tree.information_set(id);
            let children: Vec<Vec<NodeId>> = set
                .members
                .iter()
                .map(|&member| self.tree.children(member).collect())
                .collect();
            let pays = |action: usize| -> f64 {
                let ways = children
                    .iter()
                    .map(|of| self.follows(of[action], reach, &decided));
                ways.sum()
            };
            let all: Vec<f64> = (0..set.actions.len()).map(pays).collect();
            let best = (0..all.len()).max_by(|a, b| all[*a].total_cmp(&all[*b]));
            for (&member, of) in set.members.iter().zip(&children) {
                let follows = best.map_or(0.0, |best| self.follows(of[best], reach, &decided));
                decided[member.index()] = follows;
            }
        }
        self.follows(NodeId(0), reach, &decided)
    }

    /// What is paid from a node on up to the next nodes of the player, and there as decided.
    fn follows(&self, from: NodeId, reach: &[f64], decided: &[f64]) -> f64 {
        let mut total = 0.0;
        let mut stack = vec![from];
        while let Some(node) = stack.pop() {
            total += self.here(node, reach);
            if self.is_own(node) {
                total += decided[node.index()];
            } else {
                stack.extend(self.tree.children(node));
            }
        }
        total
    }
}

fn float(number: &Number) -> f64 {
    number.value().to_f64().value()
}
