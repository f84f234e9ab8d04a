//! Checks the page of `analyze`: equilibria, the standing of the status quo, escalation.

use std::collections::BTreeMap;

use crate::answer::{Answer, EquilibriumRow, Escalation, Question, Step};
use crate::certificates::follow;
use crate::definitions::closure::Succession;
use crate::definitions::{Set, State};
use crate::finding::Findings;
use crate::tables::{single_actor_concept, stable};
use crate::verify::Checker;

pub(crate) fn check(checker: &Checker<'_>, answer: &Answer, findings: &mut Findings) {
    let claims_nothing = answer.equilibria.is_empty()
        && answer.equilibria_by_concept.is_empty()
        && answer.standing.is_empty()
        && answer.escalation.is_empty();
    if claims_nothing {
        return;
    }
    if !checker.may_search() {
        let why = "equilibria and escalation: there are too many states to search";
        findings.unchecked.push(why.to_owned());
        return;
    }
    let mut known: BTreeMap<&str, Result<Set, String>> = BTreeMap::new();
    let named = answer.equilibria.iter().flat_map(|row| &row.concepts);
    let standing = answer.standing.iter().map(|standing| &standing.concept);
    for name in named
        .chain(standing)
        .chain(answer.equilibria_by_concept.keys())
    {
        known
            .entry(name)
            .or_insert_with(|| equilibria(checker, name));
    }
    for (name, count) in &answer.equilibria_by_concept {
        let result = match known.get(name.as_str()) {
            Some(Ok(found)) if found.len() as u64 == *count => Ok(()),
            Some(Ok(found)) => Err(format!("there are {}", found.len())),
            Some(Err(why)) => Err(why.clone()),
            None => Ok(()),
        };
        findings.note(
            || format!("there are {count} equilibria under {name}"),
            result,
        );
    }
    for standing in &answer.standing {
        let result = match (known.get(standing.concept.as_str()), checker.world.start) {
            (Some(Ok(found)), Some(start)) if found.contains(&start) != standing.equilibrium => {
                let is = if standing.equilibrium { "is not" } else { "is" };
                Err(format!("it {is} one"))
            }
            (Some(Err(why)), _) => Err(why.clone()),
            (_, None) => Err("the model has no status quo".to_owned()),
            _ => Ok(()),
        };
        let concept = &standing.concept;
        findings.note(
            || format!("the status quo as an equilibrium under {concept}"),
            result,
        );
    }
    let reached = checker
        .world
        .start
        .map(|start| Reached::from(checker, start));
    for escalation in &answer.escalation {
        let question = &escalation.question;
        let result = match (&reached, checker.world.start) {
            (Some(reached), Some(start)) => escalates(checker, answer, escalation, reached, start),
            _ => Err("the model has no status quo".to_owned()),
        };
        findings.note(|| format!("how {question} escalates"), result);
    }
    for row in &answer.equilibria {
        let claim = || format!("{} as an equilibrium", row.state.as_str());
        findings.note(claim, judge(checker, row, &known, reached.as_ref()));
    }
}

fn equilibria(checker: &Checker<'_>, name: &str) -> Result<Set, String> {
    let concept = single_actor_concept(checker, name)?;
    let all: Set = (0..checker.world.model.states).collect();
    let actors = 0..checker.world.model.actors();
    Ok(actors.fold(all, |left, actor| &left & &stable(checker, concept, actor)))
}

/// How far each state is from the status quo.
struct Reached {
    by_moves: BTreeMap<State, u32>,
    by_improvements: BTreeMap<State, u32>,
}

impl Reached {
    fn from(checker: &Checker<'_>, start: State) -> Self {
        let model = &checker.world.model;
        let any = |i, s| model.moves(i, s).collect();
        let improving = |i, s| model.improvements(i, s);
        Reached {
            by_moves: model.distances(start, Succession::Alternate, any),
            by_improvements: model.distances(start, Succession::Alternate, improving),
        }
    }
}

fn escalates(
    checker: &Checker<'_>,
    answer: &Answer,
    escalation: &Escalation,
    reached: &Reached,
    start: State,
) -> Result<(), String> {
    let wanted = escalation.question.as_str();
    let named = |question: &&Question| {
        let name = question.name.as_deref();
        name == Some(wanted) || (name.is_some() && name == wanted.strip_prefix("never "))
    };
    let question = answer.questions.iter().find(named);
    let question = question.ok_or("there is no such question")?;
    let inside = checker.select(&question.formula)?;
    if !inside.contains(&start) {
        // It does not hold to begin with; there is nothing to break.
        return Ok(());
    }
    let nearest = |distances: &BTreeMap<State, u32>| {
        let outside = distances
            .iter()
            .filter(|(state, _)| !inside.contains(state));
        outside.map(|(_, distance)| *distance).min()
    };
    let leads_out = |path: Option<&Vec<Step>>, shortest: Option<u32>, improving: bool| {
        let length = path.map(|path| path.len() as u32);
        if length != shortest {
            return Err(match shortest {
                Some(steps) => format!("a shortest sequence has {steps} moves"),
                None => "no such sequence leads out".to_owned(),
            });
        }
        let (mut at, mut last) = (start, None);
        for step in path.into_iter().flatten() {
            let (mover, to) = follow(checker, at, step)?;
            let (name, after) = (checker.world.name(mover), checker.world.id(to));
            if last == Some(mover) {
                return Err(format!("{name} moves twice in succession"));
            }
            if improving && !checker.world.model.better(mover, to, at) {
                return Err(format!("{name} does not improve by going to {after}"));
            }
            (at, last) = (to, Some(mover));
        }
        match path.is_some() && inside.contains(&at) {
            true => Err(format!(
                "the sequence ends at {}, inside",
                checker.world.id(at)
            )),
            false => Ok(()),
        }
    };
    let by_improvements = escalation.by_improvements.as_ref();
    leads_out(by_improvements, nearest(&reached.by_improvements), true)?;
    leads_out(
        escalation.by_any_moves.as_ref(),
        nearest(&reached.by_moves),
        false,
    )
}

fn judge(
    checker: &Checker<'_>,
    row: &EquilibriumRow,
    known: &BTreeMap<&str, Result<Set, String>>,
    reached: Option<&Reached>,
) -> Result<(), String> {
    let state = checker.state(&row.state)?;
    for (name, found) in known {
        let claimed = row.concepts.iter().any(|concept| concept == name);
        let found = found.as_ref().map_err(Clone::clone)?.contains(&state);
        match (claimed, found) {
            (true, false) => return Err(format!("it is none under {name}")),
            (false, true) => return Err(format!("it is one under {name}, too")),
            _ => {}
        }
    }
    let Some(reached) = reached else {
        return Ok(());
    };
    let far = |distance: Option<&u32>| match distance {
        Some(1) => "1 step away".to_owned(),
        Some(steps) => format!("{steps} steps away"),
        None => "out of reach".to_owned(),
    };
    let (moves, improvements) = (
        reached.by_moves.get(&state),
        reached.by_improvements.get(&state),
    );
    if moves.copied() != row.moves {
        return Err(format!("by any moves it is {}", far(moves)));
    }
    if improvements.copied() != row.improvements {
        return Err(format!("by improvements it is {}", far(improvements)));
    }
    Ok(())
}
