//! Checks the equilibria of an answer: what they pay, what could be gained, how many there are.

use super::answer::{Behaves, Equilibrium, Solution};
use super::behaviour::{self, Behaviour};
use super::mixture::{self, Mixture};
use super::number::{Exact, total};
use super::precision::{Precision, number};
use super::profile::{self, Profile};
use super::tree::Tree;
use super::{Game, beliefs, components, counts, description, drawn, responses};
use crate::finding::Findings;

/// What every check of a profile needs.
pub(super) struct About<'a> {
    pub(super) game: &'a Game,
    pub(super) solution: &'a Solution,
    pub(super) precision: &'a Precision,
}

impl About<'_> {
    /// Whether what is listed is claimed to leave nobody anything to gain.
    fn is_equilibrium(&self) -> bool {
        self.solution.solver != "cfr" && self.solution.rationality.is_none()
    }
}

/// Checks all of it. The profiles that can be read are handed back, by place in the list.
pub(super) fn check(
    game: &Game,
    solution: &Solution,
    findings: &mut Findings,
) -> Vec<Option<Profile>> {
    let (least, most) = bounds(game);
    let precision = match Precision::of(&solution.arithmetic, &least, &most) {
        Ok(precision) => precision,
        Err(why) => {
            findings.note(|| "how numbers were calculated".to_owned(), Err(why));
            return Vec::new();
        }
    };
    let about = About {
        game,
        solution,
        precision: &precision,
    };
    if matches!(solution.solver.as_str(), "correlated" | "coarse-correlated") {
        drawn::check(&about, findings);
        return Vec::new();
    }
    let mut profiles = Vec::new();
    for (number, equilibrium) in (1..).zip(&solution.equilibria) {
        let what = format!("equilibrium {number}");
        match profile::read(game, equilibrium, &precision) {
            Ok(profile) => {
                one(&about, &what, equilibrium, &profile, findings);
                profiles.push(Some(profile));
            }
            Err(why) if why == profile::TOO_LARGE => {
                findings.unchecked.push(format!("{what}: {why}"));
                profiles.push(None);
            }
            Err(why) => {
                findings.note(|| what, Err(why));
                profiles.push(None);
            }
        }
    }
    minimised(&about, findings);
    counts::check(&about, &profiles, findings);
    components::check(&about, &profiles, findings);
    profiles
}

/// The least and the most that anybody may be paid.
fn bounds(game: &Game) -> (Exact, Exact) {
    let paid = match (&game.tree, &game.table) {
        (Some(tree), _) => tree.paid(),
        (None, Some(table)) => table.pays.clone(),
        (None, None) => Vec::new(),
    };
    let all = || paid.iter().flatten();
    let least = all().min().cloned().unwrap_or(Exact::ZERO);
    let most = all().max().cloned().unwrap_or(Exact::ZERO);
    (least, most)
}

fn one(
    about: &About<'_>,
    what: &str,
    equilibrium: &Equilibrium,
    profile: &Profile,
    findings: &mut Findings,
) {
    match (profile, &about.game.tree, &about.game.table) {
        (Profile::Behaviour(behaviour), Some(tree), _) => {
            of_behaviour(about, what, equilibrium, (tree, behaviour), findings);
            let own = (0..tree.players.len()).flat_map(|player| tree.own(player));
            let numbers = own.flat_map(|set| &behaviour[set]);
            line(what, equilibrium, numbers, findings);
        }
        (Profile::Mixture(mixture), tree, Some(table)) => {
            let judged = mixture::judged(table, mixture);
            for (player, (paid, regret)) in judged.into_iter().enumerate() {
                payoffs(
                    about,
                    what,
                    equilibrium,
                    (player, &paid, Some(&regret)),
                    findings,
                );
            }
            if let Some(tree) = tree {
                told_behaviour(about, what, equilibrium, (tree, mixture), findings);
            }
            line(what, equilibrium, mixture.iter().flatten(), findings);
        }
        _ => {}
    }
    if let Some(rationality) = &about.solution.rationality {
        responses::check(about, what, rationality, profile, findings);
    }
}

