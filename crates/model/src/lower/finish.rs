//! From a draft to a checked conflict: events, costly rules, numbers of rules.

use std::collections::BTreeSet;
use std::sync::Arc;

use syntax::diagnostic::Diagnostic;

use super::draft::Draft;
use super::game::DraftGame;
use super::graph_form::Arcs;
use super::prefs::{DraftKind, DraftPreference, DraftStatement};
use super::rules::DraftRule;
use super::scope::{NamedStates, Scope};
use super::start::{Happening, happen, set};
use crate::codes;
use crate::conflict::{
    AccountInfo, ActorId, Conflict, Date, Event, GameLens, OptionDef, ParameterId, Preference,
    Rule, RuleId, Start, Statement, States, Strength, Utility, Weight,
};
use crate::evidence::{Basis, Evidence};
use crate::fraction::{Fraction, common_divisor};
use crate::logic::canonical;
use crate::sink::Sink;

/// What the base and all accounts share.
pub(crate) struct Common<'c> {
    pub(crate) scope: &'c Scope,
    pub(crate) evidence: Arc<Evidence>,
    pub(crate) title: Option<String>,
    pub(crate) as_of: Option<Date>,
    pub(crate) events: Vec<Event>,
    pub(crate) forced: Vec<usize>,
    pub(crate) moves: Option<Arcs>,
}

impl Common<'_> {
    /// Number of options, states and moves, of which every account holds its own copy.
    pub(crate) fn len(&self) -> usize {
        let states = self.scope.state_ids.len();
        let arcs: usize = self.moves.iter().flatten().map(Vec::len).sum();
        self.scope.options.len() + states + arcs
    }

    /// The conflict that a draft has become.
    pub(crate) fn finish(
        &self,
        sink: &mut Sink,
        mut draft: Draft,
        account: Option<AccountInfo>,
    ) -> Conflict {
        let rules: Vec<DraftRule> = draft.rules.into_iter().flatten().collect();
        add_costly_rules(self.scope, sink, &rules, &mut draft.preferences);
        let (start, basis, span) = match draft.status_quo {
            Some(standing) => (standing.start, standing.basis, Some(standing.span)),
            None => (Start::Unknown, Basis::default(), None),
        };
        let happening = Happening {
            forced: &self.forced,
            said: &draft.said,
            as_of: self.as_of,
        };
        let before_events = start.clone();
        let (events, start) = happen(self.scope, sink, self.events.clone(), start, &happening);
        let (status_quo, set_after_events) = match draft.sets {
            Some((sets, span)) => (set(self.scope, sink, start, &sets, span), sets),
            None => (start, Vec::new()),
        };
        let game = game_lens(self.scope, sink, draft.game);
        weigh_by_utility(self.scope, &game, &mut draft.preferences);
        Conflict {
            title: self.title.clone(),
            as_of: self.as_of,
            account,
            notes: draft.notes,
            actors: self.scope.actors.clone(),
            options: self.scope.options.clone(),
            states: self.states(),
            rules: rules.into_iter().map(|draft| draft.rule).collect(),
            preferences: draft.preferences.into_iter().map(preference).collect(),
            attitudes: draft.attitudes.into_values().collect(),
            status_quo,
            before_events,
            set_after_events,
            status_quo_basis: basis,
            status_quo_span: span,
            observed: draft.observed,
            events,
            outcomes: draft.outcomes,
            checks: draft.checks,
            game,
            evidence: Arc::clone(&self.evidence),
        }
    }

    fn states(&self) -> States {
        match &self.scope.states {
            NamedStates::None => States::FromOptions { merged: Vec::new() },
            NamedStates::Merged(merged) => States::FromOptions {
                merged: merged.clone(),
            },
            NamedStates::Listed(states) => States::Listed {
                states: states.clone(),
                moves: self.moves.clone(),
            },
        }
    }
}

fn preference(draft: DraftPreference) -> Preference {
    Preference {
        kind: DraftPreference::into_kind(draft.kind),
        adjustments: draft.adjustments,
        unknown: draft.unknown,
        span: draft.span,
    }
}

/// What the game lens reads.
fn game_lens(scope: &Scope, sink: &mut Sink, mut draft: DraftGame) -> GameLens {
    let mut parameters = scope.parameters.clone();
    for (id, value) in draft.values {
        if let Some(parameter) = parameters.get_mut(id.index()) {
            parameter.value = Some(value);
        }
    }
    let (steps, span) = match draft.play {
        Some((steps, span)) => (steps, Some(span)),
        None => (Vec::new(), None),
    };
    if let Some(span) = span
        && !matches!(scope.states, NamedStates::None)
    {
        let message = "a play needs moves that follow from options, and here states are typed";
        sink.push(
            Diagnostic::error(codes::PLAY_NEEDS_OPTIONS, span, message)
                .hint("describe the states by options and rules, without `state` lines"),
        );
    }
    let actors = (0..scope.actors.len()).map(|number| ActorId(number as u16));
    GameLens {
        parameters,
        types: scope.types.clone(),
        utilities: actors
            .clone()
            .map(|actor| draft.utilities.remove(&actor))
            .collect(),
        sight: actors
            .map(|actor| draft.sight.remove(&actor).unwrap_or_default())
            .collect(),
        steps,
        span,
    }
}

