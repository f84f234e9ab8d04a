//! Checks answers of `play`: the game of each account, and what is said of the states where it ends.
//!
//! The game that a play makes is not made again here: whoever asks hands it over as the text of a game
//! file, with the state at each node. Equilibria, how likely each state is the end, and what the graph
//! lens says of these states are worked out again.

use std::collections::BTreeMap;

use model::conflict::{Case, Conflict};

use super::answer::{Elsewhere, End, PlayAccount, PlayAnswer};
use super::behaviour;
use super::number::Exact;
use super::precision::number;
use super::profile::Profile;
use super::tree::{Mover, Tree};
use super::{Game, check};
use crate::answer::AccountName;
use crate::definitions::{Set, State};
use crate::finding::Findings;
use crate::tables::{single_actor_concept, stable};
use crate::verify::{Checker, VerifyError, account_named};
use crate::world::{Limits, World};

/// The concepts under which states are said to be equilibria.
const CONCEPTS: [&str; 5] = ["nash", "gmr", "smr", "seq", "sseq"];

/// A play as a game.
pub struct Compiled {
    /// The text of its `.efg` file.
    pub game: String,
    /// The id of the state at each node, in the order of the file; nothing for one that rules forbid.
    pub states: Vec<Option<String>>,
}

/// Parameters with their values.
pub type Parameters = [(String, String)];

/// Checks a saved answer of `play` against the conflict that it is about. `compile` makes the game of
/// an account with the values of its parameters that differ from those of the file.
///
/// # Errors
/// When the answer cannot be read, is not about this conflict, or the conflict cannot be played.
pub fn verify_play(
    case: &Case,
    answer: &str,
    limits: Limits,
    compile: &dyn Fn(&Conflict, &Parameters) -> Result<Compiled, String>,
) -> Result<Findings, VerifyError> {
    let answer: PlayAnswer =
        serde_json::from_str(answer).map_err(|error| VerifyError::Form(error.to_string()))?;
    if answer.version != 1 {
        return Err(VerifyError::Version(answer.version));
    }
    let mut findings = Findings::default();
    for part in &answer.accounts {
        let name = part.account.as_ref().map(|account| account.name.as_str());
        let found = account(case, part, limits, compile)?;
        findings.absorb(name, found);
    }
    if findings.checked == 0 {
        return Err(VerifyError::Nothing);
    }
    Ok(findings)
}

fn account(
    case: &Case,
    part: &PlayAccount,
    limits: Limits,
    compile: &dyn Fn(&Conflict, &Parameters) -> Result<Compiled, String>,
) -> Result<Findings, VerifyError> {
    let conflict = conflict_of(case, part.account.as_ref())?;
    let compiled = compile(conflict, &parameters(part)).map_err(VerifyError::Game)?;
    let game = Game::read(&compiled.game).map_err(VerifyError::Game)?;
    let mut findings = Findings::default();
    let profiles = check(&game, &part.game, &mut findings);
    if let Some(tree) = &game.tree {
        let ends = Ends {
            tree,
            states: &compiled.states,
        };
        ends.check(part, &profiles, &mut findings);
    }
    match World::new(conflict, limits) {
        Ok(world) if world.model.states <= limits.states => {
            let checker = Checker {
                conflict,
                world: &world,
                limits,
            };
            let lens = Lens::new(&checker).map_err(VerifyError::Game)?;
            lens.check(part, &compiled.states, game.tree.as_ref(), &mut findings);
        }
        _ => findings
            .unchecked
            .push("what the graph lens says of states: there are too many".to_owned()),
    }
    if let Some(regions) = &part.regions {
        findings.unchecked.push(format!(
            "the stretches of `{}`: only the equilibria at one value were checked",
            regions.parameter
        ));
    }
    Ok(findings)
}

fn conflict_of<'c>(
    case: &'c Case,
    account: Option<&AccountName>,
) -> Result<&'c Conflict, VerifyError> {
    match account {
        Some(account) => account_named(case, &account.name),
        None if case.accounts.is_empty() => Ok(&case.base),
        None => Err(VerifyError::WhichAccount),
    }
}

/// The values that the answer was made with. One that is varied stands between its first threshold and
/// its last.
fn parameters(part: &PlayAccount) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    for parameter in &part.parameters {
        if let Some(value) = &parameter.value {
            values.push((parameter.name.clone(), value.clone()));
        }
    }
    let Some(regions) = &part.regions else {
        return values;
    };
    let first = regions
        .stretches
        .first()
        .and_then(|one| one.from.exact.as_deref());
    let last = regions
        .stretches
        .last()
        .and_then(|one| one.to.exact.as_deref());
    if let (Some(Ok(from)), Some(Ok(to))) = (first.map(number), last.map(number)) {
        let middle = (from + to) / Exact::from(2u8);
        values.push((regions.parameter.clone(), middle.to_string()));
    }
    values
}

/// Where a play ends.
struct Ends<'e> {
    tree: &'e Tree,
    states: &'e [Option<String>],
}

