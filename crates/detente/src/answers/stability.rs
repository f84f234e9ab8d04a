//! Which states are stable for whom.

use std::collections::BTreeMap;

use graph::{StateId, StateSet};
use model::conflict::{ActorId, Concept};
use report::answer::{Coalition, ConceptStability, Stability, VERSION};
use stability::certificate::{Names, certify};
use stability::concepts::is_basic;
use stability::{CoalitionLimits, Coalitions, Foresight, analyse_coalitions};

use crate::error::AnswerError;
use crate::study::Study;

/// Most states that a page lists.
const MOST_READ: usize = 64;
/// Most certificates that an answer gives.
const MOST_CERTIFICATES: usize = 200_000;

/// What to answer.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Under which concepts.
    pub concepts: Vec<Concept>,
    /// The states to list; all where none.
    pub states: Option<StateSet>,
    /// The formula that selected them, in the user's words.
    pub filter: Option<String>,
    /// How many of the states to list.
    pub listing: Listing,
    /// For which coalitions, if for any.
    pub coalitions: Option<Coalitions>,
    /// Hash of the checked model.
    pub model_sha256: Option<String>,
    /// Whether to give certificates for the basic concepts.
    pub certificates: bool,
}

/// How many states an answer lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// All.
    #[default]
    All,
    /// All if they are few; of many, the status quo and equilibria, as many as a person reads.
    ForReaders,
}

/// Answers it for one account.
///
/// # Errors
/// If a concept needs two actors and there are not two, if the coalitions are too much work, or
/// when the host stops the work.
pub fn stability(study: &Study<'_>, request: &Request) -> Result<Stability, AnswerError> {
    let (graph, naming) = (study.graph(), study.naming());
    let found = request
        .concepts
        .iter()
        .map(|&concept| Ok((concept, by_actor(study, concept)?)))
        .collect::<Result<Vec<_>, AnswerError>>()?;
    let (shown, left_out) = listed(study, request, &found);
    let mut concepts = indexmap::IndexMap::new();
    for (concept, stable) in &found {
        concepts.insert(concept.name(), concept_stability(study, &shown, stable));
    }
    let coalitions = match &request.coalitions {
        Some(coalitions) => coalition_answers(study, coalitions, &shown)?,
        None => Vec::new(),
    };
    Ok(Stability {
        version: VERSION,
        actors: graph.actors().map(|a| naming.actor(a).to_owned()).collect(),
        states: shown.iter().map(|&state| naming.state(state)).collect(),
        concepts,
        coalitions,
        certificates: if request.certificates {
            certificates(study, request)?
        } else {
            Vec::new()
        },
        account: study.account(),
        title: study.conflict.title.clone(),
        status_quo: graph.status_quo().map(|state| graph.id(state)),
        model_sha256: request.model_sha256.clone(),
        filter: request.filter.clone(),
        left_out,
    })
}

/// The states to list, and the number of those left out.
fn listed(
    study: &Study<'_>,
    request: &Request,
    found: &[(Concept, Vec<StateSet>)],
) -> (Vec<StateId>, u64) {
    let graph = study.graph();
    let count = request.states.as_ref().map_or(graph.count(), StateSet::len);
    if request.listing == Listing::All || count <= MOST_READ {
        let all = match &request.states {
            Some(states) => states.iter().collect(),
            None => graph.states().collect(),
        };
        return (all, 0);
    }
    let mut chosen: Vec<StateId> = graph.status_quo().into_iter().collect();
    for (_, stable) in found {
        let asked = |state: &StateId| {
            request
                .states
                .as_ref()
                .is_none_or(|set| set.contains(*state))
        };
        let equilibria = common(stable);
        let fresh: Vec<StateId> = equilibria
            .iter()
            .filter(|state| asked(state) && !chosen.contains(state))
            .take(MOST_READ.saturating_sub(chosen.len()))
            .collect();
        chosen.extend(fresh);
    }
    chosen.sort_unstable();
    let left_out = (count as u64).saturating_sub(chosen.len() as u64);
    (chosen, left_out)
}

/// The stable states of each actor, for a concept of single actors.
///
/// # Errors
/// As [`stability()`].
pub fn by_actor(study: &Study<'_>, concept: Concept) -> Result<Vec<StateSet>, AnswerError> {
    let actors = study.graph().actors();
    if concept.needs_two_actors() {
        let foresight = Foresight::new(
            study.analysis.graph,
            study.analysis.ranks,
            concept,
            study.control,
        )?;
        return actors
            .map(|actor| Ok(foresight.stable(actor, study.control)?))
            .collect();
    }
    Ok(actors
        .map(|actor| study.analysis.stable(concept, actor).clone())
        .collect())
}

/// The states that are stable for all.
#[must_use]
pub fn common(stable: &[StateSet]) -> StateSet {
    let mut sets = stable.iter();
    let mut all = sets.next().cloned().unwrap_or_else(|| StateSet::new(0));
    for set in sets {
        all.intersect_with(set);
    }
    all
}

fn concept_stability(
    study: &Study<'_>,
    shown: &[StateId],
    stable: &[StateSet],
) -> ConceptStability {
    let naming = study.naming();
    let actors = study.graph().actors();
    ConceptStability {
        stable: actors
            .zip(stable)
            .map(|(actor, set)| (naming.actor(actor).to_owned(), ids(study, shown, set)))
            .collect(),
        equilibria: ids(study, shown, &common(stable)),
    }
}

fn certificates(
    study: &Study<'_>,
    request: &Request,
) -> Result<Vec<serde_json::Value>, AnswerError> {
    let names = Names::new(study.graph(), &study.conflict.actors);
    let states = request
        .states
        .clone()
        .unwrap_or_else(|| study.graph().all());
    let concepts: Vec<Concept> = request
        .concepts
        .iter()
        .copied()
        .filter(|&concept| is_basic(concept))
        .collect();
    let found = certify(
        &study.analysis,
        names,
        &states,
        &concepts,
        MOST_CERTIFICATES,
        study.control,
    )?;
    let values = found.iter().map(serde_json::to_value);
    values
        .collect::<Result<_, _>>()
        .map_err(|error| AnswerError::Question(error.to_string()))
}

fn ids(study: &Study<'_>, shown: &[StateId], set: &StateSet) -> Vec<String> {
    let states = shown.iter().filter(|&&state| set.contains(state));
    states.map(|&state| study.graph().id(state)).collect()
}

fn coalition_answers(
    study: &Study<'_>,
    coalitions: &Coalitions,
    shown: &[StateId],
) -> Result<Vec<Coalition>, AnswerError> {
    let found = analyse_coalitions(
        study.analysis.graph,
        study.analysis.ranks,
        coalitions,
        CoalitionLimits::default(),
        study.control,
    )?;
    let naming = study.naming();
    let named = |members: &[ActorId]| members.iter().map(|&a| naming.actor(a).into()).collect();
    Ok(found
        .coalitions
        .iter()
        .map(|one| Coalition {
            members: named(&one.members),
            stable: BTreeMap::from([
                ("cnash".to_owned(), ids(study, shown, &one.nash)),
                ("cgmr".to_owned(), ids(study, shown, &one.gmr)),
                ("csmr".to_owned(), ids(study, shown, &one.smr)),
                ("cseq".to_owned(), ids(study, shown, &one.seq)),
            ]),
        })
        .collect())
}
