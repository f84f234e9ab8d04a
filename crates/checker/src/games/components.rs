//! Checks which extreme equilibria hang together, and the parts within which all mixtures are
//! equilibria.
//!
//! A part is a set of strategies of the one player and one of the other: whoever mixes among the first
//! while the other mixes among the second, nobody gains by leaving. For two players it is enough that
//! this is so of each pair, since payoffs are linear in each mixture. Extreme equilibria that share a
//! strategy hang together (Winkels 1979; Avis, Rosenberg, Savani and von Stengel 2010).

use std::collections::BTreeSet;

use super::mixture::{self, Mixture};
use super::profile::Profile;
use super::solution::About;
use super::table::Table;
use crate::finding::Findings;

/// Equilibria that are compared at most, each with each.
const MOST_LISTED: usize = 200;

/// Checks the components, where they are told.
pub(super) fn check(about: &About<'_>, profiles: &[Option<Profile>], findings: &mut Findings) {
    let told = &about.solution.components;
    let Some(table) = about.game.table.as_ref().filter(|_| !told.is_empty()) else {
        return;
    };
    let mixtures: Option<Vec<&Mixture>> = profiles
        .iter()
        .map(|profile| match profile {
            Some(Profile::Mixture(mixture)) if mixture.len() == 2 => Some(mixture),
            _ => None,
        })
        .collect();
    let Some(mixtures) = mixtures else { return };
    if mixtures.len() > MOST_LISTED {
        let why = "which equilibria hang together: there are too many";
        findings.unchecked.push(why.to_owned());
        return;
    }
    let places = |numbers: &[u64]| -> Option<BTreeSet<usize>> {
        let place = |number: &u64| usize::try_from(*number).ok()?.checked_sub(1);
        let inside = |place: &usize| *place < mixtures.len();
        numbers
            .iter()
            .map(|number| place(number).filter(inside))
            .collect()
    };
    let mut claimed: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    for (number, component) in (1..).zip(told) {
        let what = format!("component {number}");
        let Some(own) = places(&component.equilibria) else {
            findings.note(|| what, Err("it lists what is not there".to_owned()));
            continue;
        };
        let mut covered = BTreeSet::new();
        for (place, subset) in (1..).zip(&component.subsets) {
            let claim = || format!("part {place} of {what}");
            match places(subset) {
                Some(inside) => {
                    let result = part(table, &mixtures, &inside);
                    findings.note(claim, result);
                    covered.extend(inside);
                }
                None => findings.note(claim, Err("it lists what is not there".to_owned())),
            }
        }
        let result = match covered == own {
            true => Ok(()),
            false => Err("its parts are not what it is made of".to_owned()),
        };
        findings.note(|| what, result);
        claimed.insert(own);
    }
    let result = match claimed == connected(&mixtures) {
        true => Ok(()),
        false => Err("equilibria that share a strategy are told apart, or others not".to_owned()),
    };
    findings.note(|| "which equilibria hang together".to_owned(), result);
}

/// Every strategy of one player in the part goes with every one of the other, and no other extreme
/// equilibrium fits in.
fn part(table: &Table, mixtures: &[&Mixture], inside: &BTreeSet<usize>) -> Result<(), String> {
    let listed = |one: usize, other: usize| {
        let mut all = mixtures.iter();
        all.any(|mixture| mixture[0] == mixtures[one][0] && mixture[1] == mixtures[other][1])
    };
    for one in inside {
        for other in inside {
            if listed(*one, *other) {
                continue;
            }
            let both = vec![mixtures[*one][0].clone(), mixtures[*other][1].clone()];
            let stays = mixture::judged(table, &both);
            let stays = stays.iter().all(|(_, regret)| regret.is_zero());
            return Err(match stays {
                true => format!("a mixture of {} and {} is not listed", one + 1, other + 1),
                false => format!("{} and {} do not go together", one + 1, other + 1),
            });
        }
    }
    let fits = |place: &usize| {
        let known = |player: usize| {
            let mut all = inside.iter();
            all.any(|one| mixtures[*one][player] == mixtures[*place][player])
        };
        let first = known(0) || inside.iter().all(|one| listed(*place, *one));
        let second = known(1) || inside.iter().all(|one| listed(*one, *place));
        !inside.contains(place) && first && second
    };
    match (0..mixtures.len()).find(fits) {
        Some(other) => Err(format!("{} belongs to it, too", other + 1)),
        None => Ok(()),
    }
}

/// The equilibria that are joined by shared strategies.
fn connected(mixtures: &[&Mixture]) -> BTreeSet<BTreeSet<usize>> {
    let shares = |one: usize, other: usize| {
        let players = 0..2;
        players
            .into_iter()
            .any(|player| mixtures[one][player] == mixtures[other][player])
    };
    let mut left: BTreeSet<usize> = (0..mixtures.len()).collect();
    let mut found = BTreeSet::new();
    while let Some(first) = left.pop_first() {
        let mut own = BTreeSet::from([first]);
        let mut open = vec![first];
        while let Some(one) = open.pop() {
            let near: Vec<usize> = left
                .iter()
                .copied()
                .filter(|other| shares(one, *other))
                .collect();
            for other in near {
                left.remove(&other);
                own.insert(other);
                open.push(other);
            }
        }
        found.insert(own);
    }
    found
}
