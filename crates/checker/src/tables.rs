//! Checks which states are listed, which are stable for whom, and the equilibria.

use std::collections::BTreeSet;

use model::conflict::Concept;

use crate::answer::{Answer, CoalitionTable, Id, Listed, Name, Table};
use crate::definitions::{Actor, Set};
use crate::finding::Findings;
use crate::verify::Checker;

pub(crate) fn check(checker: &Checker<'_>, answer: &Answer, findings: &mut Findings) {
    if let Some(actors) = &answer.actors {
        findings.note(|| "the actors".to_owned(), actors_match(checker, actors));
    }
    let mut listed: Set = (0..checker.world.model.states).collect();
    if let Some(states) = &answer.states {
        match listed_states(checker, states, answer.filter.as_deref()) {
            Ok(states) => {
                listed = states;
                findings.note(String::new, Ok(()));
            }
            Err(why) => findings.note(|| "the states".to_owned(), Err(why)),
        }
    }
    if let Some(start) = &answer.status_quo {
        let result = checker
            .state(start)
            .and_then(|state| match checker.world.start {
                Some(expected) if expected == state => Ok(()),
                Some(expected) => Err(format!("it is {}", checker.world.id(expected))),
                None => Err("the model has none".to_owned()),
            });
        findings.note(|| format!("the status quo is {}", start.as_str()), result);
    }
    if !checker.may_search() {
        if !answer.concepts.is_empty() || !answer.coalitions.is_empty() {
            findings.unchecked.push(format!(
                "which states are stable: {} states are more than the {} for which that is \
                 re-checked",
                checker.world.model.states, checker.limits.states
            ));
        }
        return;
    }
    // Where actors are selected, all tables leave out the same ones, and claim nothing of them.
    let told: BTreeSet<&str> = answer
        .concepts
        .values()
        .flat_map(|table| table.stable.keys().map(String::as_str))
        .collect();
    for (name, table) in &answer.concepts {
        check_table(checker, (name, table), &told, &listed, findings);
    }
    for table in &answer.coalitions {
        check_coalition(checker, table, &listed, findings);
    }
}

fn actors_match(checker: &Checker<'_>, claimed: &[Name]) -> Result<(), String> {
    if claimed.iter().map(Name::as_str).eq(&checker.world.actors) {
        Ok(())
    } else {
        Err(format!(
            "the model's actors are {}",
            checker.world.actors.join(", ")
        ))
    }
}

/// The states listed must be all, or those that the filter selects.
fn listed_states(
    checker: &Checker<'_>,
    states: &Listed,
    filter: Option<&str>,
) -> Result<Set, String> {
    let expected: Set = match filter {
        Some(filter) => checker.select(filter)?,
        None => (0..checker.world.model.states).collect(),
    };
    let listed = match states {
        Listed::List(states) => checker.states(states)?,
        Listed::Count(count) if *count == expected.len() as u64 => return Ok(expected),
        Listed::Count(count) => return Err(format!("there are {}, not {count}", expected.len())),
    };
    let missing: Set = &expected - &listed;
    if !missing.is_empty() {
        return Err(format!(
            "{} left out: {}",
            count(&missing),
            checker.list(&missing)
        ));
    }
    let extra: Set = &listed - &expected;
    if !extra.is_empty() {
        return Err(format!(
            "{} listed too many: {}",
            count(&extra),
            checker.list(&extra)
        ));
    }
    Ok(listed)
}

fn count(states: &Set) -> String {
    match states.len() {
        1 => "1 state is".to_owned(),
        more => format!("{more} states are"),
    }
}

