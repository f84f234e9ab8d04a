//! Checks answers to "always φ under X".

use std::collections::BTreeMap;

use model::conflict::Concept;

use crate::answer::{
    Answer, DeterredClaim, DeterredMove, HoldsClaim, Id, Listed, Sanction, Step, Temptation,
};
use crate::certificates::{deters, follow, is_improvement};
use crate::definitions::closure::{Choice, Departures, Succession};
use crate::definitions::{Set, State};
use crate::finding::Findings;
use crate::verify::Checker;

pub(crate) fn check(
    checker: &Checker<'_>,
    answer: &Answer,
    whole: &Answer,
    findings: &mut Findings,
) {
    let shared = Shared {
        formula: answer.formula.as_deref().or(whole.formula.as_deref()),
        from: answer.from.as_ref().or(whole.from.as_ref()),
        choice: answer.choice.as_deref().or(whole.choice.as_deref()),
    };
    let own = answer.holds.iter().map(|claim| (claim, Shared::default()));
    let verdicts = answer.verdicts.iter().map(|claim| (claim, shared));
    let questions = answer.questions.iter().flat_map(|question| {
        let shared = Shared {
            formula: Some(&question.formula),
            ..Shared::default()
        };
        question.verdicts.iter().map(move |claim| (claim, shared))
    });
    for (claim, shared) in own.chain(verdicts).chain(questions) {
        let what = || {
            let verb = if claim.holds {
                "holds"
            } else {
                "does not hold"
            };
            let outcome = claim
                .outcome
                .as_deref()
                .or(shared.formula)
                .unwrap_or("the outcome");
            format!("{outcome} {verb} under {}", claim.concept)
        };
        if checker.may_search() {
            findings.note(what, judge(checker, claim, shared));
        } else {
            findings
                .unchecked
                .push(format!("{}: there are too many states", what()));
        }
    }
}

/// What verdicts of one question share.
#[derive(Clone, Copy, Default)]
struct Shared<'a> {
    formula: Option<&'a str>,
    from: Option<&'a Id>,
    choice: Option<&'a str>,
}

fn judge(checker: &Checker<'_>, claim: &HoldsClaim, shared: Shared<'_>) -> Result<(), String> {
    let question = Question::new(checker, claim, shared)?;
    let outside = question
        .visited
        .iter()
        .filter(|(state, _)| !question.inside.contains(state));
    let nearest = outside.min_by_key(|(_, steps)| **steps);
    match (claim.holds, nearest) {
        (true, Some((state, _))) => Err(format!(
            "undeterred moves lead to {}, outside it",
            checker.world.id(*state)
        )),
        (false, None) => Err("no sequence of undeterred moves leads out of it".to_owned()),
        (false, Some((_, steps))) => question.is_shortest(&claim.path, *steps),
        (true, None) => question.counts_match(claim),
    }?;
    if let Some(DeterredClaim::List(listed)) = &claim.deterred {
        for DeterredMove {
            from,
            actor,
            to,
            sanction,
            expected,
        } in listed
        {
            let step = Step {
                actor: actor.clone(),
                from: None,
                to: to.clone(),
                improvement: None,
            };
            question.is_deterred(from, &step, sanction.as_ref(), expected.as_deref())?;
        }
    }
    for Temptation {
        step,
        sanction,
        expected,
    } in &claim.temptations
    {
        let Some(from) = &step.from else {
            return Err("a temptation does not say where it starts".to_owned());
        };
        let expected = (!expected.is_empty()).then_some(expected.as_slice());
        question.is_deterred(from, step, sanction.as_ref(), expected)?;
    }
    Ok(())
}

/// A question, worked out by the definitions.
struct Question<'a> {
    checker: &'a Checker<'a>,
    concept: Concept,
    inside: Set,
    departures: Departures<'a>,
    start: State,
    visited: BTreeMap<State, u32>,
}

impl<'a> Question<'a> {
    fn new(
        checker: &'a Checker<'a>,
        claim: &HoldsClaim,
        shared: Shared<'_>,
    ) -> Result<Self, String> {
        let model = &checker.world.model;
        let concept = concept(checker, &claim.concept)?;
        let choice = match claim.choice.as_deref().or(shared.choice) {
            None | Some("most-preferred") => Choice::MostPreferred,
            Some("any-undeterred") => Choice::Any,
            Some(other) => return Err(format!("`{other}` is no choice of moves")),
        };
        let start = match claim.from.as_ref().or(shared.from) {
            Some(from) => checker.state(from)?,
            None => checker.world.start.ok_or("the model has no status quo")?,
        };
        let inside = inside(checker, claim, shared.formula)?;
        let departures = model.departures_under(concept, choice);
        let visited = model.distances(start, Succession::Free, |i, s| departures.of(i, s));
        Ok(Question {
            checker,
            concept,
            inside,
            departures,
            start,
            visited,
        })
    }

