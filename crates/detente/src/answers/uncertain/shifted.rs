//! Equilibria that come and go: with attitudes, and when each actor judges by its own view.

use std::collections::BTreeMap;

use graph::{Limits, StateId, StateSet};
use indexmap::IndexMap;
use model::conflict::{ActorId, Case, Concept, Conflict, View};
use report::answer::{AsSeen, AttitudeLine, NotJudged, SeenBy, ShiftedRow, WithAttitudes};
use stability::extended;
use stability::extended::attitudes::{Attitudes, Relational};

use super::{Request, extended_concepts, sort};
use crate::answers::assumptions::assumption;
use crate::error::AnswerError;
use crate::study::{Study, World};

/// Most states that are named as not seen.
const MOST_NOT_JUDGED: usize = 64;

/// A view with what the account is in it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The view.
    pub view: &'a View,
    /// The account as the actor sees it; none where it has no place for the view's changes.
    pub conflict: Option<&'a Conflict>,
}

/// The views of an account; none for the conflict without any account where there are accounts.
#[must_use]
pub fn views<'a>(case: &'a Case, account: &Conflict) -> Vec<Seen<'a>> {
    let name = |conflict: &Conflict| conflict.account.as_ref().map(|info| info.name.clone());
    let mut analysed = case.analysed().iter();
    let Some(place) = analysed.position(|conflict| name(conflict) == name(account)) else {
        return Vec::new();
    };
    let seen = case.views.iter().map(|view| Seen {
        view,
        conflict: view.conflicts.get(place).and_then(Option::as_ref),
    });
    seen.collect()
}

pub(super) fn with_attitudes(
    study: &Study<'_>,
    request: &Request,
) -> Result<WithAttitudes, AnswerError> {
    let (conflict, naming) = (study.conflict, study.naming());
    let attitudes = Attitudes::of(conflict);
    let relational = Relational {
        ranks: study.analysis.ranks,
        attitudes: &attitudes,
    };
    study.control.step("reading attitudes")?;
    let mut found = Vec::new();
    for concept in extended_concepts(request) {
        let all = extended::equilibria(study.graph(), &relational, concept, study.control)?;
        found.push((concept, all));
    }
    let lines = conflict.attitudes.iter().map(|attitude| {
        let words = format!(
            "{} {} {}",
            naming.actor(attitude.actor),
            attitude.kind.verb(),
            naming.actor(attitude.towards)
        );
        AttitudeLine {
            rests_on: assumption(words.clone(), &attitude.basis, &conflict.evidence),
            attitude: words,
        }
    });
    Ok(WithAttitudes {
        attitudes: lines.collect(),
        equilibria: shifted(study, &found),
    })
}

/// One row for each state that is an equilibrium in this reading or in the usual one.
fn shifted(study: &Study<'_>, found: &[(Concept, StateSet)]) -> Vec<ShiftedRow> {
    let naming = study.naming();
    let mut rows: IndexMap<StateId, ShiftedRow> = IndexMap::new();
    for (concept, here) in found {
        let usual = study.analysis.equilibria(*concept);
        for (set, is_usual) in [(here, false), (&usual, true)] {
            for state in set.iter() {
                let row = rows.entry(state).or_insert_with(|| ShiftedRow {
                    state: naming.state(state),
                    concepts: Vec::new(),
                    usual: Vec::new(),
                });
                match is_usual {
                    true => row.usual.push(concept.name()),
                    false => row.concepts.push(concept.name()),
                }
            }
        }
    }
    rows.sort_unstable_keys();
    let mut rows: Vec<ShiftedRow> = rows.into_values().collect();
    let now = study.graph().status_quo().map(|state| naming.state(state));
    sort(&mut rows, now.as_ref(), |row| {
        (
            &row.state,
            (row.concepts.len() * 8 + row.usual.len()) as u64,
        )
    });
    rows
}

/// For each concept the states of the account that are stable for an actor in its own view.
struct Judged {
    actor: ActorId,
    /// The states of the account that it sees.
    sees: StateSet,
    stable: Vec<StateSet>,
}

