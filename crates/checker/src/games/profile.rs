//! From the names and numbers of an answer to a profile of the game.

use std::collections::BTreeMap;

use super::Game;
use super::answer::{Behaves, Equilibrium, Part, Weight};
use super::behaviour::Behaviour;
use super::mixture::Mixture;
use super::number::{Exact, total};
use super::precision::{Precision, number};
use super::table::Table;
use super::tree::{Mover, Tree};

/// What all players do.
pub(super) enum Profile {
    /// At each information set.
    Behaviour(Behaviour),
    /// Mixtures over the strategies of the table.
    Mixture(Mixture),
}

/// Reads what an equilibrium says all players do.
pub(super) fn read(
    game: &Game,
    equilibrium: &Equilibrium,
    precision: &Precision,
) -> Result<Profile, String> {
    let players = game.players();
    let named = equilibrium.players.iter().map(|part| &part.player);
    if !named.eq(players) {
        return Err(format!("it is not about {}", players.join(", ")));
    }
    let plans = equilibrium
        .players
        .iter()
        .any(|part| !part.strategies.is_empty());
    match (&game.tree, &game.table) {
        (Some(tree), _) if !plans => {
            behaviour(tree, &equilibrium.players, precision).map(Profile::Behaviour)
        }
        (_, Some(table)) => mixture(table, &equilibrium.players, precision).map(Profile::Mixture),
        _ => Err(TOO_LARGE.to_owned()),
    }
}

/// Why plans are not followed.
pub(super) const TOO_LARGE: &str = "the table is too large to be written again";

fn behaviour(tree: &Tree, parts: &[Part], precision: &Precision) -> Result<Behaviour, String> {
    let mut told: BTreeMap<(usize, String), &Behaves> = BTreeMap::new();
    for (player, part) in parts.iter().enumerate() {
        for at in &part.behaviour {
            let name = &at.information_set;
            if told.insert((player, name.clone()), at).is_some() {
                return Err(format!("what {} does at {name} is told twice", part.player));
            }
        }
    }
    let mut behaviour = Behaviour::new();
    for (id, set) in tree.sets.iter().enumerate() {
        let name = tree.set_name(id);
        let player = &tree.players[set.player];
        let at = told
            .remove(&(set.player, name.clone()))
            .ok_or_else(|| format!("what {player} does at {name} is left open"))?;
        behaviour.push(weights(&at.actions, &action_names(tree, id), precision)?);
    }
    match told.keys().next() {
        Some((player, name)) => Err(format!(
            "{} has no information set {name}",
            tree.players[*player]
        )),
        None => Ok(behaviour),
    }
}

/// What the actions of an information set are called in answers.
pub(super) fn action_names(tree: &Tree, set: usize) -> Vec<String> {
    let actions = 0..tree.sets[set].actions.len();
    actions
        .map(|action| tree.action_name(Mover::Player(set), action))
        .collect()
}

fn mixture(table: &Table, parts: &[Part], precision: &Precision) -> Result<Mixture, String> {
    let own = parts.iter().zip(&table.strategies);
    own.map(|(part, names)| weights(&part.strategies, names, precision))
        .collect()
}

/// How likely each of the names is. Names that are not told have no weight; where several have the
/// same name, they are told in their order.
pub(super) fn weights(
    told: &[Weight],
    names: &[String],
    precision: &Precision,
) -> Result<Vec<Exact>, String> {
    let mut weights = vec![Exact::ZERO; names.len()];
    let mut told_last: BTreeMap<&str, usize> = BTreeMap::new();
    for one in told {
        let from = told_last.get(one.name.as_str()).map_or(0, |last| last + 1);
        let place = names
            .iter()
            .skip(from)
            .position(|name| *name == one.name)
            .map(|place| place + from)
            .ok_or_else(|| match from {
                0 => format!("there is no `{}`", one.name),
                _ => format!("`{}` is told twice", one.name),
            })?;
        told_last.insert(&one.name, place);
        let likely = number(&one.probability)?;
        if likely <= Exact::ZERO {
            return Err(format!("`{}` has the probability {likely}", one.name));
        }
        weights[place] = likely;
    }
    let sum = total(&weights);
    if precision.alike(&sum, &Exact::ONE) {
        Ok(weights)
    } else {
        Err(format!("probabilities sum to {}", sum.to_f64().value()))
    }
}
