//! A conflict while items still change it: the base, and each account on top of it.

use std::collections::BTreeMap;

use syntax::ast::{self, Item, PreferenceBody, Strength};
use syntax::diagnostic::{Diagnostic, Span};

use super::declare::too_many;
use super::game::{self, DraftGame};
use super::prefs::{self, DraftPreference};
use super::revise::revise;
use super::rules::{self, DraftRule};
use super::scope::{Scope, Table, declare, duplicate, look_up, unknown};
use super::{checks, start};
use crate::codes;
use crate::conflict::{ActorId, Attitude, Check, Level, OptionId, Outcome, ParameterId, Start};
use crate::evidence::Basis;
use crate::limits;
use crate::names;
use crate::sink::Sink;

/// A status quo with where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) start: Start,
    pub(crate) basis: Basis,
    pub(crate) span: Span,
}

/// What items can change.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// Rules in order; none where one was dropped.
    pub(crate) rules: Vec<Option<DraftRule>>,
    rule_ids: BTreeMap<String, usize>,
    pub(crate) preferences: Vec<DraftPreference>,
    /// By who has the attitude and toward whom.
    pub(crate) attitudes: BTreeMap<(ActorId, ActorId), Attitude>,
    pub(crate) status_quo: Option<Standing>,
    pub(crate) observed: Option<Start>,
    /// What items say of events, by number of the event.
    pub(crate) said: BTreeMap<usize, (bool, Span)>,
    pub(crate) outcomes: Vec<Outcome>,
    outcome_ids: Table<()>,
    pub(crate) checks: Vec<Check>,
    pub(crate) notes: Vec<String>,
    /// What the game lens reads.
    pub(crate) game: DraftGame,
    /// What a `what if` sets after the events, and where it says so.
    pub(crate) sets: Option<(Vec<(OptionId, Level)>, Span)>,
}

impl Draft {
    /// A draft without rules, in which everybody is indifferent.
    pub(crate) fn empty(actors: usize) -> Draft {
        Draft {
            preferences: vec![DraftPreference::default(); actors],
            ..Draft::default()
        }
    }

    /// Number of rules and of lines in preferences, for the bound on all accounts together.
    pub(crate) fn len(&self) -> usize {
        let lines: usize = self.preferences.iter().map(DraftPreference::len).sum();
        self.rules.len() + lines + self.attitudes.len() + self.checks.len() + self.outcomes.len()
    }
}

/// Whether items stand outside all accounts or inside one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Outside all accounts.
    Base,
    /// Inside an account.
    Account,
}

/// Applies the items of one part to a draft.
pub(crate) struct Editor<'e> {
    scope: &'e Scope,
    events: &'e Table<usize>,
    sink: &'e mut Sink,
    draft: &'e mut Draft,
    part: Part,
    status_quo: Option<Span>,
    observed: Option<Span>,
    blocks: BTreeMap<ActorId, Span>,
    said: BTreeMap<usize, Span>,
    attitudes: BTreeMap<(ActorId, ActorId), Span>,
    play: Option<Span>,
    of_actors: BTreeMap<(Said, ActorId), Span>,
    values: BTreeMap<ParameterId, Span>,
}

/// What is said once of an actor in the game lens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Utility,
    Sight,
}

impl<'e> Editor<'e> {
    /// An editor for one part.
    pub(crate) fn new(
        scope: &'e Scope,
        events: &'e Table<usize>,
        sink: &'e mut Sink,
        draft: &'e mut Draft,
        part: Part,
    ) -> Self {
        Editor {
            scope,
            events,
            sink,
            draft,
            part,
            status_quo: None,
            observed: None,
            blocks: BTreeMap::new(),
            said: BTreeMap::new(),
            attitudes: BTreeMap::new(),
            play: None,
            of_actors: BTreeMap::new(),
            values: BTreeMap::new(),
        }
    }

