//! From the JSON conflict form to a [`Case`].

use std::collections::BTreeMap;
use std::sync::Arc;

use syntax::diagnostic::{Diagnostic, FileId, Span};

use super::json::{self, Node, Place, Value};
use super::prefs;
use super::shape::{self, Fields};
use crate::codes;
use crate::conflict::{
    Actor, ActorId, Case, Conflict, Direction, Level, ListedState, NamedStateId, OptionDef,
    OptionId, Rule, RuleBody, Start, States, Strength,
};
use crate::evidence::{Basis, Evidence};
use crate::formula::{Formula, LevelSet};
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
    let conflict = match json::parse(file, text) {
        Ok(node) => read_top(&mut sink, &node),
        Err(wrong) => {
            sink.push(*wrong);
            None
        }
    };
    if let Some(conflict) = &conflict {
        listed::check_states(&mut sink, conflict);
        listed::check_rankings(&mut sink, conflict);
        advice::indifferent_actors(&mut sink, std::slice::from_ref(conflict));
    }
    let case = conflict.filter(|_| !sink.has_errors()).map(|base| Case {
        base,
        accounts: Vec::new(),
    });
    FromJson {
        diagnostics: sink.finish(),
        case,
    }
}

fn read_top(sink: &mut Sink, node: &Node<'_>) -> Option<Conflict> {
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
    let moves = reader.moves(&top);
    let preferences = prefs::read(&mut reader, &top);
    let status_quo = reader.status_quo(&top);
    if reader.sink.has_errors() {
        return None;
    }
    let listed = reader.listed.is_some();
    let states = match reader.listed {
        Some(states) => States::Listed { states, moves },
        None => States::FromOptions { merged: Vec::new() },
    };
    Some(Conflict {
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
        status_quo_span: status_quo.as_ref().map(|(_, span)| *span),
        status_quo: status_quo.map_or(Start::Unknown, |(start, _)| start),
        status_quo_basis: Basis::default(),
        observed: None,
        events: Vec::new(),
        outcomes: Vec::new(),
        checks: Vec::new(),
        evidence: Arc::new(Evidence::default()),
    })
}

/// What has been read so far.
pub(super) struct Reader<'s> {
    pub(super) sink: &'s mut Sink,
    pub(super) actors: Vec<Actor>,
    actor_ids: BTreeMap<String, ActorId>,
    pub(super) options: Vec<OptionDef>,
    /// None where the form has no `states`.
    pub(super) listed: Option<Vec<ListedState>>,
    state_ids: BTreeMap<String, NamedStateId>,
    /// Whether all options could be read; where not, the lengths of patterns say nothing.
    options_read: bool,
    /// Work spent on comparing patterns with listed states.
    steps: usize,
}

