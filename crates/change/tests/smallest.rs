//! The search against exhaustive re-analysis: on random models of every kind, every set of up to
//! three edits is made and the whole conflict is analysed anew; the minimal sets that turn the
//! answer are exactly those that the search finds.

#[path = "../../stability/tests/reference/mod.rs"]
mod reference;

use std::collections::BTreeSet;

use change::smallest::{Budget, search};
use change::{Claim, Place, Subject};
use checker::definitions::coalitions::non_empty_subsets;
use checker::world::World;
use graph::{Built, Control, Graph, Limits};
use model::conflict::{ActorId, Concept, Conflict, Event, Start, Strength};
use model::edit::{Edit, edited, edits};
use model::evidence::Basis;
use model::formula::Formula;
use rayon::prelude::*;
use reference::random::{KINDS, Kind, Random, conflict};
use stability::{Analysis, Choice, Query, Verdict, holds};
use syntax::diagnostic::Span;

/// Models for each of the eight kinds.
const MODELS: u64 = 330;
/// The same for claims under coalition concepts.
const COALITION_MODELS: u64 = 40;
/// Edits of which all sets up to three are tried.
const LEVERS: usize = 9;

fn build(conflict: &Conflict) -> Option<Built> {
    Graph::build(conflict, &Limits::default(), &Control::default()).ok()
}

/// A model with a status quo, an event or two that have or have not happened, and some rules that
/// do not bind.
fn model(random: &mut Random, kind: Kind) -> Option<Conflict> {
    let actors = 2 + random.below(2);
    let mut made = conflict(random, kind, actors);
    if made.status_quo == Start::Unknown {
        let graph = build(&made)?.graph;
        let any = graph.states().nth(random.below(graph.count()))?;
        made.status_quo = match Place::of(&graph, any) {
            Place::Named(name) => Start::Named(name),
            Place::Values(values) => Start::Options(values),
            Place::StatusQuo | Place::Observed => return None,
        };
    }
    made.before_events = made.status_quo.clone();
    if !made.options.is_empty() && matches!(made.status_quo, Start::Options(_)) {
        for at in 0..random.below(3) {
            let option = random.below(made.options.len());
            let levels = usize::from(made.options[option].level_count());
            made.events.push(Event {
                name: format!("e{at}"),
                label: None,
                date: None,
                sets: vec![(
                    reference::build::option_id(option),
                    model::conflict::Level(random.below(levels) as u8),
                )],
                happened: false,
                basis: Basis::default(),
                span: Span::default(),
            });
        }
    }
    for rule in &mut made.rules {
        if random.once_in(3) {
            rule.strength = Strength::Advisory;
        }
    }
    build(&made)?;
    Some(made)
}

/// A claim about a state under a coalition concept.
fn coalition_claim(random: &mut Random, conflict: &Conflict) -> Claim {
    let concepts = [
        Concept::CoalitionNash,
        Concept::CoalitionGmr,
        Concept::CoalitionSmr,
        Concept::CoalitionSeq,
    ];
    let built = build(conflict).expect("it was built before");
    let states: Vec<_> = built.graph.states().collect();
    let place = if random.once_in(3) {
        Place::StatusQuo
    } else {
        Place::of(&built.graph, states[random.below(states.len())])
    };
    let pair = random.once_in(3).then(|| vec![ActorId(1), ActorId(0)]);
    Claim {
        subject: Subject::Stable {
            place,
            actors: pair,
        },
        concept: concepts[random.below(4)],
    }
}

/// Whether a state is stable for a coalition, or for all, by the definitions.
fn is_stable_for_coalitions(
    conflict: &Conflict,
    concept: Concept,
    state: &str,
    members: Option<&[ActorId]>,
) -> bool {
    let world = World::new(conflict, checker::world::Limits::default()).expect("it is a model");
    let state = world.state(state).expect("the state is one");
    let all: Vec<usize> = (0..conflict.actors.len()).collect();
    let coalitions = match members {
        Some(members) => vec![members.iter().map(|actor| actor.index()).collect()],
        None => non_empty_subsets(&all),
    };
    coalitions
        .iter()
        .all(|members| world.model.coalition_stable(concept, members, state))
}