    /// Whether a path leads out of the outcome by moves that are made, in this many steps.
    fn is_shortest(&self, path: &[Step], steps: u32) -> Result<(), String> {
        let world = self.checker.world;
        let mut at = self.start;
        for step in path {
            let (mover, to) = follow(self.checker, at, step)?;
            if !self.departures.of(mover, at).contains(&to) {
                let (name, from, to) = (world.name(mover), world.id(at), world.id(to));
                return Err(format!("{name} does not take the move from {from} to {to}"));
            }
            at = to;
        }
        if self.inside.contains(&at) {
            return Err(format!(
                "the path ends at {}, where it is true",
                world.id(at)
            ));
        }
        match path.len() as u32 == steps {
            true => Ok(()),
            false => Err(format!("the shortest way out has {steps} moves")),
        }
    }

    /// Whether the visited states and the number of deterred moves are as claimed.
    fn counts_match(&self, claim: &HoldsClaim) -> Result<(), String> {
        let visited: Set = self.visited.keys().copied().collect();
        match &claim.visited {
            Some(Listed::Count(count)) if *count != visited.len() as u64 => {
                return Err(format!("{} states are visited, not {count}", visited.len()));
            }
            Some(Listed::List(listed)) if self.checker.states(listed)? != visited => {
                return Err(format!(
                    "the visited states are {}",
                    self.checker.list(&visited)
                ));
            }
            _ => {}
        }
        if let Some(DeterredClaim::Count(count)) = claim.deterred {
            let model = &self.checker.world.model;
            let of = |s: State| (0..model.actors()).map(move |i| self.deterred(i, s).len());
            let found = visited.iter().flat_map(|s| of(*s)).sum::<usize>();
            if found as u64 != count {
                return Err(format!("{found} moves are deterred, not {count}"));
            }
        }
        Ok(())
    }

    /// The improvements of an actor that something deters.
    fn deterred(&self, i: usize, s: State) -> Set {
        let model = &self.checker.world.model;
        match self.concept {
            Concept::Limited(_) | Concept::NonMyopic => {
                &model.improvements(i, s) - &self.departures.of(i, s)
            }
            _ => &model.improvements(i, s) - &model.undeterred(self.concept, i, s),
        }
    }

    /// Whether a listed move is a temptation on the way, and deterred as claimed.
    fn is_deterred(
        &self,
        from: &Id,
        step: &Step,
        sanction: Option<&Sanction>,
        expected: Option<&[Id]>,
    ) -> Result<(), String> {
        let (checker, world) = (self.checker, self.checker.world);
        let s = checker.state(from)?;
        if !self.visited.contains_key(&s) {
            return Err(format!("{} is not visited", world.id(s)));
        }
        follow(checker, s, step)?;
        let i = checker.actor(&step.actor)?;
        let to = is_improvement(checker, i, s, &step.to)?;
        let move_in_words = || {
            format!(
                "the move of {} from {} to {}",
                world.name(i),
                world.id(s),
                world.id(to)
            )
        };
        if !self.deterred(i, s).contains(&to) {
            return Err(format!("{} is not deterred", move_in_words()));
        }
        match (self.concept, sanction, expected) {
            (Concept::Limited(_) | Concept::NonMyopic, None, Some(expected)) => {
                let found = self.departures.expected(i, to);
                match checker.states(expected)? == found {
                    true => Ok(()),
                    false => Err(format!(
                        "{} leads to {}",
                        move_in_words(),
                        checker.list(&found)
                    )),
                }
            }
            (Concept::Limited(_) | Concept::NonMyopic, ..) | (_, None, _) => {
                Err(format!("nothing is said to deter {}", move_in_words()))
            }
            (concept, Some(sanction), _) => deters(checker, concept, i, (s, to), sanction),
        }
    }
}

fn concept(checker: &Checker<'_>, name: &str) -> Result<Concept, String> {
    match model::concept_from_name(name) {
        Some(concept @ (Concept::Limited(_) | Concept::NonMyopic)) => {
            match checker.world.model.actors() {
                2 => Ok(concept),
                _ => Err(format!("`{name}` is defined for two actors")),
            }
        }
        _ => Checker::basic_concept(name),
    }
}

/// The states in which the outcome is true.
fn inside(checker: &Checker<'_>, claim: &HoldsClaim, formula: Option<&str>) -> Result<Set, String> {
    let named = match (&claim.outcome, formula) {
        (Some(name), _) => {
            let outcome = checker
                .conflict
                .outcomes
                .iter()
                .find(|outcome| outcome.name == *name);
            let outcome = outcome.ok_or_else(|| format!("the model has no outcome {name}"))?;
            Some(checker.world.select(&outcome.formula))
        }
        (None, Some(text)) => Some(checker.select(text)?),
        (None, None) => None,
    };
    let listed = claim
        .inside
        .as_ref()
        .map(|ids| checker.states(ids))
        .transpose()?;
    match (named, listed) {
        (Some(named), Some(listed)) if named != listed => {
            let unlike: Set = named.symmetric_difference(&listed).copied().collect();
            Err(format!(
                "where it is true is given wrongly at {}",
                checker.list(&unlike)
            ))
        }
        (Some(states), _) | (None, Some(states)) => Ok(states),
        (None, None) => Err("nothing says in which states it is true".to_owned()),
    }
}
