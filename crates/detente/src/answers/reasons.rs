//! Why an outcome holds: the rule that closes the direct way, and where the shortest way out stops.

use std::collections::BTreeMap;

use graph::{StateId, StateSet};
use model::conflict::{ActorId, Concept, Direction, Level, OptionId, RuleBody, RuleId, Strength};
use model::formula::Formula;
use report::answer::{Assumption, Block, Reason, Sanction};
use stability::concepts::is_basic;
use stability::{Choice, Evolution, Foresight, Moving, Path, explain};

use super::assumptions;
use crate::error::AnswerError;
use crate::naming::{Naming, actor_name, change, options};
use crate::study::Study;

/// In larger graphs ways out are not searched.
pub const MOST_SEARCHED: usize = 1 << 18;
/// Most ends, and most sequences to each, that are compared with each other.
const MOST_COMPARED: usize = 64;

/// The ways out of an outcome, whatever the foresight.
#[derive(Clone, Debug, Default)]
pub struct WaysOut {
    /// The shortest legal sequence of any moves; none if there is none, or if not searched.
    pub shortest: Option<Path>,
    /// Whether a search found that there is none.
    pub impossible: bool,
    /// Changes that would break the outcome at once, and the rules that forbid them.
    closed: Vec<(ActorId, OptionId, Level, Vec<RuleId>)>,
    start: Option<StateId>,
}

/// What was found for one verdict.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Why the outcome holds.
    pub reasons: Vec<Reason>,
    /// The assumptions behind it.
    pub assumptions: Vec<Assumption>,
    /// Actors whose indifference shuts the way out.
    pub indifferent: Vec<ActorId>,
}

/// Searches the ways out of an outcome.
///
/// # Errors
/// When the host stops the work.
pub fn ways_out(
    study: &Study<'_>,
    start: StateId,
    outcome: &Formula,
    inside: &StateSet,
) -> Result<WaysOut, AnswerError> {
    let mut found = WaysOut {
        closed: closed(study, start, outcome),
        start: Some(start),
        ..WaysOut::default()
    };
    if study.graph().count() > MOST_SEARCHED || !inside.contains(start) {
        return Ok(found);
    }
    found.shortest = shortest_out(study, start, inside, Moving::Anyhow)?;
    found.impossible = found.shortest.is_none();
    Ok(found)
}

/// The shortest sequence out of a set of states; of several, one that changes fewest options.
///
/// # Errors
/// When the host stops the work.
pub fn shortest_out(
    study: &Study<'_>,
    start: StateId,
    inside: &StateSet,
    moving: Moving,
) -> Result<Option<Path>, AnswerError> {
    let (graph, ranks) = (study.analysis.graph, study.analysis.ranks);
    let evolution = Evolution::search(graph, ranks, start, moving, study.control)?;
    let outside = |layer: &&Vec<StateId>| layer.iter().any(|&state| !inside.contains(state));
    let Some(nearest) = evolution.by_step().iter().find(outside) else {
        return Ok(None);
    };
    let mut best: Option<(u32, Path)> = None;
    let targets = nearest.iter().filter(|&&state| !inside.contains(state));
    for &target in targets.take(MOST_COMPARED) {
        let Some(paths) = evolution.shortest_paths(target)? else {
            continue;
        };
        for path in paths.iter(MOST_COMPARED) {
            let changed = changed_options(study, &path);
            if best.as_ref().is_none_or(|(fewest, _)| changed < *fewest) {
                best = Some((changed, path));
            }
        }
    }
    Ok(best.map(|(_, path)| path))
}

/// How many options the moves of a path change altogether.
fn changed_options(study: &Study<'_>, path: &Path) -> u32 {
    let graph = study.graph();
    let moves = path.moves();
    let changed = moves.map(|(from, step)| {
        let differs = |id| graph.level(from, id) != graph.level(step.to, id);
        let changed = options(study.conflict).filter(|(id, _)| differs(*id));
        u32::try_from(changed.count()).unwrap_or(u32::MAX)
    });
    changed.sum()
}

