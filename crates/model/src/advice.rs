//! What can be said of a checked conflict without knowing its states: statements that are always
//! or never true, that never decide, rules that never apply, actors and options without effect.

use std::collections::BTreeMap;

use syntax::diagnostic::{Diagnostic, Span};

use crate::codes;
use crate::conflict::{
    ActorId, Case, Conflict, PreferenceKind, Rule, RuleBody, Start, Statement, Strength,
};
use crate::formula::{Formula, LevelSet};
use crate::logic::{Logic, Verdict, canonical, canonical_negation};
use crate::names;
use crate::sink::{Sink, nowhere};
use crate::usage;

/// Everything this file knows to say.
pub(crate) fn advise(sink: &mut Sink, case: &Case) {
    let mut logic = Logic::new(&case.base.options);
    let mut tried = Tried::new();
    for conflict in std::iter::once(&case.base).chain(&case.accounts) {
        rules(sink, conflict, &mut logic, &mut tried);
        contradictions(sink, conflict);
        preferences(sink, conflict, &mut logic, &mut tried);
        for outcome in &conflict.outcomes {
            let place = (outcome.span, outcome.text.as_str());
            constant(sink, &mut logic, &mut tried, place, &outcome.formula);
        }
    }
    for conflict in case.analysed() {
        standing(sink, conflict);
    }
    indifferent_actors(sink, case.analysed());
    usage::unused_options(sink, case);
    usage::actors_without_moves(sink, &case.base);
    usage::events_without_date(sink, &case.base);
}

/// What is known of the formulas at these places. Accounts share most of them.
type Tried = BTreeMap<Span, Verdict>;

/// Reports a formula that says nothing because it is always or never true; answers whether it is.
fn constant(
    sink: &mut Sink,
    logic: &mut Logic<'_>,
    tried: &mut Tried,
    (span, text): (Span, &str),
    formula: &Formula,
) -> bool {
    let verdict = *tried.entry(span).or_insert_with(|| logic.verdict(formula));
    let (code, word) = match verdict {
        Verdict::Always => (codes::ALWAYS_TRUE, "always"),
        Verdict::Never => (codes::NEVER_TRUE, "never"),
        Verdict::Sometimes | Verdict::Unknown => return false,
    };
    let message = format!("`{text}` is {word} true, whatever its options are");
    sink.push(Diagnostic::warning(code, span, message));
    true
}

fn preferences(sink: &mut Sink, conflict: &Conflict, logic: &mut Logic<'_>, tried: &mut Tried) {
    for preference in &conflict.preferences {
        match &preference.kind {
            PreferenceKind::Indifferent | PreferenceKind::Ranking(_) => {}
            PreferenceKind::Weights(weights) => {
                for weight in weights {
                    let place = (weight.span, weight.text.as_str());
                    constant(sink, logic, tried, place, &weight.formula);
                }
            }
            PreferenceKind::Statements(list) => {
                let deciding = list.iter().filter(|statement| {
                    let place = (statement.span, statement.text.as_str());
                    statement.from_rule.is_some()
                        || !constant(sink, logic, tried, place, &statement.formula)
                });
                let deciding: Vec<&Statement> = deciding.collect();
                repeated(sink, conflict, &deciding);
            }
        }
    }
}

/// Reports statements that never decide because an earlier one is the same or the opposite.
fn repeated(sink: &mut Sink, conflict: &Conflict, list: &[&Statement]) {
    let mut seen: BTreeMap<Formula, &Statement> = BTreeMap::new();
    for statement in list {
        let same = canonical(&statement.formula, &conflict.options);
        if let Some(first) = seen.get(&same) {
            let message = format!("`{}` is in this list already", statement.text);
            sink.push(
                Diagnostic::warning(codes::DUPLICATE_STATEMENT, statement.span, message)
                    .label(first.span, "the first is here")
                    .hint("the second never decides; leave it out"),
            );
            continue;
        }
        let opposite = canonical_negation(&statement.formula, &conflict.options);
        if let Some(first) = seen.get(&opposite) {
            let message = format!(
                "`{}` never decides: where it differs, its opposite above has decided",
                statement.text
            );
            sink.push(
                Diagnostic::advice(codes::NEVER_DECIDES, statement.span, message)
                    .label(first.span, "its opposite is here"),
            );
        }
        seen.insert(same, statement);
    }
}

fn rules(sink: &mut Sink, conflict: &Conflict, logic: &mut Logic<'_>, tried: &mut Tried) {
    for rule in &conflict.rules {
        if tried.insert(rule.span, Verdict::Unknown).is_some() {
            continue;
        }
        if let RuleBody::Constraint(formula) = &rule.body {
            match logic.verdict(formula) {
                Verdict::Always => never_applies(sink, rule, "it forbids nothing"),
                Verdict::Never => no_state(sink, rule),
                Verdict::Sometimes | Verdict::Unknown => {}
            }
        } else if idle(rule, logic) {
            never_applies(
                sink,
                rule,
                "what it waits for never happens, or changes nothing",
            );
        }
    }
}

