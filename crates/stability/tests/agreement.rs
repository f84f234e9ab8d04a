//! The engine agrees with the definitions on random models of every kind.

mod reference;

use checker::definitions::closure;
use checker::definitions::coalitions::non_empty_subsets;
use graph::{Control, StateSet};
use model::conflict::{ActorId, Concept, Conflict};
use reference::random::{KINDS, Kind, Random};
use reference::{BASIC, Pair};
use stability::{
    Analysis, Choice, CoalitionLimits, Coalitions, Evolution, Foresight, Moving, Query, Verdict,
};

/// Seeds for each kind and number of actors.
const SEEDS: u64 = 700;

/// Runs `check` on random models of a kind, with 2 to 5 actors, until each number of actors has
/// its share of models that do not contradict themselves. Returns how many were checked.
fn on_random_models(kind: Kind, salt: u64, share: u64, check: impl Fn(&mut Random, &Pair)) -> u64 {
    let mut checked = 0;
    for actors in 2..=5 {
        let mut left = share;
        for seed in 0.. {
            let mut random = Random::new(salt ^ (kind as u64) << 56 ^ (actors as u64) << 48 ^ seed);
            let conflict: Conflict = reference::random::conflict(&mut random, kind, actors);
            if let Some(pair) = Pair::read(&conflict) {
                check(&mut random, &pair);
                left -= 1;
                checked += 1;
            }
            if left == 0 {
                break;
            }
            assert!(
                seed < 50 * share,
                "too few of {kind:?} with {actors} actors are consistent"
            );
        }
    }
    checked
}

#[test]
fn states_moves_ranks_and_stability_agree_on_more_than_20_000_models() {
    let counts = KINDS.map(|kind| {
        on_random_models(kind, 1, SEEDS, |_, pair| {
            moves_agree(pair);
            orders_agree(pair);
            stability_agrees(pair);
        })
    });
    assert!(counts.iter().sum::<u64>() >= 20_000);
}

/// Large enough that states fill many words of a set, small enough for sets of states.
#[test]
fn larger_models_agree() {
    for kind in [
        Kind::Free,
        Kind::Constrained,
        Kind::Consequences,
        Kind::Consent,
    ] {
        let mut checked = 0;
        for seed in 0..40 {
            let mut random = Random::new(9 << 60 ^ (kind as u64) << 50 ^ seed);
            let conflict = reference::random::large(&mut random, kind);
            if let Some(pair) = Pair::read(&conflict) {
                moves_agree(&pair);
                stability_agrees(&pair);
                checked += 1;
            }
        }
        assert!(checked > 10, "too few of {kind:?} are consistent");
    }
}

/// Many options with few feasible states are held in another way.
#[test]
fn models_with_few_states_among_many_options_agree() {
    let mut checked = 0;
    for seed in 0..30 {
        let mut random = Random::new(10 << 60 ^ seed);
        let conflict = reference::random::sparse(&mut random);
        if let Some(pair) = Pair::read(&conflict) {
            moves_agree(&pair);
            orders_agree(&pair);
            stability_agrees(&pair);
            checked += 1;
        }
    }
    assert!(checked > 10, "too few are consistent");
}

fn moves_agree(pair: &Pair) {
    let mut ends = Vec::new();
    for actor in pair.actors() {
        for (state, engine) in pair.to_engine.iter().enumerate() {
            pair.graph().moves(actor, *engine, &mut ends);
            assert!(
                ends.is_sorted_by(|a, b| a < b),
                "ascending without repetition"
            );
            let expected: Vec<_> = pair.model().moves(actor.index(), state).collect();
            let found: Vec<_> = pair.states(&ends).into_iter().collect();
            assert_eq!(
                found,
                expected,
                "moves of {actor:?} at {}",
                pair.world.id(state)
            );
        }
    }
    let start = pair
        .graph()
        .status_quo()
        .map(|state| pair.to_reference[&state]);
    assert_eq!(start, pair.world.start, "status quo");
}