/// Why the outcome holds under a concept.
///
/// # Errors
/// When the host stops the work.
pub fn why_it_holds(
    study: &Study<'_>,
    concept: Concept,
    choice: Choice,
    ways: &WaysOut,
) -> Result<Found, AnswerError> {
    let mut found = Found::default();
    closed_reasons(study, ways, &mut found);
    if ways.impossible {
        found.reasons.push(Reason::Impossible);
    }
    if let Some(path) = &ways.shortest {
        stops(study, concept, choice, path, &mut found)?;
    }
    Ok(found)
}

/// Goes along a path to the first move that is not made. A mover's mere indifference is passed by
/// if somebody later on the path has a reason; else the outcome rests on that indifference.
fn stops(
    study: &Study<'_>,
    concept: Concept,
    choice: Choice,
    path: &Path,
    found: &mut Found,
) -> Result<(), AnswerError> {
    let mut indifferent = None;
    for (index, (from, step)) in path.moves().enumerate() {
        match block(study, concept, choice, (step.actor, from, step.to), found)? {
            None => {}
            Some(Block::Indifferent) => {
                indifferent.get_or_insert((index, step.actor));
            }
            Some(because) => {
                way_out(study, path, index, because, found);
                return Ok(());
            }
        }
    }
    if let Some((index, actor)) = indifferent {
        found.indifferent.push(actor);
        way_out(study, path, index, Block::Indifferent, found);
    }
    Ok(())
}

fn way_out(study: &Study<'_>, path: &Path, stops_at: usize, because: Block, found: &mut Found) {
    found.reasons.push(Reason::WayOut {
        path: study.naming().path(path),
        stops_at,
        because,
    });
}

/// Why a possible move is not made under a concept; none if it is.
///
/// # Errors
/// When the host stops the work.
pub fn barrier(
    study: &Study<'_>,
    concept: Concept,
    choice: Choice,
    (actor, from, to): (ActorId, StateId, StateId),
) -> Result<Option<Block>, AnswerError> {
    if !is_basic(concept) {
        return foreseen(study, concept, actor, (from, to));
    }
    block(
        study,
        concept,
        choice,
        (actor, from, to),
        &mut Found::default(),
    )
}

/// Why a move is not made; none if it is.
fn block(
    study: &Study<'_>,
    concept: Concept,
    choice: Choice,
    (actor, from, to): (ActorId, StateId, StateId),
    found: &mut Found,
) -> Result<Option<Block>, AnswerError> {
    let naming = study.naming();
    let deciders = assumptions::deciding(&naming, actor, from, to);
    if study.prefers(actor, from, to) {
        found
            .assumptions
            .extend(deciders.iter().map(|d| d.assumption.clone()));
        let statement = deciders.into_iter().next().and_then(|decider| decider.text);
        return Ok(Some(Block::Worse { statement }));
    }
    if !study.prefers(actor, to, from) {
        return Ok(Some(Block::Indifferent));
    }
    if !is_basic(concept) {
        return foreseen(study, concept, actor, (from, to));
    }
    let explanation = explain(&study.analysis, concept, actor, from, study.control)?;
    let own = explanation.improvements.iter().find(|i| i.to == to);
    if let Some(found_sanction) = own.and_then(|improvement| improvement.sanction.as_ref()) {
        compare_sanction((actor, from, to), found_sanction, &mut |actor, a, b| {
            let deciders = assumptions::deciding(&naming, actor, a, b);
            found
                .assumptions
                .extend(deciders.into_iter().map(|d| d.assumption));
        });
        return Ok(Some(Block::Deterred {
            sanction: sanction(&naming, to, found_sanction),
        }));
    }
    let better = explanation
        .unsanctioned()
        .find(|&other| study.prefers(actor, other, to));
    Ok(match (choice, better) {
        (Choice::MostPreferred, Some(other)) => Some(Block::PrefersOther {
            step: naming.step(actor, from, other),
        }),
        _ => None,
    })
}

fn foreseen(
    study: &Study<'_>,
    concept: Concept,
    actor: ActorId,
    (from, to): (StateId, StateId),
) -> Result<Option<Block>, AnswerError> {
    let foresight = Foresight::new(
        study.analysis.graph,
        study.analysis.ranks,
        concept,
        study.control,
    )?;
    if foresight.choices(actor, from).contains(&to) {
        return Ok(None);
    }
    let naming = study.naming();
    let expected = foresight.anticipated(actor, to);
    Ok(Some(Block::Foreseen {
        expected: expected
            .into_iter()
            .map(|state| naming.state(state))
            .collect(),
    }))
}

