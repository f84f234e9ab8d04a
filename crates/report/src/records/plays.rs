//! Plays as records.

use super::{information, observed};
use crate::answer::PlayRun;
use crate::csv::Records;

/// One row for each account, state in which the play ends, and equilibrium; where a history was
/// observed, one for each account, equilibrium, moment, draw and value.
#[must_use]
pub fn play(run: &PlayRun) -> Records {
    let mut watched = run
        .accounts
        .iter()
        .filter_map(|played| {
            let account = played.account.as_ref().map_or("", |account| &account.name);
            Some((account, played.game.observed.as_ref()?))
        })
        .peekable();
    if watched.peek().is_some() {
        return observed::records(watched);
    }
    let mut lessons = run
        .accounts
        .iter()
        .filter_map(|played| {
            let account = played.account.as_ref().map_or("", |account| &account.name);
            Some((account, played.game.information.as_ref()?))
        })
        .peekable();
    if lessons.peek().is_some() {
        return information::records(lessons);
    }
    let mut rows = Vec::new();
    for played in &run.accounts {
        let account = played.account.as_ref().map_or("", |account| &account.name);
        for end in &played.ends {
            for (number, probability) in (1..).zip(&end.probabilities) {
                rows.push(vec![
                    account.to_owned(),
                    format!("{number}"),
                    end.state.id.clone(),
                    end.state.label.clone(),
                    probability.clone(),
                    end.under
                        .as_ref()
                        .map_or_else(String::new, |under| under.join(" ")),
                ]);
            }
        }
    }
    Records {
        header: vec![
            "account",
            "equilibrium",
            "state",
            "label",
            "probability",
            "equilibrium_under",
        ],
        rows,
    }
}
