//! Games as records.

use super::{information, observed};
use crate::answer::{GameAnswer, GameWeight};
use crate::csv::Records;

/// One row for each equilibrium, player, and strategy or action that is taken; where a history was
/// observed, one for each equilibrium, moment, draw and value; where values of information were asked
/// for, one for each of these and equilibrium.
#[must_use]
pub fn game(answer: &GameAnswer) -> Records {
    if let Some(found) = &answer.observed {
        return observed::records([("", found)].into_iter());
    }
    if let Some(found) = &answer.information {
        return information::records([("", found)].into_iter());
    }
    let mut rows = Vec::new();
    let equilibria = answer
        .solution
        .iter()
        .flat_map(|solution| &solution.equilibria);
    for (number, equilibrium) in (1..).zip(equilibria) {
        for (place, play) in equilibrium.players.iter().enumerate() {
            let mut row = |kind: &str, place: &str, weight: &GameWeight| {
                rows.push(vec![
                    format!("{number}"),
                    play.player.clone(),
                    play.payoff.clone(),
                    play.regret.clone().unwrap_or_default(),
                    kind.to_owned(),
                    place.to_owned(),
                    weight.name.clone(),
                    weight.probability.clone(),
                ]);
            };
            play.strategies
                .iter()
                .for_each(|weight| row("strategy", "", weight));
            for cell in &equilibrium.draw {
                if let Some(name) = cell.strategies.get(place) {
                    let (name, probability) = (name.clone(), cell.probability.clone());
                    let all = cell.strategies.join(" | ");
                    row("draw", &all, &GameWeight { name, probability });
                }
            }
            for at in &play.behaviour {
                at.actions
                    .iter()
                    .for_each(|weight| row("action", &at.information_set, weight));
            }
        }
    }
    Records {
        header: vec![
            "equilibrium",
            "player",
            "payoff",
            "regret",
            "kind",
            "information_set",
            "name",
            "probability",
        ],
        rows,
    }
}
