//! The reduced strategic form of a tree.
//!
//! A reduced strategy says what its player does at each information set that its own earlier
//! choices leave reachable, and nothing about the others: plans that differ only there are one.

use std::cell::Cell;
use std::ops::Range;

use crate::number::{Number, common_multiple};
use crate::recall::forgettings;
use crate::sequence::{SequenceId, Sequences};
use crate::strategic::{Payoffs, Strategic, StrategicPlayer, cell_count, cells_within};
use crate::tree::{InformationSetId, Mover, NodeId, PlayerId, Tree};
use crate::{Integer, Natural, Rational};

/// Payoffs that the table may hold, for all cells and players.
pub const MOST_PAYOFFS: u64 = 1 << 21;

/// Reduced strategies that one player may have.
pub const MOST_PLANS: usize = 1 << 16;

/// Decisions that the reduced strategies of one player may have, all strategies together.
const MOST_DECISIONS: usize = 1 << 24;

/// Bytes that the names of one player's reduced strategies may have with the names of actions.
const MOST_NAMED: usize = 1 << 24;

/// Steps that finding the strategies, or filling the table, may take.
const MOST_WORK: u64 = 1 << 26;

/// A reduced strategy: for each information set of the player, in the player's order, the action
/// taken, or nothing where the own choices do not lead there.
pub type Plan = Vec<Option<u32>>;

/// A tree in reduced strategic form.
#[derive(Clone, Debug)]
pub struct Reduced {
    /// The reduced strategies of each player.
    pub plans: Vec<Vec<Plan>>,
    /// The table. Its strategies are the plans, in the same order.
    pub game: Strategic,
}

/// The reduced strategic form is too large to be written out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// Too many plans of one player.
    #[error("{player} has more reduced strategies than can be listed")]
    Plans {
        /// The player's name.
        player: String,
    },
    /// Too large a table.
    #[error("the table of reduced strategies would have more than {MOST_PAYOFFS} payoffs")]
    Table,
    /// Too many ends of the game for too many combinations.
    #[error(
        "finding the reduced strategies and their payoffs would take more than {MOST_WORK} steps"
    )]
    Work,
}

/// The reduced strategic form of any tree, with or without perfect recall.
///
/// Exponential in the information sets of a player; bounded by the constants of this module.
///
/// # Errors
/// It is too large to be written out.
pub fn reduced(tree: &Tree) -> Result<Reduced, TooLarge> {
    decline(tree)?;
    let ways = ways(tree)?;
    let plans: Vec<Vec<Plan>> = tree
        .player_ids()
        .map(|player| plans(tree, &ways, player))
        .collect::<Result<_, _>>()?;
    let players: Vec<StrategicPlayer> = tree
        .player_ids()
        .map(|player| StrategicPlayer {
            name: tree.players()[player.index()].name.clone(),
            strategies: names(tree, player, &plans[player.index()]),
        })
        .collect();
    let cells = cell_count(&players).map_err(|_| TooLarge::Table)?;
    if cells.saturating_mul(players.len() as u64) > MOST_PAYOFFS {
        return Err(TooLarge::Table);
    }
    let ends = tree
        .nodes()
        .iter()
        .filter(|node| node.outcome.is_some())
        .count();
    if (ends as u64).saturating_mul(players.len() as u64) > MOST_WORK / 4 {
        return Err(TooLarge::Work);
    }
    let mut paying: Vec<(NodeId, Vec<SequenceId>)> = Vec::new();
    let sequences = Sequences::walk(tree, |node, current| {
        if tree.node(node).outcome.is_some() {
            paying.push((node, current.to_vec()));
        }
    });
    let table = table(tree, &sequences, &paying, &plans, cells as usize)?;
    let game = Strategic::new(
        tree.title(),
        tree.comment(),
        players,
        Payoffs::Listed(table),
    );
    Ok(Reduced {
        plans,
        game: game.map_err(|_| TooLarge::Table)?,
    })
}

/// Declines what is too large by far before anything is written out: who forgets nothing and can choose
/// at `n` information sets has more than `n` reduced strategies, each with a decision for any of them.
fn decline(tree: &Tree) -> Result<(), TooLarge> {
    let choices = |id: &InformationSetId| tree.information_set(*id).actions.len() > 1;
    let too_large = tree
        .players()
        .iter()
        .zip(tree.player_ids())
        .find(|(player, _)| {
            let sets = player
                .information_sets
                .iter()
                .filter(|id| choices(id))
                .count();
            sets.saturating_mul(sets) > MOST_DECISIONS
        });
    let Some((player, id)) = too_large else {
        return Ok(());
    };
    if forgettings(tree).iter().any(|found| found.player == id) {
        return Ok(());
    }
    Err(TooLarge::Plans {
        player: player.name.to_string(),
    })
}