/// A sanction in words.
#[must_use]
pub fn sanction(naming: &Naming<'_>, against: StateId, found: &stability::Sanction) -> Sanction {
    Sanction {
        steps: naming.steps(against, &found.steps),
        credible: found.credible,
        best_answer: found.best_answer.map(|state| naming.state(state)),
    }
}

/// Calls `compare` for every comparison that deterring a move (actor, from, to) rests on.
pub fn compare_sanction(
    (actor, from, to): (ActorId, StateId, StateId),
    sanction: &stability::Sanction,
    compare: &mut impl FnMut(ActorId, StateId, StateId),
) {
    let mut at = to;
    for step in &sanction.steps {
        if sanction.credible {
            compare(step.actor, at, step.to);
        }
        at = step.to;
    }
    compare(actor, from, at);
    compare(actor, from, to);
}

fn closed_reasons(study: &Study<'_>, ways: &WaysOut, found: &mut Found) {
    let Some(start) = ways.start else {
        return;
    };
    let conflict = study.conflict;
    for (actor, option, level, rules) in &ways.closed {
        let Some(definition) = conflict.options.get(option.index()) else {
            continue;
        };
        let before = study.graph().level(start, *option).unwrap_or_default();
        let of_rule = |&rule| assumptions::of_rule(conflict, rule);
        found.assumptions.extend(rules.iter().filter_map(of_rule));
        found.reasons.push(Reason::Closed {
            actor: actor_name(conflict, *actor).to_owned(),
            change: change(conflict, definition, before, *level),
            rules: rules
                .iter()
                .filter_map(|rule| conflict.rules.get(rule.index()))
                .map(|rule| rule.name.clone())
                .collect(),
        });
    }
}

/// Changes of one option by its owner that would break the outcome at once but for binding rules.
fn closed(
    study: &Study<'_>,
    start: StateId,
    outcome: &Formula,
) -> Vec<(ActorId, OptionId, Level, Vec<RuleId>)> {
    let graph = study.graph();
    if graph.named(start).is_some() || !graph.holds(outcome, start) {
        return Vec::new();
    }
    let here: BTreeMap<OptionId, Level> = options(study.conflict)
        .map(|(id, _)| (id, graph.level(start, id).unwrap_or_default()))
        .collect();
    let mut found = Vec::new();
    for (id, option) in options(study.conflict) {
        let Some(owner) = option.owner else { continue };
        for level in (0..option.level_count()).map(Level) {
            let before = here.get(&id).copied().unwrap_or_default();
            if level == before || !may_go(option.direction, before, level) {
                continue;
            }
            let at = |o: OptionId| {
                if o == id {
                    level
                } else {
                    here.get(&o).copied().unwrap_or_default()
                }
            };
            if outcome.holds(&at, None) {
                continue;
            }
            let was = |o: OptionId| here.get(&o).copied().unwrap_or_default();
            let rules = forbidding(study, owner, &was, &at);
            if !rules.is_empty() {
                found.push((owner, id, level, rules));
            }
        }
    }
    found
}

fn may_go(direction: Direction, before: Level, after: Level) -> bool {
    graph::step::direction_allows(direction, before, after)
}

fn forbidding(
    study: &Study<'_>,
    owner: ActorId,
    was: &impl Fn(OptionId) -> Level,
    at: &impl Fn(OptionId) -> Level,
) -> Vec<RuleId> {
    let binding = (0_u16..)
        .map(RuleId)
        .zip(&study.conflict.rules)
        .filter(|(_, rule)| rule.strength == Strength::Binding);
    binding
        .filter(|(_, rule)| match &rule.body {
            RuleBody::Constraint(formula) => !formula.holds(at, None),
            RuleBody::Consent { what, by, .. } => {
                !what.holds(was, None) && what.holds(at, None) && !by.holds(was, None)
            }
            RuleBody::NoMove { from, to, by } => {
                from.holds(was, None)
                    && to.holds(at, None)
                    && by.as_ref().is_none_or(|actors| actors.contains(&owner))
            }
            RuleBody::Consequence { .. } => false,
        })
        .map(|(id, _)| id)
        .collect()
}
