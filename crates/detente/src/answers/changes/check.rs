//! A check of a file as questions of which the smallest changes are looked for.

use change::{Place, Subject};
use model::conflict::{ActorId, Check, CheckBody, Concept, StateSelection};
use model::formula::Formula;
use report::answer::{QuestionKind, and_list};
use stability::Choice;

use super::Question;
use crate::answers::checks::selected;
use crate::error::AnswerError;
use crate::naming::actor_name;
use crate::study::Study;

/// What a check says of its claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    So,
    NotSo,
}

impl Says {
    fn of(holds: bool) -> Self {
        if holds { Says::So } else { Says::NotSo }
    }
}

/// The claims of a check about an equilibrium, about stability or about what always holds, each
/// under the concepts that the check names. A check that says that a state is not stable for
/// several actors makes one claim for each.
///
/// # Errors
/// For checks of other kinds, and where the state that the check speaks of cannot be told.
pub fn of_check(study: &Study<'_>, check: &Check) -> Result<Vec<Question>, AnswerError> {
    let conflict = study.conflict;
    let question = |text: String, says: Says, subject: Subject, under: &[Concept]| Question {
        kind: QuestionKind::Outcome,
        name: check.name.clone(),
        label: Some(label(check, &text, says)),
        text,
        subject,
        under: under.to_vec(),
    };
    match &check.body {
        CheckBody::Always {
            holds,
            formula,
            under,
            any_improvement,
        } => {
            let mut text = format!("always {}", model::formula_text(conflict, formula));
            if *any_improvement {
                text.push_str(" by any improvement");
            }
            let subject = Subject::Always {
                inside: formula.clone(),
                choice: if *any_improvement {
                    Choice::AnyUndeterred
                } else {
                    Choice::MostPreferred
                },
            };
            Ok(vec![question(text, Says::of(*holds), subject, under)])
        }
        CheckBody::Equilibrium {
            state,
            holds,
            under,
        } => {
            let text = format!("{} is an equilibrium", named(study, state));
            let subject = Subject::Stable {
                place: place(study, state)?,
                actors: None,
            };
            Ok(vec![question(text, Says::of(*holds), subject, under)])
        }
        CheckBody::Stable {
            state,
            holds,
            actors,
            under,
        } => {
            let place = place(study, state)?;
            let mut asked = Vec::new();
            for (actors, under) in claims(Says::of(*holds), actors, under) {
                let names: Vec<String> = actors
                    .iter()
                    .map(|actor| actor_name(conflict, *actor).to_owned())
                    .collect();
                let text = format!("{} is stable for {}", named(study, state), and_list(&names));
                let subject = Subject::Stable {
                    place: place.clone(),
                    actors: Some(actors),
                };
                asked.push(question(text, Says::of(*holds), subject, &under));
            }
            Ok(asked)
        }
        CheckBody::Equilibria { .. }
        | CheckBody::Reachable { .. }
        | CheckBody::PlayEnds { .. }
        | CheckBody::StateCount(_) => Err(AnswerError::Question(format!(
            "the check `{}` is not about one equilibrium, about stability or about what always \
                 holds: smallest changes are looked for of these three kinds",
            check.name
        ))),
    }
}

/// Who is spoken of together under which concepts. Under coalition concepts the actors are one
/// coalition; under others, that a state is not stable is claimed for each of them.
fn claims(says: Says, actors: &[ActorId], under: &[Concept]) -> Vec<(Vec<ActorId>, Vec<Concept>)> {
    let (joint, single): (Vec<Concept>, Vec<Concept>) =
        under.iter().partition(|concept| concept.is_coalitional());
    let apart: Vec<Vec<ActorId>> = match says {
        Says::So => vec![actors.to_vec()],
        Says::NotSo => actors.iter().map(|actor| vec![*actor]).collect(),
    };
    let single = apart.into_iter().map(|actors| (actors, single.clone()));
    single
        .chain([(actors.to_vec(), joint)])
        .filter(|(_, under)| !under.is_empty())
        .collect()
}

/// The check as a heading: its name where it has one, the claim, and whether it says no.
fn label(check: &Check, claim: &str, says: Says) -> String {
    let name = if check.name == check.text {
        String::new()
    } else {
        format!("{}: ", check.name)
    };
    match says {
        Says::So => format!("{name}{claim}"),
        Says::NotSo => format!("{name}{claim} (the check says no)"),
    }
}

fn named(study: &Study<'_>, state: &StateSelection) -> String {
    match state {
        StateSelection::StatusQuo => "status quo".to_owned(),
        StateSelection::Observed => "observed".to_owned(),
        StateSelection::Formula(formula) => model::formula_text(study.conflict, formula),
    }
}

fn place(study: &Study<'_>, state: &StateSelection) -> Result<Place, AnswerError> {
    let found = selected(study, state)?;
    Ok(match state {
        StateSelection::StatusQuo => Place::StatusQuo,
        StateSelection::Observed => Place::Observed,
        StateSelection::Formula(Formula::State(name)) => Place::Named(*name),
        StateSelection::Formula(_) => Place::of(study.graph(), found),
    })
}