fn check_table(
    checker: &Checker<'_>,
    (name, table): (&str, &Table),
    told: &BTreeSet<&str>,
    listed: &Set,
    findings: &mut Findings,
) {
    let model = &checker.world.model;
    let concept = match single_actor_concept(checker, name) {
        Ok(concept) => concept,
        Err(why) => return findings.note(|| format!("stability under {name}"), Err(why)),
    };
    let mut equilibria: Set = listed.clone();
    for (actor, actor_name) in checker.world.actors.iter().enumerate() {
        let stable = &stable(checker, concept, actor) & listed;
        equilibria = &equilibria & &stable;
        let claim = || format!("the states stable for {actor_name} under {name}");
        let Some(claimed) = table.stable.get(actor_name) else {
            if told.contains(actor_name.as_str()) {
                findings.note(claim, Err("they are not given".to_owned()));
            }
            continue;
        };
        let why_not = |state: &usize| {
            let open = match concept {
                Concept::Limited(_) | Concept::NonMyopic => None,
                _ => model.undeterred(concept, actor, *state).into_iter().next(),
            };
            match open {
                Some(to) => {
                    format!(
                        "{actor_name} can improve to {} undeterred",
                        checker.world.id(to)
                    )
                }
                None => format!("{actor_name} would move from there"),
            }
        };
        findings.note(claim, same_states(checker, claimed, &stable, why_not));
    }
    for unknown in table
        .stable
        .keys()
        .filter(|name| checker.actor(name).is_err())
    {
        let why = format!("the model has no actor {unknown}");
        findings.note(|| format!("stability under {name}"), Err(why));
    }
    let why_not = |_: &usize| "it is not stable for every actor".to_owned();
    let result = same_states(checker, &table.equilibria, &equilibria, why_not);
    findings.note(|| format!("the equilibria under {name}"), result);
}

pub(crate) fn single_actor_concept(checker: &Checker<'_>, name: &str) -> Result<Concept, String> {
    match model::concept_from_name(name) {
        Some(concept @ (Concept::Limited(_) | Concept::NonMyopic)) => {
            match checker.world.model.actors() {
                2 => Ok(concept),
                other => Err(format!(
                    "it is defined for two actors, and there are {other}"
                )),
            }
        }
        Some(_) | None => Checker::basic_concept(name),
    }
}

pub(crate) fn stable(checker: &Checker<'_>, concept: Concept, actor: Actor) -> Set {
    let model = &checker.world.model;
    match concept {
        Concept::Limited(horizon) => model.limited_stable(horizon, actor),
        Concept::NonMyopic => model.non_myopic_stable(actor),
        _ => model.stable(concept, actor),
    }
}

/// Compares claimed states with those found; `why_not` says why one does not belong.
fn same_states(
    checker: &Checker<'_>,
    claimed: &[Id],
    found: &Set,
    why_not: impl Fn(&usize) -> String,
) -> Result<(), String> {
    let claimed = checker.states(claimed)?;
    if let Some(extra) = claimed.difference(found).next() {
        return Err(format!(
            "{} does not belong: {}",
            checker.world.id(*extra),
            why_not(extra)
        ));
    }
    let missing: Set = found - &claimed;
    if !missing.is_empty() {
        return Err(format!(
            "{} left out: {}",
            count(&missing),
            checker.list(&missing)
        ));
    }
    Ok(())
}

/// The most states for which coalitions are re-checked: the definitions ask for sets of sets.
const COALITION_STATES: usize = 200;

fn check_coalition(
    checker: &Checker<'_>,
    table: &CoalitionTable,
    listed: &Set,
    findings: &mut Findings,
) {
    let name = table.members.join("+");
    let members = table.members.iter().map(|member| checker.actor(member));
    let members: Vec<Actor> = match members.collect::<Result<_, _>>() {
        Ok(members) => members,
        Err(why) => return findings.note(|| format!("the coalition {name}"), Err(why)),
    };
    let model = &checker.world.model;
    if model.states > COALITION_STATES {
        findings.unchecked.push(format!(
            "the coalition {name}: {} states are more than the {COALITION_STATES} for which \
             coalitions are re-checked",
            model.states
        ));
        return;
    }
    for (concept_name, claimed) in &table.stable {
        let claim = || format!("the states stable for {name} under {concept_name}");
        let concept = match model::concept_from_name(concept_name) {
            Some(
                concept @ (Concept::CoalitionNash
                | Concept::CoalitionGmr
                | Concept::CoalitionSmr
                | Concept::CoalitionSeq),
            ) if !members.is_empty() => concept,
            _ => {
                findings.note(claim, Err("this is no concept for a coalition".to_owned()));
                continue;
            }
        };
        let is_stable = |s: &usize| model.coalition_stable(concept, &members, *s);
        let found: Set = listed.iter().copied().filter(is_stable).collect();
        let why_not = |_: &usize| format!("{name} can improve together, undeterred");
        findings.note(claim, same_states(checker, claimed, &found, why_not));
    }
}