pub(super) fn as_seen(
    study: &Study<'_>,
    seen: &[Seen<'_>],
    request: &Request,
) -> Result<AsSeen, AnswerError> {
    let (graph, naming) = (study.graph(), study.naming());
    let evidence = &study.conflict.evidence;
    let mut judged: Vec<Judged> = Vec::new();
    let mut by: Vec<SeenBy> = Vec::new();
    for one in seen {
        let view = one.view;
        let name = naming.actor(view.actor);
        let mut described = SeenBy {
            actor: name.to_owned(),
            label: view.label.clone(),
            changes: view.changes.clone(),
            fits: one.conflict.is_some(),
            unseen: 0,
            imagined: 0,
            rests_on: assumption(format!("{name} sees"), &view.basis, evidence),
        };
        if let Some(conflict) = one.conflict {
            let (own, imagined) = judge(study, view.actor, conflict, request)?;
            described.unseen = (graph.count() - own.sees.len()) as u64;
            described.imagined = imagined;
            judged.push(own);
        }
        by.push(described);
    }
    for actor in graph.actors() {
        if judged.iter().all(|own| own.actor != actor) {
            let concepts = request.concepts.iter();
            judged.push(Judged {
                actor,
                sees: graph.all(),
                stable: concepts
                    .map(|concept| study.analysis.stable(*concept, actor).clone())
                    .collect(),
            });
        }
    }
    let hypergame = |at: usize| {
        let mut all = graph.all();
        for own in &judged {
            match own.stable.get(at) {
                Some(stable) => all.intersect_with(stable),
                None => all.intersect_with(&StateSet::new(graph.index_len())),
            }
        }
        all
    };
    let concepts = request.concepts.iter().enumerate();
    let found: Vec<(Concept, StateSet)> = concepts
        .map(|(at, concept)| (*concept, hypergame(at)))
        .collect();
    Ok(AsSeen {
        views: by,
        equilibria: shifted(study, &found),
        not_judged: not_judged(study, &judged, request),
    })
}

/// What an actor finds stable in its own view, in states of the account; and how many states it
/// sees that the account does not have. States are matched by their identifiers, which are made of
/// option values and names.
fn judge(
    study: &Study<'_>,
    actor: ActorId,
    conflict: &Conflict,
    request: &Request,
) -> Result<(Judged, u64), AnswerError> {
    let graph = study.graph();
    let world = World::build(conflict, &Limits::default(), study.control)?;
    let own = world.study(study.control)?;
    let ids: BTreeMap<String, StateId> = graph.states().map(|s| (graph.id(s), s)).collect();
    let mut judged = Judged {
        actor,
        sees: StateSet::new(graph.index_len()),
        stable: vec![StateSet::new(graph.index_len()); request.concepts.len()],
    };
    let mut imagined = 0;
    for state in world.graph.states() {
        let Some(here) = ids.get(&world.graph.id(state)) else {
            imagined += 1;
            continue;
        };
        judged.sees.insert(*here);
        for (concept, stable) in request.concepts.iter().zip(&mut judged.stable) {
            if own.analysis.stable(*concept, actor).contains(state) {
                stable.insert(*here);
            }
        }
    }
    Ok((judged, imagined))
}

/// The states that someone does not see and that all others find stable.
fn not_judged(study: &Study<'_>, judged: &[Judged], request: &Request) -> Vec<NotJudged> {
    let naming = study.naming();
    let row = |state: StateId| {
        let blind = judged.iter().filter(|own| !own.sees.contains(state));
        let unseen_by: Vec<String> = blind
            .map(|own| naming.actor(own.actor).to_owned())
            .collect();
        let stable = |at: usize| {
            let mut seeing = judged.iter().filter(|own| own.sees.contains(state));
            seeing.all(|own| own.stable.get(at).is_some_and(|set| set.contains(state)))
        };
        let concepts = request.concepts.iter().enumerate();
        let concepts: Vec<String> = concepts
            .filter(|(at, _)| stable(*at))
            .map(|(_, concept)| concept.name())
            .collect();
        (!unseen_by.is_empty() && !concepts.is_empty()).then(|| NotJudged {
            state: naming.state(state),
            unseen_by,
            concepts,
        })
    };
    study
        .graph()
        .states()
        .filter_map(row)
        .take(MOST_NOT_JUDGED)
        .collect()
}