/// For each information set, the sequences of own moves that lead to one of its nodes, as lists of
/// the place of the information set among the player's, and the action.
type Ways = Vec<Vec<Vec<(usize, u32)>>>;

fn ways(tree: &Tree) -> Result<Ways, TooLarge> {
    let mut places = vec![0; tree.information_sets().len()];
    for player in tree.players() {
        for (place, set) in player.information_sets.iter().enumerate() {
            places[set.index()] = place;
        }
    }
    let mut heads: Vec<Vec<SequenceId>> = vec![Vec::new(); tree.information_sets().len()];
    let sequences = Sequences::walk(tree, |node, current| {
        if let Mover::Player(set) = tree.node(node).mover {
            heads[set.index()].push(current[tree.information_set(set).player.index()]);
        }
    });
    let mut left = MOST_DECISIONS;
    let mut ways = Vec::with_capacity(heads.len());
    for mut heads in heads {
        heads.sort_unstable();
        heads.dedup();
        let mut spelled = Vec::with_capacity(heads.len());
        for mut at in heads {
            let mut moves = Vec::new();
            while let Some(sequence) = sequences.get(at) {
                left = left.checked_sub(1).ok_or(TooLarge::Work)?;
                moves.push((places[sequence.information_set.index()], sequence.action));
                at = sequence.before;
            }
            spelled.push(moves);
        }
        ways.push(spelled);
    }
    Ok(ways)
}

/// The reduced strategies of a player: where choices leave several information sets open, the
/// first in the player's order is decided first, and its first action comes first.
fn plans(tree: &Tree, ways: &Ways, player: PlayerId) -> Result<Vec<Plan>, TooLarge> {
    let own = &tree.players()[player.index()];
    let work = Cell::new(0u64);
    let reachable = |plan: &Plan, place: usize| {
        ways[own.information_sets[place].index()].iter().any(|way| {
            work.set(work.get() + 1 + way.len() as u64);
            way.iter().all(|&(at, action)| plan[at] == Some(action))
        })
    };
    // The first that is open, or nothing where looking for it has taken too long.
    let open = |plan: &Plan| {
        (0..plan.len())
            .take_while(|_| {
                work.set(work.get() + 1);
                work.get() <= MOST_WORK
            })
            .find(|&at| plan[at].is_none() && reachable(plan, at))
    };
    let mut found = Vec::new();
    // The plan so far; `decided` lists its information sets in the order of decision.
    let mut plan: Plan = vec![None; own.information_sets.len()];
    let mut decided: Vec<usize> = Vec::new();
    loop {
        while let Some(place) = open(&plan) {
            plan[place] = Some(0);
            decided.push(place);
        }
        if work.get() > MOST_WORK {
            return Err(TooLarge::Work);
        }
        if found.len() == MOST_PLANS || found.len() * plan.len() > MOST_DECISIONS {
            return Err(TooLarge::Plans {
                player: own.name.to_string(),
            });
        }
        found.push(plan.clone());
        loop {
            let Some(&last) = decided.last() else {
                return Ok(found);
            };
            let actions = tree
                .information_set(own.information_sets[last])
                .actions
                .len() as u32;
            let next = plan[last].map_or(0, |action| action + 1);
            if next < actions {
                plan[last] = Some(next);
                break;
            }
            plan[last] = None;
            decided.pop();
        }
    }
}

/// Names made of the actions taken, `*` where nothing is decided.
fn names(tree: &Tree, player: PlayerId, plans: &[Plan]) -> Vec<Box<str>> {
    let sets = &tree.players()[player.index()].information_sets;
    if sets.is_empty() {
        return vec!["-".into(); plans.len()];
    }
    let longest = |set: &InformationSetId| {
        tree.information_set(*set)
            .actions
            .iter()
            .map(|name| name.len() + 1)
            .max()
    };
    let length: usize = sets.iter().filter_map(longest).sum();
    let named = length.saturating_mul(plans.len()) <= MOST_NAMED;
    let labels: Vec<Vec<String>> = sets
        .iter()
        .map(|&set| {
            let actions = &tree.information_set(set).actions;
            if named {
                labels(actions)
            } else {
                numbers(actions.len())
            }
        })
        .collect();
    plans
        .iter()
        .map(|plan| {
            let parts: Vec<&str> = plan
                .iter()
                .zip(&labels)
                .map(|(action, labels)| {
                    action.map_or("*", |action| labels[action as usize].as_str())
                })
                .collect();
            parts.join("/").into()
        })
        .collect()
}

