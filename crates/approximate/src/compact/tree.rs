//! A game tree in floating-point numbers.

use game::Rational;
use game::number::Number;
use game::tree::{Mover, NodeId, Tree};

use super::{Agent, Scale};
use crate::dense::Matrix;

/// The nodes of a tree, in prefix order.
#[derive(Clone, Debug)]
pub(super) struct Nodes {
    /// How each node is reached from its parent.
    entries: Vec<Entry>,
    parents: Vec<u32>,
    /// The first node after each subtree.
    ends: Vec<u32>,
    /// For each player, what is paid at the ends of the game, 0 elsewhere.
    paid: Vec<Vec<f64>>,
    /// For each agent, where it chooses.
    members: Vec<Vec<u32>>,
    /// For each agent, the last node that lies on the way to all its nodes.
    forks: Vec<u32>,
}

/// How a node is reached from its parent.
#[derive(Clone, Copy, Debug)]
enum Entry {
    Root,
    /// By chance, with this probability.
    Chance(f64),
    /// By an action, by its place among those of all agents.
    Action(u32),
}

/// What each player is paid all in all at each end of the game; nothing elsewhere.
pub(super) fn totals(tree: &Tree) -> Vec<Option<Vec<Rational>>> {
    let mut sums: Vec<Vec<Rational>> = Vec::with_capacity(tree.nodes().len());
    let mut totals = Vec::with_capacity(tree.nodes().len());
    for id in tree.node_ids() {
        let node = tree.node(id);
        let mut sum = match node.parent {
            Some(parent) => sums[parent.index()].clone(),
            None => vec![Rational::ZERO; tree.players().len()],
        };
        if let Some(outcome) = node.outcome {
            let payoffs = tree.outcome(outcome).payoffs.iter().map(Number::value);
            for (sum, payoff) in sum.iter_mut().zip(payoffs) {
                *sum += payoff;
            }
        }
        let over = node.mover == Mover::Nobody;
        totals.push(over.then(|| sum.clone()));
        sums.push(if over { Vec::new() } else { sum });
    }
    totals
}

/// The last node that lies on the way to all of these, or is one of them.
fn fork(tree: &Tree, members: &[NodeId]) -> u32 {
    let mut at = members.first().copied().unwrap_or(NodeId(0));
    // Members stand in prefix order, so what holds the first and the last holds all.
    let last = members.last().map_or(0, |last| last.0);
    while !tree.subtree(at).contains(&last) {
        let Some(parent) = tree.node(at).parent else {
            break;
        };
        at = parent;
    }
    at.0
}

impl Nodes {
    pub(super) fn new(
        tree: &Tree,
        agents: &[Agent],
        totals: &[Option<Vec<Rational>>],
        scale: &Scale,
    ) -> Self {
        let entry = |id: NodeId| {
            let node = tree.node(id);
            match node.parent.map(|parent| tree.node(parent).mover) {
                Some(Mover::Player(set)) => {
                    Entry::Action(agents[set.index()].actions.start as u32 + node.action)
                }
                Some(Mover::Chance(chance)) => {
                    let (_, weight) = &tree.chance(chance).actions[node.action as usize];
                    Entry::Chance(weight.value().to_f64().value())
                }
                Some(Mover::Nobody) | None => Entry::Root,
            }
        };
        let paid = |player: usize| {
            let payoff = |total: &Option<Vec<Rational>>| {
                total
                    .as_ref()
                    .map_or(0.0, |total| scale.scaled(player, &total[player]))
            };
            totals.iter().map(payoff).collect()
        };
        let sets = || tree.information_sets().iter();
        let forks = sets().map(|set| fork(tree, &set.members)).collect();
        Self {
            forks,
            entries: tree.node_ids().map(entry).collect(),
            parents: tree
                .nodes()
                .iter()
                .map(|node| node.parent.map_or(0, |parent| parent.0))
                .collect(),
            ends: tree.node_ids().map(|id| tree.subtree(id).end).collect(),
            paid: (0..tree.players().len()).map(paid).collect(),
            members: sets()
                .map(|set| set.members.iter().map(|member| member.0).collect())
                .collect(),
        }
    }

    pub(super) fn worth(&self, agents: &[Agent], logs: &[f64]) -> Vec<f64> {
        let chances = super::exps(logs);
        let (values, beliefs) = (self.values(&chances), self.beliefs(logs));
        let mut worth = vec![0.0; logs.len()];
        for (index, agent) in agents.iter().enumerate() {
            self.add_worth(
                index,
                agent,
                &values[agent.player],
                &beliefs[index],
                &mut worth,
            );
        }
        worth
    }