fn orders_agree(pair: &Pair) {
    for actor in pair.actors() {
        for (s, a) in pair.to_engine.iter().enumerate() {
            for (q, b) in pair.to_engine.iter().enumerate() {
                assert_eq!(
                    pair.built.ranks.prefers(actor, *a, *b),
                    pair.model().better(actor.index(), s, q),
                    "{actor:?}: {} over {}",
                    pair.world.id(s),
                    pair.world.id(q)
                );
            }
        }
    }
}

fn analysis(pair: &Pair) -> Analysis<'_> {
    Analysis::run(pair.graph(), &pair.built.ranks, &Control::default()).expect("not interrupted")
}

fn stability_agrees(pair: &Pair) {
    let analysis = analysis(pair);
    for concept in BASIC {
        for actor in pair.actors() {
            let expected = pair.model().stable(concept, actor.index());
            let found = pair.set(analysis.stable(concept, actor));
            assert_eq!(
                found,
                expected,
                "{concept:?} for {actor:?}\n{:?}",
                pair.model()
            );
        }
        let equilibria = pair.set(&analysis.equilibria(concept));
        assert_eq!(
            equilibria,
            pair.model().equilibria(concept),
            "{concept:?} equilibria"
        );
    }
}

#[test]
fn deterrence_and_explanations_agree() {
    for kind in KINDS {
        on_random_models(kind, 2, 60, |_, pair| {
            let analysis = analysis(pair);
            for concept in BASIC {
                for actor in pair.actors() {
                    for state in 0..pair.model().states {
                        explanation_agrees(pair, &analysis, concept, actor, state);
                    }
                }
            }
        });
    }
}

fn explanation_agrees(
    pair: &Pair,
    analysis: &Analysis<'_>,
    concept: Concept,
    actor: ActorId,
    state: usize,
) {
    let (model, i) = (pair.model(), actor.index());
    let from = pair.to_engine[state];
    let why = stability::explain(analysis, concept, actor, from, &Control::default())
        .expect("not interrupted");
    let ends: Vec<_> = why
        .improvements
        .iter()
        .map(|improvement| improvement.to)
        .collect();
    assert_eq!(pair.states(&ends), model.improvements(i, state));
    for improvement in &why.improvements {
        let s1 = pair.to_reference[&improvement.to];
        let deterred = model.deterred(concept, i, state, s1);
        assert_eq!(
            improvement.sanction.is_some(),
            deterred,
            "{concept:?}: {actor:?} from {state} to {s1}, {:?}\n{model:?}",
            improvement.sanction
        );
        assert_eq!(
            analysis.is_deterred(concept, actor, from, improvement.to),
            deterred
        );
        if let Some(sanction) = &improvement.sanction {
            let mut at = s1;
            let mut last = actor;
            let mut improving = true;
            for step in &sanction.steps {
                let to = pair.to_reference[&step.to];
                assert!(
                    step.actor != actor && step.actor != last,
                    "legal sequence of the others"
                );
                assert!(
                    model.moves(step.actor.index(), at).any(|end| end == to),
                    "a move"
                );
                improving &= model.better(step.actor.index(), to, at);
                (at, last) = (to, step.actor);
            }
            assert!(model.hurts(concept, i, state, at), "the sanction hurts");
            assert_eq!(
                sanction.credible, improving,
                "credible means made of improvements"
            );
            let credible_concept = match concept {
                Concept::Gmr => Concept::Seq,
                Concept::Smr => Concept::Sseq,
                other => other,
            };
            assert_eq!(
                sanction.credible,
                model.deterred(credible_concept, i, state, s1)
            );
        }
    }
}

#[test]
fn foresight_agrees() {
    let concepts = [1, 2, 3, 4, 7]
        .map(Concept::Limited)
        .into_iter()
        .chain([Concept::NonMyopic]);
    let concepts: Vec<Concept> = concepts.collect();
    for kind in KINDS {
        for seed in 0..250 {
            let mut random = Random::new(3 ^ (kind as u64) << 56 ^ seed);
            let conflict = reference::random::conflict(&mut random, kind, 2);
            let Some(pair) = Pair::read(&conflict) else {
                continue;
            };
            for concept in &concepts {
                foresight_agrees_under(&pair, *concept);
            }
        }
    }
}

