//! The keys `states`, `infeasible` and `moves`.

use syntax::diagnostic::{Diagnostic, Span};

use super::json::{Node, Place, Value};
use super::read::Reader;
use super::shape::{self, Fields};
use crate::codes;
use crate::conflict::{ListedState, NamedStateId, Rule, RuleBody, Strength};
use crate::evidence::Basis;
use crate::limits;
use crate::names;
use crate::pattern::{Pattern, letter, pattern_formula};

/// Arcs of each actor.
pub(super) type Arcs = Vec<Vec<(NamedStateId, NamedStateId)>>;

impl Reader<'_> {
    pub(super) fn states(&mut self, top: &Fields<'_, '_>) {
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
    pub(super) fn infeasible(&mut self, top: &Fields<'_, '_>) -> Vec<Rule> {
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
    pub(super) fn moves(&mut self, top: &Fields<'_, '_>) -> Option<Arcs> {
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
}
