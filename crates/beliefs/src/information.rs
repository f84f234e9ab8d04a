//! Games in which a player learns something more, and what that is worth to it.
//!
//! Two questions. What would the player be paid if it learned it **in secret**, so that the others go
//! on as before? That is the value of information of a decision maker, never below 0: who learns more
//! can do what it did (Blackwell 1953). And what would it be paid in the **new game**, in which
//! everybody knows that it learns it? That may be more or less: others act on what they know it knows
//! (Hirshleifer 1971; Kamien, Tauman and Zamir 1990). The new game is built here and solved elsewhere.

use std::collections::BTreeMap;

use equilibrium::behaviour::{Behaviour, certificate};
use game::build::Flaw;
use game::tree::{ChanceId, InformationSetId, Mover, NodeId, PlayerId, Tree};
use game::{Rational, TreeBuilder};

/// Something that a player may learn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// What chance did.
    Draw(ChanceId),
    /// What another player did at one of these information sets, which are those of one of its moves.
    Move(Vec<InformationSetId>),
}

/// A game in which a player learns more.
#[derive(Clone, Debug)]
pub struct Informed {
    /// The game.
    pub tree: Tree,
    /// For each of its information sets, the one of the old game that it is, or is a part of.
    pub of_old: Vec<InformationSetId>,
}

/// What the player may learn before one of its moves and does not know there, in the order of the tree.
/// Cost: for each thing that may be learned the nodes of the player, times the depth.
#[must_use]
pub fn unknown(tree: &Tree, player: PlayerId) -> Vec<Fact> {
    let draws = (0u32..)
        .take(tree.chances().len())
        .map(|one| Fact::Draw(ChanceId(one)));
    let others = tree.player_ids().filter(|other| *other != player);
    let moves = others.flat_map(|other| moves_of(tree, other));
    draws
        .chain(moves)
        .filter(|fact| {
            let own = &tree.players()[player.index()].information_sets;
            own.iter().any(|set| {
                let members = &tree.information_set(*set).members;
                let mut values = members.iter().map(|node| value(tree, fact, *node));
                let first = values.next();
                values.any(|other| Some(other) != first)
            })
        })
        .collect()
}

/// The moves of a player: its information sets with the same actions after as many moves of its own,
/// which differ in what it knows.
fn moves_of(tree: &Tree, player: PlayerId) -> Vec<Fact> {
    let mut moves: BTreeMap<(usize, &[Box<str>]), Vec<InformationSetId>> = BTreeMap::new();
    for id in &tree.players()[player.index()].information_sets {
        let set = tree.information_set(*id);
        let Some(node) = set.members.first() else {
            continue;
        };
        let own = |at: NodeId| matches!(tree.node(at).mover, Mover::Player(other) if tree.information_set(other).player == player);
        let before = tree
            .path(*node)
            .into_iter()
            .filter(|(at, _)| own(*at))
            .count();
        moves.entry((before, &set.actions)).or_default().push(*id);
    }
    moves.into_values().map(Fact::Move).collect()
}

/// What the fact is on the way to a node: the action taken; nothing where it is not decided yet.
fn value(tree: &Tree, fact: &Fact, node: NodeId) -> Option<u32> {
    let decides = |at: NodeId| match (fact, tree.node(at).mover) {
        (Fact::Draw(drawn), Mover::Chance(chance)) => *drawn == chance,
        (Fact::Move(sets), Mover::Player(set)) => sets.contains(&set),
        _ => false,
    };
    let mut path = tree.path(node).into_iter();
    path.find(|(at, _)| decides(*at)).map(|(_, action)| action)
}

/// The game in which a player learns a fact as soon as it moves after it. Cost: the tree, times its
/// depth.
///
/// # Errors
/// The tree cannot be built, which would be a mistake of this function.
pub fn informed(tree: &Tree, player: PlayerId, fact: &Fact) -> Result<Informed, Flaw> {
    let names = tree.players().iter().map(|one| one.name.clone());
    let mut builder = TreeBuilder::new(tree.title(), names);
    let mut numbers: BTreeMap<(InformationSetId, Option<u32>), i64> = BTreeMap::new();
    let mut of_old = Vec::new();
    for id in tree.node_ids() {
        let node = tree.node(id);
        let mover = match node.mover {
            Mover::Nobody => Mover::Nobody,
            Mover::Chance(chance) => {
                let old = tree.chance(chance);
                let fresh = i64::from(chance.0) + 1;
                Mover::Chance(builder.chance(fresh, old.name.clone(), old.actions.clone())?)
            }
            Mover::Player(set) => {
                let old = tree.information_set(set);
                let learned = (old.player == player)
                    .then(|| value(tree, fact, id))
                    .flatten();
                let fresh = numbers.len() as i64 + 1;
                let number = *numbers.entry((set, learned)).or_insert(fresh);
                if number == fresh {
                    of_old.push(set);
                }
                let name = match learned.and_then(|action| called(tree, fact, action)) {
                    Some(known) => format!("{}, knowing {known}", old.name).into(),
                    None => old.name.clone(),
                };
                let actions = old.actions.clone();
                Mover::Player(builder.information_set(old.player, number, name, actions)?)
            }
        };
        let outcome = match node.outcome {
            Some(outcome) => {
                let old = tree.outcome(outcome);
                let fresh = i64::from(outcome.0) + 1;
                Some(builder.outcome(fresh, old.name.clone(), old.payoffs.clone())?)
            }
            None => None,
        };
        builder.node(node.name.clone(), mover, outcome)?;
    }
    Ok(Informed {
        tree: builder.finish()?,
        of_old,
    })
}

/// What a value of a fact is called.
fn called<'t>(tree: &'t Tree, fact: &Fact, action: u32) -> Option<&'t str> {
    match fact {
        Fact::Draw(drawn) => {
            let actions = &tree.chance(*drawn).actions;
            actions.get(action as usize).map(|(name, _)| &**name)
        }
        Fact::Move(sets) => {
            let actions = &tree.information_set(*sets.first()?).actions;
            actions.get(action as usize).map(|name| &**name)
        }
    }
}

/// How much more the best strategy of a player pays it, against the others' behaviour, if it alone
/// learns the fact and nobody knows that it does; nothing where the player forgets. Never below 0.
/// Linear in the tree.
#[must_use]
pub fn worth_in_secret(
    tree: &Tree,
    behaviour: &Behaviour,
    player: PlayerId,
    informed: &Informed,
) -> Option<Rational> {
    let own: Behaviour = informed
        .of_old
        .iter()
        .map(|old| behaviour[old.index()].clone())
        .collect();
    Some(best(&informed.tree, &own, player)? - best(tree, behaviour, player)?)
}

/// What the best strategy of a player pays it.
fn best(tree: &Tree, behaviour: &Behaviour, player: PlayerId) -> Option<Rational> {
    let found = certificate(tree, behaviour);
    let regret = found.regrets[player.index()].as_ref()?;
    Some(&found.payoffs[player.index()] + regret)
}
