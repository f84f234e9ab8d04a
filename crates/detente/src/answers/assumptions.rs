//! What a model assumes, how well each assumption is sourced, and which ones decide an answer.

use graph::StateId;
use model::conflict::{ActorId, Conflict, PreferenceKind, RuleId, Weight};
use model::evidence::{Basis, Evidence, Grade, PassageId};
use report::answer::{Assumption, AssumptionSummary};

use crate::naming::{Naming, actor_name, option_name};

/// Every assumption of an account, counted by grade.
#[must_use]
pub fn summary(conflict: &Conflict) -> AssumptionSummary {
    let mut summary = AssumptionSummary::default();
    for (what, basis) in all(conflict) {
        let grade = basis.grade();
        match grade {
            Grade::Stated => summary.stated += 1,
            Grade::Supported => summary.supported += 1,
            Grade::Assumed => summary.assumed += 1,
            Grade::Unsourced => summary.unsourced += 1,
        }
        if matches!(grade, Grade::Assumed | Grade::Unsourced) {
            summary
                .weak
                .push(assumption(what, basis, &conflict.evidence));
        }
    }
    summary
}

/// Every assumption of an account by name, with what it rests on, in file order by kind: options,
/// rules, status quo, events, preferences.
#[must_use]
pub fn all(conflict: &Conflict) -> Vec<(String, &Basis)> {
    let mut found: Vec<(String, &Basis)> = Vec::new();
    for option in &conflict.options {
        found.push((
            format!("option {}", option_name(conflict, option)),
            &option.basis,
        ));
    }
    for rule in &conflict.rules {
        found.push((format!("rule {}", rule.name), &rule.basis));
    }
    if conflict.status_quo_span.is_some() {
        found.push(("status quo".to_owned(), &conflict.status_quo_basis));
    }
    for event in &conflict.events {
        if event.happened {
            found.push((format!("event {}", event.name), &event.basis));
        }
    }
    for (preference, actor) in conflict.preferences.iter().zip(&conflict.actors) {
        let named = |text: &str| format!("{} prefers: {text}", actor.name);
        match &preference.kind {
            PreferenceKind::Indifferent => {}
            PreferenceKind::Statements(statements) => {
                // A costly rule's statement rests on the rule, which is counted above.
                let own = statements.iter().filter(|s| s.from_rule.is_none());
                found.extend(own.map(|statement| (named(&statement.text), &statement.basis)));
            }
            PreferenceKind::Weights(weights) => {
                let weighted = |w: &'_ Weight| named(&format!("{} for {}", w.weight, w.text));
                found.extend(weights.iter().map(|w| (weighted(w), &w.basis)));
            }
            PreferenceKind::Ranking(levels) => {
                if let Some(level) = levels.iter().min_by_key(|level| level.basis.grade()) {
                    found.push((format!("{}'s ranking", actor.name), &level.basis));
                }
            }
        }
        for adjustment in &preference.adjustments {
            found.push((named(&adjustment.text), &adjustment.basis));
        }
    }
    for attitude in &conflict.attitudes {
        let name = |actor: ActorId| actor_name(conflict, actor);
        let verb = attitude.kind.verb();
        let (actor, towards) = (name(attitude.actor), name(attitude.towards));
        found.push((format!("{actor} {verb} {towards}"), &attitude.basis));
    }
    found
}

/// An assumption with the words by which it is the same in several accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is and, for a rule, what it says and how strongly.
    pub words: String,
    /// The assumption.
    pub assumption: Assumption,
}

/// Every assumption of an account, in file order.
#[must_use]
pub fn entries(conflict: &Conflict) -> Vec<Entry> {
    let rule = |what: &str| {
        let rule = conflict
            .rules
            .iter()
            .find(|rule| what.strip_prefix("rule ") == Some(&rule.name));
        rule.map(|rule| format!(": {} ({:?})", rule.text, rule.strength))
    };
    let found = all(conflict).into_iter();
    found
        .map(|(what, basis)| Entry {
            words: format!("{what}{}", rule(&what).unwrap_or_default()),
            assumption: assumption(what, basis, &conflict.evidence),
        })
        .collect()
}

