//! Moves typed by name.

use syntax::ast::{self, Item};
use syntax::diagnostic::{Diagnostic, Span};
use syntax::is_pattern;

use super::scope::{Scope, look_up};
use crate::codes;
use crate::conflict::NamedStateId;
use crate::sink::Sink;

/// Arcs of each actor.
pub(crate) type Arcs = Vec<Vec<(NamedStateId, NamedStateId)>>;

/// All typed moves, or none where moves follow from the options.
pub(crate) fn moves(scope: &Scope, sink: &mut Sink, items: &[Item]) -> Option<Arcs> {
    let blocks = items.iter().filter_map(|item| match item {
        Item::Moves(moves) => Some(moves),
        _ => None,
    });
    let mut arcs: Option<Arcs> = None;
    for block in blocks {
        let arcs = arcs.get_or_insert_with(|| vec![Vec::new(); scope.actors.len()]);
        if scope.states.listed().is_none() {
            let span = block
                .actors
                .first()
                .map_or_else(crate::sink::nowhere, |actor| actor.span);
            let message = "moves are typed, but no states are listed for them";
            sink.push(
                Diagnostic::error(codes::MOVES_WITHOUT_STATES, span, message)
                    .hint("list the states with `state`, or leave the moves to the options"),
            );
            return None;
        }
        let found = block_arcs(scope, sink, block);
        for actor in scope.actor_list(sink, &block.actors) {
            if let Some(own) = arcs.get_mut(actor.index()) {
                own.extend_from_slice(&found);
            }
        }
    }
    for own in arcs.iter_mut().flatten() {
        own.sort_unstable();
        own.dedup();
    }
    arcs
}

fn block_arcs(
    scope: &Scope,
    sink: &mut Sink,
    block: &ast::Moves,
) -> Vec<(NamedStateId, NamedStateId)> {
    let mut arcs = Vec::new();
    for arc in &block.arcs {
        let from = state(scope, sink, &arc.from);
        for target in &arc.to {
            let to = state(scope, sink, target);
            let (Some(from), Some(to)) = (from, to) else {
                continue;
            };
            if from == to {
                report_loop(sink, target.span);
                continue;
            }
            arcs.push((from, to));
            if arc.both_ways {
                arcs.push((to, from));
            }
        }
    }
    arcs
}

fn report_loop(sink: &mut Sink, span: Span) {
    let message = "a move from a state to itself is no move";
    sink.push(Diagnostic::warning(codes::SELF_LOOP, span, message));
}

/// A listed state by its name or by its pattern.
fn state(scope: &Scope, sink: &mut Sink, name: &ast::Name) -> Option<NamedStateId> {
    if let Some(state) = scope.state_named(&name.text) {
        return Some(state);
    }
    if !is_pattern(&name.text) {
        return look_up(sink, &scope.state_ids, name, "state");
    }
    let pattern = scope.pattern(sink, name)?;
    let states = scope.states.listed().unwrap_or_default();
    let same = (0_u32..)
        .zip(states)
        .find(|(_, state)| state.pattern == pattern);
    if same.is_none() {
        let message = format!("no listed state is `{}`", name.text);
        sink.push(Diagnostic::error(codes::UNKNOWN_NAME, name.span, message));
    }
    same.map(|(id, _)| NamedStateId(id))
}