/// Checks what a player is paid and could gain.
fn payoffs(
    about: &About<'_>,
    what: &str,
    equilibrium: &Equilibrium,
    (player, paid, regret): (usize, &Exact, Option<&Exact>),
    findings: &mut Findings,
) {
    let part = &equilibrium.players[player];
    let name = &part.player;
    findings.note(
        || format!("{what} pays {name} {}", part.payoff),
        about.precision.payoff(&part.payoff, paid),
    );
    let result = match (&part.regret, regret) {
        (None, None) => return,
        (Some(told), None) => Err(format!("the regret {told} is told of a player who forgets")),
        (None, Some(found)) => Err(format!("its regret is not told; it is {found}")),
        (Some(told), Some(found)) => about.precision.payoff(told, found),
    };
    let told = part.regret.as_deref().unwrap_or("unknown");
    findings.note(
        || format!("the regret of {name} in {what} is {told}"),
        result,
    );
    if let (Some(found), true) = (regret, about.is_equilibrium()) {
        let result = match *found <= about.precision.negligible() {
            true => Ok(()),
            false => Err(format!(
                "{name} gains {} by leaving it alone",
                found.to_f64().value()
            )),
        };
        findings.note(|| what.to_owned(), result);
    }
}

fn of_behaviour(
    about: &About<'_>,
    what: &str,
    equilibrium: &Equilibrium,
    (tree, done): (&Tree, &Behaviour),
    findings: &mut Findings,
) {
    let worth = behaviour::worth(tree, done);
    let reach = behaviour::reach(tree, done, None);
    for player in 0..tree.players.len() {
        let paid = &worth[0][player];
        let regret = if tree.remembers(player) {
            match behaviour::best_reply(tree, done, player) {
                Some(best) => Some(best - paid),
                None => {
                    let name = &tree.players[player];
                    findings.unchecked.push(format!(
                        "the regret of {name} in {what}: the tree is too deep"
                    ));
                    continue;
                }
            }
        } else {
            None
        };
        payoffs(
            about,
            what,
            equilibrium,
            (player, paid, regret.as_ref()),
            findings,
        );
        let helped = behaviour::reach(tree, done, Some(player));
        for (set, at) in tree.own(player).into_iter().filter_map(|set| {
            let name = tree.set_name(set);
            let mut told = equilibrium.players[player].behaviour.iter();
            Some((set, told.find(|at| at.information_set == name)?))
        }) {
            let members = &tree.sets[set].nodes;
            let found = behaviour::gap(tree, done, &worth, set, |place| {
                helped[members[place]].clone()
            });
            gap(about, what, at, found.as_ref(), findings);
            optimal(about, what, (tree, done, &worth, set), at, findings);
            if !at.beliefs.is_empty() {
                beliefs::check(about, what, (tree, done, &worth, &reach, set), at, findings);
            }
        }
    }
    if about.solution.solver == "sequential" {
        beliefs::consistent(what, (tree, done, &reach), equilibrium, findings);
    }
}

/// Checks what the best action would gain at an information set.
fn gap(
    about: &About<'_>,
    what: &str,
    at: &Behaves,
    found: Option<&Exact>,
    findings: &mut Findings,
) {
    let name = &at.information_set;
    let result = match (&at.gap, found) {
        // Not told where it was not calculated.
        (None, _) => return,
        (Some(_), None) => Err("the others do not let it be reached".to_owned()),
        (Some(told), Some(found)) => about.precision.payoff(told, found),
    };
    findings.note(
        || format!("what could be gained at {name} in {what}"),
        result,
    );
}

