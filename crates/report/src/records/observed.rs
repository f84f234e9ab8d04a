//! Observed histories as records.

use crate::answer::GameObserved;
use crate::csv::Records;

/// The columns.
pub(super) const HEADER: [&str; 9] = [
    "account",
    "equilibrium",
    "step",
    "move",
    "likelihood",
    "player",
    "draw",
    "value",
    "probability",
];

/// One row for each equilibrium, moment, draw and value.
#[must_use]
pub fn observed(account: &str, found: &GameObserved) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for one in &found.equilibria {
        for (step, moment) in one.moments.iter().enumerate() {
            let words = step.checked_sub(1).and_then(|place| found.moves.get(place));
            let mut row = |player: &str, draw: &str, value: &str, probability: &str| {
                rows.push(vec![
                    account.to_owned(),
                    one.equilibrium.to_string(),
                    step.to_string(),
                    words.cloned().unwrap_or_default(),
                    moment.likelihood.clone(),
                    player.to_owned(),
                    draw.to_owned(),
                    value.to_owned(),
                    probability.to_owned(),
                ]);
            };
            if moment.posteriors.is_empty() {
                row("", "", "", "");
            }
            for draw in &moment.posteriors {
                let player = draw.player.as_deref().unwrap_or_default();
                match &draw.values {
                    Some(values) => values
                        .iter()
                        .for_each(|one| row(player, &draw.draw, &one.name, &one.probability)),
                    None => row(player, &draw.draw, "", ""),
                }
            }
        }
    }
    rows
}

/// The records of histories, by account.
pub(super) fn records<'a>(found: impl Iterator<Item = (&'a str, &'a GameObserved)>) -> Records {
    Records {
        header: HEADER.to_vec(),
        rows: found
            .flat_map(|(account, found)| observed(account, found))
            .collect(),
    }
}
