//! Where the conflict stands, and the events that change it.

use std::collections::BTreeMap;

use syntax::ast::{self, Item, Value};
use syntax::diagnostic::{Diagnostic, Span};
use syntax::quote_name;

use super::formulas::Meaning;
use super::scope::{Scope, Table, declare};
use crate::codes;
use crate::concept::{date_text, when_text};
use crate::conflict::{Assignment, Date, Event, Level, NamedStateId, OptionId, Start};
use crate::evidence::When;
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
            date: event.date.map(|date| date.when),
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
        let said = happening.said.get(&number).map(|(said, _)| *said);
        event.happened = if happening.forced.contains(&number) {
            true
        } else if let Some(said) = said {
            said
        } else {
            happened_by_date(sink, event, happening.as_of)
        };
    }
    let mut order: Vec<&Event> = events.iter().filter(|event| event.happened).collect();
    order.sort_by_key(|event| {
        event
            .date
            .map_or((true, None), |date| (false, Some(date.last_day())))
    });
    report_open_order(scope, sink, &order);
    let start = if order.iter().all(|event| event.sets.is_empty()) {
        start
    } else {
        changed(scope, sink, &order, start)
    };
    (events, start)
}

/// Whether an event has happened by its date. A month or a year that is not over leaves it open,
/// and a message says so.
fn happened_by_date(sink: &mut Sink, event: &Event, as_of: Option<Date>) -> bool {
    let Some((when, as_of)) = event.date.zip(as_of) else {
        return false;
    };
    let over = when.last_day() <= as_of;
    if !over && when.can_be(as_of) {
        let message = format!(
            "`{}` is of {}, and the date of the model, {}, falls into it: whether it has happened \
             is left open",
            event.name,
            when_text(when),
            date_text(as_of)
        );
        sink.push(
            Diagnostic::warning(codes::AMBIGUOUS_DATE, event.span, message).hint(format!(
                "it counts as not happened; give the day, or write `event {} happened`",
                quote_name(&event.name)
            )),
        );
    }
    over
}

/// Reports events that set an option differently and whose dates do not say which came first.
fn report_open_order(scope: &Scope, sink: &mut Sink, happened: &[&Event]) {
    if happened
        .iter()
        .all(|event| matches!(event.date, None | Some(When::Day(_))))
    {
        return;
    }
    let mut dated: Vec<(When, &Event)> = happened
        .iter()
        .filter_map(|event| Some((event.date?, *event)))
        .collect();
    dated.sort_by_key(|(when, _)| when.first_day());
    // For each option and level, the event whose date ends last.
    let mut latest: BTreeMap<OptionId, BTreeMap<Level, (When, &Event)>> = BTreeMap::new();
    for (when, event) in dated {
        for (option, level) in &event.sets {
            let by_level = latest.entry(*option).or_default();
            let open = by_level.iter().find(|(other, (before, _))| {
                let days = matches!((before, when), (When::Day(_), When::Day(_)));
                *other != level && !days && before.last_day() >= when.first_day()
            });
            if let Some((_, (before, other))) = open {
                let message = format!(
                    "`{}` of {} and `{}` of {} set `{}` differently, and their dates do not say \
                     which came first",
                    other.name,
                    when_text(*before),
                    event.name,
                    when_text(when),
                    scope.qualified(*option)
                );
                sink.push(
                    Diagnostic::warning(codes::AMBIGUOUS_DATE, event.span, message)
                        .label(other.span, "the other is here"),
                );
            }
            let entry = by_level.entry(*level).or_insert((when, event));
            if when.last_day() >= entry.0.last_day() {
                *entry = (when, event);
            }
        }
    }
}

/// The value of every option where a conflict stands; none where that is not known.
fn values_at(scope: &Scope, start: &Start) -> Option<Assignment> {
    match start {
        Start::Unknown => None,
        Start::Options(values) => Some(values.clone()),
        Start::Named(id) => {
            let state = scope.states.listed()?.get(id.index())?;
            let options = (0_u16..).map(OptionId).take(scope.options.len());
            Some(options.map(|option| level_in(state, option)).collect())
        }
    }
}

/// Where a conflict stands once some options are set; an error where it says nothing of where it
/// stands.
pub(crate) fn set(
    scope: &Scope,
    sink: &mut Sink,
    start: Start,
    sets: &[(OptionId, Level)],
    span: Span,
) -> Start {
    let Some(mut values) = values_at(scope, &start) else {
        let message = "`set` changes the status quo, and there is none";
        sink.push(Diagnostic::error(codes::NO_STATUS_QUO, span, message));
        return start;
    };
    apply(&mut values, sets);
    named(scope, sink, values, span).unwrap_or(start)
}

fn changed(scope: &Scope, sink: &mut Sink, happened: &[&Event], start: Start) -> Start {
    let Some(mut values) = values_at(scope, &start) else {
        return start;
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
