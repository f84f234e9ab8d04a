//! Checks and outcomes.

use syntax::ast::{self, StateRef};
use syntax::diagnostic::{Diagnostic, Span};

use super::game;
use super::scope::Scope;
use super::words;
use crate::codes;
use crate::concept::{concept_from_name, concept_names};
use crate::conflict::{
    Check, CheckBody, Concept, Expression, Outcome, ParameterId, StateSelection,
};
use crate::sink::Sink;

/// Resolves an outcome.
pub(crate) fn outcome(scope: &Scope, sink: &mut Sink, written: &ast::Outcome) -> Option<Outcome> {
    Some(Outcome {
        name: written.name.text.clone(),
        label: written.label.as_ref().map(|label| label.text.clone()),
        formula: scope.formula(sink, &written.formula)?,
        text: syntax::print_formula(&written.formula),
        span: written.name.span.to(written.formula.span),
    })
}

/// Resolves a check.
pub(crate) fn check(scope: &Scope, sink: &mut Sink, written: &ast::Check) -> Option<Check> {
    let body = body(scope, sink, &written.body)?;
    let name = written.name.as_ref().map(|name| name.text.clone());
    let text = words::check(&written.body);
    Some(Check {
        name: name.unwrap_or_else(|| text.clone()),
        text,
        expected_to_fail: written.expected_to_fail,
        body,
        span: written.span,
    })
}

fn body(scope: &Scope, sink: &mut Sink, body: &ast::CheckBody) -> Option<CheckBody> {
    Some(match body {
        ast::CheckBody::Equilibrium {
            state,
            negated,
            under,
        } => {
            let state = selection(scope, sink, state);
            let under = concepts(scope, sink, under);
            CheckBody::Equilibrium {
                state: state?,
                holds: !negated,
                under: under?,
            }
        }
        ast::CheckBody::Stable {
            state,
            negated,
            actors,
            under,
        } => {
            let state = selection(scope, sink, state);
            let found = scope.actor_list(sink, actors);
            let under = concepts(scope, sink, under);
            CheckBody::Stable {
                state: state?,
                holds: !negated,
                actors: (found.len() == actors.len()).then_some(found)?,
                under: under?,
            }
        }
        ast::CheckBody::Equilibria { under, states } => {
            let under = concepts(scope, sink, under);
            let states: Vec<Option<StateSelection>> = states
                .iter()
                .map(|state| selection(scope, sink, state))
                .collect();
            CheckBody::Equilibria {
                under: under?,
                states: states.into_iter().collect::<Option<_>>()?,
            }
        }
        ast::CheckBody::Reachable {
            state,
            negated,
            by_improvements,
        } => CheckBody::Reachable {
            state: selection(scope, sink, state)?,
            holds: !negated,
            by_improvements: *by_improvements,
        },
        ast::CheckBody::Always {
            negated,
            formula,
            under,
            any_improvement,
        } => {
            let formula = scope.formula(sink, formula);
            let under = concepts(scope, sink, under);
            CheckBody::Always {
                holds: !negated,
                formula: formula?,
                under: under?,
                any_improvement: *any_improvement,
            }
        }
        ast::CheckBody::PlayEnds {
            some,
            formula,
            probability,
            values,
        } => play_ends(scope, sink, *some, formula, probability.as_ref(), values)?,
        ast::CheckBody::StateCount(count) => {
            CheckBody::StateCount(non_negative(sink, count.value, count.span)?)
        }
    })
}

fn play_ends(
    scope: &Scope,
    sink: &mut Sink,
    some: bool,
    formula: &ast::Formula,
    probability: Option<&ast::Expression>,
    values: &[(ast::Name, ast::Expression)],
) -> Option<CheckBody> {
    let formula = scope.formula(sink, formula);
    let probability = match probability {
        Some(written) => game::expression(scope, sink, written),
        None => Some(Expression::whole(1)),
    };
    let mut set: Vec<(ParameterId, Expression)> = Vec::new();
    for (name, value) in values {
        let id = game::parameter(scope, sink, name)?;
        if set.iter().any(|(other, _)| *other == id) {
            let message = format!("`{}` is given two values", name.text);
            sink.push(Diagnostic::error(codes::SET_TWICE, name.span, message));
        }
        set.push((id, game::expression(scope, sink, value)?));
    }
    Some(CheckBody::PlayEnds {
        some,
        formula: formula?,
        probability: probability?,
        values: set,
    })
}

fn non_negative(sink: &mut Sink, value: i64, span: Span) -> Option<u64> {
    let number = u64::try_from(value).ok();
    if number.is_none() {
        let message = "a number of states is not below zero";
        sink.push(Diagnostic::error(codes::BAD_COUNT, span, message));
    }
    number
}

fn selection(scope: &Scope, sink: &mut Sink, state: &StateRef) -> Option<StateSelection> {
    match state {
        StateRef::StatusQuo(_) => Some(StateSelection::StatusQuo),
        StateRef::Observed(_) => Some(StateSelection::Observed),
        StateRef::Formula(formula) => scope.formula(sink, formula).map(StateSelection::Formula),
    }
}

fn concepts(scope: &Scope, sink: &mut Sink, names: &[ast::Name]) -> Option<Vec<Concept>> {
    let mut concepts = Vec::new();
    for name in names {
        let Some(concept) = concept_from_name(&name.text) else {
            unknown_concept(sink, name);
            continue;
        };
        if concept.needs_two_actors() && scope.actors.len() != 2 {
            let message = format!(
                "`{}` is defined for two actors, and there are {}",
                name.text,
                scope.actors.len()
            );
            sink.push(Diagnostic::error(
                codes::TWO_ACTORS_ONLY,
                name.span,
                message,
            ));
        }
        concepts.push(concept);
    }
    (concepts.len() == names.len()).then_some(concepts)
}

fn unknown_concept(sink: &mut Sink, name: &ast::Name) {
    let message = format!("there is no concept `{}`", name.text);
    let mut wrong = Diagnostic::error(codes::UNKNOWN_CONCEPT, name.span, message);
    wrong = match crate::names::nearest(&name.text, concept_names()) {
        Some(near) => wrong.hint(format!("did you mean `{near}`?")),
        None => wrong.hint(
            "the concepts are nash, gmr, smr, seq, sseq; l1, l2, … and nm for two actors; cnash, \
             cgmr, csmr, cseq for coalitions",
        ),
    };
    sink.push(wrong);
}
