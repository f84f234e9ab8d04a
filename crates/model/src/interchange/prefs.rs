//! The key `preferences_most_to_least`, of the conflict and of what an actor sees.

use std::collections::BTreeMap;

use syntax::diagnostic::{Diagnostic, Span};

use super::json::{Node, Place, Value};
use super::read::Reader;
use super::shape::{self, Fields};
use super::views::inside;
use crate::codes;
use crate::conflict::{NamedStateId, Preference, PreferenceKind, RankLevel};
use crate::evidence::Basis;
use crate::formula::Formula;
use crate::pattern::pattern_formula;

/// One preference for each actor, indifferent: what counts where the form says nothing.
pub(super) fn indifferent(reader: &Reader<'_>) -> Vec<Preference> {
    let indifferent = Preference {
        kind: PreferenceKind::Indifferent,
        adjustments: Vec::new(),
        unknown: Vec::new(),
        span: None,
    };
    vec![indifferent; reader.actors.len()]
}

/// Puts the rankings that an object gives into `preferences`, one for each actor. `at` is the place
/// of the object; none for the outermost.
pub(super) fn read(
    reader: &mut Reader<'_>,
    fields: &Fields<'_, '_>,
    at: Option<Place<'_>>,
    preferences: &mut [Preference],
) {
    let Some((_, node)) = fields.get("preferences_most_to_least") else {
        return;
    };
    let place = inside(at.as_ref(), "preferences_most_to_least");
    let Value::Object(entries) = &node.value else {
        shape::wrong_kind(
            reader.sink,
            node,
            place,
            "an object with one key for each actor",
        );
        return;
    };
    for (key, (span, node)) in shape::fields(reader.sink, entries, Some(place)) {
        let place = place.key(key);
        let actor = reader.actor(key, span, place);
        let levels = levels(reader, node, place);
        if let Some(slot) = actor.and_then(|actor| preferences.get_mut(actor.index())) {
            slot.kind = PreferenceKind::Ranking(levels);
            slot.span = Some(span);
        }
    }
}

fn levels(reader: &mut Reader<'_>, node: &Node<'_>, place: Place<'_>) -> Vec<RankLevel> {
    let mut seen = BTreeMap::new();
    let mut levels = Vec::new();
    for (index, entry) in shape::list(reader.sink, node, place, "states")
        .iter()
        .enumerate()
    {
        let place = place.index(index);
        let select = if let Value::List(tied) = &entry.value {
            if tied.is_empty() {
                let message = format!("`{place}`: an empty list of tied states");
                reader.error(codes::JSON_SHAPE, entry.span, message);
            }
            tied.iter()
                .enumerate()
                .filter_map(|(index, tied)| select(reader, &mut seen, tied, place.index(index)))
                .collect()
        } else {
            Vec::from_iter(select(reader, &mut seen, entry, place))
        };
        levels.push(RankLevel {
            select,
            rest: false,
            unordered: false,
            gap_below: false,
            basis: Basis::default(),
            span: entry.span,
        });
    }
    levels
}

/// The states of one entry: a listed state, or a pattern where the form lists no states.
fn select(
    reader: &mut Reader<'_>,
    seen: &mut BTreeMap<NamedStateId, Span>,
    node: &Node<'_>,
    place: Place<'_>,
) -> Option<Formula> {
    if reader.listed.is_none() {
        return reader
            .pattern(node, place)
            .map(|pattern| pattern_formula(&pattern));
    }
    let name = shape::id(reader.sink, node, place)?;
    let state = reader.state_id(name, node.span, place)?;
    if let Some(first) = seen.insert(state, node.span) {
        let message = format!("`{place}`: state {name} is ranked already");
        let again = Diagnostic::error(codes::RANKED_TWICE, node.span, message);
        reader.sink.push(again.label(first, "the first is here"));
        return None;
    }
    Some(Formula::State(state))
}
