//! Reads `.nfg` files, with payoffs listed for each cell or as outcomes that cells name.

use std::io::BufRead;

use super::problem::{Place, Unreadable, What};
use super::words::{Word, Words};
use crate::strategic::{
    MOST_STRATEGIES, Payoffs, Strategic, StrategicFlaw, StrategicPlayer, cell_count,
};
use crate::tree::Outcome;

/// Reads a strategic game.
///
/// Linear in the file, in memory of a small multiple of the table.
///
/// # Errors
/// All problems that were found.
pub fn read_nfg(input: impl BufRead) -> Result<Strategic, Unreadable> {
    let mut words = Words::new(input);
    match game(&mut words) {
        Some(game) if words.problems.is_empty() => Ok(game),
        _ => Err(words.problems.into_unreadable()),
    }
}

const NUMBER_OR_END: &str = "a payoff, or the end of the file";
const OUTCOME_OR_END: &str = "the number of an outcome, or the end of the file";

fn game<R: BufRead>(words: &mut Words<R>) -> Option<Strategic> {
    let header = words.header(
        ("NFG", "`NFG`, the first word of a strategic game"),
        ("1", "`1`, the version of the format"),
    )?;
    let place = words.place();
    let strategies = strategies(words)?;
    if strategies.len() != header.players.len() {
        let (expected, found) = (header.players.len() as u64, strategies.len() as u64);
        let what = "lists of strategies, one for each player";
        flaw(
            words,
            place,
            StrategicFlaw::Count {
                what,
                expected,
                found,
            },
        );
        return None;
    }
    let players = header.players.into_iter().zip(strategies);
    let players: Vec<StrategicPlayer> = players
        .map(|(name, strategies)| StrategicPlayer { name, strategies })
        .collect();
    let comment = if words.is_text() {
        words.text("")?
    } else {
        "".into()
    };
    if let Err(error) = cell_count(&players) {
        flaw(words, place, error);
        return None;
    }
    let place = words.place();
    let payoffs = if words.is(&Word::Open) {
        outcomes(words, players.len())?
    } else {
        listed(words)?
    };
    match Strategic::new(header.title, comment, players, payoffs) {
        Ok(game) => Some(game),
        Err(error) => {
            flaw(words, place, error);
            None
        }
    }
}

fn flaw<R: BufRead>(words: &mut Words<R>, place: Place, error: StrategicFlaw) {
    words.problems.add(place, What::Strategic(error));
}

/// Strategies by name, `{ { "a" "b" } { "c" "d" } }`, or only their numbers, `{ 2 2 }`.
fn strategies<R: BufRead>(words: &mut Words<R>) -> Option<Vec<Vec<Box<str>>>> {
    let mut total: usize = 0;
    words.list("the strategies in braces", |words| {
        let place = words.place();
        let names = if words.is(&Word::Open) {
            words.list("the strategies in braces", |words| {
                words.text("the name of a strategy in quotes, or `}`")
            })?
        } else {
            let (_, count) = words.integer("the number of strategies, or their names in braces")?;
            let count = usize::try_from(count).unwrap_or(0);
            if count > MOST_STRATEGIES {
                words
                    .problems
                    .add(place, What::TooManyStrategies(MOST_STRATEGIES));
                return None;
            }
            (1..=count)
                .map(|number| number.to_string().into())
                .collect()
        };
        total += names.len();
        if total > MOST_STRATEGIES {
            words
                .problems
                .add(place, What::TooManyStrategies(MOST_STRATEGIES));
            return None;
        }
        Some(names)
    })
}

/// Payoffs of all players, cell after cell. Several wrong words are reported at once.
fn listed<R: BufRead>(words: &mut Words<R>) -> Option<Payoffs> {
    let mut payoffs = Vec::new();
    let mut whole = true;
    while !words.is(&Word::End) && !words.problems.is_full() {
        match words.number(NUMBER_OR_END) {
            Some(number) => payoffs.push(number),
            None => {
                words.next();
                whole = false;
            }
        }
        words.skip_comma();
    }
    whole.then_some(Payoffs::Listed(payoffs))
}

/// Outcomes in braces, then the number of an outcome for each cell, 0 where nothing is paid.
fn outcomes<R: BufRead>(words: &mut Words<R>, players: usize) -> Option<Payoffs> {
    let outcomes = words.list("the outcomes in braces", |words| outcome(words, players))?;
    let outcomes: Vec<Outcome> = (1..)
        .zip(outcomes)
        .map(|(number, outcome)| Outcome { number, ..outcome })
        .collect();
    let mut cells = Vec::new();
    let mut whole = true;
    while !words.is(&Word::End) && !words.problems.is_full() {
        match words.integer(OUTCOME_OR_END) {
            Some((_, 0)) => cells.push(None),
            Some((place, number)) => match usize::try_from(number) {
                Ok(index) if (1..=outcomes.len()).contains(&index) => {
                    cells.push(Some(index as u32 - 1))
                }
                _ => {
                    let number = u32::try_from(number).unwrap_or(u32::MAX);
                    flaw(words, place, StrategicFlaw::NoSuchOutcome(number));
                    whole = false;
                }
            },
            None => {
                words.next();
                whole = false;
            }
        }
        words.skip_comma();
    }
    whole.then_some(Payoffs::Outcomes { outcomes, cells })
}

fn outcome<R: BufRead>(words: &mut Words<R>, players: usize) -> Option<Outcome> {
    let place = words.place();
    words.take(&Word::Open, "an outcome in braces, or `}`")?;
    let name = words.text("the name of the outcome in quotes")?;
    let mut payoffs = Vec::new();
    words.skip_comma();
    while !words.is(&Word::Close) {
        payoffs.push(words.number("a payoff, or `}`")?);
        words.skip_comma();
    }
    words.next();
    if payoffs.len() != players {
        let (expected, found) = (players as u64, payoffs.len() as u64);
        flaw(
            words,
            place,
            StrategicFlaw::Count {
                what: "payoffs",
                expected,
                found,
            },
        );
    }
    Some(Outcome {
        number: 0,
        name,
        payoffs,
    })
}
