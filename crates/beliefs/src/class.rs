//! Whether the types of a player pool, separate, or do so in part.
//!
//! In a **pooling** equilibrium all types of a player do the same, so that who watches learns nothing;
//! in a **separating** one no two types ever do the same, so that one look tells; in a
//! **semi-separating** (partially pooling) one it tells something, or only sometimes (Spence 1973;
//! Fudenberg and Tirole 1991, ch. 8). Here the types are compared where the player moves for the first
//! time after it has learned its type, at each history that the play comes to.

use std::collections::BTreeMap;

use equilibrium::behaviour::{Behaviour, reach};
use game::Rational;
use game::tree::{ChanceId, Mover, NodeId, PlayerId, Tree};

/// What the types of a player do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// All the same.
    Pooling,
    /// No two ever the same.
    Separating,
    /// Something between.
    SemiSeparating,
    /// Nothing that anybody sees: where play goes, the player never moves after learning its type.
    NeverMoves,
}

/// What is public before a move: who did what, and what chance did in the open.
type Before<'t> = Vec<(Option<PlayerId>, &'t str)>;

/// How likely each value of the type comes to a history and takes each action there.
type Taken<'t> = BTreeMap<u32, BTreeMap<&'t str, Rational>>;

/// The class of a profile by the type of `player` that `drawn` draws; nothing where the player never
/// moves after the draw, whatever is done. `private` are all draws that are nobody else's business:
/// histories that differ only in these look alike. Cost: the tree, times its depth.
#[must_use]
pub fn class(
    tree: &Tree,
    behaviour: &Behaviour,
    player: PlayerId,
    drawn: ChanceId,
    private: &[ChanceId],
) -> Option<Class> {
    let reach = reach(tree, behaviour);
    let mut moves = false;
    let mut histories: BTreeMap<Before<'_>, Taken<'_>> = BTreeMap::new();
    for set in &tree.players()[player.index()].information_sets {
        let actions = &tree.information_set(*set).actions;
        for &node in &tree.information_set(*set).members {
            let Some((value, before)) = first_after(tree, node, player, drawn, private) else {
                continue;
            };
            moves = true;
            if reach[node.index()].is_zero() {
                continue;
            }
            let taken = histories
                .entry(before)
                .or_default()
                .entry(value)
                .or_default();
            for (name, weight) in actions.iter().zip(&behaviour[set.index()]) {
                *taken.entry(name).or_insert(Rational::ZERO) += &reach[node.index()] * weight;
            }
        }
    }
    if !moves {
        return None;
    }
    let mut seen = histories
        .values()
        .filter(|taken| taken.len() > 1)
        .peekable();
    if seen.peek().is_none() {
        return Some(Class::NeverMoves);
    }
    let compared: Vec<(bool, bool)> = seen.map(compare).collect();
    Some(if compared.iter().all(|(alike, _)| *alike) {
        Class::Pooling
    } else if compared.iter().all(|(_, apart)| *apart) {
        Class::Separating
    } else {
        Class::SemiSeparating
    })
}

/// The value of the type and what was public before a node, if the player did not move between the
/// draw and the node.
fn first_after<'t>(
    tree: &'t Tree,
    node: NodeId,
    player: PlayerId,
    drawn: ChanceId,
    private: &[ChanceId],
) -> Option<(u32, Before<'t>)> {
    let mut value = None;
    let mut before = Vec::new();
    for (at, action) in tree.path(node) {
        match tree.node(at).mover {
            Mover::Nobody => return None,
            Mover::Chance(chance) if chance == drawn => value = Some(action),
            Mover::Chance(chance) if private.contains(&chance) => {}
            Mover::Chance(chance) => {
                before.push((None, &*tree.chance(chance).actions[action as usize].0));
            }
            Mover::Player(set) => {
                let set = tree.information_set(set);
                if value.is_some() && set.player == player {
                    return None;
                }
                before.push((Some(set.player), &*set.actions[action as usize]));
            }
        }
    }
    Some((value?, before))
}

/// Whether all values of the type do the same at a history, and whether no two ever do.
fn compare(taken: &Taken<'_>) -> (bool, bool) {
    let shares: Vec<BTreeMap<&str, Rational>> = taken
        .values()
        .map(|own| {
            let total = game::number::sum(own.values().cloned());
            own.iter()
                .filter(|(_, weight)| !weight.is_zero())
                .map(|(name, weight)| (*name, weight / &total))
                .collect()
        })
        .collect();
    let alike = shares.windows(2).all(|pair| pair[0] == pair[1]);
    let mut pairs = shares
        .iter()
        .enumerate()
        .flat_map(|(place, one)| shares[place + 1..].iter().map(move |two| (one, two)));
    let apart = pairs.all(|(one, two)| one.keys().all(|name| !two.contains_key(name)));
    (alike, apart)
}
