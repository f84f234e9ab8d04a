//! Behaviour profiles of game trees: what they pay, and what each player could gain alone.

use game::reduced::Plan;
use game::sequence::{SequenceId, Sequences};
use game::tree::{Mover, NodeId, PlayerId, Tree};
use game::{Rational, recall};

use crate::mixed::Mixed;

/// For each information set of the tree, the probability of each of its actions.
pub type Behaviour = Vec<Vec<Rational>>;

/// What a profile pays, and what there is to gain.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Certificate {
    /// The expected payoff of each player.
    pub payoffs: Vec<Rational>,
    /// For each player, how much more its best strategy would pay against the others; nothing for
    /// a player who forgets, for whom this is another question. All 0 is an equilibrium.
    pub regrets: Vec<Option<Rational>>,
    /// For each information set, how much more its best action would pay, given that it is
    /// reached and that the profile is followed afterwards; nothing where the others do not let
    /// it be reached. All 0 at sets with one node each is an equilibrium in every subgame.
    pub gaps: Vec<Option<Rational>>,
}

/// The exact payoffs and regrets of a profile. Linear in the tree for each player.
pub fn certificate(tree: &Tree, profile: &Behaviour) -> Certificate {
    let forgetful: Vec<PlayerId> = recall::forgettings(tree)
        .into_iter()
        .map(|one| one.player)
        .collect();
    let mut own = vec![vec![SequenceId::EMPTY; tree.players().len()]; tree.nodes().len()];
    let sequences = Sequences::walk(tree, |node, current| {
        own[node.index()].copy_from_slice(current)
    });
    let values = values(tree, profile);
    let mut answer = Certificate {
        payoffs: values[0].clone(),
        regrets: Vec::new(),
        gaps: vec![None; tree.information_sets().len()],
    };
    for player in tree.player_ids() {
        let reach = reach_of_others(tree, profile, player);
        gaps(tree, profile, player, &reach, &values, &mut answer.gaps);
        let regret = (!forgetful.contains(&player)).then(|| {
            let best = best_reply(tree, &sequences, player, &reach, |node: NodeId| {
                own[node.index()][player.index()]
            });
            best - &answer.payoffs[player.index()]
        });
        answer.regrets.push(regret);
    }
    answer
}

/// How likely the action that leads to a node is, once its parent is reached.
#[must_use]
pub fn weight(tree: &Tree, profile: &Behaviour, node: NodeId) -> Rational {
    let node = tree.node(node);
    let Some(parent) = node.parent else {
        return Rational::ONE;
    };
    let action = node.action as usize;
    match tree.node(parent).mover {
        Mover::Nobody => Rational::ZERO,
        Mover::Chance(chance) => tree.chance(chance).actions[action].1.value(),
        Mover::Player(set) => profile[set.index()][action].clone(),
    }
}

/// How likely play comes to each node. Linear in the tree.
#[must_use]
pub fn reach(tree: &Tree, profile: &Behaviour) -> Vec<Rational> {
    let mut reach = vec![Rational::ONE; tree.nodes().len()];
    for id in tree.node_ids().skip(1) {
        if let Some(parent) = tree.node(id).parent {
            reach[id.index()] = &reach[parent.index()] * weight(tree, profile, id);
        }
    }
    reach
}

/// What each player is paid from each node on. Linear in the tree.
#[must_use]
pub fn values(tree: &Tree, profile: &Behaviour) -> Vec<Vec<Rational>> {
    let mut values = vec![vec![Rational::ZERO; tree.players().len()]; tree.nodes().len()];
    for id in tree.node_ids().rev() {
        if let Some(outcome) = tree.node(id).outcome {
            for (value, payoff) in values[id.index()]
                .iter_mut()
                .zip(&tree.outcome(outcome).payoffs)
            {
                *value += payoff.value();
            }
        }
        let Some(parent) = tree.node(id).parent else {
            continue;
        };
        let weight = weight(tree, profile, id);
        let own = std::mem::take(&mut values[id.index()]);
        for (sum, value) in values[parent.index()].iter_mut().zip(&own) {
            *sum += value * &weight;
        }
        values[id.index()] = own;
    }
    values
}