    /// Applies one item. Items that were read before, such as actors, change nothing here.
    pub(crate) fn apply(&mut self, item: &Item) {
        match item {
            Item::Rule(rule) => self.add_rule(rule),
            Item::DropRule(name) => self.drop_rule(name),
            Item::ReplaceRule(rule) => self.replace_rule(rule),
            Item::WeakenRule(weaken) => self.weaken_rule(weaken),
            Item::StatusQuo(written) => self.status_quo(written),
            Item::Observed(written) => self.observed(written),
            Item::Preference(preference) => self.preference(preference),
            Item::CannotCompare(written) => {
                if let Some(actor) = self.scope.actor(self.sink, &written.actor)
                    && let Some(pair) = prefs::cannot_compare(self.scope, self.sink, written)
                    && let Some(preference) = self.draft.preferences.get_mut(actor.index())
                {
                    preference.unknown.push(pair);
                }
            }
            Item::Attitude(written) => self.attitude(written),
            Item::EventState(state) => self.event_state(state),
            Item::Outcome(outcome) => self.outcome(outcome),
            Item::Check(check) => {
                self.draft
                    .checks
                    .extend(checks::check(self.scope, self.sink, check));
            }
            Item::Parameter(written) => self.parameter(written),
            Item::Utility(written) => {
                if let Some(actor) = self.scope.actor(self.sink, &written.actor)
                    && self.first_of_actor(Said::Utility, actor, &written.actor)
                {
                    let utility = game::utility(self.scope, self.sink, written);
                    self.draft.game.utilities.insert(actor, utility);
                }
            }
            Item::Observes(written) => {
                self.scope.basis(self.sink, &written.basis);
                if let Some(actor) = self.scope.actor(self.sink, &written.actor)
                    && self.first_of_actor(Said::Sight, actor, &written.actor)
                {
                    let sight = game::sight(self.scope, self.sink, &written.what);
                    self.draft.game.sight.insert(actor, sight);
                }
            }
            Item::Play(written) => {
                if Self::first(self.sink, &mut self.play, written.span, "the play") {
                    let steps = game::steps(self.scope, self.sink, &written.steps);
                    self.draft.game.play = Some((steps, written.span));
                }
            }
            Item::Note(note) => self.draft.notes.push(note.text.clone()),
            // Read before, or reported by the parser where it stands in an account.
            Item::Title(_)
            | Item::AsOf(_)
            | Item::Include(_)
            | Item::Document(_)
            | Item::Origin(_)
            | Item::Office(_)
            | Item::Actor(_)
            | Item::State(_)
            | Item::Moves(_)
            | Item::Event(_)
            | Item::Type(_)
            | Item::Claim(_)
            | Item::Shared(_)
            | Item::Account(_)
            | Item::WhatIf(_)
            | Item::View(_)
            // Read where the rest of its `what if` is.
            | Item::Set(_) => {}
        }
    }

    fn add_rule(&mut self, rule: &ast::Rule) {
        let key = names::key(&rule.name.text).into_owned();
        let place = self.draft.rules.len();
        if let Some(first) = self.draft.rule_ids.get(&key) {
            let first = self.draft.rules.get(*first).and_then(Option::as_ref);
            let span = first.map_or(rule.name.span, |first| first.rule.span);
            let mut wrong = duplicate(&rule.name, "a rule", span);
            if self.part == Part::Account {
                wrong = wrong.hint(format!(
                    "write `replace rule {}` to change it",
                    rule.name.text
                ));
            }
            self.sink.push(wrong);
            return;
        }
        if too_many(self.sink, rule.name.span, "rules", place + 1, limits::RULES) {
            return;
        }
        self.draft.rule_ids.insert(key, place);
        self.draft
            .rules
            .push(rules::rule(self.scope, self.sink, rule));
    }

