//! The page that an analyst wants first.

use change::smallest::{Budget, Until};
use graph::{StateId, StateSet};
use model::edit::edits;
use report::answer::{
    AccountPage, ChangeQuestion, EquilibriumRow, Escalation, Question, QuestionKind, Standing, Tie,
};
use stability::{Choice, Evolution, Moving, explain, ties};
use syntax::diagnostic::Span;

use super::questions::{Asked, questions};
use super::reasons::{MOST_SEARCHED, shortest_out, ways_out};
use super::{assumptions, changes, checks, holds, play, uncertain};
use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::study::Study;

/// Most equilibria and ties that a page lists.
const MOST_LISTED: usize = 12;
/// In models of more states or edits, the smallest changes are left to `detente change`.
const MOST_STATES_EDITED: usize = 1 << 12;
const MOST_EDITS: usize = 300;
/// Most sets of edits tried for one question and concept.
const MOST_SETS: usize = 4_000;
/// Of so many of the smallest changes, what follows is worked out.
const MOST_CHANGES_EXPLAINED: usize = 2;

/// Everything that `analyze` says of one account.
///
/// # Errors
/// When the host stops the work.
pub fn page(
    study: &Study<'_>,
    place: &dyn Fn(Span) -> Option<String>,
) -> Result<AccountPage, AnswerError> {
    let (graph, naming) = (study.graph(), study.naming());
    let status_quo = graph.status_quo();
    let mut page = AccountPage {
        account: study.account(),
        actors: naming.actors(),
        options: study.conflict.options.len() as u64,
        states: graph.count() as u64,
        status_quo: status_quo.map(|state| naming.state(state)),
        observed: graph
            .observed()
            .filter(|_| graph.observed() != status_quo)
            .map(|state| naming.state(state)),
        events: happened(study),
        questions: Vec::new(),
        standing: Vec::new(),
        equilibria: Vec::new(),
        equilibria_total: 0,
        equilibria_by_concept: indexmap::IndexMap::new(),
        equilibria_unreachable: 0,
        equilibria_searched: false,
        escalation: Vec::new(),
        changes: Vec::new(),
        ties: Vec::new(),
        assumptions: assumptions::summary(study.conflict),
        played: play::summary(study)?,
        checks: checks::checks(study, place)?,
        remarks: Vec::new(),
    };
    if let Some(start) = status_quo {
        study.control.step("asking what holds")?;
        for asked in questions(study, start) {
            answer(study, start, &asked, &mut page)?;
        }
        page.changes = smallest_changes(study, start)?;
        page.standing = standing(study, start)?;
        page.ties = indifferent(study, start);
    } else {
        page.remarks
            .push("The model has no status quo, so what holds from there is not asked.".to_owned());
    }
    study.control.step("listing equilibria")?;
    equilibria(study, status_quo, &mut page)?;
    page.remarks.extend(uncertain::headline(study)?);
    if graph.count() > MOST_SEARCHED {
        page.remarks.push(format!(
            "With {} states, ways out and reachability are not searched here; ask `detente paths`.",
            graph.count()
        ));
    }
    Ok(page)
}

fn happened(study: &Study<'_>) -> Vec<String> {
    let events = study.conflict.events.iter().filter(|event| event.happened);
    events
        .map(|event| event.label.clone().unwrap_or_else(|| event.name.clone()))
        .collect()
}

fn answer(
    study: &Study<'_>,
    start: StateId,
    asked: &Asked,
    page: &mut AccountPage,
) -> Result<(), AnswerError> {
    let ways = ways_out(study, start, &asked.formula, &asked.inside)?;
    let mut verdicts = Vec::new();
    for concept in BASIC {
        let choice = Choice::MostPreferred;
        verdicts.push(holds::holds(
            study,
            start,
            &asked.inside,
            concept,
            choice,
            &ways,
        )?);
    }
    let naming = study.naming();
    let by_improvements = if study.graph().count() <= MOST_SEARCHED {
        shortest_out(study, start, &asked.inside, Moving::ByImprovements)?
    } else {
        None
    };
    page.escalation.push(Escalation {
        question: match asked.kind {
            QuestionKind::NeverTaken => format!("never {}", asked.name),
            _ => asked.name.clone(),
        },
        by_improvements: by_improvements.map(|path| naming.path(&path)),
        by_any_moves: ways.shortest.as_ref().map(|path| naming.path(path)),
    });
    page.questions.push(Question {
        kind: asked.kind,
        name: asked.name.clone(),
        label: asked.label.clone(),
        formula: asked.text.clone(),
        verdicts,
    });
    Ok(())
}