/// Whether a rule about moves can never make a difference.
fn idle(rule: &Rule, logic: &mut Logic<'_>) -> bool {
    let mut never = |formula: &Formula| logic.verdict(formula) == Verdict::Never;
    match &rule.body {
        RuleBody::Constraint(_) => false,
        RuleBody::Consequence { trigger, sets } => {
            let done = sets.iter();
            let done = done.map(|(option, level)| Formula::Option(*option, LevelSet::one(*level)));
            let undone = Formula::And(done.collect()).negated();
            never(&Formula::And(vec![trigger.clone(), undone]))
        }
        RuleBody::Consent { what, by, .. } => never(what) || never(&by.clone().negated()),
        RuleBody::NoMove { from, to, .. } => never(from) || never(to),
    }
}

fn never_applies(sink: &mut Sink, rule: &Rule, why: &str) {
    let message = format!("the rule `{}` never applies: {why}", rule.name);
    sink.push(Diagnostic::warning(
        codes::RULE_NEVER_APPLIES,
        rule.span,
        message,
    ));
}

fn no_state(sink: &mut Sink, rule: &Rule) {
    let message = format!("no state can satisfy the rule `{}`", rule.name);
    let diagnostic = if rule.strength == Strength::Binding {
        Diagnostic::error(codes::CONTRADICTION, rule.span, message)
    } else {
        Diagnostic::warning(codes::CONTRADICTION, rule.span, message)
    };
    sink.push(diagnostic);
}

/// Reports two binding rules of which one says the opposite of the other.
fn contradictions(sink: &mut Sink, conflict: &Conflict) {
    let mut seen: BTreeMap<Formula, &Rule> = BTreeMap::new();
    for rule in conflict
        .rules
        .iter()
        .filter(|rule| rule.strength == Strength::Binding)
    {
        let RuleBody::Constraint(formula) = &rule.body else {
            continue;
        };
        let opposite = canonical_negation(formula, &conflict.options);
        if let Some(first) = seen.get(&opposite) {
            let message = format!(
                "the rules `{}` and `{}` contradict each other",
                first.name, rule.name
            );
            sink.push(
                Diagnostic::error(codes::CONTRADICTION, rule.span, message)
                    .label(first.span, "the other rule"),
            );
        }
        seen.insert(canonical(formula, &conflict.options), rule);
    }
}

/// Reports a missing status quo, and checks that need one.
fn standing(sink: &mut Sink, conflict: &Conflict) {
    if conflict.status_quo != Start::Unknown {
        return;
    }
    let first = conflict
        .actors
        .first()
        .map_or_else(nowhere, |actor| actor.span);
    sink.push(
        Diagnostic::warning(
            codes::NO_STATUS_QUO,
            first,
            "the conflict has no status quo",
        )
        .hint("write `status quo` and what is the case now, or `status quo none`"),
    );
    for check in &conflict.checks {
        if usage::needs_status_quo(check, conflict.observed.is_some()) {
            let message = "this check needs a status quo, and there is none";
            sink.push(Diagnostic::error(codes::NO_STATUS_QUO, check.span, message));
        }
    }
}

/// Reports actors that are indifferent in each of these conflicts because nothing says otherwise.
pub(crate) fn indifferent_actors(sink: &mut Sink, conflicts: &[Conflict]) {
    let Some(any) = conflicts.first() else {
        return;
    };
    for (id, actor) in (0_u16..).map(ActorId).zip(&any.actors) {
        let without = conflicts.iter().filter(|conflict| {
            let preference = conflict.preferences.get(id.index());
            preference.is_none_or(|preference| {
                preference.kind == PreferenceKind::Indifferent && preference.adjustments.is_empty()
            })
        });
        let accounts: Vec<&str> = without
            .map(|conflict| {
                conflict
                    .account
                    .as_ref()
                    .map_or("", |account| account.name.as_str())
            })
            .collect();
        if accounts.is_empty() {
            continue;
        }
        let mut message = format!(
            "`{}` has no preference and counts as indifferent",
            actor.name
        );
        if accounts.len() < conflicts.len() {
            message.push_str(&format!(" in {}", names::listed(&accounts, 8)));
        }
        let mut warning = Diagnostic::warning(codes::NO_PREFERENCE, actor.span, message);
        let paid = |conflict: &&Conflict| {
            let utilities = &conflict.game.utilities;
            utilities.get(id.index()).is_some_and(Option::is_some)
        };
        if conflicts.iter().any(|conflict| paid(&conflict)) {
            warning = warning.hint(
                "its utility is not the same for all its types, or needs a parameter: the graph \
                 lens needs a block of `prefers`",
            );
        }
        sink.push(warning);
    }
}
