//! Checks certificates: improvements, sanctions, and that there is none.

use model::conflict::Concept;

use crate::answer::{
    Answer, Certificate, Explanation, Id, Improvement, Sanction, Step, Temptation,
};
use crate::definitions::{Actor, Set, State};
use crate::finding::Findings;
use crate::verify::Checker;

pub(crate) fn check(checker: &Checker<'_>, answer: &Answer, findings: &mut Findings) {
    for certificate in &answer.certificates {
        check_one(checker, certificate, findings);
    }
    if let Some(state) = &answer.state {
        for explanation in &answer.explanations {
            let result = as_certificate(state, explanation);
            match result {
                Ok(certificate) => check_one(checker, &certificate, findings),
                Err(why) => findings.note(|| claim_of(state, explanation), Err(why)),
            }
        }
    }
}

fn claim_of(state: &Id, explanation: &Explanation) -> String {
    let is = if explanation.stable { "is" } else { "is not" };
    let (actor, concept) = (&explanation.actor, &explanation.concept);
    format!("{} {is} stable for {actor} under {concept}", state.as_str())
}

/// An explanation in the form of a certificate.
fn as_certificate(state: &Id, explanation: &Explanation) -> Result<Certificate, String> {
    let starts_here = |step: &Step| -> Result<(), String> {
        let from = step
            .from
            .as_ref()
            .is_none_or(|from| from.as_str() == state.as_str());
        match from && step.actor == explanation.actor {
            true => Ok(()),
            false => Err(format!(
                "the move to {} is not this actor's from here",
                step.to.as_str()
            )),
        }
    };
    let mut improvements = Vec::new();
    for Temptation { step, sanction, .. } in &explanation.by {
        starts_here(step)?;
        improvements.push(Improvement {
            to: step.to.clone(),
            sanction: sanction.clone(),
        });
    }
    for step in &explanation.to {
        starts_here(step)?;
        improvements.push(Improvement {
            to: step.to.clone(),
            sanction: None,
        });
    }
    Ok(Certificate {
        actor: explanation.actor.clone(),
        state: state.clone(),
        concept: explanation.concept.clone(),
        stable: explanation.stable,
        improvements,
    })
}

fn check_one(checker: &Checker<'_>, certificate: &Certificate, findings: &mut Findings) {
    let claim = || {
        let Certificate {
            actor,
            state,
            concept,
            stable,
            ..
        } = certificate;
        let is = if *stable { "is" } else { "is not" };
        format!("{} {is} stable for {actor} under {concept}", state.as_str())
    };
    if let Some(concept @ (Concept::Limited(_) | Concept::NonMyopic)) =
        model::concept_from_name(&certificate.concept)
    {
        return findings.note(claim, foresight(checker, concept, certificate));
    }
    match judge(checker, certificate) {
        Ok(()) => findings.note(claim, Ok(())),
        Err(Fault::Wrong(why)) => findings.note(claim, Err(why)),
        Err(Fault::TooLarge) => findings.unchecked.push(format!(
            "{}: {} states are too many to search for sanctions",
            claim(),
            checker.world.model.states
        )),
    }
}

/// Under foresight there are no sanctions to show; the definition is evaluated.
fn foresight(
    checker: &Checker<'_>,
    concept: Concept,
    certificate: &Certificate,
) -> Result<(), String> {
    let (i, s) = (
        checker.actor(&certificate.actor)?,
        checker.state(&certificate.state)?,
    );
    let model = &checker.world.model;
    if model.actors() != 2 {
        return Err("it is defined for two actors".to_owned());
    }
    let stable = match concept {
        Concept::Limited(horizon) => model.limited_stable(horizon, i),
        _ => model.non_myopic_stable(i),
    };
    match stable.contains(&s) == certificate.stable {
        true => Ok(()),
        false if certificate.stable => Err("the actor would move".to_owned()),
        false => Err("the actor would stay".to_owned()),
    }
}

enum Fault {
    Wrong(String),
    TooLarge,
}

impl From<String> for Fault {
    fn from(why: String) -> Self {
        Fault::Wrong(why)
    }
}

fn judge(checker: &Checker<'_>, certificate: &Certificate) -> Result<(), Fault> {
    let concept = Checker::basic_concept(&certificate.concept)?;
    let (i, s) = (
        checker.actor(&certificate.actor)?,
        checker.state(&certificate.state)?,
    );
    let (model, world) = (&checker.world.model, checker.world);
    let mut listed = Set::new();
    let mut undeterred = 0;
    for improvement in &certificate.improvements {
        let to = is_improvement(checker, i, s, &improvement.to)?;
        if !listed.insert(to) {
            return Err(format!("the improvement to {} is listed twice", world.id(to)).into());
        }
        match &improvement.sanction {
            Some(sanction) => deters(checker, concept, i, (s, to), sanction)?,
            None => {
                undeterred += 1;
                if concept != Concept::Nash && !checker.may_search() {
                    return Err(Fault::TooLarge);
                }
                if model.deterred(concept, i, s, to) {
                    let to = world.id(to);
                    return Err(format!("the improvement to {to} has a sanction after all").into());
                }
            }
        }
    }
    let missing = &model.improvements(i, s) - &listed;
    match (certificate.stable, undeterred, missing.first()) {
        (true, 1.., _) => Err("an improvement has no sanction".to_owned().into()),
        (true, 0, Some(left_out)) => {
            let left_out = world.id(*left_out);
            Err(format!("the improvement to {left_out} is left out").into())
        }
        (false, 0, _) => Err("no improvement is shown that nothing deters"
            .to_owned()
            .into()),
        _ => Ok(()),
    }
}