    fn find_rule(&mut self, name: &ast::Name) -> Option<usize> {
        let found = self.draft.rule_ids.get(&*names::key(&name.text)).copied();
        if found.is_none() {
            let known = self.draft.rule_ids.keys().map(String::as_str);
            unknown(self.sink, name, "rule", known);
        }
        found
    }

    fn drop_rule(&mut self, name: &ast::Name) {
        if let Some(place) = self.find_rule(name) {
            self.draft.rule_ids.remove(&*names::key(&name.text));
            if let Some(rule) = self.draft.rules.get_mut(place) {
                *rule = None;
            }
        }
    }

    fn replace_rule(&mut self, rule: &ast::Rule) {
        let place = self.find_rule(&rule.name);
        let new = rules::rule(self.scope, self.sink, rule);
        if let Some(slot) = place.and_then(|place| self.draft.rules.get_mut(place)) {
            *slot = new;
        }
    }

    fn weaken_rule(&mut self, weaken: &ast::WeakenRule) {
        let basis = self.scope.basis(self.sink, &weaken.basis);
        let Some(place) = self.find_rule(&weaken.name) else {
            return;
        };
        let Some(Some(draft)) = self.draft.rules.get_mut(place) else {
            return;
        };
        if firmness(weaken.strength) >= firmness(draft.rule.strength) {
            let message = format!("the rule `{}` is not stronger than that", weaken.name.text);
            self.sink.push(
                Diagnostic::warning(codes::NOT_WEAKER, weaken.name.span, message)
                    .label(draft.rule.span, "the rule is here"),
            );
        }
        draft.rule.strength = weaken.strength;
        if basis != Basis::default() {
            draft.rule.basis = basis;
        }
    }

    /// Reports a second item of a kind that stands once; answers whether it is the first.
    fn first(sink: &mut Sink, seen: &mut Option<Span>, span: Span, what: &str) -> bool {
        let Some(first) = seen else {
            *seen = Some(span);
            return true;
        };
        let message = format!("{what} is given twice");
        sink.push(
            Diagnostic::error(codes::DUPLICATE_ITEM, span, message)
                .label(*first, "the first is here"),
        );
        false
    }

    fn status_quo(&mut self, written: &ast::Assignments) {
        if !Self::first(
            self.sink,
            &mut self.status_quo,
            written.span,
            "the status quo",
        ) {
            return;
        }
        let basis = self.scope.basis(self.sink, &written.basis);
        if let Some(start) = start::start(self.scope, self.sink, written) {
            self.draft.status_quo = Some(Standing {
                start,
                basis,
                span: written.span,
            });
        }
    }

    fn observed(&mut self, written: &ast::Assignments) {
        if !Self::first(
            self.sink,
            &mut self.observed,
            written.span,
            "the observed outcome",
        ) {
            return;
        }
        self.scope.basis(self.sink, &written.basis);
        if let Some(start) = start::start(self.scope, self.sink, written) {
            self.draft.observed = Some(start);
        }
    }

    fn preference(&mut self, written: &ast::Preference) {
        let Some(actor) = self.scope.actor(self.sink, &written.actor) else {
            return;
        };
        let main = prefs::main_block(self.scope, self.sink, &written.actor, &written.body);
        let Some(preference) = self.draft.preferences.get_mut(actor.index()) else {
            return;
        };
        if let Some(kind) = main {
            if let Some(first) = self.blocks.insert(actor, written.actor.span) {
                let message = format!("`{}` has a preference block already", written.actor.text);
                self.sink.push(
                    Diagnostic::error(codes::DUPLICATE_ITEM, written.actor.span, message)
                        .label(first, "the first is here"),
                );
                return;
            }
            preference.kind = kind;
            preference.span = Some(written.actor.span);
            if self.part == Part::Account {
                // The edits of the order belonged to the block that is replaced.
                preference.adjustments.clear();
            }
            return;
        }
        match &written.body {
            PreferenceBody::Revises(revisions) => {
                revise(self.scope, self.sink, preference, &written.actor, revisions);
            }
            PreferenceBody::Adjusts(adjustments) => {
                for written in adjustments {
                    let adjustment = prefs::adjustment(self.scope, self.sink, written);
                    preference.adjustments.extend(adjustment);
                }
            }
            PreferenceBody::Prefers(_) | PreferenceBody::Weighs(_) | PreferenceBody::Ranks(_) => {}
        }
    }