impl Ends<'_> {
    fn check(&self, part: &PlayAccount, profiles: &[Option<Profile>], findings: &mut Findings) {
        if self.states.len() != self.tree.nodes.len() {
            let why = "the game that was handed over has other nodes".to_owned();
            return findings.note(|| "where the play ends".to_owned(), Err(why));
        }
        for (place, profile) in profiles.iter().enumerate() {
            let Some(Profile::Behaviour(done)) = profile else {
                findings.unchecked.push(format!(
                    "where equilibrium {} ends: it is a mixture of plans",
                    place + 1
                ));
                continue;
            };
            let mut likely: BTreeMap<&str, Exact> = BTreeMap::new();
            let reach = behaviour::reach(self.tree, done, None);
            for (node, reach) in reach.iter().enumerate() {
                let over = self.tree.nodes[node].mover == Mover::Nobody;
                if let (true, false, Some(state)) = (over, reach.is_zero(), &self.states[node]) {
                    *likely.entry(state).or_insert(Exact::ZERO) += reach;
                }
            }
            for end in &part.ends {
                let state = end.state.as_str();
                let found = likely.remove(state).unwrap_or(Exact::ZERO);
                let result = ends_there(end, place, &found);
                findings.note(
                    || format!("how likely equilibrium {} ends at {state}", place + 1),
                    result,
                );
            }
            if let Some((state, found)) = likely.into_iter().next() {
                let result = Err(format!("it ends at {state} with {found}"));
                findings.note(|| format!("where equilibrium {} ends", place + 1), result);
            }
        }
    }
}

/// Long fractions are told as decimals with six digits.
fn ends_there(end: &End, place: usize, found: &Exact) -> Result<(), String> {
    let told = end.probabilities.get(place).ok_or("it is not told")?;
    let value = number(told)?;
    let rounded = found.to_string().len() > 12;
    let near = (value.to_f64().value() - found.to_f64().value()).abs() < 1e-6;
    match value == *found || (rounded && near) {
        true => Ok(()),
        false => Err(format!("it is {found}")),
    }
}

/// What the graph lens says, worked out from the definitions.
struct Lens<'l> {
    checker: &'l Checker<'l>,
    /// For each concept, for each actor, the stable states.
    stable: Vec<(&'static str, Vec<Set>)>,
}

impl<'l> Lens<'l> {
    fn new(checker: &'l Checker<'l>) -> Result<Self, String> {
        let mut all = Vec::new();
        for name in CONCEPTS {
            let concept = single_actor_concept(checker, name)?;
            let actors = 0..checker.world.model.actors();
            all.push((
                name,
                actors
                    .map(|actor| stable(checker, concept, actor))
                    .collect(),
            ));
        }
        Ok(Lens {
            checker,
            stable: all,
        })
    }

    fn under(&self, state: State) -> Vec<&'static str> {
        let stable = self.stable.iter();
        stable
            .filter(|(_, sets)| sets.iter().all(|set| set.contains(&state)))
            .map(|(name, _)| *name)
            .collect()
    }

    fn check(
        &self,
        part: &PlayAccount,
        states: &[Option<String>],
        tree: Option<&Tree>,
        findings: &mut Findings,
    ) {
        for end in &part.ends {
            let Some(told) = &end.under else { continue };
            let state = end.state.as_str();
            findings.note(
                || format!("{state} as an equilibrium of the graph lens"),
                self.same(&end.state, told),
            );
            findings.note(
                || format!("who would move on from {state}"),
                self.restless(end),
            );
        }
        for other in &part.elsewhere {
            let result = self.elsewhere(other, part, states, tree);
            let state = other.state.as_str();
            findings.note(|| format!("{state} as an equilibrium elsewhere"), result);
        }
        let Some(told) = part.elsewhere_count.filter(|_| !part.ends.is_empty()) else {
            return;
        };
        let ends: Vec<&str> = part.ends.iter().map(|end| end.state.as_str()).collect();
        let model = &self.checker.world.model;
        let elsewhere = (0..model.states).filter(|state| {
            !ends.contains(&self.checker.world.id(*state)) && !self.under(*state).is_empty()
        });
        let found = elsewhere.count() as u64;
        let result = match found == told {
            true => Ok(()),
            false => Err(format!("there are {found}")),
        };
        findings.note(|| format!("there are {told} equilibria elsewhere"), result);
    }

    fn same(&self, id: &crate::answer::Id, told: &[String]) -> Result<(), String> {
        let found = self.under(self.checker.state(id)?);
        let same = told.len() == found.len()
            && found.iter().all(|name| told.iter().any(|one| one == name));
        match same {
            true => Ok(()),
            false if found.is_empty() => Err("it is none under any concept".to_owned()),
            false => Err(format!("it is one under {}", found.join(", "))),
        }
    }

    /// Who is not stable there even where every move of the others counts as a sanction.
    fn restless(&self, end: &End) -> Result<(), String> {
        let state = self.checker.state(&end.state)?;
        let least = self.stable.iter().find(|(name, _)| *name == "gmr");
        let sets = least.map_or(&[][..], |(_, sets)| sets);
        let names = sets.iter().zip(&self.checker.world.actors);
        let found: Vec<&String> = names
            .filter(|(set, _)| !set.contains(&state))
            .map(|(_, name)| name)
            .collect();
        match end.restless.iter().eq(found.iter().copied()) {
            true => Ok(()),
            false if found.is_empty() => Err("nobody would".to_owned()),
            false => Err(format!("{found:?} would")),
        }
    }

    fn elsewhere(
        &self,
        other: &Elsewhere,
        part: &PlayAccount,
        states: &[Option<String>],
        tree: Option<&Tree>,
    ) -> Result<(), String> {
        let id = other.state.as_str();
        if part.ends.iter().any(|end| end.state.as_str() == id) {
            return Err("the play ends there".to_owned());
        }
        self.same(&other.state, &other.under)?;
        let Some(tree) = tree else { return Ok(()) };
        let nodes = tree.nodes.iter().zip(states);
        let mut ends = nodes.filter(|(node, _)| node.mover == Mover::Nobody);
        let can_end = ends.any(|(_, state)| state.as_deref() == Some(id));
        match can_end == other.can_end {
            true => Ok(()),
            false if can_end => Err("the play can end there".to_owned()),
            false => Err("the play cannot end there".to_owned()),
        }
    }
}