/// Whether `to` is a state that `i` can move to from `s` and prefers.
pub(crate) fn is_improvement(
    checker: &Checker<'_>,
    i: Actor,
    s: State,
    to: &Id,
) -> Result<State, String> {
    let to = checker.state(to)?;
    let (world, model) = (checker.world, &checker.world.model);
    is_move(checker, i, s, to)?;
    if !model.better(i, to, s) {
        let (name, to, s) = (world.name(i), world.id(to), world.id(s));
        return Err(format!("{name} does not prefer {to} to {s}"));
    }
    Ok(to)
}

fn is_move(checker: &Checker<'_>, i: Actor, s: State, to: State) -> Result<(), String> {
    if checker.world.model.moves(i, s).any(|end| end == to) {
        return Ok(());
    }
    let world = checker.world;
    Err(format!(
        "{} cannot move from {} to {}",
        world.name(i),
        world.id(s),
        world.id(to)
    ))
}

/// Whether a sanction is what the concept asks for against `i` improving from `s` to `s1`.
pub(crate) fn deters(
    checker: &Checker<'_>,
    concept: Concept,
    i: Actor,
    (s, s1): (State, State),
    sanction: &Sanction,
) -> Result<(), String> {
    let (world, model) = (checker.world, &checker.world.model);
    if concept == Concept::Nash {
        return Err("under nash no sanction deters".to_owned());
    }
    if sanction.steps.is_empty() {
        return Err(format!("the sanction after {} has no moves", world.id(s1)));
    }
    let mut last = None;
    let mut at = s1;
    let mut credible = true;
    for step in &sanction.steps {
        let (mover, to) = follow(checker, at, step)?;
        let (name, before, after) = (world.name(mover), world.id(at), world.id(to));
        if mover == i {
            return Err(format!("{name} takes part in the sanction against itself"));
        }
        if last == Some(mover) {
            return Err(format!("{name} moves twice in succession"));
        }
        let improves = model.better(mover, to, at);
        if !improves && matches!(concept, Concept::Seq | Concept::Sseq) {
            let it = "which its own improvements must be";
            return Err(format!("{name} does not prefer {after} to {before}, {it}"));
        }
        credible &= improves;
        (last, at) = (Some(mover), to);
    }
    end_hurts(checker, concept, i, s, at)?;
    if credible != sanction.credible {
        let is = if credible { "is" } else { "is not" };
        return Err(format!(
            "the sanction after {} {is} made of improvements",
            world.id(s1)
        ));
    }
    match &sanction.best_answer {
        Some(answer) => best_answer(checker, i, at, answer),
        None => Ok(()),
    }
}

/// Follows one step from `at`; where the step says where it starts, that must be `at`.
pub(crate) fn follow(
    checker: &Checker<'_>,
    at: State,
    step: &Step,
) -> Result<(Actor, State), String> {
    let (world, model) = (checker.world, &checker.world.model);
    let (mover, to) = (checker.actor(&step.actor)?, checker.state(&step.to)?);
    if let Some(from) = &step.from
        && from.as_str() != world.id(at)
    {
        return Err(format!(
            "a step starts at {}, not at {}",
            from.as_str(),
            world.id(at)
        ));
    }
    is_move(checker, mover, at, to)?;
    match step.improvement {
        Some(claimed) if claimed != model.better(mover, to, at) => Err(format!(
            "whether {} prefers {} to {} is given wrongly",
            world.name(mover),
            world.id(to),
            world.id(at)
        )),
        _ => Ok((mover, to)),
    }
}

fn end_hurts(
    checker: &Checker<'_>,
    concept: Concept,
    i: Actor,
    s: State,
    end: State,
) -> Result<(), String> {
    let (world, model) = (checker.world, &checker.world.model);
    let (name, before) = (world.name(i), world.id(s));
    if !model.no_better(i, end, s) {
        let end = world.id(end);
        return Err(format!(
            "the sanction ends at {end}, which {name} prefers to {before}"
        ));
    }
    let escapes = matches!(concept, Concept::Smr | Concept::Sseq);
    let escape = model
        .moves(i, end)
        .find(|to| escapes && model.better(i, *to, s));
    match escape {
        Some(to) => Err(format!(
            "after the sanction {name} can move on to {}, which it prefers to {before}",
            world.id(to)
        )),
        None => Ok(()),
    }
}

fn best_answer(checker: &Checker<'_>, i: Actor, end: State, answer: &Id) -> Result<(), String> {
    let (world, model) = (checker.world, &checker.world.model);
    let answer = checker.state(answer)?;
    is_move(checker, i, end, answer)?;
    match model.moves(i, end).find(|to| model.better(i, *to, answer)) {
        Some(better) => {
            let (name, answer, better) = (world.name(i), world.id(answer), world.id(better));
            Err(format!(
                "{answer} is not the best answer of {name}: it prefers {better}"
            ))
        }
        None => Ok(()),
    }
}
