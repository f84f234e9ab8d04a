//! From the JSON conflict form to a [`Case`].

use std::collections::BTreeMap;
use std::sync::Arc;

use syntax::diagnostic::{Diagnostic, FileId, Span};

use super::json::{self, Node, Place, Value};
use super::prefs;
use super::shape::{self, Fields};
use super::views;
use crate::codes;
use crate::conflict::{
    Actor, ActorId, Case, Conflict, Level, ListedState, NamedStateId, OptionDef, Start, States,
    View,
};
use crate::evidence::{Basis, Evidence};
use crate::pattern::Pattern;
use crate::sink::Sink;
use crate::{advice, limits, listed, names};

/// What came out of a JSON text.
#[derive(Debug)]
pub struct FromJson {
    /// Everything there is to say, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The conflict; none where there is an error.
    pub case: Option<Case>,
}

/// Reads the JSON conflict form. Never fails and never panics; linear in the text, but for the
/// check that listed states do not overlap, which is bounded.
#[must_use]
pub fn from_json(file: FileId, text: &str) -> FromJson {
    let mut sink = Sink::default();
    let read = match json::parse(file, text) {
        Ok(node) => read_top(&mut sink, &node),
        Err(wrong) => {
            sink.push(*wrong);
            None
        }
    };
    if let Some((conflict, views)) = &read {
        listed::check_states(&mut sink, conflict);
        listed::check_rankings(&mut sink, conflict);
        // What is wrong in the conflict need not be said again of what an actor sees.
        if !sink.has_errors() {
            let seen = views.iter().flat_map(|view| &view.conflicts).flatten();
            seen.for_each(|seen| listed::check_rankings(&mut sink, seen));
        }
        advice::indifferent_actors(&mut sink, std::slice::from_ref(conflict));
    }
    let read = read.filter(|_| !sink.has_errors());
    let case = read.map(|(base, views)| Case {
        base,
        accounts: Vec::new(),
        what_ifs: Vec::new(),
        views,
    });
    FromJson {
        diagnostics: sink.finish(),
        case,
    }
}

fn read_top(sink: &mut Sink, node: &Node<'_>) -> Option<(Conflict, Vec<View>)> {
    let Value::Object(entries) = &node.value else {
        let message = format!("expected an object at the top, found {}", node.kind());
        sink.push(Diagnostic::error(codes::JSON_SHAPE, node.span, message));
        return None;
    };
    let top = shape::fields(sink, entries, None);
    let mut reader = Reader::new(sink);
    reader.actors(&top, node.span);
    reader.options(&top);
    reader.states(&top);
    let rules = reader.infeasible(&top);
    if reader.options.is_empty() && reader.listed.is_none() && !reader.sink.has_errors() {
        let message = "there are neither options nor states";
        reader.error(codes::NO_STATES, node.span, message.to_owned());
    }
    let moves = reader.moves(&top);
    let mut preferences = prefs::indifferent(&reader);
    prefs::read(&mut reader, &top, None, &mut preferences);
    let attitudes = views::attitudes(&mut reader, &top, None);
    let seen = views::read(&mut reader, &top, &preferences);
    let (start, status_quo_span) = match reader.status_quo(&top) {
        Some((start, span)) => (start, Some(span)),
        None => (Start::Unknown, None),
    };
    if reader.sink.has_errors() {
        return None;
    }
    let listed = reader.listed.is_some();
    let states = match reader.listed {
        Some(states) => States::Listed { states, moves },
        None => States::FromOptions { merged: Vec::new() },
    };
    let conflict = Conflict {
        title: match top.get("title").map(|(_, node)| &node.value) {
            Some(Value::Text(title)) => Some(title.to_string()),
            _ => None,
        },
        as_of: None,
        account: None,
        notes: Vec::new(),
        actors: reader.actors,
        options: reader.options,
        states,
        rules: if listed { Vec::new() } else { rules },
        preferences,
        before_events: start.clone(),
        set_after_events: Vec::new(),
        attitudes: attitudes.into_values().collect(),
        status_quo: start,
        status_quo_basis: Basis::default(),
        status_quo_span,
        observed: None,
        events: Vec::new(),
        outcomes: Vec::new(),
        checks: Vec::new(),
        game: crate::conflict::GameLens::default(),
        evidence: Arc::new(Evidence::default()),
    };
    let views = seen.into_iter().map(|view| view.of(&conflict)).collect();
    Some((conflict, views))
}

/// What has been read so far.
pub(super) struct Reader<'s> {
    pub(super) sink: &'s mut Sink,
    pub(super) actors: Vec<Actor>,
    actor_ids: BTreeMap<String, ActorId>,
    pub(super) options: Vec<OptionDef>,
    /// None where the form has no `states`.
    pub(super) listed: Option<Vec<ListedState>>,
    pub(super) state_ids: BTreeMap<String, NamedStateId>,
    /// Whether all options could be read; where not, the lengths of patterns say nothing.
    pub(super) options_read: bool,
    /// Work spent on comparing patterns with listed states.
    pub(super) steps: usize,
}

