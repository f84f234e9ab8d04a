//! Backward induction, with every tie: all pure equilibria that are equilibria in every subgame
//! of a tree where each player who moves knows the whole history (Selten 1965).

use std::collections::BTreeMap;

use game::tree::{Mover, NodeId, Tree};
use game::{Natural, Number, Rational};

use crate::Completeness;

/// Different payoffs that one node may have in different equilibria.
pub const MOST_PAYOFFS: usize = 1_000;

/// Nodes times players that are worked on at most.
pub const MOST_VALUES: usize = 1 << 23;

/// The pure equilibria of a tree that are equilibria in every subgame.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct SubgamePerfect {
    /// Exactly how many there are; at least one.
    pub count: Natural,
    /// For each one that is listed, the action at each information set of the tree.
    pub profiles: Vec<Vec<u32>>,
    /// Whether all are listed.
    pub completeness: Completeness,
}

/// Backward induction cannot answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoBackward {
    /// Some player does not know the whole history.
    #[error("backward induction needs information sets of one node each")]
    ImperfectInformation,
    /// Too large a tree.
    #[error("backward induction is limited to {MOST_VALUES} payoffs, one for each node and player")]
    TooLarge,
    /// Ties upon ties.
    #[error("ties leave more than {MOST_PAYOFFS} different payoffs at one node")]
    TooManyPayoffs,
}

/// Finds all pure subgame-perfect equilibria, counts them exactly, and lists at most `most`.
///
/// Linear in the tree without ties; with ties, times the square of the different payoffs that
/// they leave at a node.
///
/// # Errors
/// The game has imperfect information, or too many ties.
pub fn backward(tree: &Tree, most: usize) -> Result<SubgamePerfect, NoBackward> {
    if !tree.has_perfect_information() {
        return Err(NoBackward::ImperfectInformation);
    }
    if tree.nodes().len().saturating_mul(tree.players().len()) > MOST_VALUES {
        return Err(NoBackward::TooLarge);
    }
    let mut tables: Vec<Vec<Worth>> = vec![Vec::new(); tree.nodes().len()];
    for id in tree.node_ids().rev() {
        let worths = worths(tree, &tables, id)?;
        let paid = paid(tree, id);
        tables[id.index()] = worths
            .into_iter()
            .map(|(payoffs, count)| Worth {
                payoffs: plus(payoffs, &paid),
                count,
            })
            .collect();
    }
    let count = tables[0]
        .iter()
        .fold(Natural::ZERO, |sum, worth| sum + &worth.count);
    let profiles = list(tree, &tables, most);
    let whole = Natural::from(profiles.len()) == count;
    let completeness = if whole {
        Completeness::Complete
    } else {
        Completeness::Incomplete
    };
    Ok(SubgamePerfect {
        count,
        profiles,
        completeness,
    })
}

/// Payoffs from a node on, and in how many equilibria of its subgame they are paid.
#[derive(Clone)]
struct Worth {
    payoffs: Vec<Rational>,
    count: Natural,
}

fn paid(tree: &Tree, id: NodeId) -> Vec<Rational> {
    match tree.node(id).outcome {
        Some(outcome) => tree
            .outcome(outcome)
            .payoffs
            .iter()
            .map(Number::value)
            .collect(),
        None => vec![Rational::ZERO; tree.players().len()],
    }
}

fn plus(mut one: Vec<Rational>, two: &[Rational]) -> Vec<Rational> {
    for (sum, value) in one.iter_mut().zip(two) {
        *sum += value;
    }
    one
}

type Worths = BTreeMap<Vec<Rational>, Natural>;

/// What the subgame after a node can be worth, without what is paid at the node.
fn worths(tree: &Tree, tables: &[Vec<Worth>], id: NodeId) -> Result<Worths, NoBackward> {
    let mut found = Worths::new();
    match tree.node(id).mover {
        Mover::Nobody => {
            found.insert(vec![Rational::ZERO; tree.players().len()], Natural::ONE);
        }
        Mover::Player(set) => {
            let player = tree.information_set(set).player.index();
            let children: Vec<NodeId> = tree.children(id).collect();
            for &child in &children {
                for worth in &tables[child.index()] {
                    let mut count = worth.count.clone();
                    for &other in children.iter().filter(|&&other| other != child) {
                        let below = |one: &&Worth| one.payoffs[player] <= worth.payoffs[player];
                        let not_better = tables[other.index()].iter().filter(below);
                        count *= not_better.fold(Natural::ZERO, |sum, one| sum + &one.count);
                    }
                    if !count.is_zero() {
                        *found.entry(worth.payoffs.clone()).or_insert(Natural::ZERO) += count;
                    }
                }
                too_many(&found)?;
            }
        }
        Mover::Chance(chance) => {
            found.insert(vec![Rational::ZERO; tree.players().len()], Natural::ONE);
            for (child, (_, probability)) in tree.children(id).zip(&tree.chance(chance).actions) {
                let weight = probability.value();
                let mut next = Worths::new();
                for (payoffs, count) in &found {
                    for worth in &tables[child.index()] {
                        let part: Vec<Rational> = worth
                            .payoffs
                            .iter()
                            .map(|payoff| payoff * &weight)
                            .collect();
                        *next.entry(plus(part, payoffs)).or_insert(Natural::ZERO) +=
                            count * &worth.count;
                    }
                    too_many(&next)?;
                }
                found = next;
            }
        }
    }
    Ok(found)
}

fn too_many(found: &Worths) -> Result<(), NoBackward> {
    if found.len() > MOST_PAYOFFS {
        Err(NoBackward::TooManyPayoffs)
    } else {
        Ok(())
    }
}

