//! Profiles as an answer tells them: what each player does, is paid and could gain.
//!
//! Whatever solver found a profile, payoffs and regrets are calculated anew, exactly, from its
//! probabilities; floating-point solvers only have them shown as decimals.

use approximate::refined::Refined;
use equilibrium::Completeness;
use equilibrium::behaviour::{self, Behaviour, from_plans};
use equilibrium::mixed::{self, Mixed};
use game::recall::forgettings;
use game::strategic::StrategicPlayer;
use game::tree::{InformationSetId, NodeId, PlayerId, Tree};
use game::{Rational, Strategic};
use report::answer::{
    GameArithmetic, GameBehaviour, GameCompleteness, GameEquilibrium, GamePlay, GameSolution,
    GameWeight,
};

use super::found::{Found, Profile, Told};
use super::names::{action_name, set_name};
use super::{Source, Table, Task};
use crate::error::AnswerError;

/// Whether a list holds all there is.
pub(super) fn complete(completeness: Completeness) -> GameCompleteness {
    match completeness {
        Completeness::Complete => GameCompleteness::Complete,
        Completeness::Incomplete => GameCompleteness::Incomplete,
    }
}

/// A number as an answer shows it: a fraction, or a decimal with ten digits.
pub(in crate::answers) fn number(value: &Rational, arithmetic: GameArithmetic) -> String {
    match arithmetic {
        GameArithmetic::Exact => value.to_string(),
        GameArithmetic::Floating => decimal(value.to_f64().value()),
    }
}

/// A decimal with ten digits.
pub(in crate::answers) fn decimal(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let rounded = format!("{value:.9e}").parse().unwrap_or(value);
    if (1e-6..1e15).contains(&rounded.abs()) {
        format!("{rounded}")
    } else {
        format!("{rounded:e}")
    }
}

fn line<'a>(numbers: impl Iterator<Item = &'a Rational>, arithmetic: GameArithmetic) -> String {
    let mut line = "NE".to_owned();
    for one in numbers {
        line.push(',');
        line += &number(one, arithmetic);
    }
    line
}

/// A profile that says what is done at each information set.
pub(super) fn of_behaviour(tree: &Tree, profile: &Behaviour, arithmetic: GameArithmetic) -> Told {
    let certificate = behaviour::certificate(tree, profile);
    let own = |player: PlayerId| tree.players()[player.index()].information_sets.iter();
    let plays = tree.player_ids().map(|player| GamePlay {
        player: tree.players()[player.index()].name.to_string(),
        payoff: number(&certificate.payoffs[player.index()], arithmetic),
        regret: certificate.regrets[player.index()]
            .as_ref()
            .map(|regret| number(regret, arithmetic)),
        strategies: Vec::new(),
        behaviour: own(player)
            .map(|&set| GameBehaviour {
                gap: certificate.gaps[set.index()]
                    .as_ref()
                    .map(|gap| number(gap, arithmetic)),
                ..behaves(tree, set, profile, arithmetic)
            })
            .collect(),
    });
    let numbers = tree
        .player_ids()
        .flat_map(own)
        .flat_map(|set| &profile[set.index()]);
    Told {
        equilibrium: GameEquilibrium {
            gambit: line(numbers, arithmetic),
            ..GameEquilibrium::of(plays.collect())
        },
        profile: Some(Profile::whole(profile)),
    }
}

fn behaves(
    tree: &Tree,
    id: InformationSetId,
    profile: &Behaviour,
    arithmetic: GameArithmetic,
) -> GameBehaviour {
    let set = tree.information_set(id);
    let first = set.members.first().copied().unwrap_or(NodeId(0));
    let taken = profile[id.index()]
        .iter()
        .enumerate()
        .filter(|(_, weight)| !weight.is_zero());
    GameBehaviour {
        information_set: set_name(tree, id),
        actions: taken
            .map(|(action, weight)| GameWeight {
                name: action_name(tree, first, action as u32),
                probability: number(weight, arithmetic),
            })
            .collect(),
        gap: None,
        beliefs: Vec::new(),
    }
}

