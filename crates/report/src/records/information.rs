//! Values of information as records.

use crate::answer::GameInformation;
use crate::csv::Records;

/// One row for each account, lesson and equilibrium.
pub(super) fn records<'a>(found: impl Iterator<Item = (&'a str, &'a GameInformation)>) -> Records {
    let mut rows = Vec::new();
    for (account, found) in found {
        for lesson in &found.lessons {
            for worth in &lesson.worth {
                let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
                rows.push(vec![
                    account.to_owned(),
                    lesson.player.clone(),
                    lesson.fact.clone(),
                    worth.equilibrium.to_string(),
                    worth.payoff.clone(),
                    or_empty(&worth.in_secret),
                    or_empty(&worth.open_lowest),
                    or_empty(&worth.open_highest),
                ]);
            }
        }
    }
    Records {
        header: vec![
            "account",
            "player",
            "fact",
            "equilibrium",
            "payoff",
            "in_secret",
            "open_lowest",
            "open_highest",
        ],
        rows,
    }
}
