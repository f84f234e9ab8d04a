//! Relational stability agrees with the definitions on random models, and keeps to the propositions
//! of its papers.

mod reference;

use checker::definitions::attitudes::Relational as Reference;
use graph::{Control, StateSet};
use model::conflict::{ActorId, AttitudeKind, Concept, Conflict, PreferenceKind};
use reference::random::{KINDS, Random, conflict};
use reference::{Pair, build};
use stability::Analysis;
use stability::extended::attitudes::{Attitudes, Relational};
use stability::extended::{CONCEPTS, stable};

fn on_random_models(
    salt: u64,
    change: impl Fn(&mut Random, &mut Conflict),
    check: impl Fn(&mut Random, &Pair),
) {
    for kind in KINDS {
        let mut left = 60;
        for seed in 0..3_000 {
            let mut random = Random::new(salt << 56 ^ (kind as u64) << 48 ^ seed);
            let actors = 2 + random.below(3);
            let mut model = conflict(&mut random, kind, actors);
            change(&mut random, &mut model);
            if let Some(pair) = Pair::read(&model) {
                check(&mut random, &pair);
                left -= 1;
            }
            if left == 0 {
                break;
            }
        }
        assert_eq!(left, 0, "too few of {kind:?} are consistent");
    }
}

fn random_attitudes(random: &mut Random, actors: usize) -> Attitudes {
    let mut attitudes = Attitudes::self_interested(actors);
    for i in 0..actors {
        for j in 0..actors {
            let kinds = [
                AttitudeKind::Favours,
                AttitudeKind::Disregards,
                AttitudeKind::Opposes,
            ];
            let kind = kinds[random.below(3)];
            attitudes.set(build::actor_id(i), build::actor_id(j), kind);
        }
    }
    attitudes
}

fn signs(attitudes: &Attitudes, actors: usize) -> Vec<Vec<i8>> {
    let sign = |kind: &AttitudeKind| match kind {
        AttitudeKind::Favours => 1,
        AttitudeKind::Disregards => 0,
        AttitudeKind::Opposes => -1,
    };
    let row = |i| {
        attitudes
            .of_actor(build::actor_id(i))
            .iter()
            .map(sign)
            .collect()
    };
    (0..actors).map(row).collect()
}

fn of(pair: &Pair, attitudes: &Attitudes, concept: Concept, actor: ActorId) -> StateSet {
    let relational = Relational {
        ranks: &pair.built.ranks,
        attitudes,
    };
    stable(
        pair.graph(),
        &relational,
        concept,
        actor,
        &Control::default(),
    )
    .expect("it is small")
}

#[test]
fn relational_stability_agrees_with_the_definitions() {
    on_random_models(
        1,
        |_, _| {},
        |random, pair| {
            let actors = pair.model().actors();
            let attitudes = random_attitudes(random, actors);
            let reference = Reference {
                model: pair.model(),
                attitude: signs(&attitudes, actors),
            };
            for actor in pair.actors() {
                for concept in CONCEPTS {
                    assert_eq!(
                        pair.set(&of(pair, &attitudes, concept, actor)),
                        reference.stable(concept, actor.index()),
                        "{concept:?} {actor:?}"
                    );
                }
            }
        },
    );
}

#[test]
fn rnash_is_rsmr_and_rseq_and_those_are_rgmr() {
    on_random_models(
        2,
        |_, _| {},
        |random, pair| {
            let attitudes = random_attitudes(random, pair.model().actors());
            for actor in pair.actors() {
                let [nash, gmr, smr, seq] =
                    CONCEPTS.map(|concept| of(pair, &attitudes, concept, actor));
                assert!(nash.is_subset(&smr) && nash.is_subset(&seq));
                assert!(smr.is_subset(&gmr) && seq.is_subset(&gmr));
            }
        },
    );
}