/// A rule as an assumption.
#[must_use]
pub fn of_rule(conflict: &Conflict, rule: RuleId) -> Option<Assumption> {
    let rule = conflict.rules.get(rule.index())?;
    let what = format!("rule {}", rule.name);
    Some(assumption(what, &rule.basis, &conflict.evidence))
}

/// Why an actor ranks two states as it does: the first statement at which they differ, or what
/// else its preference is made of.
#[must_use]
pub fn deciding(naming: &Naming<'_>, actor: ActorId, a: StateId, b: StateId) -> Vec<Decider> {
    let (conflict, graph) = (naming.conflict, naming.graph);
    let Some(preference) = conflict.preferences.get(actor.index()) else {
        return Vec::new();
    };
    let name = actor_name(conflict, actor);
    let decider = |text: &str, basis: &Basis| Decider {
        text: Some(text.to_owned()),
        assumption: assumption(format!("{name} prefers: {text}"), basis, &conflict.evidence),
    };
    match &preference.kind {
        PreferenceKind::Indifferent => Vec::new(),
        PreferenceKind::Statements(statements) => statements
            .iter()
            .find(|s| graph.holds(&s.formula, a) != graph.holds(&s.formula, b))
            .map(|statement| decider(&statement.text, &statement.basis))
            .into_iter()
            .collect(),
        PreferenceKind::Weights(weights) => weights
            .iter()
            .filter(|w| graph.holds(&w.formula, a) != graph.holds(&w.formula, b))
            .map(|weight| {
                decider(
                    &format!("{} for {}", weight.weight, weight.text),
                    &weight.basis,
                )
            })
            .collect(),
        PreferenceKind::Ranking(levels) => {
            let level = levels.iter().min_by_key(|level| level.basis.grade());
            let decider = level.map(|level| Decider {
                text: None,
                assumption: assumption(
                    format!("{name}'s ranking"),
                    &level.basis,
                    &conflict.evidence,
                ),
            });
            decider.into_iter().collect()
        }
    }
}

/// What decides a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decider {
    /// The statement in the user's words; none for a ranking.
    pub text: Option<String>,
    /// The statement as an assumption.
    pub assumption: Assumption,
}

/// An assumption under its name.
#[must_use]
pub fn assumption(what: String, basis: &Basis, evidence: &Evidence) -> Assumption {
    let mut from: Vec<String> = basis
        .passages
        .iter()
        .filter_map(|&passage| passage_name(evidence, passage))
        .collect();
    from.extend(basis.documents.iter().filter_map(|id| {
        let document = evidence.documents.get(id.0 as usize);
        document.map(|document| document.name.clone())
    }));
    Assumption {
        grade: grade(basis.grade()).to_owned(),
        what,
        assumed: basis.assumed.clone(),
        from,
    }
}

fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Stated => "stated",
        Grade::Supported => "supported",
        Grade::Assumed => "assumed",
        Grade::Unsourced => "unsourced",
    }
}

/// `a001.window-shut`.
#[must_use]
pub fn passage_name(evidence: &Evidence, id: PassageId) -> Option<String> {
    let document = evidence.documents.get(id.document.0 as usize)?;
    let passage = document.passages.get(id.passage as usize)?;
    Some(format!("{}.{}", document.name, passage.name))
}

/// Worst sourced first, each once.
pub fn sort(assumptions: &mut Vec<Assumption>) {
    let weight = |a: &Assumption| match a.grade.as_str() {
        "unsourced" => 0,
        "assumed" => 1,
        "supported" => 2,
        _ => 3,
    };
    assumptions.sort_by(|a, b| weight(a).cmp(&weight(b)).then_with(|| a.what.cmp(&b.what)));
    assumptions.dedup();
}
