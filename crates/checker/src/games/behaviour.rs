//! What behaviour in a tree pays, how likely it leads where, and the best reply to it.
//!
//! Behaviour says for each information set how likely each action is. The best reply is found from
//! the start on, as a player would think it through: all nodes where it may stand when it moves next
//! belong to information sets, and at each of them the best action is looked for in the same way.
//! That is right for players who remember what they knew and did.

use std::collections::BTreeMap;

use super::number::Exact;
use super::tree::{Mover, Tree};

/// For each information set, how likely each of its actions is.
pub(super) type Behaviour = Vec<Vec<Exact>>;

/// Own moves on one way that a best reply is looked for through.
const MOST_DEEP: usize = 1_000;

/// How likely the last step to a node is.
fn step(tree: &Tree, behaviour: &Behaviour, node: usize) -> Exact {
    let Some((before, action)) = tree.nodes[node].before else {
        return Exact::ONE;
    };
    match tree.nodes[before].mover {
        Mover::Nobody => Exact::ZERO,
        Mover::Chance(chance) => tree.chances[chance][action].1.clone(),
        Mover::Player(set) => behaviour[set][action].clone(),
    }
}

/// How likely each node is; where a player is named, as if it did all to get there.
pub(super) fn reach(tree: &Tree, behaviour: &Behaviour, helped: Option<usize>) -> Vec<Exact> {
    let mut reach: Vec<Exact> = Vec::with_capacity(tree.nodes.len());
    for (id, node) in tree.nodes.iter().enumerate() {
        let likely = match node.before {
            None => Exact::ONE,
            Some((before, _)) => {
                let own = matches!(tree.nodes[before].mover,
                    Mover::Player(set) if Some(tree.sets[set].player) == helped);
                if own {
                    reach[before].clone()
                } else {
                    &reach[before] * step(tree, behaviour, id)
                }
            }
        };
        reach.push(likely);
    }
    reach
}

/// What each player is paid from each node on.
pub(super) fn worth(tree: &Tree, behaviour: &Behaviour) -> Vec<Vec<Exact>> {
    let mut worth = vec![vec![Exact::ZERO; tree.players.len()]; tree.nodes.len()];
    for (id, node) in tree.nodes.iter().enumerate().rev() {
        let mut sums = match node.outcome {
            Some(outcome) => tree.outcomes[outcome].clone(),
            None => vec![Exact::ZERO; tree.players.len()],
        };
        for after in &node.after {
            let likely = step(tree, behaviour, *after);
            for (sum, value) in sums.iter_mut().zip(&worth[*after]) {
                *sum += value * &likely;
            }
        }
        worth[id] = sums;
    }
    worth
}

/// What the best reply of a player who remembers pays; nothing where a way is too long.
pub(super) fn best_reply(tree: &Tree, behaviour: &Behaviour, player: usize) -> Option<Exact> {
    let reply = Reply {
        tree,
        behaviour,
        player,
    };
    reply.from(vec![(0, Exact::ONE)], 0)
}

struct Reply<'r> {
    tree: &'r Tree,
    behaviour: &'r Behaviour,
    player: usize,
}

impl Reply<'_> {
    /// What can be had from these nodes on, each as likely as is said.
    fn from(&self, mut open: Vec<(usize, Exact)>, deep: usize) -> Option<Exact> {
        if deep > MOST_DEEP {
            return None;
        }
        let mut sum = Exact::ZERO;
        let mut standing: BTreeMap<usize, Vec<(usize, Exact)>> = BTreeMap::new();
        while let Some((at, likely)) = open.pop() {
            if likely.is_zero() {
                continue;
            }
            let node = &self.tree.nodes[at];
            if let Some(outcome) = node.outcome {
                sum += &self.tree.outcomes[outcome][self.player] * &likely;
            }
            match node.mover {
                Mover::Player(set) if self.tree.sets[set].player == self.player => {
                    standing.entry(set).or_default().push((at, likely));
                }
                _ => open.extend(
                    node.after
                        .iter()
                        .map(|after| (*after, &likely * step(self.tree, self.behaviour, *after))),
                ),
            }
        }
        for (set, nodes) in standing {
            let mut best: Option<Exact> = None;
            for action in 0..self.tree.sets[set].actions.len() {
                let after = |(at, likely): &(usize, Exact)| {
                    (self.tree.nodes[*at].after[action], likely.clone())
                };
                let value = self.from(nodes.iter().map(after).collect(), deep + 1)?;
                best = Some(best.map_or(value.clone(), |best| best.max(value)));
            }
            sum += best.unwrap_or(Exact::ZERO);
        }
        Some(sum)
    }
}

/// How much more the best action pays at an information set, given how likely its nodes are there,
/// where the behaviour is followed afterwards; nothing where they are not likely at all.
pub(super) fn gap(
    tree: &Tree,
    behaviour: &Behaviour,
    worth: &[Vec<Exact>],
    set: usize,
    likely: impl Fn(usize) -> Exact,
) -> Option<Exact> {
    let here = &tree.sets[set];
    let mut total = Exact::ZERO;
    let mut pays = vec![Exact::ZERO; here.actions.len()];
    for (place, node) in here.nodes.iter().enumerate() {
        let likely = likely(place);
        for (sum, after) in pays.iter_mut().zip(&tree.nodes[*node].after) {
            *sum += &worth[*after][here.player] * &likely;
        }
        total += likely;
    }
    if total.is_zero() {
        return None;
    }
    let done = pays
        .iter()
        .zip(&behaviour[set])
        .fold(Exact::ZERO, |sum, (pay, likely)| sum + pay * likely);
    let best = pays.into_iter().max().unwrap_or(Exact::ZERO);
    Some((best - done) / total)
}
