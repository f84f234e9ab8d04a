//! Checks how many equilibria there are, where all that could be can be tried.

use std::collections::BTreeSet;

use super::behaviour::{self, Behaviour};
use super::mixture::{self, Mixture};
use super::number::Exact;
use super::profile::Profile;
use super::solution::About;
use super::table::Table;
use super::tree::Tree;
use super::vertices;
use crate::finding::Findings;

/// Pure profiles that are tried at each node of a tree.
const MOST_TRIED: usize = 1 << 12;

/// Checks the number and whether the list is complete.
pub(super) fn check(about: &About<'_>, profiles: &[Option<Profile>], findings: &mut Findings) {
    let solution = about.solution;
    listed(about, findings);
    findings.note(
        || "the list".to_owned(),
        match twice(profiles) {
            Some((one, other)) => Err(format!("equilibria {one} and {other} are the same")),
            None => Ok(()),
        },
    );
    let complete = solution.completeness == "complete";
    match (
        solution.solver.as_str(),
        &about.game.table,
        &about.game.tree,
    ) {
        ("pure", Some(table), _) => {
            let found = mixture::pure(table).len();
            counted(about, found, findings);
        }
        ("backward", _, Some(tree)) => match everywhere(tree) {
            Some(found) => counted(about, found, findings),
            None => unchecked(about, findings),
        },
        ("extreme" | "support", Some(table), _) if complete => {
            let found = vertices::equilibria(table);
            let result = match &found {
                Some(found) => all_listed(about, found, profiles),
                None => pure_listed(table, profiles),
            };
            findings.note(|| "the list is complete".to_owned(), result);
            if found.is_none() {
                let why = "that the list is complete: only that all pure equilibria are in it";
                findings.unchecked.push(why.to_owned());
            }
        }
        _ if complete => unchecked(about, findings),
        _ => {}
    }
}

fn unchecked(about: &About<'_>, findings: &mut Findings) {
    if about.solution.completeness == "complete" {
        let why = "that the list is complete: not all that could be can be tried";
        findings.unchecked.push(why.to_owned());
    }
}

/// Checks the number against the list.
fn listed(about: &About<'_>, findings: &mut Findings) {
    let solution = about.solution;
    let listed = solution.equilibria.len();
    let complete = solution.completeness == "complete";
    let result = match &solution.count {
        None if complete && solution.solver != "backward" => {
            Err("the number is left open although all are listed".to_owned())
        }
        None => return,
        Some(count) => match count.parse::<usize>() {
            Ok(count) if solution.completeness != "incomplete" && count != listed => {
                Err(format!("{listed} are listed"))
            }
            Ok(count) if count < listed => Err(format!("{listed} are listed")),
            Ok(_) => Ok(()),
            // More than a machine counts to are not all listed.
            Err(_) if complete => Err(format!("{listed} are listed")),
            Err(_) => Ok(()),
        },
    };
    let count = solution.count.as_deref().unwrap_or("unknown");
    findings.note(|| format!("the number of equilibria is {count}"), result);
}

/// Compares the number with those that were found here.
fn counted(about: &About<'_>, found: usize, findings: &mut Findings) {
    let solution = about.solution;
    if let Some(count) = &solution.count {
        let result = match *count == found.to_string() {
            true => Ok(()),
            false => Err(format!("trying all finds {found}")),
        };
        findings.note(|| format!("there are {count} equilibria"), result);
    }
    let result = match solution.completeness.as_str() {
        "complete" if solution.equilibria.len() != found => {
            Err(format!("trying all finds {found}"))
        }
        _ => Ok(()),
    };
    let completeness = &solution.completeness;
    findings.note(|| format!("the list is {completeness}"), result);
}

fn twice(profiles: &[Option<Profile>]) -> Option<(usize, usize)> {
    let weights = |profile: &Profile| match profile {
        Profile::Behaviour(weights) | Profile::Mixture(weights) => weights.clone(),
    };
    let mut seen: Vec<(usize, Vec<Vec<Exact>>)> = Vec::new();
    for (number, profile) in (1..).zip(profiles) {
        let Some(profile) = profile else { continue };
        let own = weights(profile);
        if let Some((other, _)) = seen.iter().find(|(_, other)| *other == own) {
            return Some((*other, number));
        }
        seen.push((number, own));
    }
    None
}

/// How many pure profiles are optimal from every node on; nothing where there are too many to try.
fn everywhere(tree: &Tree) -> Option<usize> {
    let sizes: Vec<usize> = tree.sets.iter().map(|set| set.actions.len()).collect();
    let tried = sizes
        .iter()
        .try_fold(1usize, |count, size| count.checked_mul(*size))
        .filter(|count| *count <= MOST_TRIED)?;
    tried
        .checked_mul(tree.nodes.len())
        .filter(|work| *work <= 1 << 18)?;
    let mut found = 0;
    for number in 0..tried {
        let mut rest = number;
        let chosen = sizes.iter().map(|size| {
            let action = rest % size;
            rest /= size;
            (0..*size)
                .map(|one| Exact::from(u8::from(one == action)))
                .collect()
        });
        let profile: Behaviour = chosen.collect();
        let worth = behaviour::worth(tree, &profile);
        let stays = |set: usize| {
            let gap = behaviour::gap(tree, &profile, &worth, set, |_| Exact::ONE);
            gap.is_none_or(|gap| gap.is_zero())
        };
        found += usize::from((0..sizes.len()).all(stays));
    }
    Some(found)
}

/// Each of these equilibria must be in a complete list.
fn all_listed(
    about: &About<'_>,
    found: &[Mixture],
    profiles: &[Option<Profile>],
) -> Result<(), String> {
    let is_listed = |one: &Mixture| {
        profiles.iter().flatten().any(|profile| match profile {
            Profile::Mixture(other) => {
                let mut pairs = one.iter().flatten().zip(other.iter().flatten());
                pairs.all(|(one, other)| about.precision.alike(one, other))
            }
            Profile::Behaviour(_) => false,
        })
    };
    match found.iter().find(|one| !is_listed(one)) {
        None => Ok(()),
        Some(missing) => {
            let numbers: Vec<String> = missing.iter().flatten().map(Exact::to_string).collect();
            Err(format!("({}) is one, too", numbers.join(", ")))
        }
    }
}

/// Every pure equilibrium must be in a complete list.
fn pure_listed(table: &Table, profiles: &[Option<Profile>]) -> Result<(), String> {
    let certain = |profile: &Profile| match profile {
        Profile::Mixture(mixture) => {
            let chosen = mixture
                .iter()
                .map(|own| own.iter().position(|one| *one == Exact::ONE));
            chosen.collect::<Option<Vec<usize>>>()
        }
        Profile::Behaviour(_) => None,
    };
    let listed: BTreeSet<Vec<usize>> = profiles.iter().flatten().filter_map(certain).collect();
    for cell in mixture::pure(table) {
        let chosen = table.chosen(cell);
        if !listed.contains(&chosen) {
            let names = chosen.iter().zip(&table.strategies);
            let names: Vec<&str> = names.map(|(one, names)| names[*one].as_str()).collect();
            return Err(format!("{} is one, too", names.join(" | ")));
        }
    }
    Ok(())
}