/// The names of actions, or their numbers where names do not tell them apart.
fn labels(actions: &[Box<str>]) -> Vec<String> {
    let mut sorted: Vec<&str> = actions.iter().map(|name| &**name).collect();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() < actions.len() || sorted.contains(&"") || sorted.contains(&"*") {
        return numbers(actions.len());
    }
    actions.iter().map(|name| name.to_string()).collect()
}

fn numbers(count: usize) -> Vec<String> {
    (1..=count).map(|number| number.to_string()).collect()
}

fn table(
    tree: &Tree,
    sequences: &Sequences,
    paying: &[(NodeId, Vec<SequenceId>)],
    plans: &[Vec<Plan>],
    cells: usize,
) -> Result<Vec<Number>, TooLarge> {
    let players = plans.len();
    let playing: Vec<Vec<Vec<usize>>> = tree
        .player_ids()
        .map(|player| playing(tree, sequences, player, &plans[player.index()]))
        .collect();
    let ranges: Vec<Range<usize>> = plans.iter().map(|own| 0..own.len()).collect();
    let paid = paid(tree, paying);
    // Sums of integers, over what serves all payoffs of a player.
    let wholes: Vec<Natural> = (0..players)
        .map(|player| {
            let under = paid.iter().map(|paid| paid[player].denominator());
            under.fold(Natural::ONE, common_multiple)
        })
        .collect();
    let mut table = vec![Integer::ZERO; cells * players];
    let mut work: u64 = 0;
    for ((_, reached), paid) in paying.iter().zip(&paid) {
        let parts: Vec<Integer> = paid
            .iter()
            .zip(&wholes)
            .map(|(paid, whole)| paid.numerator() * (whole / paid.denominator()))
            .collect();
        let lists: Vec<&[usize]> = (0..players)
            .map(|player| playing[player][reached[player].index()].as_slice())
            .collect();
        let size = lists
            .iter()
            .fold(1u64, |size, list| size.saturating_mul(list.len() as u64));
        work = work.saturating_add(size);
        if work > MOST_WORK {
            return Err(TooLarge::Work);
        }
        cells_within(&ranges, &lists, |cell, _| {
            for (player, part) in parts.iter().enumerate() {
                table[cell * players + player] += part;
            }
        });
    }
    let whole = (0..players).cycle();
    let numbers = table.into_iter().zip(whole).map(|(over, player)| {
        let under = &wholes[player];
        Number::from(if under.is_one() {
            Rational::from(over)
        } else {
            Rational::from_parts(over, under.clone())
        })
    });
    Ok(numbers.collect())
}

/// What each of these nodes pays, as likely as chance makes it.
fn paid(tree: &Tree, paying: &[(NodeId, Vec<SequenceId>)]) -> Vec<Vec<Rational>> {
    let chances = chance_weights(tree);
    let of = |(node, _): &(NodeId, Vec<SequenceId>)| {
        let Some(outcome) = tree.node(*node).outcome else {
            return vec![Rational::ZERO; tree.players().len()];
        };
        let weight = &chances[node.index()];
        let payoffs = tree.outcome(outcome).payoffs.iter();
        payoffs
            .map(|payoff| match payoff.value() {
                value if weight.is_one() => value,
                value => value * weight,
            })
            .collect()
    };
    paying.iter().map(of).collect()
}

/// For each sequence, which plans of the player take all its moves.
fn playing(
    tree: &Tree,
    sequences: &Sequences,
    player: PlayerId,
    plans: &[Plan],
) -> Vec<Vec<usize>> {
    let own = &tree.players()[player.index()].information_sets;
    let mut lists: Vec<Vec<usize>> = vec![Vec::new(); sequences.count()];
    lists[0] = (0..plans.len()).collect();
    for (id, sequence) in sequences.iter() {
        if tree.information_set(sequence.information_set).player != player {
            continue;
        }
        let place = own.iter().position(|set| *set == sequence.information_set);
        let takes =
            |&plan: &usize| place.is_some_and(|place| plans[plan][place] == Some(sequence.action));
        lists[id.index()] = lists[sequence.before.index()]
            .iter()
            .copied()
            .filter(takes)
            .collect();
    }
    lists
}

/// For each node, the probability that chance moves towards it.
#[must_use]
pub fn chance_weights(tree: &Tree) -> Vec<Rational> {
    let mut weights = vec![Rational::ONE; tree.nodes().len()];
    for id in tree.node_ids() {
        let node = tree.node(id);
        let Some(parent) = node.parent else { continue };
        let before = weights[parent.index()].clone();
        weights[id.index()] = match tree.node(parent).mover {
            Mover::Chance(chance) => {
                before * tree.chance(chance).actions[node.action as usize].1.value()
            }
            _ => before,
        };
    }
    weights
}
