//! What a mediator could do: outcomes that could be agreed on, and single moves, guarantees,
//! commitments and information after which the conflict comes to rest elsewhere.
//!
//! Under a concept the conflict **comes to rest** at a state if undeterred moves lead there, each
//! actor taking one of its most preferred ones, and nobody moves on.

use std::cmp::Ordering;

use change::Place;
use graph::{Control, Limits, StateId};
use model::conflict::{ActorId, Concept, Conflict, Direction, PreferenceKind};
use model::edit::{Edit, edited, edits};
use report::answer::{Agreement, MediationAccount, Resting, Share, Way, WayKind};
use stability::{Choice, Evolution, Moving, course};

use super::changes::edit_in_words;
use super::reasons::MOST_SEARCHED;
use crate::error::AnswerError;
use crate::naming;
use crate::study::{Study, World};

/// Most moves followed for one concept.
const MOST_MOVES: usize = 10_000;
/// Most agreements listed.
const MOST_AGREEMENTS: usize = 50;
/// Most single steps tried.
const MOST_STEPS: usize = 400;

/// What a mediator could do in one account.
///
/// # Errors
/// If the model has no status quo, for concepts of coalitions, if more than 10,000 moves can follow
/// under a concept, and when the host stops the work.
pub fn mediation(
    study: &Study<'_>,
    concepts: &[Concept],
    control: &Control,
) -> Result<MediationAccount, AnswerError> {
    let missing = || AnswerError::Question("the model has no status quo".to_owned());
    let start = study.graph().status_quo().ok_or_else(missing)?;
    let naming = study.naming();
    let rests = rests(study, start, Some(start), concepts)?;
    let (agreements, agreements_total) = agreements(study, start, concepts)?;
    let mut found = MediationAccount {
        account: naming::account(study.conflict),
        now: naming.state(start),
        agreements,
        agreements_total,
        ways: Vec::new(),
        tried: 0,
        rests,
    };
    let mut ways = moves(study, start, concepts)?;
    for edit in steps(study.conflict) {
        control.step("trying single steps")?;
        if ways.len() >= MOST_STEPS {
            break;
        }
        ways.extend(by_edit(study, start, edit, concepts, control)?);
    }
    found.tried = ways.len() as u64;
    // A step that leads where the conflict goes anyway is none.
    let places = |rests: &[Resting]| -> Vec<(String, Vec<String>)> {
        let rests = rests.iter();
        rests
            .map(|r| (r.state.id.clone(), r.under.clone()))
            .collect()
    };
    ways.retain(|way| places(&way.rests) != places(&found.rests));
    ways.sort_by_key(|way| (!found.helps(way), way.kind));
    found.ways = ways;
    Ok(found)
}

/// The moves that any actor could make now, each with where the conflict then comes to rest.
fn moves(study: &Study<'_>, start: StateId, concepts: &[Concept]) -> Result<Vec<Way>, AnswerError> {
    let (graph, naming) = (study.graph(), study.naming());
    let mut ways = Vec::new();
    for actor in graph.actors() {
        let mut ends = Vec::new();
        graph.moves(actor, start, &mut ends);
        for to in ends {
            if ways.len() >= MOST_STEPS {
                return Ok(ways);
            }
            ways.push(Way {
                kind: WayKind::Move,
                what: naming.step(actor, start, to).in_words(),
                actor: Some(naming.actor(actor).to_owned()),
                assumption: None,
                rests: rests(study, to, Some(start), concepts)?,
            });
        }
    }
    Ok(ways)
}

/// The edits that a mediator could bring about: guarantees, commitments, events.
fn steps(conflict: &Conflict) -> Vec<Edit> {
    let mut all = edits(conflict);
    all.retain(|edit| kind(*edit).is_some());
    all
}

fn kind(edit: Edit) -> Option<WayKind> {
    match edit {
        Edit::Bind(_) => Some(WayKind::Guarantee),
        Edit::Direction {
            direction: Direction::Up | Direction::Down,
            ..
        }
        | Edit::NoReturn { .. } => Some(WayKind::Commitment),
        Edit::Happens(_) => Some(WayKind::Information),
        _ => None,
    }
}

/// Where the conflict comes to rest after an edit; none if the edit leaves no model.
fn by_edit(
    study: &Study<'_>,
    start: StateId,
    edit: Edit,
    concepts: &[Concept],
    control: &Control,
) -> Result<Option<Way>, AnswerError> {
    let (Some(kind), Some(changed)) = (kind(edit), edited(study.conflict, &[edit])) else {
        return Ok(None);
    };
    let world = match World::build(&changed, &Limits::default(), control) {
        Ok(world) => world,
        Err(graph::BuildError::Interrupted) => return Err(AnswerError::Interrupted),
        Err(_) => return Ok(None),
    };
    let after = world.study(control)?;
    let Some(new_start) = after.graph().status_quo() else {
        return Ok(None);
    };
    let now = Place::of(study.graph(), start).find(after.graph());
    let words = edit_in_words(study.conflict, edit);
    Ok(Some(Way {
        kind,
        what: words.what,
        actor: words.actor,
        assumption: Some(words.assumption),
        rests: rests(&after, new_start, now, concepts)?,
    }))
}