/// One way for a node to reach its payoffs: the action, and which payoffs each child must reach.
struct Choice {
    action: u32,
    children: Vec<usize>,
}

/// An inner node with its choices, of which the last is the one taken.
struct Level {
    node: NodeId,
    choices: Vec<Choice>,
}

/// Equilibria one by one: nodes in prefix order, and for each the ways to reach the payoffs that
/// its parent asks of it.
fn list(tree: &Tree, tables: &[Vec<Worth>], most: usize) -> Vec<Vec<u32>> {
    let inner: Vec<NodeId> = tree
        .node_ids()
        .filter(|&id| tree.node(id).mover != Mover::Nobody)
        .collect();
    let mut asked = vec![0usize; tree.nodes().len()];
    let mut found = Vec::new();
    for root in 0..tables[0].len() {
        asked[0] = root;
        let mut levels: Vec<Level> = Vec::new();
        loop {
            let mut dead_end = false;
            while let Some(&node) = inner.get(levels.len())
                && !dead_end
            {
                let mut choices = choices(tree, tables, node, asked[node.index()], most);
                choices.reverse();
                dead_end = choices.is_empty();
                levels.push(Level { node, choices });
                ask(tree, &levels, &mut asked);
            }
            if found.len() == most {
                return found;
            }
            if !dead_end {
                found.push(profile(tree, &levels));
            }
            if !turn(&mut levels) {
                break;
            }
            ask(tree, &levels, &mut asked);
        }
    }
    found
}

/// Tells the children of the last level's node what they must reach.
fn ask(tree: &Tree, levels: &[Level], asked: &mut [usize]) {
    if let Some(level) = levels.last()
        && let Some(choice) = level.choices.last()
    {
        for (child, &place) in tree.children(level.node).zip(&choice.children) {
            asked[child.index()] = place;
        }
    }
}

/// Goes on to the next choice of the last level that has one; false where none has.
fn turn(levels: &mut Vec<Level>) -> bool {
    while let Some(level) = levels.last_mut() {
        if level.choices.len() > 1 {
            level.choices.pop();
            return true;
        }
        levels.pop();
    }
    false
}

fn profile(tree: &Tree, levels: &[Level]) -> Vec<u32> {
    let mut actions = vec![0; tree.information_sets().len()];
    for level in levels {
        if let (Mover::Player(set), Some(choice)) =
            (tree.node(level.node).mover, level.choices.last())
        {
            actions[set.index()] = choice.action;
        }
    }
    actions
}

/// The first `most` ways for a node to be worth what is asked of it.
fn choices(
    tree: &Tree,
    tables: &[Vec<Worth>],
    id: NodeId,
    asked: usize,
    most: usize,
) -> Vec<Choice> {
    let children: Vec<NodeId> = tree.children(id).collect();
    let paid = paid(tree, id);
    let target: Vec<Rational> = tables[id.index()][asked]
        .payoffs
        .iter()
        .zip(&paid)
        .map(|(all, here)| all - here)
        .collect();
    let mut found = Vec::new();
    match tree.node(id).mover {
        Mover::Nobody => {}
        Mover::Player(set) => {
            let player = tree.information_set(set).player.index();
            for (action, child) in children.iter().enumerate() {
                let lists = children.iter().map(|other| {
                    let table = &tables[other.index()];
                    let fits = |&place: &usize| {
                        let payoffs = &table[place].payoffs;
                        if other == child {
                            *payoffs == target
                        } else {
                            payoffs[player] <= target[player]
                        }
                    };
                    (0..table.len()).filter(fits).collect()
                });
                let left = most.saturating_sub(found.len());
                let action = action as u32;
                let taken = combinations(&lists.collect::<Vec<_>>(), left, |_| true);
                found.extend(
                    taken
                        .into_iter()
                        .map(|children| Choice { action, children }),
                );
            }
        }
        Mover::Chance(chance) => {
            let weights: Vec<Rational> = tree
                .chance(chance)
                .actions
                .iter()
                .map(|(_, weight)| weight.value())
                .collect();
            let lists: Vec<Vec<usize>> = children
                .iter()
                .map(|child| (0..tables[child.index()].len()).collect())
                .collect();
            let sums = |places: &[usize]| {
                let mut sum = vec![Rational::ZERO; target.len()];
                for ((child, &place), weight) in children.iter().zip(places).zip(&weights) {
                    let part: Vec<Rational> = tables[child.index()][place]
                        .payoffs
                        .iter()
                        .map(|payoff| payoff * weight)
                        .collect();
                    sum = plus(sum, &part);
                }
                sum == target
            };
            let taken = combinations(&lists, most, sums);
            found.extend(taken.into_iter().map(|children| Choice {
                action: 0,
                children,
            }));
        }
    }
    found
}

/// Combinations that are tried at one node for a list.
const MOST_TRIED: usize = 100_000;

/// The first `most` combinations of one entry of each list that fit, of those that are tried.
fn combinations(
    lists: &[Vec<usize>],
    most: usize,
    fits: impl Fn(&[usize]) -> bool,
) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    if lists.iter().any(Vec::is_empty) {
        return found;
    }
    let mut turns = vec![0; lists.len()];
    let mut tried = 0;
    while found.len() < most && tried < MOST_TRIED {
        tried += 1;
        let places: Vec<usize> = turns
            .iter()
            .zip(lists)
            .map(|(&turn, list)| list[turn])
            .collect();
        if fits(&places) {
            found.push(places);
        }
        let Some(at) = (0..lists.len())
            .rev()
            .find(|&at| turns[at] + 1 < lists[at].len())
        else {
            break;
        };
        turns[at] += 1;
        turns[at + 1..].fill(0);
    }
    found
}