/// Gives actors that have a utility and no preference the order of that utility, as weights, where
/// all its parameters have values and it depends on no type.
fn weigh_by_utility(scope: &Scope, game: &GameLens, preferences: &mut [DraftPreference]) {
    let mut values: Vec<Option<Fraction>> = Vec::new();
    for parameter in &game.parameters {
        let value = parameter
            .value
            .as_ref()
            .and_then(|value| Fraction::of(value, &|id| values.get(id.index()).copied().flatten()));
        values.push(value);
    }
    for (utility, preference) in game.utilities.iter().zip(preferences) {
        let Some(utility) = utility else { continue };
        if !matches!(preference.kind, DraftKind::Indifferent) {
            continue;
        }
        if let Some(weights) = weights(utility, scope.options.len(), &values) {
            preference.kind = DraftKind::Weights(weights);
            preference.span = Some(utility.span);
        }
    }
}

/// The terms of a utility as whole weights in proportion.
fn weights(utility: &Utility, options: usize, values: &[Option<Fraction>]) -> Option<Vec<Weight>> {
    let mut amounts = Vec::new();
    let mut common: i128 = 1;
    for term in &utility.terms {
        let mut of_types = false;
        term.formula
            .for_each_option(&mut |option| of_types |= option.index() >= options);
        if of_types {
            return None;
        }
        let parameter = |id: ParameterId| values.get(id.index()).copied().flatten();
        let amount = Fraction::of(&term.amount, &parameter)?;
        let divisor = common_divisor(common, amount.denominator);
        common = common.checked_mul(amount.denominator / divisor)?;
        amounts.push(amount);
    }
    let mut sum: i64 = 0;
    let mut weights = Vec::new();
    for (term, amount) in utility.terms.iter().zip(amounts) {
        let scaled = amount.numerator.checked_mul(common / amount.denominator)?;
        let weight = i64::try_from(scaled).ok()?;
        sum = sum.checked_add(weight.checked_abs()?)?;
        weights.push(Weight {
            weight,
            formula: term.formula.clone(),
            text: term.formula_text.clone(),
            basis: term.basis.clone(),
            span: term.span,
        });
    }
    Some(weights)
}

/// Makes each costly rule the least important statement of the actors whose options its first
/// formula names.
fn add_costly_rules(
    scope: &Scope,
    sink: &mut Sink,
    rules: &[DraftRule],
    preferences: &mut [DraftPreference],
) {
    for (id, draft) in (0_u16..).map(RuleId).zip(rules) {
        if draft.rule.strength != Strength::Costly {
            continue;
        }
        let Some(statement) = costly_statement(scope, id, draft) else {
            continue;
        };
        let options = draft
            .names
            .iter()
            .filter_map(|option| scope.option(*option));
        let owners: BTreeSet<ActorId> = options
            .filter_map(|option: &OptionDef| option.owner)
            .collect();
        for owner in owners {
            let Some(preference) = preferences.get_mut(owner.index()) else {
                continue;
            };
            if !preference.add_last(statement.clone()) {
                report_no_list(scope, sink, &draft.rule, owner);
            }
        }
    }
}

fn costly_statement(scope: &Scope, id: RuleId, draft: &DraftRule) -> Option<DraftStatement> {
    let formula = draft.as_formula()?;
    Some(DraftStatement {
        canonical: canonical(&formula, &scope.options),
        statement: Statement {
            name: None,
            strongly: false,
            unordered_group: None,
            from_rule: Some(id),
            formula,
            text: draft.rule.text.clone(),
            basis: draft.rule.basis.clone(),
            span: draft.rule.span,
        },
    })
}

fn report_no_list(scope: &Scope, sink: &mut Sink, rule: &Rule, owner: ActorId) {
    let actor = scope
        .actors
        .get(owner.index())
        .map_or("", |actor| actor.name.as_str());
    let message = format!(
        "the costly rule `{}` does not weigh on `{actor}`, whose preference is not a list of statements",
        rule.name
    );
    sink.push(Diagnostic::warning(
        codes::COSTLY_WITHOUT_LIST,
        rule.span,
        message,
    ));
}