fn claim(random: &mut Random, conflict: &Conflict) -> Claim {
    let concepts = [
        Concept::Nash,
        Concept::Gmr,
        Concept::Smr,
        Concept::Seq,
        Concept::Sseq,
    ];
    let mut concept = concepts[random.below(5)];
    if conflict.actors.len() == 2 && random.once_in(12) {
        concept = [Concept::Limited(2), Concept::NonMyopic][random.below(2)];
    }
    let built = build(conflict).expect("it was built before");
    let states: Vec<_> = built.graph.states().collect();
    let subject = if random.once_in(2) {
        let choice = if random.once_in(2) {
            Choice::MostPreferred
        } else {
            Choice::AnyUndeterred
        };
        let inside = match Place::of(&built.graph, states[random.below(states.len())]) {
            Place::Named(name) => Formula::Not(Box::new(Formula::State(name))),
            _ => Formula::Not(Box::new(reference::build::is(
                random.below(conflict.options.len()),
                random.below(2) as u8,
            ))),
        };
        Subject::Always { inside, choice }
    } else {
        let place = if random.once_in(3) {
            Place::StatusQuo
        } else {
            Place::of(&built.graph, states[random.below(states.len())])
        };
        let actors = random
            .once_in(2)
            .then(|| vec![ActorId(random.below(conflict.actors.len()) as u16)]);
        Subject::Stable { place, actors }
    };
    Claim { subject, concept }
}

/// Whether a claim is true, by a fresh analysis of the whole conflict; none if it is not a model.
fn truth(conflict: &Conflict, claim: &Claim) -> Option<bool> {
    let built = build(conflict)?;
    let control = Control::default();
    let analysis = Analysis::run(&built.graph, &built.ranks, &control).expect("not interrupted");
    Some(match &claim.subject {
        Subject::Always { inside, choice } => {
            let query = Query {
                start: built.graph.status_quo()?,
                outcome: &built.graph.select(inside),
                concept: claim.concept,
                choice: *choice,
                list_at_most: 0,
            };
            let answer = holds(&analysis, query, &control).expect("the query has an answer");
            answer.verdict == Verdict::Holds
        }
        Subject::Stable { place, actors } => match place.find(&built.graph) {
            None => false,
            Some(state) if claim.concept.is_coalitional() => is_stable_for_coalitions(
                conflict,
                claim.concept,
                &built.graph.id(state),
                actors.as_deref(),
            ),
            Some(state) => {
                let actors = actors
                    .clone()
                    .unwrap_or_else(|| built.graph.actors().collect());
                actors.into_iter().all(|actor| {
                    if stability::concepts::is_basic(claim.concept) {
                        analysis.stable(claim.concept, actor).contains(state)
                    } else {
                        stability::Foresight::new(
                            &built.graph,
                            &built.ranks,
                            claim.concept,
                            &control,
                        )
                        .expect("two actors")
                        .stable(actor, &control)
                        .expect("not interrupted")
                        .contains(state)
                    }
                })
            }
        },
    })
}

/// All sets of up to three edits that go together, smaller ones first.
fn sets(edits: &[Edit]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    let mut last = all.clone();
    for _ in 0..3 {
        let mut next = Vec::new();
        for set in &last {
            for edit in set.last().map_or(0, |last| last + 1)..edits.len() {
                if set.iter().all(|made| edits[*made].goes_with(edits[edit])) {
                    let mut grown = set.clone();
                    grown.push(edit);
                    next.push(grown);
                }
            }
        }
        all.extend(next.iter().cloned());
        last = next;
    }
    all
}

