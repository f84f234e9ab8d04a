//! Where the conflict stands, and the events that change it.

use std::collections::BTreeMap;

use syntax::ast::{self, Item, Value};
use syntax::diagnostic::{Diagnostic, Span};

use super::formulas::Meaning;
use super::scope::{Scope, Table, declare};
use crate::codes;
use crate::conflict::{Assignment, Date, Event, Level, NamedStateId, OptionId, Start};
use crate::listed::{level_in, state_with};
use crate::names;
use crate::sink::{Sink, nowhere};

/// A `status quo` or `observed` item, or an error.
pub(crate) fn start(scope: &Scope, sink: &mut Sink, written: &ast::Assignments) -> Option<Start> {
    if let [only] = written.entries.as_slice()
        && let ([name], Value::Yes) = (only.target.parts.as_slice(), &only.value)
    {
        match scope.meaning(sink, name)? {
            Meaning::Option(_) => {}
            Meaning::State(state) => return Some(Start::Named(state)),
            Meaning::Pattern(pattern) => return Some(from_pattern(scope, &pattern)),
        }
    }
    for entry in &written.entries {
        if let [name] = entry.target.parts.as_slice()
            && scope.options_named(&name.text).is_empty()
            && scope.state_named(&name.text).is_some()
        {
            let message = format!("`{}` is a state and stands alone here", name.text);
            sink.push(
                Diagnostic::error(codes::STATE_AMONG_OPTIONS, entry.span, message)
                    .hint("name one state, or the options that are taken"),
            );
            return None;
        }
    }
    if scope.options.is_empty() && written.entries.is_empty() {
        let message = "this conflict has no options: say which state";
        sink.push(Diagnostic::error(
            codes::STATE_NEEDED,
            written.span,
            message,
        ));
        return None;
    }
    let sets = scope.assignments(sink, &written.entries);
    if sets.len() < written.entries.len() {
        return None;
    }
    let mut values = vec![Level(0); scope.options.len()];
    apply(&mut values, &sets);
    named(scope, sink, values, written.span)
}

fn apply(values: &mut Assignment, sets: &[(OptionId, Level)]) {
    for (option, level) in sets {
        if let Some(value) = values.get_mut(option.index()) {
            *value = *level;
        }
    }
}

fn from_pattern(scope: &Scope, pattern: &[Option<Level>]) -> Start {
    if let Some(states) = scope.states.listed() {
        let same = (0_u32..)
            .zip(states)
            .find(|(_, state)| state.pattern == pattern);
        if let Some((id, _)) = same {
            return Start::Named(NamedStateId(id));
        }
    }
    let values: Assignment = pattern
        .iter()
        .map(|value| value.unwrap_or_default())
        .collect();
    match scope
        .states
        .listed()
        .and_then(|states| state_with(states, &values))
    {
        Some(state) => Start::Named(state),
        None => Start::Options(values),
    }
}

/// The listed state with these values where states are listed, else the values themselves.
fn named(scope: &Scope, sink: &mut Sink, values: Assignment, span: Span) -> Option<Start> {
    let Some(states) = scope.states.listed() else {
        return Some(Start::Options(values));
    };
    if let Some(state) = state_with(states, &values) {
        return Some(Start::Named(state));
    }
    let message = "no single listed state, or more than one, has these options";
    sink.push(
        Diagnostic::error(codes::STATE_NEEDED, span, message)
            .hint("name one of the listed states instead"),
    );
    None
}

/// Declares the events of a model.
pub(crate) fn events(
    scope: &Scope,
    sink: &mut Sink,
    items: &[Item],
    ids: &mut Table<usize>,
) -> Vec<Event> {
    let mut events = Vec::new();
    for item in items {
        let Item::Event(event) = item else {
            continue;
        };
        if !declare(sink, ids, &event.name, "an event", events.len()) {
            continue;
        }
        events.push(Event {
            name: event.name.text.clone(),
            label: event.label.as_ref().map(|label| label.text.clone()),
            date: event.date.map(|date| date.date),
            sets: scope.assignments(sink, &event.sets),
            happened: false,
            basis: scope.basis(sink, &event.basis),
            span: event.name.span,
        });
    }
    events
}

/// What decides whether events have happened, strongest first: the host's list, what items say,
/// the date.
pub(crate) struct Happening<'h> {
    /// Events that the host says have happened.
    pub(crate) forced: &'h [usize],
    /// What items say, by number of the event.
    pub(crate) said: &'h BTreeMap<usize, (bool, Span)>,
    /// The date of the model.
    pub(crate) as_of: Option<Date>,
}

/// The events with their state, and the status quo that they lead to. Events that happened change
/// it in the order of their dates; those without a date come last, in file order.
pub(crate) fn happen(
    scope: &Scope,
    sink: &mut Sink,
    mut events: Vec<Event>,
    start: Start,
    happening: &Happening<'_>,
) -> (Vec<Event>, Start) {
    for (number, event) in events.iter_mut().enumerate() {
        let dated = event
            .date
            .zip(happening.as_of)
            .is_some_and(|(date, as_of)| date <= as_of);
        let said = happening.said.get(&number).map(|(said, _)| *said);
        event.happened = happening.forced.contains(&number) || said.unwrap_or(dated);
    }
    let mut order: Vec<&Event> = events.iter().filter(|event| event.happened).collect();
    order.sort_by_key(|event| (event.date.is_none(), event.date));
    let start = if order.iter().all(|event| event.sets.is_empty()) {
        start
    } else {
        changed(scope, sink, &order, start)
    };
    (events, start)
}

fn changed(scope: &Scope, sink: &mut Sink, happened: &[&Event], start: Start) -> Start {
    let listed = scope.states.listed();
    let mut values = match &start {
        Start::Unknown => return start,
        Start::Options(values) => values.clone(),
        Start::Named(id) => {
            let Some(state) = listed.and_then(|states| states.get(id.index())) else {
                return start;
            };
            let options = (0_u16..).map(OptionId).take(scope.options.len());
            options.map(|option| level_in(state, option)).collect()
        }
    };
    let before = values.clone();
    for event in happened {
        apply(&mut values, &event.sets);
    }
    if values == before {
        return start;
    }
    let span = happened.last().map_or_else(nowhere, |event| event.span);
    named(scope, sink, values, span).unwrap_or(start)
}

/// The numbers of the events that the host says have happened; unknown names are reported.
pub(crate) fn forced(sink: &mut Sink, ids: &Table<usize>, wanted: &[String]) -> Vec<usize> {
    let mut forced = Vec::new();
    for name in wanted {
        if let Some((number, _)) = ids.get(&*names::key(name)) {
            forced.push(*number);
        } else {
            let name = ast::Name {
                text: name.clone(),
                span: nowhere(),
            };
            super::scope::unknown(sink, &name, "event", ids.keys().map(String::as_str));
        }
    }
    forced
}