/// A pattern's values, none where it leaves an option open.
pub(super) type Pattern = Vec<Option<Level>>;

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

    fn too_many(&mut self, span: Span, what: &str, found: usize, most: usize) {
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

    fn options(&mut self, top: &Fields<'_, '_>) {
        let Some((_, node)) = top.get("options") else {
            return;
        };
        let place = Place::top("options");
        let entries = shape::list(self.sink, node, place, "options");
        if entries.len() > limits::OPTIONS {
            self.too_many(node.span, "options", entries.len(), limits::OPTIONS);
            return;
        }
        let mut seen: BTreeMap<(Option<ActorId>, String), Span> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let place = place.index(index);
            let Some(option) = self.option(entry, place) else {
                self.options_read = false;
                continue;
            };
            let key = (option.owner, names::key(&option.name).into_owned());
            if let Some(first) = seen.get(&key) {
                let message = format!(
                    "`{place}`: its owner has an option `{}` already",
                    option.name
                );
                self.sink.push(
                    Diagnostic::error(codes::DUPLICATE_NAME, option.span, message)
                        .label(*first, "the first is here"),
                );
                continue;
            }
            seen.insert(key, option.span);
            self.options.push(option);
        }
    }

    fn option(&mut self, node: &Node<'_>, place: Place<'_>) -> Option<OptionDef> {
        let Value::Object(entries) = &node.value else {
            shape::wrong_kind(
                self.sink,
                node,
                place,
                "an object with `name`, `dm` and `direction`",
            );
            return None;
        };
        let fields = shape::fields(self.sink, entries, Some(place));
        let Some((_, name)) = fields.get("name") else {
            self.error(
                codes::JSON_SHAPE,
                node.span,
                format!("`{place}`: `name` is missing"),
            );
            return None;
        };
        let name = shape::text(self.sink, name, place.key("name"), "an option's name");
        let owner = self.owner(&fields, node.span, place);
        let direction = self.direction(&fields, place);
        Some(OptionDef {
            name: name?.to_owned(),
            label: None,
            owner: owner?,
            levels: Vec::new(),
            direction: direction?,
            basis: Basis::default(),
            span: node.span,
        })
    }

    /// The owner: an actor, or nobody where `dm` is null.
    fn owner(
        &mut self,
        fields: &Fields<'_, '_>,
        whole: Span,
        place: Place<'_>,
    ) -> Option<Option<ActorId>> {
        let Some((_, node)) = fields.get("dm") else {
            self.error(
                codes::JSON_SHAPE,
                whole,
                format!("`{place}`: `dm` is missing"),
            );
            return None;
        };
        if matches!(node.value, Value::Null) {
            return Some(None);
        }
        let place = place.key("dm");
        let name = shape::text(self.sink, node, place, "an actor's name")?;
        self.actor(name, node.span, place).map(Some)
    }

    fn direction(&mut self, fields: &Fields<'_, '_>, place: Place<'_>) -> Option<Direction> {
        let Some((_, node)) = fields.get("direction") else {
            return Some(Direction::Both);
        };
        let place = place.key("direction");
        match shape::text(self.sink, node, place, "`both`, `fwd` or `back`")? {
            "both" => Some(Direction::Both),
            "fwd" => Some(Direction::Up),
            "back" => Some(Direction::Down),
            "fixed" => Some(Direction::Fixed),
            other => {
                let message =
                    format!("`{place}`: expected `both`, `fwd` or `back`, found `{other}`");
                self.error(codes::JSON_SHAPE, node.span, message);
                None
            }
        }
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

    fn states(&mut self, top: &Fields<'_, '_>) {
        let Some((_, node)) = top.get("states") else {
            return;
        };
        let place = Place::top("states");
        let entries = shape::list(self.sink, node, place, "states");
        if entries.len() > limits::STATES {
            self.too_many(node.span, "states", entries.len(), limits::STATES);
            return;
        }
        self.listed = Some(Vec::with_capacity(entries.len()));
        for (index, entry) in entries.iter().enumerate() {
            self.state(entry, place.index(index));
        }
        if entries.is_empty() && !self.sink.has_errors() {
            let message =
                "`states` is empty; leave it out where all states follow from the options";
            self.error(codes::NO_STATES, node.span, message.to_owned());
        }
    }

    fn state(&mut self, node: &Node<'_>, place: Place<'_>) {
        let Value::Object(entries) = &node.value else {
            shape::wrong_kind(self.sink, node, place, "an object with `id` and `yn`");
            return;
        };
        let fields = shape::fields(self.sink, entries, Some(place));
        let Some((_, id)) = fields.get("id") else {
            self.error(
                codes::JSON_SHAPE,
                node.span,
                format!("`{place}`: `id` is missing"),
            );
            return;
        };
        let Some(name) = shape::id(self.sink, id, place.key("id")) else {
            return;
        };
        let pattern = match fields.get("yn") {
            None => vec![None; self.options.len()],
            Some((_, yn)) => match self.pattern(yn, place.key("yn")) {
                Some(pattern) => pattern,
                None => vec![None; self.options.len()],
            },
        };
        let label = match fields.get("label").map(|(_, label)| &label.value) {
            Some(Value::Text(label)) => Some(label.to_string()),
            _ => None,
        };
        let Some(listed) = &mut self.listed else {
            return;
        };
        let new = NamedStateId(u32::try_from(listed.len()).unwrap_or(u32::MAX));
        if let Some(first) = self.state_ids.get(&*names::key(name)) {
            let first = listed
                .get(first.index())
                .map_or(node.span, |state| state.span);
            let message = format!("`{place}`: there is a state {name} already");
            self.sink.push(
                Diagnostic::error(codes::DUPLICATE_NAME, id.span, message)
                    .label(first, "the first is here"),
            );
            return;
        }
        self.state_ids.insert(names::key(name).into_owned(), new);
        listed.push(ListedState {
            name: name.to_owned(),
            label,
            pattern,
            span: node.span,
        });
    }

    /// The state with this id, or a message with the nearest one.
    pub(super) fn state_id(
        &mut self,
        name: &str,
        span: Span,
        place: Place<'_>,
    ) -> Option<NamedStateId> {
        if let Some(id) = self.state_ids.get(&*names::key(name)) {
            return Some(*id);
        }
        let mut wrong = Diagnostic::error(
            codes::UNKNOWN_NAME,
            span,
            format!("`{place}`: no state {name}"),
        );
        if !self.sink.is_full() {
            let known = self
                .listed
                .iter()
                .flatten()
                .map(|state| state.name.as_str());
            if let Some(near) = names::nearest(name, known) {
                wrong = wrong.hint(format!("did you mean `{near}`?"));
            }
        }
        self.sink.push(wrong);
        None
    }

    /// The infeasible patterns as rules. Where states are listed, a listed state that matches is
    /// only reported: the list is the truth.
    fn infeasible(&mut self, top: &Fields<'_, '_>) -> Vec<Rule> {
        let Some((_, node)) = top.get("infeasible") else {
            return Vec::new();
        };
        let place = Place::top("infeasible");
        let entries = shape::list(self.sink, node, place, "patterns");
        if entries.len() > limits::RULES {
            self.too_many(
                node.span,
                "infeasible patterns",
                entries.len(),
                limits::RULES,
            );
            return Vec::new();
        }
        let mut rules = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let place = place.index(index);
            let Some(pattern) = self.pattern(entry, place) else {
                continue;
            };
            self.report_listed_but_infeasible(&pattern, entry.span, place);
            let letters: String = pattern.iter().map(|level| letter(*level)).collect();
            rules.push(Rule {
                name: format!("infeasible-{}", index + 1),
                strength: Strength::Binding,
                body: RuleBody::Constraint(pattern_formula(&pattern).negated()),
                text: format!("never {letters}"),
                basis: Basis::default(),
                span: entry.span,
            });
        }
        rules
    }

    fn report_listed_but_infeasible(&mut self, pattern: &Pattern, span: Span, place: Place<'_>) {
        let states = self.listed.as_ref().map_or(0, Vec::len);
        self.steps = self
            .steps
            .saturating_add(states.saturating_mul(pattern.len()));
        if self.steps > limits::OVERLAP_STEPS {
            return;
        }
        let matching = |state: &&ListedState| {
            let pairs = pattern.iter().zip(&state.pattern);
            pairs.clone().count() > 0
                && pairs
                    .into_iter()
                    .all(|(ban, value)| ban.is_none() || ban == value)
        };
        let Some(state) = self.listed.iter().flatten().find(matching) else {
            return;
        };
        let message = format!(
            "`{place}` matches state {}, which is listed; the list of states counts",
            state.name
        );
        let warning = Diagnostic::warning(codes::LISTED_BUT_INFEASIBLE, span, message)
            .label(state.span, "listed here");
        self.sink.push(warning);
    }

    fn moves(&mut self, top: &Fields<'_, '_>) -> Option<Vec<Vec<(NamedStateId, NamedStateId)>>> {
        let (_, node) = top.get("moves")?;
        let place = Place::top("moves");
        let entries = match &node.value {
            Value::Null => return None,
            Value::Object(entries) => entries,
            _ => {
                shape::wrong_kind(
                    self.sink,
                    node,
                    place,
                    "an object with one key for each actor",
                );
                return None;
            }
        };
        if self.listed.is_none() {
            let message = "`moves` is given but `states` is not";
            self.error(codes::MOVES_WITHOUT_STATES, node.span, message.to_owned());
            return None;
        }
        let mut arcs = vec![Vec::new(); self.actors.len()];
        for (key, (span, node)) in shape::fields(self.sink, entries, Some(place)) {
            let place = place.key(key);
            let actor = self.actor(key, span, place);
            let found = self.arcs(node, place);
            if let Some(slot) = actor.and_then(|actor| arcs.get_mut(actor.index())) {
                *slot = found;
            }
        }
        Some(arcs)
    }

    fn arcs(&mut self, node: &Node<'_>, place: Place<'_>) -> Vec<(NamedStateId, NamedStateId)> {
        let Value::Object(entries) = &node.value else {
            shape::wrong_kind(
                self.sink,
                node,
                place,
                "an object with one key for each state",
            );
            return Vec::new();
        };
        let mut arcs = Vec::new();
        for (key, (span, node)) in shape::fields(self.sink, entries, Some(place)) {
            let place = place.key(key);
            let from = self.state_id(key, span, place);
            for (index, target) in shape::list(self.sink, node, place, "states")
                .iter()
                .enumerate()
            {
                let place = place.index(index);
                let to = shape::id(self.sink, target, place)
                    .and_then(|name| self.state_id(name, target.span, place));
                let (Some(from), Some(to)) = (from, to) else {
                    continue;
                };
                if from == to {
                    let message = format!("`{place}`: a move from a state to itself is no move");
                    let code = codes::SELF_LOOP;
                    self.sink
                        .push(Diagnostic::warning(code, target.span, message));
                    continue;
                }
                arcs.push((from, to));
            }
        }
        arcs.sort_unstable();
        arcs.dedup();
        arcs
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

/// The letter of a pattern.
pub(super) fn letter(level: Option<Level>) -> char {
    match level {
        None => '-',
        Some(Level(0)) => 'N',
        Some(_) => 'Y',
    }
}

/// The states that a pattern matches.
pub(crate) fn pattern_formula(pattern: &[Option<Level>]) -> Formula {
    let parts = (0_u16..).map(OptionId).zip(pattern);
    let mut parts: Vec<Formula> = parts
        .filter_map(|(option, value)| match value {
            None => None,
            Some(Level(0)) => Some(Formula::Option(option, LevelSet::one(Level(1))).negated()),
            Some(level) => Some(Formula::Option(option, LevelSet::one(*level))),
        })
        .collect();
    match (parts.len(), parts.pop()) {
        (0, _) | (_, None) => Formula::Constant(true),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            Formula::And(parts)
        }
    }
}
