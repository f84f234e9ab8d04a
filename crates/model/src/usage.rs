//! Whether what is declared is used: options that nothing depends on, actors that cannot move,
//! events that nothing makes happen, checks that need a status quo.

use std::collections::BTreeSet;

use syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::conflict::{
    ActorId, Case, Check, CheckBody, Conflict, Direction, OptionId, PlayStep, Preference,
    PreferenceKind, RuleBody, StateSelection, States, StepKind,
};
use crate::formula::Formula;
use crate::sink::Sink;

/// Reports options that no rule, preference, outcome or check of any account speaks of, and no
/// `what if` block either.
pub(crate) fn unused_options(sink: &mut Sink, case: &Case) {
    if matches!(case.base.states, States::Listed { .. }) {
        // The states themselves are described by their options.
        return;
    }
    let mut used = BTreeSet::new();
    for conflict in case.conflicts() {
        mark(conflict, &mut used);
    }
    for (id, option) in (0_u16..).map(OptionId).zip(&case.base.options) {
        if !used.contains(&id) {
            let message = format!("nothing depends on the option `{}`", option.name);
            sink.push(
                Diagnostic::advice(codes::UNUSED_OPTION, option.span, message)
                    .hint("it doubles the number of states; leave it out if it does not matter"),
            );
        }
    }
}

fn mark(conflict: &Conflict, used: &mut BTreeSet<OptionId>) {
    let mut mark = |formula: &Formula| {
        formula.for_each_option(&mut |option| {
            used.insert(option);
        });
    };
    if let States::FromOptions { merged } = &conflict.states {
        merged.iter().for_each(|state| mark(&state.formula));
    }
    for preference in &conflict.preferences {
        mark_preference(preference, &mut mark);
    }
    conflict
        .outcomes
        .iter()
        .for_each(|outcome| mark(&outcome.formula));
    for check in &conflict.checks {
        mark_check(check, &mut mark);
    }
    for term in conflict
        .game
        .utilities
        .iter()
        .flatten()
        .flat_map(|utility| &utility.terms)
    {
        mark(&term.formula);
    }
    mark_steps(&conflict.game.steps, &mut mark);
    for rule in &conflict.rules {
        match &rule.body {
            RuleBody::Constraint(formula) => mark(formula),
            RuleBody::Consequence { trigger, .. } => mark(trigger),
            RuleBody::Consent { what, by, .. } => {
                mark(what);
                mark(by);
            }
            RuleBody::NoMove { from, to, .. } => {
                mark(from);
                mark(to);
            }
        }
    }
}

fn mark_steps(steps: &[PlayStep], mark: &mut impl FnMut(&Formula)) {
    for step in steps {
        mark(&step.condition);
        if let StepKind::Repeat { steps, .. } = &step.kind {
            mark_steps(steps, mark);
        }
    }
}

fn mark_preference(preference: &Preference, mark: &mut impl FnMut(&Formula)) {
    match &preference.kind {
        PreferenceKind::Indifferent => {}
        PreferenceKind::Statements(list) => list.iter().for_each(|entry| mark(&entry.formula)),
        PreferenceKind::Weights(list) => list.iter().for_each(|entry| mark(&entry.formula)),
        PreferenceKind::Ranking(levels) => {
            levels
                .iter()
                .flat_map(|level| &level.select)
                .for_each(&mut *mark);
        }
    }
    for adjustment in &preference.adjustments {
        mark(&adjustment.states);
        mark(&adjustment.reference);
    }
}

fn mark_check(check: &Check, mark: &mut impl FnMut(&Formula)) {
    match &check.body {
        CheckBody::Equilibrium { state, .. }
        | CheckBody::Stable { state, .. }
        | CheckBody::Reachable { state, .. } => mark_state(state, mark),
        CheckBody::Equilibria { states, .. } => {
            states.iter().for_each(|state| mark_state(state, mark));
        }
        CheckBody::Always { formula, .. } | CheckBody::PlayEnds { formula, .. } => mark(formula),
        CheckBody::StateCount(_) => {}
    }
}

fn mark_state(state: &StateSelection, mark: &mut impl FnMut(&Formula)) {
    if let StateSelection::Formula(formula) = state {
        mark(formula);
    }
}

/// Reports actors that can never move.
pub(crate) fn actors_without_moves(sink: &mut Sink, conflict: &Conflict) {
    for (id, actor) in (0_u16..).map(ActorId).zip(&conflict.actors) {
        if !can_move(conflict, id) {
            let message = format!("`{}` has no move", actor.name);
            sink.push(Diagnostic::advice(codes::NO_MOVE, actor.span, message));
        }
    }
}

fn can_move(conflict: &Conflict, actor: ActorId) -> bool {
    if let States::Listed {
        moves: Some(moves), ..
    } = &conflict.states
    {
        return moves
            .get(actor.index())
            .is_some_and(|arcs| !arcs.is_empty());
    }
    conflict
        .options
        .iter()
        .any(|option| option.owner == Some(actor) && option.direction != Direction::Fixed)
}

/// Reports dated events of a model that has no date to compare them with.
pub(crate) fn events_without_date(sink: &mut Sink, conflict: &Conflict) {
    if conflict.as_of.is_some() {
        return;
    }
    for event in conflict.events.iter().filter(|event| event.date.is_some()) {
        let message = format!(
            "the event `{}` has a date, but the model has none to compare it with",
            event.name
        );
        sink.push(
            Diagnostic::advice(codes::UNDATED_MODEL, event.span, message)
                .hint("write `as of` and the date of the model"),
        );
    }
}

/// Whether a check speaks of the status quo.
pub(crate) fn needs_status_quo(check: &Check, observed: bool) -> bool {
    let speaks = |state: &StateSelection| match state {
        StateSelection::StatusQuo => true,
        StateSelection::Observed => !observed,
        StateSelection::Formula(_) => false,
    };
    match &check.body {
        CheckBody::Equilibrium { state, .. } | CheckBody::Stable { state, .. } => speaks(state),
        CheckBody::Equilibria { states, .. } => states.iter().any(speaks),
        CheckBody::Reachable { .. } | CheckBody::Always { .. } | CheckBody::PlayEnds { .. } => true,
        CheckBody::StateCount(_) => false,
    }
}