/// Where the conflict comes to rest from a start, compared with where it stands now.
fn rests(
    study: &Study<'_>,
    start: StateId,
    now: Option<StateId>,
    concepts: &[Concept],
) -> Result<Vec<Resting>, AnswerError> {
    let mut ends: Vec<(StateId, Vec<String>)> = Vec::new();
    for &concept in concepts {
        let choice = Choice::MostPreferred;
        let found = course(
            &study.analysis,
            start,
            concept,
            choice,
            MOST_MOVES,
            study.control,
        )?;
        // A state not followed to its end would look like one of rest.
        if !found.complete {
            return Err(AnswerError::TooLarge(format!(
                "more than {MOST_MOVES} moves can follow under {}: too many to say where the \
                 conflict comes to rest; ask under other concepts with --under",
                concept.name()
            )));
        }
        for (state, _) in found.visited.iter().filter(|(_, moves)| moves.is_empty()) {
            match ends.iter_mut().find(|(known, _)| known == state) {
                Some((_, under)) => under.push(concept.name()),
                None => ends.push((*state, vec![concept.name()])),
            }
        }
    }
    let rests = ends.into_iter();
    Ok(rests
        .map(|(state, under)| compared(study, state, now, under))
        .collect())
}

/// A state with who is better and who worse off there than now.
fn compared(
    study: &Study<'_>,
    state: StateId,
    now: Option<StateId>,
    under: Vec<String>,
) -> Resting {
    let mut found = Resting {
        state: study.naming().state(state),
        under,
        better: Vec::new(),
        worse: Vec::new(),
        concessions: Vec::new(),
    };
    let Some(now) = now else { return found };
    for actor in study.graph().actors() {
        let share = share(study, actor, now, state);
        let ranks = study.analysis.ranks;
        match ranks.rank(actor, state).cmp(&ranks.rank(actor, now)) {
            Ordering::Greater => found.better.push(share),
            Ordering::Less => found.worse.push(share),
            Ordering::Equal if share.gives_up.is_empty() => {}
            Ordering::Equal => found.concessions.push(share),
        }
    }
    found
}

/// What an actor cares for and has in one of two states only. Rankings name no reasons.
fn share(study: &Study<'_>, actor: ActorId, now: StateId, then: StateId) -> Share {
    let graph = study.graph();
    let mut share = Share {
        actor: study.naming().actor(actor).to_owned(),
        gives_up: Vec::new(),
        gains: Vec::new(),
    };
    let preference = study.conflict.preferences.get(actor.index());
    let mut line = |formula: &model::formula::Formula, text: String, wanted: bool| match (
        graph.holds(formula, now) == wanted,
        graph.holds(formula, then) == wanted,
    ) {
        (true, false) => share.gives_up.push(text),
        (false, true) => share.gains.push(text),
        _ => {}
    };
    match preference.map(|preference| &preference.kind) {
        Some(PreferenceKind::Statements(lines)) => lines
            .iter()
            .for_each(|one| line(&one.formula, one.text.clone(), true)),
        Some(PreferenceKind::Weights(lines)) => lines.iter().for_each(|one| {
            let text = format!("{} for {}", one.weight, one.text);
            line(&one.formula, text, one.weight >= 0);
        }),
        Some(PreferenceKind::Ranking(_) | PreferenceKind::Indifferent) | None => {}
    }
    share
}

/// Outcomes that are better for somebody, worse for nobody, and equilibria; with their number.
fn agreements(
    study: &Study<'_>,
    start: StateId,
    concepts: &[Concept],
) -> Result<(Vec<Agreement>, u64), AnswerError> {
    let graph = study.graph();
    let ranks = study.analysis.ranks;
    let better = |state: &StateId| {
        let orders = || {
            graph
                .actors()
                .map(|actor| ranks.rank(actor, *state).cmp(&ranks.rank(actor, start)))
        };
        orders().any(|o| o == Ordering::Greater) && orders().all(|o| o != Ordering::Less)
    };
    let sets: Vec<_> = concepts
        .iter()
        .map(|&concept| (concept, study.analysis.equilibria(concept)))
        .collect();
    let mut all: Vec<(StateId, Vec<String>)> = graph
        .states()
        .filter(better)
        .map(|state| {
            let under = sets.iter().filter(|(_, set)| set.contains(state));
            (state, under.map(|(concept, _)| concept.name()).collect())
        })
        .filter(|(_, under): &(StateId, Vec<String>)| !under.is_empty())
        .collect();
    let total = all.len() as u64;
    all.sort_by_key(|(state, under)| (std::cmp::Reverse(under.len()), *state));
    all.truncate(MOST_AGREEMENTS);
    let search = |moving| {
        (graph.count() <= MOST_SEARCHED)
            .then(|| Evolution::search(graph, ranks, start, moving, study.control))
            .transpose()
    };
    let (improving, any) = (search(Moving::ByImprovements)?, search(Moving::Anyhow)?);
    let path = |evolution: &Option<Evolution<'_>>, state| {
        let path = evolution.as_ref()?.shortest_path(state)?;
        Some(study.naming().path(&path))
    };
    let found = all.into_iter().map(|(state, under)| {
        let willing = path(&improving, state);
        Agreement {
            outcome: compared(study, state, Some(start), under),
            by_improvements: willing.is_some(),
            path: willing.or_else(|| path(&any, state)),
        }
    });
    Ok((found.collect(), total))
}
