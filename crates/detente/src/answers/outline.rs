//! What a model consists of, accounts laid over each other.

use model::conflict::{
    Conflict, Direction, Event, Level, OptionDef, OptionId, PreferenceKind, Rule, RuleBody,
    Strength,
};
use model::formula::Formula;
use report::answer::{
    Outline, OutlineAccount, OutlineActor, OutlineEvent, OutlineOption, OutlinePreference,
    OutlineRule, PreferenceForm, RuleKind, Turns,
};

use super::assumptions;
use crate::naming::{self, option_name, options};
use crate::study::Study;

/// The value of each option at the status quo, in file order; empty where there is none.
#[must_use]
pub fn values_now(study: &Study<'_>) -> Vec<Option<String>> {
    let Some(state) = study.graph().status_quo() else {
        return Vec::new();
    };
    options(study.conflict)
        .map(|(id, option)| {
            let level = study.graph().level(state, id)?;
            Some(option.level_name(level).to_owned())
        })
        .collect()
}

/// The parts of the conflicts, which share actors and options. `now` has one entry for each
/// conflict: see [`values_now`].
#[must_use]
pub fn outline(conflicts: &[&Conflict], now: &[Vec<Option<String>>]) -> Outline {
    let Some(first) = conflicts.first() else {
        return Outline::default();
    };
    Outline {
        actors: actors(first, now),
        rules: rules(conflicts),
        preferences: preferences(conflicts),
        accounts: conflicts.iter().filter_map(|c| account(c)).collect(),
        events: events(conflicts),
    }
}

fn actors(conflict: &Conflict, now: &[Vec<Option<String>>]) -> Vec<OutlineActor> {
    let owned = |owner| {
        options(conflict)
            .filter(|(_, option)| option.owner == owner)
            .map(|(id, definition)| option(conflict, id, definition, now))
            .collect::<Vec<_>>()
    };
    let mut actors: Vec<OutlineActor> = (0_u16..)
        .map(model::conflict::ActorId)
        .zip(&conflict.actors)
        .map(|(id, actor)| OutlineActor {
            name: actor.name.clone(),
            label: actor.label.clone(),
            nature: false,
            options: owned(Some(id)),
        })
        .collect();
    let nature = owned(None);
    if !nature.is_empty() {
        actors.push(OutlineActor {
            name: "nature".to_owned(),
            label: None,
            nature: true,
            options: nature,
        });
    }
    actors
}

fn option(
    conflict: &Conflict,
    id: OptionId,
    option: &OptionDef,
    now: &[Vec<Option<String>>],
) -> OutlineOption {
    let value = |values: &Vec<Option<String>>| values.get(id.index()).cloned().flatten();
    let first = now.first().and_then(value);
    OutlineOption {
        name: option_name(conflict, option),
        label: option.label.clone(),
        levels: option.levels.clone(),
        turns: match option.direction {
            Direction::Both => Turns::Freely,
            Direction::Up => Turns::OnlyUp,
            Direction::Down => Turns::OnlyDown,
            Direction::Fixed => Turns::Never,
        },
        now: first.filter(|first| {
            now.iter()
                .all(|values| value(values).as_ref() == Some(first))
        }),
    }
}

/// Adds an account's name to what is there already, or the thing itself. At the end, what every
/// account has keeps no names.
pub(super) fn lay_over<T>(
    found: &mut Vec<(T, Vec<String>)>,
    account: &Conflict,
    thing: T,
    same: impl Fn(&T, &T) -> bool,
) {
    let name = account.account.as_ref().map(|info| info.name.clone());
    match found.iter_mut().find(|(other, _)| same(other, &thing)) {
        Some((_, names)) => names.extend(name),
        None => found.push((thing, name.into_iter().collect())),
    }
}

/// No names where all conflicts are named.
pub(super) fn unless_all(names: Vec<String>, conflicts: &[&Conflict]) -> Vec<String> {
    if names.len() == conflicts.len() {
        Vec::new()
    } else {
        names
    }
}

fn rules(conflicts: &[&Conflict]) -> Vec<OutlineRule> {
    let mut found: Vec<(OutlineRule, Vec<String>)> = Vec::new();
    for conflict in conflicts {
        for rule in &conflict.rules {
            let laid = outline_rule(conflict, rule);
            lay_over(&mut found, conflict, laid, |a, b| {
                (&a.name, &a.text, &a.strength) == (&b.name, &b.text, &b.strength)
            });
        }
    }
    let named = found.into_iter().map(|(rule, names)| OutlineRule {
        accounts: unless_all(names, conflicts),
        ..rule
    });
    named.collect()
}