/// Whether a plan of the mixture leads to the information set at this place of its player's.
fn decides(table: &Table<'_>, player: usize, weights: &[Rational], place: usize) -> bool {
    let Table::Plans(form) = table else {
        return false;
    };
    let played = form.plans[player]
        .iter()
        .zip(weights)
        .filter(|(_, weight)| !weight.is_zero());
    played.into_iter().any(|(plan, _)| plan[place].is_some())
}

/// A profile of mixtures over the strategies of a table.
pub(super) fn of_table(game: &Strategic, mixture: &Mixed, arithmetic: GameArithmetic) -> Told {
    let certificate = mixed::certificate(game, mixture);
    let plays = game.players().iter().enumerate();
    let plays = plays.map(|(index, player)| GamePlay {
        player: player.name.to_string(),
        payoff: number(&certificate.payoffs[index], arithmetic),
        regret: Some(number(&certificate.regrets[index], arithmetic)),
        strategies: taken(player, &mixture[index], arithmetic),
        behaviour: Vec::new(),
    });
    Told {
        equilibrium: GameEquilibrium {
            gambit: line(mixture.iter().flatten(), arithmetic),
            ..GameEquilibrium::of(plays.collect())
        },
        profile: None,
    }
}

/// The strategies that are played.
fn taken(
    player: &StrategicPlayer,
    weights: &[Rational],
    arithmetic: GameArithmetic,
) -> Vec<GameWeight> {
    let played = player.strategies.iter().zip(weights);
    played
        .filter(|(_, weight)| !weight.is_zero())
        .map(|(name, weight)| GameWeight {
            name: name.to_string(),
            probability: number(weight, arithmetic),
        })
        .collect()
}

/// A profile of mixtures over strategies, of a tree over its plans.
///
/// # Errors
/// There is no table, which says why.
pub(super) fn of_mixture(
    task: &Task<'_>,
    mixture: &Mixed,
    arithmetic: GameArithmetic,
) -> Result<Told, AnswerError> {
    let table = task.table()?;
    let game = table.game();
    let mut told = of_table(game, mixture, arithmetic);
    let behaved = match (task.source, table) {
        (Source::Tree(tree), Table::Plans(form)) => {
            let forgetful: Vec<PlayerId> = forgettings(tree)
                .into_iter()
                .map(|one| one.player)
                .collect();
            Some((tree, from_plans(tree, &form.plans, mixture), forgetful))
        }
        _ => None,
    };
    let Some((tree, profile, forgetful)) = behaved else {
        return Ok(told);
    };
    let mut weights = vec![None; tree.information_sets().len()];
    let mut is_behaviour = true;
    for (index, play) in told.equilibrium.players.iter_mut().enumerate() {
        let sets = tree.players()[index].information_sets.iter().enumerate();
        let decided = sets.filter(|(place, _)| decides(table, index, &mixture[index], *place));
        let decided: Vec<InformationSetId> = decided.map(|(_, &set)| set).collect();
        for set in &decided {
            weights[set.index()] = Some(profile[set.index()].clone());
        }
        if forgetful.contains(&PlayerId(index as u32)) {
            // Who forgets and mixes plans does not do the same each time at an information set.
            is_behaviour &= play.strategies.len() == 1;
            continue;
        }
        play.behaviour = decided
            .iter()
            .map(|&set| behaves(tree, set, &profile, arithmetic))
            .collect();
    }
    told.profile = is_behaviour.then_some(Profile {
        weights,
        beliefs: None,
    });
    Ok(told)
}

/// Equilibria of a table that are fractions where simple ones are exact: shown as decimals unless all are.
///
/// # Errors
/// There is no table, which says why.
pub(super) fn of_refined(
    task: &Task<'_>,
    found: &[Refined],
    solution: impl FnOnce(GameArithmetic, Vec<GameEquilibrium>) -> GameSolution,
) -> Result<Found, AnswerError> {
    let arithmetic = if found.iter().all(|one| one.exact) {
        GameArithmetic::Exact
    } else {
        GameArithmetic::Floating
    };
    let told = found
        .iter()
        .map(|one| of_mixture(task, &one.profile, arithmetic))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Found::new(told, |equilibria| {
        solution(arithmetic, equilibria)
    }))
}
