//! Checks correlated equilibria: what is drawn, what it pays, and that nobody gains by disobeying.

use super::answer::Equilibrium;
use super::mixture;
use super::number::{Exact, total};
use super::precision::number;
use super::profile::TOO_LARGE;
use super::solution::About;
use super::table::Table;
use crate::finding::Findings;

/// Checks all draws, and that none pays less than another of what it is listed for.
pub(super) fn check(about: &About<'_>, findings: &mut Findings) {
    let Some(table) = &about.game.table else {
        findings
            .unchecked
            .push(format!("what is drawn: {TOO_LARGE}"));
        return;
    };
    let mut paid: Vec<Option<Vec<Exact>>> = Vec::new();
    for (number, equilibrium) in (1..).zip(&about.solution.equilibria) {
        let what = format!("equilibrium {number}");
        match draw(table, equilibrium) {
            Ok(draw) => paid.push(Some(one(
                about,
                &what,
                equilibrium,
                (table, &draw),
                findings,
            ))),
            Err(why) => {
                findings.note(|| what, Err(why));
                paid.push(None);
            }
        }
    }
    purposes(table, &about.solution.equilibria, &paid, findings);
    if !about.solution.equilibria.is_empty() {
        findings.unchecked.push(
            "that no draw pays more or less than those listed: only they and the pure equilibria \
             were compared"
                .to_owned(),
        );
    }
}

fn draw(table: &Table, equilibrium: &Equilibrium) -> Result<Vec<(usize, Exact)>, String> {
    if !equilibrium
        .players
        .iter()
        .map(|part| &part.player)
        .eq(&table.players)
    {
        return Err(format!("it is not about {}", table.players.join(", ")));
    }
    let mut draw: Vec<(usize, Exact)> = Vec::new();
    for cell in &equilibrium.draw {
        let named = cell.strategies.join(" | ");
        if cell.strategies.len() != table.players.len() {
            return Err(format!("`{named}` is no cell"));
        }
        let places = cell.strategies.iter().zip(&table.strategies);
        let chosen: Option<Vec<usize>> = places
            .map(|(name, names)| names.iter().position(|one| one == name))
            .collect();
        let place = table.cell(&chosen.ok_or_else(|| format!("there is no cell `{named}`"))?);
        let likely = number(&cell.probability)?;
        if likely <= Exact::ZERO {
            return Err(format!("`{named}` has the probability {likely}"));
        }
        if draw.iter().any(|(other, _)| *other == place) {
            return Err(format!("`{named}` is drawn twice"));
        }
        draw.push((place, likely));
    }
    let sum = total(draw.iter().map(|(_, likely)| likely));
    match sum == Exact::ONE {
        true => Ok(draw),
        false => Err(format!("probabilities sum to {sum}")),
    }
}

fn one(
    about: &About<'_>,
    what: &str,
    equilibrium: &Equilibrium,
    (table, draw): (&Table, &[(usize, Exact)]),
    findings: &mut Findings,
) -> Vec<Exact> {
    let told = about.solution.solver == "correlated";
    let judged = mixture::gains(table, draw, told);
    for (part, (paid, gain)) in equilibrium.players.iter().zip(&judged) {
        let name = &part.player;
        findings.note(
            || format!("{what} pays {name} {}", part.payoff),
            about.precision.payoff(&part.payoff, paid),
        );
        // Nobody is worse off for being able to disobey.
        let gain = gain.clone().max(Exact::ZERO);
        let regret = part.regret.as_deref();
        let result = match regret {
            Some(regret) => about.precision.payoff(regret, &gain),
            None => Err("it is not told".to_owned()),
        };
        findings.note(|| format!("the regret of {name} in {what}"), result);
        let result = match gain.is_zero() {
            true => Ok(()),
            false => Err(format!("{name} gains {gain} by doing something else")),
        };
        findings.note(|| what.to_owned(), result);
    }
    judged.into_iter().map(|(paid, _)| paid).collect()
}

/// Checks that what is listed as the most or the least is so among all listed and all pure equilibria.
fn purposes(
    table: &Table,
    equilibria: &[Equilibrium],
    paid: &[Option<Vec<Exact>>],
    findings: &mut Findings,
) {
    let pure = mixture::pure(table);
    let known: Vec<&Vec<Exact>> = paid
        .iter()
        .flatten()
        .chain(pure.iter().map(|cell| &table.pays[*cell]))
        .collect();
    for (number, (equilibrium, own)) in (1..).zip(equilibria.iter().zip(paid)) {
        let Some(own) = own else { continue };
        for purpose in &equilibrium.purposes {
            let result = purpose_holds(table, purpose, own, &known);
            findings.note(|| format!("equilibrium {number} as {purpose}"), result);
        }
    }
}

fn purpose_holds(
    table: &Table,
    purpose: &str,
    own: &[Exact],
    known: &[&Vec<Exact>],
) -> Result<(), String> {
    let player = |name: &str| table.players.iter().position(|one| one == name);
    // Whose payoffs count, nobody for those of all; and whether more of them is better.
    let (whose, more) = if purpose == "the most for all together" {
        (None, true)
    } else if let Some(player) = purpose.strip_prefix("the most for ").and_then(player) {
        (Some(player), true)
    } else if let Some(player) = purpose.strip_prefix("the least for ").and_then(player) {
        (Some(player), false)
    } else {
        return Err("there is no such purpose".to_owned());
    };
    let value = |paid: &[Exact]| {
        let paid = whose.map_or_else(|| total(paid), |player| paid[player].clone());
        if more { paid } else { -paid }
    };
    let here = value(own);
    match known.iter().any(|other| value(other) > here) {
        true => Err("another equilibrium does better at it".to_owned()),
        false => Ok(()),
    }
}
