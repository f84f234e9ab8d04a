//! Actors, options and named states.

use syntax::ast::{self, Item, StateMeaning};
use syntax::diagnostic::{Diagnostic, Span};

use super::scope::{NamedStates, Scope, declare, duplicate};
use crate::codes;
use crate::conflict::{
    Actor, ActorId, Level, ListedState, MergedState, NamedStateId, OptionDef, OptionId,
};
use crate::limits;
use crate::names;
use crate::sink::Sink;

/// Reports that there are more of something than a model may hold; answers whether there are.
pub(crate) fn too_many(sink: &mut Sink, span: Span, what: &str, count: usize, most: usize) -> bool {
    let over = count > most;
    if over {
        let message = format!("there are more than {most} {what}");
        sink.push(Diagnostic::error(codes::TOO_LARGE, span, message));
    }
    over
}

/// Declares all actors and their options.
pub(crate) fn actors(scope: &mut Scope, sink: &mut Sink, items: &[Item]) {
    for item in items {
        let Item::Actor(actor) = item else {
            continue;
        };
        let owner = match &actor.name {
            None => None,
            Some(name) => match declare_actor(scope, sink, actor, name) {
                Some(id) => Some(id),
                None => continue,
            },
        };
        for option in &actor.options {
            if too_many(
                sink,
                option.name.span,
                "options",
                scope.options.len() + 1,
                limits::OPTIONS,
            ) {
                return;
            }
            declare_option(scope, sink, option, owner);
        }
    }
}

fn declare_actor(
    scope: &mut Scope,
    sink: &mut Sink,
    actor: &ast::Actor,
    name: &ast::Name,
) -> Option<ActorId> {
    if too_many(
        sink,
        name.span,
        "actors",
        scope.actors.len() + 1,
        limits::ACTORS,
    ) {
        return None;
    }
    let id = ActorId(u16::try_from(scope.actors.len()).unwrap_or(u16::MAX));
    if !declare(sink, &mut scope.actor_ids, name, "an actor", id) {
        return None;
    }
    scope.actors.push(Actor {
        name: name.text.clone(),
        label: actor.label.as_ref().map(|label| label.text.clone()),
        span: name.span,
    });
    Some(id)
}

fn declare_option(
    scope: &mut Scope,
    sink: &mut Sink,
    option: &ast::OptionItem,
    owner: Option<ActorId>,
) {
    let id = OptionId(u16::try_from(scope.options.len()).unwrap_or(u16::MAX));
    let name = names::key(&option.name.text).into_owned();
    let taken = scope.options_by_owner.get(&(owner, name.clone()));
    if let Some(first) = taken.and_then(|first| scope.option(*first)) {
        let what = format!("an option of `{}` called", scope.owner_name(first));
        sink.push(duplicate(&option.name, &what, first.span));
        return;
    }
    let basis = scope.basis(sink, &option.basis);
    scope.options_by_owner.insert((owner, name.clone()), id);
    scope.options_by_name.entry(name).or_default().push(id);
    scope.options.push(OptionDef {
        name: option.name.text.clone(),
        label: option.label.as_ref().map(|label| label.text.clone()),
        owner,
        levels: levels(sink, option),
        direction: option.direction,
        basis,
        span: option.name.span,
    });
}

/// The names of an option's levels, checked.
fn levels(sink: &mut Sink, option: &ast::OptionItem) -> Vec<String> {
    let count = option.levels.len();
    if count == 1 {
        let message = format!(
            "`{}` has one level, so it can never change",
            option.name.text
        );
        sink.push(
            Diagnostic::error(codes::TOO_FEW_LEVELS, option.name.span, message)
                .hint("name two levels or more from lowest to highest, or leave `levels` out"),
        );
    }
    if too_many(
        sink,
        option.name.span,
        "levels of one option",
        count,
        limits::LEVELS,
    ) {
        return Vec::new();
    }
    for (index, level) in option.levels.iter().enumerate() {
        let same = |other: &&ast::Name| names::key(&other.text) == names::key(&level.text);
        if let Some(first) = option.levels.iter().take(index).find(same) {
            let what = format!("a level of `{}` called", option.name.text);
            sink.push(duplicate(level, &what, first.span));
        }
    }
    option
        .levels
        .iter()
        .map(|level| level.text.clone())
        .collect()
}

/// Declares the named states. Their meanings are resolved when all names are known.
pub(crate) fn states(scope: &mut Scope, sink: &mut Sink, items: &[Item]) {
    let mut declared: Vec<&ast::State> = Vec::new();
    for item in items {
        let Item::State(state) = item else {
            continue;
        };
        if too_many(
            sink,
            state.name.span,
            "named states",
            declared.len() + 1,
            limits::STATES,
        ) {
            return;
        }
        let id = NamedStateId(u32::try_from(declared.len()).unwrap_or(u32::MAX));
        if declare(sink, &mut scope.state_ids, &state.name, "a state", id) {
            declared.push(state);
        }
    }
    let merges = |state: &&&ast::State| matches!(state.meaning, StateMeaning::Merges(_));
    let merged = declared.iter().find(merges);
    let lists = declared.iter().find(|state| !merges(state));
    scope.states = match (merged, lists) {
        (None, None) => NamedStates::None,
        (Some(merged), Some(listed)) => {
            let message =
                "some states are listed and others merge states that follow from the options";
            sink.push(
                Diagnostic::error(codes::MIXED_STATES, merged.name.span, message)
                    .label(listed.name.span, "this state is listed")
                    .hint("list every state with `is`, or give all of them `merges`"),
            );
            NamedStates::None
        }
        (Some(_), None) => NamedStates::Merged(merged_states(scope, sink, &declared)),
        (None, Some(_)) => NamedStates::Listed(listed_states(scope, sink, &declared)),
    };
}

fn merged_states(scope: &Scope, sink: &mut Sink, declared: &[&ast::State]) -> Vec<MergedState> {
    let mut states = Vec::new();
    for state in declared {
        let StateMeaning::Merges(formula) = &state.meaning else {
            continue;
        };
        let Some(formula) = scope.formula(sink, formula) else {
            continue;
        };
        if crate::logic::names_state(&formula) {
            let message = "a merged state is described by options, not by other states";
            sink.push(Diagnostic::error(
                codes::STATE_IN_MERGE,
                state.name.span,
                message,
            ));
        }
        states.push(MergedState {
            name: state.name.text.clone(),
            label: state.label.as_ref().map(|label| label.text.clone()),
            formula,
            span: state.name.span,
        });
    }
    states
}

fn listed_states(scope: &Scope, sink: &mut Sink, declared: &[&ast::State]) -> Vec<ListedState> {
    let mut states = Vec::new();
    for state in declared {
        let open: Vec<Option<Level>> = vec![None; scope.options.len()];
        let pattern = match &state.meaning {
            StateMeaning::Pattern(name) => scope.pattern(sink, name).unwrap_or(open),
            StateMeaning::Merges(_) => open,
            StateMeaning::Bare => {
                if !scope.options.is_empty() {
                    let message = format!(
                        "state `{}` does not say what its options are",
                        state.name.text
                    );
                    sink.push(
                        Diagnostic::warning(codes::STATE_WITHOUT_VALUES, state.name.span, message)
                            .hint("write `is` and one sign of Y, N or - for each option"),
                    );
                }
                open
            }
        };
        states.push(ListedState {
            name: state.name.text.clone(),
            label: state.label.as_ref().map(|label| label.text.clone()),
            pattern,
            span: state.name.span,
        });
    }
    states
}
