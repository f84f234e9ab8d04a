//! What is not known of preferences, in the user's words.

use change::uncertain::{Completions, Open, OpenKind};
use graph::StateSet;
use model::conflict::{CannotCompare, PreferenceKind};
use report::answer::{Assumption, OpenForm, OpenPreference};

use crate::answers::assumptions::{assumption, sort};
use crate::naming::Naming;
use crate::study::Study;

/// Most states that are named on one side of what cannot be compared.
const MOST_NAMED: usize = 4;

/// Everything that is open: orders first, then what cannot be compared, actor by actor.
pub(super) fn open(study: &Study<'_>, completions: &Completions<'_>) -> Vec<OpenPreference> {
    let mut found: Vec<OpenPreference> = completions
        .open()
        .iter()
        .filter_map(|open| order(study, open))
        .collect();
    for (actor, preference) in study.graph().actors().zip(&study.conflict.preferences) {
        let name = study.naming().actor(actor);
        found.extend(
            preference
                .unknown
                .iter()
                .map(|pair| incomparable(study, name, pair)),
        );
    }
    found
}

fn order(study: &Study<'_>, open: &Open) -> Option<OpenPreference> {
    let (naming, conflict) = (study.naming(), study.conflict);
    let name = naming.actor(open.actor);
    let preference = conflict.preferences.get(open.actor.index())?;
    let mut rests_on = Vec::new();
    let mut note = |what: String, basis| {
        rests_on.push(assumption(what, basis, &conflict.evidence));
    };
    let (form, among) = match (&open.kind, &preference.kind) {
        (OpenKind::Statements(places), PreferenceKind::Statements(statements)) => {
            let statements: Vec<_> = places.iter().filter_map(|at| statements.get(*at)).collect();
            for statement in &statements {
                note(
                    format!("{name} prefers: {}", statement.text),
                    &statement.basis,
                );
            }
            let texts = statements.iter().map(|statement| statement.text.clone());
            (OpenForm::Statements, texts.collect())
        }
        (OpenKind::Level { level, states }, PreferenceKind::Ranking(levels)) => {
            if let Some(level) = levels.get(*level) {
                note(format!("{name}'s ranking"), &level.basis);
            }
            let ids = states.iter().map(|state| naming.graph.id(*state));
            (OpenForm::States, ids.collect())
        }
        _ => return None,
    };
    sort(&mut rests_on);
    Some(OpenPreference {
        actor: name.to_owned(),
        form,
        among,
        rests_on,
    })
}

fn incomparable(study: &Study<'_>, actor: &str, pair: &CannotCompare) -> OpenPreference {
    let naming = study.naming();
    let side = |formula| named(&naming, &study.graph().select(formula));
    let evidence = &study.conflict.evidence;
    let what = format!("{actor} cannot compare");
    let rests_on: Vec<Assumption> = vec![assumption(what, &pair.basis, evidence)];
    OpenPreference {
        actor: actor.to_owned(),
        form: OpenForm::CannotCompare,
        among: vec![side(&pair.left), side(&pair.right)],
        rests_on,
    }
}

/// A set of states by their identifiers.
fn named(naming: &Naming<'_>, states: &StateSet) -> String {
    let mut ids: Vec<String> = states
        .iter()
        .take(MOST_NAMED)
        .map(|state| naming.graph.id(state))
        .collect();
    let hidden = states.len().saturating_sub(MOST_NAMED);
    if hidden > 0 {
        ids.push(format!("{hidden} more"));
    }
    if ids.is_empty() {
        return "no state".to_owned();
    }
    ids.join(", ")
}