fn outline_rule(conflict: &Conflict, rule: &Rule) -> OutlineRule {
    let names = |formulas: &[&Formula]| {
        let mut names: Vec<String> = Vec::new();
        for formula in formulas {
            formula.for_each_option(&mut |id| {
                if let Some(option) = conflict.options.get(id.index()) {
                    let name = option_name(conflict, option);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            });
        }
        names
    };
    let (kind, conditions, affects) = match &rule.body {
        RuleBody::Constraint(formula) => match (two_sides(&rule.text), formula) {
            (Some(RuleKind::Shuts), Formula::Not(both)) => match both.as_ref() {
                Formula::And(parts) if parts.len() == 2 => {
                    let (what, while_) = (parts.first(), parts.last());
                    (
                        RuleKind::Shuts,
                        names(&while_.into_iter().collect::<Vec<_>>()),
                        names(&what.into_iter().collect::<Vec<_>>()),
                    )
                }
                _ => (RuleKind::Binds, Vec::new(), names(&[formula])),
            },
            (Some(RuleKind::Needs), Formula::Or(parts)) if parts.len() == 2 => {
                let (needs, what) = (parts.first(), parts.last());
                (
                    RuleKind::Needs,
                    names(&needs.into_iter().collect::<Vec<_>>()),
                    names(&what.into_iter().collect::<Vec<_>>()),
                )
            }
            _ => (RuleKind::Binds, Vec::new(), names(&[formula])),
        },
        RuleBody::Consequence { trigger, sets } => {
            let ends = sets.iter().all(|(_, level)| level.0 == 0);
            let kind = if ends {
                RuleKind::Ends
            } else {
                RuleKind::Brings
            };
            let set: Vec<String> = sets
                .iter()
                .filter_map(|(id, _)| conflict.options.get(id.index()))
                .map(|option| option_name(conflict, option))
                .collect();
            let mut conditions = names(&[trigger]);
            conditions.retain(|name| !set.contains(name));
            (kind, conditions, set)
        }
        RuleBody::Consent { what, by, .. } => (RuleKind::Consent, names(&[by]), names(&[what])),
        RuleBody::NoMove { from, to, .. } => (RuleKind::NoMove, names(&[from]), names(&[to])),
    };
    OutlineRule {
        name: rule.name.clone(),
        text: rule.text.clone(),
        strength: match rule.strength {
            Strength::Binding => "binding",
            Strength::Costly => "costly",
            Strength::Advisory => "advisory",
        }
        .to_owned(),
        kind,
        conditions,
        affects,
        accounts: Vec::new(),
    }
}

/// Whether the words of a constraint have two sides, what is bound and what binds it.
fn two_sides(text: &str) -> Option<RuleKind> {
    if text.contains(" forbidden while ") {
        Some(RuleKind::Shuts)
    } else if text.contains(" requires ") {
        Some(RuleKind::Needs)
    } else {
        None
    }
}

fn preferences(conflicts: &[&Conflict]) -> Vec<OutlinePreference> {
    let mut found: Vec<(OutlinePreference, Vec<String>)> = Vec::new();
    for conflict in conflicts {
        for (preference, actor) in conflict.preferences.iter().zip(&conflict.actors) {
            let (form, mut statements) = match &preference.kind {
                PreferenceKind::Indifferent => (PreferenceForm::Indifferent, Vec::new()),
                PreferenceKind::Statements(list) => (
                    PreferenceForm::Statements,
                    list.iter().map(|one| one.text.clone()).collect(),
                ),
                PreferenceKind::Weights(list) => (
                    PreferenceForm::Weights,
                    list.iter()
                        .map(|one| format!("{} for {}", one.weight, one.text))
                        .collect(),
                ),
                PreferenceKind::Ranking(_) => (PreferenceForm::Ranking, Vec::new()),
            };
            let adjusted = preference.adjustments.iter().map(|one| one.text.clone());
            statements.extend(adjusted);
            let laid = OutlinePreference {
                actor: actor.name.clone(),
                form,
                statements,
                accounts: Vec::new(),
            };
            lay_over(&mut found, conflict, laid, |a, b| {
                (&a.actor, a.form, &a.statements) == (&b.actor, b.form, &b.statements)
            });
        }
    }
    let position = |name: &str| {
        let first = conflicts.first();
        first.and_then(|c| c.actors.iter().position(|actor| actor.name == name))
    };
    found.sort_by_key(|(preference, _)| position(&preference.actor));
    let named = found
        .into_iter()
        .map(|(preference, names)| OutlinePreference {
            accounts: unless_all(names, conflicts),
            ..preference
        });
    named.collect()
}

fn account(conflict: &Conflict) -> Option<OutlineAccount> {
    let info = conflict.account.as_ref()?;
    let basis = assumptions::assumption(info.name.clone(), &info.basis, &conflict.evidence);
    Some(OutlineAccount {
        account: naming::account(conflict)?,
        from: basis.from,
        assumed: basis.assumed,
        note: info.basis.note.clone(),
    })
}

fn events(conflicts: &[&Conflict]) -> Vec<OutlineEvent> {
    let mut found: Vec<OutlineEvent> = Vec::new();
    for conflict in conflicts {
        for event in &conflict.events {
            match found.iter_mut().find(|other| other.name == event.name) {
                Some(other) => other.happened |= event.happened,
                None => found.push(outline_event(conflict, event)),
            }
        }
    }
    found
}

fn outline_event(conflict: &Conflict, event: &Event) -> OutlineEvent {
    let set = |&(id, level): &(OptionId, Level)| {
        let option = conflict.options.get(id.index())?;
        let name = option_name(conflict, option);
        Some(match (option.is_binary(), level) {
            (true, Level(0)) => format!("not {name}"),
            (true, _) => name,
            (false, _) => format!("{name} = {}", option.level_name(level)),
        })
    };
    let sets: Vec<String> = event.sets.iter().filter_map(set).collect();
    OutlineEvent {
        name: event.name.clone(),
        label: event.label.clone(),
        date: event.date.map(model::when_text),
        sets: sets.join(", "),
        happened: event.happened,
    }
}