    fn attitude(&mut self, written: &ast::Attitude) {
        let basis = self.scope.basis(self.sink, &written.basis);
        let Some(actor) = self.scope.actor(self.sink, &written.actor) else {
            return;
        };
        for name in &written.towards {
            let Some(towards) = self.scope.actor(self.sink, name) else {
                continue;
            };
            let mut seen = self.attitudes.get(&(actor, towards)).copied();
            let what = format!(
                "the attitude of `{}` toward `{}`",
                written.actor.text, name.text
            );
            if Self::first(self.sink, &mut seen, name.span, &what) {
                self.attitudes.insert((actor, towards), name.span);
                let attitude = Attitude {
                    actor,
                    towards,
                    kind: written.kind,
                    basis: basis.clone(),
                    span: name.span,
                };
                self.draft.attitudes.insert((actor, towards), attitude);
            }
        }
    }

    /// Inside an account, the value of a parameter there. Outside, parameters are declared before.
    fn parameter(&mut self, written: &ast::Parameter) {
        if self.part == Part::Base {
            return;
        }
        self.scope.basis(self.sink, &written.basis);
        let ids = &self.scope.parameter_ids;
        let Some(id) = look_up(self.sink, ids, &written.name, "parameter") else {
            return;
        };
        let mut seen = self.values.get(&id).copied();
        let what = format!("the value of `{}`", written.name.text);
        if !Self::first(self.sink, &mut seen, written.name.span, &what) {
            return;
        }
        self.values.insert(id, written.name.span);
        let (None, Some(value)) = (&written.range, &written.value) else {
            let message = "inside an account a parameter is given another value, and nothing else";
            self.sink.push(
                Diagnostic::error(codes::DUPLICATE_ITEM, written.name.span, message).hint(format!(
                    "write `parameter {} = …`; its range stands outside",
                    syntax::quote_name(&written.name.text)
                )),
            );
            return;
        };
        if let Some(value) = game::expression(self.scope, self.sink, value) {
            self.draft.game.values.insert(id, value);
        }
    }

    /// Reports a second item of a kind about one actor; answers whether it is the first.
    fn first_of_actor(&mut self, kind: Said, actor: ActorId, name: &ast::Name) -> bool {
        let mut seen = self.of_actors.get(&(kind, actor)).copied();
        let what = match kind {
            Said::Utility => format!("the utility of `{}`", name.text),
            Said::Sight => format!("what `{}` observes", name.text),
        };
        let first = Self::first(self.sink, &mut seen, name.span, &what);
        self.of_actors.entry((kind, actor)).or_insert(name.span);
        first
    }

    fn event_state(&mut self, state: &ast::EventState) {
        let Some(event) = look_up(self.sink, self.events, &state.name, "event") else {
            return;
        };
        let mut seen = self.said.get(&event).copied();
        let what = format!("what became of `{}`", state.name.text);
        if Self::first(self.sink, &mut seen, state.span, &what) {
            self.said.insert(event, state.span);
            self.draft.said.insert(event, (state.happened, state.span));
        }
    }

    fn outcome(&mut self, written: &ast::Outcome) {
        if !declare(
            self.sink,
            &mut self.draft.outcome_ids,
            &written.name,
            "an outcome",
            (),
        ) {
            return;
        }
        self.draft
            .outcomes
            .extend(checks::outcome(self.scope, self.sink, written));
    }
}

fn firmness(strength: Strength) -> u8 {
    match strength {
        Strength::Advisory => 0,
        Strength::Costly => 1,
        Strength::Binding => 2,
    }
}