fn foresight_agrees_under(pair: &Pair, concept: Concept) {
    let (model, control) = (pair.model(), Control::default());
    let foresight = Foresight::new(pair.graph(), &pair.built.ranks, concept, &control)
        .expect("two actors, few states");
    let departures = model.departures_under(concept, closure::Choice::Any);
    for actor in pair.actors() {
        let i = actor.index();
        let expected = match concept {
            Concept::Limited(horizon) => model.limited_stable(horizon, i),
            _ => model.non_myopic_stable(i),
        };
        let found = foresight.stable(actor, &control).expect("not interrupted");
        assert_eq!(pair.set(&found), expected, "{concept:?} for {actor:?}");
        for (state, engine) in pair.to_engine.iter().enumerate() {
            assert_eq!(
                pair.states(&foresight.choices(actor, *engine)),
                departures.of(i, state),
                "choices under {concept:?}"
            );
        }
    }
}

#[test]
fn coalitions_agree() {
    let concepts = [
        Concept::CoalitionNash,
        Concept::CoalitionGmr,
        Concept::CoalitionSmr,
        Concept::CoalitionSeq,
    ];
    for kind in KINDS {
        on_random_models(kind, 4, 40, |_, pair| {
            if pair.model().actors() > 4 && pair.model().states > 12 {
                return;
            }
            let found = stability::analyse_coalitions(
                pair.graph(),
                &pair.built.ranks,
                &Coalitions::All,
                CoalitionLimits::default(),
                &Control::default(),
            )
            .expect("small");
            let everyone: Vec<usize> = (0..pair.model().actors()).collect();
            assert_eq!(found.coalitions.len(), non_empty_subsets(&everyone).len());
            for concept in concepts {
                for coalition in &found.coalitions {
                    let h: Vec<usize> = coalition.members.iter().map(|a| a.index()).collect();
                    let stable = pair.set(coalition.stable(concept).expect("a coalition concept"));
                    for s in 0..pair.model().states {
                        assert_eq!(
                            stable.contains(&s),
                            pair.model().coalition_stable(concept, &h, s),
                            "{concept:?} of {h:?} at {}\n{:?}",
                            pair.world.id(s),
                            pair.model()
                        );
                    }
                }
            }
        });
    }
}

#[test]
fn reachability_agrees() {
    for kind in KINDS {
        on_random_models(kind, 5, 60, |random, pair| {
            let start = random.below(pair.model().states);
            for moving in [Moving::Anyhow, Moving::ByImprovements] {
                evolution_agrees(pair, start, moving);
            }
        });
    }
}

fn evolution_agrees(pair: &Pair, start: usize, moving: Moving) {
    let model = pair.model();
    let control = Control::default();
    let from = pair.to_engine[start];
    let evolution = Evolution::search(pair.graph(), &pair.built.ranks, from, moving, &control)
        .expect("not interrupted");
    let steps = |i: usize, x: usize| match moving {
        Moving::Anyhow => model.moves(i, x).collect(),
        Moving::ByImprovements => model.improvements(i, x),
    };
    let expected = model.distances(start, closure::Succession::Alternate, steps);
    for (state, engine) in pair.to_engine.iter().enumerate() {
        let distance = expected.get(&state).copied();
        assert_eq!(
            evolution.distance(*engine),
            distance,
            "distance of {}",
            pair.world.id(state)
        );
        assert_eq!(evolution.reached().contains(*engine), distance.is_some());
        let path = evolution.shortest_path(*engine);
        assert_eq!(path.as_ref().map(|path| path.steps.len() as u32), distance);
        let all = evolution.shortest_paths(*engine).expect("not interrupted");
        assert_eq!(all.as_ref().map(|paths| paths.steps()), distance);
        let (Some(path), Some(all)) = (path, all) else {
            continue;
        };
        let every: Vec<_> = all.iter(10_000).collect();
        if all.count() <= 10_000 {
            assert_eq!(every.len() as u128, all.count(), "the count is exact");
            assert!(every.contains(&path), "the one path is among all of them");
        }
        assert!(every.is_sorted_by(|a, b| a < b), "in order, each once");
        for path in every {
            assert_eq!(path.end(), *engine);
            let mut last = None;
            for (before, step) in path.moves() {
                assert_ne!(last, Some(step.actor), "nobody moves twice in succession");
                let open: checker::definitions::Set =
                    steps(step.actor.index(), pair.to_reference[&before]);
                assert!(open.contains(&pair.to_reference[&step.to]));
                last = Some(step.actor);
            }
        }
    }
}