/// The minimal sets that turn the answer, found by trying all.
fn exhaustively(conflict: &Conflict, claim: &Claim, edits: &[Edit]) -> BTreeSet<Vec<usize>> {
    let as_it_stands = truth(conflict, claim).expect("it is a model");
    let mut minimal: BTreeSet<Vec<usize>> = BTreeSet::new();
    for set in sets(edits) {
        if minimal
            .iter()
            .any(|smaller| smaller.iter().all(|edit| set.contains(edit)))
        {
            continue;
        }
        let own: Vec<Edit> = set.iter().map(|edit| edits[*edit]).collect();
        let turned = edited(conflict, &own).and_then(|changed| truth(&changed, claim));
        if turned.is_some_and(|turned| turned != as_it_stands) {
            minimal.insert(set);
        }
    }
    minimal
}

/// A few of all edits, so that all sets of three can be tried.
fn levers(random: &mut Random, conflict: &Conflict) -> Vec<Edit> {
    let mut all = edits(conflict);
    while all.len() > LEVERS {
        all.remove(random.below(all.len()));
    }
    all
}

/// How a claim is drawn.
type Draw = fn(&mut Random, &Conflict) -> Claim;

fn agree(kind: Kind, seed: u64, claim: Draw) -> Option<usize> {
    let mut random = Random::new(seed);
    let conflict = model(&mut random, kind)?;
    let claim = claim(&mut random, &conflict);
    let edits = levers(&mut random, &conflict);
    let budget = Budget {
        size: 3,
        ..Budget::default()
    };
    let found = search(&conflict, &claim, &edits, budget, &Control::default())
        .unwrap_or_else(|error| panic!("{kind:?} {seed}: {error}"));
    assert_eq!(found.complete_to, 3, "{kind:?} {seed}");
    let by_search: BTreeSet<Vec<usize>> = found
        .turning
        .iter()
        .map(|turning| turning.edits.clone())
        .collect();
    let by_hand = exhaustively(&conflict, &claim, &edits);
    let words = |set: &BTreeSet<Vec<usize>>| {
        set.iter()
            .map(|set| set.iter().map(|e| edits[*e]).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        by_search,
        by_hand,
        "{kind:?} {seed} {claim:?}\nsearch {:?}\nexhaustive {:?}",
        words(&by_search),
        words(&by_hand)
    );
    Some(by_hand.len())
}

#[test]
fn every_minimal_set_up_to_three_is_found_and_no_other() {
    let found: Vec<(Kind, usize, usize)> = KINDS
        .into_iter()
        .map(|kind| {
            let sets: Vec<usize> = (0..MODELS)
                .into_par_iter()
                .filter_map(|seed| agree(kind, seed, claim))
                .collect();
            (kind, sets.len(), sets.iter().sum())
        })
        .collect();
    let models: usize = found.iter().map(|(_, models, _)| models).sum();
    assert!(models >= 2_000, "only {models} models: {found:?}");
    for (kind, models, sets) in found {
        assert!(
            sets > models / 4,
            "{kind:?}: {sets} sets in {models} models"
        );
    }
}

#[test]
fn so_it_is_for_states_under_coalition_concepts() {
    let mut all = 0;
    for kind in KINDS {
        let sets: Vec<usize> = (0..COALITION_MODELS)
            .into_par_iter()
            .filter_map(|seed| agree(kind, seed, coalition_claim))
            .collect();
        let found: usize = sets.iter().sum();
        assert!(
            found > sets.len() / 4,
            "{kind:?}: {found} in {}",
            sets.len()
        );
        all += sets.len();
    }
    assert!(all > 200, "only {all} models");
}

#[test]
fn what_always_holds_has_no_meaning_for_coalitions() {
    let mut random = Random::new(7);
    let conflict = model(&mut random, Kind::Free).expect("it is a model");
    let claim = Claim {
        subject: Subject::Always {
            inside: Formula::Constant(true),
            choice: Choice::MostPreferred,
        },
        concept: Concept::CoalitionSeq,
    };
    let refused = search(
        &conflict,
        &claim,
        &[],
        Budget::default(),
        &Control::default(),
    )
    .expect_err("it is refused");
    let words = refused.to_string();
    assert!(
        words.starts_with("`always … under cseq` is not defined"),
        "{words}"
    );
    assert!(
        words.ends_with("ask whether a state is stable instead"),
        "{words}"
    );
}