/// The smallest changes that turn each answer; none looked for in large models.
fn smallest_changes(study: &Study<'_>, start: StateId) -> Result<Vec<ChangeQuestion>, AnswerError> {
    let conflict = study.conflict;
    if study.graph().count() > MOST_STATES_EDITED || edits(conflict).len() > MOST_EDITS {
        return Ok(Vec::new());
    }
    study.control.step("looking for the smallest changes")?;
    let request = changes::Request {
        concepts: BASIC.to_vec(),
        levers: changes::Levers::default(),
        budget: Budget {
            size: 2,
            evaluations: MOST_SETS,
            until: Until::FirstFound,
        },
        explain: MOST_CHANGES_EXPLAINED,
    };
    let asked = changes::usual(study, start);
    Ok(changes::account(study, &asked, &request)?.questions)
}

/// Whether the status quo is an equilibrium, and who would leave it.
fn standing(study: &Study<'_>, start: StateId) -> Result<Vec<Standing>, AnswerError> {
    let naming = study.naming();
    let mut found = Vec::new();
    for concept in BASIC {
        let mut leaves = Vec::new();
        for actor in study.graph().actors() {
            if study.analysis.stable(concept, actor).contains(start) {
                continue;
            }
            let explanation = explain(&study.analysis, concept, actor, start, study.control)?;
            let best = explanation.unsanctioned().max_by_key(|&end| {
                (
                    study.analysis.ranks.rank(actor, end),
                    std::cmp::Reverse(end),
                )
            });
            leaves.extend(best.map(|end| naming.step(actor, start, end)));
        }
        found.push(Standing {
            concept: concept.name(),
            equilibrium: study.analysis.equilibria(concept).contains(start),
            leaves,
        });
    }
    Ok(found)
}

/// Actors that could leave the status quo without loss.
fn indifferent(study: &Study<'_>, start: StateId) -> Vec<Tie> {
    let naming = study.naming();
    let found = ties(study.analysis.graph, study.analysis.ranks, start);
    let steps = found.iter().filter_map(|tie| {
        let to = *tie.to.first()?;
        Some(Tie {
            actor: naming.actor(tie.actor).to_owned(),
            step: naming.step(tie.actor, start, to),
            others: (tie.to.len() as u64).saturating_sub(1),
        })
    });
    steps.take(MOST_LISTED).collect()
}

/// Equilibria under any concept: the status quo first, then those under more concepts.
fn equilibria(
    study: &Study<'_>,
    status_quo: Option<StateId>,
    page: &mut AccountPage,
) -> Result<(), AnswerError> {
    let (graph, ranks, naming) = (study.analysis.graph, study.analysis.ranks, study.naming());
    let sets = BASIC.map(|concept| (concept, study.analysis.equilibria(concept)));
    let mut all = StateSet::new(graph.index_len());
    sets.iter().for_each(|(_, set)| all.union_with(set));
    page.equilibria_total = all.len() as u64;
    page.equilibria_by_concept = sets
        .iter()
        .map(|(concept, set)| (concept.name(), set.len() as u64))
        .collect();
    let mut shown: Vec<StateId> = status_quo
        .into_iter()
        .filter(|&s| all.contains(s))
        .collect();
    for (_, set) in &sets {
        let missing = MOST_LISTED.saturating_sub(shown.len());
        let fresh: Vec<StateId> = set
            .iter()
            .filter(|s| !shown.contains(s))
            .take(missing)
            .collect();
        shown.extend(fresh);
    }
    shown.sort_by_key(|state| {
        let under = sets.iter().filter(|(_, set)| set.contains(*state)).count();
        (Some(*state) != status_quo, std::cmp::Reverse(under), *state)
    });
    let searched = status_quo.filter(|_| graph.count() <= MOST_SEARCHED);
    let search = |moving| {
        searched
            .map(|start| Evolution::search(graph, ranks, start, moving, study.control))
            .transpose()
    };
    let (any, improving) = (search(Moving::Anyhow)?, search(Moving::ByImprovements)?);
    page.equilibria_searched = searched.is_some();
    page.equilibria_unreachable = any
        .as_ref()
        .map_or(0, |evolution| evolution.unreachable(&all).len() as u64);
    for state in shown {
        page.equilibria.push(EquilibriumRow {
            state: naming.state(state),
            concepts: sets
                .iter()
                .filter(|(_, set)| set.contains(state))
                .map(|(concept, _)| concept.name())
                .collect(),
            moves: any.as_ref().and_then(|evolution| evolution.distance(state)),
            improvements: improving
                .as_ref()
                .and_then(|evolution| evolution.distance(state)),
            rests_on_ties: ties(graph, ranks, state)
                .iter()
                .map(|tie| naming.actor(tie.actor).to_owned())
                .collect(),
            is_status_quo: Some(state) == status_quo,
        });
    }
    Ok(())
}