/// Checks that behaviour found from the ends of the tree is optimal at every node.
fn optimal(
    about: &About<'_>,
    what: &str,
    (tree, done, worth, set): (&Tree, &Behaviour, &[Vec<Exact>], usize),
    at: &Behaves,
    findings: &mut Findings,
) {
    if about.solution.solver != "backward" {
        return;
    }
    let found = behaviour::gap(tree, done, worth, set, |_| Exact::ONE);
    let result = match found {
        Some(gain) if !gain.is_zero() => Err(format!("another action gains {gain}")),
        _ => Ok(()),
    };
    let name = &at.information_set;
    findings.note(|| format!("{what} is optimal from {name} on"), result);
}

/// Checks the behaviour that is told beside a mixture of plans.
fn told_behaviour(
    about: &About<'_>,
    what: &str,
    equilibrium: &Equilibrium,
    (tree, mixture): (&Tree, &Mixture),
    findings: &mut Findings,
) {
    for (player, part) in equilibrium.players.iter().enumerate() {
        let result = behaves(about, part.behaviour.as_slice(), (tree, mixture, player));
        let name = &part.player;
        findings.note(|| format!("the behaviour of {name} in {what}"), result);
    }
}

fn behaves(
    about: &About<'_>,
    told: &[Behaves],
    (tree, mixture, player): (&Tree, &Mixture, usize),
) -> Result<(), String> {
    if !tree.remembers(player) {
        return match told {
            [] => Ok(()),
            _ => Err("it forgets, so a mixture of plans is no behaviour".to_owned()),
        };
    }
    let mut told = told.iter();
    for (place, set) in tree.own(player).into_iter().enumerate() {
        let mut sums = vec![Exact::ZERO; tree.sets[set].actions.len()];
        for (plan, likely) in about.game.plans[player].iter().zip(&mixture[player]) {
            if let Some(action) = plan[place] {
                sums[action] += likely;
            }
        }
        let all = total(&sums);
        if all.is_zero() {
            continue;
        }
        let name = tree.set_name(set);
        let at = told
            .next()
            .filter(|at| at.information_set == name)
            .ok_or_else(|| format!("what it does at {name} is not told"))?;
        let names = profile::action_names(tree, set);
        let weights = profile::weights(&at.actions, &names, about.precision)?;
        for ((sum, weight), action) in sums.iter().zip(weights).zip(names) {
            let likely = sum / &all;
            if !about.precision.alike(&likely, &weight) {
                return Err(format!("its plans take `{action}` at {name} with {likely}"));
            }
        }
    }
    match told.next() {
        Some(at) => Err(format!("its plans do not lead to {}", at.information_set)),
        None => Ok(()),
    }
}

/// Checks the profile as a line of numbers.
fn line<'a>(
    what: &str,
    equilibrium: &Equilibrium,
    numbers: impl Iterator<Item = &'a Exact>,
    findings: &mut Findings,
) {
    let told = equilibrium.gambit.split(',').skip(1).map(number);
    let result = match told.collect::<Result<Vec<Exact>, String>>() {
        Ok(told) if told.iter().eq(numbers) => Ok(()),
        Ok(_) => Err("its numbers are not those of the profile".to_owned()),
        Err(why) => Err(why),
    };
    findings.note(|| format!("the line of {what}"), result);
}

/// Checks what is said of regret minimisation.
fn minimised(about: &About<'_>, findings: &mut Findings) {
    let Some(iterations) = &about.solution.iterations else {
        return;
    };
    let regrets: Option<Vec<Exact>> = about.solution.equilibria.first().and_then(|one| {
        let told = one.players.iter().map(|part| part.regret.as_deref());
        told.map(|regret| number(regret?).ok()).collect()
    });
    if let Some(regrets) = regrets {
        let half = total(&regrets) / Exact::from(2u8);
        findings.note(
            || format!("the exploitability is {}", iterations.exploitability),
            about.precision.payoff(&iterations.exploitability, &half),
        );
    }
    if let Some(constant) = description::constant_sum(about.game) {
        let result = match constant == iterations.constant_sum {
            true => Ok(()),
            false => Err("it is told otherwise".to_owned()),
        };
        findings.note(
            || "whether regret minimisation converges".to_owned(),
            result,
        );
    }
}