/// A list of statements in which each state has a rank of its own.
fn make_strict(random: &mut Random, model: &mut Conflict) {
    use model::conflict::States;
    for preference in &mut model.preferences {
        preference.adjustments.clear();
        let mut formulas: Vec<model::formula::Formula> = Vec::new();
        if let States::Listed { states, .. } = &model.states {
            formulas.extend(
                (0..states.len()).map(|s| model::formula::Formula::State(build::state_id(s))),
            );
        }
        for (at, option) in model.options.iter().enumerate() {
            formulas.extend((1..option.level_count()).map(|level| build::is(at, level)));
        }
        for at in (1..formulas.len()).rev() {
            formulas.swap(at, random.below(at + 1));
        }
        let statements = formulas.into_iter().map(build::statement).collect();
        preference.kind = PreferenceKind::Statements(statements);
    }
}

/// Inohara & Hipel (2009), for self-interest.
#[test]
fn self_interest_with_strict_rankings_gives_back_the_usual_concepts() {
    let strict = std::cell::Cell::new(0);
    on_random_models(3, make_strict, |_, pair| {
        let states = pair.model().states;
        let ranks = &pair.model().rank;
        if ranks
            .iter()
            .any(|of| of.iter().max() != Some(&(states as u32)))
        {
            return;
        }
        strict.set(strict.get() + 1);
        let usual = Analysis::run(pair.graph(), &pair.built.ranks, &Control::default());
        let usual = usual.expect("nobody interrupts");
        let attitudes = Attitudes::self_interested(pair.model().actors());
        for actor in pair.actors() {
            for concept in CONCEPTS {
                let found = of(pair, &attitudes, concept, actor);
                assert_eq!(&found, usual.stable(concept, actor), "{concept:?}");
            }
        }
    });
    assert!(strict.get() > 200, "only {} are strict", strict.get());
}

/// Who cares for nobody, not even for itself, takes every move: only a state without moves is RNash.
#[test]
fn total_indifference_is_rnash_only_without_moves() {
    on_random_models(
        4,
        |_, _| {},
        |_, pair| {
            for actor in pair.actors() {
                let mut attitudes = Attitudes::self_interested(pair.model().actors());
                attitudes.set(actor, actor, AttitudeKind::Disregards);
                let stuck = (0..pair.model().states)
                    .filter(|s| pair.model().moves(actor.index(), *s).next().is_none());
                assert_eq!(
                    pair.set(&of(pair, &attitudes, Concept::Nash, actor)),
                    stuck.collect()
                );
            }
        },
    );
}

/// Inohara & Hipel (2009), "Interrelationships among attitude-based and conventional stability
/// concepts within the graph model for conflict resolution": where all are totally neutral, RNash
/// is RSMR, and RGMR is RSEQ.
#[test]
fn under_total_neutrality_rnash_is_rsmr_and_rgmr_is_rseq() {
    on_random_models(
        6,
        |_, _| {},
        |_, pair| {
            let mut attitudes = Attitudes::self_interested(pair.model().actors());
            pair.actors()
                .for_each(|i| attitudes.set(i, i, AttitudeKind::Disregards));
            for actor in pair.actors() {
                let [nash, gmr, smr, seq] =
                    CONCEPTS.map(|concept| of(pair, &attitudes, concept, actor));
                assert_eq!(nash, smr);
                assert_eq!(gmr, seq);
            }
        },
    );
}

/// To care for one more, for or against, only adds conditions to what is relationally preferred.
#[test]
fn caring_for_one_more_never_makes_an_rnash_state_unstable() {
    on_random_models(
        5,
        |_, _| {},
        |random, pair| {
            let actors = pair.model().actors();
            let before = random_attitudes(random, actors);
            for actor in pair.actors() {
                for other in pair.actors() {
                    if before.of_actor(actor)[other.index()] != AttitudeKind::Disregards {
                        continue;
                    }
                    for kind in [AttitudeKind::Favours, AttitudeKind::Opposes] {
                        let mut after = before.clone();
                        after.set(actor, other, kind);
                        let stable = of(pair, &before, Concept::Nash, actor);
                        assert!(stable.is_subset(&of(pair, &after, Concept::Nash, actor)));
                    }
                }
            }
        },
    );
}