    pub(super) fn worth_and_slopes(&self, agents: &[Agent], logs: &[f64]) -> (Vec<f64>, Matrix) {
        let chances = super::exps(logs);
        let (values, beliefs) = (self.values(&chances), self.beliefs(logs));
        let mut worth = vec![0.0; logs.len()];
        let mut slopes = Matrix::zero(logs.len());
        let mut reach = vec![0.0; self.entries.len()];
        for (index, agent) in agents.iter().enumerate() {
            let values = &values[agent.player];
            self.add_worth(index, agent, values, &beliefs[index], &mut worth);
            for (&member, &belief) in self.members[index].iter().zip(&beliefs[index]) {
                if belief > 0.0 {
                    self.add_past(agent, member, belief, values, &worth, &mut slopes);
                    self.add_future(
                        agent,
                        member,
                        belief,
                        values,
                        &chances,
                        &mut reach,
                        &mut slopes,
                    );
                }
            }
        }
        (worth, slopes)
    }

    pub(super) fn payoffs(&self, logs: &[f64], players: usize) -> Vec<f64> {
        let values = self.values(&super::exps(logs));
        (0..players).map(|player| values[player][0]).collect()
    }

    fn probability(&self, node: usize, chances: &[f64]) -> f64 {
        match self.entries[node] {
            Entry::Root => 1.0,
            Entry::Chance(weight) => weight,
            Entry::Action(place) => chances[place as usize],
        }
    }

    /// For each player, what it is paid from each node on.
    fn values(&self, chances: &[f64]) -> Vec<Vec<f64>> {
        let mut values = self.paid.clone();
        for own in &mut values {
            for node in (1..own.len()).rev() {
                own[self.parents[node] as usize] += self.probability(node, chances) * own[node];
            }
        }
        values
    }

    /// For each agent, how likely it is at each of its nodes, given that it chooses at all.
    ///
    /// Only what happens after the ways part counts, so that beliefs stay precise however
    /// unlikely it is that the agent chooses.
    fn beliefs(&self, logs: &[f64]) -> Vec<Vec<f64>> {
        let belief = |(members, &fork): (&Vec<u32>, &u32)| {
            let reach = |&node: &u32| self.log_reach(node, fork, logs);
            let own: Vec<f64> = members.iter().map(reach).collect();
            let most = own.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            if most == f64::NEG_INFINITY {
                // Chance never leads here: nothing is paid, and nothing follows.
                return vec![0.0; own.len()];
            }
            let shares: Vec<f64> = own.iter().map(|log| (log - most).exp()).collect();
            let total: f64 = shares.iter().sum();
            shares.into_iter().map(|share| share / total).collect()
        };
        self.members.iter().zip(&self.forks).map(belief).collect()
    }

    /// The logarithm of how likely it is to come from one node to another.
    fn log_reach(&self, to: u32, from: u32, logs: &[f64]) -> f64 {
        let mut sum = 0.0;
        let mut at = to as usize;
        while at != from as usize {
            sum += match self.entries[at] {
                Entry::Root => 0.0,
                Entry::Chance(weight) => weight.ln(),
                Entry::Action(place) => logs[place as usize],
            };
            at = self.parents[at] as usize;
        }
        sum
    }

    fn children(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.ends[node as usize];
        let mut next = node + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.ends[child as usize];
                child
            })
        })
    }

    fn add_worth(
        &self,
        index: usize,
        agent: &Agent,
        values: &[f64],
        beliefs: &[f64],
        worth: &mut [f64],
    ) {
        for (&member, &belief) in self.members[index].iter().zip(beliefs) {
            if belief > 0.0 {
                for (place, child) in agent.actions.clone().zip(self.children(member)) {
                    worth[place] += belief * values[child as usize];
                }
            }
        }
    }

    /// More of an action on the way to a member makes this member more likely.
    fn add_past(
        &self,
        agent: &Agent,
        member: u32,
        belief: f64,
        values: &[f64],
        worth: &[f64],
        slopes: &mut Matrix,
    ) {
        let mut at = member as usize;
        while at != 0 {
            if let Entry::Action(taken) = self.entries[at] {
                for (place, child) in agent.actions.clone().zip(self.children(member)) {
                    slopes.row_mut(place)[taken as usize] +=
                        belief * (values[child as usize] - worth[place]);
                }
            }
            at = self.parents[at] as usize;
        }
    }

    /// More of an action after the choice brings more of what is paid after it.
    #[allow(
        clippy::too_many_arguments,
        reason = "one inner loop, cut out to be read"
    )]
    fn add_future(
        &self,
        agent: &Agent,
        member: u32,
        belief: f64,
        values: &[f64],
        chances: &[f64],
        reach: &mut [f64],
        slopes: &mut Matrix,
    ) {
        for (place, child) in agent.actions.clone().zip(self.children(member)) {
            let row = slopes.row_mut(place);
            reach[child as usize] = belief;
            for node in child as usize + 1..self.ends[child as usize] as usize {
                reach[node] = reach[self.parents[node] as usize] * self.probability(node, chances);
                if let Entry::Action(taken) = self.entries[node] {
                    row[taken as usize] += reach[node] * values[node];
                }
            }
        }
    }
}