#[test]
fn answers_to_always_agree() {
    for kind in KINDS {
        on_random_models(kind, 6, 60, |random, pair| {
            let analysis = analysis(pair);
            let start = random.below(pair.model().states);
            let mut outcome: checker::definitions::Set = (0..pair.model().states)
                .filter(|_| !random.once_in(4))
                .collect();
            if random.once_in(3) {
                outcome = (0..pair.model().states).collect();
            }
            let foresight = [Concept::Limited(2), Concept::NonMyopic];
            let two = pair.model().actors() == 2;
            for concept in BASIC
                .into_iter()
                .chain(foresight.into_iter().filter(|_| two))
            {
                for choice in [Choice::MostPreferred, Choice::AnyUndeterred] {
                    holds_agrees(pair, &analysis, start, &outcome, concept, choice);
                }
            }
        });
    }
}

fn holds_agrees(
    pair: &Pair,
    analysis: &Analysis<'_>,
    start: usize,
    outcome: &checker::definitions::Set,
    concept: Concept,
    choice: Choice,
) {
    let model = pair.model();
    let wanted: StateSet = pair.engine_set(outcome);
    let query = Query {
        start: pair.to_engine[start],
        outcome: &wanted,
        concept,
        choice,
        list_at_most: usize::MAX,
    };
    let answer = stability::holds(analysis, query, &Control::default()).expect("defined");
    let naive_choice = match choice {
        Choice::MostPreferred => closure::Choice::MostPreferred,
        Choice::AnyUndeterred => closure::Choice::Any,
    };
    let departures = model.departures_under(concept, naive_choice);
    let taken = |i: usize, x: usize| departures.of(i, x);
    let distances = model.distances(start, closure::Succession::Free, taken);
    let outside = distances
        .iter()
        .filter(|(state, _)| !outcome.contains(state));
    let nearest = outside.map(|(_, distance)| *distance).min();
    match &answer.verdict {
        Verdict::Holds => {
            assert_eq!(nearest, None, "{concept:?} {choice:?}");
            let visited: checker::definitions::Set = distances.keys().copied().collect();
            assert_eq!(
                pair.set(&answer.visited),
                visited,
                "{concept:?} {choice:?} from {start}\n{model:?}"
            );
            let tempting = visited
                .iter()
                .flat_map(|s| (0..model.actors()).map(move |i| (s, i)));
            let deterred = tempting.map(|(s, i)| match concept {
                Concept::Limited(_) | Concept::NonMyopic => {
                    (&model.improvements(i, *s) - &taken(i, *s)).len()
                }
                _ => model.improvements(i, *s).len() - model.undeterred(concept, i, *s).len(),
            });
            assert_eq!(answer.deterred_count, deterred.sum::<usize>() as u64);
            assert_eq!(answer.deterred.len() as u64, answer.deterred_count);
        }
        Verdict::Fails(path) => {
            assert_eq!(
                Some(path.steps.len() as u32),
                nearest,
                "{concept:?} {choice:?}"
            );
            assert!(!outcome.contains(&pair.to_reference[&path.end()]));
            for (before, step) in path.moves() {
                let open = taken(step.actor.index(), pair.to_reference[&before]);
                assert!(
                    open.contains(&pair.to_reference[&step.to]),
                    "an undeterred move"
                );
            }
        }
    }
}
