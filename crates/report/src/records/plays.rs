//! Plays as records.

use super::{information, observed};
use crate::answer::{PlayAccount, PlayQuantity, PlayRun, PlayThreshold};
use crate::csv::Records;

/// One row for each account, state in which the play ends, and equilibrium; where a history was
/// observed, one for each account, equilibrium, moment, draw and value; where two parameters vary, for
/// each boundary; where one does, or what each changes was asked, for each quantity.
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
    let all = |one: fn(&PlayAccount) -> bool| run.accounts.iter().any(one);
    if all(|one| one.plane.is_some()) {
        boundaries(run)
    } else if all(|one| one.regions.is_some()) {
        courses(run)
    } else if all(|one| one.statics.is_some()) {
        slopes(run)
    } else {
        ends(run)
    }
}

fn name(played: &PlayAccount) -> String {
    let account = played.account.as_ref();
    account.map_or_else(String::new, |account| account.name.clone())
}

fn ends(run: &PlayRun) -> Records {
    let mut rows = Vec::new();
    for played in &run.accounts {
        for end in &played.ends {
            for (number, probability) in (1..).zip(&end.probabilities) {
                rows.push(vec![
                    name(played),
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

/// The boundaries between regions of two parameters.
fn boundaries(run: &PlayRun) -> Records {
    let mut rows = Vec::new();
    for played in &run.accounts {
        let Some(plane) = &played.plane else { continue };
        let words = |letter: &String| {
            let region = plane.regions.iter().find(|one| one.name == *letter);
            region.map_or_else(String::new, |region| region.in_words())
        };
        for one in &plane.boundaries {
            let [below, above] = &one.between;
            let mut row = vec![
                name(played),
                one.equation.clone(),
                below.clone(),
                above.clone(),
            ];
            for end in [&one.from, &one.to] {
                row.extend([end.x.value().to_owned(), end.y.value().to_owned()]);
            }
            row.extend([words(below), words(above)]);
            rows.push(row);
        }
    }
    Records {
        header: vec![
            "account",
            "curve",
            "below",
            "above",
            "from_x",
            "from_y",
            "to_x",
            "to_y",
            "below_holds",
            "above_holds",
        ],
        rows,
    }
}

/// Quantities as functions of one parameter.
fn courses(run: &PlayRun) -> Records {
    let mut rows = Vec::new();
    for played in &run.accounts {
        let Some(regions) = &played.regions else {
            continue;
        };
        for stretch in &regions.stretches {
            for (number, one) in (1..).zip(&stretch.equilibria) {
                for course in &one.courses {
                    let mut row = vec![
                        name(played),
                        regions.parameter.clone(),
                        stretch.from.value().to_owned(),
                        stretch.to.value().to_owned(),
                        format!("{number}"),
                    ];
                    row.extend(quantity(&course.quantity));
                    let turns: Vec<&str> = course.turns.iter().map(PlayThreshold::value).collect();
                    row.extend([
                        course.function.clone(),
                        course.direction.in_words().to_owned(),
                        turns.join(" "),
                    ]);
                    rows.push(row);
                }
            }
        }
    }
    Records {
        header: vec![
            "account",
            "parameter",
            "from",
            "to",
            "equilibrium",
            "quantity",
            "actor",
            "of",
            "function",
            "direction",
            "turns",
        ],
        rows,
    }
}

/// What a small change of each parameter does.
fn slopes(run: &PlayRun) -> Records {
    let mut rows = Vec::new();
    for played in &run.accounts {
        for one in played.statics.iter().flatten() {
            for own in &one.equilibria {
                let end = |limit: &Option<crate::answer::PlayLimit>| {
                    limit
                        .as_ref()
                        .map_or_else(String::new, |limit| limit.at.value().to_owned())
                };
                for slope in &own.slopes {
                    let mut row = vec![
                        name(played),
                        one.parameter.clone(),
                        one.value.clone(),
                        own.equilibrium.to_string(),
                        end(&own.below),
                        end(&own.above),
                    ];
                    row.extend(quantity(&slope.quantity));
                    row.extend([
                        slope.value.clone(),
                        slope.slope.clone(),
                        slope.direction.in_words().to_owned(),
                    ]);
                    rows.push(row);
                }
            }
        }
    }
    Records {
        header: vec![
            "account",
            "parameter",
            "at",
            "equilibrium",
            "ceases_below",
            "ceases_above",
            "quantity",
            "actor",
            "of",
            "value",
            "slope",
            "direction",
        ],
        rows,
    }
}

/// The kind of a quantity, whose it is, and what it is of.
fn quantity(of: &PlayQuantity) -> [String; 3] {
    match of {
        PlayQuantity::Payoff { actor } => ["payoff".into(), actor.clone(), String::new()],
        PlayQuantity::Action { actor, action, at } => {
            ["action".into(), actor.clone(), format!("{action} at {at}")]
        }
        PlayQuantity::End { state } => ["end".into(), String::new(), state.id.clone()],
    }
}