/// How likely each node is where this player does all to reach it. Linear in the tree.
#[must_use]
pub fn reach_of_others(tree: &Tree, profile: &Behaviour, player: PlayerId) -> Vec<Rational> {
    let mut reach = vec![Rational::ONE; tree.nodes().len()];
    for id in tree.node_ids() {
        let Some(parent) = tree.node(id).parent else {
            continue;
        };
        let own = matches!(tree.node(parent).mover, Mover::Player(set) if tree.information_set(set).player == player);
        let before = reach[parent.index()].clone();
        reach[id.index()] = if own {
            before
        } else {
            before * weight(tree, profile, id)
        };
    }
    reach
}

fn gaps(
    tree: &Tree,
    profile: &Behaviour,
    player: PlayerId,
    reach: &[Rational],
    values: &[Vec<Rational>],
    gaps: &mut [Option<Rational>],
) {
    for &id in &tree.players()[player.index()].information_sets {
        let set = tree.information_set(id);
        let total = game::number::sum(
            set.members
                .iter()
                .map(|member| reach[member.index()].clone()),
        );
        if total.is_zero() {
            continue;
        }
        let mut pays = vec![Rational::ZERO; set.actions.len()];
        for &member in &set.members {
            for (action, child) in tree.children(member).enumerate() {
                pays[action] += &reach[member.index()] * &values[child.index()][player.index()];
            }
        }
        let mean = pays
            .iter()
            .zip(&profile[id.index()])
            .fold(Rational::ZERO, |sum, (pay, weight)| sum + pay * weight);
        let best = pays.into_iter().max().unwrap_or(Rational::ZERO);
        gaps[id.index()] = Some((best - mean) / total);
    }
}

/// What the best strategy of a player with perfect recall pays: each information set comes after
/// one sequence, so best actions are found from the longest sequences back.
fn best_reply(
    tree: &Tree,
    sequences: &Sequences,
    player: PlayerId,
    reach: &[Rational],
    own: impl Fn(NodeId) -> SequenceId,
) -> Rational {
    let mut worth = vec![Rational::ZERO; sequences.count()];
    for id in tree.node_ids() {
        if let Some(outcome) = tree.node(id).outcome {
            let paid = tree.outcome(outcome).payoffs[player.index()].value();
            worth[own(id).index()] += paid * &reach[id.index()];
        }
    }
    // The best action of a set is known once all its sequences are; it then counts for the one before.
    let mut best: Vec<Option<(Rational, usize)>> = vec![None; tree.information_sets().len()];
    for (id, sequence) in sequences.iter().collect::<Vec<_>>().into_iter().rev() {
        let set = tree.information_set(sequence.information_set);
        if set.player != player {
            continue;
        }
        let worth_here = worth[id.index()].clone();
        let entry = &mut best[sequence.information_set.index()];
        let (value, seen) = match entry.take() {
            Some((value, seen)) => (value.max(worth_here), seen + 1),
            None => (worth_here, 1),
        };
        if seen == set.actions.len() {
            worth[sequence.before.index()] += &value;
        }
        *entry = Some((value, seen));
    }
    std::mem::take(&mut worth[0])
}

/// The behaviour of players who mix plans of the reduced strategic form: at each information set
/// how often the plans that lead there take each action. Sets that no plan of the mixture leads
/// to get their first action.
///
/// With perfect recall this behaviour does what the mixture does (Kuhn 1953).
#[must_use]
pub fn from_plans(tree: &Tree, plans: &[Vec<Plan>], mixture: &Mixed) -> Behaviour {
    let mut profile: Behaviour = tree
        .information_sets()
        .iter()
        .map(|set| vec![Rational::ZERO; set.actions.len()])
        .collect();
    for (player, own) in tree.players().iter().enumerate() {
        for (plan, weight) in plans[player].iter().zip(&mixture[player]) {
            for (set, action) in own.information_sets.iter().zip(plan) {
                if let Some(action) = action {
                    profile[set.index()][*action as usize] += weight;
                }
            }
        }
    }
    for weights in &mut profile {
        let total = game::number::sum(weights.iter().cloned());
        if total.is_zero() {
            weights[0] = Rational::ONE;
        } else {
            for weight in weights {
                *weight /= &total;
            }
        }
    }
    profile
}