impl<'s> Reader<'s> {
    fn new(sink: &'s mut Sink) -> Self {
        Reader {
            sink,
            actors: Vec::new(),
            actor_ids: BTreeMap::new(),
            options: Vec::new(),
            listed: None,
            state_ids: BTreeMap::new(),
            options_read: true,
            steps: 0,
        }
    }

    pub(super) fn error(&mut self, code: &'static str, span: Span, message: String) {
        self.sink.push(Diagnostic::error(code, span, message));
    }

    pub(super) fn too_many(&mut self, span: Span, what: &str, found: usize, most: usize) {
        let message = format!("{found} {what}, but at most {most} are read");
        self.error(codes::TOO_LARGE, span, message);
    }

    fn actors(&mut self, top: &Fields<'_, '_>, whole: Span) {
        let Some((_, node)) = top.get("decision_makers") else {
            let hint = "the JSON conflict form has the keys decision_makers, options, infeasible, \
                        states, moves and preferences_most_to_least";
            self.sink.push(
                Diagnostic::error(
                    codes::JSON_SHAPE,
                    Span {
                        end: whole.start.saturating_add(1),
                        ..whole
                    },
                    "`decision_makers` is missing",
                )
                .hint(hint),
            );
            return;
        };
        let place = Place::top("decision_makers");
        let entries = shape::list(self.sink, node, place, "names");
        if entries.len() > limits::ACTORS {
            self.too_many(node.span, "actors", entries.len(), limits::ACTORS);
            return;
        }
        for (index, entry) in entries.iter().enumerate() {
            let place = place.index(index);
            let Some(name) = shape::text(self.sink, entry, place, "an actor's name") else {
                continue;
            };
            let id = ActorId(u16::try_from(self.actors.len()).unwrap_or(u16::MAX));
            if let Some(first) = self.actor_ids.get(&*names::key(name)) {
                let label = self
                    .actors
                    .get(first.index())
                    .map_or(entry.span, |actor| actor.span);
                self.sink.push(
                    Diagnostic::error(
                        codes::DUPLICATE_NAME,
                        entry.span,
                        format!("`{place}`: actor `{name}` is there twice"),
                    )
                    .label(label, "the first is here"),
                );
                continue;
            }
            self.actor_ids.insert(names::key(name).into_owned(), id);
            self.actors.push(Actor {
                name: name.to_owned(),
                label: None,
                span: entry.span,
            });
        }
        if self.actors.is_empty() && !self.sink.has_errors() {
            self.error(
                codes::NO_ACTORS,
                node.span,
                "the conflict has no actor".to_owned(),
            );
        }
    }

    /// The actor of this name, or a message with the nearest one.
    pub(super) fn actor(&mut self, name: &str, span: Span, place: Place<'_>) -> Option<ActorId> {
        if let Some(id) = self.actor_ids.get(&*names::key(name)) {
            return Some(*id);
        }
        let mut wrong = Diagnostic::error(
            codes::UNKNOWN_NAME,
            span,
            format!("`{place}`: no actor `{name}`"),
        );
        let known = self.actors.iter().map(|actor| actor.name.as_str());
        if let Some(near) = names::nearest(name, known) {
            wrong = wrong.hint(format!("did you mean `{near}`?"));
        }
        self.sink.push(wrong);
        None
    }
    /// A pattern of one letter per option.
    pub(super) fn pattern(&mut self, node: &Node<'_>, place: Place<'_>) -> Option<Pattern> {
        let text = shape::text(self.sink, node, place, "a pattern such as `YN-`")?;
        let mut pattern = Pattern::new();
        for letter in text.chars() {
            pattern.push(match letter {
                'Y' | 'y' => Some(Level(1)),
                'N' | 'n' => Some(Level(0)),
                '-' => None,
                other => {
                    let message = format!("`{place}`: expected Y, N or -, found {other:?}");
                    self.error(codes::PATTERN_LENGTH, node.span, message);
                    return None;
                }
            });
        }
        if !self.options_read {
            return None;
        }
        if pattern.len() != self.options.len() {
            let message = format!(
                "`{place}`: the pattern has {} letters, but there are {} options",
                pattern.len(),
                self.options.len()
            );
            self.error(codes::PATTERN_LENGTH, node.span, message);
            return None;
        }
        Some(pattern)
    }
    /// The key `status_quo`, which this project adds to the form: a state's id, or a pattern.
    fn status_quo(&mut self, top: &Fields<'_, '_>) -> Option<(Start, Span)> {
        let (_, node) = top.get("status_quo")?;
        let place = Place::top("status_quo");
        if self.listed.is_none() {
            let pattern = self.pattern(node, place)?;
            let values = pattern.into_iter().map(Option::unwrap_or_default).collect();
            return Some((Start::Options(values), node.span));
        }
        let name = shape::id(self.sink, node, place)?;
        let id = self.state_id(name, node.span, place)?;
        Some((Start::Named(id), node.span))
    }
}
