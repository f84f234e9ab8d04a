//! The keys `attitudes` and `views`, which this project adds to the form.

use std::collections::BTreeMap;

use syntax::diagnostic::{Diagnostic, Span};
use syntax::quote_name;

use super::json::{Node, Place, Value};
use super::prefs;
use super::read::Reader;
use super::shape::{self, Fields};
use crate::codes;
use crate::conflict::{ActorId, Attitude, AttitudeKind, Conflict, Preference, View};
use crate::evidence::Basis;

/// Attitudes by who has them and toward whom.
pub(super) type Attitudes = BTreeMap<(ActorId, ActorId), Attitude>;

/// The attitudes in the order of the language.
pub(super) const KINDS: [AttitudeKind; 3] = [
    AttitudeKind::Favours,
    AttitudeKind::Disregards,
    AttitudeKind::Opposes,
];

/// The attitudes that an object with the key `attitudes` gives.
pub(super) fn attitudes(
    reader: &mut Reader<'_>,
    fields: &Fields<'_, '_>,
    place: Option<Place<'_>>,
) -> Attitudes {
    let mut found = Attitudes::new();
    let Some((_, node)) = fields.get("attitudes") else {
        return found;
    };
    let place = inside(place.as_ref(), "attitudes");
    let Value::Object(entries) = &node.value else {
        let expected = "an object with one key for each actor";
        shape::wrong_kind(reader.sink, node, place, expected);
        return found;
    };
    for (name, (span, node)) in shape::fields(reader.sink, entries, Some(place)) {
        let place = place.key(name);
        if let Some(actor) = reader.actor(name, span, place) {
            of_actor(reader, actor, node, place, &mut found);
        }
    }
    found
}

fn of_actor(
    reader: &mut Reader<'_>,
    actor: ActorId,
    node: &Node<'_>,
    place: Place<'_>,
    found: &mut Attitudes,
) {
    let expected = "an object with the keys favours, disregards, opposes";
    let Value::Object(entries) = &node.value else {
        shape::wrong_kind(reader.sink, node, place, expected);
        return;
    };
    for (verb, (span, node)) in shape::fields(reader.sink, entries, Some(place)) {
        let place = place.key(verb);
        let Some(kind) = KINDS.into_iter().find(|kind| kind.verb() == verb) else {
            let message = format!("`{place}`: expected {expected}");
            reader.error(codes::JSON_SHAPE, span, message);
            continue;
        };
        let towards = shape::list(reader.sink, node, place, "actors");
        for (index, entry) in towards.iter().enumerate() {
            let place = place.index(index);
            let name = shape::text(reader.sink, entry, place, "an actor's name");
            let Some(towards) = name.and_then(|name| reader.actor(name, entry.span, place)) else {
                continue;
            };
            let attitude = Attitude {
                actor,
                towards,
                kind,
                basis: Basis::default(),
                span: entry.span,
            };
            if let Some(first) = found.insert((actor, towards), attitude) {
                let message = format!("`{place}`: this attitude is given twice");
                twice(reader, message, entry.span, first.span);
            }
        }
    }
}

/// A view as it is read, before the conflict that it changes is whole.
pub(super) struct Read {
    actor: ActorId,
    label: Option<String>,
    preferences: Vec<Preference>,
    attitudes: Attitudes,
    span: Span,
}

/// What the key `views` gives: the rankings and attitudes that an actor sees in another way.
pub(super) fn read(
    reader: &mut Reader<'_>,
    top: &Fields<'_, '_>,
    preferences: &[Preference],
) -> Vec<Read> {
    let Some((_, node)) = top.get("views") else {
        return Vec::new();
    };
    let place = Place::top("views");
    let mut views: Vec<Read> = Vec::new();
    let entries = shape::list(reader.sink, node, place, "views");
    for (index, entry) in entries.iter().enumerate() {
        let place = place.index(index);
        let Value::Object(fields) = &entry.value else {
            let expected = "an object with the key actor";
            shape::wrong_kind(reader.sink, entry, place, expected);
            continue;
        };
        let fields = shape::fields(reader.sink, fields, Some(place));
        let Some(view) = one(reader, &fields, entry.span, place, preferences) else {
            continue;
        };
        match views.iter().find(|other| other.actor == view.actor) {
            Some(first) => {
                let message = format!("`{place}`: what this actor sees is given twice");
                twice(reader, message, entry.span, first.span);
            }
            None => views.push(view),
        }
    }
    views
}

fn one(
    reader: &mut Reader<'_>,
    fields: &Fields<'_, '_>,
    whole: Span,
    place: Place<'_>,
    preferences: &[Preference],
) -> Option<Read> {
    let Some((_, node)) = fields.get("actor") else {
        let message = format!("`{}` is missing", place.key("actor"));
        reader.error(codes::JSON_SHAPE, whole, message);
        return None;
    };
    let of_actor = place.key("actor");
    let name = shape::text(reader.sink, node, of_actor, "an actor's name")?;
    let actor = reader.actor(name, node.span, of_actor)?;
    let label = fields.get("label").and_then(|(_, node)| {
        shape::text(reader.sink, node, place.key("label"), "a text").map(str::to_owned)
    });
    let mut own = preferences.to_vec();
    prefs::read(reader, fields, Some(place), &mut own);
    Some(Read {
        actor,
        label,
        preferences: own,
        attitudes: attitudes(reader, fields, Some(place)),
        span: node.span,
    })
}

fn twice(reader: &mut Reader<'_>, message: String, span: Span, first: Span) {
    let again = Diagnostic::error(codes::DUPLICATE_ITEM, span, message);
    reader.sink.push(again.label(first, "the first is here"));
}

/// A key of an object at this place; of the outermost where there is none.
pub(super) fn inside<'p>(place: Option<&'p Place<'p>>, key: &'p str) -> Place<'p> {
    place.map_or_else(|| Place::top(key), |place| place.key(key))
}

impl Read {
    /// The view of a conflict.
    pub(super) fn of(self, conflict: &Conflict) -> View {
        let mut changes = Vec::new();
        let pairs = conflict.preferences.iter().zip(&self.preferences);
        for (actor, (before, after)) in conflict.actors.iter().zip(pairs) {
            if before != after {
                changes.push(format!("{} ranks otherwise", quote_name(&actor.name)));
            }
        }
        let name = |id: ActorId| {
            let actor = conflict.actors.get(id.index());
            actor.map_or_else(String::new, |actor| quote_name(&actor.name))
        };
        for one in self.attitudes.values() {
            let verb = one.kind.verb();
            changes.push(format!("{} {verb} {}", name(one.actor), name(one.towards)));
        }
        let mut attitudes: Attitudes = conflict
            .attitudes
            .iter()
            .map(|one| ((one.actor, one.towards), one.clone()))
            .collect();
        attitudes.extend(self.attitudes);
        View {
            actor: self.actor,
            label: self.label,
            basis: Basis::default(),
            changes,
            conflicts: vec![Some(Conflict {
                preferences: self.preferences,
                attitudes: attitudes.into_values().collect(),
                ..conflict.clone()
            })],
            span: self.span,
        }
    }
}
